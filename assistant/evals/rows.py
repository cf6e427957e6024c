"""Read a file of questions: one JSON object a line. A mistake is told with its line and what belongs there."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.evals.types import EvalError, Number, Row, Rows

_FIELDS = tuple(field.name for field in fields(Row))
_CHECKS = ("answer", "numbers", "evidence", "must_not", "caveat", "refuse")  # what a right answer can be asked for
_SHOWN = 60  # characters of a wrong value that a message repeats


def read_rows(path: Path) -> Rows:
    """Return the questions of a file; raises EvalError, naming the line."""
    rows: list[Row] = []
    lines: dict[str, int] = {}
    for number, value in json_lines(path):
        where = f"{path.name}, line {number}"
        row = row_of(value, where)
        if row.id in lines:
            raise EvalError(f"{where}: the id {row.id!r} is that of line {lines[row.id]}; give each question its own.")
        lines[row.id] = number
        rows.append(row)
    if not rows:
        raise EvalError(
            f'{path.name} holds no question; write one object a line: {{"id": "1", "question": "...", "evidence": '
            '["a sentence of the article"]}.'
        )
    return Rows(tuple(rows))


def json_lines(path: Path) -> list[tuple[int, dict[str, Any]]]:
    """Return the objects of a JSON lines file with their line numbers, numbers as Decimal; raises EvalError."""
    try:
        # Not splitlines(): only a newline ends a line of JSON; a quoted line separator does not.
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise EvalError(f"{path.name} is not UTF-8 text; save it as UTF-8 and try again.") from error
    except OSError as error:
        raise EvalError(f"{path}: {error.strerror}; name a file of questions, one JSON object a line.") from error
    found: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path.name}, line {number}"
        try:
            value = json.loads(line, parse_float=Decimal)
        except (ValueError, RecursionError) as error:
            raise EvalError(
                f"{where}: not JSON ({error}); write one object a line, keys and texts in quotes."
            ) from error
        if not isinstance(value, dict):
            raise EvalError(f"{where}: an object with id and question is needed, not {_shown(value)}.")
        found.append((number, value))
    return found


def row_of(value: dict[str, Any], where: str) -> Row:
    """Return one question; raises EvalError with the place, the field and what it should be."""
    _known(value, _FIELDS, where, "a question")
    given = {name: _READ[name](value[name], f"{where}: {name}") for name in _FIELDS if value.get(name) is not None}
    for name in ("id", "question"):
        if not str(given.get(name) or "").strip():
            raise EvalError(f"{where}: {name} is missing; each question needs one.")
    # An explicit false is a check, too: that there is an answer.
    if not any(given.get(name) or given.get(name) is False for name in _CHECKS):
        raise EvalError(f"{where}: nothing says what a right answer is; give one of {', '.join(_CHECKS)}.")
    return Row(**given)


def _known(value: dict[str, Any], fields: tuple[str, ...], where: str, what: str) -> None:
    """Raise EvalError for a field that does not exist: what it asks for would never be checked."""
    for name in sorted(value.keys() - set(fields)):
        near = difflib.get_close_matches(name, fields, n=1)
        meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(fields)}."
        raise EvalError(f"{where}: {_shown(name)} is no field of {what}; {meant}")


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise EvalError(f"{where} must be text in quotes, not {_shown(value)}.")
    return value


def _id(value: Any, where: str) -> str:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(value, where)


def _texts(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise EvalError(f'{where} must be a list of texts, as in ["one", "two"], not {_shown(value)}.')
    return tuple(value)


def _some(value: Any, where: str) -> tuple[str, ...]:
    texts = _texts(value, where)
    if not all(text.strip() for text in texts):
        raise EvalError(f"{where} holds an empty text; fill it or take it out.")
    return texts


def _flag(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise EvalError(f"{where} must be true or false without quotes, not {_shown(value)}.")
    return value


def _numbers(value: Any, where: str) -> tuple[Number, ...]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise EvalError(f'{where} must be a list like [{{"value": 5, "unit": "weeks", "tolerance": 0.01}}].')
    return tuple(_number(one, where) for one in value)


def _number(value: dict[str, Any], where: str) -> Number:
    _known(value, ("value", "unit", "tolerance"), where, "a number")
    return Number(
        _size(value.get("value"), f"{where}: value"),
        _text(value.get("unit", ""), f"{where}: unit"),
        _size(value.get("tolerance", 0), f"{where}: tolerance"),
    )


def _size(value: Any, where: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise EvalError(f"{where} must be a number without quotes, not {_shown(value)}.")
    return Decimal(value)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


_READ: dict[str, Callable[[Any, str], Any]] = {
    "id": _id,
    "question": _text,
    "history": _texts,
    "kind": _text,
    "op": _text,
    "answer": _text,
    "numbers": _numbers,
    "evidence": _some,
    "must_not": _some,
    "caveat": _text,
    "refuse": _flag,
    "document": _text,
}
