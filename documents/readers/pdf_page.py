"""Lines placed on pages: what is usual in a file, and what stands around its text.

How lines become paragraphs belongs in `documents.readers.pdf_layout`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

SAME_SIZE = 0.6  # points by which letters of one size may differ
_EDGE = 2  # lines from the top or bottom of a page among which running heads are looked for
_REPEATED = 0.5  # of the pages must carry a running head
_AROUND = re.compile(
    r"(?:page|seite|p\.)?\s*[-–—]?\s*\d{1,4}\s*(?:(?:of|/|von)\s*\d{1,4})?\s*[-–—]?$"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s+\d{1,2}:\d{2}|(?:https?|file)://\S+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page: the place of its first letter in points, from the bottom left."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    cells: tuple[str, ...] = ()  # where the line is a row of a table


@dataclass(frozen=True, slots=True)
class Body:
    """What is usual in this file: the size of letters, the length of full lines, the distance of lines."""

    size: float
    width: int
    step: float


def without_running_heads(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """Leave out page numbers, what a browser prints around a page, and what stands at one place of most pages."""
    edges = [_edges(lines) for lines in pages]
    seen = Counter(key for edge in edges for key in {_place(line) for line in edge})
    needed = max(2, _REPEATED * sum(bool(lines) for lines in pages))
    kept = [
        [line for line in lines if not (line in edge and (seen[_place(line)] >= needed or _AROUND.match(line.text)))]
        for lines, edge in zip(pages, edges, strict=True)
    ]
    return kept if any(kept) else [list(lines) for lines in pages]


def _edges(lines: Sequence[PageLine]) -> list[PageLine]:
    ordered = sorted(lines, key=lambda line: -line.y)
    return [*ordered[:_EDGE], *ordered[max(_EDGE, len(ordered) - _EDGE) :]]


def _place(line: PageLine) -> tuple[str, int]:
    """What makes a line of one page the same as one of another: its words and its height, not its numbers."""
    return re.sub(r"\d+", "#", line.text), round(line.y)


def usual(pages: Sequence[Sequence[PageLine]]) -> Body:
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
    size = max(sizes, key=lambda key: (sizes[key], -key), default=10.0)
    lengths = sorted(len(line.text) for lines in pages for line in lines if abs(line.size - size) < SAME_SIZE)
    steps: Counter[float] = Counter()
    for lines in pages:
        for above, below in pairwise(lines):
            step = above.y - below.y
            if 0.8 * size < step < 3 * size and abs(above.size - below.size) < SAME_SIZE:
                steps[round(step * 2) / 2] += 1
    step = max(steps, key=lambda key: (steps[key], -key), default=1.2 * size)
    return Body(size, lengths[len(lengths) * 8 // 10] if lengths else 80, step)


def hyphenated(pages: Sequence[Sequence[PageLine]]) -> frozenset[str]:
    """The words that this file writes with a hyphen inside a line: they keep it at the end of one."""
    return frozenset(
        word.strip(".,;:!?()\"'“”").casefold()
        for lines in pages
        for line in lines
        for word in line.text.split()
        if "-" in word[1:-1]
    )
