"""How well the assistant tells what the articles answer from what they do not.

    python benchmarks/answerability.py ../shared/evals/public --report benchmarks/results/answerability.md

Asks the questions of squad2 of its articles, near misses included, questions on annual reports of the same articles,
and the sets of tests/evals. `--fit FOLDER` prints the weights that squad2 paragraphs of other articles give.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from assistant.evals.measures import BINS
from assistant.pipeline import Assistant
from benchmarks import answerability_fit, retrieval_sets
from benchmarks.answerability_sets import Outcome, far_off, outcome, own, squad2
from benchmarks.retrieval_measures import auroc
from index.cache import EmbeddingCache

HEAD = """# What the articles answer and what they do not

Written by `python benchmarks/answerability.py ../shared/evals/public --report benchmarks/results/answerability.md`.
AUROC: the chance that a question with an answer scores above one without. The weights of the product
(`assistant/vocabulary/confidence.toml`) are fitted on five other articles of SQuAD 2.0 with their near misses
(`--fit`); the bars above which a sentence is quoted were set with these questions in view.
"""


def main() -> None:
    """Measure, print and write the tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("public", type=Path, help="the folder that holds squad2/, tatqa/, finqa/ and multihop/")
    arguments.add_argument("--fit", type=Path, metavar="FOLDER", help="squad2 paragraphs to fit weights on")
    arguments.add_argument("--report", type=Path, help="a file that the tables are written to")
    given = arguments.parse_args()
    found = [HEAD]
    with tempfile.TemporaryDirectory(prefix="answerability-") as scratch:
        if given.fit:
            print(fitted(given.fit, Path(scratch, "fit")), flush=True)
        for part in tables(given.public, Path(scratch)):
            print(part, flush=True)
            found.append(part)
    if given.report:
        given.report.write_text("\n".join(found), encoding="utf-8")


def tables(public: Path, scratch: Path) -> Iterator[str]:
    """The parts of the report."""
    where, asked = squad2(public / "squad2", scratch)
    assistant = Assistant.open(where, scratch / "data")
    near = [outcome(assistant, one) for one in asked]
    far = [outcome(assistant, one) for one in far_off(public)]
    yield told_apart(near, far)
    yield answered(near, far)
    yield null_queries(public / "multihop", EmbeddingCache(scratch / "embeddings.sqlite3"))
    yield reliability("the sets that ship and were developed on", list(own(scratch / "own")))
    yield reliability("squad2, half of it near misses", near)


def told_apart(near: Sequence[Outcome], far: Sequence[Outcome]) -> str:
    """AUROC of answerable questions against near misses and against another matter, by what tells them."""
    held = [one for one in near if one.asked.holds]
    rows = ["## Told apart (AUROC)\n", "| by | near misses of squad2 | questions on annual reports |", "|---|---|---|"]
    for name, value in (
        ("the nearest sentence's cosine", lambda one: one.nearest),
        ("the likeliest sentence", lambda one: one.sentence),
        ("confidence", lambda one: one.confidence),
    ):
        cells = [
            auroc([value(one) for one in held], [value(one) for one in others if not one.asked.holds])
            for others in (near, far)
        ]
        rows.append(f"| {name} | {cells[0]:.3f} | {cells[1]:.3f} |")
    apart = cross_validated(near)
    held_apart = [value for value, one in zip(apart, near, strict=True) if one.asked.holds]
    others_apart = [value for value, one in zip(apart, near, strict=True) if not one.asked.holds]
    rows.append(f"| the likeliest sentence, weights of the other articles | {auroc(held_apart, others_apart):.3f} | |")
    groups = sorted({one.asked.group for one in near})
    by_group = ", ".join(f"{group.replace('_', ' ')} {_within(near, group):.3f}" for group in groups)
    return "\n".join([*rows, f"\nNear misses by confidence, within each article: {by_group}.\n"])


def cross_validated(near: Sequence[Outcome]) -> list[float]:
    """The log-odds of each question's likeliest sentence, by weights fitted on the other articles alone."""
    weights = {
        group: answerability_fit.sentence([one for one in near if one.asked.group != group])
        for group in sorted({one.asked.group for one in near})
    }
    return [
        weights[one.asked.group]["bias"]
        + sum(weights[one.asked.group][name] * sign for name, sign in one.signs.items())
        for one in near
    ]


def _within(near: Sequence[Outcome], group: str) -> float:
    own_group = [one for one in near if one.asked.group == group]
    held = [one.confidence for one in own_group if one.asked.holds]
    return auroc(held, [one.confidence for one in own_group if not one.asked.holds])


def answered(near: Sequence[Outcome], far: Sequence[Outcome]) -> str:
    """How many questions of each sort got an answer, in full or in part."""
    rows = ["## Answered\n", "| questions | asked | answered | in part | refused |", "|---|---|---|---|---|"]
    for name, group in (
        ("that the articles answer", [one for one in near if one.asked.holds]),
        ("near misses", [one for one in near if not one.asked.holds]),
        ("on annual reports", list(far)),
    ):
        counts = [sum(one.status == status for one in group) for status in ("answered", "partial", "not_found")]
        cells = " | ".join(f"{count} ({100 * count / len(group):.1f} %)" for count in counts)
        rows.append(f"| {name} | {len(group)} | {cells} |")
    return "\n".join([*rows, ""])


def null_queries(folder: Path, cache: EmbeddingCache) -> str:
    """Questions over several articles that none of the facts answers, against those that some do."""
    world = retrieval_sets.multihop(folder, cache)
    best: dict[bool, list[float]] = {True: [], False: []}
    for one in world.asked:
        score = world.index.relevance(one.text, "passage").score
        best[bool(one.gold)].append(float(score.max()) if len(score) else 0.0)
    value = auroc(best[True], best[False])
    counted = f"{len(best[True])} questions with an answer and {len(best[False])} null queries"
    return f"## Null queries of multihop\n\nBy the score of the best fact, {counted}: AUROC {value:.3f}.\n"


def reliability(name: str, outcomes: Sequence[Outcome]) -> str:
    """How often questions of each confidence are answerable, and the expected calibration error."""
    told = np.array([one.confidence for one in outcomes])
    held = np.array([one.asked.holds for one in outcomes], float)
    bins = np.minimum((told * BINS).astype(int), BINS - 1)
    rows = [f"## Reliability: {name}\n", "| confidence | questions | mean | answerable |", "|---|---|---|---|"]
    error = 0.0
    for at in sorted(set(bins.tolist())):
        here = bins == at
        error += float(abs(told[here].mean() - held[here].mean()) * here.sum() / len(told))
        cells = f"{int(here.sum())} | {told[here].mean():.3f} | {held[here].mean():.3f}"
        rows.append(f"| {at / BINS:.1f} to {(at + 1) / BINS:.1f} | {cells} |")
    return "\n".join([*rows, f"\nExpected calibration error: {error:.3f} over {len(told)} questions.\n"])


def fitted(folder: Path, scratch: Path) -> str:
    """The weights that other articles of squad2 and our own sets give, as tables of confidence.toml."""
    where, asked = squad2(folder, scratch)
    assistant = Assistant.open(where, scratch / "data")
    parts = {
        "sentence": answerability_fit.sentence(_signed(outcome(assistant, one) for one in asked)),
        "answer": answerability_fit.answer(_signed(own(scratch / "own"))),
    }
    return "\n\n".join(
        "\n".join((f"[{name}]", *(f"{sign} = {weight}" for sign, weight in weights.items())))
        for name, weights in parts.items()
    )


def _signed(outcomes: Iterator[Outcome]) -> list[Outcome]:
    return [one for one in outcomes if one.signs]


if __name__ == "__main__":
    main()
