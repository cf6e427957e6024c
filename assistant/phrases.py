"""Whether a figure's metric, which is cut out of a sentence, reads as the name of a thing in a question.

"operating profit" and "confirmed orders" do; "spent on its second hall", "fell" and "growing for" do not.
"""

from __future__ import annotations

from functools import cache

from assistant.words import fold, stop_words
from documents.figures.verbs import ambiguous, base_of
from documents.figures.vocabulary import load

_LONGEST_NOUN = 3  # words of a noun that the kinds list: "price of building"
_PARTICIPLES = ("ed", "ing")  # "confirmed orders": a verb's form that stands before a noun


def reads_as_noun(phrase: str) -> bool:
    """Say whether a phrase can stand where a question has a thing: "smart home devices", not "each paying"."""
    words = _words(phrase)
    if not words or {words[0], words[-1]} & stop_words() or "'" in phrase or "’" in phrase:
        return False
    return names_measure(phrase) or all(base_of(word) is None or ambiguous(word) for word in words)


def names_measure(phrase: str, dimension: str | None = None) -> bool:
    """Say whether a phrase is a noun for what figures measure, in a dimension if one is given: "net profit", not "jobs"
    in %.

    What stands before the noun describes it: a verb there makes a clause of the phrase ("stop price rises"), and "ing"
    mostly an opinion ("astonishing margin").
    """
    words = _words(phrase)
    if set(words) & stop_words() or "'" in phrase or "’" in phrase:
        return False
    for length in range(min(_LONGEST_NOUN, len(words)), 0, -1):
        known = _nouns().get(" ".join(words[-length:]))
        if known is not None:
            described = not any(_acts(word) or word.endswith("ing") for word in words[:-length])
            return described and (dimension is None or dimension in known)
    return False


def is_plural(phrase: str) -> bool:
    """Say whether a noun phrase is in the plural: "marketing expenses"."""
    last = _words(phrase)[-1:]
    return bool(last) and (last[0].endswith("s") or last[0] == "people") and not last[0].endswith(("ss", "us", "is"))


def _acts(word: str) -> bool:
    return base_of(word) is not None and not ambiguous(word) and not word.endswith(_PARTICIPLES)


def _words(phrase: str) -> list[str]:
    return fold(phrase).split()


@cache
def _nouns() -> dict[str, frozenset[str]]:
    """Return noun -> dimensions that it can have, in the singular and the plural; never a verb's other forms."""
    found: dict[str, frozenset[str]] = {}
    for name, kind in load("kinds").items():
        listed = kind["nouns"] if name != "growth" else ("growth", "growth rate")  # "a rise" of what?
        for form in (form for noun in listed for form in (noun, _plural(noun))):
            found[form] = found.get(form, frozenset()) | frozenset(kind["dimensions"])
    return found


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun if noun.endswith("s") else f"{noun}s"
