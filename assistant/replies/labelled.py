"""How many there are of what a line of a list is headed by: "Ferries: 9 hulls, ordered in 2020"."""

from __future__ import annotations

from assistant.replies.case import Case, quoting
from assistant.types import Draft
from assistant.words import content, stem

_LOOK = 12  # sentences among which one is looked for


def reply(case: Case) -> Draft | None:
    """Return the line headed by nothing but what is counted, where it opens with a count; None where none does."""
    question = case.question
    if question.expects != "count" or question.noun is None or question.operation is not None or question.foci:
        return None
    for found in case.evidence[:_LOOK]:
        text = case.text(found)
        head, colon, rest = text.partition(": ")
        if not colon or found.missing or tuple(t.stem for t in content(head)) != (stem(question.noun),):
            continue
        own = case.corpus.by_sentence.get((found.document, found.sentence), ())
        first = min(own, key=lambda figure: figure.quantity.span.start, default=None)
        if first is None or first.quantity.dimension not in ("count", "number"):
            continue
        if " ".join(rest.split()).startswith(" ".join(first.quantity.surface.split())) and not case.of_other_time(
            found
        ):
            return quoting(case, found)
    return None
