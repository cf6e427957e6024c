"""Lists that an article gives sentence by sentence: "Three things changed. First, ..."."""

from __future__ import annotations

import re
from functools import cache

from assistant.replies.case import ENOUGH, Case, quoting
from assistant.types import Draft, Evidence
from assistant.words import fold, stem, stems, vocabulary
from documents.figures.quantities import quantities

_MOST = 8
_FOLLOWING = 3  # sentences after one that names a list and does not count it
_OPENING_WORDS = 12
_PLURAL = re.compile(r"\W*(?:the |its |their |his |her |our )?(?:[\w-]+ ){0,2}?([\w-]+s) (?:are|were|remain)\b")
_ORDINAL = re.compile(
    r"\W*(?:and |but )?(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|finally|last"
    r"|lastly|next|then|one|another|a (?:second|third|fourth))\b"
)


@cache
def _general() -> frozenset[str]:
    return frozenset(stem(word) for word in vocabulary("replies")["announced"]["nouns"])


def enumeration(case: Case) -> Draft | None:
    """Return the sentences that a sentence announces or that count themselves, in the order of the article."""
    pool = [e for e in case.evidence[:12] if not e.missing and (e.coverage >= ENOUGH or not case.question.whole.terms)]
    for found in pool[:4]:
        chosen = announced(case, found) or _counted(case, found) or _answer(case, found)
        if len(chosen) > 1:
            return quoting(case, *chosen)
    return None


def announced(case: Case, found: Evidence) -> list[Evidence]:
    """Return the sentences after "Three things changed": as many as it says."""
    text = case.text(found)
    asked = {t.stem for t in case.question.whole.terms}
    counts = [
        int(q.low)
        for q in quantities(text)
        if q.low == q.high and 1 < q.low <= _MOST and q.low == int(q.low)
        and (set(stems(q.surface)) | set(stems(text[q.span.end : q.span.end + 30])[:2])) & (asked | _general())
    ]  # fmt: skip
    return sentences_after(case, found, counts[0]) if counts else _opened(case, found)


def _opened(case: Case, found: Evidence) -> list[Evidence]:
    """Return a short sentence on what is asked for in the plural and those after it: "The risks are as large. ..."."""
    text = case.text(found)
    head = _PLURAL.match(fold(text))
    asked = {t.stem for t in case.question.whole.terms}
    if head is None or stem(head.group(1)) not in asked or len(text.split()) > _OPENING_WORDS:
        return []
    after = [e for e in _after(case, found, _FOLLOWING) if case.sentence(e).block == case.sentence(found).block]
    return [found, *after] if len(after) > 1 else []


def sentences_after(case: Case, found: Evidence, count: int) -> list[Evidence]:
    """Return the sentences after one, as many as it announces: those that count themselves, else the next ones."""
    after = _after(case, found, count + 4)
    numbered = [e for e in after if _ORDINAL.match(fold(case.text(e)))]
    if len(numbered) >= count:
        return numbered[:count]
    return after[:count] if len(after) >= count and not case.text(found).rstrip().endswith(":") else []


def _counted(case: Case, found: Evidence) -> list[Evidence]:
    """Return the sentences that open with "First", "Second", "Finally", where the one found is among them."""
    if not _ORDINAL.match(fold(case.text(found))):
        return []
    block = case.sentence(found).block
    document = case.corpus.documents[found.document]
    own = [case.at(found.document, i) for i, s in enumerate(document.sentences) if s.block == block]
    return [e for e in own if _ORDINAL.match(fold(case.text(e)))][:_MOST]


def _answer(case: Case, found: Evidence) -> list[Evidence]:
    """Return what an interviewer is answered, where the question found is the reader's."""
    turn = case.turn_of(found)
    if turn is None or turn.coverage < ENOUGH:
        return []
    own = list(case.answered_by(turn, _MOST // 2))
    return (announced(case, own[0]) or own) if own else []


def _after(case: Case, found: Evidence, count: int) -> list[Evidence]:
    """Return the sentences after one: of its paragraph, else the first ones of the paragraphs below."""
    document = case.corpus.documents[found.document]
    own = case.sentence(found)
    rest = [
        i for i in range(found.sentence + 1, len(document.sentences)) if document.sentences[i].section == own.section
    ]
    same = [i for i in rest if document.sentences[i].block == own.block]
    if not same:
        blocks = list(dict.fromkeys(document.sentences[i].block for i in rest))
        same = [next(i for i in rest if document.sentences[i].block == block) for block in blocks]
    return [case.at(found.document, i) for i in same[:count]]
