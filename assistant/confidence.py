"""How likely it is that the articles speak of what is asked at all: a question about another matter is refused.

The best evidence tells a far-off question by its score (AUROC 0.998 on the sets below). A question on the matter
that no sentence answers has one as near as those that are answered, so nothing here tells those two apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from assistant.retrieve import Meaning
from assistant.types import Evidence, Question

# Logistic weights, fitted on 701 questions that three articles of squad2 and 25 of our own answer against 308 of tatqa
# and finqa asked of the former. Below the threshold lie 297 of the 308 and 2 of the 701.
_NEAREST, _SCORE, _NAMED, _BIAS = 9.8, 20.4, 3.7, -12.5
OFF_TOPIC = 0.3


@dataclass(frozen=True, slots=True)
class Standing:
    """How a question stands to the articles, each 0 to 1."""

    nearest: float  # greatest cosine of the question with a sentence
    score: float  # of the best evidence
    named: float  # 1 where the articles know a name of the question and the best evidence is of it

    @property
    def on_topic(self) -> float:
        """Probability that the articles speak of what is asked, 0 to 1."""
        return round(logistic(_NEAREST * self.nearest + _SCORE * self.score + _NAMED * self.named + _BIAS), 3)


def standing(question: Question, found: tuple[Evidence, ...], near: Meaning) -> Standing:
    """Return how a question stands to the articles, by its evidence, best first."""
    best = found[0] if found else None
    names = question.whole.names
    named = best is not None and len(best.missing) < len(names)
    return Standing(max(near.cosine.values(), default=0.0), 0.0 if best is None else best.score, float(named))


def logistic(value: float) -> float:
    """Return 1 / (1 + e^-value)."""
    return 1.0 / (1.0 + math.exp(-value))
