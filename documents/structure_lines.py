"""Lines of plain text: indentation, list markers, and whether a line was broken only to fit a width.

What blocks the lines form belongs in `documents.structure`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.labels import ends_open
from documents.types import Span

_TAB = 4  # columns that a tab in the indentation stands for
_NARROWEST_WRAP = 36  # columns: shorter lines are names and addresses
_WIDEST_WRAP = 140  # characters: longer lines are paragraphs, not lines of a wrapped one
_WRAP_PERCENTILE = 97  # a few longer lines (links, table rows) do not set the width
_WIDE = 60  # columns: lines of about the same length, so long, are wrapped even if there are only two
_FEWEST_WRAPS = 2  # forced breaks between shorter lines: one may be chance
_WRAPPED_SHARE = 0.6  # of the line breaks, so many must be forced by the width
_EXACT = 3  # characters of tolerance

_BULLET = re.compile(r"([•◦▪▫‣●○∙·■□►▶➤✓✔❖*+–\-]|o(?=\s+[A-Z0-9“\"]))\s+(?=\S)")
_NUMBER = re.compile(r"(\(?(\d{1,3}|[a-z]|[ivx]{2,5})[.)])\s+(?=\S)")
_TERMINAL = re.compile(r"[.!?…:;][\"'”’)\]*_]*$")
_RULE = re.compile(r"([-=_*~•·#—–+])(?:\s?\1){1,}$|(?:[*·•] ?){3,}$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `span` is its content without indentation, `body` what follows a list marker."""

    text: str
    span: Span
    indent: int
    marker: str | None = None
    body: Span | None = None

    @property
    def blank(self) -> bool:
        """Nothing but white space."""
        return not self.text

    @property
    def ordinal(self) -> int | None:
        """The number of a numbered item; letters count from 1; None for bullets."""
        match = _NUMBER.match(self.text)
        if self.marker is None or match is None:
            return None
        number = match.group(2)
        return int(number) if number.isascii() and number.isdigit() else ord(number[0]) - ord("a") + 1

    @property
    def width(self) -> int:
        """Columns up to the last character."""
        return self.indent + len(self.text)


def split_lines(text: str) -> list[Line]:
    """Cut the text at its newlines."""
    lines = []
    at = 0
    for raw in text.split("\n"):
        content = raw.strip()
        start = at + len(raw) - len(raw.lstrip()) if content else at
        indent = sum(_TAB if char == "\t" else 1 for char in raw[: start - at])
        span = Span(start, start + len(content))
        marker, body = _marker(content, span)
        lines.append(Line(content, span, indent, marker, body))
        at += len(raw) + 1
    return lines


def _marker(content: str, span: Span) -> tuple[str | None, Span | None]:
    match = _BULLET.match(content) or _NUMBER.match(content)
    if match is None or is_rule(content):
        return None, None
    return match.group(1), Span(span.start + match.end(), span.end)


def is_rule(content: str) -> bool:
    """A line of dashes, stars or the like that only divides."""
    return len(content) >= 2 and not any(char.isalnum() for char in content[:8]) and bool(_RULE.match(content))


def ends_sentence(content: str) -> bool:
    """Ends in a stop, question mark, colon or the like, closing quotes aside."""
    return bool(_TERMINAL.search(content[-8:]))


def wrap_width(lines: Sequence[Line]) -> int | None:
    """Return the width at which the lines were broken, or None where a line is a paragraph."""
    widths = sorted(line.width for line in lines if not line.blank)
    if not widths:
        return None
    width = widths[min(len(widths) - 1, len(widths) * _WRAP_PERCENTILE // 100)]
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if _is_mid_sentence(a, b)]
    forced = sum(is_forced(a, b, width) for a, b in pairs)
    fewest = 1 if width >= _WIDE else _FEWEST_WRAPS
    return width if forced >= max(fewest, _WRAPPED_SHARE * len(pairs)) else None


def _is_mid_sentence(line: Line, following: Line) -> bool:
    """Two lines of which the first does not end anything: whether such breaks are forced shows a wrapped text."""
    if line.blank or following.blank or following.marker or is_rule(following.text):
        return False
    return not ends_sentence(line.text)


def is_forced(line: Line, following: Line, width: int) -> bool:
    """The next line's first word would not have fitted: the break is the width's, not the writer's."""
    return line.width + 1 + len(following.text.split(None, 1)[0]) > width - _EXACT


def goes_on(line: Line, following: Line, width: int | None) -> bool:
    """Say whether the second line continues the paragraph of the first, which is directly above it."""
    starts_small = following.text[:1].islower() and "@" not in following.text.split(None, 1)[0]
    if starts_small and not ends_sentence(line.text):
        return True
    if ends_open(line.text):
        return True
    return width is not None and is_forced(line, following, width)
