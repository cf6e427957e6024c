"""Two things set side by side where no calculation joins them: what the articles say of each."""

from __future__ import annotations

from assistant.agreement import touches
from assistant.comparability import caveats
from assistant.replies.case import Case, SideCase
from assistant.replies.figure import sentence
from assistant.types import Draft, Evidence, Quote
from documents.figures.types import Figure

# Of a side's words, the share that a sentence must meet to be what the article says of it.
_ENOUGH = 0.45


def reply(case: Case) -> Draft | None:
    """Return a figure or a sentence for each side; partial where a side that was to be measured has no figure."""
    parts: list[str] = []
    quotes: list[Quote] = []
    figures: list[Figure] = []
    lacking: list[str] = []
    for side in case.sides:
        figure = next((c.figure for c in side.figures if c.fits and touches(c.figure, side.focus)), None)
        found = None if figure else _sentence(case, side)
        if figure is None and found is None:
            return None
        quote = Quote(figure.document, figure.sentence) if figure else _quote(found)
        quotes.append(quote)
        if figure is not None:
            figures.append(figure)
            parts.append(f"{sentence(figure)} {{{len(quotes) - 1}}}.")
        else:
            assert found is not None
            lacking.append(" ".join(side.focus.names))
            parts.append(f"{case.text(found)} {{{len(quotes) - 1}}}")
    if len({figure.quantity.dimension for figure in figures}) > 1:
        return None  # a time beside a share compares nothing
    if len(set(quotes)) == 1 and (not figures or all(figure is figures[0] for figure in figures)):
        return None  # the article says one thing of both: no comparison
    notes = tuple(f"The article gives no exact figure for {name}." for name in lacking if name and figures)
    return Draft("partial" if notes else "answered", " ".join(parts), tuple(quotes), (*notes, *caveats(figures)))


def _sentence(case: Case, side: SideCase) -> Evidence | None:
    for found in side.evidence[:20]:
        named = not side.focus.names or set(side.focus.names) & set(
            case.corpus.sentence(found.document, found.sentence).names
        )
        if not found.missing and found.coverage >= _ENOUGH and named:
            return found
    return None


def _quote(found: Evidence | None) -> Quote:
    assert found is not None
    return Quote(found.document, found.sentence)
