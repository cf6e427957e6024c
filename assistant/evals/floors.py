"""Floors: the least that a set must reach, from a TOML file with one table a set.

[my-articles]
ALL = 0.80                      # a share: at least this much
"assistant recall@10" = 0.90    # names with other than letters stand in quotes
calibration_error = 0.10        # less is better, so this is the most
"answered where it must refuse" = 2    # questions, at most
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from assistant.evals.types import EvalError, Evaluation, Latency, Measure

Floors = Mapping[str, Decimal]


def read_floors(path: Path, name: str) -> Floors:
    """Return the floors of a set: those of its table, else those that stand outside of any table.

    Raises EvalError where the file is none, a floor cannot be one, or the set has none.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        raise EvalError(f"{path}: {error.strerror}; name a TOML file of floors.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EvalError(
            f'{path.name} is not TOML: {error}. A floor is a line like ALL = 0.8 or "op sum" = 0.5.'
        ) from error
    tables = {key: value for key, value in found.items() if isinstance(value, dict)}
    chosen = tables.get(name, {key: value for key, value in found.items() if not isinstance(value, dict)})
    if not chosen:
        raise EvalError(
            f"{path.name} has no table [{name}] with floors; it has {', '.join(sorted(tables)) or 'none'}. "
            "Add it, or name another with --name."
        )
    return {key: _floor(value, f"{path.name}: {key}") for key, value in chosen.items()}


def _floor(value: object, where: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite() or value < 0:
        raise EvalError(f"{where} must be a number from 0 upwards, as in 0.8, not {value!r:.40}.")
    return Decimal(value)


def missed(evaluation: Evaluation, floors: Floors) -> tuple[str, ...]:
    """Return a sentence for each floor that is not reached, and for each that belongs to no measure of the set."""
    sentences: list[str] = []
    known = {measure.name: measure for measure in (*evaluation.measures, *timed(evaluation.latency))}
    for name, floor in sorted(floors.items()):
        measure = known.get(name)
        if measure is None:
            sentences.append(f"{evaluation.name}: the floor {name} belongs to no measure of this set.")
        elif falls_short(measure, floor):
            limit = (
                f"above the most allowed, {floor.normalize():f}"
                if measure.lower
                else f"below its floor of {_like(measure, floor)}"
            )
            sentences.append(f"{evaluation.name}: {name} is {shown(measure)}, {limit}.")
    return tuple(sentences)


def falls_short(measure: Measure, floor: Decimal) -> bool:
    """Say whether a measure misses its floor; where less is better, the floor is the most allowed."""
    value = Decimal(str(measure.value))
    return value > floor if measure.lower else value < floor


def timed(latency: Latency | None) -> Sequence[Measure]:
    """Return the times as measures, for the owner who sets a limit on them: nothing else judges them."""
    if latency is None:
        return ()
    return (
        Measure("latency_p50", latency.p50, latency.questions, lower=True),
        Measure("latency_p95", latency.p95, latency.questions, lower=True),
    )


def shown(measure: Measure) -> str:
    """Return a measure's value for people: a share in percent, a count as it is, else with three places."""
    if measure.counted:
        return f"{measure.value:.0f} of {measure.of}"
    return _like(measure, Decimal(str(measure.value)))


def _like(measure: Measure, value: Decimal) -> str:
    """Return a value as the measure's own is written."""
    return percent(value) if measure.right is not None else f"{value:.3f}"


def percent(share: Decimal) -> str:
    """Return a share in percent with one place; 0.8 as 80.0 %."""
    return f"{100 * share:.1f} %"
