"""Twice the text takes at most two and a half times the time, whatever stands in it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

from benchmarks.torture.types import Outcome, Run
from documents.errors import DocumentError
from documents.figures.extract import extract
from documents.readers import document_of
from documents.readers.common import Source

_MOST = 2.5  # times as long for twice the length
_SHORTEST = 0.5  # seconds below which a ratio says nothing
_AGAIN = 3  # more measurements until a ratio counts as bad: the machine does other things as well
_PROSE = (
    "In 2023 the Larkby mill ground 41,300 tonnes of oats, 12% more than a year earlier. Its owner paid between £2.1 "
    "million and £2.4 million for a second pair of stones.\n\nNobody minded at the time, says Nell Orrin.\n\n"
)
# What the text of a format repeats, where that is hard for a parser.
_PIECES = {
    "txt": ("a ", "a\n", "- a\n", "A | B | C\n", "A\tB\t3\n", ". ", "(", "“", "… A", "Label: x\n", "a-", "a", "é"),
    "md": ("[", "![", "[a](b) ", "**", "*a_", "`a``", "> ", "- a\n", "| a | b |\n", "<a ", "<!--", "&amp;", "a\n===\n"),
    "html": (
        "<!--", "<p>a", "<div>", "<b>", "<li>a", "<tr><td>a<td>b", "&#99999;", "<i hidden>x</i>y", "<", "<sup>2</sup>",
        "<p class=share>s</p>t", "<div class=share><p>a", "<dl><dt>a<dd>b", "<td rowspan=50 colspan=50>a", "<article>",
    ),
}  # fmt: skip
_FIGURES = (
    "7", "7 ", "1,", "1 to ", "1-", "over ", "between 1 and ", "5% ", "a-b-", "$", "million thousand ", "ten ",
    "and a half ", "in 2024 ", "(", '" ', "per day ", "1:1/", "5, up from ", "5, 6 and 7 respectively ",
)  # fmt: skip


def linear(run: Run) -> Outcome:
    """Measure prose up to the longest text that is read, what is hard for each parser, and figures."""
    prose, hard, figures = (
        run.many(200_000, 5_000_000, 5_000_000),
        run.many(15_000, 200_000, 400_000),
        run.many(800, 5_000, 10_000),
    )
    every = run.many(9, 1, 1)
    cases: list[tuple[str, Callable[[int], Callable[[], object]], int]] = []
    for kind, pieces in _PIECES.items():
        cases.append((f"{kind} of prose", _reading(kind, _PROSE), prose))
        cases += [(f"{kind} of {piece!r}", _reading(kind, piece), hard) for piece in pieces[::every]]
    cases += [(f"figures of {piece!r}", _looking(piece), figures) for piece in _FIGURES[::every]]
    return measured(cases)


def measured(cases: list[tuple[str, Callable[[int], Callable[[], object]], int]]) -> Outcome:
    """Do each work at a length and at twice the length."""
    worst, slowest, broken = 0.0, 0.0, []
    for name, make, length in cases:
        ratio, seconds = _ratio(make, length)
        worst, slowest = max(worst, ratio), max(slowest, seconds)
        if ratio > _MOST:
            broken.append(f"{name}: {ratio:.1f} times as long for {2 * length:,} characters, {seconds:.1f} s")
    told = f"worst {worst:.2f} times, slowest {slowest:.1f} s"
    promise = "twice the text, Markdown, HTML or figures takes at most 2.5 times the time"
    return Outcome(promise, len(cases), len(broken), told, tuple(broken[:5]), timed=True)


def _ratio(make: Callable[[int], Callable[[], object]], length: int) -> tuple[float, float]:
    """How much longer twice the length takes, each at its best; 0 where that is too short to tell."""
    more = _seconds(make(2 * length))
    if more < _SHORTEST:
        return 0.0, more
    less = min(_seconds(make(length)) for _ in range(3))
    for _ in range(_AGAIN):
        if more <= _MOST * less:
            break
        less, more = min(less, _seconds(make(length))), min(more, _seconds(make(2 * length)))
    return more / less, more


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    with contextlib.suppress(DocumentError):  # refusing may take its time too
        work()
    return time.process_time() - started


def _text(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def _reading(kind: str, piece: str) -> Callable[[int], Callable[[], object]]:
    before = "<html><body>" if kind == "html" else "A Title\n\nThe kiln is hot today, and it stays hot.\n\n"

    def make(length: int) -> Callable[[], object]:
        source = Source("x", f"x.{kind}", (before + _text(piece, length)).encode())
        return lambda: document_of(source)

    return make


def _looking(piece: str) -> Callable[[int], Callable[[], object]]:
    def make(length: int) -> Callable[[], object]:
        document = document_of(Source("x", "x.txt", f"Title\n\n{_text(piece, length)}\n".encode()))
        return lambda: extract(document)

    return make
