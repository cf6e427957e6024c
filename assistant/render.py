"""What a reader sees of an answer, as escaped HTML: answer, working, caveats, sources; and the page's own words.

Pure functions from values to strings; every text that comes from a document or a reader is escaped. The passage
beside the chat is made in `render_passage.py`, layout and events in `ui.py`, looks and scripts in `page/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from assistant.chart import Bar, bars, measured
from assistant.legible import same
from assistant.operand_places import operand_places
from assistant.render_chart import chart
from assistant.render_passage import paragraph, path
from assistant.render_side import doors
from assistant.render_tools import reasons, tools
from assistant.shown import apart, shown, verbatim
from assistant.types import Answer, Calculation, Citation
from documents.figures.types import Figure
from documents.types import Document

PRODUCT = "Article Assistant"
_MARKER = re.compile(r"\[(\d{1,4})\]([.,;:!?)]{0,3})")
_STATUS = {"partial": "Answered in part", "not_found": "Not in the article"}


def masthead(documents: Sequence[Document]) -> str:
    """Return the head of the page: the product, and the article or how many there are."""
    if len(documents) == 1:
        subject = f'<p class="subject" dir="auto">{shown(documents[0].title)}</p>'
    else:
        subject = f'<p class="subject">{_counted(len(documents), "article")}</p>'
    return f'<header class="masthead"><h1>{PRODUCT}</h1>{subject}{doors()}</header>{reasons()}'


def welcome(documents: Sequence[Document]) -> str:
    """Return what stands in the conversation before the first question."""
    what = "the article" if len(documents) == 1 else "the articles"
    return (
        '<div class="welcome"><h2>What would you like to know?</h2>'
        f"<p>Every answer quotes {what} or shows its calculation. What {what} "
        f"{'does' if len(documents) == 1 else 'do'} not say, it will not make up.</p></div>"
    )


def question(text: str) -> str:
    """Return a reader's question as the headline of its answer."""
    return f'<h2 class="question" dir="auto">{shown(text)}</h2>'


def pending() -> str:
    """Return what stands in the answer's place while it is worked out."""
    return '<p class="pending">Looking it up … <button type="button" class="stop">Stop</button></p>'


def stopped() -> str:
    """Return what stands in the place of an answer that the reader no longer waits for."""
    return '<div class="answer is-problem"><p class="status">Stopped</p><p>Ask it again whenever you like.</p></div>'


def problem(sentence: str) -> str:
    """Return a sentence that says what went wrong and what to do next, in the answer's place."""
    return f'<div class="answer is-problem"><p class="status">No answer this time</p><p>{shown(sentence)}</p></div>'


def hint(sentence: str) -> str:
    """Return a remark below the box in which the reader types; it is read aloud when it changes."""
    return f'<p class="hint" role="status">{shown(sentence)}</p>'


def answer(value: Answer, receipt: str = "", note: str = "") -> str:
    """Return the answer first, then its working, caveats and sources; `note` is markup that stands before it.

    With a receipt, tools stand below: copy, the link to this answer, and what the reader thinks of it.
    """
    cited = {citation.number: citation for citation in value.citations}
    parts = [f'<article class="answer is-{value.status.replace("_", "-")}">{note}']
    if value.status in _STATUS:
        parts.append(f'<p class="status">{_STATUS[value.status]}</p>')
    if not same(value.standalone, value.question):
        parts.append(f'<p class="reading" dir="auto">Read as: {shown(value.standalone)}</p>')
    parts.append(f'<div class="statement">{_prose(value.text, cited)}</div>')
    if value.calculation is not None:
        parts.append(_chart(value.calculation, value.citations))
        parts.append(_working(value.calculation, value))
    if value.caveats:
        label = "Near it, but not the answer" if value.status == "not_found" else "Bear in mind"
        parts.append(f'<div class="mind"><h3>{label}</h3>{_bullets(value.caveats, cited)}</div>')
    if value.citations:
        entries = "".join(_source(citation) for citation in value.citations)
        parts.append(f'<div class="sources"><h3>Sources</h3><ol role="list">{entries}</ol></div>')
    if receipt:
        parts.append(tools(receipt))
    return "".join([*parts, "</article>"])


def _prose(text: str, cited: dict[int, Citation]) -> str:
    """Return paragraphs and lists with a button for each marker that has a citation."""
    return "".join(paragraph(_marked(line, cited), line) for line in text.splitlines() if line.strip())


def _marked(line: str, cited: dict[int, Citation]) -> str:
    """Return the line with a button for each marker; what closes a clause stays on the button's line."""
    parts: list[str] = []
    done = 0
    for match in _MARKER.finditer(line):
        citation = cited.get(int(match[1]))
        if citation is not None:
            close = match[2]
            button = f'<span class="keep">{_marker(citation)}{shown(close)}</span>' if close else _marker(citation)
            parts += [shown(line[done : match.start()]), button]
            done = match.end()
    return "".join([*parts, shown(line[done:])])


def _marker(citation: Citation) -> str:
    return (
        f'<button type="button" class="cite" {_place(citation)} '
        f'aria-label="Source {citation.number}, open it in the article">[{citation.number}]</button>'
    )


def _place(citation: Citation) -> str:
    """Return where a passage is to be opened, as the attributes that `page/open.js` reads."""
    return f'data-document="{escape(citation.document)}" data-start="{citation.start}" data-end="{citation.end}"'


def _source(citation: Citation) -> str:
    page = f", page {citation.page}" if citation.page is not None else ""
    where = path((citation.title, *citation.heading))
    columns = f'<p class="columns">Columns: {apart(citation.columns)}</p>' if citation.columns else ""
    return (
        f'<li {_place(citation)}><span class="number" aria-hidden="true">{citation.number}</span><div>{columns}'
        f'<blockquote dir="auto">{verbatim(citation.quote)}</blockquote>'
        f'<button type="button" class="where" {_place(citation)} dir="auto">'
        f'<span class="sr-only">Source {citation.number}, open: </span>{where}{page}</button></div></li>'
    )


def _chart(calculation: Calculation, citations: Sequence[Citation]) -> str:
    def marker(bar: Bar) -> str:
        citation = _holding(bar.figure, citations)
        return "" if citation is None else _marker(citation)

    drawn = bars(calculation)
    return chart(drawn, marker, measured(calculation)) if drawn else ""


def _holding(figure: Figure, citations: Sequence[Citation]) -> Citation | None:
    """Return the citation that holds a figure's value."""
    span = figure.quantity.span
    for citation in citations:
        if citation.document == figure.document and citation.start <= span.start and span.end <= citation.end:
            return citation
    return None


def _working(calculation: Calculation, value: Answer) -> str:
    if not calculation.formula and not calculation.steps:
        return ""
    parts = ['<details class="working" open><summary>How this was worked out</summary>']
    if calculation.formula:
        result = "" if "=" in calculation.formula else f" = <strong>{shown(calculation.result.surface)}</strong>"
        formula = _with_operands(calculation, value.citations)
        parts.append(f'<p class="formula" dir="auto">{formula}{result}</p>')
    if len(calculation.steps) == 1:
        parts.append(f'<p class="step" dir="auto">{shown(calculation.steps[0])}</p>')
    elif calculation.steps:
        parts.append("<ol>" + "".join(f'<li dir="auto">{shown(step)}</li>' for step in calculation.steps) + "</ol>")
    if operands := _operands(calculation, value.citations):
        parts.append(f'<p class="operands">Figures used: {operands}</p>')
    caveats = _folded(" ".join(value.caveats))
    if assumptions := [one for one in calculation.assumptions if _folded(one) not in caveats]:
        parts.append(f'<p class="assumptions">Assuming {shown("; ".join(assumptions))}.</p>')
    return "".join([*parts, "</details>"])


def _operands(calculation: Calculation, citations: Sequence[Citation]) -> str:
    """Return the quoted figures, each with the marker of the citation that holds it."""
    shown: dict[tuple[str, str, int], str] = {}
    for figure in calculation.inputs:
        citation = _holding(figure, citations)
        if citation is not None:
            surface = apart(figure.quantity.surface)
            shown[figure.document, figure.quantity.surface, figure.quantity.span.start] = (
                f"{surface} {_marker(citation)}"
            )
    return ", ".join(shown.values())


def _with_operands(calculation: Calculation, citations: Sequence[Citation]) -> str:
    """Return the formula with a button for each quoted operand that stands in it as written."""
    formula = calculation.formula
    parts, done = [], 0
    for place in operand_places(formula, calculation.inputs):
        citation = _holding(place.figure, citations)
        if citation is not None:
            operand = shown(formula[place.start : place.end])
            button = f'<button type="button" class="operand" {_place(citation)}>{operand}</button>'
            parts += [shown(formula[done : place.start]), button]
            done = place.end
    return "".join([*parts, shown(formula[done:])])


def _bullets(lines: Iterable[str], cited: dict[int, Citation]) -> str:
    return "<ul>" + "".join(f'<li dir="auto">{_marked(_sentence(line), cited)}</li>' for line in lines) + "</ul>"


def _sentence(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def _folded(text: str) -> str:
    return " ".join(text.casefold().rstrip("?.! ").split())


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
