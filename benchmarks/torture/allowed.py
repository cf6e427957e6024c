"""What the markup of an answer may hold: tags, attributes and addresses, each named here. All else is an escape."""

from __future__ import annotations

from lxml import html

TAGS = frozenset(
    (
        "article", "bdi", "blockquote", "button", "caption", "del", "details", "div", "fieldset", "figcaption",
        "figure", "form", "h1", "h2", "h3", "header", "input", "ins", "label", "legend", "li", "mark", "nav", "ol",
        "option", "p", "rect", "section", "select", "span", "strong", "summary", "svg", "table", "tbody", "td",
        "template", "textarea", "th", "thead", "tr", "ul", "a",
    )
)  # fmt: skip
ATTRIBUTES = frozenset(
    (
        "aria-controls", "aria-hidden", "aria-label", "aria-pressed", "aria-selected", "aria-sort", "class",
        "data-article", "data-document", "data-door", "data-end", "data-label", "data-library", "data-rating",
        "data-receipt", "data-scope", "data-sort", "data-start", "dir", "download", "focusable", "height", "hidden",
        "href", "id", "maxlength", "name", "open", "placeholder", "role", "rows", "scope", "tabindex", "target", "type",
        "value", "width", "x",
    )
)  # fmt: skip
LINKS = ("?a=", "#")  # to an answer of this page, and to what the page's own scripts fill in


def faults(markup: str) -> list[str]:
    """Return what a piece of HTML holds beyond the lists; [] where nothing does."""
    found: list[str] = []
    for element in html.fragment_fromstring(markup, create_parent="div").iter():
        if not isinstance(element.tag, str):
            found.append(f"comment or instruction {element.text!r}")
            continue
        if element.tag not in TAGS:
            found.append(f"<{element.tag}>")
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES:
                found.append(f"{element.tag} {name}={value!r}")
            if name == "href" and not value.startswith(LINKS):
                found.append(f"address {value!r}")
    return found
