"""No number leaves unless it is quoted or calculated: the last stage, and it trusts none before it.

A number in an answer must stand in a cited quote or in the question, or be what the calculation or a part of it comes
to when it is worked out again from its JSON; its operands in turn must stand in cited quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from assistant import stated
from assistant.expression import Apply, BadExpression, Constant, Convert, walk
from assistant.numbered import Numbered
from assistant.recompute import stated_parts
from assistant.types import Answer, Calculation
from documents.figures.cells import remarks
from documents.figures.quantities import quantities
from documents.figures.scale_remarks import remark
from documents.figures.units import factor
from documents.types import Document, Span

_YEAR = re.compile(r"\b(?:1[5-9]|20|21)\d\d\b")
_MARKER = re.compile(r"\[\d+\]")
_PLACE = re.compile(r"(?<=[:;] )\d{1,3}\. ")  # of a ranking
_CALENDAR = ("month", "quarter", "year")  # their average lengths in days are named in an assumption


class UncoveredNumber(AssertionError):
    """An answer holds a number that is neither quoted nor calculated: a fault of the program."""


def guard(
    answer: Answer, names: Iterable[str] | Numbered = (), documents: Mapping[str, Document] | None = None
) -> Answer:
    """Return the answer unchanged, or raise UncoveredNumber naming the number that nothing covers.

    The number of a name ("Model 3") is no figure. A year says when, and is often stated once for a whole section:
    it need only stand in a cited document, as the header of a table need only stand above a cited row.
    """
    allowed = _Allowed()
    for asked in (answer.question, answer.standalone):
        allowed.take(asked)
    for quantity in quantities(answer.standalone):  # "10k" asks about 10,000
        allowed.values.update((quantity.low.normalize(), quantity.high.normalize()))
    for citation in answer.citations:
        article = (documents or {}).get(citation.document)
        headings = tuple(_headings(article, Span(citation.start, citation.end))) if article is not None else ()
        scales = {exponent for _, exponent in headings} | stated.scales(citation.quote)
        for part in (citation.quote, *citation.heading, citation.title, *(text for text, _ in headings)):
            allowed.take(part, scales)
        if article is not None:
            allowed.values |= _years(article.text)
    calculation = answer.calculation
    if calculation is not None:
        for figure in calculation.inputs:
            if allowed.lacks(figure.quantity.surface):
                raise UncoveredNumber(f"operand {figure.quantity.surface!r} stands in no citation")
        _calculated(answer, calculation, allowed)
    texts = [answer.text, *answer.caveats]
    if calculation is not None:
        texts += [calculation.formula, *calculation.steps, *calculation.assumptions]
    named = names if isinstance(names, Numbered) else Numbered(names)
    for text in texts:
        bare = _MARKER.sub(" ", text)
        if calculation is not None and calculation.operation == "rank":
            bare = _PLACE.sub(" ", bare)
        if lacking := allowed.lacks(named.without(bare)):
            raise UncoveredNumber(f"{lacking} is neither quoted nor calculated, in {text!r}")
    return answer


@dataclass(slots=True)
class _Allowed:
    """The numbers that an answer may state."""

    values: set[Decimal] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def take(self, text: str, scales: Iterable[int] = ()) -> None:
        """Allow the numbers of a text, also times the scales that stand apart from them: a column in millions."""
        for number in stated.digits(text):
            self.values.update((number.value, *(number.bare.scaleb(scale).normalize() for scale in scales)))
        self.words.update(stated.words(text))

    def lacks(self, text: str) -> str:
        """Return the first number of a text that is not allowed; "" where there is none."""
        for number in stated.digits(text):
            if number.value not in self.values:
                return str(number.value)
        return next((word for word in stated.words(text) if word not in self.words), "")


def _headings(article: Document, place: Span) -> Iterable[tuple[str, int]]:
    """Yield what heads a table row and its group, or tells around the table of its scale, with its power of ten."""
    for table in article.tables:
        if not table.span.holds(place):
            continue
        own = [row[0] for row in table.rows if place.holds(row[0]) or all(cell.start == cell.end for cell in row[1:])]
        for span in (*table.header, *own):
            text = article.quote(span)
            yield text, remark(text, article.text).exponent
        for told in remarks(article, table):
            yield told.text, told.exponent


@lru_cache(maxsize=64)  # articles
def _years(text: str) -> frozenset[Decimal]:
    return frozenset(Decimal(year).normalize() for year in _YEAR.findall(text))


def _calculated(answer: Answer, calculation: Calculation, allowed: _Allowed) -> None:
    """Allow what the calculation and its parts come to, its constants, and the lengths that a conversion goes by."""
    whole = answer.to_dict()["calculation"]
    try:
        parts = stated_parts(whole)
    except BadExpression as error:
        raise UncoveredNumber(f"the calculation does not come to its result: {error}") from error
    for part in parts:
        allowed.take(part)
    for node in walk(calculation.expression) if calculation.expression is not None else ():
        match node:
            case Constant(value, _, _):
                allowed.values.update((Decimal(value.numerator).normalize(), Decimal(value.denominator).normalize()))
            case Convert():
                for days in (factor(unit, "day") for unit in _CALENDAR):
                    if days is not None:
                        allowed.values.add((Decimal(days.numerator) / Decimal(days.denominator)).normalize())
            case Apply("mean", arguments):
                allowed.values.add(Decimal(len(arguments)).normalize())
