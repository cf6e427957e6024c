"""What makes a figure less than it seems, and a comparison unfair. Each caveat names both sides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.display import capital
from assistant.labels import metric
from assistant.words import fold, vocabulary
from documents.figures.types import Figure

# A quarter against a year is unfair, 30 days against 31 is not.
_LENGTH_MATTERS = 1.5


def caveats(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return what an honest reader must know of these figures, most important first, nothing twice."""
    found = [*_kinds(figures), *_wordings(figures), *_periods(figures), *_statuses(figures), *_bounds(figures)]
    return tuple(dict.fromkeys(found))


def counted_kind(figure: Figure) -> str | None:
    """Return the kind of thing counted: the figure's own, else that of the milestone it leads to."""
    return figure.kind if figure.kind in _phrases() else None


def kind_phrase(kind: str) -> str:
    """Return a kind as a caveat words it: "orders", "units produced"."""
    return str(_phrases().get(kind, kind))


def _phrases() -> dict[str, str]:
    return dict(vocabulary("kinds_asked")["phrases"])


def _kinds(figures: Sequence[Figure]) -> list[str]:
    kinds = list(dict.fromkeys(k for figure in figures if (k := counted_kind(figure))))
    return [f"{capital(kind_phrase(kinds[0]))} are not {kind_phrase(other)}." for other in kinds[1:]]


def _wordings(figures: Sequence[Figure]) -> list[str]:
    """Name two wordings of one kind: "confirmed orders" and "locked-in orders" may be counted differently."""
    found = []
    for i, left in enumerate(figures):
        for right in figures[i + 1 :]:
            mine, other = metric(left), metric(right)
            if left.quantity.dimension != "count" or right.quantity.dimension != "count":
                continue
            if left.kind is None or left.kind != right.kind or left.row or right.row or counted_kind(left) is None:
                continue
            if fold(mine) != fold(other) and fold(mine) not in fold(other) and fold(other) not in fold(mine):
                found.append(f'"{mine}" and "{other}" may be counted differently.')
    return found


def _periods(figures: Sequence[Figure]) -> list[str]:
    found = []
    dated = [f for f in figures if f.period is not None and not f.period.cumulative]
    for i, left in enumerate(dated):
        for right in dated[i + 1 :]:
            if left.period is None or right.period is None or left.period == right.period:
                continue
            mine, other = _days(left), _days(right)
            if max(mine, other) > _LENGTH_MATTERS * min(mine, other):
                found.append(f"The periods differ in length: {left.period.surface} and {right.period.surface}.")
    return found


def _days(figure: Figure) -> int:
    period = figure.period
    assert period is not None
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days + 1


def _statuses(figures: Sequence[Figure]) -> list[str]:
    words = vocabulary("kinds_asked")["status"]
    found = []
    for figure in figures:
        if figure.status in words:
            who = f" by {figure.speaker}" if figure.speaker else ""
            found.append(f"{_shown(figure)} is {words[figure.status]}{who}, not a result.")
    return found


def _bounds(figures: Sequence[Figure]) -> list[str]:
    words = vocabulary("kinds_asked")["bound"]
    found = []
    for figure in figures:
        quantity = figure.quantity
        if quantity.bound in words:
            found.append(f"{_shown(figure)} is {words[quantity.bound]}: the article gives no exact figure.")
    return found


def _shown(figure: Figure) -> str:
    return " ".join(figure.quantity.surface.split())
