"""Which rows of a table head its columns, and how several of them become one.

Reports put a span of years over the years ("September 30," over "2024" and "2023") and the unit below them; saved as
plain cells, a heading that spans columns stands in one of them and leaves the others empty.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

Row = Sequence[str]

_DATA = tomllib.loads(Path(__file__).with_name("tables.toml").read_text(encoding="utf-8"))
_MONTHS = "|".join(_DATA["months"])
_REMARKS = frozenset(_DATA["remarks"])
# What may hold digits in a heading: dates, quarters, footnote marks, "12 months".
_DATED = re.compile(
    rf"\b(?:19|20)\d\d\b|\(\d{{1,2}}\)|\b(?:{_MONTHS})\.? \d{{1,2}}\b|\b\d{{1,2}} (?:{_MONTHS})\b"
    r"|\b(?:q|h|fy) ?'?\d{1,4}\b|\b\d[qh](?:\d\d)?\b|\b[a-z]+\d{1,2}[a-z]?\b"
    r"|\b\d{1,2}(?:(?: to | ?[-–] ?)\d{1,2})? (?:months?|weeks?|years?)\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|['’]000\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b(?:fy|f|q|h) ?\d", re.IGNORECASE)
_SCALED = re.compile(r"\bin (?:\S+ )?(?:thousand|million|billion)s?\b|'000|’000", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+|[$€£¥₹%]")
_MOST = 6  # header rows


def joined(rows: Sequence[Row], marked: int = 1) -> list[list[str]]:
    """Return the table with its header rows joined into the first; `marked` of them are known from markup."""
    table = [list(row) for row in rows]
    width = max(len(row) for row in table)
    count = _count(table, width, max(1, marked))
    above, body = [row + [""] * (width - len(row)) for row in table[:count]], table[count:]
    if not body:
        return table
    stated = [any(at < len(row) and row[at] for row in body) for at in range(width)]
    filled = [_filled(row, stated, several=count > 1) for row in above]
    filled = [*(_narrowed(row, filled[-1]) for row in filled[:-1]), filled[-1]]
    header = [" ".join(dict.fromkeys(row[at] for row in filled if row[at])) for at in range(width)]
    return [header, *body]


def _count(table: list[list[str]], width: int, marked: int) -> int:
    """Return how many rows at the top head the columns; one at least."""
    count = marked
    while count < min(len(table) - 1, _MOST):
        above, row = table[:count], table[count]
        values = [cell for cell in row[1:] if cell]
        if not values or not all(heads(cell) for cell in values):
            break
        units, dates = all(map(_remark, values)), all(map(_DATED.search, values))
        if _complete(above, width) and not units and not (_goes_on(above, row) and len(values) > 1):
            break
        spanned = sum(bool(cell) for head in above for cell in head[1:]) < 2
        if not (_stub(row[0]) or units or dates or spanned):
            break
        count += 1
    return count


def _complete(heads: list[list[str]], width: int) -> bool:
    """Say whether one of the rows heads more than half of the columns: what follows is no heading of theirs."""
    return any(2 * sum(bool(cell) and not _remark(cell) for cell in row[1:]) > width - 1 > 1 for row in heads) or (
        width == 2 and any(_leaf(row[1]) for row in heads if len(row) > 1)
    )


def _goes_on(heads: list[list[str]], row: list[str]) -> bool:
    """Say whether a row of words names nothing itself, below headings that name nothing: a heading set in two lines."""
    return _stub(row[0]) and not any(head[0] and not _remark(head[0]) for head in heads)


def _leaf(cell: str) -> bool:
    return bool(cell) and not _remark(cell)


def heads(cell: str) -> bool:
    """Say whether a cell can be a heading: it states no figure, and no dash in the place of one."""
    rest = _DATED.sub(" ", cell)
    if cell.strip("$€£¥₹ ") in _DATA["placeholders"]:
        return False
    return not any(char.isdigit() for char in rest) and any(char.isalnum() or char in "%$€£¥₹" for char in cell)


def _stub(cell: str) -> bool:
    """Say whether the first cell of a row names nothing: empty, or a remark on scale or period."""
    return not cell or _remark(cell)


def _remark(cell: str) -> bool:
    """Say whether a cell tells only a scale, a unit or a span of time: "(in millions)", "€m", "Years ended"."""
    words = [word.lower() for word in _WORD.findall(cell)]
    return bool(_SCALED.search(cell)) or (bool(words) and all(word in _REMARKS for word in words))


def _filled(row: list[str], stated: list[bool], *, several: bool) -> list[str]:
    """Give the cells that a heading spans its text: all columns where it stands alone, else those to its right.

    In a single row of headings only a date spans its neighbours: a column without a name is more often just that.
    """
    places = [at for at in range(1, len(row)) if row[at]]
    if not places or (len(places) == 1 and not several):
        return row
    out = list(row)
    for at in range(1, len(row)):
        if not out[at] and stated[at]:
            spanning = [place for place in places if place < at or len(places) == 1]
            heading = row[spanning[-1]] if spanning else ""
            out[at] = heading if several or _DATED.search(heading) else ""
    return out


def _narrowed(row: list[str], leaves: list[str]) -> list[str]:
    """Take a heading away from columns of another sort below it.

    "Percent change" stands over "actual" and "constant", not over "2024" beside them; "Year ended May 31," over years.
    """
    out = list(row)
    for heading in dict.fromkeys(row[1:]):
        under = [at for at in range(1, len(row)) if row[at] == heading and leaves[at] and leaves[at] != heading]
        dates = [at for at in under if _YEAR.search(leaves[at])]
        if not heading or not dates or len(dates) == len(under):
            continue
        dated = _remark(heading) or bool(_YEAR.search(heading))
        for at in under:
            if (at in dates) != dated and not _SCALED.search(heading):
                out[at] = ""
    return out
