"""Where names stand: in which sentences, and which a sentence is still about though it does not hold them."""

from __future__ import annotations

from assistant.corpus import Corpus

_LINGERS = 8  # sentences of a section for which a name that was mentioned is still spoken of


def spoken_of(corpus: Corpus, document: str, sentence: int) -> frozenset[str]:
    """Return the names that stand in the sentence or, in its section, shortly before it."""
    found: tuple[frozenset[str], ...] = corpus.once(_spoken, document)
    return found[sentence]


def together(corpus: Corpus, document: str, names: frozenset[str]) -> tuple[int, ...]:
    """Return the sentences that hold all of these names, in text order."""
    return tuple(i for i, held in enumerate(_names(corpus, document)) if names <= held)


def _spoken(document: str, corpus: Corpus) -> tuple[frozenset[str], ...]:
    """Return for each sentence the names still spoken of there."""
    section = [sentence.section for sentence in corpus.documents[document].sentences]
    held = _names(corpus, document)
    return tuple(
        frozenset().union(*(held[i] for i in range(max(0, at - _LINGERS), at + 1) if section[i] == section[at]))
        for at in range(len(section))
    )


def _names(corpus: Corpus, document: str) -> tuple[frozenset[str], ...]:
    held: tuple[frozenset[str], ...] = corpus.once(_held, document)
    return held


def _held(document: str, corpus: Corpus) -> tuple[frozenset[str], ...]:
    """Return the names in each sentence."""
    texts = (corpus.text(document, i) for i in range(len(corpus.documents[document].sentences)))
    return tuple(frozenset(m.name for m in corpus.lexicon.mentions(text)) for text in texts)
