"""How far out each heading stands: by its markup, its numbering, its capitals, or else the outermost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.build import Raw

_INTRODUCTION = 3  # blocks: a longer text above a numbered series has a subject of its own
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_VALUES = {word: at for names in (_WORDS, _ROMAN) for at, word in enumerate(names, 1)}
_NUMBERED = re.compile(
    r"(?:(?P<word>[^\W\d_]{3,12})\s+)?(?:#|№|[Nn]o\.\s?)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4}|[IVX]{1,5}|" + "|".join(word.title() for word in _WORDS) + r")"
    r"(?P<end>[.:)]|\s[–—-])?(?=\s)"
)


@dataclass(frozen=True, slots=True)
class _Run:
    """Headings numbered one after the other, from block `first` to block `last`."""

    first: int
    last: int


def settle_levels(text: str, raws: Sequence[Raw], title_at: int | None) -> list[Raw]:
    """Give every heading but the title a level; those that markup gave one keep it."""
    blocks = list(raws)
    heads = [at for at, raw in enumerate(raws) if raw.kind == "heading" and at != title_at]
    runs = _runs(text, raws, heads)
    lower = _below_capitals(text, raws, [at for at in heads if at not in runs])
    base, previous = 1, -1
    levels: dict[_Run, int] = {}
    for at in heads:
        raw = raws[at]
        around = next((level for run, level in reversed(levels.items()) if run.first <= at <= run.last), 0)
        if raw.level:
            level = base = raw.level
        elif raw.style.startswith("hash"):
            level = base = int(raw.style[4:])
        elif at in runs:
            run = runs[at]
            if run not in levels:
                below = previous >= 0 and at - previous - 1 <= _INTRODUCTION
                levels[run] = (around or base) + (1 if below else 0)
            level = levels[run] + _dots(text, raw)
        elif around:
            level = around + 1
        else:
            level = base = 2 if at in lower else 1
        previous = at
        blocks[at] = replace(raw, level=level)
    return blocks


def _runs(text: str, raws: Sequence[Raw], heads: Sequence[int]) -> dict[int, _Run]:
    """The numbered series among the headings; a number that does not grow begins a new one."""
    open_runs: dict[str, tuple[list[int], tuple[int, ...]]] = {}
    closed: list[list[int]] = []
    for at in heads:
        key, value = _numbering(text, raws[at])
        if key is None:
            continue
        members, last = open_runs.get(key, ([], ()))
        if value <= last:
            closed.append(members)
            members = []
        members.append(at)
        open_runs[key] = (members, value)
    closed.extend(members for members, _ in open_runs.values())
    return {at: _Run(members[0], members[-1]) for members in closed if len(members) > 1 for at in members}


def _numbering(text: str, raw: Raw) -> tuple[str | None, tuple[int, ...]]:
    """What kind of numbering a heading has ("part", "step", "number") and its number, "1.2" as (1, 2)."""
    words = raw.span.of(text)
    if raw.marker is not None:
        digits = raw.marker.strip("().")
        return "number", (int(digits) if digits.isascii() and digits.isdigit() else 1,)
    match = _NUMBERED.match(words)
    if match is None:
        return None, ()
    number, word = match.group("number"), match.group("word")
    if word is None and (not number[0].isdigit() or not (match.group("end") or "." in number)):
        return None, ()
    parts = number.casefold().split(".")
    value = tuple(int(part) if part.isdigit() else _VALUES.get(part, 1) for part in parts)
    return (word or "number").casefold(), value


def _dots(text: str, raw: Raw) -> int:
    match = _NUMBERED.match(raw.span.of(text)) if raw.marker is None else None
    return match.group("number").count(".") if match else 0


def _below_capitals(text: str, raws: Sequence[Raw], heads: Sequence[int]) -> set[int]:
    """Where some headings are all in capitals and others are not, the others stand below them."""
    plain = [at for at in heads if raws[at].style == "plain"]
    capitals = [at for at in plain if raws[at].span.of(text).isupper()]
    if len(capitals) < 2 or len(capitals) == len(plain):
        return set()
    return {at for at in plain if at not in capitals and at > capitals[0]}
