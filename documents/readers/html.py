"""Web pages: the article's own part of the page, and its title, author, date and address."""

from __future__ import annotations

import lxml.html


def text_of_fragment(html: str) -> str:
    """Return the text of a piece of HTML, without scripts and styles."""
    tree = lxml.html.fromstring(f"<div>{html}</div>")
    for node in list(tree.iter("script", "style")):
        node.drop_tree()
    return str(tree.text_content())
