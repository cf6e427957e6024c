"""What the figures of annual reports are worth: TAT-QA and FinQA, answered by the product.

    python benchmarks/public_figures.py ../shared/evals/public

Prints exact matches by operation, and how many gold answers the product's arithmetic reproduces from the gold
operands; with --failures what was expected and what came. The exit status is 1 where a share lies below its floor.
With --data the embeddings are kept, so that a second run takes less time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import public_sets as sets
from public_gold import finqa_given, tatqa_given
from public_predicted import Prediction, predicted
from public_report import Row, report
from public_scores import finqa_match, tatqa_f1, tatqa_match
from public_sets import Asked

from documents.figures.types import Figure

ALL = "ALL"
# Shares of exact matches that must be reached. A floor only rises.
FLOORS = {"tatqa": Decimal("0.48"), "finqa": Decimal("0.21")}
READ: dict[str, Callable[[Path, Path], list[Asked]]] = {"tatqa": sets.tatqa, "finqa": sets.finqa}
MATCH: dict[str, Callable[[Asked, Prediction], bool]] = {"tatqa": tatqa_match, "finqa": finqa_match}
GIVEN: dict[str, Callable[[Asked, tuple[Figure, ...]], bool]] = {
    "tatqa": lambda asked, figures: tatqa_match(asked, tatqa_given(asked)),
    "finqa": lambda asked, figures: finqa_match(asked, finqa_given(asked, figures), exactly=True),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question, what came, and whether that is right."""

    asked: Asked
    got: Prediction
    text: str
    right: bool
    f1: Decimal
    given: bool | None  # whether the answer is reproduced from the gold operands; None where it has none


def main() -> int:
    """Return 0 where every floor is reached, else 1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("public", type=Path, help="the folder that holds tatqa/ and finqa/")
    parser.add_argument("--only", choices=sorted(READ), help="one set")
    parser.add_argument("--group", help="one operation")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="print N failures of each set")
    parser.add_argument("--report", type=Path, help="write before and after by operation to this file (both sets)")
    parser.add_argument("--data", type=Path, help="keep the indexes here (default: a scratch folder)")
    options = parser.parse_args()
    status = 0
    results: dict[str, list[Row]] = {}
    with tempfile.TemporaryDirectory(prefix="public-") as scratch:
        for name in READ if options.only is None else (options.only,):
            outcomes = answered(name, options.public, Path(scratch), options.data or Path(scratch), options.group)
            results[name] = rows(outcomes)
            show(name, outcomes, results[name])
            for outcome in [one for one in outcomes if one.given is False]:
                print(f"{name}: not reproduced from its gold operands: {outcome.asked.id}", file=sys.stderr)
                status = 1
            for outcome in [one for one in outcomes if not one.right][: options.failures]:
                show_failure(outcome)
            share = Decimal(sum(one.right for one in outcomes)) / len(outcomes)
            if options.group is None and share < FLOORS[name]:
                print(f"{name}: {100 * share:.1f} % is below its floor of {100 * FLOORS[name]:.0f} %", file=sys.stderr)
                status = 1
    if options.report is not None and set(results) == set(READ):
        options.report.parent.mkdir(parents=True, exist_ok=True)
        options.report.write_text(report(results), encoding="utf-8")
    return status


def answered(name: str, public: Path, scratch: Path, data: Path, group: str | None) -> list[Outcome]:
    """Answer the questions of a set, each asked of its own page."""
    from assistant.pipeline import Assistant
    from index.update import update

    pages = scratch / name
    questions = READ[name](public / name, pages)
    update(pages, data / f"{name}-index", force=True)  # of a kept index only the embeddings are used again
    assistant = Assistant.open(pages, data / f"{name}-index")
    by_document: dict[str, list[int]] = {}
    for at, figure in enumerate(assistant.figures):
        by_document.setdefault(figure.document, []).append(at)
    outcomes = []
    for asked in questions:
        if group not in (None, asked.group):
            continue
        answer = assistant.ask(asked.question, document=asked.document)
        own = tuple(assistant.figures[at] for at in by_document.get(asked.document, ()))
        got = predicted(answer, own)
        reproduced = GIVEN[name](asked, own) if asked.program else None
        outcomes.append(Outcome(asked, got, answer.text, MATCH[name](asked, got), tatqa_f1(asked, got), reproduced))
    return outcomes


def rows(outcomes: list[Outcome]) -> list[Row]:
    """Return right answers by operation, and of all last."""
    found: list[Row] = []
    for group in [*sorted({one.asked.group for one in outcomes}), ALL]:
        own = [one for one in outcomes if group in (ALL, one.asked.group)]
        given = [one.given for one in own if one.given is not None]
        again = f"{sum(given)} of {len(given)}" if given else ""
        found.append((group, sum(one.right for one in own), len(own), again))
    return found


def show(name: str, outcomes: list[Outcome], found: list[Row]) -> None:
    """Print a table of exact matches by operation."""
    print(f"\n{name}: {len(outcomes)} questions\n")
    print("| operation | right | of | exact match | F1 | from gold operands |\n|---|---|---|---|---|---|")
    for group, right, total, again in found:
        own = [one.f1 for one in outcomes if group in (ALL, one.asked.group)]
        f1 = f"{100 * sum(own, Decimal(0)) / total:.1f} %" if name == "tatqa" else ""
        print(f"| {group} | {right} | {total} | {Decimal(100 * right) / total:.1f} % | {f1} | {again} |")


def show_failure(outcome: Outcome) -> None:
    """Print one question with what was expected and what came."""
    asked = outcome.asked
    print(f"\n[{asked.group}] {asked.document} {asked.question}\n  gold: {asked.gold} {asked.scale} ({asked.program})")
    print(f"  got:  {outcome.got.number} {outcome.got.spans}\n  text: {outcome.text[:300]}")


if __name__ == "__main__":
    sys.exit(main())
