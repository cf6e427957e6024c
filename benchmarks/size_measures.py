"""What `size.py` measures of a collection, of an index and of the structures that vectors are searched in."""

from __future__ import annotations

import gc
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.size_data import ARTICLE, Real, entries, spread
from index.stores import COLLECTIONS, structures
from index.stores.faiss_store import FaissStore
from index.types import Vectors

ROOT = Path(__file__).resolve().parents[1]
NAME = "size"
K = 10
_BLOCK = 100_000


def collection(found: Real, count: int, folder: Path) -> dict[str, Any]:
    """Send passages to a collection in a folder, then open and ask it in a process of its own."""
    passages, vectors = entries(found, count)
    dimension = vectors.shape[1]
    text = sum(len(entry.text.encode()) for entry in passages) / count
    store = COLLECTIONS["faiss"](str(folder), NAME, dimension, "")
    wall, used = time.perf_counter(), time.process_time()
    store.upsert(passages)
    wall, used = time.perf_counter() - wall, time.process_time() - used
    ids = [entry.id for entry in passages]
    store.close()
    del store, passages
    gc.collect()
    exact = best(vectors, found.asked)
    (kept,) = (folder / NAME).glob("0*")
    sizes = {path.name: path.stat().st_size for path in kept.iterdir() if path.is_file()}
    sizes["words"] = sum(path.stat().st_size for path in (kept / "words").iterdir())
    asked = folder / "asked.json"
    asked.write_text(json.dumps({"questions": found.questions, "vectors": found.asked.tolist()}), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.size_measures", str(folder), str(dimension)]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    opened: dict[str, Any] = json.loads(told)
    answers = opened.pop("dense")
    rows = {id: row for row, id in enumerate(ids)}
    hits = [
        sum(float(vectors[rows[id]] @ question) >= lowest - 1e-6 for id in answer)
        for answer, question, lowest in zip(answers, found.asked, exact, strict=True)
    ]
    return {
        "passages": count,
        "build_s": wall,
        "build_cpu_s": used,
        "text_bytes": text,
        "bytes": {name: size / count for name, size in sizes.items()},
        "recall": sum(hits) / (min(K, count) * len(hits)),
        **opened,
    }


def best(vectors: Vectors, questions: Vectors) -> list[float]:
    """Return the cosine of the tenth best vector of each question; all vectors are compared."""
    kept = np.full((len(questions), K), -2.0, dtype=np.float32)
    for first in range(0, len(vectors), _BLOCK):
        scores = np.concatenate([kept, questions @ vectors[first : first + _BLOCK].T], axis=1)
        kept = np.partition(scores, -K, axis=1)[:, -K:]
    lowest: list[float] = kept.min(axis=1).tolist()
    return lowest


def opened(folder: Path, dimension: int) -> dict[str, Any]:
    """Open a collection and ask it: what its own process is told to do."""
    asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    questions, vectors = asked["questions"], np.array(asked["vectors"], dtype=np.float32)
    for path in sorted((folder / NAME).rglob("*")):
        if path.is_file():
            with open(path, "rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    FaissStore(dimension)  # libraries are loaded before anything is measured
    before = memory()
    began = time.perf_counter()
    store = COLLECTIONS["faiss"](str(folder), NAME, dimension, "")
    opening = time.perf_counter() - began
    began = time.perf_counter()
    store.hybrid(questions[0], vectors[0], K)
    first = time.perf_counter() - began
    found: dict[str, Any] = {"open_ms": 1000 * opening, "first_ms": 1000 * first}
    for name, search in (
        ("cold", lambda at: store.hybrid(questions[at], vectors[at], K)),  # what it needs lies on the disk alone
        ("meaning", lambda at: store.dense(vectors[at], K)),
        ("words", lambda at: store.lexical(questions[at], K)),
        ("both", lambda at: store.hybrid(questions[at], vectors[at], K)),
    ):
        times = [both_clocks(search, at) for at in range(len(questions))]
        found[name] = quantiles([wall for wall, _ in times])
        found[f"{name}_cpu"] = quantiles([used for _, used in times])
    own, mapped = memory()
    found["memory_mb"] = {"own": own - before[0], "mapped": mapped - before[1]}
    found["dense"] = [[id for id, _ in store.dense(vector, K)] for vector in vectors]
    return found


def index(found: Real, articles: int, folder: Path) -> dict[str, Any]:
    """Index articles of real sentences, as many as those make, then let the index answer in a process of its own."""
    from index.update import update

    texts, data = folder / "articles", folder / "data"
    texts.mkdir()
    length = ARTICLE * 6  # sentences of an article
    articles = min(articles, len(found.sentences) // length)
    for number in range(articles):
        lines = found.sentences[number * length : (number + 1) * length]
        paragraphs = [" ".join(lines[first : first + 6]) for first in range(0, len(lines), 6)]
        title = " ".join(lines[0].split()[:6])
        (texts / f"article-{number:05d}.md").write_text("\n\n".join((f"# {title}", *paragraphs)), encoding="utf-8")
    wall, used = time.perf_counter(), processor()
    done = update(texts, data)
    wall, used = time.perf_counter() - wall, processor() - used
    (kept,) = (done.library / "generations").glob("0*")
    size = sum(path.stat().st_size for path in kept.rglob("*") if path.is_file())
    began = processor()
    (texts / "article-00000.md").write_text("# Changed\n\nThe ferry carries 230 cars now.", encoding="utf-8")
    again = update(texts, data)
    changing = processor() - began
    (folder / "asked.json").write_text(json.dumps(found.questions), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.size_measures", str(texts), str(data), str(folder / "asked.json")]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return {
        "articles": articles,
        "passages": done.passages,
        "sentences": done.sentences,
        "embedded": done.embedded,
        "build_s": wall,
        "build_cpu_s": used,
        "bytes": size / done.passages,
        "again_embedded": again.embedded,
        "again_cpu_s": changing,
        **json.loads(told),
    }


def answered(texts: Path, data: Path, asked: Path) -> dict[str, Any]:
    """Open an index and ask it: what its own process is told to do."""
    from assistant.pipeline import Assistant

    questions = json.loads(asked.read_text(encoding="utf-8"))
    FaissStore(8)
    before = memory()
    began = time.process_time()
    assistant = Assistant.open(texts, data)
    opening = time.process_time() - began
    first, *times = (both_clocks(lambda at: assistant.ask(questions[at]), at)[1] for at in range(len(questions)))
    own, mapped = memory()
    return {
        "open_ms": 1000 * opening,
        "first_ms": first,
        "answer": quantiles(times),
        "memory_mb": {"own": own - before[0], "mapped": mapped - before[1]},
    }


def processor() -> float:
    """Return the seconds of processors that this process and those it waited for have used."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def crossover(found: Real, count: int) -> dict[str, Any]:
    """Search so many vectors in both structures, whichever is the one for that number."""
    vectors, _ = spread(found.vectors, max(count, len(found.vectors)))
    vectors = vectors[np.random.default_rng(4).permutation(len(vectors))[:count]]
    row: dict[str, Any] = {"vectors": count}
    answers: dict[str, list[list[int]]] = {}
    for name, limit in (("all", 10**9), ("codes", 0)):
        structures.EXACT_UP_TO, before = limit, structures.EXACT_UP_TO
        store = FaissStore(vectors.shape[1])
        used = time.process_time()
        store.add(vectors)
        store.search(found.asked[0], K)
        row[f"{name}_build_s"] = time.process_time() - used
        for k in (K, 200):
            times = [timed(partial(_nearest, store, found.asked, k), at) for at in range(len(found.asked))]
            row[f"{name}_{k}"] = quantiles(times)
            answers[f"{name}_{k}"] = [[row for row, _ in store.search(vector, k)] for vector in found.asked]
        structures.EXACT_UP_TO = before
    for k in (K, 200):
        pairs = zip(answers[f"all_{k}"], answers[f"codes_{k}"], strict=True)
        row[f"recall_{k}"] = statistics.mean(len(set(one) & set(other)) / len(one) for one, other in pairs)
    return row


def _nearest(store: FaissStore, questions: Vectors, k: int, at: int) -> object:
    return store.search(questions[at], k)


def timed(work: Callable[[int], object], at: int) -> float:
    """Return the milliseconds of one call."""
    began = time.perf_counter()
    work(at)
    return 1000 * (time.perf_counter() - began)


def both_clocks(work: Callable[[int], object], at: int) -> tuple[float, float]:
    """Return the milliseconds of one call, on the clock and of the processor, which other work does not lengthen."""
    used = time.process_time()
    wall = timed(work, at)
    return wall, 1000 * (time.process_time() - used)


def quantiles(times: Sequence[float]) -> list[float]:
    """Return the median and the 95th percentile."""
    ordered = sorted(times)
    return [statistics.median(ordered), ordered[int(0.95 * len(ordered))]]


def memory() -> tuple[float, float]:
    """Return what this process has in memory, its own and mapped from files, in MB."""
    text = Path(f"/proc/{os.getpid()}/status").read_text(encoding="ascii")
    own, mapped = (int(re.findall(rf"^Rss{kind}:\s+(\d+)", text, re.MULTILINE)[0]) / 1024 for kind in ("Anon", "File"))
    return own, mapped


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(opened(Path(sys.argv[1]), int(sys.argv[2]))))
    else:
        print(json.dumps(answered(*map(Path, sys.argv[1:]))))
