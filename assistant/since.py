"""What a level has changed by since a time that a question sets it against: "compared with the same months of 2023".

The time names the level before; the level after is that of the same sentence, whatever its own time is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asked_focus import asks_change
from assistant.changing import Move, moves
from assistant.corpus import Corpus
from assistant.operands import Candidate
from assistant.relatedness import speaks_of
from assistant.types import Question
from assistant.words import fold

_SPAN = r"(?:months?|periods?|weeks?|quarters?|halves|half(?:[- ]year)?|season|time|days?|year)"
_SAME = rf"(?:the )?(?:(?:same|previous|prior|preceding|corresponding|equivalent) (?:[a-z]+ )?{_SPAN}|{_SPAN})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_EARLIER = r"(?:(?:a|one|the) year (?:before|earlier|ago|previously)|(?:the )?(?:previous|prior|preceding|last) year)"
_SINCE = re.compile(
    r"\b(?:compared (?:with|to)|against|versus|vs\.?|relative to|over|on|from|than)(?: (?:in|during|for|it was))?"
    rf" (?:(?:{_SAME} (?:(?:of|in) )?)?(?:{_YEAR}|{_EARLIER})|(?:the )?same {_SPAN} (?:of )?last year)\W*$"
)
_YEAR_BACK = re.compile(r"\byear (?:before|earlier|ago|previously)\b|\b(?:previous|prior|preceding) year\b")
_LAST_YEAR = re.compile(r"\blast year\b")
_EARLY = 4  # until this month an undated result may still be that of the year before


def since_then(question: Question, candidates: Sequence[Candidate], corpus: Corpus) -> Move | None:
    """Return the change from the time that a question sets a level against, None where it names none or none is told.

    A level whose sentence does not say what year it is of may be that of the year before the article's.
    """
    match = _SINCE.search(fold(question.standalone))
    if match is None or not (asks_change(question) or " than " in match.group() or "than " in match.group()[:5]):
        return None
    able = {c.figure: c.score for c in candidates if set(c.lacks) <= {"period"}}
    known = [m for m in moves(corpus) if m.before in able and m.after in able]
    known = [m for m in known if speaks_of(question.whole, (m.before, m.after), corpus)]
    if match["year"] is not None:
        known = [m for m in known if int(match["year"]) in _years(m, corpus)]
    return max(known, key=lambda m: round(able[m.before] + able[m.after], 9)) if known else None


def _years(move: Move, corpus: Corpus) -> frozenset[int]:
    """Return the years that the level before a change can be of."""
    if (then := move.before.period) is not None:
        return frozenset(range(int(then.start[:4]), min(int(then.end[:4]), int(then.start[:4]) + 1) + 1))
    article = corpus.documents[move.after.document]
    text = fold(corpus.text(move.after.document, move.after.sentence))
    if (now := move.after.period) is not None:
        return frozenset((int(now.end[:4]) - 1,)) if _YEAR_BACK.search(text) else frozenset()
    published = article.published or ""
    if not published[:4].isdecimal():
        return frozenset()
    year = int(published[:4])
    if _LAST_YEAR.search(text):
        return frozenset((year - 2,))
    return frozenset((year - 1, year - 2)) if int(published[5:7]) <= _EARLY else frozenset((year - 1,))
