"""The best of what was found, read once more by the cross-encoder: does it answer, and with which figure?

Each use is one term beside the others, and nothing where the model is missing: what a search finds rises by how likely
the sentence answers, figures by how likely they are of the answer, and the likeliest sentence gains a sign. Reading
costs more than all else that an answer does, so it is the last of a cascade (Wang et al. 2011, "A cascade
ranking model for efficient ranked retrieval"): of an answer, only what the other signs leave open is read, in turn,
until something is clear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assistant.corpus import Corpus
from assistant.in_place import InPlace, in_place
from assistant.logistic import logistic
from assistant.operands import READING_MARGIN, Candidate, best_first
from assistant.rounding import rounded
from assistant.types import Evidence
from documents.figures.types import Figure
from index.crossencoder import packaged
from index.crossencoder.encoding import Pair
from index.crossencoder.model import Read

# What the sentence that surely answers gains over one that surely does not, and the figure that surely is the answer.
EVIDENCE, OPERAND = 0.15, 0.05
SIGN = True  # whether how likely a sentence answers is told by it as well
# That are read at most, the best by all other signs. Eight of each took twice the time and gained one question in 663.
SENTENCES, FIGURES = 4, 3
# That an answer reads at most in all, shared by the questions of a text: with more, no question of the sets gains.
MOST = 3
# Log-odds and chance at which a sentence clearly answers and a figure clearly is the answer: none after it is read.
CLEAR, POINTED = 1.0, 0.8
_PLACES = 6


@dataclass(frozen=True)
class Rereading:
    """A question's reading of the sentences of a corpus; sentences are read when first asked for, several at once."""

    question: str
    corpus: Corpus
    most: int = SENTENCES  # that are read of it

    @cached_property
    def _found(self) -> dict[tuple[str, int], Read]:
        return {}

    def read(self, sentences: Sequence[tuple[str, int]]) -> bool:
        """Read sentences that are not read yet, as far as any may be; return whether there is a model to read with."""
        model = packaged()
        if model is None:
            return False
        new = [one for one in dict.fromkeys(sentences) if one not in self._found][
            : max(0, self.most - len(self._found))
        ]
        pairs = [Pair(self.question, place.text, place.before) for place in map(self._place, new)]
        self._found.update(zip(new, model.read(pairs), strict=True))
        return True

    def clearly(self, document: str, sentence: int) -> bool:
        """Read a sentence and say whether it clearly answers; none does where there is no model."""
        self.read([(document, sentence)])
        logit = self.logit(document, sentence)
        return logit is not None and logit >= CLEAR

    def sign(self, document: str, sentence: int) -> float | None:
        """Return the log-odds that a sentence answers as a sign beside others, None where there is none."""
        return self.logit(document, sentence) if SIGN and self.read([(document, sentence)]) else None

    def logit(self, document: str, sentence: int) -> float | None:
        """Return the log-odds that a sentence answers, None where it was not read."""
        read = self._found.get((document, sentence))
        return None if read is None else read.logit

    def evidence(self, found: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """Return evidence with the best of it read again, best first, ties in text order."""
        if not EVIDENCE or not self.read([(one.document, one.sentence) for one in found[:SENTENCES]]):
            return found
        return tuple(sorted(map(self._raised, found), key=lambda e: (-e.score, e.document, e.sentence)))

    def _raised(self, one: Evidence) -> Evidence:
        logit = self.logit(one.document, one.sentence)
        return one if logit is None else one._replace(score=round(one.score + EVIDENCE * logistic(logit), _PLACES))

    def candidates(self, ranked: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Return figures with those of nearly the first one's score read again, best first, ties as they came in.

        They are read in turn until one clearly is of the answer; one that stands alone, or does not fit, needs none.
        """
        able = [c for c in ranked[:FIGURES] if c.fits and ranked[0].score - c.score < READING_MARGIN]
        if not OPERAND or len(able) < 2 or packaged() is None:
            return ranked
        for candidate in able:
            self.read([(candidate.figure.document, candidate.figure.sentence)])
            if self.pointed(candidate.figure) >= POINTED:
                break
        scores = rounded(np.array([c.score + OPERAND * self.pointed(c.figure) for c in ranked]), _PLACES)
        return best_first(c._replace(score=score) for c, score in zip(ranked, scores, strict=True))

    def pointed(self, figure: Figure) -> float:
        """Return the chance that a figure, or one like it beside it, is of the answer; 0 where it was not read.

        Which of several like figures is meant, of which year or of whom, is told by the question's words and no guess:
        they rise together, as the two ends of a change have to.
        """
        if (figure.document, figure.sentence) not in self._found:
            return 0.0
        here = self.corpus.by_sentence.get((figure.document, figure.sentence), (figure,))
        like = [one for one in here if one.quantity.dimension == figure.quantity.dimension]
        return max(map(self._own, like), default=0.0)

    def _own(self, figure: Figure) -> float:
        read = self._found.get((figure.document, figure.sentence))
        place = self._place((figure.document, figure.sentence)).of(figure.quantity.span) if read is not None else None
        logit = read.at(*place) if read is not None and place is not None else None
        return 0.0 if logit is None else logistic(logit)

    def _place(self, one: tuple[str, int]) -> InPlace:
        made: InPlace = self.corpus.once(in_place, one[1], one[0])
        return made
