"""Rows that are measured in their own way: no unit or scale told of the table, or of a neighbour, holds for them.

"Patients (million)", "Rating (out of 10)", "Waste (t)" and "Employees" beside rows of money.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from documents.figures.cell_headers import Header
from documents.figures.kinds import is_cue, kinds_of
from documents.figures.row_names import counts, of_count, of_money
from documents.figures.tokens import tokenize
from documents.figures.types import Quantity
from documents.figures.units import singular
from documents.figures.vocabulary import load

_OF_ACCOUNTS = frozenset({"profit", "loss", "margin", "revenue", "sales", "valuation"})
_BY = re.compile(r"\b(?:by|per|from)\b", re.IGNORECASE)  # "Revenue by channel"

Place = tuple[int, int]  # row and column of a cell


def measured_alone(name: Header) -> bool:
    """Say whether a name tells its own measure, whatever is said of the table: a mark, a unit or a scale of a count."""
    if name.unit:
        return name.dimension != "money"
    return bool(name.exponent) and not of_money(name.words)


class Reach:
    """How far what is told of a table's unit and scale reaches; `titles` are the texts that stand around it."""

    def __init__(
        self, columns: Sequence[Header], rows: Sequence[Header], cells: Mapping[Place, Quantity], titles: Sequence[str]
    ) -> None:
        """Look through the cells once: which rows and columns hold whole numbers only."""
        self._columns, self._rows = columns, rows
        self._uniform = _uniform(columns)
        self._one_sort = any(_names_money(title, told=_BY.search(title) is not None) for title in titles)
        self._held: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
        self._amounts: tuple[set[int], set[int]] = (set(), set())
        self._decimals = False
        for place, quantity in cells.items():
            for at in (0, 1):
                self._held[at][place[at]] += 1
                if quantity.unit or not _whole(quantity):
                    self._amounts[at].add(place[at])
            alone = measured_alone(rows[place[0]]) or measured_alone(columns[place[1]])
            self._decimals |= not alone and quantity.dimension in ("count", "money") and not _whole(quantity)

    def of(self, place: Place, around: tuple[Header, ...]) -> tuple[tuple[Header, ...], tuple[Header, ...]]:
        """Return (which headings of its row and column, what else around the table) hold for a cell."""
        row, column = self._rows[place[0]], self._columns[place[1]]
        for name in (row, column):
            if name.dimension == "mark":
                return (name,), ()
        own = (row,) if self._uniform else (column, row)
        if measured_alone(row):
            return own, ()
        if measured_alone(column) and not self._uniform:
            return own, ()
        if self._counted(place, around):
            return own, tuple(told for told in around if told.dimension != "money")
        return (column, row), around

    def _counted(self, place: Place, around: tuple[Header, ...]) -> bool:
        """Say whether a cell counts where the table is said to be in money: "Employees | 610 | 655" in "(€ million)".

        What else is counted may be an amount too, "Deposits"; whole numbers where amounts have decimals are none. A
        heading that names one sort of money ("Costs in millions of euros") holds for each row.
        """
        row, column = self._rows[place[0]], self._columns[place[1]]
        if self._one_sort or not any(told.dimension == "money" for told in (column, *around)):
            return False
        for at, name, beside in ((0, row, column), (1, column, row)):
            if name.unit or not counts(name.words) or _names_money(beside.text) or place[at] in self._amounts[at]:
                continue
            if of_count(name.words) or (self._decimals and self._held[at][place[at]] > 1):
                return True
        return False


def _whole(quantity: Quantity) -> bool:
    return quantity.low == quantity.low.to_integral_value()


def _uniform(columns: Sequence[Header]) -> bool:
    """Say whether all columns tell the same unit and scale, as if it were said of the table."""
    told = {(column.unit, column.exponent) for column in columns[1:]}
    return len(told) == 1 and told != {("", 0)}


@lru_cache(maxsize=256)  # headings
def _names_money(text: str, *, told: bool = True) -> bool:
    """Say whether a text names a sort of money; not `told` of whole accounts, one that things are parts of: costs."""
    kinds = load("kinds")
    low = tuple(token.low for token in tokenize(text))
    found = kinds_of(low, "money")
    nouns = (kind for at, _, kind, verb in found if not verb or is_cue(singular(low[at])))  # "costs"
    sorts = {kind for kind in nouns if told or kind not in _OF_ACCOUNTS}
    return any("count" not in kinds[kind]["dimensions"] or kind == "sales" for kind in sorts)
