"""Files of questions, one JSON object a line, and answers written the same way."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Any

from assistant.commands.common import BadUsage

# Line ends to some readers and plain characters to JSON: written as escapes, an answer stays on its line.
_LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a batch."""

    id: str
    question: str
    history: tuple[str, ...] = ()
    document: str | None = None


def read_batch(source: str) -> tuple[Row, ...]:
    """Return the rows of a file, or of standard input for "-". Further fields of a line are left alone.

    The whole batch is read before the first answer, so that a mistake in line 900 costs no waiting.
    Raises BadUsage, naming the line.
    """
    name = "standard input" if source == "-" else source
    try:
        if source == "-":
            raw = sys.stdin.buffer.read()
        else:
            with open(source, "rb") as file:
                raw = file.read()
        # Not splitlines(): only a newline ends a line of JSON; a quoted line separator does not.
        lines = raw.decode("utf-8-sig").split("\n")
    except OSError as error:
        raise BadUsage(f"{name} cannot be read ({error.strerror}); name a file of questions.") from error
    except UnicodeDecodeError as error:
        raise BadUsage(f"{name} is not UTF-8 text; save it as UTF-8 and try again.") from error
    rows = tuple(_row(line, f"{name}, line {number}") for number, line in enumerate(lines, 1) if line.strip())
    if not rows:
        raise BadUsage(f'{name} holds no question; write one object a line: {{"id": "1", "question": "..."}}.')
    return rows


def to_json(value: dict[str, Any], *, indent: int | None = None) -> str:
    """Return JSON that is one line without `indent`, whatever the quotes in it hold."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    for char, escape in _LINE_ENDS.items():
        text = text.replace(char, escape)
    return text


def _row(line: str, where: str) -> Row:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadUsage(f"{where}: not JSON ({error}).") from error
    if not isinstance(value, dict):
        raise BadUsage(f"{where}: expected an object with id and question, got {type(value).__name__}.")
    history = value.get("history")
    history = [] if history is None else history
    if not isinstance(history, list) or not all(isinstance(turn, str) for turn in history):
        raise BadUsage(f"{where}: history must be a list of texts.")
    document = value.get("document")
    if document is not None and not isinstance(document, str):
        raise BadUsage(f"{where}: document must be the id of an article.")
    return Row(_text(value, "id", where), _text(value, "question", where), tuple(history), document)


def _text(value: dict[str, Any], field: str, where: str) -> str:
    text = value.get(field)
    if field == "id" and isinstance(text, int) and not isinstance(text, bool):
        return str(text)
    if not isinstance(text, str):
        raise BadUsage(f"{where}: {field} is missing." if text is None else f"{where}: {field} must be text.")
    return text
