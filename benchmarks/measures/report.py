"""The figures of a run as one JSON file and one Markdown page: targets first, then the tables and curves behind."""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.measures.types import Curve, Figure, Part, number
from benchmarks.peers import PEERS

NAME = "bench"
_LIBRARIES = (
    "faiss-cpu", "gradio", "onnxruntime", "sentence-transformers", "tantivy", "tokenizers", "torch", "transformers",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """When, where and of what a run was."""

    date: str
    minutes: float
    command: str
    machine: str
    versions: Mapping[str, str]
    peers: Mapping[str, Mapping[str, str]]  # name -> version by package
    absent: Mapping[str, str]  # name -> why nothing of it, or not all, was measured
    others: float  # processors that were taken by others, on average


def machine() -> str:
    """Describe this machine, without its name."""
    model = ""
    if Path("/proc/cpuinfo").is_file():
        said = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
        model = f"{said[1].strip()}, " if said else ""
    memory = ""
    if hasattr(os, "sysconf"):
        memory = f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / (1 << 30):.0f} GiB, "
    return (
        f"{os.cpu_count()} processors ({model}{platform.machine()}), {memory}{platform.system()}, "
        f"Python {platform.python_version()}"
    )


def versions() -> dict[str, str]:
    """Return the versions of what article-assistant stands on."""
    return {name: version(name) for name in _LIBRARIES}


def write(folder: Path, about: About, parts: Sequence[Part]) -> None:
    """Write both files, of this run alone: a ratio of two runs would say nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    figures = [{**asdict(figure), "verdict": figure.verdict} for figure in every(parts)]
    whole = {**asdict(about), "figures": figures, "parts": [asdict(part) for part in parts]}
    text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    (folder / f"{NAME}.json").write_text(text, encoding="utf-8")
    (folder / f"{NAME}.md").write_text("\n".join(page(about, parts)) + "\n", encoding="utf-8")


def every(parts: Sequence[Part]) -> list[Figure]:
    """Return the figures of all parts, those of the curves of article-assistant last."""
    of_curves = [curve.figure() for part in parts for curve in part.curves if ours(curve)]
    return [*(figure for part in parts for figure in part.figures), *of_curves]


def ours(curve: Curve) -> bool:
    """Say whether a curve is held against the target; what a peer's does is told beside it."""
    return not any(peer.title in curve.what for peer in PEERS.values())


def line(figure: Figure) -> str:
    """Return a figure as a line for a terminal."""
    value = "not measured" if figure.value is None else f"{number(figure.value)} {figure.unit}".rstrip()
    told = "; ".join(part for part in (figure.target and f"{figure.target}: {figure.verdict}", figure.note) if part)
    return f"{figure.what:72} {value}" + (f"  ({told})" if told else "")


def page(about: About, parts: Sequence[Part]) -> Iterator[str]:
    """Yield the lines of the Markdown page."""
    made = ", ".join(f"{name} {number_}" for name, number_ in about.versions.items())
    yield from ("# article-assistant beside its peers", "")
    yield f"`{about.command}`, {about.date}, {about.minutes:.0f} minutes; {about.machine}; {made}."
    yield (
        f"Everything was measured in this one run, beside which other work took at most {about.others:.1f} processors: "
        "read the ratios. The model is all-MiniLM-L6-v2 for all, from the same files."
    )
    yield from ("", "| Figure | Measured | Target | Verdict | |", "|---|--:|--:|---|---|")
    for figure in every(parts):
        value = "" if figure.value is None else f"{number(figure.value)} {figure.unit}".rstrip()
        yield f"| {figure.what} | {value} | {figure.target} | {figure.verdict} | {figure.note} |"
    for table in (table for part in parts for table in part.tables):
        yield from ("", f"## {table.title}", "")
        yield f"| {' | '.join(table.head)} |"
        yield "|---" + "|--:" * (len(table.head) - 1) + "|"
        yield from (f"| {' | '.join(row)} |" for row in table.rows)
        if table.note:
            yield from ("", table.note)
    yield from _curves([curve for part in parts for curve in part.curves])
    yield from _peers(about)


def _curves(curves: Sequence[Curve]) -> Iterator[str]:
    if not curves:
        return
    yield from ("", "## Growth", "", "| Cost of | with | work: cost | growth against the work's |", "|---|---|---|--:|")
    for curve in curves:
        points = ", ".join(
            f"{work:,.0f}: {number(cost)} {curve.unit}" for work, cost in zip(curve.work, curve.cost, strict=True)
        )
        yield f"| {curve.what} | {curve.of} | {points} | {number(curve.excess)} |"
    yield from (
        "",
        "1.00 grows with the work, less grows slower; told is the largest between any two points. Costs are processor "
        "time, which other work disturbs least, but for a reader's wait.",
    )


def _peers(about: About) -> Iterator[str]:
    yield from ("", "## Peers", "", "| | versions | as its documentation recommends | |", "|---|---|---|---|")
    for name, peer in PEERS.items():
        made = ", ".join(f"{package} {number_}" for package, number_ in about.peers.get(name, {}).items())
        yield f"| {peer.title} | {made} | {peer.recipe} ({peer.guide}) | {about.absent.get(name, '')} |"
