"""Questions to begin with and to go on with, drawn from the articles' own figures and asked before they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.agreement import same_metric
from assistant.corpus import Corpus
from assistant.display import number
from assistant.labels import metric, subject
from assistant.operations.pace import COUNTABLE
from assistant.types import Answer, Question
from assistant.words import fold, stems, stop_words
from documents.figures.types import Figure
from documents.figures.verbs import base_of

# Enough tries to fill a page of examples; each costs one question.
_TRIED = 24
_SHOWN = 6
_FEW = 12  # "three divisions" are no figure to ask for
# Longer phrases read like the article, not like a reader.
_LONGEST_PHRASE = 42
# Figures that are looked at for a comparison, and how far apart its two stand: an article of nothing but figures would
# otherwise be compared with itself for minutes.
_LOOKED_AT, _APART = 1_000, 200


def examples(corpus: Corpus, ask: Callable[[str], Answer | None]) -> tuple[tuple[str, str], ...]:
    """Return questions that are answered with the figure they were made from, each with the figure's article.

    Questions of different kinds come first.
    """
    kept: list[tuple[str, str]] = []
    of: dict[str, str] = {}
    for tried, (kind, question, figure) in enumerate(_candidates(corpus)):
        if tried >= _TRIED or len(kept) >= _SHOWN:
            break
        if question in [other for _, other in kept]:
            continue
        if sum(1 for other, _ in kept if other == kind) < 2 and _answers(ask(question), figure):
            kept.append((kind, question))
            of[question] = figure.document
    return tuple((question, of[question]) for _, question in kept)


def suggestions(question: Question, pool: Sequence[str]) -> tuple[str, ...]:
    """Return up to three of the examples to go on with: those that share most words with the question first."""
    asked = _words(question.standalone)
    others = [other for other in pool if _words(other) != asked]
    return tuple(sorted(others, key=lambda other: -len(asked & _words(other)))[:3])


def _words(text: str) -> frozenset[str]:
    """Return the stems of a question without its numbers: "10k" and "10,000" are one question."""
    return frozenset(word for word in stems(text) if not word[0].isdigit())


def _answers(answer: Answer | None, figure: Figure) -> bool:
    if answer is None:
        return False
    span = figure.quantity.span
    return answer.status == "answered" and any(
        c.document == figure.document and c.start <= span.start and span.end <= c.end for c in answer.citations[:2]
    )


def _candidates(corpus: Corpus) -> Iterator[tuple[str, str, Figure]]:
    """Yield (kind, question, figure), alternating between the kinds."""
    makers = [_races(corpus), _comparisons(corpus), _lookups(corpus)]
    while makers:
        for maker in list(makers):
            found = next(maker, None)
            if found is None:
                makers.remove(maker)
            else:
                yield found


def _races(corpus: Corpus) -> Iterator[tuple[str, str, Figure]]:
    timed = [f for f in corpus.figures if f.milestone is not None and _named(f, corpus) and f.milestone.low > _FEW]
    totals = [
        f for f in corpus.figures if f.within is not None and f.quantity.dimension in COUNTABLE and _named(f, corpus)
    ]
    for left in [*totals[:_APART], *timed[:_APART]]:
        for right in timed[:_APART]:
            if right is left or right.milestone is None or _who(left, corpus) == _who(right, corpus):
                continue
            goal = number(right.milestone.low)
            yield "race", f"How fast did {_who(left, corpus)} reach {goal} vs {_who(right, corpus)}?", right


def _comparisons(corpus: Corpus) -> Iterator[tuple[str, str, Figure]]:
    named = [f for f in corpus.figures if _named(f, corpus) and _short(metric(f)) and f.milestone is None]
    for i, left in enumerate(named[:_LOOKED_AT]):
        right = next((other for other in named[i + 1 : i + 1 + _APART] if _worth_comparing(left, other, corpus)), None)
        if right is not None:
            mine, other = _product(left, corpus), _product(right, corpus)
            yield "compare", f"How does {mine} compare with {other} on {metric(left)}?", left


def _worth_comparing(left: Figure, right: Figure, corpus: Corpus) -> bool:
    alike = left.document == right.document and (left.kind is not None or left.row is not None)
    alike = alike and left.quantity.unit == right.quantity.unit and same_metric(left, right)
    alike = alike and not _trails_off(left.metric) and left.metric == metric(left)
    return alike and not corpus.lexicon.related(_product(left, corpus), _product(right, corpus))


def _lookups(corpus: Corpus) -> Iterator[tuple[str, str, Figure]]:
    for figure in corpus.figures:
        if not _named(figure, corpus) or not _short(metric(figure)) or figure.column or figure.milestone:
            continue
        if _trails_off(figure.metric):
            continue
        counted = figure.quantity.dimension == "count" and figure.quantity.low > _FEW and metric(figure).endswith("s")
        if counted and figure.kind and fold(figure.quantity.unit) in fold(metric(figure)):
            yield "count", f"How many {metric(figure)} does {_product(figure, corpus)} have?", figure
        elif (
            figure.kind
            and figure.metric == metric(figure)
            and not _inflected(figure.metric)
            and figure.quantity.dimension in ("money", "share", "duration")
        ):
            yield figure.quantity.dimension, f"What is the {metric(figure)} of {_product(figure, corpus)}?", figure


def _trails_off(phrase: str) -> bool:
    """Say whether a phrase ends in a word that wants another: "workforce over the"."""
    return fold(phrase).split()[-1:] != [] and fold(phrase).split()[-1] in stop_words()


def _inflected(phrase: str) -> bool:
    """Say whether a phrase ends in what somebody does: "buys"."""
    last = fold(phrase).split()[-1:]
    return bool(last) and base_of(last[0]) not in (None, last[0])


def _named(figure: Figure, corpus: Corpus) -> bool:
    return bool(_who(figure, corpus))


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


def _short(text: str) -> bool:
    return 3 <= len(text) <= _LONGEST_PHRASE and text[:1].islower()
