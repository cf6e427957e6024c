"""How far two things lie apart, where the article says it itself: "80 branches, 12 more than Brill"."""

from __future__ import annotations

import re

from assistant.implied import Implied
from assistant.operands import Candidate
from assistant.replies.case import Case, quoting
from assistant.types import Calculation, Draft
from assistant.words import fold
from documents.figures.types import Figure

_ASKED = re.compile(r"\bby how (?:much|many)\b|\bhow (?:much|many) (?:\w+ )?(?:more|fewer|less)\b")
_AS_WELL = 0.1  # how much less than the figure that fits best one of the gap may fit


def stated_gap(case: Case, made: Calculation | None) -> Draft | None:
    """Return the sentence that states the gap asked for; None where none does or a calculation comes to the same."""
    question = case.question
    if question.operation != "difference" or question.unknown or not _ASKED.search(fold(question.standalone)):
        return None
    known = {c.figure: c for c in case.anything if all(lack.startswith("name:") for lack in c.lacks)}
    top = max((c.score for c in known.values() if c.fits), default=0.0)
    able = [(worth, one) for one in case.corpus.implied.values() if (worth := _worth(one, known)) >= top - _AS_WELL]
    able = [(worth, one) for worth, one in able if worth > 0.0 and _of_both(one, case)]
    if not able:
        return None
    relation = max(able, key=lambda pair: pair[0])[1].relation
    if made is not None and relation.base in made.inputs and _comes_to(made, relation.change.quantity.low):
        return None
    return quoting(case, case.at(relation.change.document, relation.change.sentence))


def _worth(one: Implied, known: dict[Figure, Candidate]) -> float:
    """Return how well a gap between two things fits; 0 where it is none, or one of a thing to its own past."""
    relation = one.relation
    alike = relation.base.quantity.dimension == relation.change.quantity.dimension
    if relation.how not in ("add", "subtract") or relation.earlier or not alike:
        return 0.0
    own = [known[figure] for figure in (relation.base, relation.change) if figure in known]
    return max((c.score for c in own), default=0.0)


def _of_both(one: Implied, case: Case) -> bool:
    """Say whether the names of the question are those that the sentence sets apart, or whose the level is."""
    relation = one.relation
    lexicon = case.corpus.lexicon
    texts = (case.corpus.text(relation.base.document, relation.base.sentence), *relation.base.subjects)
    told = {m.name for text in texts for m in lexicon.mentions(text)}
    told.update(case.corpus.main_names(relation.base.document))
    names = case.question.whole.names
    return all(name in told or any(lexicon.related(name, other) for other in told) for name in names)


def _comes_to(made: Calculation, gap: object) -> bool:
    values = [figure.quantity.low for figure in made.inputs]
    return len(values) == 2 and abs(values[0] - values[1]) == gap
