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


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose first cell of a row is its heading; cells are HTML.

    It scrolls by itself where the screen is narrow, with the keyboard too.
    """
    heads = "".join(f'<th scope="col"{_kind(cell)}>{cell}</th>' for cell in head)
    body = "\n".join(
        f'<tr><th scope="row">{row[0]}</th>'
        + "".join(f"<td{_kind(column)}>{cell}</td>" for column, cell in zip(head[1:], row[1:], strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table>\n<caption>{caption}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def _kind(column: str) -> str:
    return ' class="bar" aria-hidden="true"' if column == BAR else ""


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
