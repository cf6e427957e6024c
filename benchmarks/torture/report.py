"""The figures of a run as one JSON file and one Markdown table."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.torture.types import Outcome, Size

_LIBRARIES = ("faiss-cpu", "fastapi", "gradio", "lxml", "pypdf", "starlette", "tantivy", "uvicorn")


@dataclass(frozen=True, slots=True)
class Measured:
    """An outcome, with its part and the seconds that it took."""

    part: str
    outcome: Outcome
    seconds: float

    def line(self) -> str:
        """Return the outcome as lines for a terminal."""
        found = self.outcome
        verdict = "held" if not found.bad else f"BROKEN {found.bad:,} times"
        text = f"  {found.promise}: {verdict} in {found.tried:,} ({self.seconds:.0f} s)"
        return "\n".join([text + (f"; {found.figures}" if found.figures else ""), *(f"    {b}" for b in found.broken)])


def write(folder: Path, size: Size, seed: int, rows: Sequence[Measured]) -> None:
    """Write torture-SIZE.json and torture-SIZE.md; parts that were not run keep what they had there."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"torture-{size}.json"
    run = {row.part for row in rows}
    day = date.today().isoformat()
    before = json.loads(path.read_text(encoding="utf-8"))["outcomes"] if path.is_file() else []
    outcomes = [one for one in before if one["part"] not in run]
    outcomes += [
        {"part": row.part, **asdict(row.outcome), "seconds": round(row.seconds, 1), "seed": seed, "date": day}
        for row in rows
    ]
    outcomes.sort(key=lambda one: str(one["part"]))  # stable: the rows of a part stay in their order
    about = {
        "size": size,
        "processors": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "versions": {name: version(name) for name in _LIBRARIES},
    }
    text = json.dumps({**about, "outcomes": outcomes}, ensure_ascii=False, indent=1) + "\n"
    path.write_text(text, encoding="utf-8")
    (folder / f"torture-{size}.md").write_text(_table(about, outcomes), encoding="utf-8")


def _table(about: dict[str, Any], outcomes: Sequence[dict[str, Any]]) -> str:
    made = ", ".join(f"{name} {number}" for name, number in about["versions"].items())
    head = (
        f"# What was survived: size {about['size']}\n\n"
        f"`make torture SIZE={about['size']}`, {about['processors']} processors, {about['system']}; {made}.\n\n"
        "| Part | Promise | Tried | Broken | Measured | Seconds | Seed | Day |\n|---|---|--:|--:|---|--:|--:|---|\n"
    )
    return head + "".join(
        f"| {one['part']} | {one['promise']} | {one['tried']:,} | {one['bad']:,} | {one['figures']} "
        f"| {one['seconds']:.0f} | {one['seed']} | {one['date']} |\n"
        for one in outcomes
    )
