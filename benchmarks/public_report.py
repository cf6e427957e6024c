"""The results of the public sets as a page: before and after, by operation, with what brought each gain."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

BEFORE = Path(__file__).with_name("public_before.toml")
_OPENING = """# Figures of annual reports

Written by `python benchmarks/public_figures.py ../shared/evals/public --report benchmarks/results/public-figures.md`.
TAT-QA: exact match with scale. FinQA: executed answer within half a percent, a table's amounts in its own scale.
"From gold operands": answers that the product's own arithmetic reproduces when it is given the operands.
"""

Row = tuple[str, int, int, str]  # operation, right, questions, reproduced from the gold operands


def report(results: Mapping[str, Sequence[Row]]) -> str:
    """Return the page; the last row of each set is the whole of it."""
    told = tomllib.loads(BEFORE.read_text(encoding="utf-8"))
    parts = [_OPENING]
    for name, rows in results.items():
        before, why = told[name]["before"], told[name].get("mechanisms", {})
        parts.append(f"## {name}\n\n| operation | questions | before | after | from gold operands | what did it |")
        parts[-1] += "\n|---|---|---|---|---|---|"
        for operation, right, total, given in rows:
            earlier = sum(before.values()) if operation == "ALL" else before.get(operation, 0)
            shares = [f"{count} ({100 * count / total:.1f} %)" for count in (earlier, right)]
            reason = why.get(operation, "") if right != earlier or operation in why else ""
            parts[-1] += f"\n| {operation} | {total} | {shares[0]} | {shares[1]} | {given} | {reason} |"
        if note := told[name].get("limits"):
            parts.append(str(note).strip())
    return "\n\n".join(part.strip() for part in parts) + "\n"
