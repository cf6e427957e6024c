"""The routes of the API. What they answer is worked out elsewhere; here it is checked, named and made cacheable."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query, Request, Response

from assistant import receipts
from assistant.api import models
from assistant.api.problems import MEDIA_TYPE, Problem
from assistant.api.service import Service
from assistant.ledger.entries import COLUMNS, row_of
from assistant.ledger.export import as_csv
from assistant.ledger.query import UnreadableWish
from assistant.settings import MAX_QUESTION
from documents.figures.types import Status

_FRESH = "public, max-age=60"  # seconds that an answer may be kept unasked; its ETag says whether it still holds
_PROBLEM: dict[int | str, dict[str, Any]] = {
    code: {"model": models.ProblemOut, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}}
    for code in (400, 404, 413, 422, 429, 503, 504)
}
_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "It is what you have already"}}

Text = Annotated[str | None, Query(max_length=200)]
Asked = Annotated[
    str, Query(min_length=1, max_length=MAX_QUESTION, pattern=models.SAID, examples=["What is the wait time?"])
]
Seen = Annotated[str | None, Header(alias="if-none-match", max_length=4_096)]


def router(opened: Callable[[], Service]) -> APIRouter:
    """Return the routes without a prefix; each request asks once for the service and is answered by that one."""
    api = APIRouter(responses=_PROBLEM)

    @api.get("/ask", response_model=models.AnswerOut, responses=_UNCHANGED, tags=["answers"])
    def ask(
        q: Asked,
        history: Annotated[list[str], Query(max_length=models.MOST_TURNS, description="Earlier questions")] = [],  # noqa: B006
        document: Text = None,
        seen: Seen = None,
    ) -> Response:
        """Answer a question, with citations and, where figures are compared, the calculation."""
        service = opened()
        service.readable(q, history, document)
        tag = _tag(service, "ask", q, *history, document)
        if _has(seen, tag):
            return _not_modified(tag)
        return _json(service.answer(q, history, document), tag)

    @api.post("/ask", response_model=models.AnswerOut, tags=["answers"])
    def ask_at_length(asked: models.AskIn) -> Response:
        """Answer a question that is too long for an address, or has many turns before it."""
        service = opened()
        service.readable(asked.question, asked.history, asked.document)
        return _json(service.answer(asked.question, asked.history, asked.document))

    @api.get("/answers/{receipt}", response_model=models.ReplayOut, tags=["answers"])
    def replay(receipt: str) -> Response:
        """Answer the question of a receipt again and say whether the answer is the same, and if not what changed."""
        service = opened()
        return _json(service.replay(_receipt(receipt)))

    @api.get("/documents", response_model=models.DocumentsOut, responses=_UNCHANGED, tags=["articles"])
    def documents(seen: Seen = None) -> Response:
        """List the articles."""
        service = opened()
        tag = _tag(service, "documents")
        return _not_modified(tag) if _has(seen, tag) else _json(service.library(), tag)

    @api.get("/documents/{document}", response_model=models.OutlineOut, tags=["articles"])
    def outline(document: str) -> Response:
        """Return an article's particulars and headings."""
        service = opened()
        return _json(service.outline(document), _tag(service, "document", document))

    @api.get("/documents/{document}/passage", response_model=models.PassageOut, tags=["articles"])
    def passage(document: str, start: Annotated[int, Query(ge=0)], end: Annotated[int, Query(ge=0)]) -> Response:
        """Return a cited sentence in its section; `start` and `end` are those of a citation."""
        service = opened()
        return _json(service.passage(document, start, end), _tag(service, "passage", document, start, end))

    @api.get("/passages", response_model=models.PassagesOut, tags=["articles"])
    def passages(q: Asked, document: Text = None, limit: Annotated[int, Query(ge=1, le=50)] = 10) -> Response:
        """Return the sentences that bear on a question, best first."""
        service = opened()
        service.readable(q, (), document)
        return _json(service.passages(q, document, limit), _tag(service, "passages", q, document, limit))

    @api.get(
        "/figures",
        response_model=models.FiguresOut,
        responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
        tags=["figures"],
    )
    def figures(
        q: Annotated[str | None, Query(max_length=200, description="Words of the figure or its sentence")] = None,
        document: Text = None, subject: Text = None, metric: Text = None, kind: Text = None, unit: Text = None,
        period: Text = None, status: Status | None = None, text: Text = None,
        least: Annotated[str | None, Query(alias="min", max_length=200)] = None,
        most: Annotated[str | None, Query(alias="max", max_length=200)] = None,
        sort: Annotated[str | None, Query(max_length=200, description="Columns; -value is the other way round")] = None,
        limit: Annotated[int, Query(ge=1, le=100_000)] = 100, offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
        format: Literal["json", "csv"] = "json",
    ) -> Response:  # fmt: skip
        """Return figures of the articles, filtered and sorted as `article-assistant figures` does."""
        service = opened()
        service.known(document)
        try:
            found = service.ledger(document, subject, metric, kind, unit, period, status, text, least, most, sort, q)
        except UnreadableWish as error:
            raise Problem("bad_filter", f"{error}.") from error
        rows = [row_of(entry) for entry in found[offset : offset + limit]]
        if format == "csv":
            name = "attachment; filename=figures.csv"
            body = as_csv(rows, COLUMNS) + "\n"
            return Response(body, media_type="text/csv; charset=utf-8", headers={"content-disposition": name})
        return _json({"figures": rows, "total": len(found), "generation": service.generation})

    @api.get("/conflicts", response_model=models.ConflictsOut, tags=["figures"])
    def conflicts(document: Text = None) -> Response:
        """Return figures of the articles that cannot all be true: two values, sums and shares that do not add up."""
        service = opened()
        service.known(document)
        found = [
            {
                "sort": one.sort,
                "text": one.text,
                "recomputed": one.recomputed,
                "figures": list(map(row_of, one.entries)),
            }
            for one in service.conflicts
            if document is None or any(entry.document.id == document for entry in one.entries)
        ]
        return _json({"conflicts": found, "generation": service.generation})

    @api.get("/suggestions", response_model=models.SuggestionsOut, tags=["answers"])
    def suggestions(q: Annotated[str, Query(max_length=2_000)] = "", document: Text = None) -> Response:
        """Return questions to begin with, or what has been typed so far completed from the articles' own words."""
        service = opened()
        service.known(document)
        return _json({"suggestions": list(service.suggestions(q, document))}, _tag(service, "suggestions", q, document))

    @api.post("/feedback", status_code=204, tags=["answers"])
    def feedback(judged: models.FeedbackIn, request: Request) -> Response:
        """Keep what a reader thinks of an answer, for the owner of the articles."""
        service = opened()
        service.judge(_receipt(judged.receipt), judged.rating, tuple(judged.reasons), judged.note)
        return Response(status_code=204)

    return api


def _receipt(text: str) -> receipts.Receipt:
    try:
        return receipts.read(text)
    except receipts.BadReceipt as error:
        raise Problem("bad_receipt", str(error)) from error


def _json(value: dict[str, Any], tag: str | None = None) -> Response:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    headers = {"etag": tag, "cache-control": _FRESH} if tag else {"cache-control": "no-store"}
    return Response(text.encode("utf-8", "replace"), media_type="application/json", headers=headers)


def _tag(service: Service, *parts: object) -> str:
    """Return the entity tag of what is asked for: it holds for as long as articles and program are the same."""
    key = json.dumps([_program(), service.generation, *parts], default=str)
    return f'"{hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


@cache
def _program() -> str:
    """Return the version that runs; to look it up reads files."""
    return version("article-assistant")


def _has(seen: str | None, tag: str) -> bool:
    return seen is not None and tag in [one.strip().removeprefix("W/") for one in seen.split(",")]


def _not_modified(tag: str) -> Response:
    return Response(status_code=304, headers={"etag": tag, "cache-control": _FRESH})
