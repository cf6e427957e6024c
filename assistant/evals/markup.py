"""Pieces of HTML: other people's text made harmless, tables, bars. What they are for is in `page.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

# Controls that HTML forbids, and marks that turn the direction of the text after them.
_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def escaped(text: object) -> str:
    """Return the text as HTML that shows it and does nothing else.

    Example: '<b>&' -> '&lt;b&gt;&amp;'
    """
    return escape(_HIDDEN.sub("\ufffd", str(text)))


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, words: Iterable[int] = ()) -> str:
    """Return a table whose first cell of a row is its heading; cells are HTML. `words` are columns of running text.

    It scrolls by itself where the screen is narrow, with the keyboard too.
    """
    left = set(words)
    heads = "".join(f'<th scope="col"{_kind(i, left, cell)}>{cell}</th>' for i, cell in enumerate(head))
    body = "\n".join(
        "<tr>"
        + f'<th scope="row">{row[0]}</th>'
        + "".join(f"<td{_kind(i, left, head[i])}>{cell}</td>" for i, cell in enumerate(row[1:], 1))
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table>\n<caption>{caption}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def _kind(column: int, left: set[int], head: str) -> str:
    if head == BAR:
        return ' class="bar" aria-hidden="true"'
    return ' class="words"' if column in left else ""


BAR = "<!-- bar -->"  # the heading of a column that only draws what another one says


def bar(value: float, floor: float | None) -> str:
    """Return a bar from 0 to 1 with a mark at its floor; the number beside it says the same."""
    mark = f'<span class="floor" style="left:{_width(floor)}"></span>' if floor is not None else ""
    return f'<span class="track"><span class="fill" style="width:{_width(value)}"></span>{mark}</span>'


def _width(value: float) -> str:
    return f"{100 * min(max(value, 0.0), 1.0):.2f}%"


def items(lines: Iterable[str]) -> str:
    """Return a list of HTML lines."""
    return "<ul>\n" + "\n".join(f"<li>{line}</li>" for line in lines) + "\n</ul>"
