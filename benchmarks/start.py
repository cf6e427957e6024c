"""What a start costs: a cold `ask`, the chat's page, the server's memory, and the reading of one question.

Everything runs in fresh processes on this machine, the alternatives in turn, so that other load meets all of them. The
yardstick is what a program of this kind commonly loads before it can do anything: sentence-transformers, faiss, gradio.
"torch" is this assistant without the exported model: it reads questions by sentence-transformers.

Usage: python benchmarks/start.py [--runs N] [--report FILE]
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from index.places import MODELS_VARIABLE

ROOT = Path(__file__).resolve().parents[1]
YARDSTICK = ("sentence_transformers", "faiss", "gradio")
QUESTION = "How many orders came in the first hour?"
LIBRARIES = ("torch", "sentence-transformers", "onnxruntime", "tokenizers", "faiss-cpu", "gradio")
READ = """
import sys, time
from pathlib import Path
from index.embedders import DEFAULT, for_questions
reader = for_questions(DEFAULT, Path(sys.argv[1]))
reader.embed(["warm"])
started, wall = time.process_time(), time.perf_counter()
for number in range(50):
    reader.embed([f"How many orders came in hour {number}, and from where?"])
print((time.process_time() - started) / 50, (time.perf_counter() - wall) / 50)
"""


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds on the clock and of the processor, and the most memory in MB."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """Measure, and print or write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="cold starts of each kind (default: 5)")
    parser.add_argument("--report", type=Path, help="write the table to this file as well")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="start-") as scratch:
        data, none = Path(scratch, "data"), Path(scratch, "none")
        ask = [sys.executable, "-m", "assistant", "ask", "--json", QUESTION, "--data", str(data)]
        ours, without = {MODELS_VARIABLE: str(data / "models")}, {MODELS_VARIABLE: str(none)}
        finished(ask, ours)  # indexes, and exports the model
        kinds: dict[str, Callable[[], Cost]] = {
            "python alone": lambda: finished([sys.executable, "-c", "pass"], {}),
            f"yardstick: import {', '.join(YARDSTICK)}": lambda: imported(*YARDSTICK),
            "import gradio": lambda: imported("gradio"),
            "cold `ask`": lambda: finished(ask, ours),
            "cold `ask`, torch": lambda: finished(ask, without),
            "chat: page served": lambda: page(data, ours, questions=0),
            "chat: page served, torch": lambda: page(data, without, questions=0),
            "chat: page served, five questions answered": lambda: page(data, ours, questions=5),
            "chat: page served, five questions answered, torch": lambda: page(data, without, questions=5),
        }  # fmt: skip
        costs = measured(kinds, options.runs)
        readers = {
            "the exported model": reading(data / "models"),
            "sentence-transformers, one thread": reading(none),
        }
    table = "\n".join(report(costs, readers, options.runs))
    print(table)
    if options.report:
        options.report.write_text(table + "\n", encoding="utf-8")


def measured(kinds: Mapping[str, Callable[[], Cost]], runs: int) -> dict[str, Cost]:
    """Return the medians of each kind over runs that take turns."""
    found: dict[str, list[Cost]] = {name: [] for name in kinds}
    for number in range(runs):
        for name, run in kinds.items():
            found[name].append(run())
            print(f"{number + 1}/{runs} {name}: {found[name][-1].wall:.2f} s", file=sys.stderr, flush=True)
    return {
        name: Cost(*(statistics.median(getattr(cost, part) for cost in costs) for part in ("wall", "cpu", "memory")))
        for name, costs in found.items()
    }


def imported(*modules: str) -> Cost:
    return finished([sys.executable, "-c", f"import {', '.join(modules)}"], {})


def finished(command: list[str], environment: Mapping[str, str]) -> Cost:
    """Run a command to its end; a process of its own, so that its memory is told from that of others."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(time.perf_counter() - started, used.ru_utime + used.ru_stime, megabytes(used.ru_maxrss))


def page(data: Path, environment: Mapping[str, str], *, questions: int, documents: Path | None = None) -> Cost:
    """Start the chat; its time is to the first whole page, or to the answer of the last question."""
    command = [sys.executable, "-m", "assistant", "chat", "--no-open", "--port", "0", "--data", str(data)]
    command += ["--documents", str(documents)] if documents else []
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    address = next(word for word in process.stdout.readline().split() if word.startswith("http"))
    fetch(address)
    for number in range(questions):
        fetch(f"{address}/api/v1/ask?q=how+many+orders+came+in+hour+{number}")
    wall = time.perf_counter() - started
    memory = most_memory(process.pid)
    process.send_signal(signal.SIGINT)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(wall, used.ru_utime + used.ru_stime, memory or megabytes(used.ru_maxrss))


def most_memory(pid: int) -> float:
    """Return the most memory of a process and of those that it has started, in MB; what they share counts for each.

    0 where the system does not tell.
    """
    if not Path("/proc/self/status").exists():
        return 0.0
    started = [one.read_text(encoding="ascii").split() for one in Path(f"/proc/{pid}/task").glob("*/children")]
    pids = [pid, *(int(child) for children in started for child in children)]
    states = [Path(f"/proc/{one}/status").read_text(encoding="ascii", errors="replace") for one in pids]
    return sum(megabytes(int(text.partition("VmHWM:")[2].split()[0])) for text in states)


def fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=120) as response:
        return bytes(response.read())


def megabytes(most: int) -> float:
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)  # macOS counts bytes, Linux kilobytes


def reading(models: Path) -> tuple[float, float]:
    """Return the seconds of processor and clock that one question takes, the model loaded."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(models)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    cpu, wall = map(float, done.stdout.split())
    return cpu, wall


def report(costs: Mapping[str, Cost], readers: Mapping[str, tuple[float, float]], runs: int) -> list[str]:
    """Return the tables, each time beside its share of the yardstick's."""
    yard = next(cost for name, cost in costs.items() if name.startswith("yardstick"))
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    lines = [
        "# What a start costs",
        "",
        "Written by `python benchmarks/start.py --report benchmarks/results/start.md`.",
        f"Python {platform.python_version()}, {os.cpu_count()} processors ({platform.machine()}); {versions}.",
        f"Medians of {runs} cold processes of each kind, which took turns; other work went on beside them, so read the "
        "ratios: the time on the clock against that of the yardstick.",
        "",
        "| | seconds | against the yardstick | processor seconds | most memory, MB |",
        "|---|---|---|---|---|",
    ]
    for name, cost in costs.items():
        lines.append(f"| {name} | {cost.wall:.2f} | {cost.wall / yard.wall:.2f} | {cost.cpu:.2f} | {cost.memory:.0f} |")
    lines += ["", "| one question, read by | processor ms | ms |", "|---|---|---|"]
    lines += [f"| {name} | {1000 * cpu:.1f} | {1000 * wall:.1f} |" for name, (cpu, wall) in readers.items()]
    return lines


if __name__ == "__main__":
    main()
