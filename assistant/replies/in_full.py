"""Whether all that was asked for was paid or handed over: two amounts that stand together, of which one is the other's.

Example: "The bank claimed €9 million. Acme paid €2 million." says no where it is asked whether Acme paid it all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.replies.case import Case, quoting
from assistant.replies.predicate import verbs_asked
from assistant.types import Draft, Evidence
from assistant.words import fold, same_idea, stem, stems, vocabulary
from documents.figures.types import Figure

_ALL = re.compile(
    r"^\W*(?:and |so |but )?(?:did|has|have|had|does|do|will)\b.*\b(?:everything|all|in full|the full|the whole|entire"
    r"|as much as|every (?:penny|cent|euro|pound|dollar|one))\b"
)
_THE_REST = re.compile(
    r"\b(?:pay|pays|paid|repaid|handed over|delivered|supplied|returned)\b[^.;]{0,20} (?:the|its)"
    r" (?:rest|remainder|balance)\b"
)
_LOOK = 8  # sentences among which one of a payment is looked for
_THING = 0.7  # weight of a word that tells a thing
_SOME = 0.5  # of such words, the share that the two sentences must hold


def in_full(case: Case) -> Draft | None:
    """Return whether all of what was demanded was paid, with the two sentences that say so."""
    if not _ALL.match(fold(case.question.standalone)) or not _given() & verbs_asked(case.question):
        return None
    for found in case.evidence[:_LOOK]:
        for whole, part in _pairs(case, found):
            if part.quantity.low < whole.quantity.low and part.quantity.high <= whole.quantity.high:
                verdict = "No"
            elif part.quantity.low >= whole.quantity.high:
                verdict = "Yes"
            else:
                continue
            if verdict == "No" and _more(case, found, whole, part):
                return None
            told = list(dict.fromkeys((whole.sentence, part.sentence)))
            both = [case.at(found.document, position) for position in sorted(told)]
            text = " ".join(f"{case.text(e)} {{{i}}}" for i, e in enumerate(both))
            return quoting(case, *both, text=f"{verdict}: {text}")
    return None


def _pairs(case: Case, found: Evidence) -> Iterator[tuple[Figure, Figure]]:
    """Yield what was demanded with what the sentence says was given, of the same unit and of whom is asked."""
    for offset in (0, -1, 1, -2):
        other = found if offset == 0 else case.near(found, offset)
        if (
            other is None
            or case.sentence(other).block != case.sentence(found).block
            or not _of_asked(case, found, other)
        ):
            continue
        for part in _told(case, found, _given()):
            for whole in _told(case, other, _demanded()):
                if whole != part and whole.quantity.unit == part.quantity.unit:
                    yield whole, part


def _more(case: Case, found: Evidence, whole: Figure, part: Figure) -> bool:
    """Say whether the paragraph tells that more was given than one part: "it paid the rest in May"."""
    block, article = case.sentence(found).block, case.corpus.documents[found.document]
    beside = [case.at(found.document, i) for i, s in enumerate(article.sentences) if s.block == block]
    given = [f for e in beside for f in _told(case, e, _given()) if f.quantity.unit == part.quantity.unit]
    rest = any(_THE_REST.search(fold(case.text(e))) for e in beside)
    return rest or any(f not in (whole, part) for f in given)


def _told(case: Case, found: Evidence, verbs: frozenset[str]) -> list[Figure]:
    """Return the amounts of a sentence that a verb of a list tells: the nearest of all before it, else behind it."""
    article = case.corpus.documents[found.document]
    able = []
    for figure in case.corpus.by_sentence.get((found.document, found.sentence), ()):
        clause, at = figure.clause or article.sentences[figure.sentence].span, figure.quantity.span
        before, after = stems(article.text[clause.start : at.start]), stems(article.text[at.end : clause.end])
        near = next((s for s in (*reversed(before), *after) if s in _given() | _demanded()), None)
        if figure.quantity.dimension in ("money", "count") and near in verbs:
            able.append(figure)
    return able


def _of_asked(case: Case, found: Evidence, other: Evidence) -> bool:
    """Say whether two sentences name whom is asked about, and hold enough of what else the question tells."""
    if set(found.missing) & set(other.missing):
        return False
    own = set(stems(f"{case.text(found)} {case.text(other)}"))
    rest = [t for t in case.question.whole.terms if t.weight >= _THING and t.stem not in _given() | _demanded()]
    met = sum(1 for t in rest if t.stem in own or any(same_idea(t.stem, s) for s in own))
    return met >= _SOME * len(rest)


@cache
def _given() -> frozenset[str]:
    return frozenset(map(stem, vocabulary("replies")["in_full"]["given"]))


@cache
def _demanded() -> frozenset[str]:
    return frozenset(map(stem, vocabulary("replies")["in_full"]["demanded"]))
