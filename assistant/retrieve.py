"""Question -> Evidence: the sentences that bear on it, by words, names, meaning and BM25 together."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.corpus import Corpus
from assistant.mentioned import spoken_of
from assistant.ownership import MET, name_match
from assistant.types import Evidence, Focus
from index.hybrid import HybridIndex
from index.types import Filter

# The parts of a sentence's score. Words met in their place weigh most: a name or a rare word that is met says more
# than nearness of meaning, which is high for every sentence on the topic.
WORDS, NAMES, MEANING, BM25 = 0.45, 0.2, 0.22, 0.13
# A sentence of the deck that only asks ("Can it convert orders?") answers nothing.
_QUESTION_COST = 0.06
# The question of an interviewer says what the answer below it is about, and answers nothing itself.
_INTERVIEWER_COST = 0.3


@dataclass(frozen=True, slots=True)
class Meaning:
    """Per sentence of the corpus: BM25 divided by the best (0 to 1) and the cosine with the question (0 to 1)."""

    bm25: dict[tuple[str, int], float]
    cosine: dict[tuple[str, int], float]


def meaning(standalone: str, index: HybridIndex, where: Filter) -> Meaning:
    """Return how near each sentence is to the question."""
    scores = index.scores(standalone, "sentence", where)
    top = max((float(value) for value in scores.bm25), default=0.0) or 1.0
    rows = index.sentences
    return Meaning(
        {key: round(float(value) / top, 6) for key, value in zip(rows, scores.bm25, strict=True)},
        {key: round(max(0.0, float(value)), 6) for key, value in zip(rows, scores.cosine, strict=True)},
    )


def evidence(focus: Focus, corpus: Corpus, near: Meaning, document: str | None) -> tuple[Evidence, ...]:
    """Return all sentences of the document (of all, if None) as evidence, best first, ties in text order."""
    found = []
    for name in sorted(corpus.documents):
        if document is not None and name != document:
            continue
        found += [_weighed(focus, corpus, near, name, i) for i in range(len(corpus.documents[name].sentences))]
    return tuple(sorted(found, key=lambda e: (-e.score, e.document, e.sentence)))


def _weighed(focus: Focus, corpus: Corpus, near: Meaning, document: str, sentence: int) -> Evidence:
    profile = corpus.sentence(document, sentence)
    key = (document, sentence)
    coverage = profile.coverage(focus.terms)
    names, missing = names_met(focus, corpus, document, sentence)
    score = WORDS * coverage + NAMES * names + MEANING * near.cosine.get(key, 0.0) + BM25 * near.bm25.get(key, 0.0)
    if corpus.text(document, sentence).rstrip().endswith("?"):
        score -= _INTERVIEWER_COST if corpus.asks(document, sentence) else _QUESTION_COST
    return Evidence(document, sentence, round(score, 9), round(coverage, 9), missing)


def names_met(focus: Focus, corpus: Corpus, document: str, sentence: int) -> tuple[float, tuple[str, ...]]:
    """Return how well the names of the question are met by a sentence in its place, and those that are not."""
    if not focus.names:
        return 0.5, ()
    profile = corpus.sentence(document, sentence)
    main = corpus.main_names(document)
    met, missing = [], []
    for name in focus.names:
        value = name_match(name, profile, corpus)
        if value < MET and (name in main or name in spoken_of(corpus, document, sentence)):
            value = MET  # what the whole article is about need not be named in each sentence
        met.append(value)
        if value < MET:
            missing.append(name)
    return sum(met) / len(met), tuple(missing)
