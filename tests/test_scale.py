"""The plan for large archives is the one that its assumptions give."""

from __future__ import annotations

from pathlib import Path

from benchmarks.scale import embedding, plan

PAGE = Path(__file__).parents[1] / "docs" / "scale.md"


def test_the_tables_of_the_page_are_worked_out() -> None:
    for table in (plan(), embedding()):
        assert "\n".join(table) in PAGE.read_text(encoding="utf-8")
