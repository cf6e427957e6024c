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
    """Write torture-SIZE.json and torture-SIZE.md."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {
        "size": size,
        "seed": seed,
        "date": date.today().isoformat(),
        "processors": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "versions": {name: version(name) for name in _LIBRARIES},
    }
    kept = [{"part": row.part, **asdict(row.outcome), "seconds": round(row.seconds, 1)} for row in rows]
    text = json.dumps({**about, "outcomes": kept}, ensure_ascii=False, indent=1) + "\n"
    (folder / f"torture-{size}.json").write_text(text, encoding="utf-8")
    (folder / f"torture-{size}.md").write_text(_table(about, rows), encoding="utf-8")


def _table(about: dict[str, object], rows: Sequence[Measured]) -> str:
    versions = about["versions"]
    assert isinstance(versions, dict)
    made = ", ".join(f"{name} {number}" for name, number in versions.items())
    head = (
        f"# What was survived: size {about['size']}\n\n"
        f"`make torture SIZE={about['size']}`, seed {about['seed']}, {about['date']}, "
        f"{about['processors']} processors, {about['system']}; {made}.\n\n"
        "| Part | Promise | Tried | Broken | Measured | Seconds |\n|---|---|--:|--:|---|--:|\n"
    )
    return head + "".join(
        f"| {row.part} | {row.outcome.promise} | {row.outcome.tried:,} | {row.outcome.bad:,} "
        f"| {row.outcome.figures} | {row.seconds:.0f} |\n"
        for row in rows
    )
