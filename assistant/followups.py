"""Follow-up turns made standalone: "and the other one?", "in months please", "why?", "per minute?".

A short turn takes over what it does not say itself from the turn before it. The reading is text, so that
the reader can check it; what points back at a figure ("that", "the first one") is kept as that figure.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from assistant.anchored import Turn, in_another_year, inherit, pointing_back, years_away
from assistant.asked_units import PER
from assistant.expectation import expectation
from assistant.lexicon import Lexicon, Mention
from assistant.pointing import filled, points
from assistant.sides import sides
from assistant.substitution import put_back, put_thing
from assistant.types import Question
from assistant.understand import read, spelled, understand
from assistant.words import content, fold, vocabulary
from documents.figures.periods import periods
from documents.figures.units import unit_of
from documents.types import Span

# A turn with more words of its own than this stands alone, unless it points back.
_SHORT = 3
_YEAR_WORDS = 3  # of "and two years earlier"
_PER = re.compile(rf"(?:\band )?{PER}")
_UNIT_ONLY = re.compile(
    r"^(?:and |what about |how about |ok,? |so,? )?(?:that )?(?:in|as|to|into) (\w+)(?: please| pls)?\W*$"
)
_WINDOW = re.compile(
    r"\b(?:in|within|during|over) the (?:first|last|next|subsequent) [\w ]{1,20}?"
    r"(?:hours?|days?|weeks?|months?|years?)\b"
    r"|\bon (?:the )?(?:first|launch) day\b"
)
_YES_NO = re.compile(r"(?:is|are|was|were|do|does|did|has|have|had|can|will)\b")
_TIME_OR_PLACE = re.compile(
    r"(?:when|where|how (?:long|fast|soon|quickly))\b(?= (?:is|are|was|were|do|does|did|has|have|will|can)\b)"
)
_SAYS_SO = re.compile(
    r"^(?:and |but |so |ok,? )?(?:who|according to whom|whose words)"
    r"(?: (?:said|says|claims|claimed|told|thinks|are|were|is))? ?(?:that|this|it|so|these|those)?\W*$"
)
_OPENING = re.compile(
    r"\b(?:in|within|during|over) (?:the |its |their )?first (?:[\w-]+ )?"
    r"(?:second|minute|hour|day|week|month|quarter|year)s?\b",
    re.IGNORECASE,
)
_OTHER_ONE = re.compile(
    r"^(?:and |but |so |ok,? )?(?:what about |how about |for |of |at )?the other"
    r"(?: (?:one|company|firm|side|brand|club|team|maker|rival|party|house))?\W*$"
)
_CHANGED = re.compile(r"\bhow (?:much|far|many)\b.*\b(?:up|down|more|less|fewer|higher|lower)\b")
_FAR_BEFORE = 1.5  # times as often as the third
_WHY = re.compile(r"^(?:and |but |so |ok,? )?(?:why(?: is that| so| not)?|how come|what for)\W*$")


def follow(text: str, turns: tuple[Turn, ...], lexicon: Lexicon) -> Question:
    """Read a turn of a conversation; without earlier turns it is read as it stands."""
    if not turns and put_back(text) == text:
        return understand(text, lexicon)
    said, notes = spelled(text, lexicon)
    said = _other_one(put_back(said), turns, lexicon)
    if not turns or not leans(said, lexicon):
        return read(text, said, lexicon, notes)
    question = _completed(text, said, turns, lexicon)
    return replace(question, notes=notes + question.notes)


def _other_one(said: str, turns: tuple[Turn, ...], lexicon: Lexicon) -> str:
    """Return "What about Brill?" for "and the other one?" where the articles are on Acme and Brill and Acme was asked.

    They are on two where two names stand far before all others.
    """
    if not turns or not _OTHER_ONE.match(fold(said)):
        return said
    first, second, third = (*sorted(lexicon.names.values(), key=lambda name: -name.count), None, None, None)[:3]
    asked = turns[-1].question.whole.names
    if first is None or second is None or len(asked) != 1 or lexicon.related(first.surface, second.surface):
        return said
    if (
        third is not None
        and second.count < _FAR_BEFORE * third.count
        and not lexicon.related(third.surface, second.surface)
    ):
        return said
    others = {first.surface: second.surface, second.surface: first.surface}
    return f"What about {others[asked[0]]}?" if asked[0] in others else said


def leans(said: str, lexicon: Lexicon) -> bool:
    """Say whether a turn needs the ones before it: short, starting with "and", or pointing back."""
    folded = fold(said)
    own = content(said)
    bare = not own and not lexicon.mentions(said, asked=True) and not periods(said)
    if bare and not (
        _WHY.match(folded) or _SAYS_SO.match(folded) or _UNIT_ONLY.match(folded) or _PER.search(folded) or points(said)
    ):
        return False  # "hi", "thanks"
    if any(pattern.search(folded) for pattern in _starts()) and len(own) <= 2 * _SHORT:
        return True
    names = lexicon.mentions(said, asked=True)
    if _only_reckons(said) and not names:
        return True
    pointing = any(pattern.search(folded) for pattern in _pointing())
    if pointing and (not names or len(own) <= _SHORT):
        return True
    if _WHY.match(folded) or _SAYS_SO.match(folded) or _UNIT_ONLY.match(folded) or _PER.match(folded):
        return True
    return len(own) <= 1 and expectation(folded) in ("any", "reason")


def _only_reckons(said: str) -> bool:
    """Say whether a turn asks to calculate and not with what: "so the gap is what percent?"."""
    own = {fold(token.text) for token in content(said)}
    return bool(own) and own <= set(vocabulary("questions")["followup"]["reckoning"]) and not periods(said)


def _completed(text: str, said: str, turns: tuple[Turn, ...], lexicon: Lexicon) -> Question:
    before = turns[-1].question
    folded = fold(said)
    base = before.standalone.rstrip(" ?.!")
    if _WHY.match(folded):
        return read(text, _why(base), lexicon)
    if _SAYS_SO.match(folded):
        return read(text, f"Who says this: {base}?", lexicon)
    unit = _UNIT_ONLY.match(folded)
    if unit is not None and unit_of(unit.group(1)):
        return read(text, f"{_without_units(base)} in {unit.group(1)}?", lexicon)
    if _PER.search(folded) and len(content(said)) <= 1:
        rate = _PER.search(folded)
        assert rate is not None
        bare = _PER.sub("", base).strip()
        counted = bare if re.search(r"\bhow many\b", fold(bare)) else f"how many {bare[:1].lower()}{bare[1:]}"
        return read(text, f"{counted} {rate.group(0).removeprefix('and ')}?", lexicon)
    pointed = pointing_back(text, said, turns, lexicon)
    if pointed is not None:
        return pointed
    if _only_reckons(said):
        return read(text, f"{base}, {_without_start(said)}", lexicon)
    away = years_away(said)
    if away is not None and len(content(said)) <= _YEAR_WORDS and not lexicon.mentions(said, asked=True):
        then = in_another_year(turns[-1], away)
        if then != before.standalone or not _CHANGED.search(folded):  # "how much is that up on the year before?"
            return read(text, then, lexicon)
    whole = filled(said, base, lexicon, turns[-1].named)
    return read(text, whole, lexicon) if whole is not None else _replaced(text, said, turns[-1], lexicon)


def _why(base: str) -> str:
    """Return "Why did it fall?" for "Did it fall" and "When did it fall"; else the question with a why before it."""
    if _YES_NO.match(fold(base)):
        return f"Why {base[:1].lower()}{base[1:]}?"
    word = _TIME_OR_PLACE.match(fold(base))
    return f"Why {base[word.end() :].lstrip()}?" if word is not None else f"Why is that so: {base}?"


def _replaced(text: str, said: str, last: Turn, lexicon: Lexicon) -> Question:
    """Put the new name, period or words into the question before."""
    base = last.question.standalone
    bare = _without_start(said)
    new_names = lexicon.mentions(bare, asked=True)
    new_periods = periods(bare)
    rest = [
        t
        for t in content(bare)
        if not any(m.start <= t.start < m.end for m in new_names)
        and not any(s.start <= t.start < s.end for _, s in new_periods)
    ]
    reading = base
    opening, earlier = _OPENING.search(bare), _OPENING.search(base)
    if opening and earlier and not new_names and len(rest) <= _SHORT:  # "and in the first hour?"
        return read(text, f"{base[: earlier.start()]}{opening.group()}{base[earlier.end() :]}", lexicon)
    if new_periods:
        reading = _put_period(reading, bare, new_periods[0][1])
    if new_names and not rest:
        reading = _put_name(reading, bare, new_names, lexicon)
        return read(text, reading, lexicon)
    if not rest:
        strangers = lexicon.strangers(bare)
        if strangers and not new_periods:
            reading = _put_name(reading, strangers[0], (Mention(strangers[0], 0, len(strangers[0])),), lexicon)
        return read(text, reading, lexicon)
    swapped = put_thing(reading, bare, lexicon) if not new_names and not new_periods else None
    if swapped is not None:
        return read(text, swapped, lexicon)
    own = read(text, bare, lexicon)
    base_question = read(text, reading, lexicon)
    whole = inherit(own.whole, base_question.whole)
    expects = own.expects if own.expects != "any" else base_question.expects
    shown = f"{reading.rstrip(' ?.')} - {bare.rstrip(' ?.')}?"
    return replace(
        base_question, text=text, standalone=shown, whole=whole, expects=expects, foci=(),
        operation=own.operation or (None if base_question.foci else base_question.operation),
        noun=own.noun or (None if own.whole.terms else base_question.noun), unknown=own.unknown,
        kind=own.kind,
    )  # fmt: skip


def _put_name(base: str, said: str, names: tuple[Mention, ...], lexicon: Lexicon) -> str:
    """Return the earlier question with its last name, or last group of related names, replaced."""
    old = lexicon.mentions(base, asked=True)
    shown = said[names[0].start : names[-1].end]
    if not old:
        return f"{base.rstrip(' ?.!')} {shown}?"
    groups = sides(base, old, lexicon)
    start, end = old[-1].start, old[-1].end
    related = [m for m in old if lexicon.related(m.name, old[-1].name)] if len(groups) < 2 else [old[-1]]
    if related[0] is not old[-1] and not _separated(base, related[0], old[-1]):
        start = related[0].start
    elif len(groups) < 2:
        start, end = (old[0].start, old[0].end) if len(old) == 1 else (start, end)
    return f"{base[:start]}{shown}{base[end:]}"


def _separated(text: str, left: Mention, right: Mention) -> bool:
    return len(text[left.end : right.start].split()) > 1


def _put_period(base: str, said: str, span: Span) -> str:
    old = periods(base)
    new = said[span.start : span.end]
    if old:
        at = old[-1][1]
        return f"{base[: at.start]}{new}{base[at.end :]}"
    window = _WINDOW.search(base)
    if window:
        return f"{base[: window.start()]}{new}{base[window.end() :]}"
    return f"{base.rstrip(' ?.!')} {new}?"


def _without_start(said: str) -> str:
    folded = fold(said)
    for pattern in _starts():
        match = pattern.match(folded)
        if match:
            return said[match.end() :].strip(" ,")
    return said


def _without_units(base: str) -> str:
    return re.sub(r"\bin (?:seconds|minutes|hours|days|weeks|months|years)\b", "", base).strip()


@cache
def _starts() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in vocabulary("questions")["followup"]["starts"])


@cache
def _pointing() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in vocabulary("questions")["followup"]["pointing"])
