"""Base forms that are verbs because several do them: "Agents: | bring 40%", "Farmers sell 40% and | keep 60%"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.figures.nouns import is_plural
from documents.figures.tokens import Token
from documents.figures.verb_sense import keys, opens_object
from documents.figures.verbs import base_of

if TYPE_CHECKING:
    from documents.figures.elements import Element


def labelled(tokens: tuple[Token, ...], i: int, stops: object, found: list[Element]) -> bool:
    """Say whether the word at i is what several things named before a colon do: "Agents: | bring 40% of the guests"."""
    low = tokens[i].low
    if len(found) < 2 or found[-1].low != ":" or base_of(low) != low or i + 1 >= len(tokens):
        return False
    label = found[:-1]
    named = all(element.sort == "phrase" or element.low == "and" for element in label)
    several = is_plural(tokens[label[-1].last - 1]) or any(element.low == "and" for element in label)
    led = tokens[i + 1].low in ("for", "to", "up") and (i + 2) in keys(stops)  # "account for 22%"
    return named and several and (led or (i + 1) in keys(stops) or opens_object(tokens[i + 1]))


def goes_on(tokens: tuple[Token, ...], i: int, stops: object, found: list[Element]) -> bool:
    """Say whether several who do one thing do another after "and": "Farmers sell 40% and | keep 60%"."""
    low = tokens[i].low
    if not found or found[-1].low != "and" or base_of(low) != low or (i + 1) not in keys(stops):
        return False
    for j in range(len(found) - 2, 0, -1):
        element = found[j]
        if element.sort == "verb":
            plain = element.last == element.first + 1 and tokens[element.first].low == element.low
            before = found[j - 1]
            named = before.low == ":" and before.sort == "mark"
            return plain and (named or (before.sort == "phrase" and is_plural(tokens[before.last - 1])))
        if element.sort in ("mark", "relative", "join"):
            return False
    return False
