"""What tells a person from a firm beside a name: "who", "he" or "she" after it, a post between commas."""

from __future__ import annotations

from documents.figures.tokens import Token
from documents.figures.verbs import base_of
from documents.figures.vocabulary import words

_POST = 8  # tokens that a post between commas may have: ", the Leeds firm's head of growing,"
_CLOSING = "\"”’'"
_HOLDS = frozenset({"believe", "think", "reckon", "argue", "doubt", "hope", "fear", "remember", "admit", "joke"})


def acting_person(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Say whether the words right after the name at tokens[first:last] are said of people alone."""
    if first > 0 and tokens[first - 1].low in ("of", "at", "from", "for", "in"):
        return False  # "the analyst at Acme Research, who thinks"
    comma = last < len(tokens) and tokens[last].text == ","
    after = tokens[last + comma].low if last + comma < len(tokens) else ""
    if after in ("who", "whom"):
        return True  # "Tom Askew, who had run a pub"
    if comma and _post(tokens, last + 1):
        return True
    return _believes(tokens, last)


def spoken_of(tokens: tuple[Token, ...], last: int) -> bool:
    """Say whether the sentence goes on with "he" or "she" after the one name that can be a person's.

    Who says a quotation is not who is named in it: "Acme earns little," she says.
    """
    return any(
        tokens[i].low in ("he", "she") and (tokens[i - 1].text not in _CLOSING or tokens[i - 2].text not in ",.?!")
        for i in range(last, len(tokens))
    )


def _post(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether a post opens at i: "Acme's head of growing", "chief executive of Acme", "a farmer"."""
    for j in range(i, min(i + _POST, len(tokens))):
        token = tokens[j]
        if token.low in words("human", name="names"):
            return True
        owning = token.text in "'’" or token.low in ("s", "the", "a", "an", "its", "their", "his", "her")
        named = token.text[:1].isupper() or token.low.endswith("'s")
        if (token.kind == "mark" and not owning) or not (owning or named or token.kind == "word"):
            return False
        if token.low in words("prepositions", name="grammar") or token.low in words("auxiliaries", name="grammar"):
            return False
        if base_of(token.low) is not None and not owning and not named and base_of(token.low) != token.low:
            return False
    return False


def _believes(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether "of Acme Research believes" stands at i: what is of a firm and thinks is one of its people."""
    if i >= len(tokens) or tokens[i].low not in ("of", "at", "from"):
        return False
    j = i + 1
    while j < len(tokens) and tokens[j].text[:1].isupper():
        j += 1
    return j < len(tokens) and tokens[j].low.endswith("s") and base_of(tokens[j].low) in _HOLDS
