"""`figures`: exact, filtered, sorted, and harmless to spreadsheets and terminals."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

from tests.cli.terminal import BAKERY, ROOT, Run, is_one_line_error


def test_figures_as_json_are_exact_and_complete(run: Run, bakery: Path) -> None:
    status, out, _ = run("figures", "--documents", bakery, "--format", "json")
    rows = json.loads(out)
    assert status == 0
    price = next(row for row in rows if row["value"] == "3.50 euros")
    assert (price["low"], price["unit"], price["document"]) == ("3.50", "EUR", "bakery")
    rival = next(row for row in rows if "2,100" in row["value"])
    assert rival["bound"] == "about"
    assert rival["sentence"] == "The rival on Mill Lane sold about 2,100 loaves in March 2025."
    assert BAKERY[rival["start"] : rival["end"]].startswith("2,100") or rival["start"] > 0


def test_figures_as_a_table_show_each_figure_with_its_sentence(run: Run, bakery: Path) -> None:
    status, out, _ = run("figures", "--documents", bakery)
    assert status == 0
    assert out.splitlines()[0].split()[:3] == ["document", "value", "metric"]
    assert "4,200 loaves" in out
    assert "\x1b" not in out


def test_figures_are_filtered_and_sorted(run: Run, bakery: Path) -> None:
    _, out, _ = run("figures", "--documents", bakery, "--format", "json", "--document", "mill")
    assert {row["document"] for row in json.loads(out)} == {"mill"}
    _, out, _ = run(
        "figures", "--documents", bakery, "--format", "csv", "--metric", "LOAVES", "--sort", "value", "--reverse"
    )
    lows = [int(row["low"]) for row in csv.DictReader(io.StringIO(out))]
    assert lows == sorted(lows, reverse=True)
    assert lows[0] == 5040


def test_no_matching_figure_is_said(run: Run, bakery: Path) -> None:
    status, out, err = run("figures", "--documents", bakery, "--metric", "submarines", "--format", "json")
    assert (status, json.loads(out)) == (0, [])
    assert is_one_line_error(err)


def test_csv_runs_no_formula_and_the_terminal_gets_no_command(run: Run, tmp_path: Path) -> None:
    text = "# Odd\n\n=HYPERLINK(0) cost the \x1b[31mshop 700 euros in May 2025.\n\n- -cmd cost 30 euros in May 2025.\n"
    (tmp_path / "=odd.md").write_text(text, encoding="utf-8")
    for output in ("csv", "table"):
        status, out, _ = run("figures", "--documents", tmp_path, "--format", output)
        assert status == 0
        assert "700" in out
        assert "\x1b" not in out
    _, out, _ = run("figures", "--documents", tmp_path, "--format", "csv")
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_reader_that_stops_early_is_no_error_message(bakery: Path) -> None:
    command = f"'{sys.executable}' -m assistant figures --documents '{bakery}' --format csv | head -n 1"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.startswith("document,")
    assert done.stderr == ""
