"""The number of a table cell with its sign, unit and scale: accounting signs, and what headings and neighbours tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from documents.figures.cell_headers import Header
from documents.figures.nouns import is_plural
from documents.figures.row_measures import Place, measured_alone
from documents.figures.row_names import counts, done_to, of_count, of_money
from documents.figures.tokens import tokenize
from documents.figures.types import Quantity
from documents.figures.units import counted_unit, unit_here, unit_of
from documents.types import Span

# "(5,974)", "$(62)", "(38)%", "$ (3,781)": brackets are a minus sign.
_LOSS = re.compile(
    r"(?P<sign>[A-Z]{0,3}[$€£¥₹])? ?\( ?(?P<inner>[A-Z]{0,3}[$€£¥₹])? ?(?P<number>\d[\d,]*(?:\.\d+)?) ?"
    r"(?P<inside>%)? ?\) ?(?P<after>%)?"
)
_NUMBER = re.compile(r"\d[\d,  ]*(?:\.\d+)?")
_ALL = 100  # per cent
_SHARED = ("money", "share")  # units that a column states once and leaves out below


def loss(cell: Span, text: str) -> Quantity | None:
    """Return the negative quantity of a cell that is a number in brackets, None for any other cell."""
    match = _LOSS.fullmatch(cell.of(text).strip())
    if match is None:
        return None
    value = -Decimal(match["number"].replace(",", ""))
    sign = match["sign"] or match["inner"]
    money = unit_of(sign) if sign else None
    unit, dimension = "", "count"
    if match["inside"] or match["after"]:
        unit, dimension = "%", "share"
    elif money is not None:
        unit, dimension = unit_here(money[0], text), money[1]
    return Quantity(value, value, unit, dimension, cell.of(text), cell)


def shared(raws: Mapping[Place, Quantity], columns: list[Header], rows: list[Header]) -> dict[Place, Quantity]:
    """Give bare numbers the unit that their neighbours share, where the name of the row can have it.

    Reports write the sign at the first and the last number of a column, and at all or some numbers of a row.
    """
    out = dict(raws)
    for place, quantity in raws.items():
        if quantity.unit or quantity.dimension != "count" or columns[place[1]].unit:
            continue
        if measured_alone(rows[place[0]]) or measured_alone(columns[place[1]]):
            continue
        found = _of_row(place, raws, columns)
        if found is None and (above := _of_column(place, raws)) is not None:
            found = above if _can_have(above, place, raws, rows) else None
        if found is not None:
            out[place] = replace(quantity, unit=found.unit, dimension=found.dimension)
    return out


def _can_have(found: Quantity, place: Place, raws: Mapping[Place, Quantity], rows: list[Header]) -> bool:
    """Say whether a row can have the unit of the rows around it: "Staff | 91" stands between amounts as a count.

    Accounts leave the sign out in most rows; where most rows have one, a number without it is none, unless its name
    tells so.
    """
    name = rows[place[0]].words
    column = [q for (_, at), q in raws.items() if at == place[1]]
    bare = [q for q in column if not q.unit and q.dimension == "count"]
    if found.dimension == "share":  # listed without the sign; a single number between them is something else
        whole = sum(q.low for q in column)
        parts = _ALL - 1 <= whole <= _ALL + 1
        return parts or (len(bare) * 2 > len(column) and abs(raws[place].low) <= _ALL and not counts(name))
    if len(bare) * 2 > len(column) or raws[place].low < 0:
        return not of_count(name)
    return (found.dimension == "money" and of_money(name)) or not (rows[place[0]].cue or counts(name))


def _of_row(place: Place, raws: Mapping[Place, Quantity], columns: list[Header]) -> Quantity | None:
    """Return a number of the same row, under a heading of the same words (another year), that has a unit."""
    words = columns[place[1]].words
    beside = [q for (row, at), q in raws.items() if row == place[0] and columns[at].words == words and q.unit]
    agreed = len({q.unit for q in beside}) == 1 and beside[0].dimension in _SHARED
    return beside[0] if agreed else None


def _of_column(place: Place, raws: Mapping[Place, Quantity]) -> Quantity | None:
    """Return the number above that has a unit, where one below in the same column has the same."""
    column = [(row, q) for (row, at), q in raws.items() if at == place[1] and q.dimension in _SHARED]
    above = [q for row, q in column if row < place[0]]
    below = [q for row, q in column if row > place[0]]
    return above[-1] if above and below and above[-1].unit == below[0].unit else None


def scaled(quantity: Quantity, own: tuple[Header, ...], around: tuple[Header, ...]) -> Quantity:
    """Give a number of a cell the unit and scale that headings tell.

    `own` are the headings of its column and row; what is said of the whole table (`around`) holds for amounts and
    counts, not for what is stated per unit or as a rate.
    """
    bare = quantity.unit == "" and quantity.dimension == "count"
    money = quantity.dimension == "money"
    headings = own if any(heading.each(money=money) for heading in own) else (*own, *around)
    exponent, unit, dimension = 0, quantity.unit, quantity.dimension
    for heading in headings:
        if bare and not unit and heading.unit:
            unit, dimension = heading.unit, heading.dimension
    for heading in headings:
        if heading.unit and heading.dimension != dimension:
            continue  # "(€ thousand)" is no scale of "Waste (t)"
        if not exponent and (bare or heading.unit == quantity.unit or quantity.dimension == "money"):
            exponent = heading.exponent
    if unit == "%" or dimension in ("share", "duration", "factor") or _already(quantity):
        exponent = 0
    factor = Decimal(10) ** exponent
    per = quantity.per or next((heading.per for heading in headings if heading.per and bare), None)
    return replace(
        quantity, low=quantity.low * factor, high=quantity.high * factor, unit=unit, dimension=dimension, per=per
    )


def named_count(quantity: Quantity, heading: Header) -> Quantity:
    """Give a bare number the noun that a heading counts: "Passengers (m)" -> passenger, "Loaves sold" -> loaf."""
    if quantity.unit or quantity.dimension != "count" or heading.unit:
        return quantity
    tokens = tokenize(heading.words)
    done = done_to(heading.words)
    if done is None and not (heading.exponent and tokens and is_plural(tokens[-1])):
        return quantity
    return replace(quantity, unit=counted_unit(done or heading.words))


def _already(quantity: Quantity) -> bool:
    """Say whether the cell itself tells a scale: "5 million" under "in millions" is five million."""
    match = _NUMBER.search(quantity.surface)
    digits = match.group().replace(",", "").replace(" ", "").replace(" ", "") if match else ""
    return bool(digits) and abs(quantity.low) != Decimal(digits) and quantity.low == quantity.high
