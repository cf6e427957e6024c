"""Figures in the unit that is asked for that measure something else: what was lost of what was won, a time of a crop.

A unit alone answers nothing: the deed, the cause or the thing that is asked about must be the figure's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.agreement import TELLING, kinds_told
from assistant.corpus import Corpus
from assistant.expectation import extent_asked
from assistant.narrowing import thing_priced
from assistant.other_cases import Check, others
from assistant.pool import Traits, stated
from assistant.time_asked import asks_done
from assistant.types import Focus, Question, Term
from assistant.words import WordSet, content, fold, stem, stems, stop_words, vocabulary
from documents.figures.types import Figure
from documents.figures.verbs import base_of

UNLIKE = "unlike"  # what lacks this is not even near to what is asked for

_CAME = (
    r"(?:w[io]n(?:s|ning)?|gain(?:s|ed|ing)?|join(?:s|ed|ing)?|hir(?:e|es|ed|ing)|recruit(?:s|ed|ing)?"
    r"|open(?:s|ed|ing)?|add(?:s|ed|ing)?|attract(?:s|ed|ing)?|sign(?:s|ed|ing)? up|arriv(?:e|es|ed|ing)"
    r"|(?:came|come|move|moved|moving) (?:in|here|back)\b)"
)
_WENT = (
    r"(?:los(?:e|es|t|ing)|left|leav(?:e|es|ing)|quit(?:s|ting)?|resign(?:s|ed|ing)?|depart(?:s|ed|ing)?"
    r"|fir(?:ed|ing)|dismiss(?:es|ed|ing)?|sack(?:s|ed|ing)?|laid off|clos(?:e|es|ed|ing)|shut(?:s|ting)?"
    r"|(?:move|moved|moving|switch|switched|switching|went|go|gone|going|defect|defected)"
    r" (?:away|elsewhere|to (?:(?:an)?other|rivals?|competitors?|(?:a|the) (?:rival|competitor))))"
)
_SOME = r"(?: (?:about|around|some|nearly|almost|over|only|just|another|a further|more than|up to|its|their|the))*"
_AUX = r"(?:(?:who|that|which|have|has|had|since|already|also|then|were|was|been|are|will) )*"
_CAME_BEFORE, _WENT_BEFORE = (re.compile(rf"\b{verbs}{_SOME}\W*$") for verbs in (_CAME, _WENT))
_CAME_AFTER, _WENT_AFTER = (
    re.compile(rf"^ ?(?:(?!and |or |but )[a-z-]+ )?{_AUX}{verbs}\b") for verbs in (_CAME, _WENT)
)
_ASKS_CAME, _ASKS_WENT = (re.compile(rf"\bhow many\b[^?]*\b{verbs}\b") for verbs in (_CAME, _WENT))
_ASKS_THERE = re.compile(r"\bhow many (?:[a-z-]+ ){1,3}(?:work(?:s|ed)?|(?:are |is )?employed)\b")

_AMOUNT = re.compile(r"\bhow much (?!(?:more )?(?:time|long|of)\b)")
_TIMED = re.compile(
    r"\b(?:time|long(?:er)?|late(?:r)?|early|earlier|delay\w*|fast(?:er)?|slow(?:er)?|short\w*|quick\w*|soon\w*|old(?:er)?"
    r"|young(?:er)?|overdue|behind|ahead|sentenced|age|years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b"
)
_SPENT_ON = re.compile(
    r"\b(?:spen[dt]s?|spending|expenditure|outlay|cost|costs|budget|money|invest(?:s|ed|ing|ment)?|pa(?:y|ys|id))"
    r" (?:goes |going |went )?(?:on|into) (?:the |its |their )?(?P<what>[^?,;]+?)"
    r"(?= (?:per|in|by|last|this|each|every|since|from|between|during|so|up|a) |\W*$|[,;?])"
)
_CAUSE = re.compile(r"\b(?:(?:due|down|owed|owing|attributed|put down) to|because of|caused by) (?P<what>[^?,;]+)")
_POTENTIAL = re.compile(r"\b(?:capacity|licen[cs]es?|quotas?|room for|(?:allow|permit|licen[cs])(?:s|ed))\b")
_LEAST = 0.35  # a word met less than that stands neither in a figure's sentence nor right before it
_IN_PLACE = 0.5  # and one met less than that is not even in its sentence, its row or its column


def unlike_measure(question: Question, focus: Focus, corpus: Corpus) -> list[Check]:
    """Return what a figure of the right unit lacks that measures something else, each with how that is told."""
    said = fold(question.standalone)
    found = others(question, corpus)
    came, went = _ASKS_CAME.search(said) is not None, _ASKS_WENT.search(said) is not None
    there = _ASKS_THERE.search(said) is not None
    if (came or there) != went and question.operation is None:  # "on balance" asks for both
        found.append((UNLIKE, lambda trait: _done(trait.figure, corpus, went=not went)))
    if question.operation is None and _AMOUNT.search(said) is not None and _TIMED.search(said) is None:
        found.append(("unit", lambda trait: trait.figure.quantity.dimension == "duration"))
    if question.expects == "share" and question.operation == "percent_change":
        terms = frozenset(term.stem for term in focus.terms if term.weight >= TELLING)
        found.append(("kind", lambda trait: _other_level(terms, trait)))
    kind, word = question.kind, question.kind_word
    if kind is not None and word is not None and question.operation is None and question.expects == "measure":
        found.append(("kind", lambda trait: _of_head(kind, stem(word), trait)))
    if (cause := _CAUSE.search(said)) is not None:
        told = tuple(token.stem for token in content(cause["what"]))
        found.append(("row", lambda trait: _other_cause(told, trait)))
    accrued = question.kind in vocabulary("kinds_asked")["accruing"] and asks_done(question.standalone)
    if accrued and _POTENTIAL.search(said) is None:
        found.append(("kind", lambda trait: _only_possible(trait.figure, corpus)))
    spent = _spent_on(said)
    if spent:
        terms_spent = tuple(term for term in focus.terms if term.stem in spent)
        found.append(("part", lambda trait: _beside(terms_spent, trait)))
    thing = thing_priced(question)
    if thing and thing not in stop_words():
        found.append(("part", lambda trait: _told_after(thing, trait, corpus)))
    if (match := _COSTS_TO.search(said)) is not None:
        done = frozenset(token.stem for token in content(match["what"]))
        found.append(("part", lambda trait: _of_sale(done, trait, corpus)))
    extended = extent_asked(question.standalone)
    if extended:
        found += _of_extent(extended, focus, corpus)
    if question.operation == "runway":
        found.append((UNLIKE, lambda trait: _no_lasting(trait.figure, corpus)))
    return found


def _done(figure: Figure, corpus: Corpus, *, went: bool) -> bool:
    """Say whether a figure counts those who came, or who went: "lost 3 clients", "64 people left"."""
    if figure.row is not None or figure.quantity.dimension not in ("count", "number"):
        return False
    article = corpus.documents[figure.document]
    span = article.sentences[figure.sentence].span
    before = fold(article.text[span.start : figure.quantity.span.start])
    after = fold(article.text[figure.quantity.span.end : span.end])
    mine, other = ((_WENT_BEFORE, _WENT_AFTER), (_CAME_BEFORE, _CAME_AFTER))[:: 1 if went else -1]
    if any(one.search(text) for one, text in zip(other, (before, after), strict=True)):
        return False
    return any(one.search(text) for one, text in zip(mine, (before, after), strict=True))


def _other_level(terms: frozenset[str], trait: Traits) -> bool:
    """Say whether a share is neither a change nor one of what is said to have changed: "fares cover 45% of costs"."""
    figure = trait.figure
    if figure.quantity.dimension != "share" or trait.change or figure.kind == "growth":
        return False
    return not terms & trait.own.all.stems


def _of_head(kind: str, word: str, trait: Traits) -> bool:
    """Say whether a metric is another measure that is only called after the deed: "harvest weight" is no harvest."""
    figure, head = trait.figure, trait.own.head
    other = figure.kind not in (None, kind) and head not in ("", word) and word in trait.own.metric
    return other and figure.kind in kinds_told((head,), figure.quantity.dimension)


def _only_possible(figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure is how much there may be: a capacity of 5 million bottles is none that were sold."""
    if figure.row is not None or figure.clause is None:
        return False
    article = corpus.documents[figure.document]
    return _POTENTIAL.search(fold(article.text[figure.clause.start : figure.quantity.span.start])) is not None


def _other_cause(told: tuple[str, ...], trait: Traits) -> bool:
    """Say whether a listed share is put down to something else than what is asked: half to fog, a fifth to rain."""
    listed = trait.figure.quantity.dimension == "share" and bool(trait.siblings and trait.label)
    return listed and not any(map(WordSet.of(trait.label).meets, told))


@lru_cache(maxsize=64)
def _spent_on(said: str) -> frozenset[str]:
    """Return the stems of that on which money is said to be spent: "how much do they spend on research?"."""
    match = _SPENT_ON.search(said)
    return frozenset(stems(match["what"])) if match is not None else frozenset()


def _beside(terms: Sequence[Term], trait: Traits) -> bool:
    """Say whether no word of that on which money is spent is told of an amount."""
    if trait.figure.quantity.dimension not in ("money", "number", "share") or not terms:
        return False
    least = _LEAST if trait.figure.row is None else _IN_PLACE
    said = (replace(term, near=()) for term in terms)  # a design is near to development and is none
    return all(trait.profile.match(term) < least and not trait.own.measured.meets(term.stem) for term in said)


def _told_after(thing: str, trait: Traits, corpus: Corpus) -> bool:
    """Say whether the sentence of an amount speaks of the thing only behind it, in a clause of its own.

    Of "the budget was £184,000, and the first boat sailed in May" no boat's price is told.
    """
    figure = trait.figure
    if figure.row is not None or figure.clause is None or trait.own.all.meets(thing) or thing in trait.label:
        return False
    article = corpus.documents[figure.document]
    span = article.sentences[figure.sentence].span
    if thing in stems(article.text[span.start : figure.clause.end]):
        return False
    return thing in stems(article.text[figure.clause.end : span.end])


def _of_sale(done: frozenset[str], trait: Traits, corpus: Corpus) -> bool:
    """Say whether an amount is told of another thing than what somebody does, whose cost is asked for.

    "What does it cost Acme to clean a barrel?" is not told by "an Acme barrel organ sells for €900".
    """
    figure = trait.figure
    if figure.quantity.dimension != "money" or figure.row is not None or not figure.subject or trait.making:
        return False
    own = {*stems(figure.metric), *stems(figure.subject), stem(figure.quantity.per or "")}
    clause = stems(corpus.documents[figure.document].quote(figure.clause)) if figure.clause is not None else ()
    verb = base_of(fold(figure.metric).split(" ")[0]) is not None
    told = trait.price or (verb and stems(figure.subject)[-1] in clause)
    return told and done.isdisjoint(own) and done.isdisjoint(clause)


def _of_extent(thing: str, focus: Focus, corpus: Corpus) -> list[Check]:
    """Return what a figure lacks that is not how long a thing is in space, where the articles tell any length.

    Where one is called the length of the thing, another is that of a part of it.
    """
    traits = corpus.once(stated).traits
    lengths = [trait for trait in traits if trait.figure.quantity.dimension == "length" and _of(thing, trait, corpus)]
    own = frozenset(trait.figure for trait in lengths)
    found: list[Check] = [("part", lambda t: t.figure.quantity.dimension == "length" and t.figure not in own)]
    if lengths:
        found.append(("unit", lambda trait: trait.figure.quantity.dimension != "length"))
    if not focus.names and any(_called_length(thing, trait) for trait in lengths):
        found.append(("part", lambda trait: not _called_length(thing, trait)))
    return found


def _of(thing: str, trait: Traits, corpus: Corpus) -> bool:
    """Say whether a thing stands in what a figure is called or in its clause."""
    if thing in trait.own.all.stems | trait.label:
        return True
    clause = trait.figure.clause
    return clause is not None and thing in stems(corpus.documents[trait.figure.document].quote(clause))


def _called_length(thing: str, trait: Traits) -> bool:
    own = trait.own.all.stems | trait.label
    return thing in own and not own.isdisjoint(_LENGTH)


def _no_lasting(figure: Figure, corpus: Corpus) -> bool:
    """Say whether a time is not said to be one for which something lasts."""
    if figure.quantity.dimension != "duration":
        return False
    article = corpus.documents[figure.document]
    span = figure.clause or article.sentences[figure.sentence].span
    return _LASTS.search(fold(article.quote(span))) is None


_COSTS_TO = re.compile(
    r"\b(?:cost|costs|costing)(?: (?!to\b)[\w'’&.-]+){1,4} to"
    r" (?!the\b|an?\b|its?\b|be\b|have\b)(?P<what>[a-z]{2,} [^?]+)"
)
_LENGTH = frozenset(map(stem, ("length", "long")))
_LASTS = re.compile(
    r"\b(?:last(?:s|ed|ing)?|enough|suffic\w+|cover(?:s|ed)?|run(?:s|ning)? (?:out|for|on|dry)|ran out|left|runway"
    r"|remain(?:s|ed|ing)?|hold(?:s)? out|keep(?:s)?|surviv\w+|gone|exhausted|used up|supply|supplies|live(?:s)? on)\b"
)
