"""What stands beside the conversation, as escaped HTML: tabs, the frame of the ledger, the choice of articles."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.render_passage import CLOSE
from assistant.shown import shown
from documents.types import Document

# What figures are measured in, as readers call it -> dimension.
_KINDS = {
    "Money": "money",
    "Shares": "share",
    "Times": "duration",
    "Counts": "count",
    "Factors": "factor",
    "Lengths": "length",
    "Energy": "energy",
    "Power": "power",
    "Speeds": "speed",
    "Weights": "mass",
}
_COLUMNS = {"Figure": "value", "What": "subject", "When": "from"}  # heading -> what it sorts by


def tabs() -> str:
    """Return the tabs of the panel: the article and its figures."""
    return (
        '<div role="tablist" aria-label="Beside the conversation">'
        '<button type="button" role="tab" id="tab-article" aria-controls="passage" aria-selected="true">'
        "Article</button>"
        '<button type="button" role="tab" id="tab-figures" aria-controls="ledger" aria-selected="false" tabindex="-1">'
        "Figures</button></div>"
    )


def doors() -> str:
    """Return the buttons of the head: what opens the panel where it has no place of its own, and saving."""
    return (
        '<nav class="doors" aria-label="Page"><button type="button" class="door" data-door="article">Article</button>'
        '<button type="button" class="door" data-door="figures">Figures</button>'
        '<button type="button" class="save">Save conversation</button></nav>'
    )


def ledger(documents: Sequence[Document]) -> str:
    """Return the frame that the page fills with the figures of the articles."""
    kinds = "".join(f'<option value="{unit}">{name}</option>' for name, unit in _KINDS.items())
    heads = "".join(
        f'<th scope="col" aria-sort="none"><button type="button" data-sort="{column}">{name}</button></th>'
        for name, column in _COLUMNS.items()
    )
    return (
        '<section class="sheet" tabindex="0" aria-label="Figures"><div class="passage-head"><div>'
        f'<h2 tabindex="-1">Every figure</h2></div>{CLOSE}</div><form role="search" aria-label="Figures">'
        '<input type="search" name="q" aria-label="Find figures" placeholder="Find a figure" maxlength="200">'
        f'<select name="unit" aria-label="Kind of figure"><option value="">All kinds</option>{kinds}</select>'
        f'{_choice(documents, "document", "Article")}</form><p class="count" role="status"></p>'
        '<details class="conflicts" hidden><summary></summary><ul></ul></details>'
        f"<table><thead><tr>{heads}</tr></thead><tbody></tbody></table>"
        '<button type="button" class="more" hidden>Show more</button>'
        '<p class="files">All of these as <a id="as-csv" href="#" download="figures.csv">CSV</a> or '
        '<a id="as-json" href="#" download="figures.json">JSON</a></p></section>'
    )


def scope(documents: Sequence[Document]) -> str:
    """Return the choice of the article that is asked; nothing where there is one only."""
    choice = _choice(documents, "scope", "Articles to ask")
    return f'<label class="scope">Ask {choice}</label>' if choice else ""


def _choice(documents: Sequence[Document], name: str, label: str) -> str:
    if len(documents) < 2:
        return ""
    options = "".join(f'<option value="{escape(d.id)}">{shown(d.title)}</option>' for d in documents)
    return f'<select name="{name}" aria-label="{label}"><option value="">all articles</option>{options}</select>'
