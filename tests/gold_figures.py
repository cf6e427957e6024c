"""Recall and precision of figures on articles marked by hand: `python tests/gold_figures.py` prints every miss.

The articles lie in tests/documents/figures/gold, whose README tells their form. An article whose `source` names a file
is read from that file. The tests and `make evals` hold the totals to the floors under [figures].
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # before this folder, which has a documents/ of its own
from documents.figures.extract import extract
from documents.figures.types import Figure
from documents.readers import read
from documents.types import Document

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "documents" / "figures" / "gold"


@dataclass
class Score:
    """What one article scored, with a line for every miss."""

    marked: int = 0
    made: int = 0
    values: int = 0
    meanings: int = 0
    bounds: int = 0
    misses: list[str] = field(default_factory=list)

    def measures(self) -> dict[str, tuple[int, int]]:
        """Return measure -> (right, of how many), named as in tests/evals/floors.toml."""
        return {
            "value_recall": (self.values, self.marked),
            "value_precision": (self.values, self.made),
            "meaning_recall": (self.meanings, self.marked),
            "meaning_precision": (self.meanings, self.made),
            "bound": (self.bounds, self.values),
        }


def scores() -> dict[str, Score]:
    """Return what each article scored, by name."""
    marked = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.toml"))}
    with tempfile.TemporaryDirectory(prefix="gold-") as scratch:
        return {name: score(extract(_document(gold, Path(scratch))), gold["figures"]) for name, gold in marked.items()}


def total(parts: Sequence[Score]) -> Score:
    """Return the sum over articles, without the misses."""
    names = ("marked", "made", "values", "meanings", "bounds")
    return Score(*(sum(getattr(part, name) for part in parts) for name in names))


def score(figures: Sequence[Figure], rows: Sequence[Sequence[str]]) -> Score:
    """Compare the figures of one article with its rows; each figure stands for one row at most."""
    result = Score(marked=len(rows), made=len(figures))
    left = list(figures)
    for row in rows:
        found = next((figure for figure in left if _same_value(figure, row)), None)
        if found is None:
            result.misses.append(f"not found: {row[0]}")
            continue
        left.remove(found)
        subject, metric, period, bound = row[4:8]
        held = f"{found.period.start}/{found.period.end}" if found.period else ""
        metrics = any(word.lower() in found.metric.lower() for word in metric.split("|"))
        per = len(row) < 9 or found.quantity.per == row[8]
        result.values += 1
        result.bounds += found.quantity.bound == bound
        if _named(found, subject) and metrics and held == period and per:
            result.meanings += 1
        else:
            rate = "" if per else f" | per {found.quantity.per}"
            result.misses.append(f"{row[0]}: {found.subjects} | {found.metric} | {held}{rate}")
    result.misses += [f"not marked: {figure.quantity.surface} ({figure.quantity.unit})" for figure in left]
    return result


def _document(gold: dict[str, str], scratch: Path) -> Document:
    if "source" in gold:
        return read(ROOT / gold["source"])
    path = scratch / "article.md"
    path.write_text(gold["text"].strip() + "\n", encoding="utf-8")
    return read(path)


def _same_value(figure: Figure, row: Sequence[str]) -> bool:
    surface, low, high, unit = row[:4]
    quantity = figure.quantity
    overlaps = surface in quantity.surface or quantity.surface in surface
    return _close(quantity.low, low) and _close(quantity.high, high) and quantity.unit == unit and overlaps


def _close(value: Decimal, wanted: str) -> bool:
    """Say whether the value is the wanted one, to as many places as the wanted one has."""
    places = len(wanted.partition(".")[2])
    return abs(value - Decimal(wanted)) < Decimal(1).scaleb(-places) if places > 3 else value == Decimal(wanted)


def _named(figure: Figure, wanted: str) -> bool:
    """Say whether one of the figure's subjects has all words of one of the wanted names (split at "|")."""
    owned = [set(subject.lower().replace("'s", "").split()) for subject in figure.subjects]
    return not wanted or any(set(name.lower().split()) <= words for name in wanted.split("|") for words in owned)


def main(names: Sequence[str]) -> None:
    """Print the table, with the misses of the named articles or of all."""
    found = scores()
    for name, one in found.items():
        print(f"{name:14} marked {one.marked:3} found {one.values:3} of {one.made:3}, meant {one.meanings:3}")
        if not names or name in names:
            print("".join(f"    {miss}\n" for miss in one.misses), end="")
    for measure, (right, of) in total(list(found.values())).measures().items():
        print(f"{measure:18} {right:4}/{of:<4} {100 * Decimal(right) / of:5.1f} %")


if __name__ == "__main__":
    main(sys.argv[1:])
