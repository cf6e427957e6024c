"""Digits that are no figures: list markers, footnote marks, times of day, phone numbers, scores, names and labels."""

from __future__ import annotations

from documents.figures.nouns import is_plural
from documents.figures.numbers import Numeral
from documents.figures.tokens import Token
from documents.figures.undated import dateless
from documents.figures.verbs import base_of
from documents.figures.vocabulary import numbers, phrases, words
from documents.figures.year_forms import Dated

_PHONE = 12  # tokens in the longest phone number
_OPENERS = frozenset(".!?:;•·*([{\"“”'‘’—–|-")


def blocked(tokens: tuple[Token, ...], dated: list[Dated]) -> list[bool]:
    """Return for each token whether it can be no part of a quantity, as far as single marks tell."""
    no = [token.kind == "code" for token in tokens]
    for period in dated:
        no[period.first : period.last] = [True] * (period.last - period.first)
    for i, token in enumerate(tokens):
        if token.kind == "number" or token.low.rstrip(".") in numbers("months"):
            j = dateless(tokens, i)
            no[i:j] = [True] * (j - i)
        if token.kind == "number" and not no[i] and (_marker(tokens, i) or _clock(tokens, i)):
            no[i] = True
        elif token.kind == "number" and not no[i]:
            j = _phone(tokens, i)
            no[i:j] = [True] * (j - i)
    return no


def _low(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i].low if 0 <= i < len(tokens) else ""


def _touches(tokens: tuple[Token, ...], i: int) -> bool:
    return 0 < i < len(tokens) and not tokens[i].gap


def _marker(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether the number at i is "[3]", "(2)", "#1", or "1." and "1)" at the start of a line."""
    text, before, after = tokens[i].text, _low(tokens, i - 1), _low(tokens, i + 1)
    small = text.isdecimal() and len(text) <= 3
    tight = _touches(tokens, i) and _touches(tokens, i + 1)
    if before in ("#", "§", "№", "@", "_", "\\") and _touches(tokens, i):
        return True
    if small and tight and ((before == "[" and after in "],") or (before == "," and after == "]")):
        return True
    if small and len(text) <= 2 and tight and before == "(" and after == ")":
        return True
    opens = i == 0 or tokens[i].line
    return (
        small
        and opens
        and after in (".", ")")
        and _touches(tokens, i + 1)
        and i + 2 < len(tokens)
        and tokens[i + 2].gap
    )


def _clock(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether the number at i belongs to a time of day, a ratio of scores, or a date in digits."""
    before, after = _low(tokens, i - 1), _low(tokens, i + 1)
    if after == ":" and _touches(tokens, i + 1) and _touches(tokens, i + 2) and tokens[i + 2].kind == "number":
        return True
    if before == ":" and _touches(tokens, i) and _touches(tokens, i - 1) and tokens[i - 2].kind == "number":
        return True
    hours, _, minutes = tokens[i].text.partition(".")
    if hours.startswith("0") and len(hours) == 2 and len(minutes) == 2 and not _touches(tokens, i + 1):
        return True  # "the 06.10 ferry"
    if after in ("am", "pm", "a.m.", "p.m.", "o'clock"):
        return True
    slashed = (before == "/" and _touches(tokens, i) and tokens[i - 2].kind == "number") if i >= 2 else False
    opened = after == "/" and _touches(tokens, i + 1) and _touches(tokens, i + 2) and tokens[i + 2].kind == "number"
    if not (slashed or opened):
        return False
    first = i - 2 if slashed else i
    pair = (tokens[first].text, tokens[first + 2].text)
    three = _low(tokens, first + 3) == "/" and _touches(tokens, first + 3)
    return three or not (pair[0].isdecimal() and pair[1].isdecimal() and int(pair[0]) < int(pair[1]) <= 10)


def _phone(tokens: tuple[Token, ...], i: int) -> int:
    """Return the position after a phone number that starts at i, or i: "+44 20 7946 0958", "555-123-4567"."""
    j, groups, hyphens, digits = i, 0, 0, 0
    end = i
    while j < min(len(tokens), i + _PHONE) and tokens[j].kind == "number" and tokens[j].text.isdecimal():
        groups, digits, end = groups + 1, digits + len(tokens[j].text), j + 1
        after = j + 1
        while after < min(len(tokens), j + 3) and tokens[after].text in "-().":
            hyphens += tokens[after].text == "-"
            after += 1
        if after >= len(tokens) or tokens[after].line or tokens[after].start - tokens[j].end > 2:
            break
        j = after
    plus = _low(tokens, i - 1) == "+" and _touches(tokens, i)
    return end if digits >= 9 and groups >= 3 and (plus or hyphens >= 2 or tokens[i].text.startswith("0")) else i


def named(tokens: tuple[Token, ...], number: Numeral) -> bool:
    """Say whether a bare whole number is part of a name or a label: "Boeing 737", "Chapter 11", "phase 3"."""
    i = number.first
    token = tokens[i]
    if number.words or number.scaled or number.grouped or number.ordinal or number.signed or "." in token.text:
        return token.kind == "number" and not number.scaled and not number.grouped and _dotted_label(tokens, i)
    if i == 0 or token.line or len(token.text) > 4:
        return False
    before = tokens[i - 1]
    if before.text == "." and i >= 2 and tokens[i - 2].low in words("labels") and not before.gap:
        return True
    if before.text in "-–" and not token.gap and i >= 2 and tokens[i - 2].kind in ("word", "code") and not before.gap:
        return True
    if before.low in words("labels"):
        return True
    if before.kind != "word" or not before.text[0].isupper() or before.low in numbers("months"):
        return False
    owned = before.low.endswith(("'s", "’s", "s'", "s’"))
    if owned and i + 1 < len(tokens) and tokens[i + 1].kind == "word":
        return False  # "Acme's 214 snow guns"
    if before.low in words("function") or (before.low,) in phrases("bounds") or _gapped(tokens, i):
        return False
    follows = i + 1 < len(tokens) and is_plural(tokens[i + 1])
    opens = i == 1 or before.line or tokens[i - 2].text in _OPENERS
    if opens and follows and base_of(before.low) is None and int(token.text) % 10:
        return True
    if opens or tokens[i - 2].low in ("in", "at", "across", "from", "for"):
        return not follows
    return not (follows and int(token.text) % 10 == 0 and tokens[i + 1].text[0].isupper())


def _gapped(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether verb and noun are left out between a name and the number: "Acme employs 41 people, Boro | 96."."""
    j = i - 2 - (tokens[i - 2].low in _JOINTS)
    closed = i + 1 >= len(tokens) or tokens[i + 1].text in ".;,"
    if j < 4 or not closed or tokens[j].text not in (",", ";"):
        return False
    noun, number, verb, name = tokens[j - 4 : j][::-1]
    told = number.kind == "number" and is_plural(noun) and noun.text.islower() and base_of(verb.low) is not None
    return told and verb.text.islower() and name.text[:1].isupper() and name.low not in words("function")


_JOINTS = frozenset({"and", "while", "but"})


def _dotted_label(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether "2.1" is a section or version number."""
    return "." in tokens[i].text and i > 0 and tokens[i - 1].low in words("labels")
