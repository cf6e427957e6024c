"""Words of a table row whose cell borders are lost, and the values among them.

How the row is cut into cells belongs in `documents.lost_cells`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from documents.sentences import introduces, is_abbreviation
from documents.types import Span

_DATA = tomllib.loads(Path(__file__).with_name("tables.toml").read_text(encoding="utf-8"))
PLACEHOLDERS = frozenset(_DATA["placeholders"])
_AFTER = frozenset(_DATA["after_number"])
_BEFORE = frozenset(_DATA["before_number"])
_PERIODS = frozenset(_DATA["period_starts"])
JOINTS = frozenset(_DATA["joints"])
_ALONE = frozenset(_DATA["alone"])
COLUMN_HEADS = frozenset(_DATA["column_heads"])

_MARKS = "\"'“”‘’()[],;:.!?"
_WORD = re.compile(r"\S+")
_VALUE = re.compile(
    r"[(\[]?[~<>≈≥≤+±−–-]?(?:[A-Z]{0,3}[$€£¥₹₩]\(?)?[~+−-]?\d[\d.,'’:/×x–-]*\d?"
    r"(?:%|[a-zµA-Z°²³$€£¥+]{1,5}[²³23]?(?:/[a-z]{1,4})?|\+|\*|[-–](?:inch|core|year|day|month|hour|fold|seat))?[)\]]?%?[*†‡]?$"
)
_PERIOD = re.compile(
    r"(?:(?:FY|CY|[HQ][1-4][-/’']?|[1-4][HQ]|[69]M)?['’]?(?:19|20)\d\d(?:[EFAP]|[/–-]\d\d)?|FY['’]?\d\d[EFAP]?|[HQ][1-4]['’/-]\d\d)$"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_SENTENCE = re.compile(r"[^\W\d_]{2,}[.!?][\"'”’)]*$")
_LONGEST_VALUE = 24  # characters


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a row; `depth` is how many brackets are open before it."""

    text: str
    span: Span
    depth: int
    value: bool  # a number with what is written to it: "4.7B", "$12", "38-50"
    holder: bool  # stands for a missing or a yes/no value
    low: str  # in lower case
    bare: str  # in lower case and without the marks around it
    small: bool  # starts with a lower-case letter
    capital: bool

    @property
    def ends_sentence(self) -> bool:
        return bool(_SENTENCE.search(self.text)) and not is_abbreviation(self.text)

    @property
    def open_ended(self) -> bool:
        """Something has to follow: it ends in a comma or joins two parts."""
        joined = self.text[-1] in ",;:&/+–—" and not self.holder
        return joined or self.joint or introduces(self.text)

    @property
    def joint(self) -> bool:
        """A small word that joins what stands around it; the "A" of "Sample A" is none."""
        return self.low in JOINTS and (not self.capital or self.low == "the")


@dataclass(frozen=True, slots=True)
class Atom:
    """Consecutive tokens, `first` to `end` (exclusive), that state one value or hold the place of one."""

    first: int
    end: int
    holder: bool
    shape: str  # what the value looks like: its currency, percent sign or unit


def tokens_of(text: str, span: Span) -> list[Token]:
    """Cut a line into words."""
    tokens: list[Token] = []
    depth = 0
    for match in _WORD.finditer(text, span.start, span.end):
        word = match.group()
        holder = depth == 0 and word.casefold() in PLACEHOLDERS and not (word.islower() and word.isalpha())
        if word in _ALONE and depth == 0 and tokens:
            # "640,000 free": a small word for a missing value counts as one beside values only.
            holder = tokens[-1].value or tokens[-1].holder
        value = len(word) <= _LONGEST_VALUE and not holder and bool(_VALUE.match(word) or _PERIOD.match(word))
        value = value and not (word[0] in "([" and (_PERIOD.match(word[1:-1]) or len(word) == 3))
        span, low = Span(match.start(), match.end()), word.casefold()
        small, capital = word.lstrip("\"'“‘(")[:1].islower(), word.lstrip("\"'“‘")[:1].isupper()
        tokens.append(Token(word, span, depth, value, holder, low, low.strip(_MARKS), small, capital))
        depth = max(0, depth + word.count("(") + word.count("[") - word.count(")") - word.count("]"))
    return tokens


def is_period(token: Token) -> bool:
    """A year, or a quarter or half with its year."""
    return bool(_PERIOD.match(token.text))


def atoms_of(tokens: Sequence[Token]) -> list[Atom]:
    """Return the values of a row in order, each with the words that belong to it."""
    atoms = []
    at = 0
    while at < len(tokens):
        end = _value_end(tokens, at)
        if end > at:
            holder = end == at + 1 and tokens[at].holder
            atoms.append(Atom(at, end, holder, "" if holder else _shape(tokens[at:end])))
            at = end
        else:
            at += 1
    return atoms


def _value_end(tokens: Sequence[Token], at: int) -> int:
    """The end of the value that starts at this token, or the same position if none does."""
    if tokens[at].depth:
        return at
    if tokens[at].holder:
        return at + 1
    if date := _date_end(tokens, at):
        return date
    head = at
    while head < len(tokens) and head - at < 3 and not tokens[head].value and tokens[head].low in _BEFORE:
        head += 1
    if head >= len(tokens) or not tokens[head].value or tokens[head].open_ended:
        return at
    end = head + 1
    while end < len(tokens) and (tokens[end].depth or _belongs(tokens, end)):
        end += 1
    while end > head + 1 and tokens[end - 1].low in JOINTS:
        end -= 1
    return end


def _date_end(tokens: Sequence[Token], at: int) -> int | None:
    """The end of "Q1 2024", "May 2024", "May 4, 2024" or "4 May 2024" where one starts at this token."""
    words = [token.bare for token in tokens[at : at + 3]]
    if len(words) > 1 and words[0] in _PERIODS and is_period(tokens[at + 1]):
        return at + 2
    if len(words) < 3 or not _YEAR.match(words[2]):
        return None
    day, month = (words[1], words[0]) if words[0] in _PERIODS else (words[0], words[1])
    return at + 3 if month in _PERIODS and month.isalpha() and day.isdigit() and len(day) <= 2 else None


def _belongs(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the word goes on with the value before it: a unit, or a remark in brackets."""
    token = tokens[at]
    if tokens[at - 1].text[-1] in ",;":
        return False
    if token.text.startswith("(") and not token.value:
        return True
    if token.holder:
        return False
    if token.bare in _AFTER:
        return not (token.capital and len(token.bare) > 4)
    # "88 m³/s 610 m³/s": a small word between two values can only be the unit of the first.
    alone = at + 1 == len(tokens) or tokens[at + 1].value or tokens[at + 1].holder
    return alone and (token.small or any(char in "²³°" for char in token.text))


def _shape(tokens: Sequence[Token]) -> str:
    words = " ".join(token.text for token in tokens)
    letters = re.sub(r"[\d.,:+−–~<>≈()\s'’-]+", "#", words)
    return letters.casefold()


def tail_atoms(tokens: Sequence[Token], atoms: Sequence[Atom]) -> list[Atom]:
    """The values that stand one after the other at the end of the row."""
    tail: list[Atom] = []
    end = len(tokens)
    for atom in reversed(atoms):
        if atom.end != end or tokens[atom.end - 1].text[-1] in ",;":
            break
        tail.append(atom)
        end = atom.first
    tail.reverse()
    if len(tail) > 1 and tail[0].first and tokens[tail[0].first - 1].low in JOINTS:
        # "Launches in 2024 | 14 | 31": what a joint leads to belongs to the name.
        tail.pop(0)
    return tail
