"""Which names a sentence is still about though it does not hold them: those mentioned shortly before it."""

from __future__ import annotations

from assistant.corpus import Corpus

_LINGERS = 8  # sentences of a section for which a name that was mentioned is still spoken of


def spoken_of(corpus: Corpus, document: str, sentence: int) -> frozenset[str]:
    """Return the names that stand in the sentence or, in its section, shortly before it."""
    section = corpus.documents[document].sentences[sentence].section
    key = ("mentioned", document, str(section))
    if key not in corpus.memo:
        corpus.memo[key] = _places(corpus, document, section)
    places: tuple[tuple[str, tuple[int, ...]], ...] = corpus.memo[key]
    return frozenset(name for name, held in places if any(0 <= sentence - place <= _LINGERS for place in held))


def _places(corpus: Corpus, document: str, section: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
    found: dict[str, list[int]] = {}
    for i, sentence in enumerate(corpus.documents[document].sentences):
        if sentence.section == section:
            for mention in corpus.lexicon.mentions(corpus.text(document, i)):
                found.setdefault(mention.name, []).append(i)
    return tuple((name, tuple(places)) for name, places in found.items())
