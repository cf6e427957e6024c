"""The system calls by which an index reaches the disk: listed with strace, and failed one at a time."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.torture.children import Child, Ended

CALLS = (
    "openat", "write", "pwrite64", "writev", "fsync", "fdatasync", "rename", "renameat", "renameat2", "mkdir", "unlink",
    "unlinkat", "rmdir", "ftruncate", "chmod", "fchmod", "fchmodat", "link",
)  # fmt: skip
_LINE = re.compile(r"(?P<thread>\d+) +(?P<call>\w+)\((?P<rest>.*)")
_UNFINISHED = re.compile(r"(?P<thread>\d+) +<\.\.\. (?P<call>\w+) resumed>(?P<rest>.*)")
_ATTACHED = 20.0  # seconds


@dataclass(frozen=True, slots=True)
class Called:
    """A system call on the data folder: the n-th of its name in its thread, and the paths that it names."""

    name: str
    number: int
    paths: tuple[str, ...]
    creates: bool = False


def available() -> bool:
    """Say whether strace is installed, without which no system call can be failed."""
    return shutil.which("strace") is not None


def traced(log: Path, function: Callable[..., Any], *arguments: Any, inject: str = "") -> Ended:
    """Run a function in a child with strace attached; `inject` is its own notation: "fsync:error=EIO:when=3"."""
    child = Child(function, *arguments)
    command = ["strace", "-f", "-y", "-s", "0", "-o", str(log), "-e", f"trace={','.join(CALLS)}"]
    command += ["-e", f"inject={inject}"] if inject else []
    tracer = subprocess.Popen([*command, "-p", str(child.pid)], stderr=subprocess.PIPE, text=True)
    assert tracer.stderr is not None
    line = tracer.stderr.readline()
    if "attached" not in line:
        child.kill()
        raise OSError(f"strace cannot attach: {line.strip()}")
    child.go()
    ended = child.ended()
    tracer.wait(timeout=_ATTACHED)
    tracer.stderr.close()
    return ended


def calls(log: Path, data: Path) -> tuple[Called, ...]:
    """Return the calls in a log that touch the data folder, in order."""
    found: list[Called] = []
    counts: Counter[tuple[str, str]] = Counter()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = _LINE.match(line)
        if match is None or match["call"] not in CALLS:
            continue
        counts[match["thread"], match["call"]] += 1
        paths = tuple(path for path in re.findall(r'[<"]((?:/|\\\\)[^>"]*)[>"]', match["rest"]) if str(data) in path)
        if paths:
            creates = "O_CREAT" in match["rest"]
            if match["call"] != "openat" or creates:
                found.append(Called(match["call"], counts[match["thread"], match["call"]], paths, creates))
    return tuple(found)


def struck(log: Path, data: Path) -> bool:
    """Say whether a fault met a call on the data folder; strace counts in each thread, and so may strike elsewhere."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    faults = [line for line in lines if "(INJECTED)" in line] or lines[-1:]
    return any(str(data) in line for line in faults)
