"""An evaluation as lines for a terminal or a log."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.evals.floors import Floors, percent, shown
from assistant.evals.types import Evaluation, Judged, Measure

if TYPE_CHECKING:
    from assistant.evals.compare import Comparison

_WIDE = 30  # characters for a measure's name
_SHOWN_IDS = 8


def table(evaluation: Evaluation, floors: Floors) -> Iterator[str]:
    """Yield a line for the set and one for each measure, beside its floor."""
    asked = len(evaluation.judged)
    yield f"{evaluation.name}: {asked:,} question{'' if asked == 1 else 's'}"
    for measure in evaluation.measures:
        floor = floors.get(measure.name)
        yield f"  {measure.name:{_WIDE}} {figures(measure)}{_floor(measure, floor)}"
    if evaluation.latency is not None:
        yield f"  seconds an answer               p50 {evaluation.latency.p50:.3f}, p95 {evaluation.latency.p95:.3f}"


def figures(measure: Measure) -> str:
    """Return a measure's figures in columns: right and all of them, then the share."""
    if measure.counted or measure.right is None:
        return f"{shown(measure) if measure.counted else f'{measure.value:.3f}':>9}" + (
            "" if measure.counted else f"   over {measure.of}"
        )
    return f"{measure.right:4}/{measure.of:<4} {shown(measure):>8}"


def _floor(measure: Measure, floor: Decimal | None) -> str:
    if floor is None:
        return ""
    if measure.lower:
        return f"   at most {floor.normalize():f}"
    return f"   floor {percent(floor) if measure.right is not None else floor}"


def failures(evaluation: Evaluation, most: int) -> Iterator[str]:
    """Yield the first failing questions with what was expected and what came."""
    failing = [one for one in evaluation.judged if one.passed is False]
    for one in failing[:most]:
        yield ""
        yield from failure(one)
    if 0 < most < len(failing):
        yield ""
        yield f"  {len(failing) - most} more fail; --failures {len(failing)} shows all."


def failure(one: Judged) -> Iterator[str]:
    """Yield what is wrong with one answer."""
    row = one.row
    wrong = ", ".join(part for part, right in one.parts.items() if not right)
    yield f"  {row.id} [{wrong}] {' > '.join((*row.history, row.question))}"
    expected = row.answer or ("a refusal" if row.refuse else ", ".join(f"{n.value:,f} {n.unit}" for n in row.numbers))
    yield f"    expected: {expected}"
    for piece in row.evidence if one.parts.get("evidence") is False else ():
        yield f"    to cite:  {' '.join(piece.split())}"
    answer = one.answer or {}
    yield f"    got:      ({answer.get('status')}) {' '.join(str(answer.get('text')).split())[:400]}"


def changes(than: Comparison) -> Iterator[str]:
    """Yield what changed since the earlier run, with the chance that nothing did."""
    yield f"compared with the earlier run on {than.shared} questions both asked"
    if than.only_before or than.only_now:
        yield f"  {than.only_before} are gone, {than.only_now} are new or asked in other words"
    if not than.changed:
        yield "  no question came out differently"
    for change in than.changed:
        sure = "unlikely to be chance" if change.significant else "may be chance"
        moved = " -> ".join(change.moved)
        yield (
            f"  {change.measure:{_WIDE}} {moved}   {len(change.won)} better, {len(change.lost)} worse; "
            f"p = {change.p:.3f} ({change.test}): {sure}"
        )
    passed = next((change for change in than.changed if change.measure == "ALL"), None)
    for word, ids in (("now right", passed.won), ("now wrong", passed.lost)) if passed is not None else ():
        if ids:
            more = f" and {len(ids) - _SHOWN_IDS} more" if len(ids) > _SHOWN_IDS else ""
            yield f"  {word}: {', '.join(ids[:_SHOWN_IDS])}{more}"
