"""What a stated share of a stated total comes to."""

from __future__ import annotations

import re
from fractions import Fraction

from assistant.display import capital, operand, stated
from assistant.expression import Convert, Input, apply
from assistant.labels import full, when
from assistant.operations.base import Operands, Operation, cues, fitting
from assistant.operations.share import AMOUNTS
from assistant.operations.times import of_so_many
from assistant.operations.working import working
from assistant.types import Calculation, Question
from assistant.words import fold, stem, stems
from documents.figures.types import Figure


def run(question: Question, operands: Operands) -> Calculation | None:
    if (found := of_so_many(question, operands)) is not None:
        return found
    if (asked := _WORTH.search(fold(question.standalone))) is not None:
        return _worth(stem(asked["whose"]), question, operands)
    shares = [c.figure for c in fitting(operands.whole) if c.figure.quantity.unit == "%"]
    whose = {f"name:{name}" for name in shares[0].subjects} if shares else set()  # the share is theirs, not the total
    spare = {"kind", *whose}
    totals = [c for side in (operands.whole, *operands.sides) for c in side if set(c.lacks) <= spare]
    amounts = [c for c in totals if c.figure.quantity.dimension in AMOUNTS and c.figure.quantity.dimension != "ordinal"]
    if not shares or not amounts:
        return None
    quoted = [c for c in amounts if c.score > 1]  # the question itself quotes the total
    return part_of(shares[0], max(quoted or amounts, key=lambda c: c.score).figure)


_WORTH = re.compile(
    r"\b(?P<whose>[\w-]+)(?:'s|(?<=s)') (?:[\w-]+ )?(?:stake|shares?|holding|part)\b[^?]{0,40}\bworth\b"
)
_OWNING = frozenset(stem(word) for word in ("own", "owner", "hold", "stake", "shareholder", "share"))


def _worth(whose: str, question: Question, operands: Operands) -> Calculation | None:
    """Return what a stake comes to of what the whole is worth: the two may stand in different sections."""
    corpus = operands.corpus
    shares = [c for c in operands.whole if c.figure.quantity.unit == "%"]
    named = question.whole.names
    owned = [c for c in shares if c.figure.subject in named or not set(c.lacks) - {"words", "unit"}]
    stakes = [c for c in owned if _OWNING & set(stems(c.figure.metric))]
    stakes = [c for c in stakes if whose in stems(c.figure.subject or "")]
    stake = stakes[0].figure if stakes else None
    values = [c.figure for c in operands.whole if c.figure.kind == "valuation" and _of_names(c.lacks)]
    if stake is None:
        return None
    told = f"{corpus.text(stake.document, stake.sentence)} {' '.join(stake.subjects)}"
    held = {mention.name for mention in corpus.lexicon.mentions(told)} | set(corpus.main_names(stake.document))
    money = [v for v in values if v.quantity.dimension == "money" and v.document == stake.document]
    alone = len({v.subject for v in money}) == 1
    value = next((v for v in money if v.subject in held or alone), None)
    return part_of(stake, value) if value is not None else None


def _of_names(lacks: tuple[str, ...]) -> bool:
    return all(lack.startswith("name:") or lack == "words" for lack in lacks)


def part_of(share: Figure, total: Figure) -> Calculation | None:
    """Return a stated share of a total, None where that means nothing."""
    work = working((share, total), apply("*", Convert(Input(0), "x", Fraction(1, 100)), Input(1)))
    if work is None:
        return None
    return work.calculation(
        "implied_value",
        f"{capital(work.surface)}: {full(share)} {{0}}, of {stated(total.quantity)}{when(total)} {{1}}.",
        (f"the {operand(share)} apply to the {operand(total)}; the article does not say so",),
    )


OPERATION = Operation(
    "implied_value", "If that share applies to all orders, how many is that?", cues("implied_value"), run
)
