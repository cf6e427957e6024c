"""Answers that leave open what a question narrows: they rest on nothing that is told of the place or part asked for."""

from __future__ import annotations

from assistant.corpus import Corpus
from assistant.left_out import leaves_out, told
from assistant.peaks import of_no_best_time
from assistant.places import every_place, in_place_of, names_place
from assistant.replies.case import Case
from assistant.restrictions import Narrowed, narrowed, of_whole, speaks_of_part
from assistant.splitting import REST
from assistant.types import Draft, Quote
from assistant.words import fold
from documents.figures.types import Figure

_MEASURED = ("count", "money", "measure", "share", "duration", "points", "factor", "speed", "age")


def leaves_open(case: Case, draft: Draft) -> bool:
    """Say whether a number is asked of a place or part, and the answer rests on none that is told of it."""
    question, corpus = case.question, case.corpus
    wanted = question.expects in _MEASURED
    if draft.status == "not_found" or not (wanted or question.expects == "any") or not draft.quotes:
        return False
    if of_no_best_time(question, draft.quotes, corpus):
        return True
    places = every_place(question, corpus) if wanted else ()
    if question.foci:
        return not all(any(_placed((place,), quote, corpus) for quote in draft.quotes) for place in places)
    part = narrowed(question, question.whole, corpus)
    return not any(_told(quote, draft, places, part, corpus) for quote in draft.quotes)


def _told(quote: Quote, draft: Draft, places: tuple[str, ...], part: Narrowed, corpus: Corpus) -> bool:
    figures: tuple[Figure, ...] = corpus.by_sentence.get((quote.document, quote.sentence), ())
    whole = " ".join(corpus.text(quote.document, quote.sentence).split()) in draft.text
    if not figures or whole:  # the reader sees what a whole sentence says
        placed = all(names_place(place, quote.document, quote.sentence, corpus) for place in places)
        able = any(not of_whole(part, figure, corpus) for figure in figures)
        able = able or (not figures and speaks_of_part(part, quote.document, quote.sentence, corpus))
        return placed and able and not any(leaves_out(part.telling, corpus.once(told, figure)) for figure in figures)
    difference = draft.calculation is not None and draft.calculation.operation == "difference"
    if difference and REST.search(fold(corpus.text(quote.document, quote.sentence))) is not None:
        return all(names_place(place, quote.document, quote.sentence, corpus) for place in places)  # of the rest
    return any(all(in_place_of(p, f, corpus) for p in places) and not of_whole(part, f, corpus) for f in figures)


def _placed(places: tuple[str, ...], quote: Quote, corpus: Corpus) -> bool:
    figures: tuple[Figure, ...] = corpus.by_sentence.get((quote.document, quote.sentence), ())
    named = all(names_place(place, quote.document, quote.sentence, corpus) for place in places)
    return named or any(all(in_place_of(place, figure, corpus) for place in places) for figure in figures)
