"""What is called the most or the best of its kind, in the words of a question and of an article."""

from __future__ import annotations

import re

from assistant.corpus import Corpus
from assistant.lexicon import Lexicon
from assistant.words import fold, stem, tokens

_UTMOST = re.compile(r"\b(?:(?:most|least) (?P<how>[a-z]{4,})|(?P<est>[a-z]{2,}est|best|worst)) (?P<noun>[a-z]{3,})\b")
_ANY = re.compile(r"\b(?:most|least|best|worst|\w{2,}est)\b")
_OWNS = re.compile(r"['’]s (?:\w+ )?\w+(?:est|st) ")
_ALIKE = {"biggest": "largest", "greatest": "largest", "top": "largest"}


def utmost(question: str) -> tuple[str, ...]:
    """Return the stems of what a question calls the most of its kind, "most expensive version"; () where nothing."""
    asked = _UTMOST.search(fold(question))
    return () if asked is None else _stems(asked.group())


def holds(text: str, asked: tuple[str, ...]) -> bool:
    """Say whether a text has these words side by side, in this order."""
    own = _stems(text)
    return any(own[at : at + len(asked)] == asked for at in range(len(own) - len(asked) + 1))


def of_another(lexicon: Lexicon, text: str, names: tuple[str, ...]) -> bool:
    """Say whether a sentence tells of somebody else's: "Acme's largest customer", asked of Brill."""
    owners = [m for m in lexicon.mentions(text) if text[m.end :].startswith(("'s ", "’s "))]
    return bool(names) and bool(owners) and not any(owner.name in names for owner in owners)


def of_utmost(question: str, text: str, end: int) -> bool:
    """Say whether a name that ends at `end` may be called the most of its kind, where the question asks for that.

    "Acme's largest customer" is not Acme, and a sentence without any "most" names none.
    """
    if not _ANY.search(fold(question)):
        return True
    return _ANY.search(fold(text)) is not None and not _OWNS.match(text[end:])


def said(corpus: Corpus, document: str, question: str) -> bool:
    """Say whether an article has what a question calls the most of its kind in these very words."""
    asked = utmost(question)
    article = corpus.documents[document]
    return bool(asked) and any(holds(article.quote(s.span), asked) for s in article.sentences)


def _stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text, words for the greatest as one."""
    return tuple(stem(_ALIKE.get(fold(token.text), token.text)) for token in tokens(text))
