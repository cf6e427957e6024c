"""The torture of documents finds what is planted, so that it cannot pass by doing nothing; and passes without."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from benchmarks.torture import documents as part
from benchmarks.torture.linear_time import measured
from benchmarks.torture.pdf_bombs import bombs
from benchmarks.torture.types import Run
from documents import reading

# Runs in the reading process: a fault that is planted in one of the readers.
PLANT = """
import dataclasses, json, os, sys, time
sys.path[:] = json.loads(sys.argv[1])["path"]
import documents.readers as readers
from documents.types import Span
kept = {}
def planted(suffix):
    plain = readers.READERS[suffix]
    def reader(source):
        document = plain(source)
        if source.name != "good.txt":
            FAULT
        return document
    return reader
for suffix in (".pdf", ".txt", ".md", ".html"):
    readers.READERS[suffix] = planted(suffix)
"""
FAULTS = {
    "crash": ("os._exit(1)", "shows a fault of a reader"),
    "exception": ("raise KeyError('x')", "shows a fault of a reader"),
    "slow": ("time.sleep(3)", "took "),
    "place": (
        "return dataclasses.replace(document, blocks=(dataclasses.replace(document.blocks[0], span=Span(9, 10**9)),))",
        "has a span outside of its text",
    ),
    "memory": ("kept[len(kept)] = b'x' * (60 << 20)", "held "),
}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run("ci", 1, tmp_path, tmp_path)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    program, told = FAULTS[fault]
    monkeypatch.setattr(reading, "_PROGRAM", PLANT.replace("FAULT", program) + reading._PROGRAM)
    monkeypatch.setattr(part, "SECONDS", 0.5)
    monkeypatch.setattr(part, "MEMORY", 40 << 20)
    outcome = next(part.damaged_texts(run, 4))
    assert outcome.bad
    assert any(told in broken for broken in outcome.broken)


def test_a_fault_in_the_search_for_figures_is_found(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(part, "extract", broken)
    assert "ZeroDivisionError" in list(part.damaged_texts(run, 30))[1].broken[0]


def test_work_that_grows_with_the_square_is_found() -> None:
    def square(length: int) -> object:
        return lambda: sum(1 for _ in itertools.product(range(length), range(length)))

    outcome = measured([("square", square, 3_000)])  # type: ignore[list-item]
    assert outcome.bad == 1
    assert "square" in outcome.broken[0]


def test_without_a_fault_nothing_is_found(run: Run) -> None:
    assert part.damaged_pdfs(run, 5).bad == 0
    assert part.costly_pdfs(["a form that draws itself", "pages that double"]).bad == 0
    texts, figures = part.damaged_texts(run, 20)
    assert (texts.bad, figures.bad) == (0, 0)
    assert texts.tried == 20


def test_there_are_sixty_costly_files() -> None:
    assert len(bombs()) >= 60
