"""Run one peer, in its own Python: index texts, or answer questions as they come.

    python -P program.py NAME versions PACKAGE...
    python -P program.py NAME build MODEL  TEXTS FOLDER  [TEXTS FOLDER ...]
    python -P program.py NAME ask MODEL    then on standard input a line each: ["open", FOLDER] or ["ask", QUESTION]

Every line of standard output is one JSON value; what a library prints goes to standard error. Nothing of this program
but the peer's file is imported: its Python has only what the peer needs. `build` times neither the imports nor the
loading of the model, `ask` times each question alone.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

Say = Callable[[object], None]


def main(arguments: list[str]) -> None:
    """Do what the command line says."""
    name, command, *rest = arguments
    say = output()
    if command == "versions":
        say({package: version(package) for package in rest})
        return
    # Set before anything is imported: nothing is fetched, and nobody is told of this run.
    os.environ.update(
        HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1", HAYSTACK_TELEMETRY_ENABLED="False",
        LANGSMITH_TRACING="false", ANONYMIZED_TELEMETRY="False", DO_NOT_TRACK="1", TOKENIZERS_PARALLELISM="false",
    )  # fmt: skip
    peer = _loaded(name)
    {"build": build, "ask": ask}[command](peer, rest, say)


def build(peer: Any, arguments: list[str], say: Say) -> None:
    """Index folders of texts one after another; say what each took."""
    model, *places = arguments
    begun = time.perf_counter()
    index = peer.indexer(model)
    loading = time.perf_counter() - begun
    for texts, folder in zip(places[::2], places[1::2], strict=True):
        read = [(path.stem, path.read_text(encoding="utf-8")) for path in sorted(Path(texts).glob("*.txt"))]
        Path(folder).mkdir(parents=True, exist_ok=True)
        begun, used = time.perf_counter(), time.process_time()
        chunks = index(read, Path(folder))
        say({
            "chunks": chunks, "seconds": time.perf_counter() - begun, "cpu": time.process_time() - used,
            "loading": loading,
        })  # fmt: skip


def ask(peer: Any, arguments: list[str], say: Say) -> None:
    """Open indexes and answer questions from the one that was opened last."""
    (model,) = arguments
    search: Callable[[str], object] | None = None
    for line in sys.stdin:
        what, value = json.loads(line)
        begun, used = time.perf_counter(), time.process_time()
        found: object = None
        if what == "open":
            search = peer.opened(model, Path(value))
        elif search is not None:
            found = search(value)
        seconds, cpu = time.perf_counter() - begun, time.process_time() - used
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        say({"seconds": seconds, "cpu": cpu, "found": found, "memory": memory})


def output() -> Say:
    """Keep standard output for JSON: a library that prints would break it."""
    lines = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(value: object) -> None:
        lines.write(json.dumps(value) + "\n")
        lines.flush()

    return say


def _loaded(name: str) -> Any:
    """Load the peer's file under a name that no library has: a file called as its library would hide it."""
    spec = importlib.util.spec_from_file_location(f"peer_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main(sys.argv[1:])
