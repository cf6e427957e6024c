"""One contract for every vector store: exactly what brute force finds, and only sound files are read."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from index.errors import IndexCorrupt
from index.stores import STORES, faiss_store, structures
from index.types import Vectors


def units(count: int, dimension: int = 24) -> Vectors:
    vectors = np.random.default_rng(7).normal(size=(count, dimension)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def brute_force(vectors: Vectors, question: Vectors, rows: list[int]) -> list[tuple[int, float]]:
    scored = [(row, float(vectors[row].astype(np.float64) @ question.astype(np.float64))) for row in rows]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))


@pytest.fixture(params=[(name, coded) for name in sorted(STORES) for coded in (False, True)], ids=str)
def kind(request, monkeypatch):
    """Each store, and each as it is where it holds many vectors."""
    name, coded = request.param
    if coded:
        monkeypatch.setattr(structures, "EXACT_UP_TO", 30)
        monkeypatch.setattr(structures, "_LEAST", 450)  # of the 500 that are searched at most
    return STORES[name]


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


def test_the_cosines_of_all_rows_are_those_of_a_search(kind):
    store = kind.create(24)
    assert store.cosines(units(1)[0]).tolist() == []
    store.add(units(200))
    question = units(9)[8]
    cosines = store.cosines(question).tolist()
    assert [(row, cosines[row]) for row, _ in store.search(question, 7)] == list(store.search(question, 7))
    assert len(cosines) == 200


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


@pytest.fixture
def many(monkeypatch) -> Vectors:
    """Vectors of which a search looks at a fraction: 6,000 around 300 centres, some of them twice."""
    monkeypatch.setattr(structures, "EXACT_UP_TO", 5_000)
    spread = np.random.default_rng(3).normal(size=(6_000, 24)).astype(np.float32)
    vectors = np.repeat(units(300), 20, axis=0) + spread * 0.08
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors[5_000:5_040] = vectors[40]
    return vectors


def filled(vectors: Vectors) -> faiss_store.FaissStore:
    store = faiss_store.FaissStore(vectors.shape[1])
    store.add(vectors)
    return store


def test_of_many_vectors_the_best_are_found_with_their_exact_scores(many):
    store, missed = filled(many), 0
    assert len(store._learnt().proposed(many[0], 10)) == structures._LEAST < len(many)
    for question in units(60)[20:]:
        found = store.search(question, 10)
        expected = brute_force(many, question, list(range(len(many))))
        missed += len({row for row, _ in expected[:10]} - {row for row, _ in found})
        exact = dict(expected)
        assert all(score == pytest.approx(exact[row], abs=2e-6) for row, score in found)
        assert list(found) == sorted(found, key=lambda pair: (-pair[1], pair[0]))
        assert len(store.search(question, len(many))) == len(many)
    assert missed <= 0.02 * 40 * 10


def test_ties_among_many_vectors_are_broken_by_row(many):
    found = filled(many).search(many[40], 30)
    assert [row for row, _ in found] == [40, *range(5_000, 5_029)]


def test_within_rows_of_many_every_vector_is_compared(many):
    store = filled(many)
    for rows in (np.arange(0, 6_000, 11), np.arange(7, 6_000)):
        found = store.search(many[9], 12, rows)
        expected = brute_force(many, many[9], rows.tolist())[:12]
        assert [row for row, _ in found] == [row for row, _ in expected]


def test_many_vectors_are_found_alike_after_a_restart(many, tmp_path: Path):
    store = filled(many)
    store.save(tmp_path / "v")
    again = faiss_store.load(tmp_path / "v", len(many), 24)
    written = faiss_store.write(tmp_path / "w", (many[at : at + 700] for at in range(0, 6_000, 700)), 6_000, 24)
    for question in units(9):
        assert again.search(question, 10) == written.search(question, 10) == store.search(question, 10)
    assert np.array_equal(again.vectors(np.array([9, 3])), many[[9, 3]])
    for name in ("v", "v.codes"):
        assert (tmp_path / name).read_bytes() == (tmp_path / name.replace("v", "w", 1)).read_bytes()


def test_codes_that_are_not_there_cost_time_only(many, tmp_path: Path):
    filled(many).save(tmp_path / "v")
    structures.beside(tmp_path / "v").unlink()
    again = faiss_store.load(tmp_path / "v", len(many), 24)
    expected = brute_force(many, units(1)[0], list(range(len(many))))[:5]
    assert [row for row, _ in again.search(units(1)[0], 5)] == [row for row, _ in expected]


@pytest.mark.parametrize(
    ("at", "replaced"), [(-1, b""), (0, b"IxFI"), (8, struct.pack("<q", 2**40)), (45, b"\xff" * 16)]
)
def test_codes_of_another_form_are_refused(many, tmp_path: Path, at: int, replaced: bytes):
    filled(many).save(tmp_path / "v")
    path = structures.beside(tmp_path / "v")
    data = path.read_bytes()
    path.write_bytes(data[:at] if not replaced else data[:at] + replaced + data[at + len(replaced) :])
    with pytest.raises(IndexCorrupt, match="no codes of 6000 vectors of length 24"):
        faiss_store.load(tmp_path / "v", len(many), 24)
