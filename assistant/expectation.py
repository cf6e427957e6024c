"""What kind of answer a question wants: a number, a person, a reason, the author's view, a comparison of times."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from assistant.types import Question
from assistant.words import any_of, fold, stem, tokens, vocabulary
from documents.figures.units import dimension_of

_EXTENT = re.compile(
    r"\bhow long (?:is|are|was|were|will) (?:[\w'’-]+ ){0,5}?([a-z]+)"
    r"(?: (?:be|now|in all|altogether))?\W*$"
)


def expectation(folded: str) -> str:
    """Return what kind of answer the folded question wants: a name of vocabulary/questions.toml, or "any"."""
    for name, pattern in _expects():
        if pattern.search(folded):
            return name
    return "any"


def asks_opinion(question: Question) -> bool:
    """Say whether the question is about what the author thinks."""
    return _opinion().search(fold(question.standalone)) is not None


def dimensions(question: Question) -> tuple[str, ...]:
    """Return the dimensions that an answer may have; () means any.

    "How many tonnes" counts nothing but weighs; "how much did it grow" may be told as an amount or as a share.
    """
    listed = tuple(vocabulary("expects")[question.expects]["dimensions"])
    unit = dimension_of(question.target_unit) if question.target_unit else None
    if question.expects == "count" and question.noun is None and unit is not None and unit != "money":
        return (unit,)
    if question.expects == "duration" and extent_asked(question.standalone):
        return (*listed, "length")
    if question.expects in ("money", "measure") and question.operation == "difference":
        return (*listed, "share", "points", "factor") if listed else ()
    return listed


@lru_cache(maxsize=64)
def extent_asked(standalone: str) -> str:
    """Return the stem of a thing that is so long in space, "bridge" in "how long is the bridge?"; "" without."""
    match = _EXTENT.search(fold(standalone))
    things = vocabulary("expects_size")["extended"]["things"]
    return stem(match[1]) if match is not None and match[1].removesuffix("s") in things else ""


def takes_part(question: Question) -> bool:
    """Say whether a question is about a part of a whole that may be told as an amount: "how much of the price"."""
    return "how much of " in fold(question.standalone)


def measured(question: Question) -> tuple[str, ...]:
    """Return the dimension that a comparison is of: "how many times as long" compares times; () where no word tells."""
    if question.operation not in ("ratio", "difference", "percent_change", "compare", "extreme"):
        return ()
    words = {token.text.lower() for token in tokens(question.standalone)}
    found = [name for name, cues in vocabulary("questions")["measured"].items() if words & set(cues)]
    return tuple(found) if len(found) == 1 else ()


@cache
def _expects() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["name"], any_of(row["patterns"])) for row in vocabulary("questions")["expects"])


@cache
def _opinion() -> re.Pattern[str]:
    return any_of(vocabulary("questions")["opinion"]["patterns"])


def of_one(question: Question) -> bool:
    """Say whether the sides of a share are a whole and whose it is: "what share of revenue does Acme spend?"."""
    return question.operation == "share" and len({focus.names for focus in question.foci}) > 1
