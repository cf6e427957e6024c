"""Where the quoted figures of a calculation stand in its formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from documents.figures.types import Figure, Quantity


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a formula that a figure is quoted for."""

    start: int
    end: int
    figure: Figure


def operand_places(formula: str, inputs: Iterable[Figure]) -> tuple[Place, ...]:
    """Return the operands that stand in a formula as written, in its order; each figure once, by its first quantity.

    Example: "£50 - £5 = £45" of figures £5 and £50 -> (£50 at 0, £5 at 6)
    """
    taken: dict[int, Place] = {}
    for figure in inputs:
        found = (match for quantity in _quantities(figure) for match in _whole(quantity, formula))
        # The same words of two figures stand one after the other.
        match = next((match for match in found if match.start() not in taken), None)
        if match is not None:
            taken[match.start()] = Place(*match.span(), figure)
    chosen: list[Place] = []
    for _, place in sorted(taken.items()):
        if not chosen or place.start >= chosen[-1].end:
            chosen.append(place)
    return tuple(chosen)


def _quantities(figure: Figure) -> Iterator[Quantity]:
    yield from filter(None, (figure.quantity, figure.within, figure.milestone))


def _whole(quantity: Quantity, formula: str) -> Iterator[re.Match[str]]:
    """Yield where a quantity stands whole: not as a part of a longer number."""
    surface = re.escape(" ".join(quantity.surface.split()))
    return re.finditer(rf"(?<![\w.,]){surface}(?!\w|[.,]\d)", formula)
