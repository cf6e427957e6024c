"""What a thing is sold for and what it costs to make: two amounts for one thing, of which one is never the other."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from assistant.words import fold, stem, stems, vocabulary
from documents.figures.kinds import kinds_of
from documents.figures.types import Figure

if TYPE_CHECKING:
    from assistant.corpus import Corpus

_COSTS = frozenset(("cost", "spending", "budget", "investment", "research"))
_OUTLAYS = frozenset(("marketing", "research", "wages", "investment"))
_ABOUT = r"(?: (?:about|around|only|just|nearly|over|under|roughly|some|almost))?"
_COST = re.compile(r"\b(?:does|do|did|would|will)\b.*\bcost\b")
_AT = re.compile(rf"\bat{_ABOUT}\W*$")
_IS = re.compile(rf"\b(?:is|was|are|were|been|be){_ABOUT}\W*$")  # "the boat is €9"
_FOR = re.compile(rf"\b(?:sell|sells|sold|selling|retails?|goes?|go)\b[^.;]{{0,40}}\bfor{_ABOUT}\W*$")


def asks_making(standalone: str) -> str:
    """Return the verb of making whose cost is asked for, "develop" in "what did it cost to develop?"; "" without."""
    match = _asked_making().search(fold(standalone))
    return match[1] if match is not None else ""


@lru_cache(maxsize=64)
def asks_price(standalone: str) -> bool:
    """Say whether it is asked what something is sold for: "how cheap is it", "what do they charge?"."""
    words = {stem(word) for word in vocabulary("selling")["asked"]["price"]}
    return not asks_making(standalone) and not words.isdisjoint(stems(standalone))


@lru_cache(maxsize=64)
def asks_cost(standalone: str) -> bool:
    """Say whether it is asked what something costs, which is told by its price sooner than by what making it costs."""
    folded = fold(standalone)
    outlays = any(kind in _OUTLAYS for _, _, kind, _ in kinds_of(tuple(folded.split()), "money"))
    return _COST.search(folded) is not None and not outlays and not asks_making(standalone)


def is_price(figure: Figure, corpus: Corpus) -> bool:
    """Say whether an amount is what something is sold for: "charges €9", "goes on sale at €9", "sells it for €9"."""
    if figure.quantity.dimension != "money" or is_making(figure, corpus):
        return False
    called = tuple(fold(f"{figure.metric} {figure.row or ''} {figure.column or ''}").split())
    if figure.kind == "price" or any(kind == "price" and not verb for _, _, kind, verb in kinds_of(called, "money")):
        return True
    if figure.kind not in (None, "sales", "spending"):
        return False
    before = _before(figure, corpus)
    on_sale = not _selling().isdisjoint(stems(before)) and _AT.search(before) is not None
    named = figure.subject is not None and not figure.subject.islower()
    return (
        on_sale or _FOR.search(before) is not None or (named and figure.kind is None and _IS.search(before) is not None)
    )


def is_making(figure: Figure, corpus: Corpus) -> bool:
    """Say whether an amount is what making something costs: "costs €9 to build", "production costs of €9".

    In "one costs Acme €9 to make, and Brill €7" both are.
    """
    if figure.quantity.dimension != "money" or figure.kind not in _COSTS:
        return False
    pattern = _told_making()
    if figure.row is not None:
        return pattern.search(fold(f"{figure.row} {figure.column or ''}")) is not None
    own = _clause(figure, corpus)
    if pattern.search(own) is not None or stem("cost") in stems(own):
        return pattern.search(own) is not None
    beside = corpus.by_sentence[figure.document, figure.sentence]
    return any(
        other.kind == figure.kind and other.metric == figure.metric and pattern.search(_clause(other, corpus))
        for other in beside
    )


def is_outlay(figure: Figure, corpus: Corpus) -> bool:
    """Say whether an amount is what a maker spends on a thing: on making it, on marketing, research or wages."""
    if figure.quantity.dimension != "money" or is_making(figure, corpus):
        return figure.quantity.dimension == "money"
    words = tuple(fold(f"{figure.subject or ''} {figure.metric}").split())
    return any(kind in _OUTLAYS and not verb for _, _, kind, verb in kinds_of(words, "money"))


def _clause(figure: Figure, corpus: Corpus) -> str:
    if figure.clause is None:
        return fold(corpus.text(figure.document, figure.sentence))
    return fold(corpus.documents[figure.document].quote(figure.clause))


def _before(figure: Figure, corpus: Corpus) -> str:
    """Return what stands before a figure in its clause."""
    document = corpus.documents[figure.document]
    start = figure.clause.start if figure.clause is not None else document.sentences[figure.sentence].span.start
    return fold(document.text[start : max(start, figure.quantity.span.start)])


@cache
def _selling() -> frozenset[str]:
    return frozenset(stem(word) for word in vocabulary("selling")["told"]["on_sale"])


@cache
def _asked_making() -> re.Pattern[str]:
    return re.compile(vocabulary("selling")["asked"]["making"])


@cache
def _told_making() -> re.Pattern[str]:
    return re.compile("|".join(vocabulary("selling")["told"]["making"]))
