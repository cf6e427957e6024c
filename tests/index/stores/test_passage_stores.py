"""One contract for every collection of passages: FAISS in this process, and Milvus over a real connection."""

from __future__ import annotations

import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index import fusion
from index.errors import IndexCorrupt, StoreUnavailable
from index.stores import COLLECTIONS
from index.types import Entry, Filter, Vectors

DIMENSION = 16
WORDS = ("anchor", "barge", "cargo", "depot", "engine", "freight", "harbour", "island", "jetty", "keel", "lock")


def unit(seed: int) -> Vectors:
    vector = np.random.default_rng(seed).normal(size=DIMENSION)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def entry(number: int, text: str = "", document: str = "", seed: int | None = None) -> Entry:
    words = np.random.default_rng(1000 + number).choice(WORDS, 3 + number % 5)
    return Entry(
        id=f"p{number:03d}",
        document=document or f"doc-{number % 4}",
        text=text or " ".join(words),
        vector=unit(number if seed is None else seed),
    )


ENTRIES = [entry(number) for number in range(40)]


def by_cosine(entries: list[Entry], question: Vectors, k: int) -> list[str]:
    scored = [(-round(float(e.vector.astype(np.float64) @ question.astype(np.float64)), 6), e.id) for e in entries]
    return [id for _, id in sorted(scored)[:k]]


def ids(found) -> list[str]:
    return [id for id, _ in found]


def test_what_is_added_is_found_by_meaning_and_by_words(opened):
    store = opened()
    assert (store.ids(), store.dense(unit(1), 5), store.lexical("cargo", 5)) == (frozenset(), (), ())
    store.add(ENTRIES)
    assert len(store.ids()) == 40
    for seed in (3, 500, 501):
        found = store.dense(unit(seed), 7)
        assert ids(found) == by_cosine(ENTRIES, unit(seed), 7)
        assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert store.dense(unit(3), 1) == (("p003", 1.0),)
    with_cargo = {e.id for e in ENTRIES if "cargo" in e.text.split()}
    assert set(ids(store.lexical("the cargoes?", 40))) == with_cargo  # by its stem, without the words around it
    assert store.lexical("unheard-of", 5) == store.lexical("  ", 5) == store.dense(unit(1), 0) == ()
    assert len(store.dense(unit(1), 1000)) == 40


def test_the_word_that_is_rare_and_repeated_counts(opened):
    store = opened()
    common = [entry(number, "the ferry crosses the strait") for number in range(8)]
    store.add([*common, entry(8, "the ferry carries 41,706 cars"), entry(9, "cars and cars and cars")])
    assert ids(store.lexical("cars of the ferry: 41,706", 1)) == ["p008"]
    assert ids(store.lexical("cars", 3)) == ["p009", "p008"]
    assert store.lexical("41,707", 3) == ()  # a number is one word


def test_add_refuses_what_is_held_and_holds_none_of_it(opened):
    store = opened()
    store.add(ENTRIES[:3])
    with pytest.raises(ValueError, match="held already: p002"):
        store.add(ENTRIES[2:6])
    assert len(store.ids()) == 3
    store.add([])
    assert len(store.ids()) == 3


def test_upsert_takes_the_place_of_what_had_the_id(opened):
    store = opened()
    store.upsert(ENTRIES[:5])
    store.upsert([entry(2, "a zeppelin", "sky", seed=77), entry(6)])
    assert len(store.ids()) == 6
    assert store.dense(unit(77), 1) == (("p002", 1.0),)
    assert ids(store.lexical("zeppelin", 5)) == ["p002"]
    assert "p002" not in ids(store.lexical(ENTRIES[2].text, 10, Filter((ENTRIES[2].document,))))
    assert ids(store.dense(unit(2), 10, Filter(("sky",)))) == ["p002"]


def test_what_is_deleted_is_not_found(opened):
    store = opened()
    store.add(ENTRIES)
    store.delete(["p003", "p010", "never-held", "p003"])
    left = [e for e in ENTRIES if e.id not in ("p003", "p010")]
    assert len(store.ids()) == 38
    assert ids(store.dense(unit(3), 38)) == by_cosine(left, unit(3), 38)
    assert not {"p003", "p010"} & set(ids(store.hybrid("anchor barge cargo depot engine freight", unit(3), 40)))
    store.delete([])
    store.add([ENTRIES[3]])
    assert store.dense(unit(3), 1) == (("p003", 1.0),)


def test_a_filter_limits_every_search(opened):
    store = opened()
    store.add(ENTRIES)
    where = Filter(("doc-1", "doc-3"))
    inside = [e for e in ENTRIES if e.document in where.documents]
    assert ids(store.dense(unit(8), 40, where)) == by_cosine(inside, unit(8), 40)
    words = "anchor barge cargo"
    assert set(ids(store.lexical(words, 40, where))) == set(ids(store.lexical(words, 40))) & {e.id for e in inside}
    assert set(ids(store.hybrid(words, unit(8), 40, where))) == {e.id for e in inside}
    assert store.dense(unit(8), 5, Filter(("doc-9",))) == ()


def test_the_id_of_a_document_is_no_filter_language(opened):
    store = opened()
    odd = ('a "quoted" one', "it's", "back\\slash", 'x"] or id != "', "Ærø/ü 船 [1], {2}")
    store.add([entry(number, document=document) for number, document in enumerate((*odd, "plain"))])
    for number, document in enumerate(odd):
        assert ids(store.dense(unit(5), 9, Filter((document,)))) == [f"p{number:03d}"]
        assert ids(store.lexical(" ".join(WORDS), 9, Filter((document,)))) == [f"p{number:03d}"]


def test_hybrid_is_the_reciprocal_rank_fusion_of_both_rankings(opened):
    store = opened()
    store.add(ENTRIES)
    for seed, words in ((5, ENTRIES[30].text), (12, "harbour"), (900, "keel lock mast")):
        rankings = [ids(store.dense(unit(seed), 40)), ids(store.lexical(words, 40))]
        names = sorted({id for ranking in rankings for id in ranking})
        fused = fusion.reciprocal_rank([[names.index(id) for id in ranking] for ranking in rankings])
        expected = tuple((names[row], pytest.approx(score, abs=1e-7)) for row, score in fused)
        if len({score for _, score in store.lexical(words, 40)}) == len(rankings[1]):  # no tie that a server may order
            assert store.hybrid(words, unit(seed), 40) == expected
        assert store.hybrid(words, unit(seed), 3) == store.hybrid(words, unit(seed), 40)[:3]
    assert ids(store.hybrid("", unit(5), 4)) == ids(store.dense(unit(5), 4))


def test_ties_are_broken_by_id(opened):
    store = opened()
    store.add([entry(number, "one text", seed=1) for number in (30, 4, 17, 9, 22)])
    store.upsert([entry(2, "one text", seed=1)])
    order = ["p002", "p004", "p009", "p017", "p022", "p030"]
    assert ids(store.dense(unit(1), 3)) == order[:3]
    assert ids(store.lexical("text", 4)) == order[:4]
    assert ids(store.dense(unit(1), 6)) == ids(store.lexical("text", 6)) == order


WRONG = [
    ([entry(1), entry(1)], "given twice"),
    ([Entry("p1", "d", "text", np.zeros(8, dtype=np.float32))], "vectors of shape"),
    ([Entry("p1", "d", "text", np.full(DIMENSION, np.nan, dtype=np.float32))], "finite"),
    ([Entry("", "d", "text", unit(1))], "an id has"),
    ([Entry("p\n1", "d", "text", unit(1))], "an id has"),
    ([Entry("p1", "d" * 600, "text", unit(1))], "an id has"),
]


def test_what_cannot_be_held_is_refused_before_anything_is_written(opened):
    store = opened()
    for write in (store.add, store.upsert):
        for wrong, message in WRONG:
            with pytest.raises(ValueError, match=message):
                write([entry(5), *wrong])
    assert len(store.ids()) == 0


def test_a_text_may_be_anything(opened):
    store = opened()
    odd = "cargo \x00\ud800 \U0001f6a2 \u202e drop table; "
    store.add([entry(1, odd + "long " * 30_000), entry(2, "\n"), entry(3), entry(4, "港口 на ветру")])
    assert ids(store.lexical("cargo long", 1)) == ["p001"]
    assert ids(store.lexical("ветру", 2)) == ids(store.lexical("港口", 2)) == ["p004"]
    assert len(store.ids()) == 4


def test_what_was_held_is_held_after_a_restart(opened, restarted):
    before = opened()
    before.add(ENTRIES)
    before.upsert([entry(1, "a zeppelin", "sky", seed=77)])
    before.delete(["p003"])
    asked = (("dense", (unit(9), 12)), ("lexical", ("anchor cargo", 12)), ("hybrid", ("zeppelin keel", unit(9), 12)))
    answers = [getattr(before, search)(*given) for search, given in asked]
    restarted()

    def all_of(store):
        return [getattr(store, search)(*given) for search, given in asked]

    with ThreadPoolExecutor(6) as threads:  # readers that were there all the time, on one broken connection
        assert list(threads.map(all_of, [before] * 6)) == [answers] * 6
    assert all_of(opened()) == answers
    assert len(before.ids()) == 39
    opened().add([ENTRIES[3]])
    assert len(opened().ids()) == 40


def test_readers_beside_a_writer_see_whole_passages(opened):
    store = opened()
    store.add(ENTRIES)
    problems: list[str] = []
    written = threading.Event()

    def read(number: int) -> None:
        reader, rounds = (store if number % 2 else opened()), 0
        try:
            while rounds < 3 or not written.is_set():
                rounds += 1
                kept = [id for id in ids(reader.dense(unit(number), 60)) if id < "p040"]
                if kept != by_cosine(ENTRIES, unit(number), 40):
                    problems.append(f"dense {number}: {kept}")
                if not set(ids(reader.hybrid("cargo keel", unit(number), 60))) <= {f"p{n:03d}" for n in range(60)}:
                    problems.append(f"hybrid {number}")
        except Exception as error:
            problems.append(repr(error))

    readers = [threading.Thread(target=read, args=(number,)) for number in range(4)]
    for reader in readers:
        reader.start()
    for first in range(40, 60, 5):
        store.add([entry(number) for number in range(first, first + 5)])
    written.set()
    for reader in readers:
        reader.join()
    assert not problems
    assert len(store.ids()) == 60


def test_a_collection_of_another_dimension_is_not_opened(opened):
    opened().add(ENTRIES[:2])
    with pytest.raises((IndexCorrupt, StoreUnavailable), match=r"of length 8|of 8 numbers"):
        opened(8)


def test_the_server_listens_on_this_machine_only(milvus):
    with socket.create_connection(("127.0.0.1", milvus.port), timeout=5):
        pass
    with pytest.raises(OSError, match=r".+"):  # any address of the machine but that one, for instance:
        socket.create_connection(("127.0.0.2", milvus.port), timeout=5)


@pytest.mark.parametrize("uri", ["http://127.0.0.1:9", "ftp://127.0.0.1", "http://127.0.0.1:99999", "http:///", ""])
def test_a_server_that_is_not_there_is_named_without_its_password(milvus, uri):
    with pytest.raises(StoreUnavailable) as problem:
        COLLECTIONS["milvus"](uri.replace("127", "reader:secret@127"), "passages", 4, "")
    assert "secret" not in str(problem.value)
    assert problem.value.code == "store-unavailable"


def test_a_collection_that_was_half_made_is_made_whole(milvus):
    from index.stores import milvus_store

    server = milvus_store._Server(milvus.uri, "", "half_made")
    server(milvus_store._created, dimension=DIMENSION)
    server.close()
    store = COLLECTIONS["milvus"](milvus.uri, "half_made", DIMENSION, "")
    store.add(ENTRIES[:3])
    assert ids(store.dense(unit(1), 1)) == ids(store.lexical(ENTRIES[1].text, 1)) == ["p001"]
    store.close()


def test_without_the_client_it_is_said_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(StoreUnavailable, match=r"article-assistant\[milvus\]"):
        COLLECTIONS["milvus"]("http://127.0.0.1:9", "passages", 4, "")
