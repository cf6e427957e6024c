"""Hostile articles and questions through the renderer: no markup, no source and no other quote comes of them."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from benchmarks.torture import hostile, hostile_articles
from benchmarks.torture.allowed import faults
from benchmarks.torture.output_browser import opened
from benchmarks.torture.types import Outcome, Run
from documents.types import Document

_SHOWN = 5  # broken trials that are named
_TURNS = ("RLO", "LRO", "RLE", "LRE", "RLI", "LRI", "FSI")
_QUOTED = re.compile(r"<(blockquote|mark|del|ins)[^>]*>.*?</\1>|<div class=\"passage-text\">.*?</section>", re.DOTALL)

Rendered = Callable[[Document, str, random.Random], "Page"]


class Page:
    """What a reader sees for one question about one article, with what it was made from."""

    def __init__(self, markup: str, answer: Any, passage: str, marks: int) -> None:
        self.markup, self.answer, self.passage, self.marks = markup, answer, passage, marks


def run(run: Run) -> Iterator[Outcome]:
    """Yield the promises about what readers see."""
    yield rendering(run, rendered, run.many(400, 20_000, 100_000))
    yield cells(run, run.many(400, 20_000, 100_000))
    yield opened(run, run.many(1, 200, 200))


def rendering(run: Run, render: Rendered, count: int) -> Outcome:
    """Render answers about hostile articles and compare what comes out with the lists."""
    from documents.errors import DocumentError
    from documents.readers import document_of
    from documents.readers.common import Source

    rng = run.random("output")
    questions = hostile.asked()
    bad: list[str] = []
    refused = 0
    for number in range(count):
        name, text = hostile_articles.article(rng, number)
        question = hostile.question(rng, questions)
        try:
            document = document_of(Source(f"a{number}", name, text.encode("utf-8")))
        except DocumentError:
            refused += 1
            continue
        if not document.sentences:  # a comment that nothing closes holds all of it
            refused += 1
            continue
        try:
            found = broken(document, render(document, question, rng))
        except Exception as problem:  # whatever it is, the promise is broken
            found = [repr(problem)]
        if found:
            bad.append(f"article {number} of seed {run.seed}: {found[:3]}")
    promise = "nothing of an article or a question is markup, a link or a source, and every quote stands in its place"
    figures = f"{refused:,} articles refused by the reader or without a sentence"
    return Outcome(promise, count, len(bad), figures, tuple(bad[:_SHOWN]))


def broken(document: Document, page: Page) -> list[str]:
    """Return what of a page is not as promised."""
    found = faults(page.markup + page.passage)
    quotes = [unescape(q) for q in re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", page.markup, re.DOTALL)]
    for citation, quote in zip(page.answer.citations, quotes, strict=True):
        if not document.text[citation.start : citation.end] == citation.quote == quote:
            found.append(f"quote {quote!r} is not at its place")
        if citation.url is not None and not citation.url.startswith(("http://", "https://")):
            found.append(f"address {citation.url!r}")
    statement = re.search(r'<div class="statement">(.*?)</div>', page.markup, re.DOTALL)
    buttons = statement[1].count('class="cite"') if statement else 0
    if buttons != page.marks:
        found.append(f"{buttons} sources where {page.marks} are meant")
    around = _QUOTED.sub("", page.markup + page.passage)
    found += [f"U+{ord(c):04X} turns the text" for c in around if unicodedata.bidirectional(c) in _TURNS]
    json.dumps(page.answer.to_dict(), ensure_ascii=False).encode("utf-8")
    return found


def rendered(document: Document, question: str, rng: random.Random) -> Page:
    """Return the page of an answer that quotes sentences of an article and says them again, as answers do."""
    from assistant import compose, conversation, receipts, render
    from assistant.inert import inert, inert_documents
    from assistant.legible import storable
    from assistant.render_library import article, library
    from assistant.types import Draft, Focus, Question, Quote
    from assistant.understand import strip_chat

    asked = storable(question)
    [read] = inert_documents((document,))
    chosen = rng.sample(range(len(document.sentences)), min(len(document.sentences), rng.randint(1, 3)))
    quotes = tuple(Quote(document.id, at) for at in chosen)
    said = " ".join(f"{read.quote(read.sentences[at].span)} {{{i}}}" for i, at in enumerate(chosen))
    notes = (f"Nearest in the article: {read.title}, {read.sections[-1].heading} {{0}}.",)
    draft = Draft(rng.choice(("answered", "partial", "not_found")), said, quotes, notes)
    reading = Question(text=asked, standalone=inert(strip_chat(asked)), expects="any", whole=Focus())
    answer = compose.compose(reading, draft, {document.id: document}, (inert(document.title),), "g")
    turn = conversation.begun(asked, None)
    markup = render.question(turn.text) + render.answer(answer, receipts.issue(answer, (asked,), None))
    beside = article(document, document.sentences[chosen[0]].span, several=True) + library(
        (document,), {document.id: 1}
    )
    return Page(markup + render.masthead((document,)), answer, beside, len(chosen))


def cells(run: Run, count: int) -> Outcome:
    """Write hostile texts as cells of CSV: no spreadsheet may take one for a formula."""
    import csv
    import io

    from assistant.ledger.export import as_csv

    rng = run.random("cells")
    bad: list[str] = []
    for _ in range(count):
        text = rng.choice(("", " ", "\t", "\u00a0", "\x00")) + rng.choice(("=", "+", "-", "@", "＝", "\r=", "a"))
        text += rng.choice(hostile.SNIPPETS).replace("\ud800", "").replace("\udfff", "")
        [[cell]] = list(csv.reader(io.StringIO(as_csv([{"metric": text}], ("metric",)))))[1:] or [[""]]
        if cell.strip()[:1] in ("=", "+", "-", "@", "＝") or any(c in cell for c in "\x00\x1b"):
            bad.append(f"{text!r} as {cell!r}")
    return Outcome("no cell of CSV is a formula", count, len(bad), "", tuple(bad[:_SHOWN]))
