"""What is called the most or the best of its kind, where the article says so in the question's own words."""

from __future__ import annotations

import re

from assistant.replies.case import Case, quoting
from assistant.superlatives import holds, of_another, utmost
from assistant.types import Draft

_POOL = 30  # sentences
_POINTS = re.compile(r"(?:It|This|That|They|These|He|She) ")


def called(case: Case) -> Draft | None:
    """Return the sentence that says "the most expensive version" where the question asks for just that."""
    asked, names = utmost(case.question.standalone), case.question.whole.names
    for found in case.evidence[: _POOL if asked else 0]:
        text = case.text(found)
        if (
            not found.missing
            and not text.rstrip().endswith("?")
            and holds(text, asked)
            and not of_another(case.corpus.lexicon, text, names)
        ):
            before = case.near(found, -1) if _POINTS.match(text) else None
            return quoting(case, found) if before is None else quoting(case, before, found)
    return None
