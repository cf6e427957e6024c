"""An evaluation as one HTML page that needs nothing else: no script, no request, light and dark.

Questions, answers and articles are other people's text: everything goes through `escaped`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from importlib import resources
from typing import TYPE_CHECKING

from assistant.evals import measures
from assistant.evals.floors import Floors, falls_short, shown
from assistant.evals.markup import BAR, bar, escaped, items, table
from assistant.evals.page_rows import question_list
from assistant.evals.types import Bin, Evaluation, Judged, Measure

if TYPE_CHECKING:
    from assistant.evals.compare import Comparison

# Nothing is fetched and nothing runs, whatever a quoted article holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_COLUMNS = ("ALL", "refusal", "main_number", "evidence", "assistant recall@10")  # of the table by kind
_SIDE = 200  # of the drawing of the calibration
_EDGE = 34  # around it, for the axes' numbers


def page(evaluation: Evaluation, floors: Floors, below: Sequence[str], than: Comparison | None) -> str:
    """Return the page."""
    style = (resources.files("assistant.evals") / "page.css").read_text(encoding="utf-8")
    parts = (
        _head(evaluation, floors, below),
        _comparison(than),
        _measures(evaluation, floors),
        _groups("By kind of question", "Kind", "kind ", evaluation.judged),
        _groups("By operation", "Operation", "op ", evaluation.judged),
        _calibration(evaluation.reliability, evaluation.measure(measures.CALIBRATION)),
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


def _measures(evaluation: Evaluation, floors: Floors) -> str:
    """Return the tables of measures, one a subject."""
    found = [one for one in evaluation.measures if not one.name.startswith(("kind ", "op "))]
    ranked = [one for one in found if "@" in one.name]
    worst = [one for one in found if one.counted]
    rest = [one for one in found if one not in ranked and one not in worst]
    parts = []
    if rest:
        parts.append("<h2>Answers</h2>\n" + _table("What share of the answers is right, by part", rest, floors))
    if worst:
        parts.append(
            "<h2>The two errors that cost trust</h2>\n"
            + _table(
                "Answers that should have been refusals, and refusals that should have been answers", worst, floors
            )
        )
    if ranked:
        about = (
            "<p>“assistant” is the order in which the assistant takes sentences for evidence, “index” what a search of "
            "the index alone finds; in a collection, “passage” and “sentence” are the levels searched.</p>"
        )
        parts.append(
            f"<h2>Retrieval</h2>\n{about}\n" + _table("Where what answers stands in the ranking", ranked, floors)
        )
    return "\n".join(parts)


def _table(caption: str, chosen: Iterable[Measure], floors: Floors) -> str:
    rows = [_cells(one, floors.get(one.name)) for one in chosen]
    return table(caption, ("Measure", "Value", BAR, "Right", "Of", "Floor"), rows)


def _cells(one: Measure, floor: Decimal | None) -> tuple[str, ...]:
    short = floor is not None and falls_short(one, floor)
    mark = (
        ' <span class="bad">missed</span>' if short else ' <span class="good">met</span>' if floor is not None else ""
    )
    limit = "" if floor is None else f"{'at most ' if one.lower else ''}{floor.normalize():f}{mark}"
    drawn = "" if one.counted else bar(one.value, None if floor is None else float(floor))
    value = f"{one.value:.0f}" if one.counted else shown(one) if one.right is not None else f"{one.value:.3f}"
    right = "" if one.right is None or one.counted else str(one.right)
    return escaped(one.name), value, drawn, right, str(one.of), limit


def _groups(title: str, head: str, prefix: str, judged: Sequence[Judged]) -> str:
    """Return a table of one line for each kind or operation, "" where only one is asked."""
    names = sorted({name for one in judged for name in one.scores if name.startswith(prefix)})
    if len(names) < 2:
        return ""
    rows = []
    for name in names:
        found = {m.name: m for m in measures.measures([one for one in judged if name in one.scores])}
        cells = [_cell(found.get(column)) for column in _COLUMNS]
        rows.append((escaped(name.removeprefix(prefix)), str(found[name].of), *cells))
    columns = [column.replace("ALL", "all right").replace("_", " ") for column in _COLUMNS]
    return f"<h2>{title}</h2>\n" + table(f"Shares, {title.lower()}", (head, "Asked", *columns), rows)


def _cell(measure: Measure | None) -> str:
    return "–" if measure is None else f"{100 * measure.value:.0f} %"


def _calibration(bins: Sequence[Bin], error: Measure | None) -> str:
    if error is None:
        return ""
    rows = [
        (f"{one.low:.1f} to {one.high:.1f}", str(one.questions), f"{one.confidence:.3f}", f"{one.answerable:.3f}")
        for one in bins
    ]
    head = ("Confidence", "Questions", "Its mean", "Share answerable")
    return (
        "<h2>Calibration</h2>\n<p>Each answer tells how likely the articles are to hold what was asked. The expected "
        f"calibration error, how far that lies from what was so, is {error.value:.3f}.</p>\n{_drawing(bins)}\n"
        + table("Reliability: confidence beside what was answerable", head, rows)
    )


def _drawing(bins: Sequence[Bin]) -> str:
    """Return the reliability diagram: a dot a bin, larger where more questions lie in it."""
    most = max(one.questions for one in bins)
    dots = "".join(
        f'<circle class="dot" cx="{_EDGE + _SIDE * one.confidence:.1f}" '
        f'cy="{_EDGE + _SIDE * (1 - one.answerable):.1f}" r="{3 + 5 * (one.questions / most) ** 0.5:.1f}"/>'
        for one in bins
    )
    low, high = _EDGE, _EDGE + _SIDE
    return (
        f'<figure><svg viewBox="0 0 {2 * _EDGE + _SIDE} {2 * _EDGE + _SIDE}" role="img" '
        'aria-label="Reliability diagram; the table below holds its numbers">'
        f'<rect class="axis" x="{low}" y="{low}" width="{_SIDE}" height="{_SIDE}"/>'
        f'<line class="ideal" x1="{low}" y1="{high}" x2="{high}" y2="{low}"/>{dots}'
        f'<text x="{low}" y="{high + 14}">0</text><text x="{high - 4}" y="{high + 14}">1</text>'
        f'<text x="{low + 60}" y="{high + 26}">confidence</text>'
        f'<text x="{low - 12}" y="{high}">0</text><text x="{low - 12}" y="{low + 8}">1</text>'
        f'<text x="{low}" y="{low - 8}">share answerable</text></svg>'
        "<figcaption>On the dashed line, confidence is what it says.</figcaption></figure>"
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
            f"{change.before:.3f}",
            f"{change.now:.3f}",
            str(len(change.won)),
            str(len(change.lost)),
            f"{change.p:.3f}",
            "unlikely" if change.significant else "possible",
        )
        for change in than.changed
    ]
    head = ("Measure", "Before", "Now", "Better", "Worse", "p", "Chance")
    passed = next((change for change in than.changed if change.measure == "ALL"), None)
    moved = ""
    if passed is not None:
        told = (("Now right", passed.won), ("Now wrong", passed.lost))
        moved = items(f"{word}: {escaped(', '.join(ids))}" for word, ids in told if ids)
    return f"{about}</p>\n{table('What changed, and whether chance explains it', head, rows)}\n{moved}"


def _notes(notes: Sequence[str]) -> str:
    return "<h2>Notes</h2>\n" + items(map(escaped, notes)) if notes else ""
