"""The core of a noun phrase: without determiners, without its owner, and whether it measures anything."""

from __future__ import annotations

from dataclasses import dataclass

from documents.figures.numbers import numeral
from documents.figures.scene import Scene
from documents.figures.vocabulary import words

LONGEST = 8  # words in a metric


DETERMINERS = words("determiners", name="grammar")


POSSESSIVES = words("possessives", name="grammar")


_FILLERS = words("fillers", name="grammar")


@dataclass(frozen=True, slots=True)
class Metric:
    """The measured noun phrase and where the search for its owner starts.

    `owner` is a token range that owns it by possession, `head` the element it was taken from, `verb` the verb of
    the clause, `route` how it was found, for the choice of subject.
    """

    text: str
    route: str
    owner: tuple[int, int] | None = None
    head: int | None = None
    verb: int | None = None


def counted_phrase(scene: Scene, figure: int) -> str:
    """Return the noun phrase inside the surface of a count: "confirmed orders" of "4,500 confirmed orders"."""
    quantity = scene.figures[figure]
    if quantity.dimension not in ("count", "ordinal"):
        return ""
    part = scene.parts[scene.at(figure)]
    j = part.first
    while j < part.last:
        number = numeral(scene.tokens, j)
        if number is not None and number.last <= part.last:
            j = number.last
        elif scene.tokens[j].kind == "mark" or scene.tokens[j].low in ("to", "and", "or", "m", "k", "bn"):
            j += 1
        else:
            break
    end = j
    while end < part.last and scene.tokens[end].low not in ("per", "/", "a", "an", "each", "every"):
        end += 1
    return scene.cut(j, end)


def generic(noun: str) -> bool:
    return noun.lower().split()[-1] in words("generic_nouns", name="grammar")


def core(scene: Scene, first: int, last: int) -> tuple[int, int, tuple[int, int] | None]:
    """Return tokens[first:last] without determiners and owner, and the owner: "the | Acme's | gross margin"."""
    owner: tuple[int, int] | None = None
    begin = first
    while begin < last and skippable(scene, begin):
        begin += 1
    for i in range(last - 1, begin - 1, -1):
        end = _possessive_end(scene, i, last)
        if end and end < last:
            owner, begin = (begin, i + 1), end
            break
        if end == last:
            return begin, begin, (begin, i + 1)
    while begin < last and skippable(scene, begin):
        begin += 1
    return begin, last, owner


def skippable(scene: Scene, i: int) -> bool:
    token = scene.tokens[i]
    return token.low in DETERMINERS or token.low in POSSESSIVES or token.text in '"“”' or token.low in _FILLERS


def _possessive_end(scene: Scene, i: int, last: int) -> int:
    """Return the position after a possessive ending at token i, or 0."""
    low = scene.tokens[i].low
    if low.endswith("'s") and len(low) > 2 and low not in ("it's", "that's", "let's", "what's", "there's"):
        return i + 1
    after = scene.tokens[i + 1] if i + 1 < last else None
    if after is None or after.gap or after.text not in "'’":
        return 0
    if i + 2 < len(scene.tokens) and scene.tokens[i + 2].low == "s" and not scene.tokens[i + 2].gap:
        return min(i + 3, last)
    return i + 2 if low.endswith("s") else 0


def phrase(scene: Scene, k: int) -> tuple[str, tuple[int, int] | None]:
    """Return the core of the phrase at element k, at most eight words, and its owner."""
    part = scene.parts[k]
    first, last, owner = core(scene, part.first, part.last)
    if last - first > LONGEST:
        first = last - LONGEST
    return scene.cut(first, last).strip("\"“”'’ "), owner


_EXTENTS = frozenset({"across", "long", "wide", "tall", "high", "deep", "thick", "late", "early", "old"})


def owner_before(scene: Scene, k: int) -> tuple[int, int] | None:
    """Return the owner right before the figure: "Acme's 12% margin"."""
    if k == 0 or scene.parts[k - 1].sort != "phrase":
        return None
    part = scene.parts[k - 1]
    first, last, owner = core(scene, part.first, part.last)
    return owner if first == last else None


def empty(text: str) -> bool:
    """Say whether the noun only wraps the number: "a total of 5", "a combined total of 5"."""
    parts = text.lower().split()
    return parts[-1] in words("empty_heads", name="grammar") and all(part in words("between") for part in parts[:-1])


def bounding(scene: Scene, j: int) -> bool:
    """Say whether the element only firms up the figure after it: "a", "some", "up to", "as high as"."""
    part = scene.parts[j]
    if part.sort == "prep" and part.low in (
        "about",
        "over",
        "under",
        "around",
        "up",
        "than",
        "as",
        "near",
        "above",
        "below",
    ):
        return True
    if part.sort == "prep" and part.low == "to" and j > 0 and scene.parts[j - 1].low == "up":
        return True
    if part.sort != "phrase":
        return False
    first, last, owner = core(scene, part.first, part.last)
    lows = {scene.tokens[i].low for i in range(first, last)}
    return owner is None and lows <= words("between") | {"high", "low", "much", "many", "little", "few", "~", "average"}


def lows(scene: Scene, k: int) -> tuple[str, ...]:
    return tuple(token.low for token in scene.tokens[scene.parts[k].first : scene.parts[k].last])


def acting(scene: Scene, head: int, dimension: str) -> bool:
    """Say whether the subject is a company, a product or a person by its noun, and so nothing that is measured."""
    low = scene.tokens[scene.parts[head].last - 1].low
    return any(low in words("roles", sort, name="names") for sort in ("company", "product"))


def heads_names(scene: Scene, head: int) -> list[tuple[int, int, str]]:
    """Return the names in the phrase at the element, and in one set beside it between commas."""
    part = scene.parts[head]
    found = scene.named(part.first, part.last)
    if any(low in words("variants", name="names") for low in (scene.tokens[part.last - 1].low,)):
        found = [(first, part.last, name) for first, _, name in found]
    after = scene.parts[head + 1 : head + 3]
    if (
        len(after) == 2
        and after[0].low == ","
        and after[1].sort == "phrase"
        and scene.named(after[1].first, after[1].last)
    ):
        found.append((part.first, part.last, ""))
    return found


def done_with(scene: Scene, k: int) -> bool:
    """Say whether the noun before "of" tells what is done with what the figure counts: "sales of | 70 trams"."""
    led = k >= 2 and scene.parts[k - 1].low == "of" and scene.parts[k - 2].sort == "phrase"
    return led and scene.tokens[scene.parts[k - 2].last - 1].low in words("doings", name="grammar")
