"""What a question, or the text of a figure, leaves out or takes in: "before marketing", "without land", "with tax".

"How much did it cost without land?" is answered neither with the land nor with an amount that takes it in; and what
is told "before marketing" is no figure of the marketing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from assistant.corpus import Corpus
from assistant.furthering import around
from assistant.types import Question
from assistant.words import WordSet, content, fold, stem, vocabulary
from documents.figures.types import Figure, Period

if TYPE_CHECKING:
    from assistant.pool import Traits

_NOUNS = 5  # words of what is left out or taken in
_CLAUSE = re.compile(r"[,;:.]")
_OF_BOTH = ("remainder", "net")  # these are made of what is left out and the rest
_WHAT = r"(?P<what>[^.,;:()?]{1,60})"
_INCLUDED = re.compile(r"(?:,|\band|\bwith) (?P<what>(?:[\w'-]+ ){1,3})included\b")  # "the furniture included"
_SOONER = re.compile(r"\bpre-(?P<what>[a-z]+)")  # "pre-tax"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The stems of what is left out and of what is taken in."""

    out: frozenset[str] = frozenset()  # "without land"; of a figure what is told so at it, "before marketing" as well
    taken: frozenset[str] = frozenset()  # "including land"
    loosely: frozenset[str] = frozenset()  # `out` and what only may be: of a question "before the strike"; of a figure
    # what is said anywhere in its clause: "700 homes of the town live without water"


def asked(standalone: str) -> LeftOut:
    """Return what a question leaves out or takes in."""
    return _asked(fold(standalone))


@lru_cache(maxsize=64)
def _asked(folded: str) -> LeftOut:
    table = vocabulary("left_out")
    found: dict[str, set[str]] = {"out": set(), "later": set(), "taken": set()}
    leads = {lead: kind for kind in found for lead in table[kind]} | dict.fromkeys(table["added"], "taken")
    for match in _leads(*found, "added").finditer(folded):
        behind = folded[match.end() :]
        joined = re.match(rf" (?:and|or) {_leads('out', 'taken').pattern}", behind)  # "with and without the crane"
        what = re.match(f" {_WHAT}", behind[joined.end() :] if joined is not None else behind)
        found[leads[match.group()]] |= _things(what["what"]) if what is not None else frozenset()
    for pattern, kind in ((_INCLUDED, "taken"), (_SOONER, "later")):
        found[kind].update(*(_things(match["what"]) for match in pattern.finditer(folded)))
    return LeftOut(frozenset(found["out"]), frozenset(found["taken"]), frozenset(found["out"] | found["later"]))


def told(figure: Figure, corpus: Corpus) -> LeftOut:
    """Return what a figure leaves out or takes in: of "about $40 million before marketing" the marketing."""
    called = f"{figure.metric} {figure.subject or ''}"
    if figure.column is not None:
        return LeftOut(loosely=_all(fold(called)))
    before, after = around(figure, corpus)
    out = _things_of(_behind("out", "later").match(after), _ahead("out").search(before))
    taken = _things_of(_behind("taken").match(after), _ahead("taken").search(before))
    return LeftOut(out, taken, out | _all(fold(f"{called} {_CLAUSE.split(after)[0]}")))


def telling(words: Iterable[str], standalone: str) -> WordSet:
    """Return the stems by which a question tells what it asks for, without those that it leaves out or takes in."""
    said = asked(standalone)
    return WordSet.of(frozenset(words) - said.loosely - said.taken)


def leaves_out(wanted: WordSet, left: LeftOut) -> bool:
    """Say whether a figure leaves out the very thing that is asked for: of "$3 million before marketing" that."""
    return any(map(wanted.meets, left.out))


def is_left_out(said: LeftOut, question: Question) -> Callable[[Traits], bool] | None:
    """Return what tells whether a figure is of what a question leaves out, or takes it in; None where none can be.

    "600 people live without power" is told without it.
    """
    if not said.out or question.operation in _OF_BOTH:
        return None
    out, alone = WordSet.of(said.out), WordSet.of(said.out - said.taken)

    def of_it(trait: Traits) -> bool:
        if any(map(alone.meets, trait.left.taken)):
            return True
        return any(map(trait.own.all.meets, said.out)) and not any(map(out.meets, trait.left.loosely))

    return of_it


def told_otherwise(said: LeftOut, question: Question, traits: Sequence[Traits]) -> Callable[[Traits], bool] | None:
    """Return what tells whether a figure is another than the one told with, or without, what is asked so; None without.

    Of "$40 million, or $31 million without the crane" only one is asked for by "without the crane".
    """
    out, taken = WordSet.of(said.loosely - said.taken), WordSet.of(said.taken - said.loosely)  # else both are asked for
    if not (out.stems or taken.stems) or question.operation not in (None, "including"):
        return None

    def so(trait: Traits) -> bool:
        return any(map(out.meets, trait.left.out)) or any(map(taken.meets, trait.left.taken))

    met = {_measure(trait.figure) for trait in traits if (trait.left.out or trait.left.taken) and so(trait)}
    return (lambda trait: _measure(trait.figure) in met and not so(trait)) if met else None


def _measure(figure: Figure) -> tuple[str, str | None, str, str, Period | None]:
    return figure.document, figure.subject, figure.metric, figure.quantity.dimension, figure.period


def _all(folded: str) -> frozenset[str]:
    """Return whatever a text says to be left out."""
    found = (re.match(f" {_WHAT}", folded[m.end() :]) for m in _leads("out", "later").finditer(folded))
    return _things_of(*found)


def _things_of(*matches: re.Match[str] | None) -> frozenset[str]:
    return frozenset[str]().union(*(_things(match["what"]) for match in matches if match is not None))


@lru_cache(maxsize=1024)
def _things(what: str) -> frozenset[str]:
    """Return the stems of what is left out or taken in, of the words behind that say so."""
    words = what.split()
    end = next((at for at in range(len(words)) if _ends().match(" ".join(words[at:]))), len(words))
    things = frozenset(t.stem for t in content(" ".join(words[: min(end, _NOUNS)])) if t.text.isalpha())
    return things - _loose() or things


@cache
def _ends() -> re.Pattern[str]:
    table = vocabulary("left_out")
    return re.compile(
        rf"(?:{_any(word for kind in ('ends', 'out', 'later', 'taken', 'added') for word in table[kind])})(?![\w-])"
    )


@cache
def _loose() -> frozenset[str]:
    return frozenset(map(stem, vocabulary("left_out")["loose"]))


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _leads(*kinds: str) -> re.Pattern[str]:
    """Return the pattern of the words of some kinds: "not including" is none of "including"."""
    words = _any(word for kind in kinds for word in vocabulary("left_out")[kind])
    return re.compile(rf"(?<!not )(?<![\w-])(?:{words})(?![\w-])")


@cache
def _behind(*kinds: str) -> re.Pattern[str]:
    return re.compile(rf"[,(]?(?: [a-z'-]+){{0,2}}[,(]? \(?{_leads(*kinds).pattern} {_WHAT}")


@cache
def _ahead(*kinds: str) -> re.Pattern[str]:
    """Return the pattern in front of a figure: "excluding land, the depot cost", "; with land it cost"."""
    led = rf"(?:^|[;:,] (?:and |but |or )?){_leads(*kinds).pattern} (?P<what>[^.,;:()]{{1,40}}?)"
    return re.compile(rf"{led}(?:,| (?=it\b|they\b|he\b|she\b))[^,;:()]*$")
