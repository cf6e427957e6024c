"""Cutting a table row whose cell borders are lost into its cells, by what cells of a row have in common.

All cuts are scored and the best combination is found by dynamic programming. The weights are in units of
"one clear hint"; they were set on invented tables (see the tests) and only their order of size matters.
Which lines are a table belongs in `documents.lost_borders`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from documents.lost_tokens import COLUMN_HEADS, JOINTS, Atom, Token, atoms_of, is_period
from documents.lost_words import Known

_FORBIDDEN = -99.0
_SHORT = 4  # words of a cell that states a value and does not start with it ("about 3 km")
_MOST_CUTS = 26  # places considered in one row, the likeliest: the search grows with their cube
_SENTENCE_END, _BRACKET_END, _VALUE_EDGE, _HOLDER_EDGE, _CAPITAL, _SMALL = 3.0, 2.5, 2.0, 3.0, 0.5, -2.5
_SEEN_TOGETHER = -2.0  # the two words stand side by side elsewhere in the document
_KNOWN_START = 1.0  # the word starts a name elsewhere in the document
_FROM_ITS_UNIT = -1.5  # a number and the word after it, which may also be a cell ("17,800 | free")
_COLUMN_HEAD = 1.0  # in a header, a word that often heads a column
_NO_NAME = -0.3  # nothing stands above the names
_NAME_SENTENCE = -4.0  # a row's name is no sentence
_SINGLE_LETTER = -1.0  # "Sample A": a letter belongs to the word before it
_TWO_VALUES = -2.5  # in one cell
_REPEATED_ITEM = -2.0  # the same thing twice in one cell
_UNFINISHED = -1.5  # some sentences and then a piece of one
_TWO_CAPITALS = -0.9  # a sentence that starts with two capitalised words
_LONG_NAME = -0.35  # for each word of a row name beyond the third
_SAME_KIND, _OTHER_KIND = 0.8, -1.5
_SENTENCES, _ITEMS, _BRACKETS, _HYPHENS, _SHARED = 0.8, 0.7, 0.9, 0.7, 0.7
_LENGTHS = -0.6  # for each doubling of the length from one cell to the next


@dataclass(frozen=True)
class Cell:
    """What is compared between cells; all of it is read off the tokens once."""

    tokens: tuple[Token, ...]
    values: int
    holder: bool
    header: bool = False

    @cached_property
    def items(self) -> tuple[str, ...]:
        """The parts between top-level commas, in lower case, remarks in brackets left out."""
        parts: list[list[str]] = [[]]
        for token in self.tokens:
            if token.depth == 0 and not token.text.startswith("("):
                parts[-1].append(token.bare)
            if token.text.endswith((",", ";")) and token.depth == 0:
                parts.append([])
        return tuple(" ".join(part) for part in parts if part)

    @cached_property
    def sentences(self) -> int:
        return sum(token.ends_sentence for token in self.tokens)

    @cached_property
    def brackets(self) -> bool:
        return any(token.text.startswith("(") for token in self.tokens)

    @cached_property
    def before_bracket(self) -> int:
        return next((at for at, token in enumerate(self.tokens) if token.text.startswith("(")), len(self.tokens))

    @cached_property
    def hyphens(self) -> int:
        return sum(token.text.count("-") for token in self.tokens if not token.value)

    @cached_property
    def kind(self) -> str:
        """ "holder", "value" or "text"."""
        if self.holder:
            return "holder"
        stated = self.tokens[0].value or (len(self.tokens) <= _SHORT and not self.header)
        return "value" if self.values and stated else "text"

    @cached_property
    def own(self) -> float:
        """How much the cell looks like one cell by itself."""
        score = _TWO_VALUES * max(0, self.values - 1)
        if self.sentences and not self.tokens[-1].ends_sentence and not self.tokens[-1].text.endswith(")"):
            score += _UNFINISHED
        words = [token.bare for token in self.tokens if token.capital and len(token.bare) > 1]
        parts = [part for word in words for part in {word, *word.split("-")} if len(part) > 2]
        score += _REPEATED_ITEM * (len(parts) > len(set(parts)) and not self.sentences)
        score += _REPEATED_ITEM * (len(self.items) > len(set(self.items)))
        if self.sentences and len(self.tokens) > 1:
            second = self.tokens[1]
            score += _TWO_CAPITALS * (second.capital and not second.text[:2].isupper())
        return score


def cut(tokens: Sequence[Token], columns: int, known: Known, *, header: bool = False) -> tuple[list[int], float] | None:
    """Cut a row into its name and `columns` further cells.

    Returns the positions at which the further cells start and the score per cut, or None where no cut is
    possible. In a header the name may be missing: then the first position is 0.
    """
    atoms = atoms_of(tokens)
    if header:
        # Other numbers in a header are parts of names ("Petrel 3").
        atoms = _with_their_words(tokens, [atom for atom in atoms if is_period(tokens[atom.end - 1])])
    places = _places(tokens, atoms, known, header)
    if len(places) < columns:
        return None
    cells: dict[tuple[int, int], Cell] = {}
    ends = [*sorted(places), len(tokens)]

    def cell(first: int, end: int) -> Cell:
        if (first, end) not in cells:
            inside = [atom for atom in atoms if first <= atom.first and atom.end <= end]
            whole = len(inside) == 1 and inside[0].holder and inside[0].end - inside[0].first == end - first
            cells[first, end] = Cell(tuple(tokens[first:end]), sum(not a.holder for a in inside), whole, header)
        return cells[first, end]

    # best[(a, b)] = the best score of a row up to b whose last cell is a..b
    best: dict[tuple[int, int], tuple[float, list[int]]] = {}
    for at, first in enumerate(ends[:-1]):
        for end in ends[at + 1 :]:
            best[first, end] = (places[first] + _name(cell(0, first)) + cell(first, end).own, [first])
    for column in range(1, columns):
        best = _extended(best, ends, places, cell, columns - column)
    whole = [(score, [-place for place in way], way) for (_, end), (score, way) in best.items() if end == len(tokens)]
    if not whole:
        return None
    score, _, way = max(whole, key=lambda entry: entry[:2])
    return way, score / columns


def _extended(
    best: Mapping[tuple[int, int], tuple[float, list[int]]],
    ends: Sequence[int],
    places: Mapping[int, float],
    cell: Callable[[int, int], Cell],
    left: int,
) -> dict[tuple[int, int], tuple[float, list[int]]]:
    """Add one more cell to every partly cut row; `left` cells are still to come, this one included."""
    longer: dict[tuple[int, int], tuple[float, list[int]]] = {}
    last = ends[-1]
    for (first, end), (score, way) in best.items():
        if end == last:
            continue
        before = cell(first, end)
        for further in ends:
            if further <= end or (left == 1 and further != last) or (left > 1 and further == last):
                continue
            after = cell(end, further)
            total = score + places[end] + after.own + likeness(before, after)
            if (end, further) not in longer or total > longer[end, further][0]:
                longer[end, further] = (total, [*way, end])
    return longer


def _places(tokens: Sequence[Token], atoms: Sequence[Atom], known: Known, header: bool) -> dict[int, float]:
    """Score the positions at which a cell can start, and keep the likeliest."""
    scored = {}
    edges = {edge for atom in atoms for edge in (atom.first, atom.end)}
    inside = {at for atom in atoms for at in range(atom.first + 1, atom.end)}
    holders = {edge for atom in atoms if atom.holder for edge in (atom.first, atom.end)}
    for at in range(1, len(tokens)):
        score = _place(tokens, at, known)
        if at in inside:
            score = _FORBIDDEN if tokens[at].value or not tokens[at].small else score + _FROM_ITS_UNIT
        if header and tokens[at].bare in COLUMN_HEADS:
            score += _COLUMN_HEAD
        if header and tokens[at - 1].bare in COLUMN_HEADS:
            score += _COLUMN_HEAD / 2
        if score > _FORBIDDEN / 2:
            score += _HOLDER_EDGE * (at in holders) + _VALUE_EDGE * (at in edges and at not in holders)
            scored[at] = score
    if header:
        period = bool(atoms) and atoms[0].first == 0
        scored[0] = _VALUE_EDGE if period else _NO_NAME
    likeliest = sorted(scored, key=lambda at: (-scored[at], at))[:_MOST_CUTS]
    return {at: scored[at] for at in sorted(likeliest)}


def _with_their_words(tokens: Sequence[Token], periods: list[Atom]) -> list[Atom]:
    """Where each of several periods has a word before it ("Goal 2025 Goal 2030"), the word belongs to it."""
    starts = {atom.end for atom in periods}
    if len(periods) < 2 or any(atom.first == 0 or atom.first in starts for atom in periods):
        return periods
    return [replace(atom, first=atom.first - 1) for atom in periods]


def _place(tokens: Sequence[Token], at: int, known: Known) -> float:
    before, after = tokens[at - 1], tokens[at]
    if after.depth or before.open_ended or (after.text.startswith("(") and not after.value):
        return _FORBIDDEN
    if (after.joint and after.small) or (after.text[0] in "&/+%" and not after.value and not after.holder):
        return _FORBIDDEN
    score = 0.0
    if before.ends_sentence:
        score += _SENTENCE_END
    elif before.text.endswith((")", "]")):
        score += _BRACKET_END
    if after.small:
        score += _SMALL
    elif after.capital:
        score += _CAPITAL
    if len(after.bare) == 1 and after.bare.isalpha():
        score += _SINGLE_LETTER
    pair = known.pairs.get((before.bare, after.bare), 0)
    score += _SEEN_TOGETHER * bool(pair)
    score += _KNOWN_START * bool(not pair and known.starts.get(after.bare, 0))
    return score


def _name(cell: Cell) -> float:
    """How much the first cell looks like the name of a row; it is empty only above the names."""
    if not cell.tokens:
        return 0.0
    words = (cell.before_bracket or len(cell.tokens)) - cell.tokens[0].value
    score = _LONG_NAME * max(0, words - 3) + (0.3 if words == 2 else 0.0)
    score += _NAME_SENTENCE * bool(cell.sentences)
    return score + (_TWO_VALUES if cell.kind != "text" and len(cell.tokens) == cell.values else 0.0)


def likeness(one: Cell, two: Cell) -> float:
    """How much two neighbouring cells have in common: cells of one row state the same of different things."""
    if "holder" in (one.kind, two.kind):
        return _SAME_KIND
    if one.kind != two.kind:
        return _OTHER_KIND
    score = _SAME_KIND + _LENGTHS * abs(math.log2((len(one.tokens) + 1) / (len(two.tokens) + 1)))
    if one.kind == "value" == two.kind:
        return score + _SHARED * (one.tokens[-1].low == two.tokens[-1].low and not one.tokens[-1].value)
    score += _SENTENCES * (one.sentences == two.sentences > 0) - _SENTENCES * abs(one.sentences - two.sentences)
    score += _ITEMS * (len(one.items) == len(two.items) > 1) - 0.3 * abs(len(one.items) - len(two.items))
    score += _SHARED * len(set(one.items) & set(two.items))
    if one.brackets and two.brackets:
        score += _BRACKETS + (0.5 if one.before_bracket == two.before_bracket else 0.0)
    elif one.brackets != two.brackets:
        score -= 0.3
    if one.hyphens == two.hyphens > 0 and len(one.tokens) == len(two.tokens):
        score += _HYPHENS
    score += 0.6 * (one.tokens[0].bare == two.tokens[0].bare) + 0.4 * (one.tokens[-1].bare == two.tokens[-1].bare)
    parts = set("-".join(token.bare for token in one.tokens).split("-")) & set(
        "-".join(token.bare for token in two.tokens).split("-")
    )
    return score + 0.4 * bool(parts - JOINTS - {""})
