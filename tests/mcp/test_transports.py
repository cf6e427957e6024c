"""A real client of the protocol speaks to the command over standard input and output, and to the chat over HTTP."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from mcp import Client, StdioServerParameters
from starlette.testclient import TestClient

from assistant import server as web
from assistant.api.service import Service
from assistant.commands import mcp as command
from assistant.mcp import attached
from assistant.mcp.attached import attach
from assistant.mcp.server import server
from tests.cli.terminal import ROOT
from tests.cli.test_offline import elsewhere, environment, watched

START = 100  # seconds until a server answers on a slow machine
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
HEADERS = {"accept": "application/json, text/event-stream", "content-type": "application/json"}


async def tour(client: Client) -> None:
    """List the tools and use each once, as an assistant would: find, calculate, cite, ask."""
    tools = (await client.list_tools()).tools
    assert {tool.name for tool in tools} == {"ask", "find_figures", "calculate", "cite"}
    found = (await _call(client, "find_figures", text="hides in 2023", unit="hides"))["figures"]
    assert [one["value"] for one in found] == ["4,200 hides", "5,040 hides"]
    made = await _call(client, "calculate", operation="percent_change", figures=[one["id"] for one in found])
    assert made["result"]["surface"] == "20%"
    quote = await _call(client, "cite", document="tannery", start=found[0]["start"], end=found[0]["end"])
    assert "4,200 hides in 2023" in quote["quote"]
    answer = await _call(client, "ask", question="How many visitors did the pier draw in July 2024?")
    assert "90,000 visitors" in answer["text"]
    wrong = await client.call_tool("calculate", {"operation": "sum", "figures": ["4200", "5040"]})
    assert wrong.is_error


async def _call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return result.structured_content


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_over_standard_input_and_output(folder: Path, data: Path, service: Service, mode: str) -> None:
    arguments = ["-m", "assistant", "mcp", "--documents", str(folder), "--data", str(data)]
    started = StdioServerParameters(command=sys.executable, args=arguments, cwd=ROOT)

    async def run() -> None:
        async with Client(started, mode=mode, read_timeout_seconds=START) as client:
            await tour(client)

    asyncio.run(run())


def test_serving_fetches_nothing(folder: Path, data: Path, service: Service, tmp_path: Path) -> None:
    log = tmp_path / "log"
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    asked = {"name": "ask", "arguments": {"question": "How many visitors did the pier draw in July 2024?"}}
    lines = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": asked},
    ]
    process = subprocess.Popen(
        watched(log, "mcp", "--documents", folder, "--data", data), cwd=ROOT, env=environment(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("".join(json.dumps(line) + "\n" for line in lines))
    process.stdin.flush()
    answers = [json.loads(process.stdout.readline()) for _ in range(2)]  # every line is of the protocol
    process.communicate(timeout=START)
    assert {answer["id"] for answer in answers} == {1, 2}
    assert "90,000 visitors" in answers[1]["result"]["structuredContent"]["text"]
    assert not log.exists() or elsewhere(log) == []


@pytest.fixture(scope="module")
def address(folder: Path, data: Path, service: Service) -> Iterator[str]:
    """The chat as the command serves it."""
    arguments = ["chat", "--documents", str(folder), "--data", str(data), "--port", "0", "--no-open"]
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    yield line.split(" at ")[1].split()[0]
    process.terminate()
    process.communicate(timeout=START)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_over_http_beside_the_chat(address: str, mode: str) -> None:
    async def run() -> None:
        async with Client(f"{address}/mcp", mode=mode, read_timeout_seconds=START) as client:
            await tour(client)

    asyncio.run(run())


@pytest.fixture
def pages(service: Service) -> Iterator[TestClient]:
    app: FastAPI = web.new_app(("https://news.example",))
    attach(app, lambda: service, ("https://news.example",))
    with TestClient(app) as client:
        yield client


def test_the_tools_are_made_when_they_are_asked_for_and_once(pages: TestClient, monkeypatch) -> None:
    made, real = [], attached._manager
    monkeypatch.setattr(attached, "_manager", lambda opened: made.append(1) or real(opened))
    assert pages.get("/nowhere").status_code == 404
    assert pages.post("/mcp", json=LIST, headers={**HEADERS, "origin": "https://evil.example"}).status_code == 403
    assert not made
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: pages.post("/mcp", json=LIST, headers=HEADERS).status_code, range(8)))
    assert (found, made) == ([200] * 8, [1])


def test_tools_that_cannot_be_made_are_an_error_for_each_who_asks(pages: TestClient, monkeypatch) -> None:
    def broken(opened: object) -> None:
        raise ImportError("half installed")

    monkeypatch.setattr(attached, "_manager", broken)
    for _ in range(2):
        found = pages.post("/mcp", json=LIST, headers=HEADERS)
        assert (found.status_code, found.json()["code"]) == (500, "fault")


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 200),
        ("http://testserver", 200),
        ("https://news.example", 200),
        ("https://evil.example", 403),
        ("null", 403),
        ("http://testserver.evil.example", 403),
    ],
)
def test_pages_of_other_hosts_cannot_use_the_tools(pages: TestClient, origin: str | None, status: int) -> None:
    found = pages.post("/mcp", json=LIST, headers={**HEADERS, **({"origin": origin} if origin else {})})
    assert found.status_code == status
    assert ("calculate" in found.text) == (status == 200)


def test_only_requests_with_a_body_are_taken(pages: TestClient) -> None:
    assert pages.get("/mcp", headers=HEADERS).status_code == 405
    assert pages.delete("/mcp", headers=HEADERS).status_code == 405
    assert pages.post("/mcp/elsewhere", json=LIST, headers=HEADERS).status_code == 404
    assert pages.post("/mcp", content="x" * 300_000, headers=HEADERS).status_code == 413
    assert pages.post("/mcp", content="hello", headers={**HEADERS, "content-type": "text/plain"}).status_code == 400


def test_making_the_server_leaves_logging_as_it_is(service: Service) -> None:
    before = list(logging.getLogger().handlers), logging.getLogger().level
    server(lambda: service)
    assert (list(logging.getLogger().handlers), logging.getLogger().level) == before


def test_a_folder_that_is_none_ends_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from assistant import cli

    assert cli.run(["mcp", "--documents", str(tmp_path / "nowhere")]) == 1
    assert "is not a folder" in capsys.readouterr().err


def test_without_the_library_the_command_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from assistant import cli

    monkeypatch.setattr(command, "installed", lambda: False)
    assert cli.run(["mcp"]) == 1
    assert 'pip install "article-assistant[mcp]"' in capsys.readouterr().err
