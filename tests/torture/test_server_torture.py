"""What the part `server` counts as broken: a mixed answer, a broken connection, a leak. It cannot pass idly."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.torture import server_load, server_soak
from benchmarks.torture.server_process import PRICES, write_fares
from benchmarks.torture.server_swaps import Library, mixture
from documents.library import Library as Folder


@pytest.fixture
def libraries(tmp_path: Path) -> dict[str, tuple[int, Library]]:
    found = {}
    for price in PRICES:
        folder = tmp_path / str(price) / "articles"
        folder.mkdir(parents=True)
        write_fares(folder, price)
        found[f"generation {price}"] = (price, {document.id: document for document in Folder(folder)})
    return found


def body(price: int, text: str, quote: str, start: int) -> bytes:
    cited = {"document": "fares", "start": start, "end": start + len(quote), "quote": quote}
    return json.dumps({"generation": f"generation {price}", "text": text, "citations": [cited]}).encode()


def test_an_answer_of_two_indexes_is_found(libraries: dict[str, tuple[int, Library]]) -> None:
    first, second = PRICES
    quote = f"Pellworth charges €{first} a day."
    start = libraries[f"generation {first}"][1]["fares"].text.index(quote)
    assert mixture(body(first, f"€{first} a day", quote, start), libraries) == ""
    assert "is not in" in mixture(body(second, f"€{first} a day", quote, start), libraries)
    assert "not at its place" in mixture(body(second, f"€{second} a day", quote, start), libraries)
    assert "not at its place" in mixture(body(first, f"€{first} a day", quote, start + 1), libraries)
    assert "never published" in mixture(body(99, "", "", 0), libraries)


@pytest.fixture
def rude() -> Iterator[int]:
    """A server that answers one in three, breaks the line at one in three and refuses one in three."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        for number in range(30):
            try:
                line, _ = listener.accept()
            except OSError:
                return
            line.recv(4_096)
            if number % 3 == 0:
                line.sendall(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nfine")
            elif number % 3 == 1:
                line.sendall(b"HTTP/1.1 429 Too Many\r\nconnection: close\r\n\r\n")
            line.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.close()


def test_what_becomes_of_each_request_is_counted(rude: int) -> None:
    replies = asyncio.run(server_load.open_loop(rude, (f"/{n}" for n in range(100)), 100, 0.3))
    assert server_load.counted(replies) == "0: 10, 200: 10, 429: 10"
    assert 0 < server_load.quantile((reply.seconds for reply in replies), 0.99) < 20


def test_a_server_that_is_not_there_is_told_from_one_that_breaks() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert asyncio.run(server_load.get(port, "/")).status == -2


def test_growth_is_seen() -> None:
    assert server_soak.slope([(0, 100.0), (10, 100.0), (20, 100.0)]) == 0
    assert server_soak.slope([(0, 100.0), (10, 110.0), (20, 120.0)]) == pytest.approx(1.0)


def test_no_two_questions_are_alike() -> None:
    paths = server_load.asked(["a", "b"], 1)
    found = [next(paths) for _ in range(20_000)]
    assert len(set(found)) == len(found)
    assert max(map(len, found)) < 100  # as many as that are asked, and none may be refused for its length
