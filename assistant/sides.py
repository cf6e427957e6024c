"""The sides of a comparison: which words of a question belong to which of the things it sets side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.lexicon import Lexicon, Mention
from assistant.words import Token, fold, stop_words, tokens, vocabulary
from documents.types import Span

MOST = 8  # things that are set side by side: for each all sentences and figures are weighed once more


@dataclass(frozen=True, slots=True)
class Side:
    """The spans of a question that tell one side, and those that it shares with the others."""

    own: tuple[Span, ...]
    shared: tuple[Span, ...]


def sides(text: str, mentions: tuple[Mention, ...], lexicon: Lexicon) -> tuple[Side, ...]:
    """Return the sides in the order of the question; an empty tuple means that it has one.

    Three ways, the most telling first: "between A and B" and "from A to B"; "A vs B", "A than B"; and names
    that do not belong together ("A, B and C").
    """
    folded = fold(text)
    for pattern in _between():
        if match := pattern.search(folded):
            if match.group().startswith("from ") and _elsewhere(match, mentions):
                continue  # "faster from seed to bag, Acme or Brill"
            common: tuple[Span, ...] = (Span(0, match.start()), Span(match.end(), len(text)))
            pair = (Span(*match.span(1)), Span(*match.span(2)))
            measure = _measure_of_both(text, pair, mentions) if match.group().startswith("between ") else None
            if measure is not None:
                pair, common = (pair[0], Span(pair[1].start, measure.start)), (*common, measure)
            return tuple(Side((side,), common) for side in pair)
    named = _named(text, mentions, lexicon)
    for pattern in _infix():
        match = pattern.search(folded)
        if match and match.start() > 0 and len(named) <= 2:
            return _around(text, Span(*match.span()), mentions, named)
    return named


def _elsewhere(match: re.Match[str], mentions: tuple[Mention, ...]) -> bool:
    """Say whether what stands "from" and "to" are no sides: names stand elsewhere, and neither has one or a number."""
    first, second = (Span(*match.span(group)) for group in (1, 2))
    held = [m for m in mentions if first.start <= m.start and m.end <= first.end]
    told = any(c.isdigit() for c in match.group(1) + match.group(2))
    return (
        not held and not told and len({m.name for m in mentions if m.start >= second.start or m.end <= first.start}) > 1
    )


def _measure_of_both(text: str, pair: tuple[Span, Span], mentions: tuple[Mention, ...]) -> Span | None:
    """Return the words that end the second side and are of both: "between Acme and Brill revenue"."""
    after: list[list[Token]] = []
    for side in pair:
        held = [m for m in mentions if side.start <= m.start and m.end <= side.end]
        words = [t for t in tokens(text) if side.start <= t.start and t.end <= side.end]
        if not held or any(t.end <= held[0].start and fold(t.text) not in stop_words() for t in words):
            return None  # a side that has words before its name has a measure of its own
        after.append([t for t in words if t.start >= held[-1].end])
    first, second = after
    return Span(second[len(first)].start, pair[1].end) if len(second) > len(first) else None


def _around(text: str, link: Span, mentions: tuple[Mention, ...], named: tuple[Side, ...]) -> tuple[Side, ...]:
    left, right = Span(0, link.start), Span(link.end, len(text))
    held = [any(side.start <= m.start and m.end <= side.end for m in mentions) for side in (left, right)]
    # "Who needs longer than average, A or B": names that stand on one side of the link tell the sides better.
    if named and not all(held):
        return named
    return (Side((left,), (right,)), Side((right,), (left,)))


def _named(text: str, mentions: tuple[Mention, ...], lexicon: Lexicon) -> tuple[Side, ...]:
    """Return a side for each group of names that belong together, the words without names shared by all."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        home = next((g for g in groups if any(_together(text, lexicon, m, mention) for m in g)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    if not 2 <= len(groups) <= MOST:
        return ()
    gaps = _gaps(text, mentions)
    return tuple(Side(tuple(Span(m.start, m.end) for m in group), gaps) for group in groups)


def _together(text: str, lexicon: Lexicon, left: Mention, right: Mention) -> bool:
    between = fold(text[left.end : right.start]).strip()
    return lexicon.related(left.name, right.name) or between in ("", "'s", "'", "'s own")


def _gaps(text: str, mentions: tuple[Mention, ...]) -> tuple[Span, ...]:
    edges = [0, *(edge for m in mentions for edge in (m.start, m.end)), len(text)]
    return tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a)


@cache
def _between() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in vocabulary("questions")["split"]["between"])


@cache
def _infix() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in vocabulary("questions")["split"]["infix"])
