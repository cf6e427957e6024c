"""Who says a figure, and whether the one who says it is the one that the figure is about."""

from __future__ import annotations

from documents.figures.scene import Scene, verb_before
from documents.figures.subjects import Background, Cast
from documents.figures.vocabulary import words


def element_at(read: Scene, token: int) -> int:
    return next((j for j, part in enumerate(read.parts) if part.first <= token < part.last), -1)


def cited(read: Scene, j: int) -> bool:
    """Say whether the speaker is only cited beside a clause with a subject of its own: "according to Acme"."""
    return j >= 2 and read.parts[j - 1].low == "to" and read.parts[j - 2].low == "according"


def itself(speaker: str | None, back: Background, cast: Cast) -> bool:
    """Say whether the speaker is whom the text is about: "The club expects revenue of 5" is the club's revenue."""
    if speaker is None:
        return True
    noun = speaker.split()[-1].lower()
    own = speaker in (*back.topic, back.main, *back.label)
    return own or any(noun in words("roles", sort, name="names") for sort in ("company", "product"))


_PLANS = frozenset({"plan", "intend", "promise", "pledge"})


def plans(read: Scene, first: int, at: int, speaker: str | None, cast: Cast) -> bool:
    """Say whether the speaker will do it in person: "Ida Fenn plans a bakery for £2 million"."""
    verb = verb_before(read, first, at)
    return verb is not None and read.parts[verb].low in _PLANS and speaker is not None and cast.person(speaker)


def speaker_named(read: Scene, who: tuple[int, int] | None, cast: Cast, back: Background) -> str | None:
    if who is None:
        return None
    found = cast.mentions(read.tokens, *who)
    if found:
        return found[0][2]
    low = read.tokens[who[0]].low
    if who[1] - who[0] == 1 and low in words("roles", "person", name="names"):
        return next((name for name in (*back.topic, *back.recent) if cast.person(name)), None)
    return read.cut(*who)
