"""Generations on disk: write whole, verify, publish by one atomic pointer, choose what serves, sweep the rest.

    <library>/CURRENT                       the name of the folder that serves
    <library>/generations/00000012-3f9a.../ plain files and manifest.json
    <library>/lock                          held by the process that indexes

A generation is never changed once it is published. Order is by number, never by a clock. What the files hold is
the business of `index.hybrid`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from documents.codec import decode, encode
from index import files
from index.errors import REBUILD, IndexCorrupt, IndexMissing, IndexVersion
from index.sealed import sealed, unsealed

FORMAT = 3  # of the files and their content; a reader refuses any other
KEPT = 2  # the generation that serves and the one before it
_MANIFEST = "manifest.json"
_FOLDER = re.compile(r"([0-9]{8})-([0-9a-f]{16})")
_LOCK_FILES = ".tantivy-"  # empty, touched by every reader


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a generation, `name` relative to its folder with forward slashes."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """Which version of a document a generation holds."""

    id: str
    source: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds and how it was made."""

    format: int
    generation: str  # hash of the content: the same library gives the same id
    number: int
    embedder: str  # name or folder, to load it again
    embedder_id: str
    dimension: int
    store: str
    figures: int
    passages: int
    sentences: int
    words: int
    documents: tuple[StoredDocument, ...]
    files: tuple[StoredFile, ...] = ()


def publish(
    library: Path,
    manifest: Manifest,
    fill: Callable[[Path], None],
    check: Callable[[Path, Manifest], object],
    *,
    needs: int = 0,
) -> Manifest:
    """Write a new generation with `fill(folder)` and make it the one that serves. Hold the lock of the library.

    `check(folder, manifest)` opens what was written and raises if it does not. Returns the manifest with its number
    and files. Until the last step the old generation serves; after it the new one is on disk whole. Raises DiskFull
    or NotWritable.
    """
    generations = library / "generations"
    with files.writing(library, needs):
        generations.mkdir(parents=True, exist_ok=True)
        # First, so that what was never published cannot become the generation before the new one.
        number = next_number(library)
        sweep(library)
        temporary = generations / f".new-{os.getpid()}"
        files.remove(temporary)
        temporary.mkdir()
        try:
            fill(temporary)
            manifest = _sealed(temporary, manifest, number)
            check(temporary, manifest)
            folder = generations / f"{number:08d}-{manifest.generation[:16]}"
            os.replace(temporary, folder)
        except BaseException:
            files.remove(temporary)
            raise
        files.sync_folder(generations)
        files.sync_folder(library)
        files.replace(library / "CURRENT", f"{folder.name}\n".encode("ascii"))
        sweep(library)
    return manifest


def next_number(library: Path) -> int:
    """The number that the next generation will have."""
    return 1 + max((_number(path.name) for path in _listed(library / "generations")), default=0)


def candidates(library: Path) -> Iterator[Path]:
    """The folders that may serve: the published one, then older ones. Raise IndexMissing where there is none."""
    generations = library / "generations"
    numbered = {_number(path.name): path for path in _listed(generations) if _number(path.name)}
    if not numbered:
        raise IndexMissing("these documents have not been indexed", "run `article-assistant index`")
    current = _current(library)
    newest = _number(current) if current else max(numbered)
    if current and newest not in numbered:
        yield generations / current
    for number in sorted(numbered, reverse=True):
        # A newer folder than the published one was never acknowledged: its writer was stopped before the last step.
        if number <= newest:
            yield numbered[number]


def verified(folder: Path, *, full: bool = True) -> Manifest:
    """Read the manifest and compare every file with it. Raise IndexCorrupt naming the first file that differs.

    `full=False` compares sizes only.
    """
    manifest = read_manifest(folder)
    for stored in manifest.files:
        path = folder / stored.name
        try:
            size = path.stat().st_size if path.is_file() else -1
            same = size == stored.bytes and (not full or files.checksum(path) == stored.sha256)
        except OSError:
            same = False
        if not same:
            raise IndexCorrupt(f"the file {stored.name} of generation {folder.name} is missing or damaged", REBUILD)
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """Read and check a manifest. Raise IndexCorrupt, or IndexVersion where another version of this program wrote it."""
    path = folder / _MANIFEST
    try:
        body = unsealed(path)
        if body["format"] != FORMAT:
            raise IndexVersion(f"the index has format {body['format']}, this version reads {FORMAT}", REBUILD)
        manifest = decode(Manifest, body)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        problem = f"the {_MANIFEST} of generation {folder.name} is missing or damaged ({error!s:.80})"
        raise IndexCorrupt(problem, REBUILD) from None
    if any(not _is_inside(stored.name) for stored in manifest.files):
        raise IndexCorrupt(f"the {_MANIFEST} of generation {folder.name} names a file outside it", REBUILD)
    return manifest


def sweep(library: Path) -> None:
    """Remove what a stopped writer left, and the generations that are neither published nor next in line.

    Called while the lock is held, so nothing that is being written is taken for litter.
    """
    kept: list[Path] = []
    with suppress(IndexMissing):
        kept = [folder for folder in candidates(library) if _has_its_files(folder)][:KEPT]
    for path in _listed(library / "generations"):
        if path not in kept:
            files.remove(path)
    for path in _listed(library):
        if path.name.startswith((".CURRENT.", ".state.json.")):
            files.remove(path)


def _has_its_files(folder: Path) -> bool:
    """A quick look: a damaged generation must not take the place of a whole one."""
    try:
        verified(folder, full=False)
    except (IndexCorrupt, IndexVersion):
        return False
    return True


def _sealed(folder: Path, manifest: Manifest, number: int) -> Manifest:
    """Sync what was written, record it in the manifest, and read all of it back."""
    written = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(_LOCK_FILES))
    for path in written:
        # tantivy makes some files private; whoever may read the folder may read the generation.
        path.chmod(folder.stat().st_mode & 0o666)
    files.sync_tree(folder)
    stored = tuple(
        StoredFile(path.relative_to(folder).as_posix(), path.stat().st_size, files.checksum(path)) for path in written
    )
    parts: dict[str, Any] = {**encode(manifest), "number": number, "files": encode(stored)}
    files.write(folder / _MANIFEST, sealed(parts))
    files.sync_folder(folder)
    return verified(folder)


def _current(library: Path) -> str | None:
    """What CURRENT names, or None where it is missing or damaged."""
    try:
        name = (library / "CURRENT").read_bytes()[:64].decode("ascii", "replace").strip()
    except OSError:
        return None
    return name if _FOLDER.fullmatch(name) else None


def _number(name: str) -> int:
    """The number in the name of a generation's folder; 0 for anything else."""
    match = _FOLDER.fullmatch(name)
    return int(match[1]) if match else 0


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _is_inside(name: str) -> bool:
    return not set(name) & {"\\", ":"} and not set(name.split("/")) & {"", ".", ".."}
