"""One contract for every vector store: exactly what brute force finds, and only sound files are read."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from index.errors import IndexCorrupt
from index.stores import STORES
from index.types import Vectors


def units(count: int, dimension: int = 24) -> Vectors:
    vectors = np.random.default_rng(7).normal(size=(count, dimension)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def brute_force(vectors: Vectors, question: Vectors, rows: list[int]) -> list[tuple[int, float]]:
    scored = [(row, float(vectors[row].astype(np.float64) @ question.astype(np.float64))) for row in rows]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))


@pytest.fixture(params=sorted(STORES))
def kind(request):
    return STORES[request.param]


def test_search_is_exact(kind):
    vectors = units(500)
    store = kind.create(24)
    store.add(vectors[:200])
    store.add(vectors[200:])
    for question in units(20)[10:]:
        found = store.search(question, 12)
        expected = brute_force(vectors, question, list(range(500)))[:12]
        assert [row for row, _ in found] == [row for row, _ in expected]
        assert [score for _, score in found] == pytest.approx([score for _, score in expected], abs=2e-6)


def test_search_within_rows(kind):
    vectors = units(300)
    store = kind.create(24)
    store.add(vectors)
    allowed = [3, 250, 17, 17, 90, 4]
    found = store.search(vectors[5], 10, np.array(allowed))
    assert [row for row, _ in found] == [row for row, _ in brute_force(vectors, vectors[5], sorted(set(allowed)))]
    assert store.search(vectors[5], 10, np.array([], dtype=np.int64)) == ()


def test_ties_are_broken_by_row(kind):
    same = np.tile(units(1), (40, 1))
    store = kind.create(24)
    store.add(same)
    assert [row for row, _ in store.search(same[0], 5)] == [0, 1, 2, 3, 4]
    assert [row for row, _ in store.search(same[0], 2, np.array([31, 9, 22]))] == [9, 22]


def test_more_is_asked_than_there_is(kind):
    store = kind.create(24)
    assert store.search(units(1)[0], 5) == ()
    store.add(units(3))
    assert len(store.search(units(1)[0], 50)) == 3
    assert store.search(units(1)[0], 0) == ()


def test_a_wrong_shape_is_refused(kind):
    with pytest.raises(ValueError, match=r"expected vectors of shape \(n, 24\)"):
        kind.create(24).add(np.zeros((2, 8), dtype=np.float32))


def test_save_and_load(kind, tmp_path: Path):
    store = kind.create(24)
    store.add(units(50))
    store.save(tmp_path / "v")
    again = kind.load(tmp_path / "v", 50, 24)
    assert again.search(units(1)[0], 7) == store.search(units(1)[0], 7)


@pytest.mark.parametrize(("rows", "dimension"), [(49, 24), (51, 24), (50, 25), (25, 48)])
def test_a_file_of_another_size_is_refused(kind, tmp_path: Path, rows: int, dimension: int):
    store = kind.create(24)
    store.add(units(50))
    store.save(tmp_path / "v")
    with pytest.raises(IndexCorrupt, match=f"{rows} vectors of length {dimension}"):
        kind.load(tmp_path / "v", rows, dimension)


def test_bad_input_18_a_header_that_claims_too_much_is_refused_before_faiss_sees_it(tmp_path: Path):
    store = STORES["faiss"].create(24)
    store.add(units(50))
    store.save(tmp_path / "v")
    data = bytearray((tmp_path / "v").read_bytes())
    data[8:16] = struct.pack("<q", 2**60)
    (tmp_path / "v").write_bytes(data)
    with pytest.raises(IndexCorrupt):
        STORES["faiss"].load(tmp_path / "v", 50, 24)
    (tmp_path / "v").write_bytes(b"\x80\x04K\x01.")
    with pytest.raises(IndexCorrupt):
        STORES["faiss"].load(tmp_path / "v", 50, 24)
