"""`figures`: exact, filtered, sorted, and harmless to spreadsheets and terminals."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.commands.figure_conflicts import CONFLICT_COLUMNS
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
    lines = out.splitlines()
    assert lines[0].split() == ["value", "metric", "subject", "when"]
    assert lines[2].startswith("4,200 loaves")
    assert lines[3] == "    [bakery] The Corner Bakery sold 4,200 loaves in March 2025."
    assert "\x1b" not in out
    folder, *ids = lines[lines.index("") :][-3:]
    assert folder == f"Articles in {bakery}, by the id that --document takes:"
    assert [line.split(":")[0].strip() for line in ids] == ["bakery", "mill"]


def test_figures_are_filtered_and_sorted(run: Run, bakery: Path) -> None:
    _, out, _ = run("figures", "--documents", bakery, "--format", "json", "--document", "mill")
    assert {row["document"] for row in json.loads(out)} == {"mill"}
    _, out, _ = run(
        "figures", "--documents", bakery, "--format", "csv", "--metric", "LOAVES", "--sort", "value", "--reverse"
    )
    lows = [int(row["low"]) for row in csv.DictReader(io.StringIO(out))]
    assert lows == sorted(lows, reverse=True)
    assert lows[0] == 5040


@pytest.mark.parametrize(
    ("options", "values"),
    [
        (("--period", "March 2025"), ["4,200 loaves", "2,100 loaves"]),
        (("--min", "4000", "--max", "4,500"), ["4,200 loaves"]),
        (("--unit", "kg", "--max", "1000 tonnes"), ["900 tonnes"]),
        (("--unit", "money"), ["3.50 euros"]),
        (("--text", "Marta", "--status", "actual"), ["12 people"]),
    ],
)
def test_filters_combine(run: Run, bakery: Path, options: tuple[str, ...], values: list[str]) -> None:
    status, out, err = run("figures", "--documents", bakery, "--format", "json", *options)
    assert (status, err) == (0, "")
    assert [row["value"] for row in json.loads(out)] == values


def test_rows_are_put_into_groups(run: Run, bakery: Path) -> None:
    _, out, _ = run("figures", "--documents", bakery, "--group", "unit", "--sort=-value")
    headings = [line for line in out.splitlines() if line.startswith("unit: ")]
    assert headings == ["unit: EUR (1)", "unit: loaf (3)", "unit: person (1)", "unit: tonne (1)"]
    assert out.index("5,040") < out.index("4,200") < out.index("2,100")


def test_a_table_fits_a_narrow_terminal(run: Run, bakery: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "50")
    _, out, _ = run("figures", "--documents", bakery)
    assert max(map(len, out.splitlines())) <= 50


@pytest.mark.parametrize(
    "option", [("--min", "plenty"), ("--period", "once"), ("--group", "unit,kind"), ("--sort", "")]
)
def test_what_cannot_be_read_is_said_with_an_example(run: Run, bakery: Path, option: tuple[str, str]) -> None:
    status, out, err = run("figures", "--documents", bakery, *option)
    assert (status, out) == (2, "")
    assert is_one_line_error(err)


def test_a_file_that_cannot_be_read_makes_the_status_3(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("# Good\n\nThe shop sold 40 pies in 2024.\n", encoding="utf-8")
    (tmp_path / "bad.pdf").write_bytes(b"no PDF at all")
    status, out, err = run("figures", "--documents", tmp_path)
    assert status == 3
    assert "40 pies" in out
    assert "bad.pdf" in err


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


CONTRADICTION = "# Tug yard\n\nOrders fell 9% from 80 tugs to 60 tugs. Of the 60 tugs, 15 (40%) are sold.\n"


def test_conflicts_are_reported_with_their_sentence_and_status_4(run: Run, tmp_path: Path) -> None:
    (tmp_path / "yard.md").write_text(CONTRADICTION, encoding="utf-8")
    status, out, err = run("figures", "--documents", tmp_path, "--conflicts")
    assert (status, err) == (4, "")
    assert out.splitlines()[:2] == [
        "[yard] 9% is given as the change from 80 tugs to 60 tugs, which is 25%.",
        "    Orders fell 9% from 80 tugs to 60 tugs.",
    ]


def test_conflicts_as_json_and_csv_have_the_documented_columns(run: Run, tmp_path: Path) -> None:
    (tmp_path / "yard.md").write_text(CONTRADICTION, encoding="utf-8")
    _, out, _ = run("figures", "--documents", tmp_path, "--conflicts", "--format", "json")
    change, share = json.loads(out)
    assert tuple(change) == CONFLICT_COLUMNS
    assert (share["conflict"], share["recomputed"], share["values"]) == ("share", "25%", ["60 tugs", "15", "40%"])
    assert share["ends"][0] - share["starts"][0] == len("60 tugs")
    status, out, _ = run("figures", "--documents", tmp_path, "--conflicts", "--format", "csv", "--text", "sold")
    assert status == 4
    (row,) = csv.DictReader(io.StringIO(out))
    assert row["sentences"] == "Of the 60 tugs, 15 (40%) are sold."
    text = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8").split("## Conflicts")[1]
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    assert tuple(name.strip(" `") for cell in cells for name in cell.split(",")) == CONFLICT_COLUMNS


def test_no_conflict_is_said_and_is_status_0(run: Run, bakery: Path) -> None:
    status, out, err = run("figures", "--documents", bakery, "--conflicts")
    assert (status, out) == (0, "")
    assert is_one_line_error(err)
    status, out, _ = run("figures", "--documents", bakery, "--conflicts", "--format", "json")
    assert (status, json.loads(out)) == (0, [])


def test_conflicts_are_not_sorted(run: Run, bakery: Path) -> None:
    status, out, err = run("figures", "--documents", bakery, "--conflicts", "--sort", "value")
    assert (status, out) == (2, "")
    assert is_one_line_error(err)
