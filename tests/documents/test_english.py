"""How often pairs of words were counted: each as its dictionary says, and none that it has not."""

from __future__ import annotations

from importlib import resources

import pytest

from documents.english import pair_frequency


def test_every_thousandth_pair_is_found_and_the_first_and_last():
    name = "frequency_bigramdictionary_en_243_342.txt"
    lines = resources.files("symspellpy").joinpath(name).read_text(encoding="utf-8-sig").splitlines()
    for line in {*lines[::1000], *sorted(lines)[:2], *sorted(lines)[-2:]}:
        left, right, count = line.split()
        assert pair_frequency(left, right) == int(count)


@pytest.mark.parametrize(
    ("left", "right"),
    [("zebra", "quorum"), ("", ""), ("of", ""), ("of the", "x"), ("\uffff", "a"), ("\ud800", "of"), ("zoom", "rang")],
)
def test_a_pair_that_was_not_counted_is_none(left: str, right: str):
    assert pair_frequency(left, right) == 0
