"""Several figures of one metric added up."""

from __future__ import annotations

import re

from assistant.agreement import same_metric
from assistant.changing import moves
from assistant.corpus import Corpus
from assistant.display import stated
from assistant.expression import apply
from assistant.furthering import chain_of, within
from assistant.labels import label, said, subject, when
from assistant.operations.base import Operands, Operation, best_pair, cues, fitting
from assistant.operations.components import between_sums, of_components
from assistant.operations.each_times import times_each
from assistant.operations.group import of_labels, of_list, peers, spanned
from assistant.operations.share import AMOUNTS
from assistant.operations.working import aligned, working
from assistant.relatedness import together
from assistant.types import Calculation, Question
from assistant.words import fold, stems
from documents.figures.types import Figure

_SET_AGAINST = re.compile(
    r"\bhow (?:much|many) (?:[\w-]+ )?(?:more|less|fewer|higher|lower|cheaper|dearer|costlier)\b[^?]*\bthan\b"
)
_JOINED = re.compile(r"\b(?:and|plus|with|including|included|both)\b")
_LISTED = re.compile(r"\b(?:listed|list|items|all the|each of|every)\b")


def run(question: Question, operands: Operands) -> Calculation | None:
    if _SET_AGAINST.search(fold(question.standalone)) is not None and len(operands.sides) >= 2:
        return between_sums(question, operands)
    if (product := times_each(question, operands)) is not None:
        return product
    figures = parts(question, operands)
    if len(figures) < 2 or figures[0].quantity.unit == "%" or _replaced(figures, operands.corpus):
        return None
    return added(figures, _called(figures, operands.corpus))


def _replaced(figures: tuple[Figure, ...], corpus: Corpus) -> bool:
    """Say whether one of the figures is what another was before: a price and the one it was cut to are no sum."""
    return any(move.before in figures and move.after in figures for move in moves(corpus))


def items(question: Question, operands: Operands) -> Calculation | None:
    """Return what the lines come to that a question calls by their labels; None where it names none."""
    figures = of_labels(question, operands)
    return added(figures, _called(figures, operands.corpus)) if figures else None


def _called(figures: tuple[Figure, ...], corpus: Corpus) -> tuple[str, ...]:
    """Return the labels of the list's lines that the figures stand in; () where one has none."""
    articles = [corpus.documents[figure.document] for figure in figures]
    labels = [a.blocks[a.sentences[f.sentence].block].label for a, f in zip(articles, figures, strict=True)]
    return tuple(label for label in labels if label) if all(labels) and len(set(labels)) == len(labels) else ()


def added(figures: tuple[Figure, ...], called: tuple[str, ...] = ()) -> Calculation | None:
    """Return what figures come to together, None where they have no unit in common; `called`: what each is for."""
    terms = aligned(figures)
    work = working(figures, apply("+", *terms.operands)) if terms is not None else None
    if work is None:
        return None
    if called:
        lines = " plus ".join(
            f"{name} {stated(f.quantity)} {{{i}}}" for i, (name, f) in enumerate(zip(called, figures, strict=True))
        )
        return work.calculation("sum", f"{work.surface} altogether: {lines}.")
    if len({fold(subject(figure)) for figure in figures}) > 1:
        listed = " plus ".join(f"{said(f)} {{{i}}}" for i, f in enumerate(figures))
        return work.calculation("sum", f"{work.surface} altogether: {listed}.")
    listed = " plus ".join(f"{stated(f.quantity)}{when(f)} {{{i}}}" for i, f in enumerate(figures))
    return work.calculation("sum", f"{work.surface} altogether ({label(figures[0])}): {listed}.")


def parts(question: Question, operands: Operands) -> tuple[Figure, ...]:
    """Return what is to be taken together: a figure for each side, for each period asked, or the group."""
    if listed := of_labels(question, operands) or of_components(question, operands.whole, operands.corpus):
        return listed
    if years := spanned(question, operands):
        return years
    if len(operands.sides) > 2:
        every = peers(operands)
        return every if len(every) == len(operands.sides) else ()  # never a sum of some of those that are named
    if len(operands.sides) == 2:
        pair = best_pair(question, operands)
        if pair is not None and pair[0].quantity.unit == pair[1].quantity.unit:
            return pair
    if furthered := added_on(question, operands):
        return furthered
    wanted = question.whole.periods
    found = [c.figure for c in fitting(operands.whole)]
    if len(wanted) >= 2 and found:
        best = found[0]
        dated = {f.period: f for f in reversed(found) if f.period is not None and same_metric(best, f)}
        matched = tuple(sorted(dated.values(), key=lambda f: f.quantity.span.start))
        return matched if len(matched) == len(wanted) else ()
    if _LISTED.search(fold(question.standalone)) is not None and (items := of_list(question, operands)):
        return items
    group = _of_names(peers(operands), question, operands)
    return group if together(group, operands.corpus) else of_list(question, operands)


def _of_names(group: tuple[Figure, ...], question: Question, operands: Operands) -> tuple[Figure, ...]:
    """Return the figures that are of one of the names asked for: what a firm has in all is not what its rivals have.

    What a table tells again beside a text is left out, and the other way round.
    """
    group = tuple(figure for figure in group if (figure.row is None) == (group[0].row is None))
    asked = {f"name:{name}" for name in question.whole.names}
    foreign = {c.figure for c in operands.whole if asked and asked <= set(c.lacks)}
    return tuple(figure for figure in group if figure not in foreign)


def added_on(question: Question, operands: Operands) -> tuple[Figure, ...]:
    """Return the best figure with those that the article adds to it, "a further 600"; () where it adds none."""
    best = next((c.figure for c in operands.whole if c.fits and c.figure.quantity.dimension in AMOUNTS), None)
    chain = chain_of(best, operands.corpus) if best is not None else ()
    if not chain or not _asks_all(chain, question) or not all(_of_one_measure(chain[0], f) for f in chain[1:]):
        return ()
    kept = tuple(f for f in chain if within(f, chain[0], question.whole.periods, operands.corpus))
    return kept if len(kept) > 1 else ()


def _of_one_measure(base: Figure, figure: Figure) -> bool:
    """Say whether money told in another sentence is of the same kind: "another $5 million" may be asked by the crew."""
    money = figure.quantity.dimension == "money" and figure.sentence != base.sentence
    return not money or (figure.kind is not None and figure.kind == base.kind)


def _asks_all(chain: tuple[Figure, ...], question: Question) -> bool:
    """Say whether a question asks for more than what was added, where that has a name of its own: "marketing"."""
    asked = {term.stem for term in question.whole.terms} | {s for name in question.whole.names for s in stems(name)}
    first, *rest = ({*stems(figure.metric), *stems(figure.subject or "")} for figure in chain)
    named = any((other - first) & asked for other in rest)
    return not named or (bool(first & asked) and _JOINED.search(fold(question.standalone)) is not None)


OPERATION = Operation("sum", "What did it lose altogether in both years?", cues("sum"), run)
