"""Of a large collection a question reads the articles that a search proposes, however many others there are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant import people, retrieve, scope
from assistant.pipeline import Assistant
from assistant.selection import Shelf
from assistant.types import Focus, Question
from index.level import Scores
from index.relevance import Relevance

PLACES = [
    "Alderwick", "Brantholm", "Carrowby", "Dunmere", "Eskdal", "Farnholt", "Garvick", "Helmstow", "Inverlea",
    "Jarrowden", "Kestrelby", "Lindmoor", "Marrowdale", "Norrick", "Oxmere", "Pellinby", "Quarrowdon", "Rushmoor",
]  # fmt: skip
THINGS = [
    "ferry", "bakery", "observatory", "tannery", "vineyard", "foundry", "library", "tramway", "brewery", "quarry",
    "orchard", "lighthouse", "aquarium", "sawmill", "theatre", "nursery", "museum", "cannery",
]  # fmt: skip


def articles(folder: Path, count: int) -> Path:
    folder.mkdir()
    for at, (place, thing) in enumerate(zip(PLACES[:count], THINGS[:count], strict=True)):
        text = (
            f"# The {thing} of {place}\n\nThe {thing} of {place} employs {20 + at} people and cost {300 + at} million "
            f"euros in 20{10 + at}.\n\nIda {place}son, its director, says: “The {thing} will close in winter.” She has "
            f"run it since 2019. Of its {50 + at} rooms, {9 + at} are empty.\n"
        )
        (folder / f"{thing}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    base = tmp_path_factory.mktemp("many")
    return Assistant.open(articles(base / "articles", len(PLACES)), base / "data")


@pytest.fixture(scope="module")
def fewer(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    base = tmp_path_factory.mktemp("fewer")
    return Assistant.open(articles(base / "articles", len(PLACES) // 2), base / "data")


def test_each_article_answers_beside_all_others(many: Assistant) -> None:
    for at, (place, thing) in enumerate(zip(PLACES, THINGS, strict=True)):
        employs = many.ask(f"How many people does the {thing} of {place} employ?")
        assert f"{20 + at} people" in employs.text
        assert {citation.document for citation in employs.citations} == {thing}
        assert f"Ida {place}son" in many.ask(f"Who is the director of the {thing} of {place}?").text


def test_a_question_reads_as_many_articles_of_a_library_twice_as_large(
    many: Assistant, fewer: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = retrieve._weighed

    def weighed(*of: object) -> object:
        read.append(str(of[-1]))
        return real(*of)  # type: ignore[arg-type]

    monkeypatch.setattr(retrieve, "_weighed", weighed)
    counts = []
    for assistant in (fewer, many):
        assistant.examples()
        read.clear()
        assistant.ask("How much did the observatory of Carrowby cost?")
        assert "observatory" in read
        counts.append(len(read))
    assert counts[0] == counts[1] <= scope.MOST


def test_what_is_read_of_an_article_serves_the_next_question(many: Assistant) -> None:
    many.ask("How many rooms does the library of Garvick have?")
    before = many._scope._shelf.one.cache_info()
    assert "56" in many.ask("How many rooms are there in the library of Garvick?").text
    after = many._scope._shelf.one.cache_info()
    assert after.misses == before.misses


def test_two_articles_are_read_beside_each_other(many: Assistant) -> None:
    answer = many.ask("How many more people does the cannery of Rushmoor employ than the ferry of Alderwick?")
    assert "17 people higher" in answer.text
    assert {citation.document for citation in answer.citations} == {"cannery", "ferry"}


def test_a_turn_that_points_back_reads_the_article_that_it_points_to(many: Assistant) -> None:
    said = "How much did the tramway of Helmstow cost?"
    answer = many.ask("How much is that in thousand euros?", [said])
    assert {citation.document for citation in answer.citations} == {"tramway"}


def test_a_search_ranks_the_sentences_of_more_articles_than_an_answer_reads(many: Assistant) -> None:
    found = many.evidence("How many people does the ferry of Alderwick employ?")
    assert found[0].document == "ferry"
    assert scope.MOST < len({one.document for one in found}) <= scope.SEARCHED
    assert {one.document for one in many.evidence("How many people?", "ferry")} == {"ferry"}


def test_an_article_that_is_named_answers_alone(many: Assistant) -> None:
    answer = many.ask("How many people does it employ?", document="quarry")
    assert {citation.document for citation in answer.citations} == {"quarry"}


def test_the_articles_of_a_selection_stand_in_the_order_of_the_library(many: Assistant) -> None:
    shelf = Shelf(many.corpus)
    some = shelf.some(frozenset({"tramway", "bakery", "vineyard"}))
    assert list(some.documents) == ["bakery", "tramway", "vineyard"]
    assert list(some.figures) == [f for f in many.corpus.figures if f.document in some.documents]
    assert some.implied == {f: i for f, i in many.corpus.implied.items() if f.document in some.documents}
    assert some.changes == {f for f in many.corpus.changes if f.document in some.documents}
    assert all(some.figure(figure) == many.corpus.figure(figure) for figure in some.figures)


def test_only_names_that_are_asked_for_are_looked_at(many: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    real = people._set_in_place
    monkeypatch.setattr(people, "_set_in_place", lambda text, name: looked.append(name) or real(text, name))
    known = people.People("bakery", many.corpus)
    assert "Ida Brantholmson" in known
    assert "Nobody" not in known
    assert len(looked) <= 1


def test_a_search_for_articles_scores_as_many_rows_of_a_library_twice_as_large(
    many: Assistant, fewer: Assistant
) -> None:
    question = "How much did the observatory of Carrowby cost?"
    counts = [len(assistant.index.likely(question, 5).rows) for assistant in (fewer, many)]
    assert max(counts) <= 10
    found = many.index.likely(question, 5)
    whole = many.index.relevance(question)
    score = dict(zip(whole.rows.tolist(), whole.score.tolist(), strict=True))
    assert found.score.tolist() == pytest.approx([score[row] for row in found.rows.tolist()], abs=2e-6)


def test_an_article_that_holds_a_name_of_the_question_is_read_where_no_better_one_does() -> None:
    class Search:
        sentences = (("a", 0), ("b", 0), ("c", 0), ("d", 4))

        def likely(self, query: str, k: int) -> Relevance:
            score = np.array([0.9, 0.85, 0.3, 0.2])
            return Relevance(np.arange(4), score, Scores(score, score))

    def chosen(*names: str) -> frozenset[str]:
        question = Question("q", "q", "any", Focus(names=names))
        return scope.proposed(question, Search(), holders)  # type: ignore[arg-type]

    holders = {"Vell": ["e", "d", "c"], "Marr": ["c", "b"]}
    assert chosen() == {"a", "b"}
    assert chosen("Marr") == {"a", "b"}
    assert chosen("Marr", "Vell") == {"a", "b", "c"}
    assert chosen("Nobody") == {"a", "b"}
