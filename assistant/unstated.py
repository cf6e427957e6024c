"""A figure that the article does not state but implies: found like a stated one, answered by a calculation."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.agreement import TELLING, own_fit, same_metric
from assistant.display import capital, stated
from assistant.implied import Implied, expression
from assistant.labels import said
from assistant.operands import STATED, Candidate
from assistant.operations.working import working
from assistant.own_words import own_words
from assistant.relatedness import telling
from assistant.replies.case import Case
from assistant.types import Calculation
from assistant.words import WordSet, content, fold, same_idea, stems, tokens
from documents.figures.relations import says_earlier
from documents.figures.verbs import base_of

# A stated figure is preferred unless the implied one fits better by this much.
_MARGIN = 0.02
_UNIVERSAL = frozenset(("all", "total", "overall", "entire", "whole", "combined"))
_SHORT = 60  # characters of the article's words beside a result
_LOOSE = ("rate", "per_unit", "share", "implied_value", "average", "sum")  # also asked for by chance
_WHOLE = re.compile(r"\b(?:in all|in total|altogether|overall|total)\b")
_KINDS = ("any", "count", "money", "measure", "share", "duration", "factor", "points")


def unstated(case: Case) -> Calculation | None:
    """Return the implied figure that the question asks for, None where a stated one fits as well or none does."""
    if case.question.expects not in _KINDS or case.question.unknown or case.question.operation not in (None, *_LOOSE):
        return None
    best = next((c for c in case.implied if (c.fits or _vouched(case, c)) and _asked(case, c)), None)
    if best is None:
        return None
    found = case.corpus.implied[best.figure]
    rival = next((c for c in case.figures if c.fits), None)
    if rival is not None and rival.figure not in (found.relation.base, found.relation.change):
        whole = case.question.whole
        own = own_fit(telling(whole), WordSet.of(term.stem for term in whole.terms).meets, own_words(rival.figure))
        alike = same_metric(rival.figure, best.figure) or own >= best.own
        if alike and rival.score > best.score - _MARGIN and not _told_apart(case, rival, best):
            return None
    return _calculation(found, _about(case, best))


def _vouched(case: Case, candidate: Candidate) -> bool:
    """Say whether only a word is lacking, and the stated level that implies the figure is what fits best."""
    relation = case.corpus.implied[candidate.figure].relation
    top = next((c for c in case.figures if c.fits), None)
    return (
        candidate.lacks == ("words",)
        and candidate.words >= STATED
        and top is not None
        and top.figure in (relation.base, relation.change)
    )


def _told_apart(case: Case, rival: Candidate, best: Candidate) -> bool:
    """Say whether the question names a time that only the implied figure is of."""
    return rival.figure.period is None and best.figure.period is not None and bool(case.question.whole.periods)


def _asked(case: Case, candidate: Candidate) -> bool:
    """Say whether the question tells the implied level from the stated one: by its words, or by an earlier time."""
    question, found = case.question, case.corpus.implied[candidate.figure]
    base = found.relation.base
    document = case.corpus.documents[base.document]
    own = candidate.figure.period
    if own is not None and own != base.period and any(p.start == own.start for p in question.whole.periods):
        return True
    if found.relation.earlier:
        return not question.whole.periods and says_earlier(question.standalone)
    if found.relation.how == "times" and (whole := _whole_of(found, case)):
        if not _asks_whole(case, found, whole):
            return False
    elif found.relation.how == "times" and _WHOLE.search(fold(question.standalone)) is not None:
        return True  # "84 toys, 35% of all": how many in all?
    told = document.quote(found.relation.words)
    words = set(stems(told)) - set(stems(base.metric))
    if found.relation.how == "part":  # of a whole market for beer, "dark beer" is told apart by "dark" alone
        words -= set(stems(base.subject or "")) - _called_alike(told, question.standalone)
    terms = [t for t in question.whole.terms if t.weight >= TELLING]
    named = any(m.name in question.whole.names for m in case.corpus.lexicon.mentions(candidate.figure.subject or ""))
    theirs = candidate.figure.subject != base.subject and named
    return theirs or any(t.stem in words or any(same_idea(t.stem, w) for w in words) for t in terms)


def _called_alike(told: str, asked: str) -> set[str]:
    """Return the stems that stand behind the same word in both texts, as "beer" does behind "dark"."""
    pairs = [{(fold(a.text), b.stem) for a, b in pairwise(tokens(text))} for text in (told, asked)]
    return {after for _, after in pairs[0] & pairs[1]}


def _whole_of(found: Implied, case: Case) -> frozenset[str]:
    """Return what the whole of a stated share is called where that is another name than its part's: "its staff"."""
    base = found.relation.base
    article = case.corpus.documents[base.document]
    if found.relation.change.quantity.dimension != "share":
        return frozenset()
    part = {*stems(base.metric), *stems(base.quantity.surface), *stems(base.quantity.unit)}
    words = content(article.quote(found.relation.words))
    told = frozenset(token.stem for token in words if fold(token.text) not in _UNIVERSAL)
    return frozenset() if told & part else told  # "the toys that the firm makes" are toys, too


def _asks_whole(case: Case, found: Implied, whole: frozenset[str]) -> bool:
    """Say whether a question asks for the whole by its name, and not for what was done to the part.

    Of "laid off 1,900 people, about 8% of its staff" the staff may be asked for, and not how many were laid off.
    """
    base = found.relation.base
    article = case.corpus.documents[base.document]
    clause = base.clause or article.sentences[base.sentence].span
    before = stems(article.text[clause.start : base.quantity.span.start])
    terms = [term for term in case.question.whole.terms if term.weight >= TELLING]
    named = [term for term in terms if term.stem in whole or any(same_idea(term.stem, word) for word in whole)]
    done = [term for term in terms if term not in named and _is_verb(term.text) and term.stem in before]
    return bool(named) and not done


def _is_verb(word: str) -> bool:
    return base_of(fold(word)) is not None


def _about(case: Case, candidate: Candidate) -> str:
    article = case.corpus.documents[candidate.figure.document]
    words = " ".join(article.quote(case.corpus.implied[candidate.figure].relation.words).split())
    return words if len(words) <= _SHORT else ""


def _calculation(found: Implied, words: str) -> Calculation | None:
    """Return the calculation of an implied level; `words` are the article's own for it, "" where there are none."""
    base, change = found.relation.base, found.relation.change
    work = working((base, change), expression(found.relation))
    if work is None:
        return None
    told = f"the article gives {said(base)} {{0}} and {stated(change.quantity)} {{1}}"
    about = f" ({words})" if words else ""
    return work.calculation("implied_value", f"{capital(work.surface)}{about}: {told}.")
