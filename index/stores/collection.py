"""A collection of passages as it lies in a folder, opened without reading it: what a search needs is read when it does.

    <collection>/CURRENT                   the name of the folder that holds it now
    <collection>/00000003/manifest.json    rows, dimension, and the sizes of the files
                          vectors, .codes  row by row; mapped into memory
                          ids.txt          the id of each row, ascending, one a line; mapped
                          documents.txt    the names of documents, one a line
                          document.rows    for each row the place of its document's name, 32 bits; mapped
                          words/           BM25; mapped
                          texts.jsonl      what the next write makes BM25 from; not opened for a search

Rows are in the order of their ids, so that ties by row are ties by id.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from documents.codec import from_lines, to_lines
from index import files, lexical
from index.errors import IndexCorrupt, IndexProblem
from index.lexical import LexicalIndex, LexicalRow
from index.sealed import sealed, unsealed
from index.stores import faiss_store
from index.stores.faiss_store import FaissStore
from index.types import Filter, Found, Vectors

FORMAT = 1
CURRENT, _MANIFEST = "CURRENT", "manifest.json"
_VECTORS, _IDS, _NAMES, _PLACES, _TEXTS, _WORDS = (
    "vectors", "ids.txt", "documents.txt", "document.rows", "texts.jsonl", "words",
)  # fmt: skip
_BLOCK = 65_536  # vectors that are in memory at a time while a collection is written: 100 MB
_TRIES = 5  # where a writer removes the files while they are being opened


@dataclass(frozen=True, slots=True)
class Text:
    """A passage without its vector, as it is kept on disk."""

    id: str
    document: str
    text: str


@dataclass(frozen=True)
class Held:
    """All passages at one moment."""

    store: FaissStore
    words: LexicalIndex
    folder: Path | None = None  # none where nothing is held
    ids_text: NDArray[np.uint8] | None = None
    places: NDArray[np.int32] | None = None
    names_text: bytes = b""

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all rows; a search needs few of them."""
        return () if self.ids_text is None else tuple(self.ids_text.tobytes().decode("utf-8").splitlines())

    def rows(self, where: Filter) -> NDArray[np.int64] | None:
        """The rows of the documents that are named; None where none is."""
        if not where.documents:
            return None
        if self.places is None:
            return np.empty(0, dtype=np.int64)
        wanted = [self._numbers[name] for name in where.documents if name in self._numbers]
        return np.flatnonzero(np.isin(self.places, wanted)).astype(np.int64)

    def named(self, ranking: Iterable[tuple[int, float]]) -> Found:
        """A ranking of rows as one of ids."""
        return tuple((self._id(row), score) for row, score in ranking)

    def texts(self) -> Iterator[bytes]:
        """The lines that passages are kept as, row by row."""
        if self.folder is not None:
            with open(self.folder / _TEXTS, "rb") as file:
                yield from file

    def _id(self, row: int) -> str:
        assert self.ids_text is not None
        first = int(self._ends[row - 1]) + 1 if row else 0
        return self.ids_text[first : int(self._ends[row])].tobytes().decode("utf-8")

    @cached_property
    def _ends(self) -> NDArray[np.int64]:
        assert self.ids_text is not None
        return np.flatnonzero(self.ids_text == ord("\n"))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names_text.decode("utf-8").splitlines())}


def empty(dimension: int) -> Held:
    """A collection that holds nothing."""
    return Held(FaissStore(dimension), lexical.build(()))


def opened(collection: Path, dimension: int) -> Held:
    """Open what a folder holds now. Raise IndexCorrupt where it is damaged or of another dimension."""
    if not (collection / CURRENT).exists():
        return empty(dimension)
    for last in range(1, _TRIES + 1):
        name = ""
        try:
            name = _current(collection)
            return _opened(collection / name, collection.name, dimension)
        except IndexCorrupt:
            if last == _TRIES or _current(collection) == name:
                raise  # else a writer has put another one in its place
    raise AssertionError("the last try returns or raises")


def write(collection: Path, before: Held, kept: Sequence[int], new: Sequence[Text], vectors: Vectors) -> Held:
    """Write the rows `kept` of what is held, which ascend, and new passages with their vectors, then open that.

    It lies in a folder of its own before that is named: a crash leaves what was there before.
    """
    collection.mkdir(parents=True, exist_ok=True)
    number = 1 + max((int(path.name) for path in collection.iterdir() if path.name.isdecimal()), default=0)
    folder, dimension = collection / f"{number:08d}", vectors.shape[1]
    ids = [before.ids[row] for row in kept] + [text.id for text in new]
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)
    needs = 2 * len(ids) * dimension * 4
    with files.writing(collection, needs):
        (folder / _WORDS).mkdir(parents=True)
        try:
            blocks = _merged(before.store, np.array(kept, dtype=np.int64), vectors, order)
            faiss_store.write(folder / _VECTORS, blocks, len(order), dimension)
            files.write(folder / _IDS, "".join(f"{ids[at]}\n" for at in order).encode("utf-8"))
            _write_texts(folder, _lines(before, kept, new, order))
            _seal(folder, len(order), dimension)
            held = _opened(folder, collection.name, dimension)
        except BaseException:
            files.remove(folder)
            raise
        files.replace(collection / CURRENT, f"{folder.name}\n".encode("ascii"))
        for path in collection.iterdir():
            if path.name.isdecimal() and path.name != folder.name:
                files.remove(path)
    return held


def _merged(
    store: FaissStore, kept: NDArray[np.int64], vectors: Vectors, order: NDArray[np.int64]
) -> Iterator[Vectors]:
    """The vectors in their order: a place below len(kept) is that of a row that stays, the others are new."""
    for first in range(0, len(order), _BLOCK):
        part = order[first : first + _BLOCK]
        block = np.empty((len(part), vectors.shape[1]), dtype=np.float32)
        stays = part < len(kept)
        block[stays] = store.vectors(kept[part[stays]])
        block[~stays] = vectors[part[~stays] - len(kept)]
        yield block


def _lines(before: Held, kept: Sequence[int], new: Sequence[Text], order: NDArray[np.int64]) -> Iterator[bytes]:
    """The lines in their order; those that stay are met in the order in which they lie."""
    stays = iter(kept)
    wanted = next(stays, None)
    old = before.texts()
    row = -1
    for place in order.tolist():
        if place >= len(kept):
            yield to_lines((new[place - len(kept)],))
            continue
        line = b""
        while row != wanted:
            line, row = next(old), row + 1
        yield line
        wanted = next(stays, None)


def _write_texts(folder: Path, lines: Iterable[bytes]) -> None:
    """Write the texts, and what of them is searched and filtered by."""
    numbers: dict[str, int] = {}
    places: list[int] = []

    def rows() -> Iterator[LexicalRow]:
        with open(folder / _TEXTS, "wb") as file:
            for line in lines:
                file.write(line)
                row = _row(line)
                places.append(numbers.setdefault(row.document, len(numbers)))
                yield row

    lexical.build(rows(), folder / _WORDS)
    files.write(folder / _NAMES, "".join(f"{name}\n" for name in numbers).encode("utf-8"))
    files.write(folder / _PLACES, np.array(places, dtype="<i4").tobytes())


def _row(line: bytes) -> LexicalRow:
    (text,) = from_lines(Text, line)
    # A lone surrogate is in no word; tantivy takes none.
    return LexicalRow("", text.text.encode("utf-8", "replace").decode("utf-8"), text.document)


def _seal(folder: Path, rows: int, dimension: int) -> None:
    """Wait until the disk has everything, and record its sizes."""
    files.sync_tree(folder)
    sizes = {path.relative_to(folder).as_posix(): path.stat().st_size for path in _parts(folder)}
    body = {"format": FORMAT, "rows": rows, "dimension": dimension, "files": sizes}
    files.write(folder / _MANIFEST, sealed(body))
    files.sync_folder(folder)


def _parts(folder: Path) -> list[Path]:
    """The files of a collection but for its manifest and the locks that readers leave."""
    every = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".tantivy-"))
    return sorted(path for path in every if path.name != _MANIFEST)


def _opened(folder: Path, name: str, dimension: int) -> Held:
    step = f"delete {name} and add the passages again"
    try:
        body = unsealed(folder / _MANIFEST)
        rows, sizes = int(body["rows"]), dict(body["files"])
        if body["format"] != FORMAT or int(body["dimension"]) != dimension:
            raise IndexCorrupt(f"the collection in {name} has no vectors of length {dimension}", step)
        if any((folder / part).stat().st_size != size for part, size in sizes.items()):
            raise IndexCorrupt(f"the collection in {name} is damaged: a file has another size", step)
        store = faiss_store.load(folder / _VECTORS, rows, dimension)
        words = lexical.load(folder / _WORDS, _rows(folder))
        ids = np.memmap(folder / _IDS, dtype=np.uint8, mode="r") if rows else np.empty(0, dtype=np.uint8)
        places = np.memmap(folder / _PLACES, dtype="<i4", mode="r") if rows else np.empty(0, dtype="<i4")
        return Held(store, words, folder, ids, places, (folder / _NAMES).read_bytes())
    except IndexProblem as problem:
        raise IndexCorrupt(problem.problem, step) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise IndexCorrupt(f"the collection in {name} cannot be read ({error!s:.100})", step) from None


def _rows(folder: Path) -> Iterator[LexicalRow]:
    with open(folder / _TEXTS, "rb") as file:
        yield from map(_row, file)


def _current(collection: Path) -> str:
    try:
        return os.path.basename((collection / CURRENT).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return ""
