"""Judges one answer to one question, part by part: right or wrong, never a degree.

The rules are told in docs/evals.md. What is counted over many questions is in `measures.py`.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from assistant.evals.stated import is_stated, signs
from assistant.evals.types import AnswerJson, Row

# Status "missing" is nobody's: neither an answer nor a refusal.
MISSING: AnswerJson = {"status": "missing", "text": "", "citations": (), "caveats": (), "calculation": None}

_HEDGE = re.compile(
    r"\b(?:approx|about|at least|at most|more than|over|under|up to|assum|average|not|estimat|forecast)"
)
ENOUGH = Decimal("0.7")  # of the words of a piece of evidence, in one quote
_SAME = Decimal("0.6")  # of the words of a gold answer that has no number
_STOP = (
    "a an and are as at be but by for from has have had in into is it its not no of on or so than that the their them "
    "then there these they this those to was were what when where which who whom whose why with about also"
)


def judge(row: Row, answer: AnswerJson) -> dict[str, bool]:
    """Return the parts of the row that apply, each right or wrong; `main_number` is part of `numbers`."""
    quotes = [citation["quote"] for citation in answer["citations"]]
    formula = (answer["calculation"] or {}).get("formula", "")
    statement = folded(" ".join((answer["text"], *answer["caveats"], formula)))
    parts = {"refusal": (answer["status"] == "not_found") == row.refuse and answer is not MISSING}
    if row.numbers:
        stated = [is_stated(number, statement) for number in row.numbers]
        parts |= {"main_number": stated[0], "numbers": all(stated)}
    elif row.answer and not row.refuse:
        gold = words(row.answer)
        parts["words"] = len(gold & words(answer["text"] + " " + " ".join(quotes))) >= _SAME * len(gold)
    if row.evidence:
        parts["evidence"] = all(any(covers(quote, piece) for quote in quotes) for piece in row.evidence)
    if row.must_not:
        parts["must_not"] = not any(says(answer["text"], wrong) for wrong in row.must_not)
    if row.caveat and not row.refuse:
        parts["caveat"] = bool(answer["caveats"]) or bool(_HEDGE.search(statement))
    return parts


def covers(quote: str, piece: str) -> bool:
    """Say whether a quote holds a piece of evidence, or most of its words and every one of its numbers."""
    if says(quote, piece):
        return True
    gold = words(piece)
    enough = len(gold) > 0 and len(gold & words(quote)) >= ENOUGH * len(gold)
    return enough and signs(folded(piece)) <= signs(folded(quote))


def supports(quote: str, piece: str) -> bool:
    """Say whether a quote covers a piece of evidence or is itself a part of it: one sentence of two."""
    return covers(quote, piece) or (bool(words(quote)) and says(piece, quote))


def says(text: str, wrong: str) -> bool:
    """Say whether the text holds the words as whole words and whole numbers: 188 is not in 1,188 or 188.5."""
    return re.search(rf"(?<![\w.,]){re.escape(folded(wrong))}(?!\w|[.,]\d)", folded(text)) is not None


def words(text: str) -> set[str]:
    """Return the words that carry content, numbers included."""
    return set(re.findall(r"[a-z0-9][a-z0-9.'-]*[a-z0-9]|[a-z0-9]", folded(text))) - set(_STOP.split())


def folded(text: str) -> str:
    """Return the text in lower case with one kind of space, dash and quotation mark, citation markers left out."""
    plain = unicodedata.normalize("NFKC", text).translate(str.maketrans("’‘“”–—−", "''\"\"---"))
    return " ".join(re.sub(r"\[\d+\]|[*_`]", "", plain).lower().split())
