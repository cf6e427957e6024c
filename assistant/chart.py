"""The figures of a comparison as bars: what is drawn, not how it is marked up (`render_chart.py`).

Bars are of one dimension in one unit and start at zero, so that lengths compare as the amounts do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from assistant.display import stated
from assistant.labels import full, label, metric, subject
from assistant.types import Calculation
from documents.figures.types import Figure, Quantity
from documents.figures.units import factor

_FEWEST, _MOST = 2, 12  # bars: one compares nothing, more are a table's work


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure; lengths are shares of the longest bar, 0 to 1."""

    label: str
    value: str  # verbatim, with its bound: "about 11 months", "within 24 hours"
    low: Fraction
    high: Fraction  # equal to low unless the text gives a range
    figure: Figure


def bars(calculation: Calculation) -> tuple[Bar, ...]:
    """Return the bars of a calculation, () where its figures are not of one dimension and sign."""
    figures = tuple(dict.fromkeys(calculation.inputs))
    if not _FEWEST <= len(figures) <= _MOST:
        return ()
    chosen = _alike(figures)
    if chosen is None:
        return ()
    unit = chosen[0].unit
    amounts = [_amounts(quantity, unit) for quantity in chosen]
    most = max(high for _, high in amounts)
    if most <= 0 or min(low for low, _ in amounts) < 0:
        return ()
    names = [subject(figure) for figure in figures] if measured(calculation) else [label(figure) for figure in figures]
    if len(set(names)) < len(names):
        names = [_dated(figure) for figure in figures]
    return tuple(
        Bar(name, _told(quantity, figure), low / most, high / most, figure)
        for name, quantity, (low, high), figure in zip(names, chosen, amounts, figures, strict=True)
    )


def measured(calculation: Calculation) -> str:
    """Return what all bars measure where only whose they are tells them apart: said once, above them; else ""."""
    figures = tuple(dict.fromkeys(calculation.inputs))
    owners, measures = [subject(figure) for figure in figures], {metric(figure) for figure in figures}
    told = all(owners) and len(set(owners)) == len(owners) and len(measures) == 1
    return measures.pop() if told else ""


def _alike(figures: tuple[Figure, ...]) -> tuple[Quantity, ...] | None:
    """Return one quantity of each figure, all of one dimension: its value, or the time stated with it."""
    for first in _quantities(figures[0]):
        chosen = [first]
        for figure in figures[1:]:
            match = next((q for q in _quantities(figure) if _comparable(first, q)), None)
            if match is not None:
                chosen.append(match)
        if len(chosen) == len(figures):
            return tuple(chosen)
    return None


def _quantities(figure: Figure) -> Iterator[Quantity]:
    yield figure.quantity
    if figure.within is not None:
        yield figure.within


def _comparable(left: Quantity, right: Quantity) -> bool:
    same = left.dimension == right.dimension and left.per == right.per
    return same and factor(right.unit, left.unit) is not None


def _amounts(quantity: Quantity, unit: str) -> tuple[Fraction, Fraction]:
    rate = factor(quantity.unit, unit) or Fraction(1)
    return Fraction(quantity.low) * rate, Fraction(quantity.high) * rate


def _told(quantity: Quantity, figure: Figure) -> str:
    """Return a quantity in its words with its bound; a time in which something came to pass is not how long it took."""
    return f"within {stated(quantity)}" if quantity is figure.within else stated(quantity)


def _dated(figure: Figure) -> str:
    """Return what tells a figure from others of its name: its period, else all that is known of it."""
    return figure.period.surface if figure.period is not None else full(figure)
