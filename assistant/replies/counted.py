"""Lists asked for by their number: "the three weaknesses?" is answered by three items that a text announces."""

from __future__ import annotations

from assistant.replies.case import Case
from assistant.replies.enumeration import sentences_after
from assistant.replies.listed import items_of, lists
from assistant.types import Draft, Evidence, Quote
from assistant.words import content
from documents.figures.quantities import quantities

_POOL = 40  # sentences among which the one that announces them is looked for
_SOME = 0.25  # of the question's words, what it must meet where the article announces as many things elsewhere too
_FEWEST, _MOST = 2, 10


def of_number(case: Case) -> Draft | None:
    """Return the items whose number the question gives, where a sentence or the lead of a list gives it too."""
    asked = counts(case.question.standalone)
    if len(asked) != 1:
        return None
    number = asked[0]
    found: list[tuple[Evidence, Draft]] = []
    for lead in case.evidence[:_POOL]:
        if number in counts(case.text(lead)):
            draft = _list_after(case, lead, number) or _sentences(case, lead, number)
            if draft is not None:
                found.append((lead, draft))
    if not found or not content(case.question.standalone):
        return None
    lead, draft = found[0]
    return draft if len(found) == 1 or lead.coverage >= _SOME else None


def counts(text: str) -> list[int]:
    """Return the small numbers that a text counts something by."""
    return [
        int(q.low) for q in quantities(text)
        if q.dimension in ("count", "number") and q.low == q.high == int(q.low) and _FEWEST <= q.low <= _MOST
    ]  # fmt: skip


def _list_after(case: Case, lead: Evidence, number: int) -> Draft | None:
    document = case.corpus.documents[lead.document]
    blocks = lists(document).get(case.sentence(lead).block, [])
    return items_of(document, blocks) if len(blocks) == number else None


def _sentences(case: Case, lead: Evidence, number: int) -> Draft | None:
    chosen = sentences_after(case, lead, number)
    if not chosen:
        return None
    words = " ".join(f"{case.text(e)} {{{i}}}" for i, e in enumerate(chosen))
    return Draft("answered", words, tuple(Quote(e.document, e.sentence) for e in chosen))
