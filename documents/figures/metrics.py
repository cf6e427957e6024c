"""Which noun phrase a figure measures: found from the clause, verbatim, one to eight words."""

from __future__ import annotations

from documents.figures.noun_phrases import (
    _EXTENTS,
    DETERMINERS,
    LONGEST,
    POSSESSIVES,
    Metric,
    bounding,
    counted_phrase,
    empty,
    generic,
    owner_before,
    phrase,
    skippable,
)
from documents.figures.scene import Scene, clause_of, subject_head, verb_before
from documents.figures.verb_metrics import after, lasting, leading, moved, said, verb_core, verbal
from documents.figures.vocabulary import words


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
    if noun and not generic(noun):
        return Metric(noun, "counted", verb=verb)
    for way in (
        _extent,
        _clefted,
        _explained,
        _partitive,
        _multiplied,
        _adjective,
        _of,
        _share_of,
        said,
        lasting,
        moved,
        _beside,
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


def _extent(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "13.5 metres across", "1.86m tall": the word that says along what a length is measured."""
    if scene.figures[figure].dimension not in ("length", "duration") or k + 1 >= last:
        return None
    after = scene.parts[k + 1]
    low = scene.tokens[after.first].low
    return Metric(low, "verb", None, None, verb) if low in _EXTENTS and after.last == after.first + 1 else None


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


def _partitive(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "two of its three lenders": the noun of the whole."""
    quantity = scene.figures[figure]
    if quantity.dimension != "count" or k + 2 >= last or scene.parts[k + 1].low != "of":
        return None
    for j in range(k + 2, min(k + 5, last)):
        if scene.parts[j].sort == "figure":
            noun = counted_phrase(scene, scene.parts[j].figure)
            return Metric(noun, "counted", verb=verb) if noun else None
        if scene.parts[j].sort == "phrase":
            text, owner = phrase(scene, j)
            if text and text.lower() not in ("next", "last", "first"):
                return Metric(text, "counted", owner, None, verb)
    return None


def _multiplied(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "profit doubled" measures its subject, "to double the range" its object."""
    quantity = scene.figures[figure]
    word = quantity.surface.lower()
    if quantity.dimension != "factor" or not word.startswith(_MULTIPLIERS):
        return None
    if k + 1 < last and scene.parts[k + 1].sort == "phrase":
        text, owner = phrase(scene, k + 1)
        if text and text.lower() not in words("stand_ins", name="grammar"):
            return Metric(text, "object", owner, k + 1, verb)
    head = subject_head(scene, first, k)
    if word in ("double", "triple", "quadruple") or head is None or scene.parts[head].sort != "phrase":
        return None
    text, owner = phrase(scene, head)
    return Metric(text, "subject", owner, head, verb) if text else None


_MULTIPLIERS = ("doubl", "tripl", "quadrupl", "halv", "trebl", "quintupl")


def _adjective(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "a 12% gross margin", "15-inch screen": the noun phrase right after the figure."""
    quantity = scene.figures[figure]
    if k + 1 >= last or scene.parts[k + 1].sort != "phrase":
        return None
    after = scene.parts[k + 1]
    if quantity.dimension == "factor":
        compared = any(part.low == "as" for part in scene.parts[k + 1 : k + 3])
        noun = scene.tokens[after.first].low
        if not quantity.surface.endswith("times") or compared or noun in words("pronouns", name="grammar"):
            return None
        if noun.endswith("er") and after.last == after.first + 1:
            return None  # "30 times finer"
        text, owner = phrase(scene, k + 1)
        return Metric(text, "adjective", owner, k + 1, verb) if text else None
    token = scene.tokens[after.first]
    worded = quantity.dimension == "share" and quantity.surface[:1].isalpha()
    if (token.low in DETERMINERS or token.low in POSSESSIVES) and not worded:
        return None
    if token.line or token.low in words("trailing", name="grammar"):
        return None
    text, owner = phrase(scene, k + 1)
    if not text:
        return None
    return Metric(text, "adjective", owner or owner_before(scene, k), k + 1, verb)


def _of(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "an automation rate of 91%", "a price of about $3": the noun phrase before "of" or "at"."""
    j = k - 1
    while j > first and (scene.parts[j].sort == "filler" or bounding(scene, j)):
        j -= 1
    if j <= first or scene.parts[j].sort != "prep" or scene.parts[j].low not in _BEFORE:
        return None
    if (
        scene.parts[j].low == "at"
        and j - 2 >= first
        and scene.parts[j - 1].low == ","
        and scene.parts[j - 2].sort == "phrase"
    ):
        text, owner = phrase(scene, j - 2)
        return Metric(text, "of", owner, j - 2, verb) if text else None
    if (
        scene.parts[j].low == "in"
        and scene.figures[figure].dimension == "duration"
        and scene.parts[j - 1].sort == "phrase"
    ):
        text, owner = phrase(scene, j - 1)  # "their lowest in eleven years"
        extreme = text.lower().split()[-1:] if text else []
        if extreme and (extreme[0].endswith("est") or extreme[0] in ("best", "worst", "record", "first")):
            return Metric(text, "of", owner, j - 1, verb)
    issued = scene.parts[j].low == "at" and j >= first + 3 and scene.parts[j - 2].low == "of"
    if issued and scene.parts[j - 1].sort == "phrase" and scene.parts[j - 3].sort == "figure":
        text, owner = phrase(scene, j - 1)  # "£250m of ten-year bonds at 8.75%"
        return Metric(text, "of", owner, j - 1, verb) if text else None
    if (
        scene.parts[j].low == "in"
        or scene.parts[j - 1].sort != "phrase"
        or (scene.parts[j].low not in ("of", "worth") and verb is not None)
    ):
        return None
    if scene.parts[j].low == "worth":
        text, owner = phrase(scene, j - 1)
        return Metric(f"{text} worth".strip(), "beside", owner, j - 1, verb)
    text, owner = phrase(scene, j - 1)
    if not text or (empty(text) and not (j >= 2 and scene.parts[j - 2].sort == "figure")):
        return None
    if scene.figures[figure].dimension == "duration" and scene.parts[j].low in ("to", "by"):
        return None
    return Metric(text, "of", owner, j - 1, verb)


_BEFORE = frozenset({"of", "at", "to", "by", "for", "on", "in", "worth"})


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
    if end <= begin:
        return None
    return Metric(scene.cut(begin, min(end, begin + LONGEST)), "share", head=None, verb=verb)


def _beside(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "a second field, Nord, with 1.5 GW" and "2.7 GW installed": what the figure stands beside, without a verb."""
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
    if verb is None and k + 1 < last and scene.parts[k + 1].sort == "verb":
        text = scene.cut(*verb_core(scene, k + 1))
        ended = k + 2 >= last or scene.parts[k + 2].sort in ("mark", "prep", "period")
        return Metric(text, "verb", None, None, k + 1) if text.endswith("ed") and ended else None
    return None
