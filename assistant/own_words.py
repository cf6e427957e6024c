"""The words of a figure itself, not those around it: read when a question first needs them, for all that follow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from assistant.words import WordSet, content, stem, stems
from documents.figures.types import Figure

_KEPT = 65_536  # figures: those of some hundred articles


@dataclass(frozen=True)
class OwnWords:
    """What a figure is called, in stems."""

    figure: Figure

    @cached_property
    def all(self) -> WordSet:
        """The words of its metric, row, column and subject."""
        figure = self.figure
        texts = (figure.metric, figure.row, figure.column, figure.subject)
        return WordSet.of(s for text in texts for s in stems(text or ""))

    @cached_property
    def measured(self) -> WordSet:
        """The words that tell what it measures: those of its metric and kind."""
        return WordSet.of((*stems(self.figure.metric), *stems((self.figure.kind or "").replace("_", " "))))

    @cached_property
    def counted(self) -> WordSet:
        """The words that tell what it counts: those of its unit, metric and quantity."""
        quantity = self.figure.quantity
        return WordSet.of((*stems(quantity.unit), *stems(self.figure.metric), *stems(quantity.surface)))

    @cached_property
    def metric(self) -> tuple[str, ...]:
        """The words of its row, else of its metric, that carry a topic, in order."""
        return tuple(token.stem for token in content(self.figure.row or self.figure.metric))

    @cached_property
    def head(self) -> str:
        """The noun that its metric is of: "factor" of "capacity factor", "cost" of "cost of sales"; "" for one word."""
        words = self.figure.metric.lower().split(" of ")[0].split()
        return stem(words[-1]) if len(words) > 1 else ""

    @cached_property
    def together(self) -> frozenset[tuple[str, str]]:
        """The words that stand side by side in its row, else in its metric, two at a time."""
        return phrases_of(self.figure.row or self.figure.metric)


@lru_cache(maxsize=_KEPT)
def own_words(figure: Figure) -> OwnWords:
    """Return the words of a figure, the same value for the same figure."""
    return OwnWords(figure)


def phrases_of(text: str) -> frozenset[tuple[str, str]]:
    """Return the stems of the words that stand side by side in a text, two at a time."""
    words = content(text)
    return frozenset((a.stem, b.stem) for a, b in pairwise(words) if b.start - a.end == 1)
