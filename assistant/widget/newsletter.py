"""A newsletter's page that shows an article, as another site would: to see the widget where it will live.

The markup is made from the article as it was read; layout and looks are in `demo/`. The page's policy is the strictest
that a site can have.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from assistant.widget.snippets import origin_of
from documents.types import Block, Document, Table

_DEMO = Path(__file__).with_name("demo")
_MINUTE = 230  # words that people read


def application(document: Document, url: str, questions: tuple[str, ...] = ()) -> Starlette:
    """Return a site of one page with the widget of the assistant at the address in it."""
    body = page(document, url, questions)
    headers = {"content-security-policy": policy(url), "x-content-type-options": "nosniff"}

    async def newsletter(request: Request) -> Response:
        return HTMLResponse(body, headers=headers)

    async def looks(request: Request) -> Response:
        return Response((_DEMO / "newsletter.css").read_bytes(), media_type="text/css", headers=headers)

    async def icon(request: Request) -> Response:
        return Response(status_code=204, headers=headers)

    return Starlette(
        routes=[Route("/", newsletter), Route("/newsletter.css", looks), Route("/favicon.ico", icon)],
    )


def policy(url: str) -> str:
    """Return a policy without inline scripts or styles that demands Trusted Types and knows one other host."""
    origin = origin_of(url)
    return (
        f"default-src 'self'; script-src 'self' {origin}; connect-src 'self' {origin}; object-src 'none'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def page(document: Document, url: str, questions: tuple[str, ...] = ()) -> str:
    """Return the page as HTML."""
    words = len(document.text.split())
    facts = (document.author, document.published, f"{max(1, round(words / _MINUTE))} min read")
    return Template((_DEMO / "newsletter.html").read_text(encoding="utf-8")).substitute(
        title=escape(document.title),
        publisher=escape(document.publisher or "The Newsletter"),
        byline=escape(" · ".join(fact for fact in facts if fact)),
        article=article(document),
        source=escape(f"{url.rstrip('/')}/widget.js"),
        document=escape(document.id),
        questions=escape("|".join(questions)),
    )


def article(document: Document) -> str:
    """Return headings, paragraphs, lists and tables of an article as HTML."""
    parts: list[str] = []
    tables = {row: table for table in document.tables for row in table.row_blocks}
    shown: set[int] = set()
    listing = False
    for i, block in enumerate(document.blocks):
        item = block.kind == "item"
        if item != listing:
            parts.append("<ul>" if item else "</ul>")
            listing = item
        if block.kind == "heading" and document.quote(block.span) == document.title:
            continue  # it is the page's own heading
        if block.kind == "heading":
            level = min(document.sections[block.section].level + 1, 4)
            parts.append(f"<h{level}>{escape(document.quote(block.span))}</h{level}>")
        elif block.kind == "row":
            table = tables.get(i) or tables.get(i + 1)  # the header's row stands before the others
            if table is not None and table.span.start not in shown:
                shown.add(table.span.start)
                parts.append(_table(document, table))
        else:
            parts.append(f"<{'li' if item else 'p'}>{_labelled(document, block)}</{'li' if item else 'p'}>")
    return "\n".join([*parts, *(["</ul>"] if listing else [])])


def _labelled(document: Document, block: Block) -> str:
    """Return the block's text, its label in bold: a sentence then spreads over two elements, as in real pages."""
    text = escape(document.quote(block.span))
    label = escape(block.label or "")
    return f"<strong>{label}</strong>{text[len(label) :]}" if label and text.startswith(label) else text


def _table(document: Document, table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(document.quote(cell))}</th>' for cell in table.header)
    rows = (
        "<tr>" + "".join(f"<td>{escape(document.quote(cell))}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    return (
        f'<div class="table" role="region" aria-label="Table" tabindex="0"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )
