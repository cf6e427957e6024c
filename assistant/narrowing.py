"""Things that an article tells apart by the word before them: an "electric bicycle" is not any bicycle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.agreement import kinds_told
from assistant.corpus import Corpus
from assistant.own_words import own_words
from assistant.types import Question, Term
from assistant.words import fold, same_idea, stem, stems, stop_words, tokens, vocabulary
from documents.figures.kinds import kinds_of
from documents.figures.status import RESULTS
from documents.figures.types import Figure
from documents.figures.units import singular, unit_of
from documents.figures.verbs import base_of

if TYPE_CHECKING:
    from assistant.pool import Traits

# The weight of a word that tells a thing rather than how it is spoken of.
_TELLING = 0.7
_IN_PLACE = 0.35  # a thing met less than that stands neither in a figure's sentence nor right before it
_LEAST = 0.2  # how little of the word that tells a making is too little
_IN_SENTENCE = 0.5  # a thing met less than that does not stand in a figure's sentence, in whatever words
_PREPOSITIONS = frozenset(("of", "from", "per", "to", "for", "in", "by", "at", "on", "with", "between", "until"))


def told_apart(
    question: Question, narrowings: tuple[tuple[Term, Term], ...], corpus: Corpus
) -> tuple[tuple[Term, Term], ...]:
    """Return the words by which a question narrows a thing, each with the thing, that its articles narrow it by, too.

    "How much does an electric bike cost?" asks for no other bicycle's cost where the article speaks of electric
    ones elsewhere; where it nowhere does, the figure of the bicycle is the nearest thing there is.
    """
    if question.operation is not None:
        return ()  # of two things that are set against each other, each has its own words
    heads = [corpus.once(_heads, document) for document in corpus.documents] if narrowings else []
    return tuple(
        (before, head)
        for before, head in narrowings
        if before.weight >= _TELLING
        and (told := frozenset().union(*(own.get(before.stem, ()) for own in heads)))
        and (head.stem in told or any(same_idea(head.stem, other) for other in told))
    )


def other_measure(asked: frozenset[str], measure: str) -> bool:
    """Say whether a table measures something else of what is asked about: "Days from ore to steel", asked of steel.

    `asked` are the question's stems. Of a measure's name they must hold a word before its first preposition.
    """
    head, beside = _head(measure)
    return bool(beside & asked) and not head & asked


def head_of(measure: str) -> frozenset[str]:
    """Return the stems of what a table measures: "ferries" of "Ferries in service (1 May 2025)"."""
    return _head(measure)[0]


@lru_cache(maxsize=4096)
def _head(measure: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of what is measured, and those of what it is measured of, for, from or to."""
    read = [token for token in tokens(measure) if token.text[0].isalpha()]
    at = next((i for i, token in enumerate(read) if fold(token.text) in _PREPOSITIONS), len(read))
    timed = at == 1 and len(read) > 2 and fold(read[1].text) == "of" and _is_time(fold(read[0].text))
    at = len(read) if timed else at  # "Days of stock" measures stock
    return frozenset(t.stem for t in read[:at]), frozenset(t.stem for t in read[at:])


@lru_cache(maxsize=64)
def priced(standalone: str) -> str:
    """Return the stem of the noun whose price is asked for: "how much does a cabin cost?"; "" where none is."""
    match = _PRICED.search(fold(standalone))
    return stem(next(filter(None, match.groups()))) if match is not None else ""


def thing_priced(question: Question) -> str:
    """Return the stem of the noun whose price is asked for, "" where it is a name: "does the Gull cost more?"."""
    thing = priced(question.standalone)
    return "" if any(thing in stems(name) for name in question.whole.names) else thing


def of_other_thing(noun: str, trait: Traits, asked: Sequence[Term]) -> bool:
    """Say whether a figure tells the price of another thing: what a "cabin steward" earns is no cabin's, a fare is.

    `noun` is the stem of the thing, `asked` are the words of the question.
    """
    figure = trait.figure
    if figure.row is not None:
        return False
    called = (figure.subject, figure.metric)
    if any(_only_modifies(noun, text) for text in called):
        return True
    if any(stem(singular(fold(token.text))) == noun for text in called for token in tokens(text or "")):
        return False  # "loaves", asked of a loaf
    return any(term.stem == noun and trait.profile.match(term) < _IN_PLACE for term in asked)


def of_thing_beside(things: frozenset[str], trait: Traits, corpus: Corpus) -> bool:
    """Say whether another figure of the sentence is that of the thing asked about, and this one's clause has no such.

    Of "Acme charges €9 a month, and its scanner costs €80" the scanner's price is not €9. `things` are stems.
    """
    figure = trait.figure
    if figure.row is not None or figure.clause is None or not trait.stated:
        return False  # of what is only implied, another figure's clause tells whose it is
    rest = [thing for thing in sorted(things) if not trait.own.all.meets(thing)]
    said = stems(corpus.documents[figure.document].quote(figure.clause)) if rest else ()
    beside = corpus.by_sentence.get((figure.document, figure.sentence), ()) if rest else ()
    alike = [f for f in beside if f is not figure and f.quantity.dimension == figure.quantity.dimension]
    return any(thing not in said and any(thing in own_words(f).all.stems for f in alike) for thing in rest)


def not_for_making(trait: Traits, made: Term, *things: Term) -> bool:
    """Say whether an amount is a price, or the cost of something else, where it is asked what making a thing costs."""
    if trait.price:
        return True
    if trait.figure.quantity.dimension != "money" or trait.making or trait.profile.coverage([made]) >= _LEAST:
        return False
    return not any(trait.own.all.meets(thing.stem) for thing in things)


@lru_cache(maxsize=64)
def measure_asked(standalone: str) -> str:
    """Return the noun of measure that is asked for, "interest" in "how much interest do savers get?"; "" without."""
    match = _MEASURE.search(fold(standalone))
    return match.group(1) if match is not None and any(kinds_told((match.group(1),), d) for d in _MEASURED) else ""


def of_other_measure(noun: str, trait: Traits, asked: Sequence[Term]) -> bool:
    """Say whether a figure cannot be what is measured: an hourly wage is no interest, unless it is called so."""
    if trait.figure.row is not None or kinds_told((noun,), trait.figure.quantity.dimension):
        return False
    said = (replace(term, near=()) for term in asked if term.text == noun)  # a loan is near to interest and is none
    return any(trait.profile.match(term) < _IN_PLACE for term in said)


@lru_cache(maxsize=64)
def each_asked(standalone: str) -> str:
    """Return the stem of what an amount is asked of one by one, "box" in "the loss on each box"; "" without."""
    match = _EACH.search(fold(standalone))
    return stem(singular(match[1])) if match is not None and not _is_time(match[1]) else ""


def of_them_all(noun: str, trait: Traits, asked: Sequence[Term], corpus: Corpus) -> bool:
    """Say whether an amount of money is not told of one of the things: the year's loss is none on each box.

    `noun` is the stem of the thing. What was earned or lost in all needs it in its own clause, or "each".
    """
    figure = trait.figure
    if figure.quantity.dimension != "money" or figure.quantity.per is not None or trait.own.all.meets(noun):
        return False
    clause = corpus.documents[figure.document].quote(figure.clause) if figure.clause is not None else ""
    if noun in stems(clause) or _ONE_BY_ONE.search(fold(clause)) is not None:
        return False
    beside = any(term.stem == noun and trait.profile.match(term) >= _IN_PLACE for term in asked)
    return not beside or figure.row is not None or figure.kind in RESULTS


def no_gain(kinds: frozenset[str], figure: Figure) -> bool:
    """Say whether it is asked what is earned or lost on each thing, and a figure is neither: what making it costs."""
    other = figure.kind is not None and figure.kind not in _GAINS
    return bool(kinds & _GAINS) and other and figure.quantity.dimension == "money"


@lru_cache(maxsize=64)
def rate_asked(standalone: str) -> tuple[str, frozenset[str]]:
    """Return what a rate is asked of, as a stem, and the kinds of shares that are one: "which interest rate?"."""
    match = None if _AT_RATE.search(fold(standalone)) else _RATE.search(fold(standalone))
    told = kinds_told((match[1],), "share") if match is not None else frozenset()
    return (stem(match[1]), told) if match is not None and told else ("", frozenset())


def of_other_rate(asked: tuple[str, frozenset[str]], trait: Traits, terms: Sequence[Term]) -> bool:
    """Say whether a share is no rate of what is asked: two thirds of a debt are no interest rate."""
    noun, kinds = asked
    if trait.figure.row is not None or trait.figure.kind in kinds:
        return False
    return any(trait.profile.match(replace(term, near=())) < _IN_SENTENCE for term in terms if term.stem == noun)


@lru_cache(maxsize=64)
def quality_asked(standalone: str) -> tuple[str, frozenset[str]]:
    """Return what is asked of things, and the things, as stems: "what is the output of its mills?"; ("", ()) without.

    "The number of mills" and "the fleet of lorries" are no more than how many there are; "how happy are its guests?"
    asks more of them than that.
    """
    felt = _FELT.search(fold(standalone))
    if felt is not None:
        return stem(felt[1]), frozenset(token.stem for token in tokens(felt[2]) if fold(token.text) not in stop_words())
    match = _QUALITY.search(fold(standalone))
    told = vocabulary("kinds_asked")["collective"] if match is not None else ()
    if match is None or match[1] in stop_words() or match[1] in told or match[1].removesuffix("s") in told:
        return "", frozenset()
    return stem(match[1]), frozenset(token.stem for token in tokens(match[2]) if fold(token.text) not in stop_words())


def of_things(asked: tuple[str, frozenset[str]], figure: Figure) -> bool:
    """Say whether a figure only counts the things of which something else is asked: three mills are no output."""
    (quality, things), own = asked, own_words(figure)
    if figure.quantity.dimension not in ("count", "number") or own.all.meets(quality):
        return False
    return any(map(own.counted.meets, things)) and figure.kind not in kinds_told((quality,), "count")


def _only_modifies(noun: str, text: str | None) -> bool:
    """Say whether words are of something that is only called after a thing: a "cabin steward"."""
    named = [token for token in tokens(text or "") if token.text[0].isalpha()]
    if len(named) < 2 or not named[-1].text.islower() or _is(named[-1].stem, noun):
        return False
    last = fold(named[-1].text)
    return _is(named[-2].stem, noun) and not kinds_of((last,), "money") and base_of(last) is None


def _is(word: str, noun: str) -> bool:
    return word == noun or same_idea(word, noun)


_MEASURED = ("money", "share", "points", "count", "duration", "length", "speed", "mass", "temperature")
_MEASURE = re.compile(r"\b(?:how much|what|which) ([a-z-]+) (?:do|does|did|will|would|is|are|was|were|has|have)\b")
_QUALITY = re.compile(r"\bwhat(?:'s| is| are| was| were) (?:the )?(?:[a-z-]+ ){0,3}?([a-z-]+) of ([^?;]+)")
_FELT = re.compile(
    r"\bhow (happy|satisfied|pleased|content|good|bad|safe|loyal|healthy) (?:is|are|was|were|do|did) ([^?;]+)"
)
_EACH = re.compile(r"\b(?:on|from|with|for|by) (?:each|every|a single) ([a-z-]+)")
_ONE_BY_ONE = re.compile(r"\b(?:each|every|apiece|per|on average)\b")
_GAINS = frozenset(("profit", "loss", "margin"))
_AT_RATE = re.compile(r"\bat (?:the|its|their|this|that)(?: [a-z-]+){0,2} rates?\W*$")  # says how, and asks of none
_RATE = re.compile(r"\b([a-z-]+) rates?\b")
_PRICED = re.compile(
    r"\b(?:does|do|did|will|would) (?:[a-z'-]+ ){0,4}?([a-z-]+) (?:costs?|go for|sell for|retail for)\b"
    r"|\b(?:price|cost)s? of (?:an?|the|one|each|its|their) ([a-z-]+)\W*$"
    r"|\b(?:charges?|price|fees?|takes?|asks?) for (?:an?|the|one|each|its|their)?\b ?([a-z-]+)\W*$"
)


def _is_time(word: str) -> bool:
    unit = unit_of(word)
    return unit is not None and unit[1] == "duration"


def _heads(document: str, corpus: Corpus) -> dict[str, frozenset[str]]:
    """Return each word of an article with those that follow it at once, as stems."""
    found: dict[str, set[str]] = {}
    for left, right in pairwise(tokens(corpus.documents[document].text)):
        if right.start - left.end == 1 and fold(left.text) not in stop_words():
            found.setdefault(left.stem, set()).add(right.stem)
    return {word: frozenset(heads) for word, heads in found.items()}
