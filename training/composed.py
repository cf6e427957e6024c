"""Questions composed over tables: what was it, how did it change, what share is it, which is more. Their cells answer.

People's questions in the data ask for one cell nearly always. An answer that is worked out needs two, and no row of the
others; the sources of tables here give cells without such questions.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from training.sources import Example, Range, aitqa, fetaqa, lines, report_rows, wikitables

SEED = 7
EACH, EACH_OF_REPORTS = 3, 12  # questions of a table
_NUMERIC = re.compile(r"^[^A-Za-z]*\d[\d,]*(?:\.\d+)?[^A-Za-z]*$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CELL = re.compile(r"(?:^|; )(?:([^;:]+): )?([^;]+)")
_ONE = (
    "what was {row} in {column}?",
    "how much is {row} for {column}?",
    "{row} {column}",
    "what is the {column} of {row}?",
)
_CHANGE = (
    "what was the change in {row} from {first} to {second}?",
    "by how much did {row} grow between {first} and {second}?",
    "what is the percentage change in {row} from {first} to {second}?",
    "how did {row} develop from {first} to {second}?",
    "what is the growth rate of {row} from {first} to {second}?",
    "what was the average of {row} in {first} and {second}?",
    "what is the sum of {row} in {first} and {second}?",
    "was {row} higher in {first} or in {second}?",
)
_TWO = (
    "what is the ratio of {row} to {other} in {column}?",
    "what percentage of {other} is {row} in {column}?",
    "what is the total of {row} and {other} in {column}?",
    "how much more is {row} than {other} in {column}?",
    "what is the difference between {row} and {other} in {column}?",
    "compare {row} and {other} by {column}",
)


def composed(root: Path, _: str) -> Iterator[Example]:
    """Yield questions over the tables of all sources, drawn by a seed."""
    chance = random.Random(SEED)
    seen = set()
    for group, rows, each in _tables(root):
        if (group, rows) in seen or not 3 <= len(rows) <= 40:
            continue
        seen.add((group, rows))
        for _n in range(each):
            made = _asked(rows, chance)
            if made is not None:
                question, answers = made
                yield Example(question, rows, frozenset(answers), answers, "composed", group, rows=True)


def _tables(root: Path) -> Iterator[tuple[str, tuple[str, ...], int]]:
    for example in aitqa(root / "aitqa", "all"):
        yield example.group, example.sentences, EACH_OF_REPORTS
    for example in (*wikitables(root / "wikitablequestions", ""), *fetaqa(root / "fetaqa", "dev_test")):
        yield example.group, example.sentences, EACH
    for row in lines(root / "tatqa_train_part" / "train.jsonl.gz"):
        for chunk in row["sentences"]:
            if chunk.lstrip().startswith("|"):
                yield row["context"][:80], tuple(report_rows(chunk)), EACH_OF_REPORTS


def _asked(rows: tuple[str, ...], chance: random.Random) -> tuple[str, dict[int, tuple[Range, ...]]] | None:
    """Return a question over one or two rows, with the cells that it needs; None where the rows drawn have none."""
    at, beside = chance.sample(range(len(rows)), 2)
    own, other = _cells(rows[at]), _cells(rows[beside])
    name, others_name = _name(rows[at]), _name(rows[beside])
    if len(own) < 2 or not name or name == others_name or any(_name(r) == name for n, r in enumerate(rows) if n != at):
        return None
    kind = chance.random()
    dated = [column for column in own if _YEAR.search(column)]
    shared = [column for column in (dated or own) if column in other]
    if kind < 0.5 and len(dated) > 1:
        first, second = chance.sample(dated, 2)
        asked = chance.choice(_CHANGE).format(
            row=name, first=_short(first, own, chance), second=_short(second, own, chance)
        )
        return asked, {at: (own[first], own[second])}
    if kind < 0.3 or not shared or not others_name:
        column = chance.choice(sorted(own))
        return chance.choice(_ONE).format(row=name, column=_short(column, own, chance)), {at: (own[column],)}
    column = chance.choice(shared)
    asked = chance.choice(_TWO).format(row=name, other=others_name, column=_short(column, own, chance))
    return asked, {at: (own[column],), beside: (other[column],)}


def _short(column: str, columns: dict[str, Range], chance: random.Random) -> str:
    """Return a column's name, at times its year alone, where no other column has it."""
    found = _YEAR.search(column)
    if found is None or sum(found.group() in one for one in columns) > 1 or chance.random() < 0.3:
        return column
    return found.group()


def _name(row: str) -> str:
    first = row.split("; ")[0].strip()
    return first.lower() if 2 < len(first) < 60 and ": " not in first and not _NUMERIC.match(first) else ""


def _cells(row: str) -> dict[str, Range]:
    """The cells of a row that are numbers, by their columns."""
    found = {}
    for match in _CELL.finditer(row):
        if match[1] and _NUMERIC.match(match[2]) and len(match[1]) < 40:
            name = match[1].strip().lower()
            found[name] = match.span(2) if name not in found else (0, 0)
    return {name: span for name, span in found.items() if span[1] and name != "year"}
