"""Which noun phrase a figure measures: found from the clause, verbatim, one to eight words."""

from __future__ import annotations

from dataclasses import dataclass

from documents.figures.kinds import kinds_of
from documents.figures.numbers import numeral
from documents.figures.scene import Scene, clause_of, subject_head, verb_before
from documents.figures.units import unit_of
from documents.figures.verbs import is_a
from documents.figures.vocabulary import words

_LONGEST = 8  # words in a metric
_DETERMINERS = words("determiners", name="grammar")
_POSSESSIVES = words("possessives", name="grammar")
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


def metric_of(scene: Scene, figure: int) -> Metric | None:
    """Return what the figure measures, from its own clause; None where the clause does not say."""
    k = scene.at(figure)
    first, last = clause_of(scene, k)
    verb = verb_before(scene, first, k)
    noun = counted_phrase(scene, figure)
    if noun and not _generic(noun):
        return Metric(noun, "counted", verb=verb)
    for way in (
        _extent,
        _partitive,
        _multiplied,
        _adjective,
        _of,
        _share_of,
        _said,
        _lasting,
        _moved,
        _beside,
        _verbal,
        _leading,
    ):
        found = way(scene, figure, k, first, last, verb)
        occasions = noun.lower() in ("times", "time")
        if found is not None and not (noun and not occasions and found.route in ("verb", "share")):
            return found
    if noun:
        return Metric(noun, "counted", verb=verb)
    return _in(scene, k, last, verb)


def counted_phrase(scene: Scene, figure: int) -> str:
    """Return the noun phrase inside the surface of a count: "confirmed orders" of "88,898 confirmed orders"."""
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


def _generic(noun: str) -> bool:
    return noun.lower().split()[-1] in words("generic_nouns", name="grammar")


def core(scene: Scene, first: int, last: int) -> tuple[int, int, tuple[int, int] | None]:
    """Return tokens[first:last] without determiners and owner, and the owner: "the | Acme's | gross margin"."""
    owner: tuple[int, int] | None = None
    begin = first
    while begin < last and _skippable(scene, begin):
        begin += 1
    for i in range(last - 1, begin - 1, -1):
        end = _possessive_end(scene, i, last)
        if end and end < last:
            owner, begin = (begin, i + 1), end
            break
        if end == last:
            return begin, begin, (begin, i + 1)
    while begin < last and _skippable(scene, begin):
        begin += 1
    return begin, last, owner


def _skippable(scene: Scene, i: int) -> bool:
    token = scene.tokens[i]
    return token.low in _DETERMINERS or token.low in _POSSESSIVES or token.text in '"“”' or token.low in _FILLERS


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


def _phrase(scene: Scene, k: int) -> tuple[str, tuple[int, int] | None]:
    """Return the core of the phrase at element k, at most eight words, and its owner."""
    part = scene.parts[k]
    first, last, owner = core(scene, part.first, part.last)
    if last - first > _LONGEST:
        first = last - _LONGEST
    return scene.cut(first, last).strip("\"“”'’ "), owner


def _extent(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "13.5 metres across", "1.86m tall": the word that says along what a length is measured."""
    if scene.figures[figure].dimension != "length" or k + 1 >= last:
        return None
    after = scene.parts[k + 1]
    low = scene.tokens[after.first].low
    return Metric(low, "verb", None, None, verb) if low in _EXTENTS and after.last == after.first + 1 else None


_EXTENTS = frozenset({"across", "long", "wide", "tall", "high", "deep", "thick"})


def _partitive(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "two of its three lenders": the noun of the whole."""
    quantity = scene.figures[figure]
    if quantity.dimension != "count" or not quantity.unit or k + 2 >= last or scene.parts[k + 1].low != "of":
        return None
    for j in range(k + 2, min(k + 5, last)):
        if scene.parts[j].sort == "figure":
            noun = counted_phrase(scene, scene.parts[j].figure)
            return Metric(noun, "counted", verb=verb) if noun else None
        if scene.parts[j].sort == "phrase":
            text, owner = _phrase(scene, j)
            if text:
                return Metric(text, "counted", owner, None, verb)
    return None


def _multiplied(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "profit doubled" measures its subject, "to double the range" its object."""
    quantity = scene.figures[figure]
    word = quantity.surface.lower()
    if quantity.dimension != "factor" or not word.startswith(_MULTIPLIERS):
        return None
    if k + 1 < last and scene.parts[k + 1].sort == "phrase":
        text, owner = _phrase(scene, k + 1)
        if text and text.lower() not in words("stand_ins", name="grammar"):
            return Metric(text, "object", owner, k + 1, verb)
    head = subject_head(scene, first, k)
    if word in ("double", "triple", "quadruple") or head is None or scene.parts[head].sort != "phrase":
        return None
    text, owner = _phrase(scene, head)
    return Metric(text, "subject", owner, head, verb) if text else None


_MULTIPLIERS = ("doubl", "tripl", "quadrupl", "halv", "trebl", "quintupl")


def _adjective(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "a 23.2% gross margin", "16.1-inch screen": the noun phrase right after the figure."""
    quantity = scene.figures[figure]
    if k + 1 >= last or scene.parts[k + 1].sort != "phrase" or quantity.dimension == "factor":
        return None
    after = scene.parts[k + 1]
    token = scene.tokens[after.first]
    worded = quantity.dimension == "share" and quantity.surface[:1].isalpha()
    if (token.low in _DETERMINERS or token.low in _POSSESSIVES) and not worded:
        return None
    if token.line or token.low in words("trailing", name="grammar"):
        return None
    text, owner = _phrase(scene, k + 1)
    if not text:
        return None
    return Metric(text, "adjective", owner or _owner_before(scene, k), k + 1, verb)


def _owner_before(scene: Scene, k: int) -> tuple[int, int] | None:
    """Return the owner right before the figure: "Acme's 23.2% margin"."""
    if k == 0 or scene.parts[k - 1].sort != "phrase":
        return None
    part = scene.parts[k - 1]
    first, last, owner = core(scene, part.first, part.last)
    return owner if first == last else None


def _of(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "an automation rate of 91%", "a price of about $3": the noun phrase before "of" or "at"."""
    j = k - 1
    while j > first and (scene.parts[j].sort == "filler" or _bounding(scene, j)):
        j -= 1
    if j <= first or scene.parts[j].sort != "prep" or scene.parts[j].low not in _BEFORE:
        return None
    if (
        scene.parts[j].low == "at"
        and j - 2 >= first
        and scene.parts[j - 1].low == ","
        and scene.parts[j - 2].sort == "phrase"
    ):
        text, owner = _phrase(scene, j - 2)
        return Metric(text, "of", owner, j - 2, verb) if text else None
    if scene.parts[j - 1].sort != "phrase" or (scene.parts[j].low not in ("of", "worth") and verb is not None):
        return None
    if scene.parts[j].low == "worth":
        return Metric("worth", "beside", None, j - 1, verb)
    text, owner = _phrase(scene, j - 1)
    if not text or (_empty(text) and not (j >= 2 and scene.parts[j - 2].sort == "figure")):
        return None
    if scene.figures[figure].dimension == "duration" and scene.parts[j].low in ("to", "by"):
        return None
    return Metric(text, "of", owner, j - 1, verb)


_BEFORE = frozenset({"of", "at", "to", "by", "for", "on", "worth"})


def _empty(text: str) -> bool:
    """Say whether the noun only wraps the number: "a total of 5", "a combined total of 5"."""
    parts = text.lower().split()
    return parts[-1] in words("empty_heads", name="grammar") and all(part in words("between") for part in parts[:-1])


def _bounding(scene: Scene, j: int) -> bool:
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
    return owner is None and lows <= words("between") | {"high", "low", "much", "many", "little", "few", "~"}


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
    while begin < end and (scene.tokens[begin].low in ("being", "are", "is", "were") or _skippable(scene, begin)):
        begin += 1
    if end <= begin:
        return None
    return Metric(scene.cut(begin, min(end, begin + _LONGEST)), "share", head=None, verb=verb)


def _said(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "sales forecasts (Acme predicts 4 units)": a parenthesis explains the noun phrase before it."""
    if first < 2 or scene.parts[first - 1].low != "(" or scene.parts[first - 2].sort != "phrase":
        return None
    text, owner = _phrase(scene, first - 2)
    told = kinds_of(tuple(text.lower().split()), scene.figures[figure].dimension)
    said = verb is not None and any(is_a(token.low, "say") for token in _verb_tokens(scene, verb))
    if not told or not (said or verb is None):
        return None
    return Metric(text, "said" if said else "aside", owner, first - 2, verb)


def _verb_tokens(scene: Scene, verb: int) -> tuple:  # type: ignore[type-arg]
    part = scene.parts[verb]
    return scene.tokens[part.first : part.last]


def _moved(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "cut body weight by 14%", "raises yields from 2 to 5", "puts the saving at 2": the object is measured."""
    if verb is not None and verb + 1 < k and first > 1 and scene.parts[first - 1].sort == "relative":
        direct = scene.parts[verb + 1].low in ("at", "to") and scene.parts[first - 2].sort == "phrase"
        if direct and verb > first and _mover(scene, verb):
            text, owner = _phrase(scene, first - 2)
            return Metric(text, "object", owner, first - 2, verb) if text else None
    if verb is None or verb + 2 >= k or scene.parts[verb + 1].sort != "phrase":
        return None
    j = verb + 2
    while j + 1 < k and scene.parts[j].low == "of" and scene.parts[j + 1].sort == "phrase":
        j += 2
    if scene.parts[j].sort != "prep" or scene.parts[j].low not in ("by", "to", "from", "at", "below", "above", "under"):
        return None
    between = scene.parts[j + 1 : k]
    if any(
        part.sort not in ("figure", "prep", "filler") and not _bounding(scene, j + 1 + n)
        for n, part in enumerate(between)
    ):
        return None
    if not kinds_of(_lows(scene, verb + 1), scene.figures[figure].dimension) and not _mover(scene, verb):
        return None
    text, owner = _phrase(scene, verb + 1)
    dimension = scene.figures[figure].dimension
    told = kinds_of(_lows(scene, verb), dimension)
    if text and told and not kinds_of(tuple(text.lower().split()), dimension):
        return Metric(scene.cut(*_verb_core(scene, verb)), "valued", owner, verb + 1, verb)
    return Metric(text, "object", owner, verb + 1, verb) if text else None


def _lows(scene: Scene, k: int) -> tuple[str, ...]:
    return tuple(token.low for token in scene.tokens[scene.parts[k].first : scene.parts[k].last])


def _mover(scene: Scene, verb: int) -> bool:
    """Say whether the verb changes or sets its object."""
    base = scene.parts[verb].low
    return is_a(base, "change") or base in words("movers", name="grammar")


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
            text, owner = _phrase(scene, head)
            return Metric(text, "beside", owner, j, verb) if text else None
    if verb is None and k + 1 < last and scene.parts[k + 1].sort == "verb":
        text = scene.cut(*_verb_core(scene, k + 1))
        ended = k + 2 >= last or scene.parts[k + 2].sort in ("mark", "prep", "period")
        return Metric(text, "verb", None, None, k + 1) if text.endswith("ed") and ended else None
    return None


def _lasting(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "a decade of partnership": what lasts for the duration."""
    if scene.figures[figure].dimension != "duration" or k + 1 >= last or scene.parts[k + 1].low != "of":
        return None
    return _in(scene, k, last, verb)


def _leading(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "In one day, Acme sold out": the clause follows the figure."""
    if verb is not None or k == 0 or scene.parts[k - 1].sort not in ("prep", "filler"):
        return None
    after = next((j for j in range(k + 1, last) if scene.parts[j].sort == "verb"), None)
    if after is None:
        return None
    head = next((j for j in range(k + 1, after) if scene.parts[j].sort in ("phrase", "pronoun")), None)
    text = scene.cut(*_verb_core(scene, after))
    return Metric(text, "leading", None, head, after) if text else None


def _verbal(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
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
        return Metric(scene.cut(*_verb_core(scene, k + 1)), "verb", None, head, verb)
    if tail and base in _PARTS:
        return Metric(tail.removeprefix("of ").strip(), "verb", None, head, verb)
    stayed = quantity.dimension == "duration" and _for_before(scene, k) and base not in _LASTS
    occasions = quantity.unit == "time" or stayed
    if head is not None and scene.parts[head].sort == "phrase" and not occasions:
        text, owner = _phrase(scene, head)
        if text and quantity.dimension == "duration" and base in _LASTS and not _heads_names(scene, head):
            return Metric(text, "verb", owner, head, verb)
        cue = kinds_of(tuple(text.lower().split()), quantity.dimension)
        linking = is_a(base, "measure") or is_a(base, "change")
        named = any(name[1] >= scene.parts[head].last for name in _heads_names(scene, head))
        named = named or _acting(scene, head, quantity.dimension)
        if text and linking and (cue or not (named or (told and is_a(base, "measure")))):
            return Metric(f"{text} {tail}".strip(), "subject", owner, head, verb)
    text = scene.cut(*_verb_core(scene, verb))
    if not text:
        return None
    return Metric(f"{text} {tail}".strip(), "verb", None, head, verb)


def _acting(scene: Scene, head: int, dimension: str) -> bool:
    """Say whether the subject is a company, a product or a person by its noun, and so nothing that is measured."""
    low = scene.tokens[scene.parts[head].last - 1].low
    return any(low in words("roles", sort, name="names") for sort in ("company", "product"))


def _heads_names(scene: Scene, head: int) -> list[tuple[int, int, str]]:
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


def _for_before(scene: Scene, k: int) -> bool:
    """Say whether "for" leads the duration: "may stay for at most eight hours"."""
    return any(part.low == "for" and part.sort == "prep" for part in scene.parts[max(0, k - 3) : k])


_PARTS = frozenset({"account", "make", "represent", "constitute", "comprise", "form"})
_LASTS = frozenset({"take", "last", "need", "require", "run", "span"})


def _verb_core(scene: Scene, verb: int) -> tuple[int, int]:
    """Return the verb without its auxiliaries, with the particle or preposition that it needs."""
    part = scene.parts[verb]
    first = part.first
    while first < part.last - 1 and (
        scene.tokens[first].low in words("auxiliaries", name="grammar") or _skippable(scene, first)
    ):
        first += 1
    last = part.last
    if verb + 1 < len(scene.parts) and scene.parts[verb + 1].sort in ("prep", "filler"):
        after = scene.parts[verb + 1]
        following = scene.tokens[after.last].low if after.last < len(scene.tokens) else ""
        bound = following in ("least", "most", "to") or (after.low == "at" and following in ("about", "around"))
        if after.low in ("at", "for", "in", "off", "out", "aside", "up", "back") and not bound:
            last = after.last
    return first, last


def _tail(scene: Scene, figure: int, k: int, last: int) -> str:
    """Return "of revenue" after a share, "for transit" or "on research" after an amount of money."""
    dimension = scene.figures[figure].dimension
    if k + 2 >= last or scene.parts[k + 1].sort != "prep" or scene.parts[k + 2].sort != "phrase":
        return ""
    low = scene.parts[k + 1].low
    fits = (dimension == "share" and low in ("of", "over", "above", "below", "under")) or (
        dimension == "money" and low in ("on", "for")
    )
    if not fits:
        return ""
    part = scene.parts[k + 2]
    return scene.cut(scene.parts[k + 1].first, min(part.last, part.first + _LONGEST - 2))


def _in(scene: Scene, k: int, last: int, verb: int | None) -> Metric | None:
    """ "$5m in sales", "a decade of partnership": the noun phrase after the figure and its preposition."""
    near = ("in", "of", "for", "on", "off", "from", "above", "below", "outside", "beyond")
    if k + 2 < last and scene.parts[k + 1].low in near and scene.parts[k + 2].sort == "phrase":
        text, owner = _phrase(scene, k + 2)
        if scene.parts[k + 1].low not in near[:4]:
            text = scene.cut(scene.parts[k + 1].first, scene.parts[k + 2].last)
        named = [name for name in scene.named(scene.parts[k + 2].first, scene.parts[k + 2].last) if name[2] == text]
        if text and unit_of(text) is None and not named:
            return Metric(text, "after", owner, k + 2, verb)
    return None
