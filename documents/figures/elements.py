"""A sentence cut into noun phrases, verbs, prepositions, figures and periods, by word lists alone.

This is no parser: it knows just enough grammar to tell which noun phrase a figure measures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from documents.figures.nouns import is_plural
from documents.figures.several import goes_on, labelled
from documents.figures.tokens import Token
from documents.figures.verb_context import finite_before
from documents.figures.verb_sense import (
    AUXILIARIES,
    DETERMINERS,
    FILLERS,
    JOINS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    is_verb,
    keys,
    opens_object,
)
from documents.figures.verbs import base_of, is_a
from documents.figures.vocabulary import words

Sort = Literal["phrase", "verb", "prep", "join", "relative", "pronoun", "figure", "period", "mark", "filler"]


_RELATIVES = words("relatives", name="grammar")


_NOT_ADVERBS = words("not_adverbs", name="grammar")


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
    if token.low == "yet" and i and tokens[i - 1].low == "not":
        found.append(Element("filler", i, i + 1, token.low))
        return i + 1
    if token.low in JOINS:
        found.append(Element("join", i, i + 1, token.low))
        return i + 1
    if token.low in _RELATIVES and not (token.low == "that" and (_dated(tokens, i) or not _after_noun(found))):
        found.append(Element("relative", i, i + 1, token.low))
        return i + 1
    if token.low in PREPOSITIONS:
        found.append(Element("prep", i, i + 1, token.low))
        return i + 1
    if token.low in PRONOUNS or _each(tokens, i, stops):
        found.append(Element("pronoun", i, i + 1, token.low))
        return i + 1
    doing = labelled(tokens, i, stops, found) or goes_on(tokens, i, stops, found)
    if doing or is_verb(tokens, i, _open(found, tokens), stops):
        return _verbs(tokens, i, stops, found)
    if token.low in FILLERS or (_adverbial(tokens, i) and token.low not in _NOT_ADVERBS):
        found.append(Element("filler", i, i + 1, token.low))
        return i + 1
    return _phrase(tokens, i, stops, found)


def _adverbial(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether a word has the ending of an adverb and is no name: "Ms Kelly sold 5"."""
    named = i > 0 and tokens[i - 1].kind != "mark" and tokens[i].text[0].isupper()
    return tokens[i].low.endswith("ly") and not named


def _each(tokens: tuple[Token, ...], i: int, stops: object) -> bool:
    """Say whether "each" stands for what was named before: "each | yields about 5,900"."""
    if tokens[i].low not in ("each", "both") or i + 2 >= len(tokens):
        return False
    verb = tokens[i + 1].low
    opened = opens_object(tokens[i + 2]) or (i + 2) in keys(stops)
    return base_of(verb) is not None and (verb.endswith("s") or tokens[i].low == "both") and opened


def _dated(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether what follows "that" is a time and ends there: "lost 8 | that year, after 19 in 2023"."""
    if i + 1 >= len(tokens) or tokens[i + 1].low not in words("times", name="grammar"):
        return False
    return i + 2 >= len(tokens) or tokens[i + 2].kind == "mark" or tokens[i + 2].low in JOINS | PREPOSITIONS


def _said(found: list[Element], that: Element) -> bool:
    """Say whether "that" only opens what somebody says."""
    before = found[found.index(that) - 1] if found.index(that) else None
    return before is not None and before.sort == "verb" and is_a(before.low, "say")


def _after_noun(found: list[Element]) -> bool:
    told = len(found) > 1 and found[-1].sort == "pronoun" and found[-2].sort == "verb"  # "told me | that"
    return told or (bool(found) and found[-1].sort in ("phrase", "figure", "period", "verb"))


def _open(found: list[Element], tokens: tuple[Token, ...]) -> str:
    """Return what stands right before: "subject" (a pronoun), "noun", "amount", "to", "verb", "comma" or ""."""
    for element in reversed(found):
        if element.sort == "filler":
            continue
        if element.sort == "relative" and element.low == "that" and _said(found, element):
            return ""  # "says that | house prices fell"
        if element.sort in ("pronoun", "relative"):
            return "subject" if element.low != "whose" else ""
        if element.sort == "figure":
            return "noun" if is_plural(tokens[element.last - 1]) else "amount"
        if element.sort == "period":  # "In 2024 | exports to China fell": a noun opens the clause
            return "noun" if any(e.sort == "verb" or (e.sort == "phrase" and not e.low) for e in found) else ""
        if element.sort == "phrase":
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
        and (j + 1) not in keys(stops)
    ):
        j += 2
    return j


def _verbs(tokens: tuple[Token, ...], i: int, stops: object, found: list[Element]) -> int:
    """Append a chain of verbs ("had surpassed", "is expected to reach") as one element."""
    j, last_base = i, base_of(tokens[i].low) or tokens[i].low
    while j < len(tokens) and j not in keys(stops):
        low = tokens[j].low
        if tokens[j].kind == "mark":
            if low in "'’" and j > i and not tokens[j].gap:
                j += 1
                continue
            break
        if j > i and low.endswith("s") and not _auxiliary(tokens[j - 1].low) and low not in AUXILIARIES:
            break  # "put | prices up": a finite verb has no other after it
        if j > i and low == base_of(low) and finite_before(tokens, j):
            break  # "expects | yield to improve"
        if j > i and low in FILLERS and j + 1 < len(tokens) and is_verb(tokens, j + 1, "verb", stops):
            j += 1
            continue
        if (
            j > i
            and low == "to"
            and j + 1 < len(tokens)
            and (base_of(tokens[j + 1].low) is not None)
            and not opens_object(tokens[j + 1])
            and (j + 1) not in keys(stops)
        ):
            j += 1
            continue
        if (
            j > i
            and (_adverbial(tokens, j) or low == "since")
            and j + 1 < len(tokens)
            and is_verb(tokens, j + 1, "verb", stops)
        ):
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


def _auxiliary(low: str) -> bool:
    return low in AUXILIARIES or low == "to" or low in FILLERS


def _phrase(tokens: tuple[Token, ...], i: int, stops: object, found: list[Element]) -> int:
    """Append the noun phrase that starts at i, determiner and possessives included."""
    j = i
    has_noun = False
    while j < len(tokens) and j not in keys(stops):
        token = tokens[j]
        if j > i and (token.line or (token.low in DETERMINERS and tokens[j - 1].low in POSSESSIVES)):
            break  # "Under her | the firm"
        if token.low in ("before", "after") and _taxed(tokens, j):
            has_noun, j = True, j + 2  # "profit before tax"
            continue
        if token.kind == "mark":
            if token.text in '"“”' and j > i and _reopens(tokens, j):
                j += 1
                continue
            if token.text in "'’&/" and not token.gap and j > i:
                j += 1
                continue
            if token.text == "&" and j > i and j + 1 < len(tokens) and tokens[j + 1].text[:1].isupper():
                j += 1  # "Castle & Vane"
                continue
            break
        compound = _compound(tokens, j, stops)
        if compound == j + 1 and j > i and _ends(tokens, j, has_noun, stops):
            break
        has_noun = has_noun or (token.low not in DETERMINERS and token.low not in POSSESSIVES)
        j = compound
    j = max(j, i + 1)
    found.append(Element("phrase", i, j, "" if has_noun else tokens[i].low))
    return j


def _taxed(tokens: tuple[Token, ...], j: int) -> bool:
    """Say whether "before tax" or "after interest" goes on with "profit"."""
    taxed = j + 1 < len(tokens) and tokens[j + 1].low in ("tax", "taxes", "interest", "taxation")
    return (
        taxed and j > 0 and tokens[j - 1].low in ("profit", "profits", "loss", "losses", "income", "earnings", "result")
    )


def _reopens(tokens: tuple[Token, ...], j: int) -> bool:
    """Say whether a quotation mark inside a noun phrase is followed by more of it."""
    return j + 1 < len(tokens) and tokens[j + 1].kind in ("word", "code") and (tokens[j].gap or tokens[j + 1].gap)


def _ends(tokens: tuple[Token, ...], j: int, has_noun: bool, stops: object) -> bool:
    """Say whether the word at j is no more of the noun phrase before it."""
    low = tokens[j].low
    if low in AUXILIARIES:
        return True
    if not has_noun and low in FILLERS:
        return False
    if low in JOINS or low in _RELATIVES or low in PREPOSITIONS or low in PRONOUNS or low in FILLERS:
        return True
    if (low in DETERMINERS or low in POSSESSIVES) and has_noun:
        return True
    if _adverbial(tokens, j) and has_noun and j + 1 < len(tokens) and is_verb(tokens, j + 1, "noun", stops):
        return True
    return has_noun and is_verb(tokens, j, "noun", stops)
