"""What a row name, a column header or a caption tells: its bare words, a period, a unit and a power of ten."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.figures.cast import Cast
from documents.figures.kinds import kinds_of
from documents.figures.periods import periods
from documents.figures.scale_remarks import blanked, remark, without
from documents.figures.tokens import Token, tokenize
from documents.figures.types import Period
from documents.figures.units import counted_unit, unit_of
from documents.types import Document, Span

_MARKS = re.compile(r"\(\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡]+")  # of footnotes
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d(?= )")
_PER = re.compile(r"\bper\b(?! cent\b)", re.IGNORECASE)
_TIMES = ("seconds", "minutes", "hours", "days", "weeks", "months")
_LEADS_ON = ("from", "to", "until", "of", "between", "before", "after", "for", "in", "lost", "open", "taken", "spent")
_RATE = re.compile(r"\bper ?cent(?:age)?\b|%|\b(?:rate|ratio|margin|yield)s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """What a row name or column header tells: its bare words, a period, a unit and a power of ten."""

    text: str
    words: str
    period: Period | None
    unit: str
    dimension: str
    exponent: int
    cue: bool
    names: tuple[str, ...]
    per: str | None = None

    def each(self, *, money: bool) -> bool:
        """Say whether it names an amount for one of something, or a rate: no "in thousands" above it holds for that.

        A margin stated in dollars is an amount like any other.
        """
        return bool(_PER.search(self.text)) or (not money and bool(_RATE.search(self.words) or _RATE.search(self.text)))


EMPTY = Header("", "", None, "", "", 0, False, ())


def header(document: Document, span: Span, cast: Cast) -> Header:
    """Read a row name or column header."""
    text = span.of(document.text)
    tokens = tokenize(document.text, span.start, span.end)
    told = remark(text, document.text)
    dated = _dates(blanked(text, told.spans))
    bare = undated(text, document.text)
    low = tuple(token.low for token in tokens)
    cue = any(
        kinds_of(low, each) for each in ("money", "share", "count", "mass", "energy", "duration", "cargo", "length")
    )
    names = tuple(name for _, _, name in cast.mentions(tokens, 0, len(tokens)))
    first = dated[0][0] if dated else None
    unit, dimension = (told.unit, told.dimension) if told.unit else _counted_time(low)
    return Header(text, bare, first, unit, dimension, told.exponent, cue, names, told.per or _per(tokens))


def _counted_time(low: tuple[str, ...]) -> tuple[str, str]:
    """Return the unit of a heading that counts time in its first words: "Days from order to delivery".

    A year at the head of a column is more often its date.
    """
    if len(low) > 1 and low[0] in _TIMES and low[1] in _LEADS_ON:
        found = unit_of(low[0])
        return (found[0], found[1]) if found else ("", "")
    return "", ""


def undated(text: str, document: str) -> str:
    """Return a heading without dates, footnote marks and what it says of unit and scale; `document` is its text."""
    told = remark(text, document)
    dated = _dates(blanked(text, told.spans))
    return _MARKS.sub("", without(text, (*told.spans, *(when for _, when in dated)))).strip(" ,;:-–.")


def _dates(text: str) -> tuple[tuple[Period, Span], ...]:
    """Return the periods in a heading without its units: "2024 £m" and "2024 tonnes" name a year, no amount."""
    year = _YEAR_FIRST.match(text)
    found = periods(text)
    return found if found or year is None else periods(year.group())


def _per(tokens: tuple[Token, ...]) -> str | None:
    """Return the denominator in a row's name: "Revenue per room" -> "room"."""
    at = next((i for i, token in enumerate(tokens) if token.low == "per" and i + 1 < len(tokens)), None)
    if at is None or tokens[at + 1].low in ("cent", "mille") or any(token.low == "except" for token in tokens[:at]):
        return None
    found = unit_of(tokens[at + 1].text)
    return found[0] if found else counted_unit(tokens[at + 1].text)


def caption(text: str, document: str) -> Header:
    """Read a sentence or heading near a table: only what it says of scale and unit; `document` is the whole text."""
    told = remark(text, document, sentence=True)
    return Header(text, "", None, told.unit, told.dimension, told.exponent, False, ())
