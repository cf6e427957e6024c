"""Extraction takes time in proportion to the text: twice the text, about twice the work, whatever stands in it."""

from __future__ import annotations

import pytest

from benchmarks.linear import REPEATED, calls, figures, line, prose

# Calls for twice the text; a quadratic step would come near 4.
GROWTH = 2.5


@pytest.mark.parametrize("what", REPEATED)
def test_lines_that_repeat_grow_linearly(what: str) -> None:
    # Longer than the longest stretch that is read as a sentence: many numbers, or many characters without them.
    piece = REPEATED[what]
    length = 600 if any(c.isdigit() for c in piece) and len(piece) < 30 else 4_000
    figures(line(what, 300))
    assert calls(line(what, 2 * length)) <= GROWTH * calls(line(what, length)) + 1_000


def test_prose_grows_linearly() -> None:
    figures(prose(1_000))
    assert calls(prose(6_000)) <= GROWTH * calls(prose(3_000))


@pytest.mark.timeout(30)  # milliseconds where a pattern goes through them once, hours where it runs back and forth
def test_two_million_digits_are_no_work() -> None:
    assert figures("7" * 2_000_000) == ()


def test_a_number_is_read_wherever_a_stretch_is_cut() -> None:
    found = figures(" ".join(f"{n} sacks," for n in range(101, 201)))
    assert [int(figure.quantity.low) for figure in found] == list(range(101, 201))
