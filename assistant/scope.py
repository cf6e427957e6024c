"""Which articles are read for a question: all of a few; of a large collection those that a search proposes for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from assistant.corpus import Corpus
from assistant.retrieve import Meaning, meaning
from assistant.selection import Shelf
from assistant.types import Question
from index.hybrid import HybridIndex
from index.types import EVERYTHING, Filter

# Of 391 questions that our sets ask of one article each, asked of 500 articles together, 84 in 100 find theirs first,
# 92 within the margin, 93 among the best six and 95 among the best ten; what is left asks of "the company" or "she".
# Two articles lie within the margin on average.
MOST = 6
MARGIN = 0.12  # of the score of the best sentence
SEARCHED = 12  # articles whose sentences are ranked for somebody who searches, and asks nothing
LOOKED_AT = 50  # of the best sentences by words and by meaning: with 200 no more questions find their article


def proposed(
    question: Question,
    index: HybridIndex,
    holders: Mapping[str, Sequence[str]],
    most: int = MOST,
    margin: float = MARGIN,
) -> frozenset[str]:
    """Return the ids of the articles to read for a question, in the time of a search.

    They are those, `most` at most, whose sentences come near the best, for each name of the question that none of them
    holds the best of its `holders`, and those that it points back to.
    """
    best: dict[str, float] = {}
    found = index.likely(question.standalone, LOOKED_AT)
    for row, score in zip(found.rows.tolist(), found.score.tolist(), strict=True):
        document, _ = index.sentences[row]
        best[document] = max(score, best.get(document, 0.0))
    order = sorted(best, key=lambda document: (-best[document], document))[:most]
    chosen = {document for document in order if best[document] >= best[order[0]] - margin}
    foci = (question.whole, *question.foci)
    for name in dict.fromkeys(name for focus in foci for name in focus.names):
        known = holders.get(name, ())
        if known and chosen.isdisjoint(known):
            chosen.add(max(known, key=lambda document: best.get(document, 0.0)))
    chosen |= {figure.document for focus in foci for figure in focus.anchors}
    return frozenset(chosen) or frozenset((index.documents[0].id,))  # where no article has a sentence


class Scope:
    """What is read for a question, kept for the next ones."""

    def __init__(self, index: HybridIndex, corpus: Corpus) -> None:
        self._index, self._corpus = index, corpus
        self.only = lru_cache(maxsize=64)(corpus.only)
        self._near = lru_cache(maxsize=64)(self._found)

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self._corpus)

    @cached_property
    def _holders(self) -> dict[str, list[str]]:
        """The articles that hold a name, those that name it most often first."""
        counts: dict[str, list[tuple[int, str]]] = {}
        for document in self._corpus.documents:
            for name in self._corpus.named(document).names:
                for form in dict.fromkeys((name.surface, *name.aliases)):
                    counts.setdefault(form, []).append((-name.count, document))
        return {form: [document for _, document in sorted(held)] for form, held in counts.items()}

    @cached_property
    def sample(self) -> Corpus:
        """The articles that questions to begin with are drawn from: of a large collection a few, spread over it."""
        every = list(self._corpus.documents)
        return self._corpus if len(every) <= MOST else self._shelf.some(frozenset(every[:: -(-len(every) // MOST)]))

    def wide(self, question: Question, document: str | None) -> Corpus:
        """Return the articles whose sentences are ranked in a search of one article, or of all (None)."""
        if document is not None or len(self._corpus.documents) <= SEARCHED:
            return self.only(document)
        return self._shelf.some(proposed(question, self._index, self._holders, SEARCHED, margin=1.0))

    def of(self, question: Question, document: str | None) -> Corpus:
        """Return the articles to read for a question about one article, or about all (None)."""
        if document is not None or len(self._corpus.documents) <= MOST:
            return self.only(document)
        return self._shelf.some(proposed(question, self._index, self._holders))

    def near(self, question: Question, corpus: Corpus) -> Meaning:
        """Return how near each sentence of these articles is to a question."""
        return self._near(question.standalone, tuple(corpus.documents))

    def _found(self, standalone: str, documents: tuple[str, ...]) -> Meaning:
        every = len(documents) == len(self._corpus.documents)
        return meaning(standalone, self._index, EVERYTHING if every else Filter(documents=documents))
