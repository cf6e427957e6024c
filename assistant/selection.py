"""Some articles of a large collection, read as one corpus: what answers a question costs the same beside any number.

What is read of an article, whatever is asked, is kept with the article and serves every selection that it is part of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from assistant.corpus import Corpus
from assistant.implied import Implied
from documents.figures.types import Figure, Period

_ARTICLES = 256  # that are kept with what was read of them: some tenths of a megabyte each
_SELECTIONS = 64


class Shelf:
    """The articles of a corpus, each as a corpus of its own with the names and words of all."""

    def __init__(self, whole: Corpus) -> None:
        self._whole = whole
        self.one = lru_cache(maxsize=_ARTICLES)(self._one)
        self.some = lru_cache(maxsize=_SELECTIONS)(self._some)

    def _one(self, document: str) -> Corpus:
        """Return one article by its id."""
        whole = self._whole
        return Corpus(
            (whole.documents[document],), whole.of(document), whole.lexicon, {document: whole.named(document)}
        )

    def _some(self, documents: frozenset[str]) -> Corpus:
        """Return several articles by their ids, in the order of the collection."""
        return Selection([self.one(document) for document in sorted(documents, key=self._place.__getitem__)])

    @cached_property
    def _place(self) -> dict[str, int]:
        return {document: place for place, document in enumerate(self._whole.documents)}


class Selection(Corpus):
    """Corpora of one article each as one; at least one."""

    def __init__(self, parts: Iterable[Corpus]) -> None:
        self._parts = {document: part for part in parts for document in part.documents}
        every = tuple(self._parts.values())
        documents = tuple(document for part in every for document in part.documents.values())
        super().__init__(documents, tuple(f for part in every for f in part.figures), every[0].lexicon)
        of = self._parts.__getitem__
        self.sentence = lambda document, position: of(document).sentence(document, position)
        self.figure = lambda figure: of(figure.document).figure(figure)
        self.labels = lambda figure: of(figure.document).labels(figure)
        self.named = lambda document: of(document).named(document)
        self.answers = lambda document: of(document).answers(document)
        self._counts = lambda document: of(document)._counts(document)
        self._main = lambda document: of(document)._main(document)
        self._heads = lambda document: of(document)._heads(document)
        self.once = self._once(self.once, "once")
        self.lately = self._once(self.lately, "lately")

    def _once(self, own: Callable[..., Any], kind: str) -> Callable[..., Any]:
        """Return what keeps with an article what is made of a part of it, and here what is made of all of them."""

        def made(make: Callable[..., Any], *of: Any) -> Any:
            if not of:
                return own(make)
            last = of[-1]
            document = last if isinstance(last, str) else last.document
            return getattr(self._parts[document], kind)(make, *of)

        return made

    @cached_property
    def by_sentence(self) -> dict[tuple[str, int], tuple[Figure, ...]]:
        """The figures of each sentence, in text order."""
        return _merged(part.by_sentence for part in self._parts.values())

    @cached_property
    def implied(self) -> dict[Figure, Implied]:
        """The figures that the articles do not state but imply, with what implies them."""
        return _merged(part.implied for part in self._parts.values())

    @cached_property
    def changes(self) -> frozenset[Figure]:
        """The figures that tell a change and no level."""
        return frozenset().union(*(part.changes for part in self._parts.values()))

    @cached_property
    def _dated(self) -> dict[tuple[str, str, Decimal, str], Period]:
        return _merged(part._dated for part in self._parts.values())

    @cached_property
    def _of(self) -> dict[str, tuple[Figure, ...]]:
        return {document: part.of(document) for document, part in self._parts.items()}


K = TypeVar("K")
V = TypeVar("V")


def _merged(tables: Iterable[dict[K, V]]) -> dict[K, V]:
    found: dict[K, V] = {}
    for table in tables:
        found.update(table)
    return found
