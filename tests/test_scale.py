"""The plan for large archives is the one that its assumptions give."""

from __future__ import annotations

from pathlib import Path

from benchmarks.scale import plan

PAGE = Path(__file__).parents[1] / "docs" / "scale.md"


def test_the_table_of_the_page_is_worked_out() -> None:
    assert "\n".join(plan()) in PAGE.read_text(encoding="utf-8")
