"""Turns that calculate with a figure of the answer before: "what % of the budget is that?", "per worker?"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.agreement import TELLING
from assistant.lexicon import Lexicon
from assistant.types import Focus, Question
from assistant.understand import read
from assistant.words import fold
from documents.figures.types import Figure

# What a word of the turn before still counts beside the words of the new turn.
_INHERITED = 0.5
_PER_THING = re.compile(
    r"^(?:and |so |ok,? )?(?:what is (?:that|this|it) )?(?:per|for each|for every) [a-z -]{2,40}\??$"
)
_THAT = re.compile(r"\b(?:is|was|are|were|does|did) (?:that|this|it|those|these)\b|^(?:that|this|it|those)\b")
_OF_TWO = ("share", "ratio", "difference", "percent_change")
_YEAR_BEFORE = re.compile(r"\b(?:year|season) before\b|\b(?:previous|prior|preceding|last) (?:year|season)\b")
_YEARS_AWAY = re.compile(
    r"\b(?:an?|the|(?P<many>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)) (?:year|season)s? "
    r"(?:(?P<back>before|earlier|prior)|later|after|on|afterwards)\b|\b(?P<next>following|next) (?:year|season)\b"
)
_UNDATED = re.compile(r"(?:\b(?:in )?(?:last|this|the past) (?:year|season)\b)?\W*$")

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question with the figures that its answer stated."""

    question: Question
    figures: tuple[Figure, ...]
    named: str | None = None  # whom the answer to a "who" question names


def pointing_back(text: str, said: str, turns: tuple[Turn, ...], lexicon: Lexicon) -> Question | None:
    """Read "how much cheaper is that than Korn?": one side is a figure of an earlier answer."""
    question = read(text, said, lexicon)
    if question.operation is None or not any(turn.figures for turn in turns):
        return None
    by_itself = question.operation in ("unit_conversion", "rate", "annualise")
    if by_itself or (question.operation == "per_unit" and _PER_THING.match(fold(said))):
        return replace(
            question,
            whole=Focus(anchors=turns[-1].figures[:1]),
            standalone=_pointed(said, turns[-1].question),
        )
    last = turns[-1]
    away = years_away(said)
    if away is not None and last.figures and question.operation in _OF_TWO:
        earlier_year = read(text, in_another_year(last, away), lexicon).whole
        if earlier_year.periods and earlier_year.periods != last.question.whole.periods:
            years = (Focus(anchors=last.figures[:1]), earlier_year)
            return replace(
                last.question, text=text, foci=years, whole=earlier_year, operation=question.operation,
                standalone=_pointed(said, last.question),
            )  # fmt: skip
    topic = inherit(question.whole, last.question.whole)
    if question.whole.names:
        mine = Focus(anchors=last.figures[:1])
        theirs = replace(
            topic, names=question.whole.names, periods=question.whole.periods or last.question.whole.periods
        )
        reading = _pointed(said, last.question)
        return replace(question, foci=(mine, theirs), whole=theirs, standalone=reading, expects=question.expects)
    named = _beside_that(question, said, last)
    if named is not None:
        return named
    earlier = [turn for turn in turns if turn.figures]
    if len(earlier) >= 2:
        foci: tuple[Focus, ...] = (Focus(anchors=earlier[-2].figures[:1]), Focus(anchors=earlier[-1].figures[:1]))
        reading = _pointed(said, earlier[-2].question, earlier[-1].question)
        return replace(question, foci=foci, standalone=reading)
    if len(last.figures) >= 2:
        foci = tuple(Focus(anchors=(figure,)) for figure in last.figures[:2])
        return replace(
            question, foci=foci, standalone=f"{said.rstrip(' ?.')} ({last.question.standalone.rstrip(' ?.')})?"
        )
    return None


def _beside_that(question: Question, said: str, last: Turn) -> Question | None:
    """Read "what % of the budget is that?": one side is the figure last stated, the other has words of its own."""
    own = tuple(term for term in question.whole.terms if term.weight >= TELLING)
    if (
        question.operation not in _OF_TWO
        or question.foci
        or not own
        or not last.figures
        or not _THAT.search(fold(said))
    ):
        return None
    theirs = replace(question.whole, terms=own, names=question.whole.names or last.question.whole.names)
    foci = (Focus(anchors=last.figures[:1]), theirs)
    return replace(question, foci=foci, whole=theirs, standalone=_pointed(said, last.question))


def _pointed(said: str, *earlier: Question) -> str:
    """Return a turn with the questions that it points back to in brackets."""
    asked = "; ".join(question.standalone.rstrip(" ?.") for question in earlier)
    return f"{said.rstrip(' ?.')} ({asked})?"


def inherit(new: Focus, old: Focus) -> Focus:
    own = {term.stem for term in new.terms}
    kept = [replace(t, weight=round(t.weight * _INHERITED, 3)) for t in old.terms if t.stem not in own]
    return Focus(
        terms=(*new.terms, *kept),
        names=new.names or old.names,
        periods=new.periods or old.periods,
        quantities=new.quantities or old.quantities,
    )


def years_away(said: str) -> int | None:
    """Return by how many years a turn moves the question before: -1 for "the year before", 2 for "two years later"."""
    folded = fold(said)
    if _YEAR_BEFORE.search(folded):
        return -1
    match = _YEARS_AWAY.search(folded)
    if match is None:
        return None
    many = match["many"]
    count = 1 if many is None else int(many) if many.isdigit() else 2 + _NUMBERS.index(many)
    return -count if match["back"] else count


def in_another_year(last: Turn, by: int) -> str:
    """Return the question before with its years moved, or, where it has none, with the year of its answer moved."""
    base = last.question.standalone
    moved = a_year_before(base, -by)
    stated = [
        f.period for f in last.figures if f.period is not None and a_year_before(f.period.surface) != f.period.surface
    ]
    if moved != base or not stated:
        return moved
    year = a_year_before(stated[0].surface, -by)
    return f"{_UNDATED.sub('', base, count=1).rstrip()} in {year.removeprefix('in ')}?"


def a_year_before(base: str, many: int = 1) -> str:
    """Return a question with each of its years so many lower: "2024/25" -> "2023/24"."""

    def lower(match: re.Match[str]) -> str:
        year = int(match.group(1)) - many
        short = match.group(2)
        return f"{year}" + (
            f"{short[0]}{(int(short[1:]) - many) % 10 ** (len(short) - 1):0{len(short) - 1}d}" if short else ""
        )

    return re.sub(r"\b((?:19|20)\d\d)([/-]\d\d(?:\d\d)?)?\b", lower, base)
