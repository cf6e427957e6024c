"""Made-up questions, answers and a document for the tests of the evals."""

from __future__ import annotations

from typing import Any

from assistant.evals import measures
from assistant.evals.judge import judge
from assistant.evals.types import Judged, Row
from documents.build import About, Raw, build
from documents.types import Document, Span

TEXT = "The ferry sails on Monday. It carries forty cars. Its captain is Ada Holm."


def document(id: str = "ferry", text: str = TEXT) -> Document:
    return build(text, [Raw("paragraph", Span(0, len(text)))], About(title="A Ferry"), id=id, source=f"{id}.txt")


def cited(quote: str, text: str = TEXT, id: str = "ferry") -> dict[str, Any]:
    start = max(text.find(quote), 0)
    return {"document": id, "quote": quote, "start": start, "end": start + len(quote)}


def answer(text: str, *quotes: str, status: str = "answered", **more: Any) -> dict[str, Any]:
    plain = {"status": status, "text": text, "caveats": [], "calculation": None, "standalone": text}
    return {**plain, "citations": [cited(quote) for quote in quotes], **more}


def judged(row: Row, answered: dict[str, Any]) -> Judged:
    parts = judge(row, answered)
    return Judged(row, answered, parts, measures.scores(row, answered, parts, {"ferry": document()}))


def asked(id: str, **fields: Any) -> Row:
    return Row(**({"id": id, "question": f"Question {id}?", "kind": "lookup"} | fields))
