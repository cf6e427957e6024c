"""What an amount leaves once another is paid out of it: "what is left of the profit after interest?"."""

from __future__ import annotations

import re

from assistant.agreement import TELLING
from assistant.changing import followed_by
from assistant.corpus import Corpus
from assistant.operands import Candidate
from assistant.operations.base import Operands, comparable
from assistant.own_words import own_words
from assistant.relatedness import one_owner
from assistant.spans import spans
from assistant.types import Question, Term
from assistant.words import fold, same_idea, stems
from documents.figures.types import Figure

_AFTER = re.compile(
    r"\b(?:left|remains?|remained|remaining) (?:over )?(?:of|from) (?P<whole>.{3,60}?)"
    r"\b(?:after|once|without|less|minus)\b(?P<part>.{3,60})$"
    r"|\bhow much of (?P<whole2>.{3,60}?) (?:is|was|are|were) left (?:over )?(?:after|once)\b(?P<part2>.{3,60})$"
)


def deducted(question: Question, operands: Operands) -> tuple[Figure, Figure] | None:
    """Return the amount and what is taken off it, each told by all of its own words, of one owner and one time."""
    match = _AFTER.search(fold(question.standalone))
    if match is None or len(question.whole.names) > 1:
        return None
    whole, part = (
        [t for t in question.whole.terms if t.weight >= TELLING and t.text in (match[name] or match[f"{name}2"] or "")]
        for name in ("whole", "part")
    )
    if not whole or not part:
        return None
    corpus = operands.corpus
    able = [c for c in operands.whole if _able(c, corpus) and _of_whom(question, c.figure, corpus)]
    starts = [c.figure for c in able if all(_called(term, c.figure) for term in whole)]
    taken = [c.figure for c in able if all(_told(term, c.figure, corpus) for term in part)]
    pairs = [(a, b) for a in starts for b in taken if _of_one(a, b, corpus)]
    if len({b.quantity.low for _, b in pairs}) != 1:
        return None
    return pairs[0]


def _able(candidate: Candidate, corpus: Corpus) -> bool:
    figure = candidate.figure
    money = figure.quantity.dimension == "money" and figure.status == "actual" and figure not in corpus.changes
    other = any(lack.startswith("name:") or lack == "period" for lack in candidate.lacks)
    return money and not other and followed_by(figure, corpus) is None


def _of_whom(question: Question, figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure is of the very name that is asked of: a rival's is of both that the sentence names."""
    own = {mention.name for mention in corpus.lexicon.mentions(figure.subject or "")}
    return not own or not question.whole.names or not own.isdisjoint(question.whole.names)


def _called(term: Term, figure: Figure) -> bool:
    own = {*own_words(figure).all.stems, *stems((figure.kind or "").replace("_", " "))}
    return any(term.stem == s or same_idea(term.stem, s) for s in own)


def _told(term: Term, figure: Figure, corpus: Corpus) -> bool:
    """Say whether a word is the figure's own or stands right around it: "paid 36 million in interest"."""
    text = corpus.documents[figure.document].text
    start, end = figure.quantity.span.start, figure.quantity.span.end
    around = {*stems(_JOINT.split(text[max(0, start - _NEAR) : start])[-1])}
    around |= {*stems(_JOINT.split(text[end : end + _NEAR])[0])}
    return _called(term, figure) or term.stem in around


_NEAR = 25
_JOINT = re.compile(r"[,;.]|\band\b|\d")


def _of_one(whole: Figure, part: Figure, corpus: Corpus) -> bool:
    if whole == part or not comparable(whole, part) or part.quantity.high > whole.quantity.low:
        return False
    mine, other = whole.period, part.period
    apart = mine is not None and other is not None and (mine.end < other.start or other.end < mine.start)
    return not apart and spans(whole, part) is None and one_owner(whole, part, corpus)
