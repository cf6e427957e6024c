"""A thing put in the place of another one: "who makes the batteries?", "and the chips?" -> "who makes the chips?"."""

from __future__ import annotations

import re

from assistant.lexicon import Lexicon
from assistant.words import Token, fold, stop_words, tokens
from documents.figures.kinds import kinds_of
from documents.figures.verbs import base_of
from documents.types import Span

_MEASURED = ("money", "duration")  # dimensions of what is measured and not counted
_FRONTED = re.compile(
    r"^(?:and |but |so )?((?:the|its|their|his|her) [\w -]{2,40}?) ?[,:-] ?"
    r"((?:who|what|when|where|why|how|which)\b.*?)\b(?:it|they|them)\b(.*)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?:many|much|which) $")
_MOST = 3  # words of a thing
_OPENS = frozenset(("the", "its", "their", "his", "her", "our", "my", "your", "which", "many", "much"))
_THING = re.compile(r"^(?:(?:the|its|their|his|her|our) )((?:[\w-]+ ){0,2}[\w-]+)\W*$")


def put_back(said: str) -> str:
    """Return a question with the thing in front of it put where its pronoun stands.

    Example: "and the chips, who makes them?" -> "who makes the chips?"
    """
    match = _FRONTED.match(said)
    return f"{match.group(2)}{match.group(1)}{match.group(3)}" if match else said


def put_thing(base: str, said: str, lexicon: Lexicon) -> str | None:
    """Return the earlier question with its last thing of the same sort replaced by the one said; None without one.

    A thing is up to three words after "the", "its", "how many" and the like, none of them a name. A measure ("the
    margin") takes the place of a measure only, and what is counted ("how many orders") that of something in the plural.
    """
    match = _THING.match(fold(said))
    if match is None or any(base_of(word) for word in match.group(1).split()[:-1]):
        return None
    new = said[match.start(1) : match.end(1)]
    alike = [span for span in _things(base, lexicon) if _alike(_measured(base[span.start : span.end]), _measured(new))]
    same = [span for span in alike if _plural(base[span.start : span.end]) == _plural(new)]
    free = [span for span in alike if not _COUNTED.search(fold(base[: span.start]))]
    if not same and not free:
        return None
    at = (same or free)[-1]
    return f"{base[: at.start]}{new}{base[at.end :]}"


def _plural(thing: str) -> bool:
    return thing.endswith("s") and not thing.endswith("ss")


def _alike(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left & right) or not (left or right)


def _measured(thing: str) -> frozenset[str]:
    """Return the dimensions in which a thing is measured, none where it is counted."""
    words = tuple(fold(thing).split())
    return frozenset() if kinds_of(words, "count") else frozenset(d for d in _MEASURED if kinds_of(words, d))


def _things(base: str, lexicon: Lexicon) -> list[Span]:
    """Return the things of a question, in order, without the words that open them."""
    named = lexicon.mentions(base, asked=True)
    words = tokens(base)
    found: list[Span] = []
    for i, word in enumerate(words):
        if fold(word.text) not in _OPENS:
            continue
        own = _own(words[i + 1 : i + 1 + _MOST])
        if own and not any(m.start < own[-1].end and own[0].start < m.end for m in named):
            found.append(Span(own[0].start, own[-1].end))
    return found


def _own(words: list[Token] | tuple[Token, ...]) -> list[Token]:
    """Return the words up to a verb, a preposition or another word without content."""
    own: list[Token] = []
    for word in words:
        folded = fold(word.text)
        if folded in stop_words() or not word.text[0].isalpha() or (own and base_of(folded) is not None):
            break
        own.append(word)
    return own
