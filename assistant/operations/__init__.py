"""OPERATIONS: every way to calculate, by name. The first whose cues stand in a question is tried.

The order is from the more to the less particular: "how many times longer" is a ratio before it is a comparison.
"""

from __future__ import annotations

from assistant.comparability import refusal
from assistant.corpus import Corpus
from assistant.operations.after_change import OPERATION as AFTER_CHANGE
from assistant.operations.annualise import OPERATION as ANNUALISE
from assistant.operations.asked_for import looked_over
from assistant.operations.average import OPERATION as AVERAGE
from assistant.operations.base import Operands, Operation, apart_in_currency, states, unmeasured
from assistant.operations.compare import OPERATION as COMPARE
from assistant.operations.difference import OPERATION as DIFFERENCE
from assistant.operations.extreme import OPERATION as EXTREME
from assistant.operations.growth import OPERATION as GROWTH
from assistant.operations.implied_part import OPERATION as IMPLIED
from assistant.operations.including import OPERATION as INCLUDING
from assistant.operations.margin import OPERATION as MARGIN
from assistant.operations.midpoint import OPERATION as MIDPOINT
from assistant.operations.net import OPERATION as NET
from assistant.operations.outstanding import OPERATION as OUTSTANDING
from assistant.operations.per_unit import OPERATION as PER_UNIT
from assistant.operations.per_unit import nouns
from assistant.operations.percent_change import OPERATION as PERCENT_CHANGE
from assistant.operations.range_width import OPERATION as WIDTH
from assistant.operations.rank import OPERATION as RANK
from assistant.operations.rate import OPERATION as RATE
from assistant.operations.ratio import OPERATION as RATIO
from assistant.operations.remainder import OPERATION as REMAINDER
from assistant.operations.runway import OPERATION as RUNWAY
from assistant.operations.share import OPERATION as SHARE
from assistant.operations.shortfall import OPERATION as SHORTFALL
from assistant.operations.sum import OPERATION as SUM
from assistant.operations.time_to_reach import OPERATION as TIME_TO_REACH
from assistant.operations.to_go import OPERATION as TO_GO
from assistant.operations.unit_conversion import OPERATION as CONVERSION
from assistant.operations.yearly import asks_yearly, yearly
from assistant.ownership import whose
from assistant.types import Calculation, Draft, Question, Refused
from assistant.words import fold, same_idea, stems, vocabulary

OPERATIONS: dict[str, Operation] = {
    operation.name: operation
    for operation in (
        NET,
        AFTER_CHANGE,
        RANK,
        GROWTH,
        TO_GO,
        SHORTFALL,
        PERCENT_CHANGE,
        MARGIN,
        PER_UNIT,
        RATIO,
        RUNWAY,
        TIME_TO_REACH,
        ANNUALISE,
        IMPLIED,
        OUTSTANDING,
        REMAINDER,
        MIDPOINT,
        WIDTH,
        AVERAGE,
        RATE,
        INCLUDING,
        SUM,
        DIFFERENCE,
        CONVERSION,
        SHARE,
        EXTREME,
        COMPARE,
    )
}


def calculate(question: Question, operands: Operands) -> Calculation | Refused | None:
    """Return what the operation that is asked for gives: a result, why it would mean nothing, or None.

    None says that the articles do not hold the operands.
    """
    if question.operation is None or unmeasured(question):
        return None
    operation = OPERATIONS[question.operation]
    outcome = operation.run(question, operands)
    if isinstance(outcome, Refused):
        return outcome
    if outcome is not None and (looked := looked_over(question, outcome, operands)) is not outcome:
        return looked
    if outcome is not None and outcome.operation in ("percent_change", "difference") and asks_yearly(question):
        return yearly(outcome)
    apart = apart_in_currency(operands, outcome)
    figures = apart or (outcome.inputs if outcome is not None else ())
    reason = refusal(outcome.operation if outcome is not None else operation.name, figures)
    return outcome if reason is None else Refused(reason, figures)


# Kinds of question whose answer is a number; what others ask for may be stated without one.
_MEASURING = ("count", "money", "share", "measure", "duration", "factor", "points", "any")


def lacking(question: Question, draft: Draft, corpus: Corpus) -> str:
    """Return what a calculation that was asked for lacks, "" where none was or where the article states its result.

    It is stated where a quoted sentence says so in words ("on average", "altogether") or in its unit.
    """
    name = question.operation or ""
    if name == "compare" and draft.status == "answered" and (absent := _without(question, draft, corpus)):
        return f"the article gives nothing of the kind for {' and '.join(absent)}"
    needs = str(vocabulary("operations")["needs"].get(name, ""))
    if not needs or draft.status != "answered" or question.expects not in _MEASURING:
        return ""
    quoted = [f for quote in draft.quotes for f in corpus.by_sentence.get((quote.document, quote.sentence), ())]
    if name == "unit_conversion" and any(figure.quantity.unit == question.target_unit for figure in quoted):
        return ""  # it is stated in the unit that is wanted
    texts = [corpus.text(quote.document, quote.sentence) for quote in draft.quotes]
    if name == PER_UNIT.name:
        each = nouns(fold(question.standalone))
        beside = {stemmed for text in texts for stemmed in stems(text)}
        told = not each or any(noun == b or same_idea(noun, b) for noun in each for b in beside)
        return "" if told or any(figure.quantity.per is not None for figure in quoted) else needs
    return "" if any(states(name, text) for text in texts) else needs


def _without(question: Question, draft: Draft, corpus: Corpus) -> tuple[str, ...]:
    """Return those that are compared and of whom an answer with figures says nothing, where it does of others."""
    quoted = [f for quote in draft.quotes for f in corpus.by_sentence.get((quote.document, quote.sentence), ())]
    if not quoted or any(figure.row is not None for figure in quoted):
        return ()
    told = {m.name for q in draft.quotes for m in corpus.lexicon.mentions(corpus.text(q.document, q.sentence))}
    told |= {name for figure in quoted for name in corpus.once(whose, figure).listed}
    told |= {name for figure in quoted for name in corpus.main_names(figure.document)}  # which need not be named
    named = tuple(dict.fromkeys(name for focus in question.foci for name in focus.names))
    absent = tuple(n for n in named if n not in told and not any(corpus.lexicon.related(n, other) for other in told))
    return absent if len(absent) < len(named) else ()


__all__ = ["OPERATIONS", "Operands", "Operation", "calculate", "lacking", "unmeasured"]
