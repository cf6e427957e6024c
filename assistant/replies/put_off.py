"""Answers that stand behind the sentence that a question's words are in, which only leads to them.

"That is not what Abel has in mind." "The pilot wants a ferry." / "A valve had failed." "Replacing it took a week." / "A
simple majority is needed": what tells so has the answer and few of the words, or none.
"""

from __future__ import annotations

import re
from functools import cache

from assistant.profile import ProfileBuilder
from assistant.replies.case import Case, quoting
from assistant.replies.predicate import verbs_asked
from assistant.types import Draft, Evidence
from assistant.voices import voices
from assistant.words import fold, same_idea, stem, tokens
from documents.figures.verbs import base_of

_LOOK = 12  # sentences among which one that is done to "it" is looked for
_MET = 0.8  # of the question's words, the share that such a sentence and the one before it hold
_NEXT = 2  # sentences behind one that only says that somebody sees things another way
_LENGTH = 4  # sentences of somebody's words
_DOING = re.compile(
    r"\W*(?P<doing>[a-z]+ing) (?:it|them|this|that|these) (?:all |alone )?(?:\w+ )?(?:\w+ )?(?=\S*\d|\w)"
)
_SEES = re.compile(
    r"\bsees? (?:it|this|that|things|matters)\b|\bthat (?:is not|isn['’]t) (?:how|what|the way)\b"
    r"|\bha(?:s|d) (?:another|a different|a (?:\w+ )?other|an? \w+ view)\b|\bdisagree[sd]?\b"
    r"|\btakes? (?:another|a different) view\b|\b(?:is not|isn['’]t) (?:so )?(?:sure|convinced)\b"
)
_WANTED = frozenset(("want", "expect", "demand", "propose", "hope", "think", "wish", "prefer", "plan", "say", "fear"))
_WILL_DO = re.compile(
    r"\bwhat (?:does|do|did) (?P<who>.{2,60}?) (?:expect|predict|think|reckon|believe|foresee)s? "
    r"(?:that )?(?:(?P<whom>.{2,60}?) )?(?:to do|will do|would do|to happen|will happen|would happen|happens)\W*$"
)
_AHEAD = re.compile(r"\b(?:will|would|shall|going to|may|might|could|won['’]t|expects?|expected)\b|['’]ll\b")
_VOTES = re.compile(
    r"\b(?:how many (?:votes|members|seats|delegates|mps|voices|councillors)\b.{0,60}"
    r"\b(?:need|requir|necessar|must|take)"
    r"|what (?:kind of |sort of )?majority\b)"
)
_MAJORITY = re.compile(
    r"\bmajority\b.{0,80}\b(?:need|requir|necessar|enough|suffic)|\b(?:need|requir)\w* .{0,40}\bmajority\b"
)


def done_to_it(case: Case) -> Draft | None:
    """Return what doing it cost or took behind the sentence that tells what "it" is: "Replacing it took a week"."""
    terms, asked = case.question.whole.terms, verbs_asked(case.question)
    if not terms or not asked:
        return None
    for found in case.evidence[:_LOOK]:
        done = _DOING.match(fold(case.text(found)))
        before = case.near(found, -1) if done is not None else None
        if done is None or before is None or case.sentence(before).block != case.sentence(found).block:
            continue
        deed = stem(base_of(done["doing"]) or done["doing"])
        if not any(deed == verb or same_idea(deed, verb) for verb in asked):
            continue
        both = ProfileBuilder(case.corpus.lexicon).add(case.text(before), 1.0).add(case.text(found), 1.0).done()
        named = set(before.missing) & set(found.missing)
        if not named and both.coverage(terms) >= _MET and case.corpus.by_sentence.get((found.document, found.sentence)):
            return quoting(case, before, found)
    return None


def view_behind(case: Case, found: Evidence) -> tuple[Evidence, ...]:
    """Return a sentence that only says that somebody sees it another way and the one that tells how; else ()."""
    if _SEES.search(fold(case.text(found))) is None or not case.question.whole.names:
        return ()
    verbs = {t.stem for t in tokens(case.question.standalone)} & _wanting()
    following: list[Evidence] = []
    last = found
    for _ in range(_NEXT):
        after = case.near(last, 1)
        if after is None or case.sentence(after).block != case.sentence(found).block:
            break
        following.append(after)
        last = after
        if verbs & {t.stem for t in tokens(case.text(after))}:
            return (found, *following)
    return (found, *following[:1]) if following else ()


def will_do(case: Case) -> Draft | None:
    """Return somebody's words on what another will do, from the first to the last in their paragraph that tells it."""
    asked = _WILL_DO.search(fold(case.question.standalone))
    if asked is None or not case.question.whole.names:
        return None
    mentions = case.corpus.lexicon.mentions(case.question.standalone, asked=True)
    who = {m.name for m in mentions if asked.start("who") <= m.start < asked.end("who")}
    whom = {m.name for m in mentions} - who
    for document in sorted(case.corpus.documents):
        spoken = voices(case.corpus, document)
        own = [case.at(document, i) for i, voice in enumerate(spoken) if voice is not None and voice.name in who]
        ahead = [e for e in own if _AHEAD.search(fold(case.text(e))) is not None]
        for found in ahead:
            same = [e for e in own if case.sentence(e).block == case.sentence(found).block]
            named = {m.name for e in same for m in case.corpus.lexicon.mentions(case.text(e))}
            if whom <= named | who:
                last = max(e.sentence for e in ahead if case.sentence(e).block == case.sentence(found).block)
                told = [e for e in same if e.sentence <= last][-_LENGTH:]
                return quoting(case, *told)
    return None


def votes_needed(case: Case) -> Draft | None:
    """Return the sentence on the majority where it is asked how many votes are needed."""
    if _VOTES.search(fold(case.question.standalone)) is None:
        return None
    for found in case.evidence:
        if not found.missing and _MAJORITY.search(fold(case.text(found))) is not None:
            return quoting(case, found)
    return None


@cache
def _wanting() -> frozenset[str]:
    return frozenset(stem(word) for word in _WANTED)
