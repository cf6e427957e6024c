"""Nothing is fetched at run time: a command and the chat's server look up no name and connect to nobody else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.cli.terminal import ROOT

QUESTION = "How many loaves did the bakery sell in April 2025?"
START = 100  # seconds until the page is served on a slow machine
# Runs the command line with each look-up and each connection to another machine written to a file as it happens.
WATCHED = """
import sys
log = open(sys.argv[1], "a", encoding="utf-8", buffering=1)
def watch(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto"):
        log.write(f"{event} {arguments[-1] if event in ('socket.connect', 'socket.sendto') else arguments[0]!r}\\n")
sys.addaudithook(watch)
from assistant import cli
sys.exit(cli.run(sys.argv[2:]))
"""
HERE = ("127.0.0.1", "localhost", "'::1'")


def watched(log: Path, *arguments: str | Path) -> list[str]:
    return [sys.executable, "-c", WATCHED, str(log), *map(str, arguments)]


def environment() -> dict[str, str]:
    """The environment of somebody who never heard of the switches that keep libraries offline."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("HF_", "GRADIO_", "TRANSFORMERS_"))
    }


def elsewhere(log: Path) -> list[str]:
    return [line for line in log.read_text(encoding="utf-8").splitlines() if not any(name in line for name in HERE)]


def test_the_watch_sees_a_look_up(tmp_path: Path) -> None:
    log = tmp_path / "log"
    script = WATCHED.replace(
        "from assistant import cli", "import socket; socket.getaddrinfo('192.0.2.1', 80, flags=socket.AI_NUMERICHOST)"
    ).replace("cli.run(sys.argv[2:])", "0")
    subprocess.run([sys.executable, "-c", script, str(log)], cwd=ROOT, check=True, timeout=60)
    assert elsewhere(log) == ["socket.getaddrinfo '192.0.2.1'"]


def test_asking_fetches_nothing(bakery: Path, tmp_path: Path) -> None:
    """Indexing included: the index is new, so the model is loaded and embeds."""
    log = tmp_path / "log"
    command = watched(log, "ask", "--json", QUESTION, "--documents", bakery, "--data", tmp_path / "data")
    done = subprocess.run(
        command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True, check=True, timeout=START
    )
    assert "5,040" in json.loads(done.stdout)["text"]
    assert elsewhere(log) == []


def test_serving_the_chat_and_answering_in_it_fetches_nothing(bakery: Path, data: Path, tmp_path: Path) -> None:
    log, output = tmp_path / "log", tmp_path / "output"
    command = watched(log, "chat", "--no-open", "--port", "0", "--documents", bakery, "--data", data)
    with output.open("w", encoding="utf-8") as written:
        process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=written, stderr=subprocess.STDOUT)
    try:
        address = served(process, output)
        assert address.startswith("http://127.0.0.1:")
        assert "5,040" in answer_in_the_chat(address)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=90) == 0
    finally:
        process.kill()
        process.wait(timeout=90)
    assert elsewhere(log) == []


def served(process: subprocess.Popen[bytes], output: Path) -> str:
    """Wait until the server says where it is, and return its address."""
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        words = output.read_text(encoding="utf-8").split()
        if "ready" in words:
            return words[words.index("at") + 1]
        time.sleep(0.1)
    pytest.fail(f"The server did not start:\n{output.read_text(encoding='utf-8')[-2000:]}")


def answer_in_the_chat(address: str) -> str:
    """Ask as the page does, by its first event and the one that follows it, and return all that comes back."""
    events = json.loads(received(f"{address}/config"))["dependencies"]
    first = events[0]["id"]
    then = next(event["id"] for event in events if event["trigger_after"] == first)
    send(address, first, [QUESTION, None, ""])
    return send(address, then, [None])


def send(address: str, event: int, inputs: list[object]) -> str:
    body = {"fn_index": event, "session_hash": "offline", "data": inputs, "trigger_id": None}
    kind = {"content-type": "application/json"}
    return received(urllib.request.Request(f"{address}/gradio_api/run/predict", json.dumps(body).encode(), kind))


def received(asked: str | urllib.request.Request) -> str:
    with urllib.request.urlopen(asked, timeout=60) as response:
        return str(response.read().decode())
