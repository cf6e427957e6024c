"""When a period near a figure is not its own: a base of comparison, a record, the end of what another verb tells."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from documents.figures.scene import Scene
from documents.figures.types import Period


def whole(scene: Scene, k: int, other: int) -> bool:
    """Say whether the later figure only sizes the whole of the one at k: "5% of a market of $14 billion by 2030"."""
    between = scene.parts[k + 1 : other]
    lows = [part.low for part in between]
    again = lows in ([",", "up", "to"], [",", "or"], ["or"], ["(", "up", "to"])  # "53-62 weeks, up to 14 months"
    return again or (bool(between) and all(part.low == "of" or part.sort == "phrase" for part in between))


def finite(scene: Scene, i: int) -> bool:
    """Say whether a verb at i says something of its own, unlike "took 23 days | to settle | in 2021"."""
    return scene.parts[i].sort == "verb" and not (i > 0 and scene.parts[i - 1].low == "to")


def unnamed(scene: Scene, k: int) -> bool:
    """Say whether a time that names no year stands right after the figure: "9% | last year", "52 cents | today"."""
    if k + 1 < len(scene.parts) and scene.parts[k + 1].sort == "period":
        return False
    begin = scene.parts[k].last
    begin += scene.tokens[begin].low in ("by", "in", "since", "until") if begin < len(scene.tokens) else 0
    lows = [token.low for token in scene.tokens[begin : begin + 3]]
    relative = len(lows) > 1 and lows[0] in ("last", "this", "next") and lows[1] in _TIMES
    before = len(lows) > 2 and lows[0] in ("a", "one") and lows[1] in _TIMES and lows[2] in ("earlier", "ago", "before")
    return relative or before or lows[:1] in (["today"], ["now"])


_TIMES = frozenset({"year", "month", "week", "quarter", "season", "spring", "summer", "autumn", "winter", "decade"})


def own_time(scene: Scene, first: int, last: int) -> bool:
    """Say whether the clause has a time of its own that names no year: "and | last year | it lost $5"."""
    for part in scene.parts[first:last]:
        lows = [scene.tokens[i].low for i in range(part.first, part.last)]
        if part.sort == "phrase" and len(lows) == 2 and lows[0] in ("last", "this", "next") and lows[1] in _TIMES:
            return True
    return False


def fronted(scene: Scene, j: int) -> bool:
    """Say whether the period opens what is told after it: "In 2019 it lost 9%, in 2022 6% and | in 2025 | 2%"."""
    led = j - 1 if scene.parts[j - 1].sort == "prep" else j
    parted = led > 0 and (scene.parts[led - 1].low in (",", ";") or scene.parts[led - 1].sort == "join")
    i = j + 1
    while i < len(scene.parts) and scene.parts[i].sort == "filler":
        i += 1
    return parted and led < j and i < len(scene.parts) and scene.parts[i].sort == "figure"


def compared(scene: Scene, j: int) -> bool:
    """Say whether the period only is what is compared with: "8% more | than in 2024, | and earned $9"."""
    i = j - 1
    while i > 0 and scene.parts[i].sort in ("prep", "filler") and scene.parts[i].low != "than":
        i -= 1
    return i > 0 and scene.parts[i].low == "than"


def record(scene: Scene, j: int) -> bool:
    """Say whether the period only tells how rare the figure is: "its worst result since 2008"."""
    if (
        not scene.periods[scene.parts[j].figure].surface.lower().startswith("since")
        or scene.parts[j - 1].sort != "phrase"
    ):
        return False
    part = scene.parts[j - 1]
    lows = [token.low for token in scene.tokens[part.first : part.last]]
    return any((low.endswith("est") and len(low) > 4) or low in ("best", "worst", "record", "most") for low in lows)


def elsewhere(scene: Scene, k: int, j: int, others: list[int]) -> bool:
    """Say whether the later period is that of another figure: "120 remain, a third of the number in 1990"."""
    between = range(k + 1, j)
    parted = any(scene.parts[i].low == "," for i in between) and any(finite(scene, i) for i in between)
    return parted and any(k < other < j for other in others)


def until(scene: Scene, j: int, k: int) -> bool:
    """Say whether the period only ends what another verb tells: "runs until 2031 and covers 60,000"."""
    surface = scene.periods[scene.parts[j].figure].surface.lower()
    return surface.startswith("until") and any(part.sort in ("join", "verb") for part in scene.parts[j:k])


def started(scene: Scene, j: int) -> bool:
    """Say whether the period only dates an event: "since 2019", "than in 2023", "since it was sold in 2017"."""
    before = [part.low for part in scene.parts[max(0, j - 3) : j]]
    if {"since", "than", "from", "by", "until", "compared"}.intersection(before):
        return True
    for part in reversed(scene.parts[:j]):
        if part.sort == "mark":
            return False
        if part.low in _EVENTS or part.sort == "relative":
            return True
    return False


_EVENTS = frozenset(
    {"since", "until", "before", "after", "because", "when"}
)  # what leads to an event beside the one told


def baseline(scene: Scene, k: int, j: int) -> bool:
    """Say whether the period only says what is compared with: "more than in 2023", "from 2019"."""
    between = [part.low for part in scene.parts[k + 1 : j] if part.sort in ("prep", "filler")]
    period = scene.periods[scene.parts[j].figure]
    if period.surface.lower().startswith("since") or period.start[:4] != period.end[:4]:
        return False
    baseline = {"than", "from", "compared", "versus", "vs", "above", "below"}
    if scene.figures[scene.parts[k].figure].dimension in ("share", "points", "factor"):
        baseline = baseline | {"over"}  # "5% over 2023", but "lost 12 over 2024"
    half = scene.figures[scene.parts[k].figure].surface.lower() == "half" and scene.parts[k + 1].low == "as"
    if scene.figures[scene.parts[k].figure].dimension == "factor" or half:
        baseline = baseline | {"as"}  # "four times as much as in 2022"
    return bool(baseline & set(between)) and len(scene.parts[k + 1 : j]) <= 6


def resumed(scene: Scene, k: int, j: int) -> bool:
    """Say whether another verb takes over before the period: "cut it to $5 and expects to break even by 2026"."""
    between = scene.parts[k + 1 : j]
    links = [n for n, part in enumerate(between) if part.low in ("and", "but", "then") and part.sort == "join"]
    return any(part.sort == "verb" for n in links for part in between[n + 1 : n + 2])


def anothers(scene: Scene, j: int, k: int, others: list[int]) -> bool:
    """Say whether a later period is another figure's own: a comparison follows "compared with", "from", "after"."""
    between = scene.parts[k + 1 : j]
    if any(part.low in ("compared", "versus", "than", "from", "against", "but", "while", "after") for part in between):
        return True
    if any(part.low == "as" and after.low == "in" for part, after in pairwise(scene.parts[k + 1 : j])):
        return True  # "half as much as in 2021"
    return sum(1 for other in others if k < other < j) > 1


def begun(period: Period) -> Period:
    """Return when what follows "until" began: "was $9 until May 2025, | when it was cut to $6" is of May 2025."""
    lead, _, rest = period.surface.partition(" ")
    ended = period.cumulative and lead.lower() in ("until", "till") and bool(rest)
    return replace(period, surface=rest, cumulative=False) if ended else period
