"""Figures that lean on one told just before: "it was 151%", "the number could reach 8m", "265,000 of them"."""

from __future__ import annotations

from documents.figures.kinds import kinds_of
from documents.figures.noun_phrases import Metric, core, counted_phrase, phrase
from documents.figures.scene import Scene, clause_of, subject_head
from documents.figures.types import Figure
from documents.figures.verbs import is_a
from documents.figures.vocabulary import words

_LEANING = frozenset({"it", "they", "this", "that", "these", "those"})
_REACHED = frozenset({"reach", "hit", "approach", "near"})
_MADE = frozenset(
    {
        "sell",
        "ship",
        "deliver",
        "make",
        "produce",
        "build",
        "buy",
        "order",
        "print",
        "issue",
        "carry",
        "handle",
        "serve",
    }
)
_GAINED = frozenset({"gain", "lose", "add", "shed", "attract", "hire", "cut"})
_PUTS = frozenset({"put", "set", "peg", "estimate", "reckon", "see"})
_SCALES = frozenset({"million", "billion", "trillion", "bn", "mn", "crore", "lakh"})
_LARGE = 1000  # a bare number below this may count anything


def antecedent(scene: Scene, k: int, metric: Metric | None, told: tuple[Figure, ...]) -> Figure | None:
    """Return the figure of a sentence before whose metric this one has; `told` are the last ones, nearest first."""
    quantity = scene.figures[k]
    if metric is None or metric.verb is None:
        return None
    base = scene.parts[metric.verb].low
    at = scene.at(k)
    head = subject_head(scene, clause_of(scene, at)[0], metric.verb)
    valued = is_a(base, "measure") or is_a(base, "change")
    leaning = valued and metric.route == "verb" and head is not None and scene.parts[head].low in _LEANING
    stand_in = metric.route == "subject" and metric.text.lower() in words("stand_ins", name="grammar")
    aimed = metric.route == "verb" and base in _REACHED and metric.verb < at
    if metric.route == "subject" and metric.text.lower() in _LEANING and quantity.dimension in ("factor", "share"):
        return next(iter(told), None)  # "That is double what Acme charges"
    bare = quantity.dimension == "count" and not quantity.unit
    left_out = elliptic(scene, at, metric)
    if not (leaning or stand_in or aimed or left_out or put_again(scene, at, metric)):
        return None
    last = [figure for figure in told if figure.sentence == told[0].sentence]
    if leaning and bare and len(last) == 1 and last[0].quantity.low <= 8 * quantity.low <= 64 * last[0].quantity.low:
        return last[0]  # "A nurse stays for 32 months at Acme. At Boro it is 18."
    for figure in told:
        other = figure.quantity
        if left_out and other.dimension == quantity.dimension == "money":
            return figure  # "Acme's sales are $3, Boro's are €2"
        if other.unit == quantity.unit or (bare and other.dimension == "count" and not aimed):
            return figure
    return None


def elliptic(scene: Scene, at: int, metric: Metric | None) -> bool:
    """Say whether the subject is an owner alone, whose measure was named before: "Boro's | fell by 7%"."""
    if metric is None or metric.verb is None or metric.verb >= at or metric.route != "verb":
        return False
    base = scene.parts[metric.verb].low
    head = subject_head(scene, clause_of(scene, at)[0], metric.verb)
    if head is None or scene.parts[head].sort != "phrase" or not (base == "be" or is_a(base, "change")):
        return False
    first, last, owner = core(scene, scene.parts[head].first, scene.parts[head].last)
    return owner is not None and first == last


def put_again(scene: Scene, at: int, metric: Metric | None) -> bool:
    """Say whether somebody gives another amount for what was told: "he puts | it | at no more than 4%"."""
    verb = metric.verb if metric is not None else None
    if verb is None or verb + 2 >= at or scene.parts[verb].low not in _PUTS:
        return False
    aimed = scene.parts[verb + 1]
    low = scene.tokens[aimed.last - 1].low
    pointed = aimed.low in _LEANING or low in words("stand_ins", name="grammar")
    return pointed and [part.low for part in scene.parts[verb + 2 : at] if part.low == "at"] == ["at"]


def measure_from(scene: Scene, k: int, metric: Metric | None, told: tuple[Figure, ...]) -> Figure | None:
    """Return the figure told before whose unit a bare number shares; `told` are the last ones, nearest first.

    Examples: "handles 400 engines a week and is to reach 650", "Acme's spread fell by 85 basis points. Boro saw its
    own spread widen by 30", "its score for price was 81 points, that for service, at 77, the best", "It gained 1,900".
    """
    quantity = scene.figures[k]
    at = scene.at(k)
    if quantity.dimension != "count" or quantity.unit or counted_phrase(scene, k) or not told:
        return None
    first, last = clause_of(scene, at)
    if stands_for(scene, first, at):
        return next((figure for figure in told if figure.quantity.unit), None)
    closed = at + 1 >= last or scene.parts[at + 1].sort in ("mark", "period", "join")
    closed = closed or scene.parts[at + 1].low in (("in", "for") if reports(scene, at) else ("in",))
    verb = metric.verb if metric is not None else None
    if not closed or verb is None or verb >= at:
        return None
    base = scene.parts[verb].low
    counts = (figure for figure in told if figure.quantity.dimension == "count" and figure.quantity.unit)
    alike = (figure for figure in counts if figure.quantity.low <= 100 * quantity.low <= 10_000 * figure.quantity.low)
    if (
        base in _REACHED
        or reports(scene, at)
        or in_words(scene, at)
        or (base in _GAINED and verb == at - 1 and quantity.low >= 100)
    ):
        return next(alike, None)
    moved = scene.parts[at - 1].low == "by" and is_a(base, "change") and metric is not None
    noun = metric.text.lower().split()[-1:] if moved and metric is not None else []
    return next(
        (figure for figure in told if figure.quantity.unit and figure.metric.lower().split()[-1:] == noun), None
    )


def reports(scene: Scene, at: int) -> bool:
    """Say whether a bare number is what somebody reports of the same as before: "Boro reported 42 for that day"."""
    return at >= 1 and scene.parts[at - 1].sort == "verb" and scene.parts[at - 1].low == "report"


def in_words(scene: Scene, at: int) -> bool:
    """Say whether a verb tells of a number in words alone: "drilled four holes; the monks had dug | nineteen"."""
    surface = scene.words(at, at + 1).lower()
    return at >= 1 and scene.parts[at - 1].sort == "verb" and surface.replace("-", "").isalpha()


def currency_from(scene: Scene, k: int, text: str, told: tuple[Figure, ...]) -> str:
    """Return the currency of a bare number that an amount of money is told by: "booked $3 billion. Profit fell to 20m".

    It is that of the amount told last; "" where the number counts something, or may.
    """
    quantity = scene.figures[k]
    scaled = any(word in _SCALES for word in quantity.surface.lower().replace("\u00a0", " ").split())
    if quantity.dimension != "count" or quantity.unit or not scaled or counted_phrase(scene, k):
        return ""
    low = tuple(text.lower().split())
    paid = {cue[2] for cue in kinds_of(low, "money") if not cue[3]}
    if not paid or kinds_of(low, "count"):
        return ""
    return next((figure.quantity.unit for figure in told if figure.quantity.dimension == "money"), "")


def leans(scene: Scene, k: int, metric: Metric | None) -> bool:
    """Say whether the figure is the value of a pronoun: "At Acme it was $17", "They have since fallen by 3%"."""
    if metric is None or metric.verb is None or metric.route != "verb":
        return False
    base = scene.parts[metric.verb].low
    head = subject_head(scene, clause_of(scene, scene.at(k))[0], metric.verb)
    valued = is_a(base, "measure") or is_a(base, "change")
    valued = valued or (base == "come" and scene.parts[metric.verb + 1].low == "to")
    return valued and head is not None and scene.parts[head].low in _LEANING


def measured_noun(scene: Scene) -> str:
    """Return the subject of the sentence where it is a measure: "Shares in Acme peaked", "ARPU, the sum that ..."."""
    verb = next((j for j, part in enumerate(scene.parts) if part.sort == "verb"), None)
    head = subject_head(scene, 0, verb) if verb is not None else None
    if head is None or scene.parts[head].sort != "phrase":
        return ""
    part = scene.parts[head]
    beside = scene.parts[head + 1 : head + 3]
    told = len(beside) == 2 and beside[0].low == "," and beside[1].sort == "phrase"
    explained = told and scene.tokens[beside[1].last - 1].low in words("gauges", name="grammar")
    text, _ = phrase(scene, head)
    cue = bool(text) and any(kinds_of(tuple(text.lower().split()), sort) for sort in ("money", "share", "count"))
    return text if explained or (cue and not scene.named(part.first, part.last)) else ""


def stands_for(scene: Scene, first: int, at: int) -> bool:
    """Say whether the clause opens with "that of", "those in" for what was named before: "that of Acme, at 81"."""
    for j in range(max(first, at - 6), at - 2):
        pointed = scene.parts[j].first + 1 == scene.parts[j].last
        if pointed and scene.tokens[scene.parts[j].first].low in ("that", "those"):
            return scene.parts[j + 1].low in ("of", "in", "for", "at", "on") and scene.parts[j - 1].sort != "prep"
    return False


def unit_from(scene: Scene, k: int, told: tuple[Figure, ...]) -> str:
    """Return the noun that a bare number counts by what was told before: "sold 1.2 million", "3,000 of them"."""
    quantity = scene.figures[k]
    at = scene.at(k)
    if quantity.dimension != "count" or quantity.unit or counted_phrase(scene, k):
        return ""
    after = [part.low for part in scene.parts[at + 1 : at + 3]]
    of_them = after[:1] == ["of"] and after[1:] and after[1] in ("them", "these", "those", "which")
    before = scene.parts[at - 1] if at else None
    made = before is not None and before.sort == "verb" and before.low in _MADE and quantity.low >= _LARGE
    closed = (
        not after
        or after[0] in (",", ".", ";", "in", "by", "last", "and", "a", "this")
        or scene.parts[at + 1].sort == "period"
    )
    if not (of_them or (made and closed)):
        return ""
    last = [figure for figure in told if figure.sentence == told[0].sentence]
    counts = (figure.quantity.unit for figure in last if figure.quantity.dimension == "count")
    return next((unit for unit in counts if unit), "")
