"""How often all figures that an answer is worked out from stand among the first five for a question.

    python benchmarks/operands.py ../shared/evals/public

TAT-QA's derivations and FinQA's programs name the operands of each gold answer; the figures of the page are ranked as
the product ranks them before it calculates. A number that the page states more than once counts wherever it stands.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import public_sets as sets
from public_sets import Asked

from assistant.followups import follow
from assistant.pipeline import Assistant
from documents.figures.types import Figure
from index.update import update

FIRST = 5
READ = {"tatqa": sets.tatqa, "finqa": sets.finqa}
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_STEP = re.compile(r"\w+\(([^()]*)\)")


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("public", type=Path, help="the folder that holds tatqa/ and finqa/")
    parser.add_argument("--data", type=Path, help="keep the indexes here (default: a scratch folder)")
    options = parser.parse_args()
    print("| set | questions | all operands read | all among the first five | each operand |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="operands-") as scratch:
        for name in READ:
            cells = measured(name, *prepared(name, options.public, Path(scratch), options.data or Path(scratch)))
            print(f"| {name} | {cells[0]:.0f} | {cells[1]:.3f} | {cells[2]:.3f} | {cells[3]:.3f} |", flush=True)


def prepared(name: str, public: Path, scratch: Path, data: Path) -> tuple[Assistant, list[Asked]]:
    """Return the pages of a set, indexed, and its questions."""
    pages = scratch / name
    questions = READ[name](public / name, pages)
    update(pages, data / f"{name}-index")
    return Assistant.open(pages, data / f"{name}-index"), questions


def measured(name: str, assistant: Assistant, questions: Sequence[Asked]) -> tuple[float, float, float, float]:
    """Return how many questions name their operands, and the three shares of them."""
    count = read = complete = 0
    each: list[float] = []
    for asked in questions:
        # What the page does not have as a number is a constant: the 2 of an average, the 100 of a percentage.
        there = set(map(number, _NUMBER.findall(assistant._articles[asked.document].text)))
        wanted = operands(name, asked) & there
        if not wanted:
            continue
        ranked = ranking(assistant, asked)
        found = [number in {value(figure) for figure in ranked[:FIRST]} for number in wanted]
        count += 1
        read += wanted <= {value(figure) for figure in ranked}
        complete += all(found)
        each += map(float, found)
    return count, read / count, complete / count, sum(each) / len(each)


def operands(name: str, asked: Asked) -> frozenset[Decimal]:
    """Return the numbers that a gold answer is worked out from; none where it takes a whole row, or counts."""
    if name == "tatqa":
        return (
            frozenset(map(number, _NUMBER.findall(asked.program)))
            if asked.numeric and "##" not in asked.program
            else frozenset()
        )
    if "table_" in asked.program:
        return frozenset()
    parts = [part.strip() for step in _STEP.findall(asked.program) for part in step.split(",")]
    return frozenset(number(part) for part in parts if not part.startswith(("#", "const_")) and _NUMBER.search(part))


def ranking(assistant: Assistant, asked: Asked) -> Sequence[Figure]:
    """Return the figures of a page as they are ranked before a calculation, best first."""
    question = follow(asked.question, (), assistant.corpus.lexicon)
    return [candidate.figure for candidate in assistant._case(question, asked.document).anything]


def value(figure: Figure) -> Decimal | None:
    """Return the number that a figure is written with, whatever its scale and sign."""
    found = _NUMBER.search(figure.quantity.surface)
    return number(found.group()) if found else None


def number(written: str) -> Decimal:
    """Return what is written as a number, without sign, mark or separators."""
    found = _NUMBER.search(written)
    assert found is not None
    return Decimal(found.group().replace(",", "")).normalize()


if __name__ == "__main__":
    main()
