"""How likely the articles hold what is asked: of the matter at all, in one of their sentences, for the answer given.

Three probabilities, each logistic in signs that can be read: a question on another matter is told by how near the
nearest sentence comes; one on the matter that no sentence answers, by what the likeliest sentence lacks of it; and how
far an answer can be relied on, by both and by the way in which it was found. Weights and their source are data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.corpus import Corpus
from assistant.logistic import logistic
from assistant.reread import Rereading
from assistant.retrieve import Meaning
from assistant.signals import Place, Signals, asked, signals
from assistant.types import Draft, Evidence, Question
from assistant.words import vocabulary

# Logistic weights, fitted on 913 questions that five articles of SQuAD 2.0 answer and 450 on our own against 600 on
# annual reports (TAT-QA and FinQA, training parts) asked of the five; the bias is raised by the log of the odds, six to
# one, that a reader asks about the matter at all. On other articles 298 of 308 lie below the threshold and none of 251.
_NEAREST, _SCORE, _NAMED, _BIAS = 7.1, 13.1, 3.5, -8.7
OFF_TOPIC = 0.3
_TRIED = 3  # of the best sentences, beside the one nearest in meaning
PLACES = 3  # of a probability that leaves the assistant


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


@dataclass(frozen=True, slots=True)
class Likely:
    """The sentence that most likely answers a question, with what speaks for it."""

    found: Evidence
    signals: Signals

    @property
    def probability(self) -> float:
        """Probability that it answers, 0 to 1: of near misses and answerable questions in equal numbers."""
        return round(logistic(self.logit), PLACES)

    @property
    def logit(self) -> float:
        """The weighted sum of the signs."""
        return weighed(_table("sentence", self.signals), self.signals.values())


def standing(question: Question, found: tuple[Evidence, ...], near: Meaning) -> Standing:
    """Return how a question stands to the articles, by its evidence, best first."""
    best = found[0] if found else None
    names = question.whole.names
    named = best is not None and len(best.missing) < len(names)
    return Standing(max(near.cosine.values(), default=0.0), 0.0 if best is None else best.score, float(named))


def likely(question: Question, corpus: Corpus, found: tuple[Evidence, ...], near: Meaning) -> tuple[Likely, ...]:
    """Return the sentences that may answer, likeliest first: those ranked first and the one nearest in meaning."""
    if not found:
        return ()
    words = asked(question)
    likeness = [near.cosine.get((one.document, one.sentence), 0.0) for one in found]
    nearest = found[likeness.index(max(likeness))]  # of several the one ranked first
    pool = dict.fromkeys((*found[:_TRIED], nearest))
    told = (Likely(one, signals(words, _place(corpus, one, near))) for one in pool)
    return tuple(sorted(told, key=_choice, reverse=True))


def likeliest(told: tuple[Likely, ...], again: Rereading) -> Likely | None:
    """Return the likeliest of some sentences once they are read again, in turn, until one clearly answers."""
    read: list[Likely] = []
    for one in told:
        place = one.found.document, one.found.sentence
        clear = again.clearly(*place)
        read.append(Likely(one.found, replace(one.signals, read=again.sign(*place))))
        if clear:
            return read[-1]
    return max(read, key=_choice, default=None)


def _choice(likely: Likely) -> float:
    return round(weighed(_table("choice", likely.signals), likely.signals.values()), 9)


def confidence(draft: Draft, likely: Likely | None, on_topic: float) -> float:
    """Return the probability that the articles hold what is asked: that they speak of it, and say it.

    The second depends on the likeliest sentence and on the way in which the question was answered. Read again, the
    sentence would tell it no better: on our own sets the area under the curve is 0.863 without and 0.866 with that.
    """
    if likely is None:
        return 0.0
    way = "calculated" if draft.calculation is not None else draft.status
    said = logistic(weighed("answer", {"sentence": likely.logit, way: 1.0}))
    return round(on_topic * said, PLACES)


def _table(name: str, signs: Signals) -> str:
    """Return the table of weights that signs are weighed by: with a cross-encoder's sign, the others are worth less."""
    return name if signs.read is None else f"{name}_read"


def weighed(table: str, signs: Mapping[str, float]) -> float:
    """Return the sum of the signs by the weights of a table of vocabulary/confidence.toml."""
    weights = vocabulary("confidence")[table]
    return float(weights["bias"]) + sum(float(weights.get(name, 0.0)) * value for name, value in signs.items())


def _place(corpus: Corpus, found: Evidence, near: Meaning) -> Place:
    article = corpus.documents[found.document]
    sentence = article.sentences[found.sentence]
    above = " ".join((article.title, *article.sections[sentence.section].path))
    before = corpus.text(found.document, found.sentence - 1) if found.sentence else ""
    likeness = near.cosine.get((found.document, found.sentence), 0.0)
    return Place(" ".join(corpus.text(found.document, found.sentence).split()), before, above, likeness)


def leaning(question: Question) -> bool:
    """Say whether a question leans on figures of earlier turns, so that its own words tell little of its matter."""
    return any(focus.anchors for focus in (question.whole, *question.foci))
