"""How well the sentences that answer a question are ranked, as ir-measures computes it.

Two rankings are measured: "assistant", the sentences in the order in which the assistant takes them for evidence, and
"index", what a search of the index alone gives. Gold are the sentences that hold the row's evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.evals.judge import covers
from assistant.evals.measures import PLACES
from assistant.evals.types import EvalError, Row, Score
from assistant.pipeline import Assistant
from documents.types import Document
from index.types import Filter

Qrels = Mapping[str, Mapping[str, int]]  # query id -> document id -> relevance; above 0 is relevant
Ranking = Sequence[str]  # document ids, best first

DEPTH = 100  # of a ranking that is kept: no measure looks further
# Our name -> the name that ir-measures gives it.
SENTENCES = {
    "hit@1": "Success@1", "hit@3": "Success@3", "hit@10": "Success@10", "recall@5": "R@5", "recall@10": "R@10",
    "MRR@10": "RR@10", "nDCG@10": "nDCG@10",
}  # fmt: skip
COLLECTION = {
    "hit@1": "Success@1", "hit@10": "Success@10", "recall@10": "R@10", "recall@100": "R@100", "MRR@10": "RR@10",
    "nDCG@10": "nDCG@10",
}  # fmt: skip
INSTALL = "install what measures retrieval: pip install 'article-assistant[eval]'"


def measured(names: Mapping[str, str], qrels: Qrels, rankings: Mapping[str, Ranking]) -> dict[str, dict[str, float]]:
    """Return the measures of each query of the qrels by our names; one without a ranking found nothing.

    Scores are made from ranks, all different, so that no measure breaks ties in its own way.
    """
    ir = library()
    run = {query: {id: float(-rank) for rank, id in enumerate(ids)} for query, ids in rankings.items() if ids}
    wanted = {ir.parse_measure(theirs): ours for ours, theirs in names.items()}
    values: dict[str, dict[str, float]] = {query: {} for query in qrels}
    # The library orders measures by hash, which differs from run to run.
    found = {(metric.query_id, wanted[metric.measure]): metric.value for metric in ir.iter_calc(wanted, qrels, run)}
    for query in qrels:
        values[query] = {ours: round(float(found[query, ours]), PLACES) for ours in names}
    return values


def library() -> Any:
    """Return the module ir_measures; raises EvalError where it is not installed."""
    try:
        import ir_measures
    except ImportError as error:
        raise EvalError(f"{error.name or 'ir_measures'} is missing; {INSTALL}.") from error
    return ir_measures


def gold(row: Row, documents: Mapping[str, Document]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the sentences that hold the row's evidence, and the pieces that no article holds."""
    searched = [document for id, document in documents.items() if row.document in (None, id)]
    found: set[str] = set()
    missing: list[str] = []
    for piece in row.evidence:
        places = next((place for document in searched if (place := _places(piece, document))), ())
        found.update(places)
        if not places:
            missing.append(piece)
    return frozenset(found), tuple(missing)


def _places(piece: str, document: Document) -> tuple[str, ...]:
    """Return the sentences that a piece of evidence stands in; else the first with most of its words; else none."""
    text, offsets = _collapsed(document.text)
    want, _ = _collapsed(piece)
    at = text.find(want.strip())
    if at >= 0 and want.strip():
        start, end = offsets[at], offsets[at + len(want.strip()) - 1] + 1
        return tuple(
            sentence_id(document.id, number)
            for number, sentence in enumerate(document.sentences)
            if sentence.span.start < end and start < sentence.span.end
        )
    near = (n for n, sentence in enumerate(document.sentences) if covers(document.quote(sentence.span), piece))
    return tuple(sentence_id(document.id, number) for number in list(near)[:1])


def _collapsed(text: str) -> tuple[str, list[int]]:
    """Return the text with every run of white space as one blank, and where each of its characters came from."""
    kept = [i for i, char in enumerate(text) if not char.isspace() or (i > 0 and not text[i - 1].isspace())]
    return "".join(" " if text[i].isspace() else text[i] for i in kept), kept


def sentence_id(document: str, number: int) -> str:
    """Return the name of a sentence in a ranking."""
    return f"{document}#{number}"


def rankings(assistant: Assistant, standalone: str, document: str | None) -> dict[str, Ranking]:
    """Return both rankings of the sentences for a question that stands alone."""
    where = Filter(documents=(document,) if document else ())
    hits = assistant.index.search(standalone, DEPTH, level="sentence", where=where)
    return {
        "assistant": [sentence_id(e.document, e.sentence) for e in assistant.evidence(standalone, document)[:DEPTH]],
        "index": [sentence_id(*assistant.index.sentences[hit.row]) for hit in hits],
    }


def sentence_scores(
    golds: Mapping[str, frozenset[str]], found: Mapping[str, Mapping[str, Ranking]]
) -> dict[str, dict[str, Score]]:
    """Return what each question with gold sentences adds to the measures of each ranking."""
    qrels = {id: dict.fromkeys(sorted(sentences), 1) for id, sentences in golds.items() if sentences}
    if not qrels:
        return {}
    added: dict[str, dict[str, Score]] = {id: {} for id in qrels}
    for ranking in ("assistant", "index"):
        values = measured(SENTENCES, qrels, {id: found[id][ranking] for id in qrels if id in found})
        for id, one in values.items():
            added[id] |= {f"{ranking} {name}": (value, 1.0) for name, value in one.items()}
    return added
