"""Questions to begin with and to go on with, drawn from the articles' own figures and asked before they are shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from assistant.agreement import same_metric
from assistant.anchored import Turn
from assistant.corpus import Corpus
from assistant.display import number
from assistant.labels import metric, subject
from assistant.operations.pace import COUNTABLE
from assistant.people import people
from assistant.phrases import is_plural, names_measure, reads_as_noun
from assistant.types import Answer, Citation, Draft, Question
from assistant.words import fold, is_english, stems
from documents.figures.types import Figure

# Enough tries to fill a page of examples and to go on from many questions; each costs one question.
_TRIED = 40
_SHOWN = 12
_ALIKE = 3  # of one kind
_OFFERED = 3  # below an answer
_FEW = 12  # "three divisions" are no figure to ask for
# Longer phrases read like the article, not like a reader.
_LONGEST_PHRASE = 42
# Figures that are looked at for a comparison, and how far apart its two stand: an article of nothing but figures would
# otherwise be compared with itself for minutes.
_LOOKED_AT, _APART = 1_000, 200
_AMOUNTS = ("money", "share", "duration")
_VAGUE = ("cost", "spending", "investment", "research", "size", "points")  # kinds of which a company has many
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_PLACED = re.compile(r"\b(?:in|from|near|outside|around|of)(?: the)? $")  # "at" also stands before a company


@dataclass(frozen=True, slots=True)
class _Try:
    """A question and the figures that its answer has to rest on."""

    kind: str
    question: str
    document: str
    figures: tuple[Figure, ...] = ()
    named: str = ""  # whom it is about, where it asks for no figure


def examples(corpus: Corpus, ask: Callable[[str], Answer | None]) -> tuple[tuple[str, str], ...]:
    """Return questions that are answered with the figures they were made from, each with the figures' article.

    Questions of different kinds come first.
    """
    kept: list[_Try] = []
    for tried, one in enumerate(_tries(corpus)):
        if tried >= _TRIED or len(kept) >= _SHOWN:
            break
        alike = sum(1 for other in kept if other.kind == one.kind)
        known = any(other.question == one.question for other in kept)
        if not known and alike < _ALIKE and _answers(ask(one.question), one):
            kept.append(one)
    return tuple((one.question, one.document) for one in kept)


def suggestions(question: Question, draft: Draft, turns: Sequence[Turn], pool: Sequence[str]) -> tuple[str, ...]:
    """Return up to three of the examples to go on with after an answer.

    Those that share most words with question and answer come first, those below earlier answers later; what was asked
    in this conversation is not offered.
    """
    asked = [_words(one.standalone) for one in (*(turn.question for turn in turns), question)]
    others = [other for other in pool if _words(other) not in asked]
    shown: Counter[str] = Counter()
    for words in asked[:-1]:
        shown.update(_best(others, words, frozenset(), shown))
    return _best(others, asked[-1], _words(draft.text), shown)


def _best(others: Sequence[str], asked: frozenset[str], said: frozenset[str], shown: Counter[str]) -> tuple[str, ...]:
    def rank(other: str) -> int:
        words = _words(other)
        return 2 * shown[other] - 2 * len(asked & words) - len((said - asked) & words)

    return tuple(sorted(others, key=rank)[:_OFFERED])


@lru_cache(maxsize=1_024)
def _words(text: str) -> frozenset[str]:
    """Return the stems of a question without its numbers: "10k" and "10,000" are one question."""
    return frozenset(word for word in stems(text) if not word[0].isdigit())


def _answers(answer: Answer | None, one: _Try) -> bool:
    """Say whether an answer rests on the figures of a question: it calculates with them, or tells and cites them."""
    if answer is None or answer.status != "answered":
        return False
    if one.named:
        quotes = [citation.quote for citation in answer.citations[:1]]
        return any(one.named in quote and not fold(quote).startswith("by ") for quote in quotes)
    if answer.calculation is not None and len(one.figures) > 1:
        used = {(figure.document, figure.quantity.span) for figure in answer.calculation.inputs}
        return all((figure.document, figure.quantity.span) in used for figure in one.figures)
    told = all(figure.quantity.surface in answer.text and subject(figure) in answer.text for figure in one.figures)
    cited = all(any(_holds(citation, figure) for citation in answer.citations[:2]) for figure in one.figures)
    return cited and (told or len(one.figures) == 1)


def _holds(citation: Citation, figure: Figure) -> bool:
    span = figure.quantity.span
    return citation.document == figure.document and citation.start <= span.start and span.end <= citation.end


def _tries(corpus: Corpus) -> Iterator[_Try]:
    """Yield questions, alternating between the ways in which they are made."""
    makers = [_races(corpus), _comparisons(corpus), _lookups(corpus), _somebody(corpus)]
    while makers:
        for maker in list(makers):
            found = next(maker, None)
            if found is None:
                makers.remove(maker)
            else:
                yield found


def _races(corpus: Corpus) -> Iterator[_Try]:
    reached = (f for f in corpus.figures if f.milestone is not None and _who(f, corpus) and f.milestone.low > _FEW)
    counted = (
        f for f in corpus.figures if f.within is not None and f.quantity.dimension in COUNTABLE and _who(f, corpus)
    )
    timed, totals = list(islice(reached, _APART)), list(islice(counted, _APART))
    for left in [*totals, *timed]:
        for right in timed:
            if right is left or right.milestone is None or _who(left, corpus) == _who(right, corpus):
                continue
            goal = number(right.milestone.low)
            question = f"How fast did {_who(left, corpus)} reach {goal} vs {_who(right, corpus)}?"
            yield _Try("race", question, right.document, (right,))


def _comparisons(corpus: Corpus) -> Iterator[_Try]:
    """Yield comparisons, one of each measure first."""
    # As many as are looked at: of a large library the rest would be read for nothing.
    named = list(islice((f for f in corpus.figures if _compared(f, corpus)), _LOOKED_AT + _APART))
    later: list[_Try] = []
    met: set[str] = set()
    for i, left in enumerate(named[:_LOOKED_AT]):
        right = next((other for other in named[i + 1 : i + 1 + _APART] if _worth_comparing(left, other, corpus)), None)
        if right is not None:
            mine, other, measure = _product(left, corpus), _product(right, corpus), _measure(left)
            made = _Try("compare", f"How does {mine} compare with {other} on {measure}?", left.document, (left, right))
            if measure in met:
                later.append(made)
            else:
                met.add(measure)
                yield made
    yield from later


def _compared(figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure measures what others have as well."""
    return _asked_of(figure, corpus) and (figure.row is not None or _names(_measure(figure), figure))


def _worth_comparing(left: Figure, right: Figure, corpus: Corpus) -> bool:
    alike = left.document == right.document and (left.kind is not None or left.row is not None)
    alike = alike and _unit(left) == _unit(right) and same_metric(left, right)
    # Of two sentences the one may count robots that were built, the other those that were sold.
    alike = alike and _measure(left) == _measure(right) and (left.row is None) == (right.row is None)
    return alike and not corpus.lexicon.related(_product(left, corpus), _product(right, corpus))


def _unit(figure: Figure) -> tuple[str, str | None]:
    return figure.quantity.unit, figure.quantity.per


def _lookups(corpus: Corpus) -> Iterator[_Try]:
    for figure in corpus.figures:
        named, measure = _product(figure, corpus), _measure(figure)
        if not figure.kind or figure.column or not _asked_of(figure, corpus) or _is_place(named, figure, corpus):
            continue
        quantity = figure.quantity
        if quantity.dimension == "count" and fold(quantity.unit) in fold(measure):
            if quantity.low > _FEW and is_plural(measure) and reads_as_noun(measure):
                yield _Try("count", f"How many {measure} does {named} have?", figure.document, (figure,))
        elif quantity.dimension in _AMOUNTS and figure.metric == metric(figure) and _names(measure, figure):
            verb = "are" if is_plural(measure) else "is"
            question = f"What {verb} the {measure} of {named}?"
            yield _Try(quantity.dimension, question, figure.document, (figure,))


def _somebody(corpus: Corpus) -> Iterator[_Try]:
    """Yield a question for each person, those named most often first."""
    count = {name: known.count for name, known in corpus.lexicon.names.items()}
    for id, document in corpus.documents.items():
        sure = corpus.people(id)  # those that something is said of, not all that have the shape of a name
        for name in sorted(sure, key=lambda name: (-count.get(name, 0), name)):
            if name in count and name not in (document.author or ""):
                yield _Try("person", f"Who is {name}?", id, named=name)


def _asked_of(figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure is one of a body or a thing today, and its measure short and not named after that."""
    named, measure = _product(figure, corpus), _measure(figure)
    if not named or figure.milestone is not None or figure.status != "actual":
        return False
    short = 3 <= len(measure) <= _LONGEST_PHRASE and measure[0].islower()
    return short and fold(named) not in fold(measure) and named not in people(corpus, figure.document)


def _names(measure: str, figure: Figure) -> bool:
    """Say whether a measure tells what is asked for: "the cost" of a company is one of many, "loans" are no share."""
    vague = figure.kind in _VAGUE and " " not in measure
    counted = figure.quantity.dimension == "share" and is_plural(measure)
    return names_measure(measure, figure.quantity.dimension) and not vague and not counted


def _measure(figure: Figure) -> str:
    """Return what a figure measures as a question has it: "Growing area (hectares)" -> "growing area"."""
    words = _IN_BRACKETS.sub("", metric(figure))
    first = words.split(" ")[0]
    begins = figure.row is not None and first[1:].islower() and is_english(first.lower())  # a table's cell, no name
    return words[:1].lower() + words[1:] if begins else words


def _is_place(name: str, figure: Figure, corpus: Corpus) -> bool:
    """Say whether a name stands mostly after "in" or "from": a town has no machines, somebody there has them."""
    return bool(corpus.once(_placed, name, figure.document))


def _placed(name: str, id: str, corpus: Corpus) -> bool:
    document = corpus.documents[id]
    before = [document.text[max(0, at.start() - 16) : at.start()] for at in _whole(name).finditer(document.text)]
    placed = sum(bool(_PLACED.search(text)) for text in before)
    return name in corpus.named(id).places or 2 * placed > len(before)


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _who(figure: Figure, corpus: Corpus) -> str:
    """Return who a reader would ask about: the maker of a product, by its shortest name; "" where nobody is named."""
    mentions = corpus.lexicon.mentions(subject(figure))
    if not mentions:
        return ""
    owner = corpus.lexicon.family(mentions[0].name)[-1]
    known = corpus.lexicon.names.get(owner)
    return min((owner, *(known.aliases if known else ())), key=lambda name: (len(name), name))


def _product(figure: Figure, corpus: Corpus) -> str:
    """Return what the figure is of, as a question names it: the product itself."""
    mentions = corpus.lexicon.mentions(subject(figure))
    return mentions[-1].name if mentions else ""
