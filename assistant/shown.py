"""Other people's text as HTML: escaped, and unable to turn the text around it."""

from __future__ import annotations

import re
from html import escape

# Controls that HTML forbids, marks that turn the direction of what follows, letters that show nothing (U+E0000 on)
# and lone surrogates. Marks that only join or part letters stay: Persian and emoji need them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
_UNHELD = re.compile("[\x00\ud800-\udfff]")  # what no page can hold


def shown(text: str) -> str:
    """Return text as HTML that shows it and does nothing else; what is hidden in it is left out.

    Example: '<b>\\u202e&' -> '&lt;b&gt;&amp;'
    """
    return escape(_HIDDEN.sub("", text))


def verbatim(text: str) -> str:
    """Return a quotation as HTML, to the character; it belongs in an element with a direction of its own."""
    return escape(_UNHELD.sub("\ufffd", text))


def apart(text: str) -> str:
    """Return text as HTML in an element of its own direction, for the middle of a line."""
    return f"<bdi>{shown(text)}</bdi>"
