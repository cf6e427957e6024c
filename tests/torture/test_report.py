"""The report of the torture keeps what another run measured, and replaces what this one measured anew."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.torture.report import Measured, write
from benchmarks.torture.types import Outcome


def test_a_part_that_is_run_alone_replaces_its_own_rows(tmp_path: Path) -> None:
    write(tmp_path, "ci", 1, [Measured("a", Outcome("held", 10, 0), 1.0), Measured("b", Outcome("kept", 5, 0), 2.0)])
    write(tmp_path, "ci", 2, [Measured("a", Outcome("held", 20, 3, "p99 4 ms"), 1.5)])
    rows = json.loads((tmp_path / "torture-ci.json").read_text(encoding="utf-8"))["outcomes"]
    assert [(row["part"], row["tried"], row["bad"], row["seed"]) for row in rows] == [("a", 20, 3, 2), ("b", 5, 0, 1)]
    table = (tmp_path / "torture-ci.md").read_text(encoding="utf-8")
    assert "| a | held | 20 | 3 | p99 4 ms |" in table
    assert "| b | kept | 5 | 0 |" in table


def test_promises_of_time_are_judged_from_the_nightly_size_on() -> None:
    slow = Outcome("within a second", 10, 1, timed=True)
    assert not slow.counts("ci")
    assert slow.counts("nightly")
    assert Outcome("whole", 10, 1).counts("ci")
