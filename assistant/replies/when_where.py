"""Answers that are a date or a place, first, with the sentence that gives it."""

from __future__ import annotations

import re

from assistant.display import capital
from assistant.replies.case import ENOUGH, Case, quoting
from assistant.replies.employer import asks_before
from assistant.replies.said_times import Said, event_of, loose
from assistant.replies.superseded import of_plan, planned, renewed_at, replacing
from assistant.topics import GENERIC_WEIGHT
from assistant.types import Draft, Evidence, Question
from assistant.words import fold, tokens, vocabulary
from documents.figures.periods import periods
from documents.figures.types import Period
from documents.figures.verbs import base_of, forms
from documents.types import Span

_LOOK = 8  # sentences among which one with a date is looked for


def date(case: Case) -> Draft | None:
    """Return the sentence that dates what is asked; None where the sentences on it give no date."""
    coming, day = asks_to_come(case.question), case.corpus.lexicon.day
    others = [e for e in case.evidence[:_LOOK] if not e.missing and e.coverage >= ENOUGH and periods(case.text(e))]
    if coming and case.question.whole.names:  # what will be released, opened or delivered "is due in June"
        others += [e for e in case.evidence[:_LOOK] if not e.missing and _DUE.search(case.text(e))]
    ends = _ENDS.search(fold(case.question.standalone)) is not None
    of_first_plan = of_plan(case.question)
    another = False
    for found in (*case.best(3), *others):
        if another and not _tells(case, found):
            continue  # where one sentence only tells how far off it was, the date of something else is none of it
        instead = None if of_first_plan else replacing(case, found)
        if instead is not None:
            return quoting(case, found, instead)
        stated = [(Said(period.surface), span) for period, span in periods(case.text(found))]
        dated = stated or loose(case.text(found))
        if coming:
            dated = _to_come(case.text(found), dated, day)
        dated = [(said, span) for said, span in dated if ends or not said.surface.lower().startswith("until")]
        own = _of_event(case, case.text(found), dated)
        another, dated = another or own != dated, own
        if dated and not of_first_plan and planned(case, found):
            renewed = renewed_at(case, found)
            dated = [] if renewed is None else [pair for pair in dated if pair[1].start > renewed]
            if not dated:
                return quoting(case, found)  # the day that was planned is not put forward as the day
        if dated:
            nearest = min(dated, key=lambda d: (_apart(case, case.text(found), d[1]), d[1].start))
            words = " ".join(nearest[0].surface.split())
            return quoting(case, found, text=f"{capital(words)}: {case.text(found)} {{0}}")
    return None


_COMING = re.compile(
    r"^\W*(?:and |so |but )?when (?:(?:will|shall)\b|(?:is|are) .{2,80} (?:due|expected|planned|to be)\b)"
)
_DUE = re.compile(r"\b(?:is|are|now) (?:now |still )?due (?:in|on|by|at|next|this|later)\b")
_AHEAD = re.compile(r"\b(?:will|shall|is to|are to|due|expects?|expected|plans?|planned|scheduled|set to|should)\b")


def _to_come(text: str, dated: list[tuple[Said, Span]], day: str | None) -> list[tuple[Said, Span]]:
    """Return the times that what is still to come can be at: after "will" where some stand there, none that is over."""
    over = [span for period, span in periods(text) if _over(text, period, span, day)]
    left = [pair for pair in dated if pair[1] not in over]
    full = [span for _, span in periods(text)]  # "in March" of "in March 2027" tells less
    undated = [pair for pair in loose(text) if not any(s.start < pair[1].end and pair[1].start < s.end for s in full)]
    ahead = _AHEAD.search(fold(text))
    after = [pair for pair in (*left, *undated) if ahead is not None and pair[1].start >= ahead.end()]
    return after or left or (undated if dated else [])


def _over(text: str, period: Period, span: Span, day: str | None) -> bool:
    """Say whether a time lies before the article's day; where that is not told, whether a verb in the past is of it."""
    if day is not None:
        return period.end < day
    before = fold(text[: span.start])
    return _AHEAD.search(before) is None and any(_past(token.text) for token in tokens(before))


def _past(word: str) -> bool:
    base = base_of(word)
    return base is not None and word != base and not word.endswith(("ing", "s")) and word in forms(base)


# "Until 2031" tells when something ends, and of nothing when it was founded.
_ENDS = re.compile(
    r"\b(?:until|till|end|ends|ended|expire\w*|run out|runs? (?:to|until)|last|lasts|valid|up to|over|close\w*)\b"
)


def _apart(case: Case, text: str, place: Span) -> int:
    """Return how far a date is from the rarest word of the question in a sentence, in characters."""
    near = event_of(case, text)
    return min((place.start - t.end if place.start >= t.end else t.start - place.end for t in near), default=0)


# "Five days after its release": what only tells how far another event is from it has a date of its own.
_FROM = re.compile(
    r"\b(?:after|before|since|following|(?:hours?|days?|weeks?|months?|years?) (?:of|from|into)) (?:[\w'’-]+ ){0,4}$"
)
_AT_ONCE = re.compile(r"[\w'’ -]{0,12}? ?(?:in|on|at|of)? ?$")


def _of_event(case: Case, text: str, dated: list[tuple[Said, Span]]) -> list[tuple[Said, Span]]:
    """Return the times that may be those of what is asked: where the event is only told as before or after another
    one, those right behind it ("after its release in May 2031")."""
    event = event_of(case, text)
    if not event or not all(_FROM.search(fold(text[: token.start])) for token in event):
        return dated
    return [pair for pair in dated if any(_behind(text, token.end, pair[1].start) for token in event)]


def _tells(case: Case, found: Evidence) -> bool:
    """Say whether a sentence has itself the event and all the names that are asked of."""
    held = {m.name for m in case.corpus.lexicon.mentions(case.text(found))}
    named = all(any(case.corpus.lexicon.related(name, other) for other in held) for name in case.question.whole.names)
    return named and bool(event_of(case, case.text(found)))


def _behind(text: str, end: int, start: int) -> bool:
    return end <= start and _AT_ONCE.fullmatch(text[end:start]) is not None


_TOGETHER = 3  # sentences on one time


def happened(case: Case) -> Draft | None:
    """Return what the articles tell of a time, where nothing but the time is asked: "what happened in March 2021?"."""
    focus = case.question.whole
    telling = any(t.weight > GENERIC_WEIGHT for t in focus.terms)
    if not focus.periods or focus.names or telling or case.question.foci:
        return None
    found = []
    for e in sorted(case.evidence, key=lambda e: (e.document, e.sentence)):
        told = [period for period, _ in periods(case.text(e))]
        if any(one.start <= p.start and p.end <= one.end for p in told for one in focus.periods) and not case.asks(e):
            found.append(e)
    return quoting(case, *found[:_TOGETHER]) if found else None


_SEAT_ASKED = re.compile(r"\b(?:based|located|headquarter\w*|seat|from|come|comes)\b")
_BASED = re.compile(r"\b(?:based|located|headquarter\w*|seat)\b")
_SEAT = re.compile(
    r"(?:, of |,? from |,? based in |,? headquartered in |, in | of )"
    r"(?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})(?=[,.;) ]|$)"
)


def asks_to_come(question: Question) -> bool:
    """Say whether it is asked when something will be, which no time that is over tells."""
    return question.expects == "date" and _COMING.search(fold(question.standalone)) is not None


def may_come(text: str, day: str | None) -> bool:
    """Say whether a sentence can tell when something will be: not where all its times are over."""
    over = [_over(text, period, span, day) for period, span in periods(text)]
    return not over or not all(over)


def asks_seat(question: Question) -> bool:
    """Say whether it is asked where somebody has their seat: "where is Acme based?"."""
    return question.expects == "place" and _BASED.search(fold(question.standalone)) is not None


def seat(case: Case) -> Draft | None:
    """Return where the one asked of has its seat, where an article says so beside its name: "Acme, of Leeds"."""
    names, asked = case.question.whole.names, fold(case.question.standalone)
    if (
        len(names) != 1
        or asks_before(case.question)
        or not (_SEAT_ASKED.search(asked) or not case.question.whole.terms)
    ):
        return None
    for document in sorted(case.corpus.documents):
        for i in range(len(case.corpus.documents[document].sentences)):
            text = case.corpus.text(document, i)
            for mention in case.corpus.lexicon.mentions(text):
                own = mention.name == names[0] or mention.name.startswith(f"{names[0]} ")
                beside = _SEAT.match(text, mention.end) if own else None
                if beside is not None and not text[: mention.start].endswith(("of ", "at ")):
                    return quoting(case, case.at(document, i), text=f"{beside['place']} {{0}}.")
    return None


def place(case: Case) -> Draft | None:
    """Return the sentence that places what is asked; None where none of them names a place."""
    if asks_before(case.question):
        return None  # where somebody worked is no town
    asked = set(case.question.whole.names)
    for found in case.best(3):
        text = case.text(found)
        for mention in case.corpus.lexicon.mentions(text):
            before = fold(text[: mention.start]).rstrip().rsplit(" ", 1)[-1]
            if before in vocabulary("replies")["place"]["before"][:6] and mention.name not in asked:
                return quoting(case, found, text=f"{text[mention.start : mention.end]}: {text} {{0}}")
    return None
