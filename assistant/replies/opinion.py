"""What the author thinks: the sentence that weighs, or the one in which the author speaks of themselves."""

from __future__ import annotations

import re
from functools import cache

from assistant.overview import boilerplate
from assistant.replies.case import ENOUGH, Case, quoting
from assistant.types import Draft, Evidence
from assistant.voices import voices
from assistant.words import fold, vocabulary
from documents.types import Document

_OWN, _CUE = 0.14, 0.07
_VERDICT = 0.25
_ASIDE = 0.2  # of the verdict's pull, where the question is not about how it will all end
_FAR = 0.5  # how much it counts that the words are near, where a verdict need not repeat the question's
_LAST = 0.15  # an author's last words on a matter weigh most
_HIMSELF = 0.15  # "I bought one" tells what the author owns, where others' purchases have the same words
_BRIEF = 9  # words: "What worries us is the fund." wants the next sentence
_BEFORE = 3  # sentences that the author's own words may lead up to

_OUTCOME = re.compile(
    r"\b(?:win|wins|succeed|succeeds|fail|fails|survive|outcome|future|verdict|conclu\w+|optimistic|pessimistic"
    r"|end well|work out|prevail|last|judge?ment|overall|final)\b"
)
_SIDES = re.compile(
    r"\b(?:side|sides|siding|agrees?|sympath\w+|(?:more|most) (?:persuasive|convincing|persuaded|convinced)|closer to"
    r"|persuaded by|convinced by)\b"
)
_TAKES = re.compile(
    r"\b(?:closer|nearer|side|agree|disagree|share|right|wrong|mistaken|persuasive|persuades?|convincing|convinces?"
    r"|sympath\w+|prefer|trust|am with)\b"
)
_QUOTED = re.compile(r'["“][^"“”]*(?:["”]|$)')
_FIRST_PERSON = re.compile(r"\b(?:i|my|mine|myself)\b")
_POINTS_BACK = re.compile(r"\b(?:that|this|these|those|it)\b")


def opinion(case: Case) -> Draft | None:
    """Return the author's own judgement on what is asked, attributed."""
    asked = fold(case.question.standalone)
    if _SIDES.search(asked) and (taken := _side_taken(case)) is not None:
        return _attributed(case, [taken, *_after(case, taken)])
    outcome = _OUTCOME.search(asked) is not None
    pool = [e for e in (case.evidence if outcome else case.evidence[:40]) if not e.missing]
    pool = [e for e in pool if not boilerplate(case.text(e))]
    if not pool:
        return None
    weight = 1.0 if outcome else _ASIDE
    nearness = _FAR if outcome else 1.0
    best = max(
        pool,
        key=lambda e: (round(nearness * e.score + weight * _weighing(case, e) + _of_himself(case, e), 9), -e.sentence),
    )
    if best.coverage < ENOUGH / 2 and _weighing(case, best) == 0:
        return None
    after = case.near(best, 1)
    found = [*_leading(case, best), best]
    brief = len(case.text(best).split()) < _BRIEF
    own = _own_view(case, best)
    if own:
        found.extend(own)
    elif after is not None and (brief or (_weighing(case, after) > 0 and after.score > best.score - 0.1)):
        found.append(after)
    return _attributed(case, found)


def _attributed(case: Case, found: list[Evidence]) -> Draft:
    words = " ".join(f"{case.text(e)} {{{i}}}" for i, e in enumerate(found))
    return quoting(case, *found, text=f"The author writes: {words}")


def _side_taken(case: Case) -> Evidence | None:
    """Return the sentence in which the author sides with somebody, which need not repeat what is disputed."""
    own = [e for e in case.evidence if _is_own(case, e) and _TAKES.search(fold(case.text(e)))]
    taken = [e for e in own if case.corpus.sentence(e.document, e.sentence).names]  # it is somebody that is sided with
    return max(taken, key=lambda e: (round(_FAR * e.score + _weighing(case, e), 9), -e.sentence), default=None)


def _after(case: Case, taken: Evidence) -> list[Evidence]:
    """Return the sentence after it in its paragraph, which tells why."""
    after = case.near(taken, 1)
    return [after] if after is not None and _same_block(case, after, taken) else []


def _is_own(case: Case, found: Evidence) -> bool:
    """Say whether a sentence is the author's own view, not one that somebody tells in an interview or a quotation."""
    text = fold(_QUOTED.sub(" ", case.text(found)))
    return voices(case.corpus, found.document)[found.sentence] is None and bool(_phrases("own").search(text))


def _of_himself(case: Case, found: Evidence) -> float:
    if case.question.expects != "yes_no":
        return 0.0  # what the author thinks is told of others
    text = fold(_QUOTED.sub(" ", case.text(found)))
    told = found.coverage >= ENOUGH and _FIRST_PERSON.search(text) is not None
    return _HIMSELF if told and voices(case.corpus, found.document)[found.sentence] is None else 0.0


def _leading(case: Case, best: Evidence) -> list[Evidence]:
    """Return the sentences that the author's words point back to, from where the paragraph begins to be theirs."""
    if not _is_own(case, best) or not _POINTS_BACK.search(fold(case.text(best))):
        return []
    before = [e for n in range(_BEFORE, 0, -1) if (e := case.near(best, -n)) is not None and _same_block(case, e, best)]
    first = next((i for i, e in enumerate(before) if _is_own(case, e)), None)
    return [] if first is None else before[first:]


def _own_view(case: Case, best: Evidence) -> list[Evidence]:
    """Return the sentences that lead from what others say to the author's own view: "In my view they are mistaken"."""
    if _phrases("own").search(fold(case.text(best))):
        return []
    follows = [e for n in (1, 2) if (e := case.near(best, n)) is not None and _same_block(case, e, best)]
    last = next((i for i, e in enumerate(follows) if _phrases("own").search(fold(case.text(e)))), None)
    return [] if last is None else follows[: last + 1]


def _same_block(case: Case, left: Evidence, right: Evidence) -> bool:
    return case.sentence(left).block == case.sentence(right).block


def _weighing(case: Case, found: Evidence) -> float:
    """Return how much a sentence reads as a judgement: its heading says so, and its words."""
    document = case.corpus.documents[found.document]
    headings = fold(" ".join(document.sections[case.sentence(found).section].path))
    score = _VERDICT if _phrases("headings").search(headings) else 0.0
    score += _CUE if _phrases("cues").search(fold(case.text(found))) else 0.0
    score += _OWN if _phrases("own").search(fold(case.text(found))) and not case.asks(found) else 0.0
    return score + (_LAST if score and _is_last_block(document, found.sentence) else 0.0)


def _is_last_block(document: Document, sentence: int) -> bool:
    """Say whether a sentence stands in the last paragraph of its section."""
    own = document.sentences[sentence]
    later = (
        s for s in document.sentences[sentence + 1 :]
        if s.section == own.section and not boilerplate(document.quote(s.span))
    )  # fmt: skip
    return all(s.block == own.block for s in later)


@cache
def _phrases(key: str) -> re.Pattern[str]:
    words = sorted(vocabulary("replies")["judgement"][key], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")
