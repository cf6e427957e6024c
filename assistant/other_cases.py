"""What is told of another of the sort that an article is about: a second railway beside its own.

"How long is the line?" asks of the line that the article is about, though "the Harl line" is the only one that it calls
by that word beside the figure. What only the other one has is still told where nothing points to the article's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.corpus import Corpus
from assistant.owned import Check, other_owners
from assistant.ownership import whose
from assistant.types import Question
from assistant.words import fold, stem, stop_words, vocabulary
from documents.figures.types import Figure

__all__ = ["Check", "others"]

_DEFINITE = re.compile(r"\bthe ([a-z-]+)\b")
_CALLED = re.compile(r" ([a-z][a-z-]+)\b")
_OTHERS = frozenset({"compare", "extreme", "rank", "sum", "average", "count"})


@dataclass(frozen=True, slots=True)
class _Cases:
    nouns: frozenset[str]  # stems of what the article's own subject is called: "line", "railway"
    others: frozenset[Figure]  # figures of another one that is called so
    outdone: frozenset[Figure]  # those of them which measure what is told of the article's own as well


def others(question: Question, corpus: Corpus) -> list[Check]:
    """Return what a figure lacks that is another owner's or of another case, with how that is told."""
    return other_owners(question, corpus) + _other_cases(question, corpus)


def _other_cases(question: Question, corpus: Corpus) -> list[Check]:
    """Return what a figure of another case lacks where a question names nobody, with how that is told."""
    meant = _meant(question)
    return [] if meant is None else [("part", lambda trait: _of_other(trait.figure, meant, corpus))]


def tells_of_other(question: Question, document: str, sentence: int, corpus: Corpus) -> bool:
    """Say whether all figures of a sentence are of another case than the one that a question means."""
    meant, figures = _meant(question), corpus.by_sentence.get((document, sentence), ())
    return meant is not None and bool(figures) and all(_of_other(figure, meant, corpus) for figure in figures)


def _meant(question: Question) -> frozenset[str] | None:
    """Return the stems of what a question calls "the line", None where it names somebody or asks of several."""
    folded = fold(question.standalone)
    if question.whole.names or any(focus.names for focus in question.foci) or question.operation in _OTHERS:
        return None
    if set(folded.split()) & set(vocabulary("words")["other_side"]["words"]):
        return None
    return frozenset(stem(word) for word in _DEFINITE.findall(folded))


def _of_other(figure: Figure, meant: frozenset[str], corpus: Corpus) -> bool:
    told: _Cases = corpus.once(_cases, figure.document)
    return figure in (told.outdone if meant.isdisjoint(told.nouns) else told.others)


def _cases(document: str, corpus: Corpus) -> _Cases:
    """Read the cases of an article once for all questions."""
    text = corpus.documents[document].text
    called: dict[str, set[str]] = {}
    for mention in corpus.lexicon.mentions(text):
        noun = _CALLED.match(text, mention.end)
        if noun and noun[1] not in stop_words() and fold(text[mention.start - 4 : mention.start]) == "the ":
            called.setdefault(mention.name, set()).add(stem(noun[1]))
    mains = frozenset(corpus.main_names(document))
    nouns = frozenset(noun for name in mains for noun in called.get(name, ()))
    own = frozenset(name for name in called if any(corpus.lexicon.related(name, main) for main in mains))
    beside = frozenset(name for name, words in called.items() if words & nouns) - own
    if not beside:
        return _Cases(nouns, frozenset(), frozenset())
    figures = corpus.of(document)
    others = frozenset(figure for figure in figures if _of(figure, beside, corpus))
    known = {_measure(figure) for figure in figures if figure not in others}
    return _Cases(nouns, others, frozenset(f for f in others if _measure(f) in known))


def _of(figure: Figure, names: Iterable[str], corpus: Corpus) -> bool:
    listed = corpus.once(whose, figure).listed
    return figure.column is None and bool(listed) and listed <= frozenset(names)


def _measure(figure: Figure) -> tuple[str, str]:
    """Return what tells whether two figures measure the same of two things."""
    quantity = figure.quantity
    if quantity.dimension == "count":
        return "count", quantity.unit or stem(figure.metric.split()[-1] if figure.metric else quantity.surface)
    return quantity.dimension, figure.kind or figure.metric
