"""Metrics that are read from the noun beside the figure: "a 12% gross margin", "a rate of 91%"."""

from __future__ import annotations

from documents.figures.kinds import kinds_of
from documents.figures.noun_phrases import (
    DETERMINERS,
    POSSESSIVES,
    Metric,
    bounding,
    counted_phrase,
    empty,
    owner_before,
    phrase,
)
from documents.figures.scene import Scene, subject_head
from documents.figures.vocabulary import words


def partitive(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
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


def multiplied(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
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


def adjective(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "a 12% gross margin", "15-inch screen": the noun phrase right after the figure."""
    quantity = scene.figures[figure]
    if k + 1 >= last or scene.parts[k + 1].sort != "phrase":
        return None
    after = scene.parts[k + 1]
    if quantity.dimension == "factor":
        compared = any(part.low == "as" for part in scene.parts[k + 1 : k + 3])
        noun = scene.tokens[after.first].low
        j = k - 1
        while j > first and scene.parts[j].sort == "filler":
            j -= 1
        text, owner = phrase(scene, k + 1)
        if scene.parts[j].low == "at" and text and kinds_of(tuple(text.lower().split()), "money"):
            return Metric(text, "adjective", owner, k + 1, verb)  # "sells it at nearly twice the price"
        settled = scene.parts[k - 1].low == "to" and verb is not None and verb < k
        if not quantity.surface.endswith("times") or compared or settled or noun in words("pronouns", name="grammar"):
            return None
        if noun.endswith("er") and after.last == after.first + 1:
            return None  # "30 times finer"
        text, owner = phrase(scene, k + 1)
        return Metric(text, "adjective", owner, k + 1, verb) if text else None
    token = scene.tokens[after.first]
    worded = quantity.dimension == "share" and quantity.surface[:1].isalpha()
    if (token.low in DETERMINERS or token.low in POSSESSIVES) and not worded:
        return None
    dated = token.low == "that" and scene.tokens[after.last - 1].low in words("times", name="grammar")
    if token.line or dated or token.low in words("trailing", name="grammar"):
        return None
    text, owner = phrase(scene, k + 1)
    if not text:
        return None
    return Metric(text, "adjective", owner or owner_before(scene, k), k + 1, verb)


def measured_of(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "an automation rate of 91%", "a price of about $3": the noun phrase before "of" or "at"."""
    j = k - 1
    while j > first and (scene.parts[j].sort == "filler" or bounding(scene, j)):
        j -= 1
    if j <= first or scene.parts[j].sort != "prep" or scene.parts[j].low not in _BEFORE:
        return None
    if (
        scene.parts[j].low in ("at", "of")
        and j - 2 >= first
        and scene.parts[j - 1].low == ","
        and scene.parts[j - 2].sort == "phrase"
    ):
        head = j - 2
        while (
            head >= first + 2 and scene.parts[head - 1].low in ("on", "of") and scene.parts[head - 2].sort == "phrase"
        ):
            head -= 2  # "Its return on equity, at 11.8%"
        text, owner = phrase(scene, head)
        if text and head < j - 2:
            text = f"{text} {scene.words(head + 1, j - 1)}"
        return Metric(text, "of", owner, head, verb) if text else None
    if scene.parts[j].low == "worth" and scene.parts[j - 1].low == "," and j >= 2:
        text, owner = phrase(scene, j - 2) if scene.parts[j - 2].sort == "phrase" else ("", None)
        return Metric(f"{text} worth".strip(), "beside", owner, j - 2, verb)
    if (
        scene.parts[j].low == "in"
        and scene.figures[figure].dimension == "duration"
        and scene.parts[j - 1].sort == "phrase"
    ):
        text, owner = phrase(scene, j - 1)  # "their lowest in eleven years"
        extreme = text.lower().split()[-1:] if text else []
        if extreme and (extreme[0].endswith("est") or extreme[0] in ("best", "worst", "record", "first")):
            return Metric(text, "of", owner, j - 1, verb)
    begin = j - 2 - (scene.parts[j - 2].sort == "figure")
    issued = scene.parts[j].low == "at" and begin > first and scene.parts[begin].low == "of"
    if issued and scene.parts[j - 1].sort == "phrase" and scene.parts[begin - 1].sort == "figure":
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
