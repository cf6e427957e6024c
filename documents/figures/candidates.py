"""Which phrases of a clause may own a figure, the surest first."""

from __future__ import annotations

from documents.figures.appositions import apposed, apposing, with_apposition
from documents.figures.cast import Cast
from documents.figures.noun_phrases import Metric, core
from documents.figures.scene import Scene, clause_of, subject_head, verb_before
from documents.figures.units import unit_of
from documents.figures.verbs import is_a
from documents.figures.vocabulary import words

_OF = frozenset({"of", "for", "in", "at", "from"})
_AT = frozenset({"for", "in", "at"})
_GIVEN = frozenset({"pay", "spend", "bid", "offer", "raise"})  # "it paid $3 for Acme": of who paid
_LABEL = 6  # elements before the clause, the colon among them


def candidates(scene: Scene, figure: int, metric: Metric | None, cast: Cast, speaks: bool) -> list[tuple[int, int]]:
    """Return token ranges that may own the figure, the surest first."""
    k = scene.at(figure)
    first, last = clause_of(scene, k)
    found: list[tuple[int, int]] = []
    if metric is not None and metric.route == "reduced":
        return _attached(scene, k + 2, len(scene.parts), frozenset({"on", "for"}))  # "the $5 spent on | the R9"
    if metric is not None and metric.owner is not None:
        found.append(metric.owner)
    if metric is not None and metric.head is not None and metric.route in ("subject", "object", "adjective", "of"):
        opens = scene.parts[metric.head].first
        if scene.tokens[opens].low in words("possessives", name="grammar"):
            found.append((opens, opens + 1))
    described = apposing(scene, k)
    if described is not None:
        found.insert(0, described)
    before = possessor(scene, k)
    if before is not None:
        found.append(before)
    passive = k >= 2 and scene.parts[k - 1].low == "by" and metric is not None and metric.route == "verb"
    if passive and scene.figures[figure].dimension == "share":
        found.extend(_share_owner(scene, k, last))  # "is reported by 22% of schools"
    housed = _where(scene, first, k)
    if housed is not None:
        found.append(housed)
    relative = _relative(scene, k)
    if relative is not None:
        found.append(relative)
    if first > 1 and scene.parts[first - 1].low == "whose" and metric is not None and metric.route == "subject":
        found.extend(_subject(scene, first, first, k))  # "Acme, whose mortgage book shrank by 7"
    if metric is not None and metric.route == "leading" and metric.head is not None:
        found.append((scene.parts[metric.head].first, scene.parts[metric.head].last))
    if metric is not None and metric.head is not None and metric.route in ("subject", "of", "aside", "said"):
        found.extend(_attached(scene, metric.head + 1, k if metric.head < k else last, _OF))
    verb = verb_before(scene, first, k)
    if metric is not None and metric.route == "subject" and metric.owner is None:
        found[:0] = [span for span in _attached(scene, k + 1, last, _AT) if _holds_name(scene, span, cast)]
        found[:0] = _opened(scene, first, metric.head)
    if speaks and verb is not None:
        found.extend(_objects(scene, verb, k))
    subject = _subject(scene, first, verb, k) if not speaks else []
    beside = _attached(scene, k + 1, last, _OF if metric is None or metric.route != "verb" else frozenset({"of"}))
    if metric is not None and metric.route in ("adjective", "after", "held"):
        beside = _attached(scene, (metric.head or k) + 1, last, _OF)
    if metric is not None and metric.route == "share":
        return found + _share_owner(scene, k, last) + subject
    if metric is not None and metric.route in ("subject", "aside", "said"):
        return found
    if metric is not None and metric.route == "valued" and metric.head is not None:
        return [*found, with_apposition(scene, metric.head, last), *subject]
    if metric is not None and metric.route == "beside" and metric.head is not None:
        thing = with_apposition(scene, metric.head, last)
        objective = verb is not None and metric.head > verb and metric.text.endswith(" worth")
        return [*found, *subject, thing] if objective else [*found, thing, *subject]
    if metric is not None and metric.route == "counted" and k >= 2 and scene.parts[k - 1].low == "of":
        part = scene.parts[k - 2]
        low = scene.tokens[part.last - 1].low
        compared = k >= 3 and scene.parts[k - 3].low in ("after", "against", "from", "versus")
        told = scene.parts[k - 3].low if k >= 3 and scene.parts[k - 3].sort == "verb" else ""
        own = bool(told) and (told in ("report", "forecast") or not is_a(told, "say"))  # "forecasts | sales of 5 cars"
        compared = compared or own
        wrapping = low in words("empty_heads", name="grammar") or (compared and low in words("doings", name="grammar"))
        if part.sort == "phrase" and not wrapping:
            found.append((part.first, part.last))
    if metric is None and k + 1 < last and scene.parts[k + 1].low == "for":
        found.extend(beside)
    if metric is not None and metric.route == "verb" and k + 1 < last and scene.parts[k + 1].low == "of" and subject:
        return [*found, *subject, *beside]  # "The state pays | 18% of the cost of Acme's plant"
    surer = [span for span in subject if _holds_name(scene, span, cast)]
    other = [span for span in beside if _holds_name(scene, span, cast)]
    return found + surer + other + subject


def _opened(scene: Scene, first: int, head: int | None) -> list[tuple[int, int]]:
    """Return the place that opens a clause before its subject: "in | the rural north | the rate is twice that"."""
    if head is not None and first > 3 and scene.parts[2].low == "," and scene.parts[3].low in ("where", "which"):
        first = 0
        head = 2  # "In the north, where roads are few, the rate is 3%"
    if head is None or head < first + 2 or scene.parts[first].low not in ("in", "at"):
        return []
    part = scene.parts[first + 1]
    bare = all(scene.parts[j].sort not in ("verb", "figure", "period") for j in range(first, head))
    placed = bare and part.sort == "phrase" and not _rated(scene, first + 1)
    named = bool(scene.named(part.first, part.last)) or scene.tokens[part.last - 1].low in words(
        "regions", name="names"
    )
    return [(part.first, part.last)] if placed and named else []


def _holds_name(scene: Scene, span: tuple[int, int], cast: Cast) -> bool:
    lows = [scene.tokens[i].low for i in range(*span)]
    pointed = bool(words("possessives", name="grammar").intersection(lows))
    pointed = pointed or (lows[:1] == ["the"] and len(lows) == 2 and lows[1] in words("firms", name="names"))
    return pointed or bool(cast.mentions(scene.tokens, *span))


def possessor(scene: Scene, k: int) -> tuple[int, int] | None:
    """Return the owner right before the figure: "the R9's | 19,900"."""
    if k == 0 or scene.parts[k - 1].sort != "phrase":
        return None
    part = scene.parts[k - 1]
    first, last, owner = core(scene, part.first, part.last)
    return owner if owner is not None and first == last else None


def _relative(scene: Scene, k: int) -> tuple[int, int] | None:
    """Return the subject of a relative clause without its pronoun: "the three plants | Acme | has built"."""
    if k + 2 < len(scene.parts) and "what" in (scene.parts[k + 1].low, scene.parts[k + 2].low):
        return None  # "a tenth of what Acme spent" is somebody else's
    for j in (k + 1, k + 2):
        if (
            j + 1 < len(scene.parts)
            and scene.parts[j].sort in ("phrase", "pronoun")
            and scene.parts[j + 1].sort == "verb"
        ):
            part = scene.parts[j]
            if part.sort == "pronoun" or scene.named(part.first, part.last):
                return part.first, part.last
        if j >= len(scene.parts) or scene.parts[j].sort != "phrase":
            break
    return None


def _attached(scene: Scene, j: int, last: int, allowed: frozenset[str]) -> list[tuple[int, int]]:
    """Return the noun phrases that follow from element j on after prepositions: "of Acme's business"."""
    found: list[tuple[int, int]] = []
    while j + 1 < last and scene.parts[j].sort == "prep" and scene.parts[j + 1].sort in ("phrase", "pronoun"):
        if scene.parts[j].low in allowed and not _timed(scene, j + 1):
            found.append(with_apposition(scene, j + 1, last))
        j += 2
    return found


def _objects(scene: Scene, verb: int, k: int) -> list[tuple[int, int]]:
    """Return the object of a verb of saying before "at": "values | the auto business | at $3"."""
    settled = any(part.sort == "prep" and part.low in ("at", "to") for part in scene.parts[verb + 2 : k])
    if settled and verb + 1 < k and scene.parts[verb + 1].sort == "phrase":
        part = scene.parts[verb + 1]
        return [(part.first, part.last)]
    return []


def _subject(scene: Scene, first: int, verb: int | None, k: int) -> list[tuple[int, int]]:
    """Return the grammatical subject of the clause, or what a relative pronoun at its start points back to."""
    end = verb if verb is not None else k
    with_clause = scene.parts[first].low in ("with", "despite", "including")
    if with_clause and verb is None and first >= 1 and scene.parts[first - 1].low == ",":
        return _earlier_subject(scene, first - 1)  # ", with 4 ferries and a revenue of $2"
    head = subject_head(scene, first, end)
    labelled = _labelled(scene, first) if verb is not None and scene.parts[first].sort == "verb" else None
    if labelled is not None:
        return [labelled]
    if head is not None and head < end and scene.parts[head].sort != "figure":
        found = [with_apposition(scene, head, end + 1)]
        if scene.parts[head].low == "it" and (verb is None or scene.parts[verb].low not in _GIVEN):
            found = _attached(scene, k + 1, clause_of(scene, k)[1], frozenset({"for"})) + found
        held = scene.tokens[scene.parts[head].last - 1].low in words("held_in", name="names")
        return found + _attached(scene, head + 1, end, frozenset({"of", "for", "in"} if held else {"of", "for"}))
    if first >= 1 and scene.parts[first - 1].sort == "relative":
        for j in range(first - 2, max(first - 7, -1), -1):
            if scene.parts[j].sort == "phrase" and not _rated(scene, j):
                placed = j >= 2 and scene.parts[j - 1].low in ("in", "at", "near", "on", "from", "outside")
                placed = placed or (j >= 2 and scene.parts[j - 1].low == "of" and _both_named(scene, j))
                whole = scene.parts[j - 2] if placed and scene.parts[j - 2].sort == "phrase" else scene.parts[j]
                return [apposed(scene, j) or (whole.first, whole.last)]
    if first == 0 and verb == 0 and scene.tokens[scene.parts[0].first].low.endswith(("ed", "ing")):
        return _later_subject(scene, k)
    if first >= 1 and (verb is not None or with_clause) and scene.parts[first - 1].low in (",", "and"):
        return _earlier_subject(scene, first - 1)
    return []


def _labelled(scene: Scene, first: int) -> tuple[int, int] | None:
    """Return what opens the sentence before a colon and does what the clause says: "Web shop: | sells 15%"."""
    if not 2 <= first <= _LABEL or scene.parts[first - 1].low != ":":
        return None
    label = scene.parts[: first - 1]
    named = all(part.sort == "phrase" or part.low in ("and", "of", "&") for part in label)
    return (label[0].first, label[-1].last) if named else None


def _where(scene: Scene, first: int, k: int) -> tuple[int, int] | None:
    """Return what "where" before the figure points back to: "in physics, where one post in eight is empty".

    "A mill near Parma, where 40 people work" and "a hall in Leeds, which opened in 2022 and where 300 weld" tell of the
    mill and the hall; people live in the town.
    """
    if first != k or first <= 2 or scene.parts[first - 1].low != "where":
        return None
    j = first - 2
    if scene.parts[j].low == "and":
        while j > 2 and scene.parts[j].sort not in ("mark", "relative"):
            j -= 1
        j -= scene.parts[j].sort == "relative"
    if j < 1 or scene.parts[j].low != "," or scene.parts[j - 1].sort != "phrase":
        return None
    part = scene.parts[j - 1]
    placed = (
        j >= 3 and scene.parts[j - 2].low in ("in", "near", "at", "outside") and scene.parts[j - 3].sort == "phrase"
    )
    lives = any(
        scene.tokens[i].low in ("live", "lives", "lived") for i in range(scene.parts[k].last, len(scene.tokens))
    )
    if placed and not lives and scene.named(part.first, part.last):
        thing = scene.parts[j - 3]
        opened = scene.tokens[thing.first].low
        single = opened in ("a", "an", "the", "its", "their", "his", "her", "this")
        if single and not scene.named(thing.first, thing.last):
            return thing.first, thing.last
    return part.first, part.last


def _both_named(scene: Scene, j: int) -> bool:
    """Say whether names stand on both sides of "of": "led by | Acme Re | of | Leeds, which bore 6%"."""
    return all(scene.named(scene.parts[i].first, scene.parts[i].last) for i in (j - 2, j))


def _rated(scene: Scene, j: int) -> bool:
    """Say whether the phrase only is what an amount is for: "310 tonnes of milk | a week"."""
    low = scene.tokens[scene.parts[j].last - 1].low
    found = unit_of(low)
    return found is not None and found[1] == "duration"


def _timed(scene: Scene, j: int) -> bool:
    """Say whether the phrase tells a time, which owns nothing: "in | its first week", "in | its first | 24 hours".

    A quarter without a year is told by nothing else.
    """
    part = scene.parts[j]
    if scene.tokens[part.last - 1].low in _FIRST:
        return j + 1 < len(scene.parts) and scene.parts[j + 1].sort == "figure"
    opens = part.last - part.first > 1 and scene.tokens[part.last - 2].low in _FIRST
    return opens and _rated(scene, j) and scene.tokens[part.last - 1].low != "quarter"


_FIRST = frozenset({"first", "last", "next", "opening"})


def _later_subject(scene: Scene, k: int) -> list[tuple[int, int]]:
    """Return the subject that follows a participle: "Ranked last among 14, | Acme | pays 3"."""
    begin = clause_of(scene, k)[1]
    verb = next((j for j in range(begin, len(scene.parts)) if scene.parts[j].sort == "verb"), None)
    head = subject_head(scene, begin, verb) if verb is not None else None
    if head is None or scene.parts[head].sort == "figure":
        return []
    return [(scene.parts[head].first, scene.parts[head].last)]


def _earlier_subject(scene: Scene, j: int) -> list[tuple[int, int]]:
    """Return the subject of the clause before: ", anchoring it below ..." goes on with that subject."""
    if j <= 0:
        return []
    first, _ = clause_of(scene, j - 1)
    while first > 1 and scene.parts[j].low == "and" and scene.parts[first - 1].sort in ("relative", "join"):
        opened = scene.parts[first - 1].low  # "fewer than when she came, | and spends 5": on to the main clause
        if (
            opened not in ("when", "that", "which", "who", "if", "because", "where", "as")
            or scene.parts[j - 1].low != ","
        ):
            break
        first, _ = clause_of(scene, first - 2)
    verb = verb_before(scene, first, j)
    head = subject_head(scene, first, verb) if verb is not None else None
    if head is None or scene.parts[head].sort == "figure":
        return []
    return [with_apposition(scene, head, j)]


def _share_owner(scene: Scene, k: int, last: int) -> list[tuple[int, int]]:
    """Return the whole of a share: "70% of | R9 owners | are ..."."""
    if k + 2 < last and scene.parts[k + 1].low == "of" and scene.parts[k + 2].sort == "phrase":
        part = scene.parts[k + 2]
        return [(part.first, part.last), *_attached(scene, k + 3, last, _OF)]
    return []
