"""Where names stand: in which sentences, and which a sentence is still about though it does not hold them."""

from __future__ import annotations

import re

from assistant.corpus import Corpus

_LINGERS = 8  # sentences of a section for which a name that was mentioned is still spoken of
_LIKENED = re.compile(r"\b(?:as|like|unlike|than) (?:an? |the )?$", re.IGNORECASE)


def spoken_of(corpus: Corpus, document: str, sentence: int) -> frozenset[str]:
    """Return the names that stand in the sentence or, in its section, shortly before it."""
    found: tuple[frozenset[str], ...] = corpus.once(_spoken, document)
    return found[sentence]


def together(corpus: Corpus, document: str, names: frozenset[str]) -> tuple[int, ...]:
    """Return the sentences that hold all of these names, in text order."""
    return tuple(i for i, held in enumerate(_names(corpus, document)) if names <= held)


def _spoken(document: str, corpus: Corpus) -> tuple[frozenset[str], ...]:
    """Return for each sentence the names still spoken of there: its own, and those that linger from before it."""
    section = [sentence.section for sentence in corpus.documents[document].sentences]
    held = _names(corpus, document)
    linger = [_told_of(corpus.text(document, at), corpus) for at in range(len(section))]
    return tuple(
        held[at].union(*(linger[i] for i in range(max(0, at - _LINGERS), at) if section[i] == section[at]))
        for at in range(len(section))
    )


def _told_of(text: str, corpus: Corpus) -> frozenset[str]:
    """Return the names that a text tells of; "as Acme does" only likens another to it."""
    return frozenset(m.name for m in corpus.lexicon.mentions(text) if not _LIKENED.search(text[: m.start]))


def _names(corpus: Corpus, document: str) -> tuple[frozenset[str], ...]:
    held: tuple[frozenset[str], ...] = corpus.once(_held, document)
    return held


def _held(document: str, corpus: Corpus) -> tuple[frozenset[str], ...]:
    """Return the names in each sentence."""
    texts = (corpus.text(document, i) for i in range(len(corpus.documents[document].sentences)))
    return tuple(frozenset(m.name for m in corpus.lexicon.mentions(text)) for text in texts)
