"""The chat as a process of its own, over two articles, one of which changes; and what that process uses."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from documents.library import Library
from documents.types import Document
from index.update import update

ROOT = Path(__file__).parents[2]
_EVALS = ROOT / "tests" / "evals"
_STABLE = "quiet-ferries"  # has the questions
_START = 240.0  # seconds until it is ready, on a machine that does other things as well
_FARES = """# Two Cable Cars

## The fares

Pellworth charges €{price} a day. Orsino charges €45 a day.
The Pellworth car carried 4,200 guests within its first 30 days. Ada Pell founded Pellworth in 1987.
"""
PRICES = (18, 24)
FARE = "What does Pellworth charge a day?"


def questions() -> tuple[str, ...]:
    """Return questions about the article that does not change."""
    lines = (_EVALS / f"{_STABLE}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line)["question"] for line in lines if line.strip())


@dataclass
class Chat:
    """A running chat, which believes this machine about readers' addresses, so that many can be played."""

    process: subprocess.Popen[bytes]
    port: int
    articles: Path
    data: Path
    log: Path

    @classmethod
    @contextlib.contextmanager
    def started(cls, folder: Path, *options: str) -> Iterator[Chat]:
        """Start it and, if nobody has meanwhile, end it."""
        articles, data, log = folder / "articles", folder / "data", folder / "chat.log"
        articles.mkdir(parents=True, exist_ok=True)
        (articles / f"{_STABLE}.md").write_bytes((_EVALS / f"{_STABLE}.md").read_bytes())
        write_fares(articles, PRICES[0])
        command = [sys.executable, "-m", "assistant", "chat", "--documents", str(articles), "--data", str(data)]
        command += ["--port", "0", "--no-open", "--trusted-proxy", "127.0.0.1", "--log-questions", *options]
        with log.open("wb") as written:
            process = subprocess.Popen(command, cwd=ROOT, stdout=written, stderr=subprocess.STDOUT)
        try:
            yield cls(process, _port(process, log), articles, data, log)
        finally:
            process.kill()
            process.wait()

    def publish(self, price: int) -> str:
        """Change the article, index it, and return the new generation."""
        write_fares(self.articles, price)
        return update(self.articles, self.data).generation

    def texts(self) -> dict[str, Document]:
        """Return the articles as they are now, by id."""
        return {document.id: document for document in Library(self.articles)}

    def get(self, path: str, timeout: float = 30.0) -> tuple[int, bytes]:
        """Ask, patiently."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}")
        try:
            with urllib.request.urlopen(request, timeout=timeout) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def uses(self) -> tuple[float, int, int]:
        """Return the memory in MB, the open files and the threads of its processes."""
        memory, files, threads = 0.0, 0, 0
        for pid in (self.process.pid, *self.helpers()):
            here = Path(f"/proc/{pid}")
            status = (here / "status").read_text(encoding="ascii", errors="replace")
            found = {key: int(value) for key, value in re.findall(r"^(VmRSS|Threads):\s+(\d+)", status, re.MULTILINE)}
            memory += found["VmRSS"] / 1024
            files += len(os.listdir(here / "fd"))
            threads += found["Threads"]
        return memory, files, threads

    def helpers(self) -> list[int]:
        """Return the processes that it has started."""
        tasks = Path(f"/proc/{self.process.pid}/task")
        return [int(pid) for one in tasks.iterdir() for pid in (one / "children").read_text(encoding="ascii").split()]


def write_fares(articles: Path, price: int) -> None:
    """Write the article that changes, whole or not at all."""
    new = articles.parent / "fares.new"
    new.write_text(_FARES.format(price=price), encoding="utf-8")
    os.replace(new, articles / "fares.md")


def _port(process: subprocess.Popen[bytes], log: Path) -> int:
    end = time.monotonic() + _START
    while time.monotonic() < end and process.poll() is None:
        if found := re.search(r"ready at http://127\.0\.0\.1:(\d+)", log.read_text(encoding="utf-8", errors="replace")):
            return int(found[1])
        time.sleep(0.1)
    raise RuntimeError(f"the chat did not start: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
