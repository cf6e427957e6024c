"""A sentence cut into noun phrases, verbs, prepositions, figures and periods, by word lists alone.

This is no parser: it knows just enough grammar to tell which noun phrase a figure measures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from documents.figures.nouns import is_plural
from documents.figures.tokens import Token
from documents.figures.verbs import ambiguous, base_of
from documents.figures.vocabulary import words

Sort = Literal["phrase", "verb", "prep", "join", "relative", "pronoun", "figure", "period", "mark", "filler"]

_DETERMINERS = words("determiners", name="grammar")
_POSSESSIVES = words("possessives", name="grammar")
_PREPOSITIONS = words("prepositions", name="grammar")
_JOINS = words("joins", name="grammar")
_RELATIVES = words("relatives", name="grammar")
_PRONOUNS = words("pronouns", name="grammar")
_AUXILIARIES = words("auxiliaries", name="grammar")
_FILLERS = words("fillers", name="grammar")
_MODALS = words("modals", name="grammar")
_PASTS = frozenset(
    {
        "put",
        "cut",
        "set",
        "hit",
        "cost",
        "shed",
        "beat",
        "let",
        "shut",
        "quit",
        "bid",
        "bet",
        "burst",
        "hurt",
        "split",
        "spread",
        "cast",
        "forecast",
    }
)
_LEADS = frozenset({"to", "by", "at", "from", "for", "over", "between"})
_NOT_ADVERBS = words("not_adverbs", name="grammar")
_SOFT = words("soft", name="grammar")


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a sentence over tokens[first:last]. `figure` is the position of a figure or period in its list."""

    sort: Sort
    first: int
    last: int
    low: str = ""  # the word itself for prepositions, joins, marks and pronouns; the last verb form's base for verbs
    figure: int = -1


def elements(
    tokens: tuple[Token, ...], figures: list[tuple[int, int]], dated: list[tuple[int, int]]
) -> tuple[Element, ...]:
    """Cut tokens into elements; `figures` and `dated` are the token ranges of quantities and periods."""
    starts = {first: ("figure", k, last) for k, (first, last) in enumerate(figures)}
    starts |= {first: ("period", k, last) for k, (first, last) in enumerate(dated) if first not in starts}
    found: list[Element] = []
    i = 0
    while i < len(tokens):
        if i in starts:
            sort, k, last = starts[i]
            found.append(Element("figure" if sort == "figure" else "period", i, last, figure=k))
            i = max(last, i + 1)
            continue
        i = _next(tokens, i, starts.keys(), found)
    return tuple(found)


def _next(tokens: tuple[Token, ...], i: int, stops: object, found: list[Element]) -> int:
    """Append the element that starts at i and return the position after it."""
    token = tokens[i]
    if token.kind == "mark":
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        stop = token.text == "." and after is not None and after.gap and after.text[:1].isupper() and i > 1
        found.append(Element("mark", i, i + 1, ";" if stop else token.text))  # a full stop inside breaks like ";"
        return i + 1
    compound = _compound(tokens, i, stops)
    if compound > i + 1:
        return _phrase(tokens, i, stops, found)
    if token.low in _JOINS:
        found.append(Element("join", i, i + 1, token.low))
        return i + 1
    if token.low in _RELATIVES and not (token.low == "that" and not _after_noun(found)):
        found.append(Element("relative", i, i + 1, token.low))
        return i + 1
    if token.low in _PREPOSITIONS:
        found.append(Element("prep", i, i + 1, token.low))
        return i + 1
    if token.low in _PRONOUNS:
        found.append(Element("pronoun", i, i + 1, token.low))
        return i + 1
    if is_verb(tokens, i, _open(found, tokens), stops):
        return _verbs(tokens, i, stops, found)
    if token.low in _FILLERS or (token.low.endswith("ly") and token.low not in _NOT_ADVERBS):
        found.append(Element("filler", i, i + 1, token.low))
        return i + 1
    return _phrase(tokens, i, stops, found)


def _after_noun(found: list[Element]) -> bool:
    return bool(found) and found[-1].sort in ("phrase", "figure", "period", "verb")


def _open(found: list[Element], tokens: tuple[Token, ...]) -> str:
    """Return what stands right before: "subject" (a pronoun), "noun", "amount", "to", "verb", "comma", "" at a start."""
    for element in reversed(found):
        if element.sort == "filler":
            continue
        if element.sort in ("pronoun", "relative"):
            return "subject"
        if element.sort == "figure":
            return "noun" if is_plural(tokens[element.last - 1]) else "amount"
        if element.sort in ("phrase", "period"):
            return "noun"
        if element.sort == "prep" and element.low == "to":
            return "to"
        if element.sort == "verb":
            return "verb"
        return "comma" if element.low == "," else ""
    return ""


def _compound(tokens: tuple[Token, ...], i: int, stops: object) -> int:
    """Return the position after words joined by tight hyphens: "locked-in"."""
    j = i + 1
    while (
        j + 1 < len(tokens)
        and tokens[j].text in "-‑‐"
        and not tokens[j].gap
        and not tokens[j + 1].gap
        and tokens[j + 1].kind != "mark"
        and (j + 1) not in _keys(stops)
    ):
        j += 2
    return j


def _keys(stops: object) -> frozenset[int] | dict[int, object]:
    return stops  # type: ignore[return-value]


def is_verb(tokens: tuple[Token, ...], i: int, before: str, stops: object) -> bool:
    """Say whether the word at i is a verb, given what stands before it."""
    low = tokens[i].low
    if low in _AUXILIARIES:
        return True
    if tokens[i].kind != "word" or (tokens[i].text[0].isupper() and before == "noun"):
        return False
    if before == "verb" and i > 0 and tokens[i - 1].low in _MODALS and base_of(low) == low:
        return True
    if before == "noun" and low == base_of(low) and low not in _PASTS and not is_plural(_noun_before(tokens, i)):
        return False
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    object_next = following is None or _object(following) or (i + 1) in _keys(stops)
    if before == "subject" and base_of(low) is not None:
        return True
    before = "noun" if before == "subject" else before
    if low.endswith("s") and following is not None and (following.low in _AUXILIARIES or before == ""):
        return before == "" and i > 0 and _takes(tokens, i, object_next)
    if base_of(low) is None:
        if low.endswith("ing") and len(low) > 5 and before in ("", "comma"):
            return following is not None and (following.low in _PRONOUNS or following.low in _DETERMINERS)
        derived = low.endswith("ed") and len(low) > 4
        return derived and (before == "verb" or (before == "noun" and (object_next or _loose(following))))
    if low == "last" and before == "verb":
        return False
    if before == "amount" and (ambiguous(low) or low == base_of(low)):
        determined = following is not None and (following.low in _DETERMINERS or following.low in _POSSESSIVES)
        if not determined and not (low.endswith("s") and object_next):
            return False
    before = "noun" if before == "amount" else before
    if ambiguous(low) or low == base_of(low):
        if before in ("to", "verb"):
            return before == "to" or object_next or _loose(following)
        led = following is not None and following.low in _LEADS
        past = low in _PASTS
        moving = (
            low == base_of(low) and not ambiguous(low) and following is not None and following.low in ("up", "down")
        )
        particle = past and following is not None and following.low in ("in", "up", "aside", "off")
        resumed = before == "comma" and (((low.endswith("s") or past) and (object_next or particle)) or moving)
        return (before == "noun" and (object_next or led or particle)) or resumed
    if low.endswith(("ed", "ing")) and before in ("", "comma"):
        return (
            object_next
            or (_loose(following) and not low.endswith("ing"))
            or (following is not None and following.low in _PREPOSITIONS)
        )
    if low.endswith("ing") and before != "verb":
        return object_next or _loose(following)
    return True


def _noun_before(tokens: tuple[Token, ...], i: int) -> Token:
    """Return the last word before i that is no adverb."""
    j = i - 1
    while j > 0 and (tokens[j].low in _FILLERS or tokens[j].low.endswith("ly")):
        j -= 1
    return tokens[j]


def _takes(tokens: tuple[Token, ...], i: int, object_next: bool) -> bool:
    """Say whether a form in -s after "and" reads as a verb: what follows can be its object."""
    after = tokens[i + 1]
    if base_of(tokens[i].low) is None or ambiguous(tokens[i].low) and not object_next:
        return after.low == "to" and base_of(tokens[i].low) is not None
    if object_next or (after.low == "to" and i + 2 < len(tokens) and base_of(tokens[i + 2].low) is not None):
        return True
    plain = after.kind == "word" and after.low not in _PREPOSITIONS and after.low not in _JOINS
    return plain and (base_of(after.low) is None or base_of(after.low) == after.low or ambiguous(after.low))


def _object(token: Token) -> bool:
    """Say whether the token opens an object: a determiner, a number, a currency sign."""
    return (
        token.kind == "number"
        or token.low in _DETERMINERS
        or token.low in _POSSESSIVES
        or token.text in "$€£¥~±₹"
        or token.low in _SOFT
    )


def _loose(token: Token | None) -> bool:
    return (
        token is None
        or token.kind == "mark"
        or token.low in _PREPOSITIONS
        or token.low in _JOINS
        or token.low in _FILLERS
    )


def _verbs(tokens: tuple[Token, ...], i: int, stops: object, found: list[Element]) -> int:
    """Append a chain of verbs ("had surpassed", "is expected to reach") as one element."""
    j, last_base = i, base_of(tokens[i].low) or tokens[i].low
    while j < len(tokens) and j not in _keys(stops):
        low = tokens[j].low
        if tokens[j].kind == "mark":
            if low in "'’" and j > i and not tokens[j].gap:
                j += 1
                continue
            break
        if j > i and low in _FILLERS and j + 1 < len(tokens) and is_verb(tokens, j + 1, "verb", stops):
            j += 1
            continue
        if (
            j > i
            and low == "to"
            and j + 1 < len(tokens)
            and (base_of(tokens[j + 1].low) is not None)
            and not _object(tokens[j + 1])
            and (j + 1) not in _keys(stops)
        ):
            j += 1
            continue
        if j > i and low.endswith("ly") and j + 1 < len(tokens) and is_verb(tokens, j + 1, "verb", stops):
            j += 1
            continue
        if not is_verb(tokens, j, "verb" if j > i else _open(found, tokens), stops) and not (
            j > i and tokens[j - 1].low == "to"
        ):
            break
        last_base = base_of(low) or low
        j += 1
    j = max(j, i + 1)
    found.append(Element("verb", i, j, last_base))
    return j


def _phrase(tokens: tuple[Token, ...], i: int, stops: object, found: list[Element]) -> int:
    """Append the noun phrase that starts at i, determiner and possessives included."""
    j = i
    has_noun = False
    while j < len(tokens) and j not in _keys(stops):
        token = tokens[j]
        if j > i and token.line:
            break
        if token.kind == "mark":
            if token.text in '"“”' and j > i and _reopens(tokens, j):
                j += 1
                continue
            if token.text in "'’&/" and not token.gap and j > i:
                j += 1
                continue
            break
        compound = _compound(tokens, j, stops)
        if compound == j + 1 and j > i and _ends(tokens, j, has_noun, stops):
            break
        has_noun = has_noun or (token.low not in _DETERMINERS and token.low not in _POSSESSIVES)
        j = compound
    j = max(j, i + 1)
    found.append(Element("phrase", i, j, "" if has_noun else tokens[i].low))
    return j


def _reopens(tokens: tuple[Token, ...], j: int) -> bool:
    """Say whether a quotation mark inside a noun phrase is followed by more of it."""
    return j + 1 < len(tokens) and tokens[j + 1].kind in ("word", "code") and (tokens[j].gap or tokens[j + 1].gap)


def _ends(tokens: tuple[Token, ...], j: int, has_noun: bool, stops: object) -> bool:
    """Say whether the word at j is no more of the noun phrase before it."""
    low = tokens[j].low
    if low in _AUXILIARIES:
        return True
    if not has_noun and low in _FILLERS:
        return False
    if low in _JOINS or low in _RELATIVES or low in _PREPOSITIONS or low in _PRONOUNS or low in _FILLERS:
        return True
    if (low in _DETERMINERS or low in _POSSESSIVES) and has_noun:
        return True
    if low.endswith("ly") and has_noun and j + 1 < len(tokens) and is_verb(tokens, j + 1, "noun", stops):
        return True
    return has_noun and is_verb(tokens, j, "noun", stops)
