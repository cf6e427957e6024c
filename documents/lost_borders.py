"""Tables in text whose cell borders are lost: which lines are one, and how many columns it has.

The number of columns comes from rows of values and from parallel parts of the header; every other row is then
cut to that number by `documents.lost_cells`. Lines that show neither stay text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import overload

from documents.labels import is_credit
from documents.lost_cells import cut
from documents.lost_tokens import COLUMN_HEADS, Atom, Token, atoms_of, is_period, tail_atoms, tokens_of
from documents.lost_words import Known, Words
from documents.structure_lines import Line
from documents.types import Span

_MOST_COLUMNS = 12
_LONGEST_ROW = 90  # words
_LONGEST_HEADER = 40  # words
_LOOK_AHEAD = 40  # lines that vote on the number of columns
_FEWEST_PAIRS = 3  # rows of a table with one value column: fewer are too like any two lines
_PAIR_NAME = 7  # words of the name in such a row
_WORST_CUT = -0.4  # score per cut below which a row does not belong to the table
_ROWS_OF_VALUES = 2  # so many make a table; one is enough where the header shows as many parts


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with its words and values."""

    tokens: tuple[Token, ...]
    atoms: tuple[Atom, ...]
    tail: tuple[Atom, ...]
    span: Span


def find_lost(
    text: str, lines: Sequence[Line], first: int, end: int, words: Words
) -> list[tuple[int, int, list[tuple[Span, ...]]]]:
    """Return the tables in a run of lines without a blank one: first line, last line, cells of each row."""
    rows = _Rows(text, lines[first:end])
    found = []
    at = 0
    while at + 2 < len(rows) + 1:
        table = _table_at(rows, at, words) if at + 1 < len(rows) else None
        if table is None:
            at += 1
            continue
        found.append((first + at, first + at + len(table) - 1, table))
        at += len(table)
    return found


class _Rows(Sequence[_Row]):
    """The lines of a run as rows, each cut into words only when it is looked at."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self._text = text
        self._lines = lines
        self._made: dict[int, _Row] = {}
        self._known: dict[int, Known] = {}

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> _Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[_Row]: ...
    def __getitem__(self, at: int | slice) -> _Row | list[_Row]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        if at not in self._made:
            self._made[at] = _row(self._text, self._lines[at])
        return self._made[at]

    def known_around(self, at: int, words: Words) -> Known:
        """What the document says beside the rows near this one; counted once for many neighbouring rows."""
        window = at // _LOOK_AHEAD
        if window not in self._known:
            first = max(0, (window - 1) * _LOOK_AHEAD)
            self._known[window] = words.outside([row.tokens for row in self[first : (window + 2) * _LOOK_AHEAD]])
        return self._known[window]

    def could_be_header(self, at: int) -> bool:
        """A quick look at the line as it is: most lines are sentences or too long."""
        words = self._lines[at].text
        return len(words) < _LONGEST_HEADER * 12 and not words[0].islower() and words[-1] not in ",;:!?"


def _row(text: str, line: Line) -> _Row:
    tokens = tokens_of(text, line.span) if len(line.text) < _LONGEST_ROW * 12 else []
    atoms = atoms_of(tokens)
    return _Row(tuple(tokens), tuple(atoms), tuple(tail_atoms(tokens, atoms)), line.span)


def _table_at(rows: _Rows, at: int, words: Words) -> list[tuple[Span, ...]] | None:
    if not rows.could_be_header(at):
        return None
    header = rows[at]
    if not _may_be_header(header):
        return None
    body = list(rows[at + 1 : at + 1 + _LOOK_AHEAD])
    values = _value_columns(header, body)
    if values is None or not words.may_cut(header.tokens):
        return None
    columns = values + _text_columns(header, body, values)
    if columns == 1:
        return _pairs(rows, at, words)
    known = rows.known_around(at, words)
    top = cut(header.tokens, columns, known, header=True)
    if top is None or top[1] < _WORST_CUT:
        return None
    table = [_cells(header, top[0])]
    names: list[int] = []
    for place in range(at + 1, len(rows)):
        row = rows[place]
        starts = _row_cut(row, columns, values, known, words)
        if starts is None:
            break
        names.append(starts[0])
        table.append(_cells(row, starts))
    full = sum(len(row.tail) >= values for row in rows[at + 1 : at + len(table)])
    return table if len(table) > 2 and full >= _needed(header, columns) else None


def _may_be_header(row: _Row) -> bool:
    if not 2 <= len(row.tokens) <= _LONGEST_HEADER or row.tokens[-1].ends_sentence:
        return False
    first = row.tokens[0]
    if row.tokens[-1].text[-1] in ",;:" or not (first.capital or is_period(first) or first.text[0] in "#%$€£¥("):
        return False
    numbers = [token for token in row.tokens if token.value and not token.depth and not is_period(token)]
    if any(not token.text.isalnum() for token in numbers) or any(atom.holder for atom in row.atoms):
        return False
    if sum(not is_period(row.tokens[atom.end - 1]) for atom in row.tail) >= 2:
        return False
    small = sum(token.small for token in row.tokens if not token.depth)
    return small * 2 <= len(row.tokens) and not any(token.ends_sentence for token in row.tokens)


def _value_columns(header: _Row, body: Sequence[_Row]) -> int | None:
    """The number of value columns for which most speaks; None where nothing does."""
    votes: Counter[int] = Counter()
    counts: list[int] = []
    for row in body:
        # Where values fill the whole row, the first of them is its name ("March 2027 | 2.5% | 2.71%").
        count = len(row.tail) - bool(row.tail and row.tail[0].first == 0)
        if count:
            votes[count] += 2
            counts.append(count)
    for parts in _groups(header):
        votes[parts] += 2
    for columns in votes:
        # A name may have a number in it; a value cannot be missing without a sign.
        votes[columns] += sum(count > columns for count in counts)
    if not any(row.tail for row in body):
        return None
    likely = max(votes, key=lambda columns: (votes[columns], columns), default=0)
    if not 1 <= likely <= _MOST_COLUMNS:
        return None
    return likely


def _groups(header: _Row) -> list[int]:
    """How many parallel parts the header shows: remarks in brackets, periods, or single words."""
    groups = []
    brackets = sum(token.depth == 0 and token.text.startswith("(") for token in header.tokens)
    if brackets >= 2:
        groups.extend([brackets, brackets])
    periods = [atom for atom in header.tail if is_period(header.tokens[atom.end - 1])]
    if len(periods) >= 2:
        groups.extend([len(periods), len(periods)])
    return groups


def _text_columns(header: _Row, body: Sequence[_Row], values: int) -> int:
    """Columns of words between the names and the values: the header has a word for each, and so has every row."""
    rows = [row for row in body if len(row.tail) == values]
    if len(header.tail) >= 1 and is_period(header.tokens[header.tail[-1].end - 1]):
        return 0
    heads = [at for at, token in enumerate(header.tokens) if at and token.bare in COLUMN_HEADS and token.capital]
    words_left = min((row.tail[0].first for row in rows), default=0)
    room = min(words_left - 1, len(header.tokens) - 1 - values)
    return max(0, min(room, sum(at < len(header.tokens) - values for at in heads)))


def _needed(header: _Row, columns: int) -> int:
    """Rows of values without which lines are not taken for a table."""
    return 1 if columns in _groups(header) or len(header.tokens) == columns + 1 else _ROWS_OF_VALUES


def _row_cut(row: _Row, columns: int, values: int, known: Known, words: Words) -> list[int] | None:
    """Where the cells of a row start after its name, or None where the line is no row of this table."""
    if not 2 <= len(row.tokens) <= _LONGEST_ROW or is_credit(" ".join(token.text for token in row.tokens[:4])):
        return None
    ends = [atom.first for atom in row.tail[-columns:]]
    if len(ends) == columns and ends[0] > 0:
        return ends
    # Where the values are all there, only the words before them are left to cut.
    ends = ends[-values:] if len(ends) >= values and columns > values else []
    tokens = row.tokens[: ends[0]] if ends else row.tokens
    best = cut(tokens, columns - len(ends), known) if words.may_cut(tokens) else None
    return [*best[0], *ends] if best is not None and best[1] >= _WORST_CUT else None


def _pairs(rows: _Rows, at: int, words: Words) -> list[tuple[Span, ...]] | None:
    """A table of names and one value each: only under a header of two parts, and only if all rows are alike."""
    header = rows[at]
    if header.tail or len(header.tokens) > _PAIR_NAME:
        return None
    top = cut(header.tokens, 1, rows.known_around(at, words), header=True)
    if top is None or top[1] < _WORST_CUT:
        return None
    table = [_cells(header, top[0])]
    for place in range(at + 1, len(rows)):
        row = rows[place]
        if len(row.tail) != 1 or not 0 < row.tail[0].first <= _PAIR_NAME or not row.tokens[0].capital:
            break
        if row.tokens[row.tail[0].first - 1].open_ended or row.tokens[-1].ends_sentence:
            break
        table.append(_cells(row, [row.tail[0].first]))
    return table if len(table) > _FEWEST_PAIRS else None


def _cells(row: _Row, starts: Sequence[int]) -> tuple[Span, ...]:
    """The spans of the cells; the first one is empty where the row begins with its second."""
    edges = [0, *starts, len(row.tokens)]
    cells = []
    for first, end in pairwise(edges):
        begin = row.tokens[first].span.start
        cells.append(Span(begin, row.tokens[end - 1].span.end if end > first else begin))
    return tuple(cells)
