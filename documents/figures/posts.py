"""Which firm a person speaks for, where the text says so: "its founder, Ada Keller", "Ada Keller, Acme's head"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.figures.spelling import base_text
from documents.figures.tokens import Token, tokenize
from documents.figures.vocabulary import words
from documents.types import Document

if TYPE_CHECKING:
    from documents.figures.cast import Cast

_REACH = 8  # tokens from a person's name to the firm in one phrase
_FOUNDING = 12  # tokens from "founded" back to the firm: "Acme was founded in May 2016 by"
_RUNS = frozenset({"runs", "ran", "heads", "headed", "founded", "leads", "led", "owns", "started", "chairs"})
Mention = tuple[int, int, str]


def firms_of(document: Document, cast: Cast) -> dict[str, str]:
    """Return person -> the firm that the person heads, founded or owns, by the first place that tells it."""
    found: dict[str, str] = {}
    before = left = ""
    for sentence in document.sentences if cast.people else ():
        tokens = tokenize(document.text, sentence.span.start, sentence.span.end)
        named = cast.mentions(tokens, 0, len(tokens))
        firms = [mention for mention in named if cast.firm(mention[2])]
        for first, last, name in named:
            if name not in cast.people or name in found:
                continue
            near = [firm for firm in firms if abs(firm[0] - first) <= _FOUNDING + _REACH]
            firm = _led(tokens, first, near) or _titled(tokens, last, near) or _founded(tokens, first, near)
            ahead = next((firm[2] for firm in reversed(near) if firm[1] <= first), before)
            firm = firm or (ahead if _its(tokens, first) else "") or (left if _follows(tokens, first) else "")
            if firm:
                found[name] = firm
        left = next((found[name] for _, _, name in reversed(named) if name in found), left)
        before = firms[0][2] if firms else before
    return found


def _post(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    return any(token.low in words("posts", name="names") for token in tokens[first:last])


def _led(tokens: tuple[Token, ...], first: int, firms: list[Mention]) -> str:
    """Return the firm right before the person: "Acme's founder, | Ada Keller", "Acme boss | Ada Keller"."""
    for _, end, name in reversed(firms):
        between = tokens[end:first]
        if end > first or len(between) > _REACH or not _post(tokens, end, first):
            continue
        comma = len(between) - (between[-1].text == ",")
        plain = all(token.kind == "word" and token.text[:1].islower() for token in between[:comma])
        owned = base_text(tokens[end - 1]) != tokens[end - 1].text
        if plain and (owned or comma <= 3) and not any(token.low in ("and", "of") for token in between):
            return name
    return ""


def _titled(tokens: tuple[Token, ...], last: int, firms: list[Mention]) -> str:
    """Return the firm of a post that follows: ", Acme's head of sales", ", the boss of Acme", ", who runs Acme"."""
    if last >= len(tokens) or tokens[last].text != ",":
        return ""
    for begin, end, name in firms:
        if begin <= last or begin - last > _REACH or any(token.text in ".;:" for token in tokens[last:begin]):
            continue
        between = tokens[last + 1 : begin]
        lows = [token.low for token in between if token.low != "the"]
        owned = base_text(tokens[end - 1]) != tokens[end - 1].text
        if owned and not lows and _post(tokens, end, end + 4):
            return name
        if len(lows) > 1 and lows[-1] in ("of", "at") and _post(tokens, last + 1, begin) and "," not in lows:
            return name
        if len(lows) == 2 and lows[0] == "who" and lows[1] in _RUNS:
            return name
    return ""


def _founded(tokens: tuple[Token, ...], first: int, firms: list[Mention]) -> str:
    """Return the firm that the person founded: "Acme was founded in May 2016 by | Ada Keller"."""
    if first < 2 or tokens[first - 1].low != "by":
        return ""
    begin = max(0, first - _FOUNDING)
    if not any(token.low in ("founded", "started", "set") for token in tokens[begin : first - 1]):
        return ""
    return next((name for start, end, name in firms if end <= first and start >= begin - 4), "")


def _its(tokens: tuple[Token, ...], first: int) -> bool:
    """Say whether the person is told as one of the firm before: "Its founder, | Ada Keller"."""
    begin = max(0, first - 5)
    for i in range(first - 1, begin - 1, -1):
        if tokens[i].low in ("its", "whose"):
            return _post(tokens, i + 1, first)
        if tokens[i].kind != "word" and tokens[i].text != ",":
            return False
    return False


def _follows(tokens: tuple[Token, ...], first: int) -> bool:
    """Say whether the person comes after the one named last: "Her successor is | Ada Keller"."""
    lows = [token.low for token in tokens[max(0, first - 3) : first]]
    return len(lows) == 3 and lows[0] in ("her", "his") and lows[1] in ("successor", "replacement")
