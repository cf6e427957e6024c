"""From one article to a thousand million passages: the plan of docs/scale.md worked out, and what can be measured.

Usage: python benchmarks/scale.py            the tables, from the assumptions below
       python benchmarks/scale.py --measure  what they rest on, and both kinds of collection with 5,000 passages
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from index.stores import COLLECTIONS
from index.types import Entry, PassageStore, Vectors

ROOT = Path(__file__).resolve().parents[1]
DIMENSION = 384
FLOAT, EIGHT_BITS, CODE = 4 * DIMENSION, DIMENSION, 48  # bytes a vector; the code has 96 parts of 4 bits
GRAPH = 128  # bytes a vector: 32 neighbours of 4 bytes
BM25 = 76 * 8  # bytes a passage: its different terms
TERMS = 620  # bytes a passage: the text that BM25 is made from, on disk
RECORD = 100  # bytes a passage: ids, and what is around them
LOADED = 46 / 64  # of a node's memory: Milvus' 90 %, and a fifth of that left free
EMBEDDED = 40  # passages a second and core
CORE = 0.04  # a core-hour
ARTICLE, SHARD = 8, 64  # passages of an article, articles of a shard
SHARD_BYTES = 2_450  # a passage: vector, text, ids, and what is around them
PLANNED, CHECKED = 11_000, 0.6  # articles a second, and GB a second, of one core
CORES = 64
OBJECTS = 0.023  # a GB and month
BESIDE = 250  # a month: coordinators, etcd, the log
KEPT_HOT = 0.1  # of a BM25 index behind a memory map


@dataclass(frozen=True, slots=True)
class Node:
    """A machine of the plan."""

    name: str
    memory: float  # GB
    price: int  # a month


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the plan: how many passages, and in what they are kept."""

    zeros: int
    structure: str
    bytes: float  # in memory, a passage
    shards: int
    replicas: int
    node: Node
    cluster: bool = True


STEPS = (
    Step(6, "FLAT, 32 bits", FLOAT + BM25 + RECORD, 1, 1, Node("8 GB", 8, 50), cluster=False),
    Step(7, "HNSW over 8 bits", EIGHT_BITS + GRAPH + BM25 + RECORD, 2, 2, Node("32 GB", 32, 200)),
    Step(8, "HNSW over 8 bits", EIGHT_BITS + GRAPH + BM25 + RECORD, 4, 2, Node("64 GB", 64, 400)),
    Step(9, "DiskANN, 48-byte codes", CODE + RECORD + KEPT_HOT * BM25, 16, 2, Node("64 GB, NVMe", 64, 450)),
)


def plan() -> list[str]:
    """Return the table of docs/scale.md, one line a row."""
    rows = ["| Passages | Structure | Bytes in memory a passage | A replica | Replicas | "]
    rows[0] += "Nodes | Its shards | Disk a replica | Nodes, and the rest, a month |"
    rows.append("|" + "---|" * 9)
    for step in STEPS:
        passages = 10**step.zeros
        memory, disk = passages * step.bytes / 1e9, passages * (FLOAT + TERMS + BM25 + RECORD) / 1e9
        nodes = math.ceil(step.replicas * memory / (step.node.memory * LOADED))
        rest = f" + {BESIDE + OBJECTS * disk:,.0f}" if step.cluster else ""
        cells = (
            f"10^{step.zeros}",
            step.structure,
            f"{step.bytes:,.0f}",
            f"{memory:,.3g} GB",
            f"{step.replicas}",
            f"{nodes} of {step.node.name}",
            f"{step.shards}",
            f"{disk:,.3g} GB" if disk < 1000 else f"{disk / 1000:,.3g} TB",
            f"{nodes * step.node.price:,}{rest}",
        )
        rows.append("| " + " | ".join(cells) + " |")
    return rows


def embedding() -> list[str]:
    """Return the table of what embedding takes, one line a row."""
    rows = [
        f"| Passages | Shards | On disk | Core-hours | They cost | With {CORES} cores | A run that finds nothing new |"
    ]
    rows.append("|" + "---|" * 7)
    for step in STEPS:
        passages = 10**step.zeros
        hours = passages / EMBEDDED / 3600
        size = passages * SHARD_BYTES / 1e9
        looked = passages / ARTICLE / PLANNED + size / CHECKED
        cells = (
            f"10^{step.zeros}",
            f"{passages / ARTICLE / SHARD:,.0f}",
            f"{size:,.3g} GB" if size < 1000 else f"{size / 1000:,.3g} TB",
            f"{hours:,.0f}",
            f"{hours * CORE:,.2g}" if step.zeros < 9 else f"{hours * CORE:,.0f}",
            _time(hours * 3600 / CORES),
            _time(looked),
        )
        rows.append("| " + " | ".join(cells) + " |")
    return rows


def _time(seconds: float) -> str:
    for unit, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.2g} {unit}"
    return f"{seconds:.0f} seconds"


def main() -> None:
    """Print the plan, or measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--measure", action="store_true", help="measure what the plan rests on")
    parser.add_argument("--passages", type=int, default=5_000, help="passages of a collection (default: 5,000)")
    options = parser.parse_args()
    if not options.measure:
        print("\n".join((*plan(), "", *embedding())))
        return
    _passages()
    for rows in (10_000, 100_000):
        _cosines(rows)
    _collections(options.passages)


def _passages() -> None:
    from documents.library import Library
    from index import content
    from index.lexical import terms

    found = content.of(Library(ROOT / "tests" / "evals").documents, ())
    passages, sentences = found.rows()["passage"], found.rows()["sentence"]
    print(f"{len(passages) / len(found.documents):.1f} passages an article")
    print(f"{len(sentences) / len(passages):.1f} sentences a passage")
    for name, of in (
        ("words", lambda text: len(text.split())),
        ("bytes", lambda text: len(text.encode())),
        ("different terms", lambda text: len(set(terms(text)))),
    ):
        print(f"{statistics.mean(of(row.text) for row in passages):.0f} {name} a passage")


def _units(count: int) -> Vectors:
    vectors = np.random.default_rng(1).normal(size=(count, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def _cosines(rows: int) -> None:
    from index.stores.faiss_store import FaissStore

    store = FaissStore(DIMENSION)
    vectors = _units(rows)
    store.add(vectors)
    for k in (200, rows):
        taken = _median(partial(store.search, vectors[0], k))
        print(f"FAISS, the best {k:,} of {rows:,} rows: {taken:.1f} ms")


def _collections(count: int) -> None:
    from tests.index.stores.server import Server

    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        _collection("in a folder", COLLECTIONS["faiss"](folder, "bench", DIMENSION, ""), count)
        server = Server(Path(folder))
        server.start()
        try:
            _collection("on milvus-lite", COLLECTIONS["milvus"](server.uri, "bench", DIMENSION, ""), count)
        finally:
            server.stop()


def _collection(place: str, store: PassageStore, count: int) -> None:
    vectors, words = _units(count), np.random.default_rng(2).zipf(1.3, size=(count, 109)) % 20_000
    texts = [" ".join(f"word{number}" for number in row) for row in words]
    entries = [Entry(f"{at:08d}", f"article-{at // 8}", texts[at], vectors[at]) for at in range(count)]
    started = time.perf_counter()
    store.upsert(entries)
    print(f"{place}: {count:,} passages sent in {time.perf_counter() - started:.1f} s")
    text = " ".join(texts[7].split()[:6])
    for name, search in (
        ("by meaning", lambda: store.dense(vectors[5], 10)),
        ("by words", lambda: store.lexical(text, 10)),
        ("by both", lambda: store.hybrid(text, vectors[5], 10)),
    ):
        print(f"{place}: the best 10 {name}: {_median(search):.1f} ms")
    store.close()


def _median(work: Callable[[], object], rounds: int = 9) -> float:
    """Milliseconds of one call, the first left out."""
    times = []
    for _ in range(rounds + 1):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return 1000 * statistics.median(times[1:])


if __name__ == "__main__":
    main()
