"""Every quantity in a text: number, unit, bound and rate together, with its verbatim surface."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from documents.figures.blocked import blocked, named
from documents.figures.bounds import bound_after, bound_before
from documents.figures.compounds import compounded
from documents.figures.lists import Draft, again_within, moved, scaled_like, shared
from documents.figures.measures import (
    Measure,
    currency_before,
    noun_after,
    nth_noun,
    rate_after,
    rate_beyond,
    unit_after,
)
from documents.figures.nouns import is_plural
from documents.figures.numbers import Numeral, numeral
from documents.figures.periods import dated_periods
from documents.figures.ranges import connector, is_range, is_score
from documents.figures.shares import Special
from documents.figures.special import special
from documents.figures.tokens import Token, tokenize
from documents.figures.types import Quantity
from documents.figures.units import counted_unit, dimension_of, unit_here
from documents.figures.verbs import ambiguous, base_of
from documents.figures.vocabulary import words
from documents.types import Span

_SMALLEST = Decimal(100)  # a number in words below this counts nothing unless a noun or unit follows


_EACH_REACH = 10  # tokens between "each car" and the amount it costs


@lru_cache(maxsize=256)  # a question is read for its topic, for its sides, and by the guard
def quantities(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """Return every quantity in text[start:end] in order, with spans in `text`. Base units, Decimal values.

    Example: "over 4,500 confirmed orders" -> 4500 order, more_than, surface "4,500 confirmed orders"
    """
    tokens = tokenize(text, start, end)
    drafts = compounded(tokens, moved(tokens, shared(tokens, _drafts(tokens))))
    return tuple(_quantity(tokens, draft, text) for draft in drafts)


def _drafts(tokens: tuple[Token, ...]) -> list[Draft]:
    no = blocked(tokens, dated_periods(tokens))
    found: list[Draft] = []
    i = floor = 0
    while i < len(tokens):
        if no[i] or tokens[i].kind == "mark":
            i += 1
            continue
        draft, last = _at(tokens, i, floor, no)
        if draft is not None:
            found.append(draft)
        floor = max(floor, last) if last > i + 1 or draft else floor
        i = max(i + 1, last)
    return found


def _at(tokens: tuple[Token, ...], i: int, floor: int, no: list[bool]) -> tuple[Draft | None, int]:
    """Return the draft that starts with the number at i, if any, and where to go on."""
    shape = special(tokens, i)
    if shape is not None and not any(no[shape.first : shape.last]):
        return _from_special(tokens, shape), shape.last
    number = numeral(tokens, i)
    if number is None or any(no[number.first : number.last]):
        return None, i + 1
    part = _part(tokens, number, floor)
    join = connector(tokens, part.last, part.first) if not (part.dimension == "count" and part.unit) else None
    if join is not None and join < len(tokens):
        second = _second(tokens, join, no)
        if second is not None and is_score(tokens, number, second.low, join - 1, part.first) and part.bare:
            return None, second.low.last
        joined = _joined(tokens, part, second, join) if second is not None else None
        if joined is not None:
            return _finished(tokens, joined, floor), joined.last
    if not _counts(tokens, part, number):
        return None, number.last
    done = _finished(tokens, part, floor)
    return done, done.last


def _from_special(tokens: tuple[Token, ...], shape: Special) -> Draft:
    number = Numeral(shape.value, shape.first, shape.last, mantissa=shape.value)
    timed = shape.dimension == "duration"
    bound = bound_before(tokens, shape.first, duration=timed) if shape.dimension != "rank" else "exact"
    return Draft(number, number, shape.first, shape.last, shape.unit, shape.dimension, bound=bound)


def _part(tokens: tuple[Token, ...], number: Numeral, floor: int) -> Draft:
    """Return one number with the currency before it and the unit or noun after it."""
    first, last = number.first, number.last
    plain = Draft(number, number, first, last, bare=True)
    if number.ordinal:
        end = nth_noun(tokens, last)
        if end is None:
            return plain
        return replace(plain, last=end, unit=counted_unit(tokens[end - 1].text), dimension="ordinal", bare=False)
    money = currency_before(tokens, first, floor)
    trailing = bound_after(tokens, last) if last < len(tokens) and tokens[last].text == "+" else None
    after = trailing[1] if trailing else last
    if money is not None:
        negative = money[2] > floor and tokens[money[2] - 1].text in "-−–" and not tokens[money[2]].gap
        lone = negative and tokens[money[2] - 1].gap
        signed = replace(number, value=-number.value, mantissa=-number.mantissa) if lone else number
        begin = money[2] - lone
        named_unit = unit_after(tokens, after, number)
        last = named_unit.last if named_unit and named_unit.dimension == "money" else last
        return Draft(signed, signed, begin, last, money[0], "money", money[1])
    if first > 0 and tokens[first - 1].text == "±":
        first -= 1
    measure = unit_after(tokens, after, number) or noun_after(tokens, after, number)
    if measure is None and first > 0 and (tokens[first - 1].low in ("aged", "age") or _apposed_age(tokens, number)):
        return replace(plain, unit="year", dimension="duration", bare=False)
    if measure is None:
        return replace(plain, first=first)
    return _measured(replace(plain, first=first), measure)


def _apposed_age(tokens: tuple[Token, ...], number: Numeral) -> bool:
    """Say whether the number is an age set between commas after a person's name: "Anna Keller, 22,"."""
    i, j = number.first, number.last
    if i < 3 or number.scaled or not 1 <= number.value <= 110 or tokens[i - 1].text != ",":
        return False
    closed = j < len(tokens) and tokens[j].text in ",."
    pair = tokens[i - 3 : i - 1]
    return closed and all(
        token.kind == "word" and token.text[0].isupper() and not token.text.isupper() for token in pair
    )


def _measured(part: Draft, measure: Measure) -> Draft:
    last = max(measure.last, part.last)
    return replace(part, last=last, unit=measure.unit, dimension=measure.dimension, scale=measure.scale, bare=False)


def _second(tokens: tuple[Token, ...], join: int, no: list[bool]) -> Draft | None:
    """Return the number after a connector, its currency sign included."""
    for i in range(join, min(join + 3, len(tokens))):
        if no[i]:
            return None
        if tokens[i].kind == "mark" or (tokens[i].kind == "word" and tokens[i].text.isupper() and i > join - 1):
            if tokens[i].kind == "mark" and tokens[i].text not in "$€£¥₹₩":
                return None
            if numeral(tokens, i) is None:
                continue
        number = numeral(tokens, i)
        if number is None or any(no[number.first : number.last]):
            return None
        part = _part(tokens, number, join)
        return part if part.first == join else None
    return None


def _joined(tokens: tuple[Token, ...], part: Draft, second: Draft, join: int) -> Draft | None:
    """Return both numbers as one range, unit and scale of the last shared; None where they are no range."""
    own = not part.bare
    money_first = own and part.dimension == "money" and part.last == part.low.last
    if own and not second.bare and (part.unit != second.unit):
        return None
    if not is_range(tokens, part.low, second.low, join - 1, part.first, own and not money_first):
        return None
    low = scaled_like(part.low, second.low)
    if low.value > second.low.value or second.low.ordinal:
        return None
    carrier = part if own and second.bare else second
    return Draft(
        low, second.low, part.first, second.last, carrier.unit, carrier.dimension, carrier.scale, bare=carrier.bare
    )


def _counts(tokens: tuple[Token, ...], part: Draft, number: Numeral) -> bool:
    """Say whether the number states an amount rather than being a name, a pronoun or a label."""
    measured = not part.bare and part.dimension not in ("count", "ordinal")
    if measured:
        return not (number.words and number.value == 0)
    if part.dimension == "ordinal":
        return tokens[part.last - 1].low not in ("century", "centuries", "percentile", "birthday") and number.value > 3
    if part.bare and tokens[number.first].text == "000":
        return False  # "Sales ('000)"
    if number.ordinal or named(tokens, number):
        return False
    if number.words and number.value < 2:
        return False
    if part.bare and number.words and number.value < _SMALLEST:
        lows = [token.low for token in tokens[max(0, number.first - 10) : number.first]]
        return (bool(lows) and lows[-1] == "to" and "from" in lows and number.value > 1) or _elliptic(tokens, number)
    return not (part.bare and number.words and number.mantissa == 1 and not number.exponent)


def _elliptic(tokens: tuple[Token, ...], number: Numeral) -> bool:
    """Say whether the noun is left out because the sentence has named it: "took 23 days and now takes nine"."""
    closed = number.last >= len(tokens) or tokens[number.last].text in ".;,"
    counting = any(token.kind == "number" for token in tokens[max(0, number.first - 24) : number.first])
    before = tokens[number.first - 1].low if number.first else ""
    following = tokens[number.last].low if number.last < len(tokens) else ""
    if counting and following in words("auxiliaries", name="grammar") and before in (",", "and", "but", ";"):
        return number.value > 1  # "of the 31 firms, five have built one"
    if closed and before == "within" and number.value > 1:
        return again_within(tokens, number.first - 1)
    verb = base_of(before) is not None and not ambiguous(before)
    counting = counting or (verb and closed and _counted_in_words(tokens, number.first))
    return counting and closed and number.value > 2 and (verb or before in ("to", "against", "than", "by", "only"))


def _counted_in_words(tokens: tuple[Token, ...], end: int) -> bool:
    """Say whether something was counted in words before: "drilled four holes; the monks had dug | nineteen"."""
    found = (numeral(tokens, j) for j in range(max(0, end - 24), end - 1))
    return any(one is not None and one.words and one.value > 1 and is_plural(tokens[one.last]) for one in found)


def _finished(tokens: tuple[Token, ...], draft: Draft, floor: int) -> Draft:
    """Add rate and bound; right after another quantity "more than" compares the two and bounds nothing."""
    trailing = bound_after(tokens, draft.high.last) or bound_after(tokens, draft.last)
    per, last = draft.per, draft.last
    if not draft.bare and draft.dimension not in ("rank", "ordinal", "factor"):
        rate = rate_after(tokens, draft.last, draft.dimension)
        if rate is not None:
            per, last = rate
        else:
            per = per or rate_beyond(tokens, draft.last)
    aged = draft.dimension == "duration" and [t.low for t in tokens[draft.last : draft.last + 2]] in (
        ["-", "old"],
        ["‑", "old"],
    )
    last = draft.last + 2 if aged else last
    adjective = draft.dimension == "duration" and tokens[draft.last - 2].text in "-‑" and draft.last - draft.first > 2
    described = adjective and tokens[draft.first - 1].low in ("the", "its", "a") if draft.first else False
    spatial = draft.dimension in ("duration", "area", "length")
    before = "exact" if described else bound_before(tokens, draft.first, duration=spatial, floor=floor)
    bound = trailing[0] if before == "exact" and trailing else before
    dimension = "age" if aged else draft.dimension
    return replace(draft, per=per or _each(tokens, draft), last=last, bound=bound, dimension=dimension)


def _each(tokens: tuple[Token, ...], draft: Draft) -> str | None:
    """Return the noun of "each car ... loses $800"."""
    if draft.dimension in ("count", "share", "duration", "ordinal"):
        return None
    for i in range(draft.first - 1, max(0, draft.first - _EACH_REACH) - 1, -1):
        if tokens[i].line or tokens[i].text in ".;:" or tokens[i].kind == "number":
            return None
        if tokens[i].low in ("each", "every") and i + 1 < draft.first and tokens[i + 1].kind == "word":
            noun = tokens[i + 1].low
            doing = noun.endswith("ing") and base_of(noun) is not None  # "three gates, each weighing 5 tonnes"
            return None if doing or noun in words("function") else counted_unit(noun)
    return None


def _quantity(tokens: tuple[Token, ...], draft: Draft, text: str) -> Quantity:
    span = Span(tokens[draft.first].start, tokens[draft.last - 1].end)
    unit = unit_here(draft.unit, text)
    dimension = dimension_of(unit) or draft.dimension if unit != draft.unit else draft.dimension
    low, high = sorted((draft.low.value * draft.scale, draft.high.value * draft.scale))
    return Quantity(low, high, unit, dimension, span.of(text), span, draft.bound, draft.per)
