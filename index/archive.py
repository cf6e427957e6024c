"""Bring a collection of passages to what an index holds, and search it: the way to an archive on many machines.

An index answers questions from the memory of one process. A collection (`index.stores.COLLECTIONS`) finds passages
among more than that holds; what is found is read in the index.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.errors import RefusedShrink
from index.hybrid import HybridIndex
from index.lexical import LexicalRow
from index.stores import COLLECTIONS
from index.types import EVERYTHING, Entry, Filter, Passage, PassageStore

TOKEN_VARIABLE = "ARTICLE_ASSISTANT_MILVUS_TOKEN"
_LONGEST_NAME = 100  # characters; a server takes 255
_SHRINK = 0.5  # a collection that would lose more than this share is left as it is, unless forced
_AT_ONCE = 20_000  # passages whose vectors are in memory at a time: 30 MB

Told = Callable[[int, int], None]  # done, of how many


@dataclass(frozen=True, slots=True)
class Synced:
    """What bringing a collection up to date did, in passages."""

    held: int
    added: int
    removed: int


def opened(at: str, name: str, index: HybridIndex, token: str = "") -> PassageStore:
    """Open the collection of a name: on the server that `at` is the address of, else below the folder of that name.

    Vectors of different models are never mixed, so a collection belongs to the model of the index.
    """
    plain = re.sub(r"\W+", "_", name, flags=re.ASCII)[:_LONGEST_NAME]
    collection = f"passages_{plain}_{hashlib.sha256(index.manifest.embedder_id.encode()).hexdigest()[:8]}"
    if "://" in at:
        return COLLECTIONS["milvus"](at, collection, index.manifest.dimension, token)
    return COLLECTIONS["faiss"](str(Path(at).expanduser()), collection, index.manifest.dimension, token)


def sync(index: HybridIndex, store: PassageStore, told: Told | None = None, *, force: bool = False) -> Synced:
    """Send the passages that the collection lacks and remove those that the index no longer holds.

    An unchanged passage keeps its id, so one changed article of an archive sends its own passages only. What is new is
    there before what is old goes: a reader meanwhile finds both, never neither. Raise RefusedShrink, nothing changed,
    where most of the collection would go: it may be another folder's.
    """
    rows = {id: row for row, id in _ids(index).items()}
    held = store.ids()
    new, gone = sorted(rows.keys() - held), sorted(held - rows.keys())
    if len(gone) > _SHRINK * len(held) and not force:
        problem = f"the collection would lose {len(gone):,} of its {len(held):,} passages, so it was left as it is"
        raise RefusedShrink(problem, "name another with --collection, or add --force if that is meant")
    for first in range(0, len(new), _AT_ONCE):
        store.upsert(_entries(index, {id: rows[id] for id in new[first : first + _AT_ONCE]}))
        if told:
            told(min(first + _AT_ONCE, len(new)), len(new))
    store.delete(gone)
    return Synced(len(rows), len(new), len(gone))


def search(
    index: HybridIndex, store: PassageStore, text: str, k: int, where: Filter = EVERYTHING
) -> tuple[tuple[Passage, float], ...]:
    """Return up to k passages by words and meaning, best first; those that the index does not hold are passed over."""
    rows = {id: row for row, id in _ids(index).items()}
    found = store.hybrid(text, index.encoder.vector(text), k, where) if text.strip() else ()
    return tuple((index.passages[rows[id]], score) for id, score in found if id in rows)


def _ids(index: HybridIndex) -> dict[int, str]:
    """The id of each row: of all that is searched of it, the title included. Of equal rows the last one stands."""
    searched = index.levels["passage"].rows
    return {
        row: hashlib.sha256("\0".join((passage.id, *searched[row])).encode("utf-8", "replace")).hexdigest()[:32]
        for row, passage in enumerate(index.passages)
    }


def _entries(index: HybridIndex, rows: dict[str, int]) -> list[Entry]:
    level = index.levels["passage"]
    vectors = level.store.vectors(np.array(list(rows.values()), dtype=np.int64))
    return [
        Entry(id, level.rows[row].document, _words(level.rows[row]), vector)
        for (id, row), vector in zip(rows.items(), vectors, strict=True)
    ]


def _words(row: LexicalRow) -> str:
    return "\n".join(filter(None, (row.heading, row.text, row.about)))
