"""Of everything that Gradio opens, a visitor reaches what the page asks for, and nothing that takes files or calls."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import gradio.routes
import pytest
from starlette.testclient import TestClient

import ui
from tests.test_ui import Mill

REACHED = {
    "/", "/config", "/theme.css", "/robots.txt", "/manifest.json", "/favicon.ico", "/widget.js", "/static/{path:path}",
    "/assets/{path:path}", "/svelte/{path:path}", "/gradio_api/app_id", "/gradio_api/heartbeat/{session_hash}",
    "/gradio_api/component_server", "/gradio_api/reset", "/gradio_api/info", "/gradio_api/startup-events",
}  # fmt: skip


def paths() -> set[str]:
    """Return what Gradio opens, as its own file says: a router is not looked into so easily once it is included."""
    source = Path(gradio.routes.__file__).read_text(encoding="utf-8")
    found = re.findall(r"@(app|router)\.(?:get|post|put|delete|head|options|api_route)\(\s*\"([^\"]+)\"", source)
    both = {f"{'/gradio_api' if where == 'router' else ''}{path}" for where, path in found}
    return {re.sub(r"/$", "", path) or "/" for path in both}


@pytest.fixture(scope="module")
def app() -> Any:
    async def made() -> Any:  # Gradio makes locks, which belong to a loop
        return ui.mount(ui.build(Mill()))

    return asyncio.run(made())


def test_no_route_but_those_of_the_page_is_there(app: Any) -> None:
    known = paths()
    assert len(known) > 40, "Gradio's routes are looked at"
    client = TestClient(app, raise_server_exceptions=False)
    open_to_all = set()
    for path in known - REACHED:
        there = re.sub(r"\{[^}]*\}", "x", path)
        for method in ("GET", "POST", "PUT", "DELETE", "HEAD"):
            if client.request(method, there, follow_redirects=False).status_code != 404:
                open_to_all.add(f"{method} {path}")
    # The one kind of call that the page makes; any other name than "predict" is refused.
    assert open_to_all <= {f"{method} /gradio_api/run/predict" for method in ("GET", "POST", "PUT", "DELETE", "HEAD")}
