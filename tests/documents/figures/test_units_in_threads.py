"""The first conversions of a program may come from several threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from threading import Barrier

import pint
import pytest

from documents.figures import unit_algebra

PAIRS = [("kilometre", "metre"), ("hour", "minute"), ("tonne", "kg"), ("day", "hour")]


def test_conversions_of_several_threads_share_their_units(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    real = pint.UnitRegistry

    def registry(**options: object) -> pint.UnitRegistry:
        made.append(real(**options))
        return made[-1]

    monkeypatch.setattr(pint, "UnitRegistry", registry)
    unit_algebra._registry.cache_clear()
    unit_algebra._quantity.cache_clear()
    together = Barrier(8)

    def convert(number: int) -> Fraction | None:
        together.wait(20)
        return unit_algebra.ratio(*PAIRS[number % len(PAIRS)])

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(convert, range(8)))
    assert len(made) == 1
    assert None not in found
