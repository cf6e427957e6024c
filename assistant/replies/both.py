"""Two things set side by side where no calculation joins them: what the articles say of each."""

from __future__ import annotations

from itertools import product

from assistant.agreement import same_metric, touches
from assistant.changing import past
from assistant.comparability import caveats
from assistant.labels import label
from assistant.replies.case import Case, SideCase
from assistant.replies.figure import sentence
from assistant.types import Draft, Evidence, Quote
from assistant.words import fold, tokens, vocabulary
from documents.figures.types import Figure

# Of a side's words, the share that a sentence must meet to be what the article says of it.
_ENOUGH = 0.45
_SEARCHED, _TRIED = 20, 6  # sentences of a side that are looked at, and of those that fit
_NAMED = 0.04  # what it adds that a sentence names the side itself and no other one


def reply(case: Case) -> Draft | None:
    """Return a figure or a sentence for each side; partial where a side that was to be measured has no figure."""
    parts: list[tuple[str, str]] = []  # what stands before and behind the number of a quote
    quotes: list[Quote] = []
    figures: list[Figure] = []
    lacking: list[str] = []
    for side, found in zip(case.sides, _sentences(case), strict=True):
        fitting = [c.figure for c in side.figures if c.fits and touches(c.figure, side.focus)]
        fitting = [figure for figure in fitting if _may_reach(case, figure)]
        present = (f for f in fitting if side.focus.periods or not past(f, case.corpus))
        figure = next(present, fitting[0] if fitting else None)
        if figure is None and found is None:
            return None
        quote = Quote(figure.document, figure.sentence) if figure else _quote(found)
        quotes.append(quote)
        if figure is not None and figure in case.corpus.changes:
            figures.append(figure)  # "7%" alone does not tell that it fell
            parts.append((case.text(case.at(figure.document, figure.sentence)), ""))
        elif figure is not None:
            figures.append(figure)
            parts.append((sentence(figure), "."))
        else:
            assert found is not None
            if not _counts(case, side, found):
                lacking.append(" ".join(side.focus.names))
            parts.append((case.text(found), ""))
    if len({figure.quantity.dimension for figure in figures}) > 1:
        return None  # a time beside a share compares nothing
    timed = [quote for quote in quotes if _tells_time_to(case, quote)]
    if timed and (not figures or len(set(quotes)) == 1):
        parts, quotes = [(case.text(case.at(q.document, q.sentence)), "") for q in timed], timed
    elif len(set(quotes)) == 1 and (not figures or all(figure is figures[0] for figure in figures)):
        return None  # the article says one thing of both: no comparison
    measured = figures or (_asks_how_much(case) and len(lacking) < len(case.sides))
    notes = tuple(f"The article gives no exact figure for {name}." for name in lacking if name and measured)
    partial = notes and figures
    notes = (*notes, *_scopes(figures), *caveats(figures))
    told_once = list(dict.fromkeys(zip(parts, quotes, strict=True)))
    text = " ".join(f"{before} {{{at}}}{behind}" for at, ((before, behind), _) in enumerate(told_once))
    return Draft("partial" if partial else "answered", text, tuple(quote for _, quote in told_once), notes)


def _scopes(figures: list[Figure]) -> tuple[str, ...]:
    """Say that two amounts may be for different things: all that a firm spends on research, what one machine cost."""
    if len(figures) != 2 or any(figure.quantity.dimension != "money" for figure in figures):
        return ()
    things = [figure for figure in figures if figure.subject is not None and figure.subject.islower()]
    if same_metric(*figures) and len(things) != 1:
        return ()
    return (f'"{label(figures[0])}" and "{label(figures[1])}" may cover different things.',)


def _sentences(case: Case) -> tuple[Evidence | None, ...]:
    """Return for each side what the article says of it: a sentence of its own where there is one."""
    able = [tuple(_able(case, side)) for side in case.sides]
    if not all(able):
        return tuple(found[0][1] if found else None for found in able)
    together = [
        (len({(e.document, e.sentence) for _, e in chosen}), round(sum(score for score, _ in chosen), 9), chosen)
        for chosen in product(*able)
    ]
    best = max(together, key=lambda entry: entry[:2])
    return tuple(found for _, found in best[2])


def _able(case: Case, side: SideCase) -> list[tuple[float, Evidence]]:
    """Return the sentences that may tell of a side, with their scores, best first."""
    others = {name for other in case.sides if other is not side for name in other.focus.names}
    found = []
    for e in side.evidence[:_SEARCHED]:
        text = case.text(e)
        named = {mention.name for mention in case.corpus.lexicon.mentions(text)}
        own = not side.focus.names or bool(named & set(side.focus.names))
        meant = own or (not named & others and bool(set(case.corpus.main_names(e.document)) & set(side.focus.names)))
        meant = meant and not _of_other_number(case, e)
        if not e.missing and e.coverage >= _ENOUGH and meant and not text.rstrip().endswith("?"):
            found.append((e.score + (_NAMED if own and not named & others else 0.0), e))
    return sorted(found, key=lambda entry: -entry[0])[:_TRIED]


def _of_other_number(case: Case, found: Evidence) -> bool:
    """Say whether a sentence tells of reaching another number alone: "10,000 after 188 days", asked of 20,000."""
    told = case.corpus.by_sentence.get((found.document, found.sentence), ())
    reached = [figure for figure in told if figure.milestone is not None]
    return bool(reached) and not any(_may_reach(case, figure) for figure in reached)


def _tells_time_to(case: Case, quote: Quote) -> bool:
    """Say whether a sentence tells a time to the number that is asked for."""
    goal = case.question.threshold
    told = case.corpus.by_sentence.get((quote.document, quote.sentence), ())
    return goal is not None and any(f.milestone is not None and f.milestone.low == goal.low for f in told)


def _may_reach(case: Case, figure: Figure) -> bool:
    """Say whether a figure may tell the time to the number that is asked for, where one is."""
    goal = case.question.threshold
    timed = figure.within is not None or figure.quantity.dimension == "duration"
    return goal is None or (timed and (figure.milestone is None or figure.milestone.low == goal.low))


def _counts(case: Case, side: SideCase, found: Evidence) -> bool:
    """Say whether the sentence that tells of a side has a figure of it."""
    own = (c.figure for c in side.figures if c.fits)
    return any((f.document, f.sentence) == (found.document, found.sentence) for f in own)


def _asks_how_much(case: Case) -> bool:
    """Say whether the question asks which of the sides has more."""
    direction = vocabulary("questions")["direction"]
    asked = {fold(token.text) for token in tokens(case.question.standalone)}
    return bool(asked & {*direction["greater"], *direction["smaller"]})


def _quote(found: Evidence | None) -> Quote:
    assert found is not None
    return Quote(found.document, found.sentence)
