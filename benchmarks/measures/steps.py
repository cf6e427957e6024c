"""What article-assistant does besides: an index that is up to date, opening it, a first answer, reading long texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.measures.corpora import Corpus
from benchmarks.measures.sessions import lines
from benchmarks.measures.types import Curve, Part, Table, number

_NOTE = "In one process, everything loaded, over the whole library; prose is that of `benchmarks/linear.py`."


def measure(command: Sequence[str], whole: Corpus, characters: Sequence[int]) -> Part:
    """Return what was found; `command` is the one of article-assistant that takes a corpus and lengths of prose."""
    return found(lines([*command, str(whole.folder), *map(str, characters)]))


def found(said: Sequence[Any]) -> Part:
    """Return the table and the curve of what a process said of its steps."""
    rows = tuple((row["what"], number(1000 * row["seconds"])) for row in said)
    prose = [row for row in said if row.get("characters")]
    curve = Curve(
        "reading prose with its figures", tuple(row["characters"] for row in prose),
        tuple(row["cpu"] for row in prose), "characters", "s",
    )  # fmt: skip
    return Part("steps", (), (Table("Steps of article-assistant", ("", "ms"), rows, _NOTE),), (curve,))
