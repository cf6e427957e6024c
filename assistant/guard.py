"""No number leaves unless it is quoted or calculated: the last stage, and it trusts none before it.

A number in an answer must stand in a cited quote or in the question, or be what the calculation or a part of it comes
to when it is worked out again from its JSON; its operands in turn must stand in cited quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from assistant.expression import BadExpression
from assistant.recompute import stated_parts
from assistant.types import Answer
from assistant.words import fold
from documents.figures.quantities import quantities
from documents.types import Document, Span

_NUMBER = re.compile(r"(?<![^\W\d_])(?<!\d)\d+(?:[.,]\d+)*")  # the digits of "R4" are a name's
_YEAR = re.compile(r"\b(?:1[5-9]|20|21)\d\d\b")
_MARKER = re.compile(r"\[\d+\]")
_CALENDAR = frozenset({Decimal("30.4"), Decimal(1), Decimal(100)})  # of conversions; each is named in an assumption


class UncoveredNumber(AssertionError):
    """An answer holds a number that is neither quoted nor calculated: a fault of the program."""


def guard(answer: Answer, names: Iterable[str] = (), documents: Mapping[str, Document] | None = None) -> Answer:
    """Return the answer unchanged, or raise UncoveredNumber naming the number that nothing covers.

    The number of a name ("Model 3") is no figure. A year says when, and is often stated once for a whole section:
    it need only stand in a cited document, as the header of a table need only stand above a cited row.
    """
    allowed = set(numbers(answer.question)) | set(numbers(answer.standalone))
    for asked in quantities(answer.standalone):  # "10k" asks about 10,000
        allowed.update((asked.low.normalize(), asked.high.normalize()))
    for citation in answer.citations:
        allowed.update(numbers(citation.quote))
        allowed.update(n for heading in citation.heading for n in numbers(heading))
        allowed.update(numbers(citation.title))
    for document in {c.document for c in answer.citations} & set(documents or {}):
        article = (documents or {})[document]
        allowed.update(Decimal(year).normalize() for year in _YEAR.findall(article.text))
        for table in article.tables:
            if any(table.span.holds(Span(c.start, c.end)) for c in answer.citations if c.document == document):
                allowed.update(n for header in table.header for n in numbers(article.quote(header)))
    calculation = answer.calculation
    if calculation is not None:
        for figure in calculation.inputs:
            missing = [n for n in numbers(figure.quantity.surface) if n not in allowed]
            if missing:
                raise UncoveredNumber(f"operand {figure.quantity.surface!r} stands in no citation")
        allowed.update(_calculated(answer))
    texts = [answer.text, *answer.caveats]
    if calculation is not None:
        texts += [calculation.formula, *calculation.steps, *calculation.assumptions]
    numbered = sorted((n for n in names if any(c.isdigit() for c in n) and any(c.isalpha() for c in n)), key=len)
    named = re.compile("|".join(rf"(?<!\w){re.escape(n)}(?!\w)" for n in reversed(numbered)) or r"(?!)")
    for text in texts:
        bare = named.sub(" ", _MARKER.sub(" ", text))
        for found in numbers(bare):
            if found not in allowed:
                raise UncoveredNumber(f"{found} is neither quoted nor calculated, in {text!r}")
    return answer


def _calculated(answer: Answer) -> Iterable[Decimal]:
    """Return the numbers of the result, of its steps and of the conversions that an assumption names."""
    calculation = answer.calculation
    assert calculation is not None
    yield from _CALENDAR
    stated = answer.to_dict()["calculation"]
    try:
        parts = stated_parts(stated)
    except BadExpression as error:
        raise UncoveredNumber(f"the calculation does not come to its result: {error}") from error
    for part in parts:
        yield from numbers(part)
    if calculation.operation in ("average", "rank", "implied_value"):
        yield from (Decimal(n) for n in range(1, 13))  # how many there are


def numbers(text: str) -> tuple[Decimal, ...]:
    """Return the numbers written in digits in a text, separators aside, in order."""
    found = []
    for match in _NUMBER.finditer(fold(text)):
        value = match.group()
        try:
            found.append(Decimal(re.sub(r",(?=\d{3})", "", value)).normalize())
        except InvalidOperation:
            found.extend(Decimal(part).normalize() for part in re.findall(r"\d+", value))
    return tuple(found)
