"""Who says a figure, and whether the one who says it is the one that the figure is about."""

from __future__ import annotations

from dataclasses import replace

from documents.figures.kinds import kinds_of
from documents.figures.noun_phrases import Metric, core
from documents.figures.pronouns import named_before
from documents.figures.scene import Scene, verb_before
from documents.figures.status import quoter
from documents.figures.subjects import Background, Cast, Owner
from documents.figures.vocabulary import words


def element_at(read: Scene, token: int) -> int:
    return next((j for j, part in enumerate(read.parts) if part.first <= token < part.last), -1)


def cited(read: Scene, j: int) -> bool:
    """Say whether the speaker is only cited beside a clause with a subject of its own: "according to Acme"."""
    if j >= 1 and "by" in (read.parts[j - 1].low, read.parts[j - 3].low if j >= 3 else ""):
        return True  # "by the estimate of Ada Keller", "by Acme's estimate"
    return j >= 2 and read.parts[j - 1].low == "to" and read.parts[j - 2].low == "according"


def itself(speaker: str | None, back: Background, cast: Cast) -> bool:
    """Say whether the speaker is whom the text is about: "The club expects revenue of 5" is the club's revenue."""
    if speaker is None:
        return True
    noun = speaker.split()[-1].lower()
    own = speaker in (*back.topic, back.main, *back.label)
    return own or any(noun in words("roles", sort, name="names") for sort in ("company", "product"))


def quotes(read: Scene, who: tuple[int, int] | None) -> bool:
    """Say whether the sentence is somebody's words and then tells whose they are."""
    return who is not None and quoter(read) == who


def unspoken(back: Background, speaker: str | None) -> Background:
    """Return the background without the speaker: what they speak of is not theirs, unless they say "my"."""
    topic, focus = ((() if speaker in names[:1] else names) for names in (back.topic, back.focus))
    return replace(back, topic=topic, focus=focus)


def of_thing(owner: Owner, metric: Metric | None, dimension: str) -> Owner:
    """Return the owner of a quoted figure that names none: the thing itself, "The trade grew by 9%"."""
    known = metric is None or metric.route != "subject" or owner.own
    known = known or (metric is not None and bool(kinds_of(tuple(metric.text.lower().split()), dimension)))
    return (
        owner if known or metric is None else Owner(metric.text, tuple(dict.fromkeys((metric.text, *owner.subjects))))
    )


_PLANS = frozenset({"plan", "intend", "promise", "pledge"})


def plans(read: Scene, first: int, at: int, speaker: str | None, cast: Cast) -> bool:
    """Say whether the speaker will do it in person: "Ida Fenn plans a bakery for £2 million"."""
    verb = verb_before(read, first, at)
    return verb is not None and read.parts[verb].low in _PLANS and speaker is not None and cast.person(speaker)


def for_planned(read: Scene, first: int, at: int) -> str:
    """Return what is planned for an amount: "Ida Fenn plans | a bakery |, in Velby, for £2 million"; "" elsewhere."""
    verb = verb_before(read, first, at)
    led = verb is not None and read.parts[verb].low in _PLANS and read.parts[at - 1].low == "for"
    if verb is None or not led or read.parts[verb + 1].sort != "phrase":
        return ""
    begin, end, _ = core(read, read.parts[verb + 1].first, read.parts[verb + 1].last)
    return read.cut(begin, end)


def speaker_named(read: Scene, who: tuple[int, int] | None, at: int, cast: Cast, back: Background) -> str | None:
    """Return the name of who says the figure at an element; a pronoun after it means nobody of its own sentence."""
    if who is None:
        return None
    found = cast.mentions(read.tokens, *who)
    if found:
        return found[0][2]
    low = read.tokens[who[0]].low
    if who[1] - who[0] == 1 and low in words("roles", "person", name="names"):
        here = named_before(read, who[0], cast) if who[0] < read.parts[at].first else ()
        return next((name for name in (*here, *back.topic, *back.recent) if cast.person(name)), None)
    return read.cut(*who).removesuffix("'s")
