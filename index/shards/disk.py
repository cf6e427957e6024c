"""How the shards of an archive lie on disk: each whole or not at all, every byte vouched for.

    <shards>/<name>/<key>/manifest.json    whose shard it is, its articles, what could not be read, sums of the files
                          ids.txt          the id of each passage, one a line
                          passages.jsonl   what is searched of each, and shown
                          vectors          one after another, 32 bits a number

An id begins with the name of its shard, so that what a search has found is opened and not looked for.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from documents.codec import decode, encode, from_lines, to_lines
from index import files
from index.errors import IndexCorrupt
from index.lexical import LexicalRow
from index.places import Failure
from index.sealed import sealed, unsealed
from index.shards.plan import FORMAT, Shard
from index.snapshot import StoredFile
from index.types import Vectors

REPEAT = "run `article-assistant archive` again"
_MANIFEST, _IDS, _PASSAGES, _VECTORS = "manifest.json", "ids.txt", "passages.jsonl", "vectors"


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as it is searched and shown."""

    id: str
    document: str
    heading: str  # title and headings, a line each
    text: str
    about: str  # publisher and author


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the files of a shard hold."""

    format: int
    embedder_id: str
    dimension: int
    passages: int
    documents: tuple[str, ...]  # ids
    failures: tuple[Failure, ...]  # articles that could not be read
    files: tuple[StoredFile, ...] = ()


def row_of(shard: Shard, passage_id: str, searched: LexicalRow) -> Row:
    """Return a passage with its id: the shard's name, then the hash of all that is searched of the passage."""
    digest = hashlib.sha256("\0".join((passage_id, *searched)).encode("utf-8", "replace")).hexdigest()
    return Row(f"{shard.name}-{digest[:24]}", searched.document, searched.heading, searched.text, searched.about)


def place(shards: Path, shard: Shard) -> Path:
    """The folder that a shard's files lie in once it is made."""
    return shards / shard.name / shard.key


def write(folder: Path, manifest: Manifest, rows: Sequence[Row], vectors: Vectors) -> None:
    """Put a shard's files into their folder, in one step. Raises DiskFull or NotWritable."""
    stored = {
        _IDS: "".join(f"{row.id}\n" for row in rows).encode("ascii"),
        _PASSAGES: to_lines(rows),
        _VECTORS: vectors.astype("<f4").tobytes(),
    }
    temporary = folder.with_name(f".{folder.name}.{uuid.uuid4().hex[:8]}")  # two machines may have one process number
    data_folder = folder.parents[2]  # what a message names
    with files.writing(data_folder, sum(map(len, stored.values()))):
        temporary.mkdir(parents=True)
        try:
            for name, data in stored.items():
                files.write(temporary / name, data)
            sums = tuple(StoredFile(n, len(data), hashlib.sha256(data).hexdigest()) for n, data in stored.items())
            files.write(temporary / _MANIFEST, sealed(encode(replace(manifest, files=sums))))
            files.sync_folder(temporary)
            files.remove(folder)  # a damaged one
            os.replace(temporary, folder)
        except BaseException:
            files.remove(temporary)
            raise
        files.sync_folder(folder.parent)
        files.sync_folder(folder.parent.parent)


def whole(folder: Path) -> Manifest | None:
    """Read a shard's manifest and compare its files with it, every byte; None where anything is missing or differs."""
    try:
        manifest = read_manifest(folder)
        same = all(_same(folder / stored.name, stored) for stored in manifest.files)
    except (IndexCorrupt, OSError):
        return None
    return manifest if same else None


def read_manifest(folder: Path) -> Manifest:
    """Read a manifest, which vouches for itself. Raises IndexCorrupt."""
    try:
        manifest = decode(Manifest, unsealed(folder / _MANIFEST))
        if manifest.format != FORMAT or {stored.name for stored in manifest.files} != {_IDS, _PASSAGES, _VECTORS}:
            raise ValueError("other files")
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _damaged(folder, error) from None
    return manifest


def ids(folder: Path) -> list[str]:
    """Return the ids of a shard's passages. Raises IndexCorrupt."""
    try:
        return (folder / _IDS).read_bytes().decode("ascii").split()
    except (OSError, ValueError) as error:
        raise _damaged(folder, error) from None


def rows(folder: Path) -> tuple[Row, ...]:
    """Return a shard's passages, in the order of `ids`. Raises IndexCorrupt."""
    try:
        return from_lines(Row, (folder / _PASSAGES).read_bytes())
    except (OSError, ValueError) as error:
        raise _damaged(folder, error) from None


def vectors(folder: Path, dimension: int) -> Vectors:
    """Return the vectors of a shard's passages, shape (passages, dimension), mapped. Raises IndexCorrupt."""
    path = folder / _VECTORS
    try:
        if not path.stat().st_size:
            return np.empty((0, dimension), dtype=np.float32)
        found: Any = np.memmap(path, dtype="<f4", mode="r").reshape(-1, dimension)
    except (OSError, ValueError) as error:
        raise _damaged(folder, error) from None
    vectors: Vectors = found
    return vectors


def known(folder: Path, embedder_id: str) -> dict[str, Vectors]:
    """Return the vectors that a shard has or had, by id, of all its folders that are whole and of this model."""
    found: dict[str, Vectors] = {}
    for version in versions(folder):
        manifest = whole(version)
        if manifest is not None and manifest.embedder_id == embedder_id:
            found.update(zip(ids(version), vectors(version, manifest.dimension), strict=True))
    return found


def found(shards: Path, wanted: Iterable[str]) -> dict[str, Row]:
    """Return the passages of ids; those that no shard holds are left out."""
    names: dict[str, set[str]] = {}
    for id in wanted:
        names.setdefault(id.partition("-")[0], set()).add(id)
    held: dict[str, Row] = {}
    for name, of_shard in names.items():
        for version in versions(shards / name):
            held.update((row.id, row) for row in rows(version) if row.id in of_shard)
    return held


def versions(folder: Path) -> list[Path]:
    """The folders of one shard: as it is, and while it is made anew as it was."""
    return [path for path in _listed(folder) if not path.name.startswith(".")]


def every(shards: Path) -> Iterator[Path]:
    """The folders of all shards."""
    for folder in _listed(shards):
        yield from versions(folder)


def sweep(shards: Path, kept: Iterable[Shard], spared: Container[str] = ()) -> None:
    """Remove what stopped runs left, and what is of no shard that is kept; `spared` names others. Hold the lock."""
    keys = {shard.name: shard.key for shard in kept}
    for folder in (folder for folder in _listed(shards) if folder.name not in spared):
        for version in _listed(folder):
            if version.name != keys.get(folder.name):
                files.remove(version)
        if folder.name not in keys:
            files.remove(folder)


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _same(path: Path, stored: StoredFile) -> bool:
    return path.stat().st_size == stored.bytes and files.checksum(path) == stored.sha256


def _damaged(folder: Path, error: BaseException) -> IndexCorrupt:
    return IndexCorrupt(f"the shard {folder.parent.name} is missing or damaged ({error!s:.80})", REPEAT)
