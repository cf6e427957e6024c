"""The figures that are weighed together, with what each tells whatever is asked: read once, not for each question."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import lru_cache

from assistant.corpus import Corpus
from assistant.ownership import Whose, name_met, whose
from assistant.postings import Postings
from assistant.profile import Profile
from assistant.splitting import told_apart
from assistant.words import stems
from documents.figures.types import Figure


@dataclass(frozen=True, slots=True)
class Traits:
    """What a figure tells whatever is asked."""

    figure: Figure
    profile: Profile
    whose: Whose
    change: bool  # whether it tells a change and no level
    stated: bool  # whether an article states it; else it is implied
    label: frozenset[str]  # stems of the label of its item in a list
    siblings: frozenset[str]  # stems of the labels of the other items
    apart: frozenset[str] | None  # stems of what tells a part from its whole right before it, None where it is no part


class Pool:
    """Figures in text order, their traits in the same order."""

    def __init__(self, figures: tuple[Figure, ...], corpus: Corpus) -> None:
        self._corpus = corpus
        self.traits = tuple(_traits(figure, corpus) for figure in figures)
        self.postings = Postings([trait.profile for trait in self.traits])
        self.named = lru_cache(maxsize=64)(self._named)

    def _named(self, name: str) -> array[float]:
        """Return how well a name is met by each figure."""
        return array("d", (name_met(name, trait.figure, trait.profile, self._corpus) for trait in self.traits))


def stated(corpus: Corpus) -> Pool:
    """Return the figures that the articles state."""
    return Pool(corpus.figures, corpus)


def implied(corpus: Corpus) -> Pool:
    """Return the figures that the articles imply."""
    return Pool(tuple(corpus.implied), corpus)


def _traits(figure: Figure, corpus: Corpus) -> Traits:
    label, siblings = corpus.labels(figure)
    apart = told_apart(figure, corpus)
    return Traits(
        figure, corpus.figure(figure), corpus.once(whose, figure),
        change=figure in corpus.changes, stated=figure not in corpus.implied,
        label=label, siblings=siblings, apart=None if apart is None else frozenset(stems(apart)),
    )  # fmt: skip
