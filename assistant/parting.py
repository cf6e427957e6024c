"""Which stated whole and which of its parts a question speaks of: the common ground of share and remainder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.agreement import period_fit
from assistant.corpus import Corpus
from assistant.operands import DECISIVE
from assistant.ownership import MET, name_match
from assistant.relatedness import met, telling
from assistant.splitting import Split, splits, stretch
from assistant.types import Focus, Question, Term
from assistant.words import fold, same_idea, stem, stems
from documents.figures.types import Figure

# Of the question's words that tell its matter, the share that whole and part must meet between them.
_ENOUGH = 0.6
_CLOSE = 0.8  # a word met so nearly stands in the figure's own clause, subject or metric

_PAYS = re.compile(
    r"\b(?:do|does|did|will|would|must) (?:the |its |their |an? )?(?!it\b|they\b|he\b|she\b|we\b|you\b)([\w-]+) "
    r"(?:pay|cover|fund|finance|bear|contribute|give)\b"
)


@dataclass(frozen=True, slots=True)
class Parting:
    """A split that a question speaks of, its parts in the order in which the question's words meet them."""

    split: Split
    named: tuple[Figure, ...]  # the parts that words of the question name which the whole's own do not
    fit: float


def partings(question: Question, corpus: Corpus) -> tuple[Parting, ...]:
    """Return the splits that the question's words, names and periods meet, best first, ties in text order."""
    found = [p for split in splits(corpus) if (p := _parting(question.whole, split, corpus)) is not None]
    found = [p for p in found if not paid_by_another(question, p.split.parts, corpus)]
    return tuple(sorted(found, key=lambda parting: -parting.fit))


def _parting(focus: Focus, split: Split, corpus: Corpus) -> Parting | None:
    terms, figures = telling(focus), (split.whole, *split.parts)
    fit = met(terms, figures, corpus)
    if any(term.cost >= DECISIVE and not corpus.lexicon.speaks_of(term.stem) for term in terms):
        return None  # paid "by the insurer", of whom nothing is said
    if not terms or fit < _ENOUGH or not _of_names(focus, figures, corpus) or _other_time(focus, figures, corpus):
        return None
    return Parting(split, _named(focus, split, corpus), round(fit, 6))


def paid_by_another(question: Question, parts: Iterable[Figure], corpus: Corpus) -> bool:
    """Say whether a question asks what somebody pays who pays none of the parts: "what does the town pay?"."""
    match = _PAYS.search(fold(question.standalone))
    if match is None or corpus.lexicon.mentions(question.standalone[match.start(1) : match.end(1)], asked=True):
        return False  # names are weighed where figures are ranked
    payer = stem(match.group(1))
    held = {s for part in parts for s in stems(part.subject or "")}
    return payer not in held and not any(same_idea(payer, other) for other in held)


def _named(focus: Focus, split: Split, corpus: Corpus) -> tuple[Figure, ...]:
    """Return the parts that the question names by words that the whole's own do not meet, those met best first."""
    whole = corpus.figure(split.whole)
    scored: list[tuple[float, Figure]] = []
    measured = [part.metric for part in split.parts]
    # "Bread | brought in | 44 million, cakes 24 million": the verb that is left out further on tells no part.
    common = {s for metric in measured if measured.count(metric) > 1 for s in stems(metric)}
    for part in split.parts:
        own = stretch(part, split, corpus)
        held = set(stems(own)) - common
        terms = [t for t in telling(focus) if _holds(held, t) and whole.match(t) < _CLOSE]
        named = {mention.name for mention in corpus.lexicon.mentions(own)}
        names = [n for n in focus.names if n in named and whole.names.get(n, 0.0) < _CLOSE]
        scored.append((sum(term.weight for term in terms) + len(names), part))
    return tuple(part for score, part in sorted(scored, key=lambda pair: -pair[0]) if score > 0)


def _holds(stems_: set[str], term: Term) -> bool:
    return term.stem in stems_ or any(same_idea(term.stem, other) for other in stems_)


def _of_names(focus: Focus, figures: tuple[Figure, ...], corpus: Corpus) -> bool:
    profiles = [corpus.figure(figure) for figure in figures]
    main = corpus.main_names(figures[0].document)
    return all(
        name in main or any(name_match(name, profile, corpus) >= MET for profile in profiles) for name in focus.names
    )


def _other_time(focus: Focus, figures: tuple[Figure, ...], corpus: Corpus) -> bool:
    fits = [period_fit(focus, corpus.period(figure), corpus.lexicon.words) for figure in figures]
    return bool(focus.periods) and max(fits) < 0
