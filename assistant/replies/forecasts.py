"""What another foresees of the same: where the question names nobody, both are told."""

from __future__ import annotations

from dataclasses import replace

from assistant.replies.case import Case
from assistant.types import Draft, Quote
from assistant.words import same_idea, stem, stems
from documents.figures.types import Figure

_REACH = 2  # sentences to the other forecast
_NOTE = "The article gives several forecasts."


def beside(case: Case, draft: Draft) -> Draft:
    """Return an answer that states a forecast with the sentence that gives another's, the answer itself without one."""
    stated = [f for q in draft.quotes for f in case.corpus.by_sentence.get((q.document, q.sentence), ())]
    asked = {period.start for period in case.question.whole.periods}
    own = [f for f in stated if f.status == "forecast" and f.period is not None and f.period.start in asked]
    if draft.status != "answered" or draft.calculation is not None or len(draft.quotes) != 1 or not own:
        return draft
    first = own[0]
    if case.question.whole.names and _teller(first, case) & set(case.question.whole.names):
        return draft
    other = next((f for f in case.corpus.of(first.document) if _another(first, f, case)), None)
    if other is None:
        return draft
    quote = Quote(other.document, other.sentence)
    text = f"{draft.text} {case.corpus.text(other.document, other.sentence)} {{1}}"
    return replace(draft, text=text, quotes=(*draft.quotes, quote), caveats=(*draft.caveats, _NOTE))


def _another(first: Figure, other: Figure, case: Case) -> bool:
    """Say whether a figure is what somebody else foresees of the same, in a sentence close by that says so."""
    mine, theirs = first.quantity, other.quantity
    near = 0 < abs(other.sentence - first.sentence) <= _REACH
    alike = (mine.unit, mine.per) == (theirs.unit, theirs.per) and mine.low != theirs.low
    dated = other.period is None or (first.period is not None and other.period.start == first.period.start)
    named = stems(f"{other.subject or ''} {other.metric}")
    foreseen = any(same_idea(word, stem("forecast")) for word in named)
    return near and alike and dated and foreseen and not _teller(other, case) & _teller(first, case)


def _teller(figure: Figure, case: Case) -> set[str]:
    """Return who foresees a figure: its speaker, as the articles name them."""
    return {m.name for m in case.corpus.lexicon.mentions(figure.speaker or "")} | {figure.speaker or ""} - {""}
