"""Which stated whole and which of its parts a question speaks of: the common ground of share and remainder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.agreement import TELLING, period_fit
from assistant.corpus import Corpus
from assistant.ownership import MET, name_match
from assistant.splitting import Split, splits
from assistant.types import Focus, Question, Term
from documents.figures.types import Figure

# Of the question's words that tell its matter, the share that whole and part must meet between them.
_ENOUGH = 0.6
_CLOSE = 0.8  # a word met so nearly stands in the figure's own clause, subject or metric
_AROUND = 0.3  # one met so nearly stands in its sentence, the sentence before or the heading


@dataclass(frozen=True, slots=True)
class Parting:
    """A split that a question speaks of, its parts in the order in which the question's words meet them."""

    split: Split
    named: tuple[Figure, ...]  # the parts that words of the question name which the whole's own do not
    fit: float


def partings(question: Question, corpus: Corpus) -> tuple[Parting, ...]:
    """Return the splits that the question's words, names and periods meet, best first, ties in text order."""
    found = [p for split in splits(corpus) if (p := _parting(question.whole, split, corpus)) is not None]
    return tuple(sorted(found, key=lambda parting: -parting.fit))


def met(terms: Iterable[Term], figures: Iterable[Figure], corpus: Corpus) -> float:
    """Return the share of the words that one of the figures meets in its place, 0 to 1; 1 without words."""
    profiles = [corpus.figure(figure) for figure in figures]
    total = told = 0.0
    for term in terms:
        best = max(profile.match(term) for profile in profiles)
        total += term.weight
        told += term.weight * (best if best >= _AROUND else 0.0)
    return told / total if total else 1.0


def telling(focus: Focus) -> tuple[Term, ...]:
    """Return the words that say what a question is about."""
    return tuple(term for term in focus.terms if term.weight >= TELLING)


def _parting(focus: Focus, split: Split, corpus: Corpus) -> Parting | None:
    terms, figures = telling(focus), (split.whole, *split.parts)
    fit = met(terms, figures, corpus)
    if not terms or fit < _ENOUGH or not _of_names(focus, figures, corpus) or _other_time(focus, figures, corpus):
        return None
    return Parting(split, _named(focus, split, corpus), round(fit, 6))


def _named(focus: Focus, split: Split, corpus: Corpus) -> tuple[Figure, ...]:
    """Return the parts that the question names, those that meet more of its words first."""
    whole = corpus.figure(split.whole)
    scored: list[tuple[float, Figure]] = []
    for part in split.parts:
        own = corpus.figure(part)
        terms = [t for t in telling(focus) if own.match(t) >= _CLOSE and own.match(t) > whole.match(t)]
        names = [n for n in focus.names if own.names.get(n, 0.0) >= _CLOSE and whole.names.get(n, 0.0) < _CLOSE]
        scored.append((sum(term.weight for term in terms) + len(names), part))
    return tuple(part for score, part in sorted(scored, key=lambda pair: -pair[0]) if score > 0)


def _of_names(focus: Focus, figures: tuple[Figure, ...], corpus: Corpus) -> bool:
    profiles = [corpus.figure(figure) for figure in figures]
    main = corpus.main_names(figures[0].document)
    return all(
        name in main or any(name_match(name, profile, corpus) >= MET for profile in profiles) for name in focus.names
    )


def _other_time(focus: Focus, figures: tuple[Figure, ...], corpus: Corpus) -> bool:
    fits = [period_fit(focus, corpus.period(figure), corpus.lexicon.words) for figure in figures]
    return bool(focus.periods) and max(fits) < 0
