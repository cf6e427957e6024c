"""Question -> Evidence: the sentences that bear on it, by what a search finds, words and names together."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.corpus import Corpus
from assistant.mentioned import spoken_of
from assistant.ownership import MET, name_match
from assistant.types import Evidence, Focus
from index.hybrid import HybridIndex
from index.types import Filter

# The parts of a sentence's score, measured on our own sets and on squad2 (benchmarks/results/retrieval.md): what a
# search finds says most; words met in their place, synonyms included, and names that are met say what it misses.
RELEVANCE, WORDS, NAMES = 1.15, 0.26, 0.09
# A sentence of the deck that only asks ("Can it convert orders?") answers nothing.
_QUESTION_COST = 0.06
# The question of an interviewer says what the answer below it is about, and answers nothing itself.
_INTERVIEWER_COST = 0.3


@dataclass(frozen=True, slots=True)
class Meaning:
    """Per sentence of the corpus: the score of a search (about 0 to 1) and the cosine with the question (0 to 1)."""

    relevance: dict[tuple[str, int], float]
    cosine: dict[tuple[str, int], float]


def meaning(standalone: str, index: HybridIndex, where: Filter) -> Meaning:
    """Return how near each sentence is to the question."""
    found = index.relevance(standalone, "sentence", where)
    keys = [index.sentences[row] for row in found.rows.tolist()]
    return Meaning(
        dict(zip(keys, found.score.tolist(), strict=True)),
        {key: round(max(0.0, float(value)), 6) for key, value in zip(keys, found.raw.cosine, strict=True)},
    )


def evidence(focus: Focus, corpus: Corpus, near: Meaning, document: str | None) -> tuple[Evidence, ...]:
    """Return all sentences of the document (of all, if None) as evidence, best first, ties in text order."""
    found = []
    for name in sorted(corpus.documents):
        if document is not None and name != document:
            continue
        costs = _costs(corpus, name)
        found += [_weighed(focus, corpus, near, name, i, costs[i]) for i in range(len(costs))]
    return tuple(sorted(found, key=lambda e: (-e.score, e.document, e.sentence)))


def _costs(corpus: Corpus, document: str) -> tuple[float, ...]:
    """Return what each sentence loses because it only asks, found once per document."""
    key = ("asking", document)
    if key not in corpus.memo:
        asking = [
            corpus.text(document, i).rstrip().endswith("?") for i in range(len(corpus.documents[document].sentences))
        ]
        corpus.memo[key] = tuple(
            (_INTERVIEWER_COST if corpus.asks(document, i) else _QUESTION_COST) if asks else 0.0
            for i, asks in enumerate(asking)
        )
    costs: tuple[float, ...] = corpus.memo[key]
    return costs


def _weighed(focus: Focus, corpus: Corpus, near: Meaning, document: str, sentence: int, cost: float) -> Evidence:
    profile = corpus.sentence(document, sentence)
    key = (document, sentence)
    coverage = profile.coverage(focus.terms)
    names, missing = names_met(focus, corpus, document, sentence)
    score = RELEVANCE * near.relevance.get(key, 0.0) + WORDS * coverage + NAMES * names - cost
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
