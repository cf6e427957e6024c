"""Small archives for tests, some of whose articles end a shard by their names."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from index.shards import disk, plan
from index.shards.maker import Job, Maker
from index.shards.plan import Plan, planned
from index.types import Embedder

_WORDS = ("boat", "crew", "dock", "ferry", "fog", "gull", "harbour", "keel", "ladder", "mast", "net", "quay", "tide")


def ending(prefix: str = "a") -> Iterator[str]:
    """Yield names of articles each of which is the last one of its shard."""
    numbers = (f"{prefix}{number:05d}.md" for number in count())
    return (name for name in numbers if int.from_bytes(plan._hash(name)[:4], "big") % plan._ARTICLES == 0)


def article(name: str, sentences: int = 2) -> str:
    """Return a text of its own for each name."""
    draw = random.Random(name)
    said = " ".join(f"The {' '.join(draw.choices(_WORDS, k=8))} cost {draw.randint(2, 999)}." for _ in range(sentences))
    return f"# Of {name[:-3]}\n\n{said}\n"


def archive(folder: Path, shards: int, sentences: int = 2) -> list[str]:
    """Write an archive of so many shards, one article each; return the names."""
    folder.mkdir(parents=True, exist_ok=True)
    names = list(islice(ending(), shards))
    for name in names:
        (folder / name).write_text(article(name, sentences), encoding="utf-8")
    return names


def job(documents: Path, shards: Path, models: Path | None = None, embedder: str = "all-MiniLM-L6-v2") -> Job:
    """What the shards of a folder have in common."""
    return Job(str(documents), str(shards), str(models), embedder)


def made(documents: Path, shards: Path, embedder: Embedder) -> Plan:
    """Make all shards of a folder in this process."""
    found = planned(documents, embedder.id)
    maker = Maker(job(documents, shards), embedder)
    for shard in found.shards:
        maker(shard)
    return found


def files_of(shards: Path) -> dict[str, bytes]:
    """All files below a folder of shards, by their paths."""
    return {path.relative_to(shards).as_posix(): path.read_bytes() for path in shards.rglob("*") if path.is_file()}


def whole(shards: Path) -> set[str]:
    """The names of the shards that are made."""
    return {folder.parent.name for folder in disk.every(shards) if disk.whole(folder)}
