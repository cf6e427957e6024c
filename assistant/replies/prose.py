"""Answers that are sentences: the statement that fits, the reason, the author's judgement."""

from __future__ import annotations

import re
from functools import cache

from assistant.replies.case import ENOUGH, Case, quoting
from assistant.types import Draft, Evidence
from assistant.words import fold, vocabulary
from documents.types import Document

# What a causal word adds to a sentence's score when a reason is wanted.
_STRONG, _WEAK = 0.14, 0.07
# A cause stands in the same paragraph, at most this many sentences away; its words count less than that it is a cause.
_REACH = 4
_PULL = 0.4
_VERDICT = 0.25
_ASIDE = 0.2  # of the verdict's pull, where the question is not about how it will all end
_LAST = 0.15  # an author's last words on a matter weigh most


_OUTCOME = re.compile(
    r"\b(?:win|wins|succeed|succeeds|fail|fails|survive|outcome|future|verdict|conclu\w+|optimistic|pessimistic"
    r"|end well|work out|prevail|last|judge?ment|overall|final)\b"
)


def statement(case: Case) -> Draft | None:
    """Return the sentence that says what is asked, with a second one where it fits as well."""
    best = case.best(2)
    if not best:
        return None
    if len(best) == 2 and best[0].score - best[1].score < 0.03 and best[0].document == best[1].document:
        return quoting(case, *sorted(best, key=lambda e: e.sentence))
    return quoting(case, best[0])


def reason(case: Case) -> Draft | None:
    """Return the sentence on the topic and the one beside it that gives the cause, in the order of the article."""
    pool = [e for e in case.evidence[:25] if not e.missing]
    if not pool or pool[0].coverage < ENOUGH:
        return None
    topic = pool[0]
    beside = [e for offset in range(-_REACH, _REACH + 1) if offset and (e := case.near(topic, offset)) is not None]
    own = [e for e in beside if case.sentence(e).block == case.sentence(topic).block]
    if not own:  # a list item, or a paragraph of one sentence: the cause stands elsewhere in the section
        own = [e for e in beside if not e.missing]
    lifted = [(round(_PULL * e.score + _causal(case.text(e)), 9), -abs(e.sentence - topic.sentence), e) for e in own]
    if not lifted:
        return quoting(case, topic)
    cause = max(lifted, key=lambda entry: entry[:2])[2]
    if _causal(case.text(topic)) == _STRONG:
        return quoting(case, topic)
    first, last = sorted((cause, topic), key=lambda e: e.sentence)
    between = case.near(first, 1) if last.sentence - first.sentence == 2 else None
    return quoting(case, *([first, between, last] if between is not None else [first, last]))


def opinion(case: Case) -> Draft | None:
    """Return the author's own judgement on what is asked, attributed."""
    outcome = _OUTCOME.search(fold(case.question.standalone)) is not None
    pool = [e for e in (case.evidence if outcome else case.evidence[:40]) if not e.missing]
    if not pool:
        return None
    weight = 1.0 if outcome else _ASIDE
    best = max(pool, key=lambda e: (round(e.score + weight * _weighing(case, e), 9), -e.sentence))
    if best.coverage < ENOUGH / 2 and _weighing(case, best) == 0:
        return None
    after = case.near(best, 1)
    found = [best]
    if after is not None and _weighing(case, after) > 0 and after.score > best.score - 0.1:
        found.append(after)
    words = " ".join(f"{case.text(e)} {{{i}}}" for i, e in enumerate(found))
    return quoting(case, *found, text=f"The author writes: {words}")


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
    score += _WEAK if _phrases("cues").search(fold(case.text(found))) else 0.0
    return score + (_LAST if score and _is_last_block(document, found.sentence) else 0.0)


def _is_last_block(document: Document, sentence: int) -> bool:
    """Say whether a sentence stands in the last paragraph of its section."""
    own = document.sentences[sentence]
    later = (s for s in document.sentences[sentence + 1 :] if s.section == own.section)
    return all(s.block == own.block for s in later)


@cache
def _phrases(key: str) -> re.Pattern[str]:
    words = sorted(vocabulary("replies")["judgement"][key], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")
