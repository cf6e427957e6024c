"""The table of what is tried. A new part is one file and one line here."""

from __future__ import annotations

from importlib import import_module

from benchmarks.torture.types import Part

# Name, and the module whose `run` it is; imported when it is run, since a part may need what others do not.
PARTS: dict[str, str] = {
    "index": "benchmarks.torture.index_faults",
    "shards": "benchmarks.torture.shard_faults",
    "system": "benchmarks.torture.index_system",
    "documents": "benchmarks.torture.documents",
    "server": "benchmarks.torture.server",
    "questions": "benchmarks.torture.questions",
    "output": "benchmarks.torture.output",
    "fuzz": "benchmarks.torture.fuzz",
}


def part(name: str) -> Part:
    """Return the part of that name. Raises KeyError."""
    run: Part = import_module(PARTS[name]).run
    return run
