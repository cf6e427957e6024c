"""The API as an application of its own, to be mounted beside the page: its errors are problems, its paths versioned."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version

from fastapi import FastAPI

from assistant.api import problems
from assistant.api.routes import router
from assistant.api.service import Service

PREFIX = "/api"  # where the server mounts it
VERSION = "/v1"

_ABOUT = """Questions over newsletter articles, answered without a language model: every number is a verbatim quote
or the result of a shown calculation over quotes. The same question and generation give the same bytes."""


def application(opened: Callable[[], Service]) -> FastAPI:
    """Return the API over a service; what has no version in its path is the newest one."""
    app = FastAPI(
        title="article-assistant",
        version=version("article-assistant"),
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
    )
    problems.handle(app)
    app.include_router(router(opened), prefix=VERSION)
    app.include_router(router(opened), include_in_schema=False)
    return app


def mount(app: FastAPI, opened: Callable[[], Service]) -> None:
    """Mount the API into an application; what misses it (a path with dots, say) is a problem of its form, too."""
    app.mount(PREFIX, application(opened))
    problems.handle(app)
