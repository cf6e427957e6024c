"""The topic of a question: the words that say what it is about, each with what it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from assistant.lexicon import Lexicon
from assistant.types import Term
from assistant.words import concepts, fold, is_stop, phrasal_stems, rarity, stem, tokens, vocabulary
from documents.figures.units import unit_of
from documents.types import Span

# A word found once in the articles says most; one found on every page little.
_FADE = 0.3
# "share", "rate", "average": they say what kind of answer is wanted more than what it is about.
GENERIC_WEIGHT = 0.35
# What the commonest English words still count where they are not met, of their weight.
_COMMON_COST = 0.45
# Words that count, the weightiest: the longest of 1,600 public questions has 42, and who writes more has pasted a text.
_MOST = 48
_MOST_FOREIGN = 6  # of them whose neighbours in the articles are looked up, each encoded first; readers have up to 6


def topic(text: str, span: Span, lexicon: Lexicon, hidden: Iterable[Span]) -> tuple[Term, ...]:
    """Return the words in a part of a text that carry its topic, in order; none that stands in a hidden span."""
    terms: dict[str, Term] = {}
    covered = bytearray(len(text))
    for one in hidden:
        covered[one.start : one.end] = b"\1" * (one.end - one.start)
    for token in tokens(text):
        word = fold(token.text)
        if token.stem in terms or not span.holds(Span(token.start, token.end)):
            continue
        if is_stop(token) or word in comparing() or token.text[0].isdigit():
            continue
        if covered.find(1, token.start, token.end) >= 0:
            continue
        said = phrasal_stems().get(token.stem, token.text) if token.stem != stem(token.text) else token.text
        cost = round(_COMMON_COST + (1.0 - _COMMON_COST) * rarity(said), 3)
        terms[token.stem] = Term(said, token.stem, _weight(said, token.stem, lexicon), cost)
    weightiest = frozenset(sorted(terms, key=lambda stemmed: -terms[stemmed].weight)[:_MOST])
    kept = [term for term in terms.values() if term.stem in weightiest]
    near = lexicon.near([term.text for term in kept if not lexicon.speaks_of(term.stem)][:_MOST_FOREIGN])
    return tuple(replace(term, near=near[term.text]) if term.text in near else term for term in kept)


def _weight(word: str, stemmed: str, lexicon: Lexicon) -> float:
    if stem(word) in _generic() or unit_of(word) is not None:
        return GENERIC_WEIGHT
    count = lexicon.stems.get(stemmed, 0)
    if count:
        return round(max(0.3, 1.0 - _FADE * (count.bit_length() - 1) / 2), 3)
    if stemmed in concepts():
        return 0.8  # an ordinary business word, matched by its synonyms
    return rarity(word)


@cache
def comparing() -> frozenset[str]:
    """Return the words that compare and say nothing of the topic: "more", "fewer", "largest"."""
    table = vocabulary("questions")
    groups = [*table["direction"].values(), *table["superlative"].values()]
    return frozenset(word for group in groups for word in group)


@cache
def _generic() -> frozenset[str]:
    return frozenset(stem(word) for word in vocabulary("words")["generic"]["words"])
