"""Answers that are a date or a place, first, with the sentence that gives it."""

from __future__ import annotations

from assistant.display import capital
from assistant.replies.case import Case, quoting
from assistant.types import Draft
from assistant.words import fold, vocabulary
from documents.figures.periods import periods


def date(case: Case) -> Draft | None:
    """Return the sentence that dates what is asked; None where the sentences on it give no date."""
    for found in case.best(3):
        dated = periods(case.text(found))
        if dated:
            words = " ".join(dated[0][0].surface.split())
            return quoting(case, found, text=f"{capital(words)}: {case.text(found)} {{0}}")
    return None


def place(case: Case) -> Draft | None:
    """Return the sentence that places what is asked; None where none of them names a place."""
    asked = set(case.question.whole.names)
    for found in case.best(3):
        text = case.text(found)
        for mention in case.corpus.lexicon.mentions(text):
            before = fold(text[: mention.start]).rstrip().rsplit(" ", 1)[-1]
            if before in vocabulary("replies")["place"]["before"][:6] and mention.name not in asked:
                return quoting(case, found, text=f"{text[mention.start : mention.end]}: {text} {{0}}")
    return None
