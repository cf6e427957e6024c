"""A figure that the article states, or the readings where the question fits several."""

from __future__ import annotations

import re

from assistant.agreement import TELLING, same_metric, same_value, shorter_than_year, touches
from assistant.changing import moves, past
from assistant.citations import of_goals
from assistant.comparability import caveats
from assistant.display import capital, stated
from assistant.labels import label, when
from assistant.milestones import is_of
from assistant.operands import READING_WORDS, Candidate, readings
from assistant.replies.case import Case, quoting
from assistant.replies.then_and_now import only_then, with_now
from assistant.splitting import splits
from assistant.time_asked import FORESEEN, asks_done
from assistant.types import Draft, Quote
from assistant.words import fold, same_idea, stem, stems
from documents.figures.types import Figure
from documents.figures.verbs import base_of
from documents.figures.vocabulary import words

# A question that asks for what was before, too.
_PAST = re.compile(r"\b(?:before|earlier|previous|previously|formerly|former|once|used to|ago|until|last|then)\b")
_SMALL = 12  # "the three trains" is no number to reach
_BEFELL = re.compile(r"\bwhat(?: has| had| ever)? (?:happen(?:ed|s)?|became|becomes|become) (?:to|with|of)\b")
# More readings than this are a list nobody asked for.
_MOST = 4


def reply(case: Case) -> Draft | None:
    """State the figure that fits; several that fit equally well are given with their labels."""
    chosen = readings(case.question, case.figures)
    chosen = tuple(c for c in chosen if not _of_other_number(c.figure, case))
    if not chosen:
        return None
    chosen = _present(_come_about(chosen, case), case)
    now = with_now(chosen[0].figure, case)
    if now:
        return quoting(case, *now)
    if (part := _done_part(chosen[0].figure, case)) is not None:
        return _one(part, case)
    foreseen = _foreseen(chosen[0], case)
    if len(foreseen) > 1:
        return _several(foreseen[:_MOST], case)
    if len(chosen) == 1 or _settled(chosen, case):
        return _one(chosen[0].figure, case)
    return _several([c.figure for c in chosen[:_MOST]], case)


def _done_part(figure: Figure, case: Case) -> Figure | None:
    """Return the part that the verb asked about is told of, None where the whole is not told beside one.

    Of "cut 40 jobs, out of 110" how many were cut is the part.
    """
    split = next((one for one in splits(case.corpus) if one.whole == figure and len(one.parts) == 1), None)
    if split is None or split.parts[0].sentence != figure.sentence:
        return None
    part, article = split.parts[0], case.corpus.documents[figure.document]
    sentence = article.sentences[figure.sentence].span
    before = stems(article.text[sentence.start : part.quantity.span.start])
    if part.quantity.span.start > figure.quantity.span.start:  # "280 households took it, and 210 | stayed"
        before = stems(article.text[part.quantity.span.end : sentence.end])[:1]
    verbs = (t for t in case.question.whole.terms if t.weight >= TELLING and base_of(t.text.lower()) is not None)
    return part if any(term.stem in before for term in verbs) else None


def _of_other_number(figure: Figure, case: Case) -> bool:
    """Say whether a time is not that of reaching the number asked for: how long it took to 1,000 is no other time."""
    goal = case.question.threshold
    asked = case.question.operation == "time_to_reach" and goal is not None and goal.low > _SMALL
    timed = figure.quantity.dimension == "duration"
    return asked and timed and goal is not None and not is_of(figure, goal.low, case.corpus)


def _present(chosen: tuple[Candidate, ...], case: Case) -> tuple[Candidate, ...]:
    """Return the readings without what a thing was before one of them: of "18 shops, up from 12", 18 are asked for.

    "Last year" is the one before an article's own, where it has a figure of that.
    """
    asked = next((back for said, back in _YEARS if said in fold(case.question.standalone)), None)
    if asked is not None and not case.question.whole.periods:
        able = chosen if any(_year(c.figure, case) == asked for c in chosen) else case.figures
        chosen = tuple(c for c in able if c.fits and _year(c.figure, case) == asked) or chosen
        chosen = tuple(c for c in chosen if not _of_part_year(c.figure, case)) or chosen
    if case.question.whole.periods or _PAST.search(fold(case.question.standalone)):
        return chosen
    taken = {c.figure for c in chosen}
    before = {move.before for move in moves(case.corpus) if move.after in taken}
    return tuple(c for c in chosen if c.figure not in before and not past(c.figure, case.corpus)) or chosen


def _come_about(chosen: tuple[Candidate, ...], case: Case) -> tuple[Candidate, ...]:
    """Return the readings without what was only foreseen, where what came about is asked for and told as well."""
    if not asks_done(case.question.standalone):
        return chosen
    told = tuple(c for c in chosen if c.figure.status not in FORESEEN)
    if told:
        return told
    best = chosen[0]
    return tuple(c for c in case.figures if c.fits and c.figure.status not in FORESEEN and _same(c, best)) or chosen


def _same(one: Candidate, other: Candidate) -> bool:
    """Say whether two readings are of one measure of the same, met as well by the question's words."""
    return same_metric(one.figure, other.figure) and one.words >= other.words - READING_WORDS


def _of_part_year(figure: Figure, case: Case) -> bool:
    period = case.corpus.period(figure)
    return period is not None and shorter_than_year(period)


def _year(figure: Figure, case: Case) -> int | None:
    """Return how many years before its article's a figure's is; None where either has none."""
    published, period = case.corpus.documents[figure.document].published, case.corpus.period(figure)
    if not published or not published[:4].isdecimal() or period is None or period.start[:4] != period.end[:4]:
        return None
    return int(published[:4]) - int(period.end[:4])


_YEARS = (("last year", 1), ("this year", 0))


def _foreseen(best: Candidate, case: Case) -> list[Figure]:
    """Return all that somebody foresees, where the question asks for no more than that: "What does Acme predict?"."""
    telling = [term for term in case.question.whole.terms if term.weight >= TELLING]
    speaker = best.figure.speaker
    if speaker is None or not telling or not all(same_idea(term.stem, stem("forecast")) for term in telling):
        return []
    return [c.figure for c in case.figures if set(c.lacks) <= {"words"} and c.figure.speaker == speaker]


def named(case: Case) -> Draft | None:
    """State a figure only where the question's words name what it measures, for questions that need not want one."""
    if _BEFELL.search(fold(case.question.standalone)):
        return None  # what happened to a shipment is told by no number of it
    best = case.figures[0] if case.figures else None
    if best is not None and best.fits and (best.vouched or touches(best.figure, case.question.whole)):
        return reply(case)
    return None


def _settled(chosen: tuple[Candidate, ...], case: Case) -> bool:
    """Say whether the best figure alone is meant: the others measure something else, or less of the words fits them."""
    best = chosen[0]
    alike = [c for c in chosen[1:] if same_metric(best.figure, c.figure) or c.words >= best.words - 0.01]
    return not alike


def _one(figure: Figure, case: Case) -> Draft:
    twins = [
        c.figure
        for c in case.figures
        if c.figure is not figure
        and same_value(c.figure, figure)
        and same_metric(c.figure, figure)
        and set(c.lacks) <= {"words"}
    ]
    quotes = (*_quotes([figure, *twins[:1]]), *of_goals((figure,), case.corpus.documents))
    marks = "".join(f"{{{i}}}" for i in range(len(quotes)))
    return Draft(
        "answered",
        f"{sentence(figure)} {marks}.",
        quotes,
        (*_narrower(figure, case), *_then(figure, case), *caveats((figure,))),
    )


def _then(figure: Figure, case: Case) -> tuple[str, ...]:
    note = only_then(figure, case)
    return () if note is None else (note,)


def _of_a_body(name: str) -> bool:
    """Say whether a name ends as a company's does, "Acme Works", and not as a version's: "R4 Basic"."""
    last = fold(name.split()[-1])
    return last.endswith("s") or last in words("corporate", name="names") | words("roles", "company", name="names")


def _narrower(figure: Figure, case: Case) -> tuple[str, ...]:
    """Name the variant where the question asks for the whole: the price of one version, of several."""
    lexicon = case.corpus.lexicon
    whose = [m.name for m in lexicon.mentions(figure.subject or "")]
    for name in whose:
        wider = [asked for asked in case.question.whole.names if asked in lexicon.family(name)[1:]]
        if wider and name.startswith(f"{wider[0]} ") and _of_a_body(name):
            continue  # "Acme" is short for "Acme Works"
        if wider and not set(whose) & set(case.question.whole.names):
            return (f"This is the figure for {name}; the question asks about {wider[0]}.",)
    return ()


def sentence(figure: Figure) -> str:
    """Return the figure as a short statement: "75 days: Fennick, to reach 2,000 units"."""
    name = label(figure)
    value = stated(figure.quantity)
    value = capital(value)
    said = f" (according to {figure.speaker})" if figure.speaker else ""
    goal = f", to reach {' '.join(figure.milestone.surface.split())}" if figure.milestone else ""
    return f"{value}: {name}{goal}{when(figure)}{said}" if name else f"{value}{goal}{when(figure)}{said}"


def _several(figures: list[Figure], case: Case) -> Draft:
    ordered = sorted(figures, key=lambda f: (f.document, f.quantity.span.start))
    quotes = (*_quotes(ordered), *of_goals(ordered, case.corpus.documents))
    place = {quote: i for i, quote in enumerate(quotes)}
    parts = [f"{sentence(f)} {{{place[Quote(f.document, f.sentence)]}}}" for f in ordered]
    note = "The question fits several figures; each is given with what it stands for."
    return Draft("answered", "; ".join(parts) + ".", quotes, (note, *caveats(ordered)))


def _quotes(figures: list[Figure]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(Quote(f.document, f.sentence) for f in figures))
