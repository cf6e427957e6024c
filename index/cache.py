"""Embeddings that are already known, by model and text, in one SQLite file.

A cache and no more: a damaged file is removed and everything embedded anew. No index is ever read from here.
"""

from __future__ import annotations

import errno
import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from index.types import Embedder, Vectors

Progress = Callable[[str, int, int], None]  # stage, done, total

# Between two commits, so many characters or texts: what a kill costs at most, some three seconds of one core.
_CHARACTERS, _TEXTS = 60_000, 4_096
_FIXED = 30  # characters that would take as long to embed as what every text takes, however short
_LOOKUP = 500  # keys in one statement, below SQLite's limit on variables
_SCHEMA = """
create table if not exists embeddings (
    model text not null, sha blob not null, vector blob not null, crc integer not null, used integer not null,
    primary key (model, sha)
) without rowid
"""


class EmbeddingCache:
    """Vectors by (embedder id, SHA-256 of the text). Safe under kill: a chunk is there whole or not at all."""

    def __init__(self, path: Path, *, number: int = 0) -> None:
        """Open or create the cache; `number` is the generation that is being built, to know later what is in use."""
        self._path = path
        self._number = number
        with _as_os_error():
            try:
                self._db = _opened(path)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                _remove(path)
                self._db = _opened(path)

    def get(self, model: str, texts: Sequence[str]) -> dict[str, Vectors]:
        """Return the vectors that are known and sound, by text."""
        try:
            with _as_os_error():
                return self._get(model, texts)
        except sqlite3.DatabaseError:
            self._db.close()
            _remove(self._path)
            self._db = _opened(self._path)
            return {}

    def _get(self, model: str, texts: Sequence[str]) -> dict[str, Vectors]:
        known: dict[str, Vectors] = {}
        by_key = {_key(text): text for text in texts}
        keys = list(by_key)
        for start in range(0, len(keys), _LOOKUP):
            part = keys[start : start + _LOOKUP]
            marks = ",".join("?" * len(part))
            rows = self._db.execute(
                f"select sha, vector, crc from embeddings where model = ? and sha in ({marks})", [model, *part]
            ).fetchall()
            for key, vector, crc in rows:
                if zlib.crc32(vector) == crc:
                    known[by_key[key]] = np.frombuffer(vector, dtype="<f4")
            self._db.execute(
                f"update embeddings set used = ? where model = ? and sha in ({marks})", [self._number, model, *part]
            )
        self._db.commit()
        return known

    def put(self, model: str, texts: Sequence[str], vectors: Vectors) -> None:
        """Remember the vectors of the texts, row by row."""
        blobs = [row.astype("<f4").tobytes() for row in vectors]
        rows = [(model, _key(t), blob, zlib.crc32(blob), self._number) for t, blob in zip(texts, blobs, strict=True)]
        with _as_os_error():
            self._db.executemany("insert or replace into embeddings values (?, ?, ?, ?, ?)", rows)
            self._db.commit()

    def forget_before(self, number: int) -> None:
        """Drop what no generation since `number` has used."""
        with _as_os_error():
            self._db.execute("delete from embeddings where used < ?", [number])
            self._db.commit()

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def embed(
    texts: Sequence[str], embedder: Embedder, store: EmbeddingCache | None = None, progress: Progress | None = None
) -> tuple[Vectors, int]:
    """Return the vectors of the texts, shape (len(texts), dimension), and how many had to be computed.

    `progress` is told of the share of the work that is done, so that an estimate holds: a passage is more than a word.
    """
    distinct = list(dict.fromkeys(texts))
    known = store.get(embedder.id, distinct) if store else {}
    # Of one length together, which is how an embedder runs them at once; the longest first.
    missing = sorted((text for text in distinct if text not in known), key=len, reverse=True)
    work, done = sum(map(_work, missing)), 0
    if missing and progress:
        progress("embedding", 0, len(missing))
    kept: Future[None] | None = None
    with ThreadPoolExecutor(1) as keeper:  # a part is written while the next is embedded
        for part in _parts(missing):
            vectors = embedder.embed(part)
            if kept:
                kept.result()  # what the disk refused is raised here
            if store:
                kept = keeper.submit(store.put, embedder.id, part, vectors)
            known.update(zip(part, vectors, strict=True))
            done += sum(map(_work, part))
            if progress:
                progress("embedding", len(missing) * done // work, len(missing))
        if kept:
            kept.result()
    if not texts:
        return np.zeros((0, embedder.dimension), dtype=np.float32), 0
    return np.array([known[text] for text in texts], dtype=np.float32), len(missing)


def _work(text: str) -> int:
    """How long a text takes to embed, in characters."""
    return len(text) + _FIXED


def _parts(texts: Sequence[str]) -> Iterator[list[str]]:
    """Texts in lists of a few seconds' work."""
    part: list[str] = []
    left = _CHARACTERS
    for text in texts:
        part.append(text)
        left -= _work(text)
        if left <= 0 or len(part) == _TEXTS:
            yield part
            part, left = [], _CHARACTERS
    if part:
        yield part


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=30.0, check_same_thread=False)
    try:
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = normal")
        db.execute(_SCHEMA)
        db.execute("select model, sha, vector, crc, used from embeddings limit 1").fetchall()
        db.commit()
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


@contextmanager
def _as_os_error() -> Iterator[None]:
    """What the disk refuses reaches the caller as what it is; damage stays a DatabaseError."""
    try:
        yield
    except sqlite3.OperationalError as error:
        number = errno.ENOSPC if error.sqlite_errorcode == sqlite3.SQLITE_FULL else errno.EIO
        raise OSError(number, f"the embedding cache: {error}") from error
