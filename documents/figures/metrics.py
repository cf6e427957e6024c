"""Which noun phrase a figure measures: found from the clause, verbatim, one to eight words."""

from __future__ import annotations

from documents.figures.kinds import kinds_of
from documents.figures.noun_metrics import adjective, measured_of, multiplied, partitive
from documents.figures.noun_phrases import (
    _EXTENTS,
    DETERMINERS,
    LONGEST,
    POSSESSIVES,
    Metric,
    counted_phrase,
    generic,
    phrase,
    skippable,
)
from documents.figures.nouns import is_plural
from documents.figures.object_metrics import moved
from documents.figures.scene import Scene, clause_of, subject_head, verb_before
from documents.figures.verb_metrics import after, held, lasting, leading, said, spent, verb_core, verbal


def metric_of(scene: Scene, figure: int) -> Metric | None:
    """Return what the figure measures, from its own clause; None where the clause does not say."""
    k = scene.at(figure)
    first, last = clause_of(scene, k)
    verb = verb_before(scene, first, k)
    noun = counted_phrase(scene, figure)
    if not noun and _contrasted(scene, figure, k):
        return None
    if noun and "-" in scene.figures[figure].surface.removesuffix(noun)[-1:]:
        noun = ""  # "a 14-storey tower" measures the tower
    if noun and (not generic(noun) or scene.figures[figure].dimension == "ordinal"):
        return Metric(noun, "counted", verb=verb)
    for way in (
        _set_behind,
        _extent,
        spent,
        _elliptic,
        _clefted,
        _explained,
        partitive,
        multiplied,
        adjective,
        measured_of,
        _share_of,
        said,
        lasting,
        moved,
        _beside,
        _announced,
        held,
        verbal,
        leading,
    ):
        found = way(scene, figure, k, first, last, verb)
        occasions = noun.lower() in ("times", "time")
        if found is not None and not (noun and not occasions and found.route in ("verb", "share")):
            return found
    if noun:
        return Metric(noun, "counted", verb=verb)
    return after(scene, k, last, verb)


def _contrasted(scene: Scene, figure: int, k: int) -> bool:
    """Say whether the figure is set against the one before: "$6 a tonne, against $5 for brine and $9 for rock"."""
    earlier = [other for other in scene.figures[:figure] if other.unit == scene.figures[figure].unit]
    if not earlier or k < 2:
        return False
    low = scene.parts[k - 1].low
    aimed = k + 2 < len(scene.parts) and scene.parts[k + 1].low == "for" and scene.parts[k + 2].sort == "phrase"
    if low in ("against", "versus", "vs") or (
        low in ("with", "to") and scene.parts[k - 2].low in ("compared", "compare")
    ):
        return k + 1 >= len(scene.parts) or scene.parts[k + 1].sort != "phrase"
    return low in ("and", ",") and aimed


def _set_behind(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "It employs dental hygienists, | 640 | at present": the noun behind which a count alone is set."""
    quantity = scene.figures[figure]
    j = k - 1
    while j > first and scene.parts[j].sort == "filler":
        j -= 1
    if quantity.dimension != "count" or quantity.unit or j < 1 or scene.parts[j].low != ",":
        return None
    noun = scene.parts[j - 1]
    end = scene.parts[k].last
    told = " ".join(token.low for token in scene.tokens[end : end + 2])
    if noun.sort != "phrase" or not told.startswith(_IN_ALL) or scene.named(noun.first, noun.last):
        return None
    text, owner = phrase(scene, j - 1)
    return Metric(text, "counted", owner, None, verb) if text and is_plural(scene.tokens[noun.last - 1]) else None


_IN_ALL = ("at present", "in all", "in total", "altogether", "all told", "currently", "today", "so far", "at last")


def _extent(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "13.5 metres across", "40 mm in size", "firms older than 5 years": the word that says what is measured."""
    compared = k >= first + 2 and scene.parts[k - 1].low == "than" and scene.parts[k - 2].sort == "phrase"
    if compared and scene.figures[figure].dimension in _MEASURED:
        part = scene.parts[k - 2]
        if part.last - part.first > 1 and scene.tokens[part.last - 1].low.endswith("er"):
            text, owner = phrase(scene, k - 2)
            return Metric(text, "subject", owner, None, verb) if text else None
    if k + 2 < last and scene.parts[k + 1].low == "in" and scene.figures[figure].dimension in _MEASURED:
        low = scene.tokens[scene.parts[k + 2].first].low
        if low in _SIZES:
            return Metric(low, "verb", None, None, verb)
    timed = scene.figures[figure].dimension == "duration" and k + 2 < last and verb is not None and verb < k
    dated = timed and scene.parts[k + 1].low in ("after", "before") and scene.parts[k + 2].sort == "phrase"
    if dated and verb is not None and scene.parts[verb].low == "be":
        return Metric(scene.words(k + 1, k + 3), "verb", None, None, verb)  # "That was 14 months after the fire"
    if scene.figures[figure].dimension not in ("length", "duration") or k + 1 >= last:
        return None
    after = scene.parts[k + 1]
    low = scene.tokens[after.first].low
    return Metric(low, "verb", None, None, verb) if low in _EXTENTS and after.last == after.first + 1 else None


_MEASURED = frozenset({"length", "area", "mass", "volume", "duration", "energy", "power"})
_SIZES = frozenset({"size", "length", "height", "width", "depth", "diameter", "weight", "area", "thickness", "volume"})


def _elliptic(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "The gross margin is 64%, and | the operating margin | 9.5%": a measure whose verb is left out."""
    if k < 4 or scene.parts[k - 1].sort != "phrase" or scene.parts[k - 2].low not in ("and", ",", ";", "while"):
        return None
    begin = k - 2 - (scene.parts[k - 3].low in (",", ";"))
    dimension = scene.figures[figure].dimension
    if scene.parts[begin - 1].sort not in ("figure", "period") or scene.figures[figure - 1].dimension != dimension:
        return None
    if scene.named(scene.parts[k - 1].first, scene.parts[k - 1].last):
        return None
    text, owner = phrase(scene, k - 1)
    known = text and kinds_of(tuple(text.lower().split()), dimension)
    return Metric(text, "subject", owner, k - 1, verb) if known else None


def _announced(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "| Energy | is a smaller matter: $2 in 2025", "| Revenue | followed: $2": what is spoken of before a colon."""
    colon = first - 1
    if colon < 1 or scene.parts[colon].low != ":" or any(part.sort != "filler" for part in scene.parts[first:k]):
        return None
    if any(part.sort == "verb" for part in scene.parts[k:last]):
        return None
    begin, _ = clause_of(scene, colon - 1)
    before = scene.parts[begin:colon]
    told = next((j for j in range(begin, colon) if scene.parts[j].sort == "verb"), None)
    head = subject_head(scene, begin, colon if told is None else told)
    if head is None or scene.parts[head].sort != "phrase" or any(p.sort in ("figure", "mark") for p in before):
        return None
    text, owner = phrase(scene, head)
    if told == colon - 1 and k + 1 == len(scene.parts):
        text = f"{text} {scene.words(told, colon)}"  # "Cases opened: 402" is no sentence
    cue = [one for one in kinds_of(tuple(text.lower().split()), scene.figures[figure].dimension) if not one[3]]
    small = told == 1 and scene.parts[1].low == "be"
    joined = any(scene.parts[j].low == "and" for j in range(head, colon if told is None else told))
    return Metric(text, "subject", owner, head, told) if text and (small or (cue and not joined)) else None


def _clefted(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "the 5.8% it earns": the verb of the relative clause without a pronoun."""
    if k + 2 >= len(scene.parts) or scene.parts[k + 1].sort != "pronoun" or scene.parts[k + 2].sort != "verb":
        return None
    if k == 0 or scene.parts[k - 1].low != "the":
        return None
    return Metric(scene.cut(*verb_core(scene, k + 2)), "verb", None, None, k + 2)


def _explained(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "38 square metres, the average size, is small": the phrase set beside the figure."""
    if verb is not None or k + 3 >= len(scene.parts) or scene.parts[k + 1].low != "," or scene.parts[k + 3].low != ",":
        return None
    if scene.parts[k + 2].sort != "phrase" or scene.tokens[scene.parts[k + 2].first].low not in ("the", "its", "their"):
        return None
    text, owner = phrase(scene, k + 2)
    return Metric(text, "subject", owner, k + 2, verb) if text else None


def _share_of(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "over 70% of owners are users": the share itself is the subject and what follows is measured."""
    if scene.figures[figure].dimension != "share" or verb is not None:
        return None
    j = k + 1
    if j < last and scene.parts[j].low == "of":
        j += 1
    elif not (j < last and scene.parts[j].sort == "verb"):
        return None
    begin = scene.parts[j].first if j < last else 0
    end = begin
    while j < last and not (scene.parts[j].sort == "mark" and scene.parts[j].low in ",.;:()?!"):
        end = scene.parts[j].last
        j += 1
    while begin < end and (scene.tokens[begin].low in ("being", "are", "is", "were") or skippable(scene, begin)):
        begin += 1
    if end <= begin or scene.tokens[end - 1].low.endswith(("'s", "’s")):
        return None  # "36% of Acme's": of what the figure before is a share of
    return Metric(scene.cut(begin, min(end, begin + LONGEST)), "share", head=None, verb=verb)


def _beside(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "a second field, Nord, with 1.5 GW" and "2.7 GW installed": what the figure stands beside, without a verb."""
    closed = k + 1 < len(scene.parts) and scene.parts[k + 1].low == ","
    if closed and k >= first + 2 and scene.parts[k - 1].low == "," and scene.parts[k - 2].sort == "phrase":
        j = k - 2
        while j >= first + 2 and scene.parts[j - 1].sort == "prep" and scene.parts[j - 2].sort == "phrase":
            j -= 2  # "Its score for service, 72 points, fell"
        text, owner = phrase(scene, j)
        opened = scene.tokens[scene.parts[j].first].low in DETERMINERS | POSSESSIVES or owner is not None
        return Metric(text, "subject", owner, j, verb) if text and opened and j == first else None
    if k >= 2 and scene.parts[k - 1].low == "with":
        j = k - 2 - (scene.parts[k - 2].low == ",")
        if j >= 0 and scene.parts[j].sort == "phrase":
            named = bool(scene.named(scene.parts[j].first, scene.parts[j].last))
            head = (
                j - 2
                if named and j >= 2 and scene.parts[j - 1].low == "," and scene.parts[j - 2].sort == "phrase"
                else j
            )
            text, owner = phrase(scene, head)
            return Metric(text, "beside", owner, j, verb) if text else None
    if verb is None and k + 2 < last and scene.parts[k + 1].low == "fall" and scene.parts[k + 2].low == "due":
        return Metric(scene.words(k + 1, k + 3), "verb", None, None, k + 1)
    if verb is None and k + 1 < last and scene.parts[k + 1].sort == "verb":
        text = scene.cut(*verb_core(scene, k + 1))
        ended = k + 2 >= last or scene.parts[k + 2].sort in ("mark", "prep", "period")
        return Metric(text, "verb", None, None, k + 1) if text.endswith("ed") and ended else None
    return None
