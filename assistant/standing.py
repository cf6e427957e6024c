"""How many there are, or how many came and went: "opened 31 shops" tells no number of shops."""

from __future__ import annotations

import re

from assistant.corpus import Corpus
from assistant.types import Question
from assistant.words import fold
from documents.figures.types import Figure

_MOVES = (
    r"(?:open(?:ed|ing|s)?|clos(?:e|ed|es|ing)|shut(?:s|ting)?|add(?:ed|ing|s)?|hir(?:e|ed|es|ing)|recruit(?:ed|ing|s)?"
    r"|shed(?:s|ding)?|dismiss(?:ed|es|ing)?|sack(?:ed|ing|s)?|ax(?:e|ed|es|ing)|laid off|lay(?:s|ing)? off)"
)
_BEFORE = re.compile(
    rf"\b{_MOVES}(?: (?:about|around|some|nearly|almost|over|only|just|another|a further|more than|as many as|up to))*"
    r"\W*$"
)
_THERE_ARE = re.compile(
    r"\bhow many\b.{1,60}\b(?:do|does|did)\b.{1,60}\b(?:have|own|run|operate|employ)\b(?! to\b)"
    r"|\bhow many\b.{1,60}\b(?:is|are|was|were) (?:there|in|at)\b|\bhow many [^?]{1,60}\b(?:has|have) [^?]{1,40}\bgot\b"
)


def asks_standing(question: Question) -> bool:
    """Say whether it is asked how many there are: "how many shops does Acme have?"."""
    return _THERE_ARE.search(fold(question.standalone)) is not None


def came_or_went(figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure counts what was opened, closed, hired or dismissed."""
    if figure.column is not None or figure.quantity.dimension != "count":
        return False
    article = corpus.documents[figure.document]
    start = article.sentences[figure.sentence].span.start
    return _BEFORE.search(fold(article.text[start : figure.quantity.span.start])) is not None
