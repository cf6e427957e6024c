"""What many judged questions add up to.

Every measure but the calibration is a sum over a sum: a question adds a `Score`, its share of the numerator and of the
denominator. F1, for one, is twice the right refusals over twice them, the wrong ones and the missed ones. That is
what makes each measure comparable with an earlier run question by question (`compare.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from assistant.evals import judge
from assistant.evals.types import AnswerJson, Bin, Judged, Measure, Row, Score
from documents.types import Document, Span

PLACES = 6  # of a measure's value, so that it is the same number on every machine
BINS = 10  # of the reliability table, all equally wide
OVERANSWERED = "answered where it must refuse"
OVERREFUSED = "refused where it must answer"
CALIBRATION = "calibration_error"
_COUNTS = (OVERANSWERED, OVERREFUSED)


def scores(
    row: Row, answer: AnswerJson, parts: Mapping[str, bool], documents: Mapping[str, Document]
) -> dict[str, Score]:
    """Return what one question adds to each measure that applies to it."""
    passed = float(all(parts.values()))
    found = {"ALL": (passed, 1.0), f"kind {row.kind}": (passed, 1.0)}
    if row.op:
        found[f"op {row.op}"] = (passed, 1.0)
    found |= {part: (float(right), 1.0) for part, right in parts.items()}
    return found | _refusal(row, answer) | _citations(row, answer, documents)


def _refusal(row: Row, answer: AnswerJson) -> dict[str, Score]:
    """Refusing is the thing looked for: right, wrong and missed refusals."""
    refused = answer["status"] == "not_found"
    answered = answer["status"] in ("answered", "partial")
    both = float(refused and row.refuse)
    found: dict[str, Score] = {"refusal_f1": (2 * both, float(refused) + float(row.refuse))}
    if refused:
        found["refusal_precision"] = (both, 1.0)
    if row.refuse:
        found["refusal_recall"] = (both, 1.0)
        found[OVERANSWERED] = (float(answered), 1.0)
    else:
        found[OVERREFUSED] = (float(refused), 1.0)
    return found


def _citations(row: Row, answer: AnswerJson, documents: Mapping[str, Document]) -> dict[str, Score]:
    citations = answer["citations"]
    quotes = [citation["quote"] for citation in citations]
    found: dict[str, Score] = {}
    if citations:
        found["quote_exact"] = (float(sum(is_exact(one, documents) for one in citations)), float(len(citations)))
    if row.evidence:
        covered = sum(any(judge.covers(quote, piece) for quote in quotes) for piece in row.evidence)
        found["citation_recall"] = (float(covered), float(len(row.evidence)))
    if row.evidence and quotes:
        needed = sum(any(judge.supports(quote, piece) for piece in row.evidence) for quote in quotes)
        found["citation_precision"] = (float(needed), float(len(quotes)))
    return found


def is_exact(citation: AnswerJson, documents: Mapping[str, Document]) -> bool:
    """Say whether a quote is, byte for byte, what its document holds at its place."""
    document = documents.get(citation["document"])
    if document is None or not citation["quote"] or not 0 <= citation["start"] < citation["end"] <= len(document.text):
        return False
    stated = document.quote(Span(citation["start"], citation["end"]))
    return stated.encode("utf-8", "surrogatepass") == str(citation["quote"]).encode("utf-8", "surrogatepass")


def measures(judged: Sequence[Judged]) -> tuple[Measure, ...]:
    """Return every measure of the questions, in the order in which they are told."""
    top: dict[str, float] = {}
    bottom: dict[str, float] = {}
    asked: dict[str, int] = {}
    for one in judged:
        for name, (numerator, denominator) in one.scores.items():
            top[name] = top.get(name, 0.0) + numerator
            bottom[name] = bottom.get(name, 0.0) + denominator
            asked[name] = asked.get(name, 0) + 1
    return tuple(
        _measure(name, top[name], bottom[name], asked[name]) for name in sorted(top, key=_place) if bottom[name]
    )


def _measure(name: str, top: float, bottom: float, asked: int) -> Measure:
    if name in _COUNTS:
        return Measure(name, top, asked, right=int(top), lower=True, counted=True)
    value = round(top / bottom, PLACES)
    # A mean of ranks and gains over questions has no number of right ones; nor has F1.
    if "@" in name or name == "refusal_f1":
        return Measure(name, value, asked)
    return Measure(name, value, int(bottom), right=int(top))


# Read from the top: the verdict, its parts, the two worst errors, citations, then the rankings, kinds and operations.
ORDER = (
    "ALL", "refusal", "main_number", "numbers", "words", "evidence", "must_not", "caveat", OVERANSWERED, OVERREFUSED,
    "refusal_precision", "refusal_recall", "refusal_f1", "citation_precision", "citation_recall", "quote_exact",
)  # fmt: skip


def _place(name: str) -> tuple[int, int, str]:
    """Return where a measure stands among the others; those of one ranking stay in the order they were made."""
    if name in ORDER:
        return 0, ORDER.index(name), ""
    group = 3 if name.startswith("op ") else 2 if name.startswith("kind ") else 1
    return group, 0, name if group > 1 else ""


def reliability(judged: Iterable[Judged]) -> tuple[Bin, ...]:
    """Return how often questions of each confidence are answerable; () where the answers tell no confidence."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for one in judged:
        confidence = confidence_of(one.answer)
        if confidence is not None:
            bins.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, not one.row.refuse))
    return tuple(
        Bin(
            low=at / BINS,
            high=(at + 1) / BINS,
            questions=len(found),
            confidence=round(sum(confidence for confidence, _ in found) / len(found), PLACES),
            answerable=round(sum(answerable for _, answerable in found) / len(found), PLACES),
        )
        for at, found in sorted(bins.items())
    )


def calibration(bins: Sequence[Bin]) -> tuple[Measure, ...]:
    """Return the expected calibration error: how far confidence and what is answerable lie apart, on average."""
    total = sum(one.questions for one in bins)
    if not total:
        return ()
    error = sum(one.questions * abs(one.confidence - one.answerable) for one in bins) / total
    return (Measure(CALIBRATION, round(error, PLACES), total, lower=True),)


def confidence_of(answer: AnswerJson | None) -> float | None:
    """Return an answer's probability that the articles hold what is asked; None where it tells none in 0 to 1."""
    value = answer.get("confidence") if answer is not None else None
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        return float(value) if 0.0 <= float(value) <= 1.0 else None
    except ValueError:
        return None
