"""Answers that are sentences: the statement that fits, the reason, the author's judgement."""

from __future__ import annotations

import re
from functools import cache

from assistant.replies.case import ENOUGH, Case, quoting
from assistant.types import Draft, Evidence
from assistant.words import fold, vocabulary

# What a causal word adds to a sentence's score when a reason is wanted.
_STRONG, _WEAK = 0.14, 0.07
# The sentence before often holds the cause of what the best sentence tells.
_NEIGHBOUR = 0.06
_VERDICT = 0.25


def statement(case: Case) -> Draft | None:
    """Return the sentence that says what is asked, with a second one where it fits as well."""
    best = case.best(2)
    if not best:
        return None
    if len(best) == 2 and best[0].score - best[1].score < 0.03 and best[0].document == best[1].document:
        return quoting(case, *sorted(best, key=lambda e: e.sentence))
    return quoting(case, best[0])


def reason(case: Case) -> Draft | None:
    """Return the sentence that gives the cause, and the sentence it follows on where that one holds the topic."""
    pool = [e for e in case.evidence[:25] if not e.missing]
    if not pool or pool[0].coverage < ENOUGH:
        return None
    lifted: dict[tuple[str, int], float] = {}
    for found in pool:
        lifted[found.document, found.sentence] = found.score + _causal(case.text(found))
    for found in pool[:3]:
        for offset in (-1, 1):
            beside = case.near(found, offset)
            if beside is not None:
                score = max(found.score - _NEIGHBOUR, beside.score) + _causal(case.text(beside))
                key = (beside.document, beside.sentence)
                lifted[key] = max(lifted.get(key, 0.0), score)
    order = sorted(lifted, key=lambda key: (-lifted[key], key))
    cause = _at(case, order[0])
    topic = pool[0]
    if (topic.document, topic.sentence) == (cause.document, cause.sentence):
        second = _at(case, order[1]) if len(order) > 1 and lifted[order[1]] > lifted[order[0]] - 0.04 else None
        return quoting(case, *([cause, second] if second else [cause]))
    return quoting(case, *sorted((cause, topic), key=lambda e: (e.document, e.sentence)))


def opinion(case: Case) -> Draft | None:
    """Return the author's own judgement on what is asked, attributed."""
    pool = [e for e in case.evidence[:40] if not e.missing]
    if not pool:
        return None
    best = max(pool, key=lambda e: (round(e.score + _weighing(case, e), 9), -e.sentence))
    if best.coverage < ENOUGH / 2 and _weighing(case, best) == 0:
        return None
    after = case.near(best, 1)
    found = [best]
    if after is not None and _weighing(case, after) > 0 and after.score > best.score - 0.1:
        found.append(after)
    words = " ".join(f"{case.text(e)} {{{i}}}" for i, e in enumerate(found))
    return quoting(case, *found, text=f"The author writes: {words}")


def _at(case: Case, key: tuple[str, int]) -> Evidence:
    return next(e for e in case.evidence if (e.document, e.sentence) == key)


def _causal(text: str) -> float:
    folded = f" {fold(text)} "
    if any(f" {cue} " in folded for cue in vocabulary("replies")["cause"]["strong"]):
        return _STRONG
    return _WEAK if any(f" {cue} " in folded for cue in vocabulary("replies")["cause"]["weak"]) else 0.0


def _weighing(case: Case, found: Evidence) -> float:
    """Return how much a sentence reads as a judgement: its heading says so, and its words."""
    document = case.corpus.documents[found.document]
    headings = fold(" ".join(document.sections[case.sentence(found).section].path))
    score = _VERDICT if _phrases("headings").search(headings) else 0.0
    return score + (_WEAK if _phrases("cues").search(fold(case.text(found))) else 0.0)


@cache
def _phrases(key: str) -> re.Pattern[str]:
    words = sorted(vocabulary("replies")["judgement"][key], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")
