"""Who makes a product: the maker that the articles name with it, and the sentence that does."""

from __future__ import annotations

import re

from assistant.mentioned import together
from assistant.replies.case import Case, quoting
from assistant.types import Draft
from assistant.words import fold

_ASKS = re.compile(
    r"\b(?:who|(?:what|which) (?:company|firm|maker|manufacturer))(?: (?:makes|made|manufactures|produces|develops|is"
    r" the (?:maker|manufacturer|producer|developer) of)| is behind)\b(?! of\b)"
)


def reply(case: Case) -> Draft | None:
    """Return who makes the one product that is asked of, with the first sentence that names both."""
    question = case.question
    if not _ASKS.search(fold(question.standalone)) or len(question.whole.names) != 1:
        return None
    product = question.whole.names[0]
    maker = case.corpus.lexicon.family(product)[-1]
    if maker == product:
        return None
    for document in sorted(case.corpus.documents):
        for sentence in together(case.corpus, document, frozenset((product, maker))):
            return quoting(case, case.at(document, sentence), text=f"{maker} {{0}}.")
    return None
