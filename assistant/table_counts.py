"""How many cells of a table pass a threshold, and how many rows a group has."""

from __future__ import annotations

import re

from assistant.display import stated
from assistant.series import Series
from assistant.table_asked import SURE, Asked, words_of
from assistant.table_match import at, dated, noise
from assistant.types import Calculation, Result
from assistant.words import fold, stem, stems
from documents.figures.quantities import quantities
from documents.figures.types import Figure, Quantity
from documents.types import Span

_COUNTED = re.compile(r"\bhow many (\w+)\b")
_GROUP_NAMED = 0.6  # of the words of a group's heading, the share that a question must have


def passing(asked: Asked) -> Calculation | None:
    """Return in how many periods, or for how many rows of a group, the value passes the threshold of the question."""
    limits = [q for q in quantities(asked.text) if q.dimension != "duration"]
    if not limits:
        return None
    noun = _COUNTED.search(fold(asked.text))
    if noun is not None and noun.group(1) in words_of("times"):
        told = (dated(match.series) for match in asked.whole(asked.periods))
        cells = next((own for own in told if own and _comparable(own[0], limits[0])), ())
    else:
        cells = _of_group(asked)
    if len(cells) < 2 or not all(_comparable(cell, limits[0]) for cell in cells):
        return None
    below = any(re.search(rf"\b{word}\b", fold(asked.text)) for word in words_of("below"))
    chosen = tuple(f for f in cells if (f.quantity.high < limits[0].low if below else f.quantity.low > limits[0].high))
    by_period = len({cell.row for cell in cells}) == 1
    return counted(chosen, cells, by_period=by_period)


def listed(asked: Asked) -> Calculation | None:
    """Return how many rows a group has, those that only add up left out; of a threshold, how many pass it."""
    if any(q.dimension in ("money", "share") for q in quantities(asked.text)):
        return passing(asked)
    rows: dict[str, Figure] = {}
    for series in _group(asked):
        rows.setdefault(_name(series.cells[0]), series.cells[0])
    cells = tuple(rows.values())
    return counted(cells, cells, by_period=False) if len(cells) > 1 else None


def _of_group(asked: Asked) -> tuple[Figure, ...]:
    """Return the cells of a group of rows for the one period that the question names."""
    if len(asked.periods) != 1:
        return ()
    found = [at(series, asked.periods[0]) for series in _group(asked)]
    return tuple(cells[0] for cells in found if len(cells) == 1)


def _group(asked: Asked) -> list[Series]:
    """Return the series of the group that the question names, down to the first row that adds up."""
    counted = {stem(word) for word in words_of("counted")}
    words = {word for word, _ in asked.wanted(Span(0, len(asked.text))).words if word not in counted | noise()}
    best: tuple[float, list[Series]] = (SURE, [])
    for heading in dict.fromkeys((one.table, one.group) for one in asked.series if one.group):
        own = [word for word in heading[1] if word not in noise()]
        met = len(words & set(own)) / len(words) if words else 0.0
        named = sum(word in words for word in own) / len(own) if own else 0.0
        if met > best[0] and named >= _GROUP_NAMED:
            best = (met, _parts([one for one in asked.series if (one.table, one.group) == heading]))
    return best[1]


def _parts(series: list[Series]) -> list[Series]:
    found: list[Series] = []
    for one in series:
        first = stems(one.cells[0].row or "")[:1]
        if not first or first[0] in {stem(word) for word in words_of("totals")}:
            break
        found.append(one)
    return found


def _comparable(cell: Figure, limit: Quantity) -> bool:
    """Say whether a cell can be set against the threshold: in its unit, or in none where the table gives none."""
    if cell.quantity.dimension == "share" or limit.dimension == "share":
        return cell.quantity.unit == limit.unit
    return cell.quantity.unit == limit.unit or not cell.quantity.unit or not limit.unit


def counted(chosen: tuple[Figure, ...], cells: tuple[Figure, ...], *, by_period: bool) -> Calculation:
    names = [_name(cell, by_period=by_period) for cell in chosen]
    number = str(len(names))
    values = {
        cell: f"{_name(cell, by_period=by_period)}: {stated(cell.quantity)} {{{i}}}" for i, cell in enumerate(cells)
    }
    if cells is chosen:
        shown = ", ".join(f"{name} {{{i}}}" for i, name in enumerate(names))
    else:
        shown = ", ".join(values[cell] for cell in chosen)
    others = [value for cell, value in values.items() if cell not in chosen]
    rest = f"; not {', '.join(others)}" if others else ""
    return Calculation(
        operation="count",
        inputs=cells,
        formula=f"count({', '.join(names)}) = {number}",
        result=Result(number, number, "", number),
        statement=f"{number} ({shown}{rest})." if shown else f"None{rest}.",
    )


def _name(cell: Figure, *, by_period: bool = False) -> str:
    """Return what a cell is counted as: its period, else its row; without commas, which part the names."""
    text = cell.period.surface if by_period and cell.period is not None else cell.row or cell.column or ""
    return " ".join(text.replace(",", "").split()).strip(" :;")
