"""Shares that one sentence lists with what each is from or for: "58% of revenue came from beans, 21% from fees"."""

from __future__ import annotations

import re

from assistant.corpus import Corpus
from assistant.words import stems
from documents.figures.types import Figure

# What follows a share up to its item: "58% | of its revenue came | from beans".
_ITEM = re.compile(r"(?: of (?:[\w'’-]+ ){1,4})?(?: ?\w+){0,2} ?\b(from|to|by|on|for) (?!\d)([^,;.]+)")
_REST = re.compile(r"\bthe (?:rest|remainder)(?: [\w'’-]+)?? (from|to|by|on|for) ([^,;.]+)")


def items(figure: Figure, corpus: Corpus) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of a listed share's own item, and those of the others beside it; nothing for any other figure.

    Who asks for the share of the fees does not ask for that of the beans, though it stands in the same sentence.
    """
    beside = () if figure.quantity.unit != "%" else corpus.by_sentence.get((figure.document, figure.sentence), ())
    shares = [f for f in beside if f.quantity.unit == "%" and f.row is None]
    article = corpus.documents[figure.document]
    end = article.sentences[figure.sentence].span.end
    rest = _REST.search(article.text[shares[-1].quantity.span.end : end]) if shares else None
    if figure not in shares or (len(shares) < 2 and rest is None):
        return frozenset(), frozenset()
    starts = [share.quantity.span.start for share in shares]
    ends = [*starts[1:], end]
    told = [_ITEM.match(article.text[s.quantity.span.end : end]) for s, end in zip(shares, ends, strict=True)]
    words = [match for match in told if match is not None]
    if len(words) < len(shares) or len({match[1] for match in words}) > 1:
        return frozenset(), frozenset()
    own = {share: frozenset(stems(match[2])) for share, match in zip(shares, words, strict=True)}
    mine = own.get(figure, frozenset())
    others = frozenset().union(*(item for share, item in own.items() if share != figure))
    if rest is not None and rest[1] == words[0][1]:
        others |= frozenset(stems(rest[2]))
    return mine, others - mine
