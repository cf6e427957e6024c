"""An evaluation as one HTML page that needs nothing else: no script, no request, light and dark.

Questions, answers and articles are other people's text: everything goes through `escaped`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import TYPE_CHECKING

from assistant.evals.floors import Floors
from assistant.evals.markup import escaped, items, table
from assistant.evals.measures import CALIBRATION
from assistant.evals.page_measures import calibration, groups, measure_tables
from assistant.evals.page_rows import question_list
from assistant.evals.types import Evaluation

if TYPE_CHECKING:
    from assistant.evals.compare import Comparison

# Nothing is fetched and nothing runs, whatever a quoted article holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_CHANCE = "Questions that came out differently, and the probability that it is chance: unlikely below 0.05"


def page(evaluation: Evaluation, floors: Floors, below: Sequence[str], than: Comparison | None) -> str:
    """Return the page."""
    style = (resources.files("assistant.evals") / "page.css").read_text(encoding="utf-8")
    parts = (
        _head(evaluation, floors, below),
        _comparison(than),
        measure_tables(evaluation.measures, floors),
        groups("By kind of question", "Kind", "kind ", evaluation.judged),
        groups("By operation", "Operation", "op ", evaluation.judged),
        calibration(evaluation.reliability, evaluation.measure(CALIBRATION)),
        question_list(evaluation.judged),
        _notes(evaluation.notes),
    )
    body = "\n".join(part for part in parts if part)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Evaluation of {escaped(evaluation.name)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _head(evaluation: Evaluation, floors: Floors, below: Sequence[str]) -> str:
    total = evaluation.measure("ALL")
    asked = f"{len(evaluation.judged):,} questions"
    right = f" {total.right} of {total.of} are right in every part." if total is not None else ""
    if below:
        verdict = f'<p class="verdict bad">{len(below)} of {len(floors)} floors missed</p>\n' + items(
            map(escaped, below)
        )
    elif floors:
        verdict = f'<p class="verdict good">All {len(floors)} floors are met</p>'
    else:
        verdict = '<p class="quiet">No floors were given.</p>'
    return (
        f"<h1>Evaluation of <bdi>{escaped(evaluation.name)}</bdi></h1>\n<p>{asked}.{right}</p>\n{verdict}\n"
        f'<p class="quiet">Index {escaped(evaluation.generation[:12])}. The same questions, articles and program give '
        "this page again, byte for byte; times are in latency.json.</p>"
    )


def _comparison(than: Comparison | None) -> str:
    if than is None:
        return ""
    about = f"<h2>Since the earlier run</h2>\n<p>{than.shared:,} questions were asked in both."
    if than.only_before or than.only_now:
        about += f" {than.only_before:,} are gone, {than.only_now:,} are new or asked in other words."
    if not than.changed:
        return f"{about} None came out differently.</p>"
    rows = [
        (
            escaped(change.measure),
            *change.moved,
            f"{len(change.won)} / {len(change.lost)}",
            f"{change.p:.3f}" + (" <strong>unlikely</strong>" if change.significant else ""),
        )
        for change in than.changed
    ]
    head = ("Measure", "Before", "Now", "Better / worse", "Chance")
    passed = next((change for change in than.changed if change.measure == "ALL"), None)
    moved = ""
    if passed is not None:
        told = (("Now right", passed.won), ("Now wrong", passed.lost))
        moved = items(f"{word}: {escaped(', '.join(ids))}" for word, ids in told if ids)
    return f"{about}</p>\n{table(_CHANCE, head, rows)}\n{moved}"


def _notes(notes: Sequence[str]) -> str:
    return "<h2>Notes</h2>\n" + items(map(escaped, notes)) if notes else ""
