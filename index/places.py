"""Where the index of a folder of documents lies, and what was seen in that folder when it was last read."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from documents.codec import decode, encode
from documents.folder import SET_ASIDE, visible
from index import files

DATA_VARIABLE = "ARTICLE_ASSISTANT_DATA"
MODELS_VARIABLE = "ARTICLE_ASSISTANT_MODELS"
_APPLICATION = "article-assistant"
_STATE = "state.json"
_UNSETTLED = 2_000_000_000  # nanoseconds: within them a file can change again without its times showing it


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that is not in the index, and why."""

    source: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class State:
    """What the last reading saw. An equal state now means that nothing changed."""

    embedder: str
    store: str
    program: str  # of the code that read: a new version may read differently
    seen: tuple[str, ...]  # one entry a file
    generation: str = ""
    failures: tuple[Failure, ...] = ()

    def same_as(self, other: State) -> bool:
        """Compare what was seen, not what came of it."""
        mine = (self.embedder, self.store, self.program, self.seen)
        return mine == (other.embedder, other.store, other.program, other.seen)


def data_folder(documents: Path, data: Path | None = None) -> Path:
    """The folder that holds the index of `documents`: below `data`, else the environment's folder, else the user's."""
    chosen = data or (Path(os.environ[DATA_VARIABLE]) if os.environ.get(DATA_VARIABLE) else None)
    base = chosen or platformdirs.user_data_path(_APPLICATION, appauthor=False)
    resolved = documents.resolve()
    name = re.sub(r"[^A-Za-z0-9]+", "-", resolved.name)[:40].strip("-") or "documents"
    return base / f"{name}-{hashlib.sha256(os.fsencode(resolved)).hexdigest()[:12]}"


def models_folder(library: Path) -> Path:
    """The folder of the exported models: the environment's, which many data folders may share, else beside the index.

    `library` is the folder of one index, as `data_folder` gives it.
    """
    return Path(os.environ.get(MODELS_VARIABLE) or library.parent / "models")


def look(documents: Path, embedder: str, store: str) -> State:
    """See what is in a folder of documents without reading it."""
    seen = tuple(sorted(_entry(path, documents) for path in visible(documents)))
    return State(embedder=embedder, store=store, program=program("documents", "index"), seen=seen)


def set_aside(library: Path) -> None:
    """Mark the folder of an index as one without articles: it may lie among them."""
    marker = library / SET_ASIDE
    if not marker.exists():
        with files.writing(library):
            marker.touch()


def remember(library: Path, state: State) -> None:
    """Keep a state for the next look."""
    files.replace(library / _STATE, json.dumps(encode(state), sort_keys=True).encode("ascii"))


def remembered(library: Path) -> State | None:
    """The state of the last reading, or None where there is none that can be read."""
    try:
        return decode(State, json.loads((library / _STATE).read_bytes()))
    except (OSError, ValueError, RecursionError):
        return None


def _entry(path: Path, root: Path) -> str:
    """Name, size, times and number of a file; a file that changed just now gets an entry that never comes again."""
    name = json.dumps(path.relative_to(root).as_posix())
    try:
        found = path.stat()
    except OSError as error:
        return f"{name} {error.errno}"
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    now = time.time_ns()
    unsettled = f" {now}" if abs(now - changed) < _UNSETTLED else ""
    return f"{name} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}{unsettled}"


def program(*packages: str) -> str:
    """Identify the code of packages: another version of it may read the same documents differently."""
    root = Path(__file__).parents[1]
    lines = []
    for package in packages:
        for path in sorted(path for path in (root / package).rglob("*") if path.suffix in (".py", ".toml")):
            found = path.stat()
            lines.append(f"{path.relative_to(root).as_posix()} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
