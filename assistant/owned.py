"""Whose share is asked for where no name tells it: "what share of Acme belongs to its employees?"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from assistant.corpus import Corpus
from assistant.expectation import takes_part
from assistant.pool import Traits
from assistant.types import Question
from assistant.words import content, fold, same_idea, stem, stems
from documents.figures.types import Figure

_ASKED = re.compile(
    r"\b(?:belong(?:s|ed)? to|(?:owned|held|controlled) by|do|does|did)(?P<who>(?: [\w'’-]+){1,4}?)"
    r"(?= (?:own|hold|have|control)\b|\W*$|[,.;?])"
)
_OWNS = re.compile(r"\b(?:own|owns|owned|hold|holds|held|belong|belongs|belonged|stake|stakes|has|have|had)\b")
_OWNER = frozenset(map(stem, ("own", "owner", "shareholder", "hold", "have", "investor")))
_BORDER = re.compile(r"[,;:]|\b(?:and|while|but)\b")


Check = tuple[str, Callable[[Traits], bool]]


def other_owners(question: Question, corpus: Corpus) -> list[Check]:
    """Return what a share lacks that is another owner's, with how that is told; nothing where no owner is asked of."""
    share = question.expects == "share" or takes_part(question)
    owner = _owner_asked(question.standalone) if share else frozenset[str]()
    return [("part", lambda trait: _of_other_owner(owner, trait.figure, corpus))] if owner else []


@lru_cache(maxsize=64)
def _owner_asked(question: str) -> frozenset[str]:
    """Return the stems of the owner that a question asks the share of."""
    match = _ASKED.search(fold(question))
    if match is None or _OWNS.search(match.group() + fold(question)[match.end() :]) is None:
        return frozenset()
    return frozenset(token.stem for token in content(match["who"])) - _OWNER


def _of_other_owner(owner: frozenset[str], figure: Figure, corpus: Corpus) -> bool:
    """Say whether a share's sentence tells of the owner that is asked for, and beside the share of another one."""
    if figure.quantity.unit != "%" or figure.column is not None:
        return False
    text = corpus.text(figure.document, figure.sentence)
    if _OWNS.search(fold(text)) is None or not _speaks(owner, text):
        return False
    article = corpus.documents[figure.document]
    span = article.sentences[figure.sentence].span
    beside = [f.quantity.span for f in corpus.by_sentence.get((figure.document, figure.sentence), ())]
    start = max((s.end for s in beside if s.end <= figure.quantity.span.start), default=span.start)
    end = min((s.start for s in beside if s.start >= figure.quantity.span.end), default=span.end)
    before = article.text[start : figure.quantity.span.start]
    after = _BORDER.split(article.text[figure.quantity.span.end : end])[0]
    return not _speaks(owner, f"{before} {figure.subject or ''} {after}")


def _speaks(owner: frozenset[str], text: str) -> bool:
    own = stems(text)
    return any(word in own or any(same_idea(word, other) for other in own) for word in owner)
