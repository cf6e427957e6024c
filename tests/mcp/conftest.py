"""Two small articles behind the tools, and calls of a real client without an event loop in each test."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.types import CallToolResult

from assistant.api.service import Service
from assistant.mcp.server import server
from assistant.pipeline import Assistant

TANNERY = """# The Tannery Counts Its Hides

## Trade

The Corvin tannery sold 4,200 hides in 2023 and 5,040 hides in 2024. It took 38-50 days to tan a hide.
Revenue was 12 million euros in 2024, of which exports brought 3 million euros. The rival Aldous earned 9 million
dollars in 2024. Corvin received 1,200 orders within 24 hours of its fair.

## Margins

Corvin had an operating margin of 12% in 2024. Aldous had an operating margin of 20% in 2024.
"""
PIER = """# The Pier

The pier drew 90,000 visitors in July 2024. It is 310 metres long. A ticket costs 6 euros.
"""
Call = Callable[..., dict[str, Any]]
Fails = Callable[..., str]


def write(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "tannery.md").write_text(TANNERY, encoding="utf-8")
    (folder / "pier.md").write_text(PIER, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("mcp") / "articles")


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mcp-data")


@pytest.fixture(scope="session")
def service(folder: Path, data: Path) -> Service:
    return Service(Assistant.open(folder, data))


def called(service: Service, name: str, arguments: dict[str, Any]) -> CallToolResult:
    async def call() -> CallToolResult:
        async with Client(server(lambda: service)) as client:
            return await client.call_tool(name, arguments)

    return asyncio.run(call())


@pytest.fixture
def call(service: Service) -> Call:
    """Call a tool and return its structured result; it must succeed."""

    def run(name: str, **arguments: Any) -> dict[str, Any]:
        result = called(service, name, arguments)
        assert not result.is_error, result.content
        assert result.structured_content is not None
        return result.structured_content

    return run


@pytest.fixture
def fails(service: Service) -> Fails:
    """Call a tool and return what it says went wrong."""

    def run(name: str, **arguments: Any) -> str:
        result = called(service, name, arguments)
        assert result.is_error
        return str(result.content[0].text)  # type: ignore[union-attr]

    return run
