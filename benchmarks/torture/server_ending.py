"""The end, told or not: SIGTERM with pages open and answers under way, kill -9 while readers judge answers."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from assistant.journal.store import NAME
from benchmarks.torture.server_load import Reply, asked, closed_loop, counted
from benchmarks.torture.server_process import FARE, ROOT, Chat, questions
from benchmarks.torture.types import Outcome, Run

_STOPPED_WITHIN = 10.0  # seconds
_GONE_WITHIN = 5.0  # seconds until the processes that it had started are gone, too
_WRITER = """
import sys
from pathlib import Path
from assistant.journal.journal import Journal
from assistant.types import Answer
answer = Answer(id="a", question="q", standalone="q", status="answered", text="t", generation="g", confidence=0.5)
journal = Journal.open(Path(sys.argv[1]), questions=True)
for number in range(1_000_000):
    journal.judged(answer, "up", (), f"note {number}")
    print(number, flush=True)
"""


def _lives(pid: int) -> bool:
    """Say whether a process runs; one that has ended and that nobody has asked about yet does not."""
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[0] != "Z"
        )
    except OSError:
        return False


def run(run: Run, chat: Chat) -> Iterator[Outcome]:
    """Tell it to stop in the middle of everything."""
    opened = run.many(20, 50, 50)
    pages = [_heartbeat(chat.port) for _ in range(opened)]
    acknowledged: list[str] = []
    judging = threading.Thread(target=_judge, args=(chat, acknowledged))
    judging.start()
    replies: list[Reply] = []

    def ask() -> None:
        replies.extend(asyncio.run(closed_loop(chat.port, asked(questions(), run.seed + 5), 4, 3)))

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(1)
    helpers = chat.helpers()
    begun = time.perf_counter()
    chat.process.send_signal(signal.SIGTERM)
    try:
        chat.process.wait(timeout=3 * _STOPPED_WITHIN)
    except subprocess.TimeoutExpired:
        chat.process.kill()
    seconds = time.perf_counter() - begun
    asking.join()
    judging.join()
    yield Outcome(
        f"SIGTERM with {opened} pages open and readers asking ends it within {_STOPPED_WITHIN:.0f} s", 1,
        int(seconds > _STOPPED_WITHIN), f"{seconds:.1f} s",
    )  # fmt: skip
    end = time.monotonic() + _GONE_WITHIN
    while (left := [pid for pid in helpers if _lives(pid)]) and time.monotonic() < end:
        time.sleep(0.1)
    yield Outcome(f"no process of it is left within {_GONE_WITHIN:.0f} s", len(helpers), len(left))
    # Later ones are refused with a sentence, or find nobody who takes their connection up.
    broken = [one for one in replies if one.status not in (200, 429, 503) and one.at < begun]
    yield Outcome("answers under way are finished", len(replies), len(broken), counted(replies))
    kept = {row[0] for row in _rows(next(chat.data.rglob(NAME)), "select note from judged")}
    lost = [note for note in acknowledged if note not in kept]
    yield Outcome("acknowledged feedback outlives SIGTERM", len(acknowledged), len(lost), "", tuple(lost[:5]))
    for page in pages:
        page.close()


def kills(run: Run) -> Iterator[Outcome]:
    """Kill the writer of a journal at random moments."""
    tries, chance = run.many(5, 100, 1_000), run.random("kills")
    acknowledged = lost = 0
    for number in range(tries):
        path = run.folder / f"journal-{number}.sqlite3"
        writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.5))
        writer.kill()
        said = [0, *(int(line) for line in writer.stdout.read().split(b"\n")[:-1])]
        writer.stdout.close()
        writer.wait()
        kept = {row[0] for row in _rows(path, "select note from judged")}
        acknowledged += len(said)
        lost += sum(f"note {one}" not in kept for one in said)
    yield Outcome(f"acknowledged feedback outlives {tries} kill -9", acknowledged, lost)


def _judge(chat: Chat, acknowledged: list[str]) -> None:
    """Send a judgement after another until nobody takes them any more."""
    status, body = chat.get(f"/api/v1/ask?q={FARE.replace(' ', '%20')}")
    assert status == 200, status
    receipt = json.loads(body)["receipt"]
    for number in range(100_000):
        note = f"word {number}"
        sent = json.dumps({"receipt": receipt, "rating": "up", "note": note}).encode()
        address = f"http://127.0.0.1:{chat.port}/api/v1/feedback"
        headers = {"content-type": "application/json", "x-forwarded-for": f"10.9.{number >> 8 & 255}.{number & 255}"}
        try:
            with urllib.request.urlopen(urllib.request.Request(address, sent, headers), timeout=20) as response:
                if response.status == 204:
                    acknowledged.append(note)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == 503:
                return
        except OSError:
            return


def _heartbeat(port: int) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), timeout=10)
    line.sendall(b"GET /gradio_api/heartbeat/open HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
    line.recv(1)
    return line


def _rows(path: Path, query: str) -> list[tuple[str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(query).fetchall()
