"""The part that renders hostile articles finds what it is there to find: faults are planted, and each is seen."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.torture import output
from benchmarks.torture.allowed import faults
from benchmarks.torture.types import Run
from documents.types import Document


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run("ci", 1, tmp_path, tmp_path)


def planted(add: str, swap: tuple[str, str] = ("", "")) -> output.Rendered:
    """Return a renderer with a fault: more markup, or some of its own changed."""

    def render(document: Document, question: str, rng: random.Random) -> output.Page:
        page = output.rendered(document, question, rng)
        page.markup = page.markup.replace(*swap) + add if swap[0] else page.markup + add
        return page

    return render


def test_the_renderer_as_it_is_holds(run: Run) -> None:
    assert output.rendering(run, output.rendered, 350).broken == ()
    assert output.cells(run, 300).broken == ()


@pytest.mark.parametrize(
    "render",
    [
        planted("<script>1</script>"),
        planted("<p onclick=x>"),
        planted('<img src="http://evil.example/x">'),
        planted('<a href="javascript:alert(1)">x</a>'),
        planted('<p style="background:url(//evil.example)">'),
        planted("\u202e"),
        planted("", ('<div class="statement">', '<div class="statement"><button class="cite">[1]</button>')),
        planted("", ('<blockquote dir="auto">', '<blockquote dir="auto">so ')),
        planted("<!-- x -->"),
    ],
    ids=["script", "event", "image", "scheme", "style", "turn", "source", "quote", "comment"],
)
def test_a_planted_fault_is_found(run: Run, render: output.Rendered) -> None:
    assert output.rendering(run, render, 12).bad > 6


def test_a_renderer_that_raises_is_found(run: Run) -> None:
    def render(document: Document, question: str, rng: random.Random) -> output.Page:
        raise IndexError("tuple index out of range")

    assert output.rendering(run, render, 12).bad > 6


def test_text_that_only_looks_like_markup_is_no_fault() -> None:
    assert faults("<p>&lt;script&gt; [1](javascript:x) {0}</p>") == []
