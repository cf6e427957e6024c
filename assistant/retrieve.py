"""Question -> Evidence: the sentences that bear on it, by what a search finds, words and names together."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from assistant.corpus import Corpus
from assistant.mentioned import spoken_of
from assistant.numbered import siblings
from assistant.ownership import MET, PASSING, name_match
from assistant.postings import Postings, Values
from assistant.rounding import rounded
from assistant.types import Evidence, Focus
from index.hybrid import HybridIndex
from index.types import Filter

# The parts of a sentence's score, measured on our own sets and on squad2 (benchmarks/results/retrieval.md): what a
# search finds says most; words met in their place, synonyms included, and names that are met say what it misses.
RELEVANCE, WORDS, NAMES = 1.15, 0.26, 0.09
# How well a name is met that only the paragraph's beginning holds, at most, and where the sentence is of another.
_NAMED, _BEFORE = 0.5, 0.2
# A sentence of the deck that only asks ("Can it convert orders?") answers nothing.
_QUESTION_COST = 0.06
# The question of an interviewer says what the answer below it is about, and answers nothing itself.
_INTERVIEWER_COST = 0.3
_HEAD_COST = 1.0  # of a table: it names columns and states nothing


@dataclass(frozen=True, slots=True)
class Meaning:
    """Per sentence of the corpus: the score of a search (about 0 to 1) and the cosine with the question (0 to 1)."""

    relevance: dict[tuple[str, int], float]
    cosine: dict[tuple[str, int], float]


def meaning(standalone: str, index: HybridIndex, where: Filter) -> Meaning:
    """Return how near each sentence is to the question."""
    found = index.relevance(standalone, "sentence", where)
    keys = [index.sentences[row] for row in found.rows.tolist()]
    cosine = np.round(np.maximum(found.raw.cosine, 0.0), 6)
    return Meaning(dict(zip(keys, found.score.tolist(), strict=True)), dict(zip(keys, cosine.tolist(), strict=True)))


def evidence(focus: Focus, corpus: Corpus, near: Meaning) -> tuple[Evidence, ...]:
    """Return all sentences of the articles as evidence, best first, ties in text order."""
    found: list[Evidence] = []
    for name in sorted(corpus.documents):
        found += _weighed(focus, corpus, near, name)
    return tuple(sorted(found, key=attrgetter("score"), reverse=True))  # which leaves those of one score in text order


def _weighed(focus: Focus, corpus: Corpus, near: Meaning, document: str) -> list[Evidence]:
    """Return every sentence of a document with its score, in text order."""
    costs = corpus.once(_costs, document)
    coverage = corpus.once(_postings, document).coverage(focus.terms)
    met = [corpus.lately(_name_met, name, document) for name in focus.names]
    names = sum(met) / len(met) if met else 0.5
    relevance = np.array([near.relevance.get((document, at), 0.0) for at in range(len(costs))])
    scores = RELEVANCE * relevance + WORDS * coverage + NAMES * names - costs
    missing: list[tuple[str, ...]] = [()] * len(costs)
    for name, values in zip(focus.names, met, strict=True):
        for at in np.flatnonzero(values < MET).tolist():
            missing[at] += (name,)
    told = zip(rounded(scores, 9), rounded(coverage, 9), missing, strict=True)
    return [Evidence(document, at, score, share, lacks) for at, (score, share, lacks) in enumerate(told)]


def _name_met(name: str, document: str, corpus: Corpus) -> Values:
    """Return how well a name is met by each sentence of a document in its place."""
    main = name in corpus.main_names(document)
    met = []
    for at in range(len(corpus.documents[document].sentences)):
        value = name_match(name, corpus.sentence(document, at), corpus)
        implied = value < MET and (main or name in spoken_of(corpus, document, at))
        if implied and not _of_another(name, corpus, document, at):
            value = MET  # what the whole article is about need not be named in each sentence
        elif MET <= value < _NAMED and _names_another(name, corpus, document, at):
            value = _BEFORE  # the paragraph opens with the name, and tells here of somebody else
        if value >= MET and _of_sibling(name, corpus, document, at):
            value = 0.0
        met.append(value)
    return np.array(met)


def _of_sibling(name: str, corpus: Corpus, document: str, sentence: int) -> bool:
    """Say whether a sentence names another one of the series, and not the one asked of: Model 4 of the Model 3."""
    if not any(word.isdigit() for word in name.split()):
        return False
    here = [mention.name for mention in corpus.lexicon.mentions(corpus.text(document, sentence))]
    return name not in here and any(siblings(name, other) for other in here)


def _costs(document: str, corpus: Corpus) -> Values:
    """Return what each sentence loses because it only asks, or only names the columns of a table."""
    costs = []
    for at in range(len(corpus.documents[document].sentences)):
        asking = corpus.text(document, at).rstrip().endswith("?")
        cost = (_INTERVIEWER_COST if corpus.asks(document, at) else _QUESTION_COST) if asking else 0.0
        costs.append(cost + (_HEAD_COST if corpus.heads(document, at) else 0.0))
    return np.array(costs)


def _postings(document: str, corpus: Corpus) -> Postings:
    """Return the words of a document's sentences, each in its place."""
    return Postings([corpus.sentence(document, at) for at in range(len(corpus.documents[document].sentences))])


def _names_another(name: str, corpus: Corpus, document: str, sentence: int) -> bool:
    """Say whether a sentence states figures of others alone, whom it names itself and the article tells much of.

    Who owns a part of Acme is named in passing, in a paragraph on Acme.
    """
    lexicon = corpus.lexicon
    here = {mention.name for mention in lexicon.mentions(corpus.text(document, sentence))}
    told = corpus.by_sentence.get((document, sentence), ())
    owners = [{mention.name for mention in lexicon.mentions(figure.subject or "")} for figure in told]
    if not owners or not all(own & here and not any(lexicon.related(name, o) for o in own) for own in owners):
        return False
    wider = {whole for own in owners for other in own for whole in (other, *lexicon.family(other))}
    return any(corpus.weight(document, other) > PASSING for other in wider)


def _of_another(name: str, corpus: Corpus, document: str, sentence: int) -> bool:
    """Say whether a sentence is of others: what a rival lost, or when it was founded, is not told of the hero."""
    lexicon = corpus.lexicon
    told = corpus.by_sentence.get((document, sentence), ())
    people = corpus.people(document)  # what the head of Acme will close is Acme's
    owners = [[mention.name for mention in lexicon.mentions(figure.subject or "")] for figure in told]
    owners = [own for own in owners if not people.issuperset(own) or not own]
    if owners and all(own and not any(lexicon.related(name, other) for other in own) for own in owners):
        return True
    heroes = set(corpus.main_names(document)) - set(corpus.people(document))
    here = {mention.name for mention in lexicon.mentions(corpus.text(document, sentence))}
    return bool(here & heroes) and not any(lexicon.related(name, other) for other in here)
