"""The questions of an evaluation on its page: those that fail opened to what was expected and what came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.evals import judge
from assistant.evals.markup import escaped
from assistant.evals.measures import confidence_of
from assistant.evals.types import Judged


def question_list(judged: Sequence[Judged]) -> str:
    """Return the failing questions, then the others, each to be opened; "" where no answer was judged."""
    failing = [one for one in judged if one.passed is False]
    passing = [one for one in judged if one.passed]
    parts = []
    if failing:
        parts.append(f"<h2>Questions that fail ({len(failing)})</h2>\n" + "\n".join(map(_details, failing)))
    if passing:
        parts.append(f"<h2>Questions that pass ({len(passing)})</h2>\n" + "\n".join(map(_details, passing)))
    return "\n".join(parts)


def _details(one: Judged) -> str:
    row = one.row
    wrong = [part for part, right in one.parts.items() if not right]
    marks = "".join(
        f'<span class="tag">{escaped(part)}</span>' for part in (row.id, row.kind, *([row.op] if row.op else []))
    )
    asked = " › ".join(f"<bdi>{escaped(turn)}</bdi>" for turn in (*row.history, row.question))
    why = f' <span class="bad">{escaped(", ".join(wrong))}</span>' if wrong else ""
    return f"<details>\n<summary>{marks}{asked}{why}</summary>\n<dl>\n{''.join(_told(one))}</dl>\n</details>"


def _told(one: Judged) -> Iterator[str]:
    row, answer = one.row, one.answer or {}
    yield _entry("Expected", [f"<p>{escaped(_expected(one))}</p>"])
    quotes = [citation["quote"] for citation in answer.get("citations", ())]
    if row.evidence:
        pieces = [(piece, any(judge.covers(quote, piece) for quote in quotes)) for piece in row.evidence]
        yield _entry("To be cited", [_quote(piece, "" if cited else "not cited") for piece, cited in pieces])
    if row.must_not:
        yield _entry("Must not say", [f"<p>{escaped('; '.join(row.must_not))}</p>"])
    if row.caveat:
        yield _entry("To be said as well", [f"<p>{escaped(row.caveat)}</p>"])
    confidence = confidence_of(one.answer)
    sure = "" if confidence is None else f", confidence {confidence:.2f}"
    status = f'<p class="quiet">{escaped(answer.get("status", ""))}{sure}</p>'
    yield _entry("Answer", [status, f"<p>{escaped(answer.get('text', ''))}</p>"])
    if answer.get("caveats"):
        yield _entry("Caveats", [f"<p>{escaped(caveat)}</p>" for caveat in answer["caveats"]])
    if quotes:
        yield _entry("Cited", [_quote(quote, "") for quote in quotes])


def _expected(one: Judged) -> str:
    row = one.row
    numbers = ", ".join(f"{number.value:,f} {number.unit}".strip() for number in row.numbers)
    refusal = "a refusal" if row.refuse else ""
    return "; ".join(part for part in (row.answer, refusal, numbers) if part) or "an answer"


def _quote(text: str, mark: str) -> str:
    said = f' <span class="bad">{mark}</span>' if mark else ""
    return f"<blockquote><bdi>{escaped(text)}</bdi>{said}</blockquote>"


def _entry(term: str, lines: Sequence[str]) -> str:
    return f"<dt>{term}</dt>\n<dd>{''.join(lines)}</dd>\n"
