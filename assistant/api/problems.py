"""Errors of the API as RFC 9457 has them: a code that stays, and a sentence for a person."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.settings import MAX_QUESTION

MEDIA_TYPE = "application/problem+json"
REQUEST: ContextVar[str] = ContextVar("request", default="")  # the id of the request that is being answered

# code -> (HTTP status, title). Codes are never renamed.
PROBLEMS = {
    "bad_request": (422, "The request cannot be read"),
    "question_missing": (422, "No question was asked"),
    "question_too_long": (422, "The question is too long"),
    "bad_receipt": (404, "The receipt cannot be read"),
    "bad_filter": (422, "A filter cannot be read"),
    "bad_feedback": (422, "The feedback cannot be taken"),
    "unknown_document": (404, "There is no such article"),
    "unknown_passage": (404, "There is no such passage"),
    "not_found": (404, "There is nothing here"),
    "not_allowed": (405, "That cannot be done here"),
    "too_large": (413, "The request is too large"),
    "bad_host": (400, "The server has another name"),
    "busy": (429, "Too many questions at once"),
    "too_often": (429, "Too many questions from one address"),
    "unavailable": (503, "The assistant is starting or stopping"),
    "not_kept": (503, "The feedback could not be kept"),
    "too_slow": (504, "The answer takes too long"),
    "fault": (500, "Something went wrong"),
}
_SOON = 5  # seconds until it is worth asking again where a process that answers was lost
# What the framework itself refuses: status -> code and sentence.
_REFUSED = {
    404: ("not_found", "There is nothing at this address; /api/openapi.json describes what there is."),
    405: ("not_allowed", "This address takes another method; the response's Allow header names it."),
    413: ("too_large", "The request is too large; a question has at most some thousand characters."),
}


_QUESTION = {
    "question_missing": 'No question was asked. Put it in "q", or in "question" of the body.',
    "question_too_long": f"A question has at most {MAX_QUESTION:,} characters; ask a shorter one.",
}


class Problem(Exception):
    """An error of a request: its code in PROBLEMS and what happened, where, and what to do next."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


def body(code: str, detail: str, status: int | None = None) -> dict[str, Any]:
    """Return the JSON object of a problem, with its usual status or another one."""
    usual, title = PROBLEMS[code]
    status = status or usual
    return {
        "type": f"urn:article-assistant:problem:{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": REQUEST.get(),
    }


def response(code: str, detail: str, headers: dict[str, str] | None = None, status: int | None = None) -> JSONResponse:
    """Return a problem as a response."""
    # What is wrong may be quoted, half a pair of UTF-16 for one, which no UTF-8 can hold.
    found = body(code, detail.encode("utf-8", "replace").decode("utf-8"), status)
    return JSONResponse(found, found["status"], media_type=MEDIA_TYPE, headers=headers)


def fault() -> JSONResponse:
    """Return what a reader is told where the program is wrong: nothing that helps an attacker."""
    sentence = "Something went wrong, and it was not your question. Ask again; the owner's log has this request's id."
    return response("fault", sentence)


def handle(app: FastAPI) -> None:
    """Make the application answer every error of its API as a problem."""

    @app.exception_handler(Problem)
    async def known(request: Request, problem: Problem) -> JSONResponse:
        again = {"retry-after": str(_SOON)} if problem.code == "unavailable" else None
        return response(problem.code, problem.detail, again)

    @app.exception_handler(RequestValidationError)
    async def unreadable(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        if first["loc"][-1] in ("q", "question"):
            code = "question_too_long" if first["type"] == "string_too_long" else "question_missing"
            return response(code, _QUESTION[code])
        where = ".".join(str(part) for part in first["loc"][1:]) or "the body"
        return response("bad_request", f"{where}: {first['msg']}.")

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: HTTPException) -> JSONResponse:
        code, detail = _REFUSED.get(error.status_code, ("bad_request", f"{error.detail}."))
        return response(code, detail, dict(error.headers or {}), error.status_code)

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, error: Exception) -> JSONResponse:
        return fault()
