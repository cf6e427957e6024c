"""Draft -> Answer: markers become numbers, the calculation its statement, everything fixed phrasing."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from assistant import citations
from assistant.comparability import caveats
from assistant.labels import full
from assistant.types import Answer, Calculation, Draft, Question, Quote, Refused
from documents.types import Document

_ID_LENGTH = 16


def drafted(calculation: Calculation) -> Draft:
    """Return the draft of a calculated answer: its statement over the sentences of its operands."""
    quotes = tuple(Quote(figure.document, figure.sentence) for figure in calculation.inputs)
    assumed = tuple(f"Assumed: {assumption}." for assumption in calculation.assumptions)
    return Draft("answered", calculation.statement, quotes, (*calculation.caveats, *assumed), calculation)


def refused(refusal: Refused) -> Draft:
    """Return the draft that says why nothing is calculated, with the figures that the articles do state."""
    quotes = tuple(dict.fromkeys(Quote(figure.document, figure.sentence) for figure in refusal.figures))
    place = {quote: i for i, quote in enumerate(quotes)}
    stated = "; ".join(f"{full(f)} {{{place[Quote(f.document, f.sentence)]}}}" for f in refusal.figures)
    text = f"{refusal.reason} The article states: {stated}." if stated else refusal.reason
    beside = tuple(caveat for caveat in caveats(refusal.figures) if caveat.rstrip(".") not in refusal.reason)
    return Draft("partial", text, quotes, beside)


def uncalculated(draft: Draft, needs: str) -> Draft:
    """Return a stated answer as a part of what was asked: the calculation lacks an operand."""
    return replace(draft, status="partial", caveats=(f"Not calculated: {needs}.", *draft.caveats))


def compose(
    question: Question, draft: Draft, documents: dict[str, Document], suggestions: tuple[str, ...], generation: str
) -> Answer:
    """Return the answer with numbered citations; `id` is a hash of question, reading and generation."""
    inputs = draft.calculation.inputs if draft.calculation is not None else ()
    quotes = (*draft.quotes, *citations.of_goals(inputs, documents))
    texts, cited = citations.place((draft.text, *draft.caveats), quotes, documents)
    citations.verify(cited, documents)
    text, *notes = texts
    told = tuple(dict.fromkeys((*notes, *question.notes)))
    key = "\x1f".join((question.text, question.standalone, generation))
    return Answer(
        id=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_LENGTH],
        question=question.text,
        standalone=question.standalone,
        status=draft.status,
        text=text,
        calculation=draft.calculation,
        caveats=told,
        citations=cited,
        suggestions=suggestions,
        generation=generation,
        confidence=draft.confidence,
    )
