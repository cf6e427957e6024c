"""The figures of many documents are those of each, whichever process works them out and whatever becomes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents import workers
from documents.figures import many
from documents.figures.extract import extract
from documents.figures.names import Named, named
from documents.library import Library
from documents.types import Document

EVALS = Path(__file__).parents[2] / "evals"


@pytest.fixture(scope="module")
def articles() -> tuple[Document, ...]:
    return Library(EVALS).documents[:6]


def told(document: Document) -> many.Told:
    return many.Told(extract(document), named(document))


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few there are; and nothing is worked out in this process."""

    def never(document: Document) -> many.Told:
        raise AssertionError("worked out here")

    monkeypatch.setattr(many, "WORTH", 0)
    monkeypatch.setattr(many, "_here", never)


def test_processes_find_what_one_finds(articles: tuple[Document, ...], apart: None) -> None:
    expected = [told(document) for document in articles]
    assert sum(len(one.figures) for one in expected) > 50
    assert sum(len(one.named.people) for one in expected) > 5
    assert list(many.told_of(articles * 2, processes=2)) == expected * 2


def test_few_documents_start_no_process(articles: tuple[Document, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "_PROGRAM", "raise SystemExit(9)")
    monkeypatch.setattr(workers.subprocess, "Popen", None)
    assert list(many.told_of(articles[:1], processes=2)) == [told(articles[0])]
    assert list(many.told_of((), processes=2)) == []


def test_processes_that_are_lost_cost_time_only(
    articles: tuple[Document, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "WORTH", 0)
    monkeypatch.setattr(many, "_PROGRAM", "raise SystemExit(9)")
    assert list(many.told_of(articles, processes=2)) == [told(document) for document in articles]


def test_what_goes_wrong_with_one_document_is_told_of_it_alone(
    articles: tuple[Document, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    fails = "import documents.figures.extract as e;w=e.extract;e.extract=lambda d:w(d) if d.id!={id!r} else [][1];"
    monkeypatch.setattr(many, "WORTH", 0)
    start, rest = many._PROGRAM.split("from documents.figures.many", 1)
    program = f"{start}{fails.format(id=articles[1].id)}from documents.figures.many{rest}"
    monkeypatch.setattr(many, "_PROGRAM", program)
    found = list(many.told_of(articles[:3], processes=2))
    assert [one.error for one in found] == ["", "IndexError", ""]
    assert found[1] == many.Told((), named(articles[1]), "IndexError")
    assert found[::2] == [told(articles[0]), told(articles[2])]


def test_who_stops_listening_leaves_no_process(articles: tuple[Document, ...], apart: None, monkeypatch) -> None:
    started = []
    real = workers.subprocess.Popen

    def popen(*given, **named):
        started.append(real(*given, **named))
        return started[-1]

    monkeypatch.setattr(workers.subprocess, "Popen", popen)
    monkeypatch.setattr(many, "_here", lambda document: many.Told((), Named()))
    found = many.told_of(articles * 3, processes=2)
    assert next(found)
    found.close()
    assert started
    assert all(process.poll() is not None for process in started)
