"""The amount of what an article calls the rest: "of the 900 bikes, 400 went to Ulm and the remainder to Basel"."""

from __future__ import annotations

import re

from assistant.changing import moves
from assistant.corpus import Corpus
from assistant.operations.remainder import left
from assistant.replies.case import Case
from assistant.rest_of_shares import SENTENCES, Rest, asked
from assistant.splitting import REST, Split, splits
from assistant.types import Calculation, Evidence
from assistant.words import fold

_ITEM = re.compile(r" (?:from|to|by|on|for|with|at|in|into) ")
_END = re.compile(r"[.;]")
_WANTED = ("count", "money", "measure", "any")
_OPERATIONS = (None, "remainder", "rate")


def rest_of_amounts(case: Case) -> Calculation | None:
    """Return what stated parts leave of a stated whole, where the question asks of what the article calls the rest."""
    question = case.question
    if question.expects not in _WANTED or question.operation not in _OPERATIONS or question.unknown:
        return None
    for found in case.evidence[:SENTENCES]:
        match = REST.search(fold(case.corpus.text(found.document, found.sentence)))
        if match is None:
            continue
        split = _split(found, match.start(), case.corpus)
        if split is None:
            continue
        rest = _read(found, match.span(), split, case.corpus)
        if rest is not None and asked(question, rest, found, case.corpus):
            return left(split.whole, split.parts)
    return None


def _split(found: Evidence, end: int, corpus: Corpus) -> Split | None:
    """Return the whole whose parts a sentence lists up to a place, and no others, all of them certain."""
    article = corpus.documents[found.document]
    span = article.sentences[found.sentence].span
    here = corpus.by_sentence.get((found.document, found.sentence), ())
    if any(f.quantity.span.start > span.start + end for f in here):
        return None  # "the rest, 12,000, in Basel"
    over = {move.before for move in moves(corpus)}
    for split in splits(corpus):
        if split.whole.document != found.document or any(part.sentence != found.sentence for part in split.parts):
            continue
        told = {part.quantity.span for part in split.parts} | {split.whole.quantity.span}
        alike = [f for f in here if f.quantity.dimension == split.whole.quantity.dimension]
        sure = all(f.status == "actual" and f not in over for f in (split.whole, *split.parts))
        if sure and all(f.quantity.span in told for f in alike):
            return split
    return None


def _read(found: Evidence, match: tuple[int, int], split: Split, corpus: Corpus) -> Rest | None:
    article = corpus.documents[found.document]
    span = article.sentences[found.sentence].span
    at = [part.quantity.span for part in split.parts]
    pieces = [
        article.text[a.end : b] for a, b in zip(at, [*(s.start for s in at[1:]), span.start + match[0]], strict=True)
    ]
    item = _ITEM.search(pieces[0])
    border = item.start() if item is not None else 0
    told = article.text[span.start : at[0].start] if split.whole.sentence == found.sentence else ""
    if split.whole.sentence != found.sentence:
        told = corpus.text(found.document, split.whole.sentence)
    told = " ".join((told, split.whole.metric, split.whole.quantity.surface, pieces[0][:border]))
    rest = _END.split(article.text[span.start + match[1] : span.end])[0]
    return Rest((split.whole, *split.parts), told, " ".join((pieces[0][border:], *pieces[1:])), rest)
