"""Prices of a thing that only the sentence before names: "A loaf at Acme costs €4. Boreal charges €5, Cedar €6"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.figures.types import Figure
from documents.types import Document

_ASKS = re.compile(
    r"(?P<whose>[^,;:.]{2,60}?) "
    r"(?:charges?|asks?|wants?|takes?|demands?|bills?|sells? (?:it|them|one|his|hers|its) for)"
    r"(?: (?:about|around|only|just|nearly|almost|over|under|roughly|some))?\s*",
    re.IGNORECASE,
)
_OF = r" of (?:(?!(?:at|in|from|for|by|with|on|costs?|is|was|sells?|now)\b)[a-z-]+ ?){1,3}"
_PRICES = ("cost", "price")
_NO_THING = frozenset(("it", "this", "that", "they", "he", "she", "one", "each", "which", "who", "first", "second"))


def priced_again(document: Document, found: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures, those of a sentence that only says who asks how much with the thing that is priced."""
    out = list(found)
    thing, source = "", -1
    for at, figure in enumerate(out):
        if figure.quantity.dimension != "money" or figure.column is not None:
            continue
        if thing and _follows(document, source, figure) and _only_asks(document, out, figure):
            out[at] = replace(figure, metric=thing, kind="price")
            continue
        if figure.sentence != source:
            thing, source = _thing(document, figure), figure.sentence
        elif _thing(document, figure) != thing:
            thing = ""  # of two things none is meant
    return tuple(out)


def _thing(document: Document, figure: Figure) -> str:
    """Return the thing whose price a figure is, "pair of glasses" in full; "" where it is somebody's."""
    name = figure.subject or ""
    own = name[:1].islower() and name.split()[0] not in _NO_THING
    if not own or figure.kind not in _PRICES:
        return ""
    sentence = document.quote(document.sentences[figure.sentence].span)
    match = re.search(rf"\b{re.escape(name)}{_OF}", sentence)
    return match.group().strip() if match is not None else name


def _follows(document: Document, source: int, figure: Figure) -> bool:
    sentences = document.sentences
    return figure.sentence == source + 1 and sentences[source].block == sentences[figure.sentence].block


def _only_asks(document: Document, found: Sequence[Figure], figure: Figure) -> bool:
    """Say whether the sentence says no more before its first amount than who asks for it."""
    start = document.sentences[figure.sentence].span.start
    first = min(f.quantity.span.start for f in found if f.sentence == figure.sentence and f.column is None)
    match = _ASKS.fullmatch(document.text[start:first])
    return match is not None and match["whose"][:1].isupper() and match["whose"].lower() not in _NO_THING
