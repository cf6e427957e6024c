"""Metrics that are read from the verb of the clause: "the margin was 3%", "cut weight by 14%", "lost $3"."""

from __future__ import annotations

from documents.figures.clauses import insertions
from documents.figures.kinds import kinds_of
from documents.figures.noun_phrases import (
    LONGEST,
    Metric,
    acting,
    bounding,
    heads_names,
    lows,
    phrase,
    skippable,
)
from documents.figures.recipients import costing
from documents.figures.scene import Scene, subject_head
from documents.figures.units import unit_of
from documents.figures.verbs import is_a
from documents.figures.vocabulary import words


def said(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "sales forecasts (Acme predicts 4 units)": a parenthesis explains the noun phrase before it."""
    if first < 2 or scene.parts[first - 1].low != "(" or scene.parts[first - 2].sort != "phrase":
        return None
    text, owner = phrase(scene, first - 2)
    told = kinds_of(tuple(text.lower().split()), scene.figures[figure].dimension)
    said = verb is not None and any(is_a(token.low, "say") for token in _verb_tokens(scene, verb))
    if not told or not (said or verb is None):
        return None
    return Metric(text, "said" if said else "aside", owner, first - 2, verb)


def _verb_tokens(scene: Scene, verb: int) -> tuple:  # type: ignore[type-arg]
    part = scene.parts[verb]
    return scene.tokens[part.first : part.last]


def lasting(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "a decade of partnership": what lasts for the duration."""
    if scene.figures[figure].dimension != "duration" or k + 1 >= last or scene.parts[k + 1].low != "of":
        return None
    return after(scene, k, last, verb)


def leading(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "In one day, Acme sold out": the clause follows the figure."""
    dating = k + 1 < last and scene.parts[k + 1].low in ("ago", "later", "earlier")
    led = k > 0 and (scene.parts[k - 1].sort in ("prep", "filler") or scene.parts[k - 1].low in ("its", "their", "the"))
    if verb is not None or not (led or dating):
        return None
    aside = insertions(scene.parts, k + 1, last)
    verbs = [j for j in range(k + 1, last) if scene.parts[j].sort == "verb"]
    after = next((j for j in verbs if not any(opened < j < closed for opened, closed in aside)), None)
    if after is None:
        return None
    head = next((j for j in range(k + 1, after) if scene.parts[j].sort in ("phrase", "pronoun")), None)
    text = scene.cut(*verb_core(scene, after))
    return Metric(text, "leading", None, head, after) if text else None


def held(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "had $5 in | cash | and $7 of | debt": what an amount of money is, where the verb only says who has it."""
    led = k + 2 < last and scene.parts[k + 1].low in ("in", "of") and scene.parts[k + 2].sort == "phrase"
    if verb is None or not led or scene.figures[figure].dimension != "money" or scene.parts[verb].low not in _HAS:
        return None
    text, owner = phrase(scene, k + 2)
    if not text:
        return None
    low = tuple(text.lower().split())
    told = any(not cue[3] for cue in kinds_of(low, "money")) or low[-1] in words("holdings", name="grammar")
    return Metric(text, "held", owner, k + 2, verb) if told else None


_HAS = frozenset({"have", "hold", "carry", "keep", "report", "post", "generate", "record"})


def spent(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "the $70 million | spent on | the second ship": what was done with an amount, told right after it."""
    if k + 3 >= len(scene.parts) or scene.parts[k + 1].sort != "verb" or k == 0:
        return None
    part = scene.parts[k + 1]
    single = part.last == part.first + 1 and scene.parts[k - 1].low in ("the", "its", "their", "his", "her")
    aimed = scene.parts[k + 2].low in ("on", "for") and scene.parts[k + 3].sort == "phrase"
    if not single or not aimed or scene.figures[figure].dimension != "money" or not _participle(scene, k + 1):
        return None
    return Metric(scene.words(k + 1, k + 3), "reduced", None, None, k + 1)


def _participle(scene: Scene, verb: int) -> bool:
    low = scene.tokens[scene.parts[verb].first].low
    return low.endswith("ed") or low in ("spent", "paid", "lent", "bid", "lost", "set")


def verbal(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """Read the metric from subject and verb: "the margin was 3%", "lost $3", "starts at $3"."""
    if verb is None:
        return None
    quantity = scene.figures[figure]
    part = scene.parts[verb]
    base = part.low
    head = subject_head(scene, first, verb)
    told = kinds_of(tuple(token.low for token in scene.tokens[part.first : part.last]), quantity.dimension)
    tail = _tail(scene, figure, k, last)
    if base == "be" and quantity.dimension == "share" and k + 1 < last and scene.parts[k + 1].sort == "verb":
        return Metric(scene.cut(*verb_core(scene, k + 1)), "verb", None, head, verb)
    if tail and base in _PARTS:
        return Metric(tail.removeprefix("of ").strip(), "verb", None, head, verb)
    stayed = quantity.dimension == "duration" and _for_before(scene, k) and base not in _LASTS
    occasions = quantity.unit == "time" or stayed
    if head is not None and scene.parts[head].sort == "phrase" and not occasions:
        text, owner = phrase(scene, head)
        if text and quantity.dimension == "duration" and base in _LASTS and not heads_names(scene, head):
            return Metric(text, "verb", owner, head, verb)
        cue = kinds_of(tuple(text.lower().split()), quantity.dimension)
        runs = base in ("run", "go", "work") and scene.parts[verb + 1].low in ("as", "at", "to")
        linking = is_a(base, "measure") or is_a(base, "change") or runs
        named = any(name[1] >= scene.parts[head].last for name in heads_names(scene, head))
        named = named or acting(scene, head, quantity.dimension)
        named = named and not (first and scene.parts[first - 1].low == "whose")
        linking = linking and bool(cue or not _predicate(scene, k, verb))
        if text and linking and (cue or not (named or (told and is_a(base, "measure")))):
            return Metric(f"{text} {tail}".strip(), "subject", owner, head, verb)
    related = _related(scene, quantity.dimension, first, verb) if head is None and not occasions else None
    if related is not None:
        return related
    measured = quantity.dimension not in ("money", "share", "count", "duration", "points", "factor")
    if measured and is_a(base, "hold") and k + 1 < last and scene.parts[k + 1].low == "of":
        found = after(scene, k, last, verb)
        if found is not None:
            return Metric(found.text, "verb", found.owner, head, verb)
    text = costing(scene, figure) or _predicate(scene, k, verb) or scene.cut(*verb_core(scene, verb))
    if not text:
        return None
    if base in _SPENDS and tail.startswith("of ") and " on " in tail:  # "spends 2% of sales on adverts"
        whole, _, use = tail.removeprefix("of ").removeprefix("its ").removeprefix("their ").partition(" on ")
        return Metric(f"share of {whole} {_SPENDS[base]} on {use}", "verb", None, head, verb)
    return Metric(f"{text} {tail}".strip(), "verb", None, head, verb)


def _predicate(scene: Scene, k: int, verb: int) -> str:
    """Return what "be" says before the figure: "is not | ready | within 24 months", "was | late | in 5%"."""
    j = verb + 1
    while j < k and scene.parts[j].sort == "filler":
        j += 1
    told = scene.parts[verb].low == "be" and j + 1 < k and scene.parts[j].sort == "phrase" and not bounding(scene, j)
    return phrase(scene, j)[0] if told and scene.parts[j + 1].sort == "prep" else ""


def _related(scene: Scene, dimension: str, first: int, verb: int) -> Metric | None:
    """ "the combined ratio, which stood at 109%": the phrase before the relative pronoun is measured."""
    base = scene.parts[verb].low
    if first < 2 or scene.parts[first - 1].sort != "relative" or not (is_a(base, "measure") or is_a(base, "change")):
        return None
    j = first - 2 - (scene.parts[first - 2].low == ",")
    if j < 0 or scene.parts[j].sort != "phrase" or heads_names(scene, j) or acting(scene, j, dimension):
        return None
    owned = j >= 2 and scene.parts[j - 1].low == "of" and scene.parts[j - 2].sort == "phrase"
    if owned and (kinds_of(lows(scene, j - 2), dimension) or kinds_of(lows(scene, j - 2), "money")):
        j -= 2  # "the price of that cover, which was raised by 5%"
    text, owner = phrase(scene, j)
    return Metric(text, "subject", owner, j, verb) if text else None


def _for_before(scene: Scene, k: int) -> bool:
    """Say whether "for" leads the duration: "may stay for at most eight hours"."""
    return any(part.low == "for" and part.sort == "prep" for part in scene.parts[max(0, k - 3) : k])


_SPENDS = {"spend": "spent", "invest": "invested"}
_PARTS = frozenset({"account", "make", "represent", "constitute", "comprise", "form"})


_LASTS = frozenset({"take", "last", "need", "require", "run", "span"})


def verb_core(scene: Scene, verb: int) -> tuple[int, int]:
    """Return the verb without its auxiliaries, with the particle or preposition that it needs."""
    part = scene.parts[verb]
    first = part.first
    while first < part.last - 1 and (
        scene.tokens[first].low in words("auxiliaries", name="grammar") or skippable(scene, first)
    ):
        first += 1
    last = part.last
    if verb + 1 < len(scene.parts) and scene.parts[verb + 1].sort in ("prep", "filler"):
        after = scene.parts[verb + 1]
        following = scene.tokens[after.last].low if after.last < len(scene.tokens) else ""
        bound = following in ("least", "most", "to") or (after.low == "at" and following in ("about", "around"))
        if after.low in ("at", "for", "in", "off", "out", "aside", "up", "down", "back", "worth") and not bound:
            last = after.last
        if (scene.parts[verb].low, after.low) in _PHRASAL:
            last = after.last
    return first, last


_PHRASAL = frozenset({("break", "even"), ("get", "by"), ("make", "do"), ("catch", "up")})


def _tail(scene: Scene, figure: int, k: int, last: int) -> str:
    """Return "of revenue" after a share, "for transit" or "on research" after an amount of money."""
    dimension = scene.figures[figure].dimension
    if k + 2 >= last or scene.parts[k + 1].sort != "prep" or scene.parts[k + 2].sort != "phrase":
        return ""
    low = scene.parts[k + 1].low
    fits = (dimension in ("share", "points") and low in ("of", "over", "above", "below", "under")) or (
        dimension == "money" and low in ("on", "for")
    )
    if not fits or (dimension == "money" and _amount_of_its_own(scene, k, last)):
        return ""
    part = scene.parts[k + 2]
    tail = scene.cut(scene.parts[k + 1].first, min(part.last, part.first + LONGEST - 2))
    if k + 4 < last and dimension == "share" and scene.parts[k + 3].low == "on" and scene.parts[k + 4].sort == "phrase":
        tail = f"{tail} {scene.words(k + 3, k + 5)}"  # "0.2% of revenue on marketing"
    return tail


def _amount_of_its_own(scene: Scene, k: int, last: int) -> bool:
    """Say whether the phrase behind a figure has an amount of its own: "lost $3 | on sales | of $9"."""
    return k + 4 < last and scene.parts[k + 3].low in ("of", "worth") and scene.parts[k + 4].sort == "figure"


def after(scene: Scene, k: int, last: int, verb: int | None) -> Metric | None:
    """ "$5m in sales", "a decade of partnership": the noun phrase after the figure and its preposition."""
    near = ("in", "of", "for", "on", "off", "from", "above", "below", "outside", "beyond")
    if k + 2 < last and scene.parts[k + 1].low in near and scene.parts[k + 2].sort == "phrase":
        text, owner = phrase(scene, k + 2)
        if scene.parts[k + 1].low not in near[:4]:
            text = scene.cut(scene.parts[k + 1].first, scene.parts[k + 2].last)
        named = [name for name in scene.named(scene.parts[k + 2].first, scene.parts[k + 2].last) if name[2] == text]
        if text and unit_of(text) is None and not named:
            return Metric(text, "after", owner, k + 2, verb)
    return None
