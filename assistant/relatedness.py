"""Whether an article relates two amounts, and whether a question asks for a figure by words of its own.

That two amounts have one unit relates nothing: income is not divided by what a gondola costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from assistant.agreement import TELLING, same_metric
from assistant.corpus import Corpus
from assistant.types import Focus, Term
from assistant.windows import window_fit
from assistant.words import fold
from documents.figures.types import Figure

_AROUND = 0.3  # a word met so nearly stands in the figure's sentence, the sentence before or the heading
# Of the words of one side, the share that its figure must meet itself: "income" is not met by kilos of coffee.
OWN_WORDS = 0.5
_NEAR = 2  # sentences of a paragraph between a part and its whole


def met(terms: Iterable[Term], figures: Iterable[Figure], corpus: Corpus) -> float:
    """Return the share of the words that one of the figures meets in its place, 0 to 1; 1 without words."""
    profiles = [corpus.figure(figure) for figure in figures]
    total = told = 0.0
    for term in terms:
        best = max(profile.match(term) for profile in profiles)
        total += term.weight
        told += term.weight * (best if best >= _AROUND else 0.0)
    return told / total if total else 1.0


def telling(focus: Focus) -> tuple[Term, ...]:
    """Return the words that say what a question is about."""
    return tuple(term for term in focus.terms if term.weight >= TELLING)


def asked_of(focus: Focus, figure: Figure, corpus: Corpus) -> bool:
    """Say whether a side of a question asks for a figure by its own words or its window of time."""
    return bool(focus.anchors) or window_fit(focus, figure) > 0 or met(focus.own, (figure,), corpus) >= OWN_WORDS


def told_apart(focus: Focus, left: Figure, right: Figure, corpus: Corpus) -> bool:
    """Say whether each of two figures is named by a word of the question that the other is not."""
    mine, other = corpus.figure(left), corpus.figure(right)
    apart = [(mine.match(term), other.match(term)) for term in telling(focus)]
    return any(a > b for a, b in apart) and any(b > a for a, b in apart)


def related(left: Figure, right: Figure, corpus: Corpus) -> bool:
    """Say whether an article sets two amounts side by side: in a paragraph, a table, or as one metric of one kind."""
    if left.document != right.document:
        return False
    if left.row is not None and right.row is not None:
        return left.row == right.row or left.column == right.column
    return beside(left, right, corpus) or (left.kind is not None and same_metric(left, right))


def beside(left: Figure, right: Figure, corpus: Corpus) -> bool:
    """Say whether two figures stand near each other in one paragraph."""
    if left.document != right.document or abs(left.sentence - right.sentence) > _NEAR:
        return False
    sentences = corpus.documents[left.document].sentences
    return sentences[left.sentence].block == sentences[right.sentence].block


def speaks_of(
    focus: Focus, figures: Iterable[Figure], corpus: Corpus, *, at_least: float | Fraction = OWN_WORDS
) -> bool:
    """Say whether figures that are told together are what a question is about: its words are met between them."""
    return met(telling(focus), figures, corpus) >= at_least


def one_owner(left: Figure, right: Figure, corpus: Corpus) -> bool:
    """Say whether two figures can be of one owner: no name of the one's is foreign to the other's."""
    mine, other = _owners(left, corpus), _owners(right, corpus)
    return not mine or not other or any(corpus.lexicon.related(a, b) or a == b for a in mine for b in other)


def of_name(name: str, figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure can be of a name: it is of nobody, or of the name or one related to it."""
    owners = _owners(figure, corpus)
    return not owners or any(owner == name or corpus.lexicon.related(owner, name) for owner in owners)


def told_of_one(left: Figure, right: Figure, corpus: Corpus) -> bool:
    """Say whether two figures are of one owner: those of one sentence are unless it names both."""
    if one_owner(left, right, corpus):
        return True
    text = fold(corpus.text(left.document, left.sentence))
    both = all(fold(figure.subject or "") in text for figure in (left, right))
    return (left.document, left.sentence) == (right.document, right.sentence) and not both


def _owners(figure: Figure, corpus: Corpus) -> tuple[str, ...]:
    """Return the names of the first of a figure's subjects that is a name."""
    for text in (figure.column, figure.subject, *figure.subjects):
        if named := tuple(mention.name for mention in corpus.lexicon.mentions(text or "")):
            return named
    return ()


def together(figures: Sequence[Figure], corpus: Corpus) -> bool:
    """Say whether an article tells figures as parts of one thing: in one row, column, sentence, paragraph or list.

    A price here and a budget there have a currency in common, and a sum of them means nothing.
    """
    if len({figure.document for figure in figures}) != 1 or len({figure.status for figure in figures}) != 1:
        return False
    if all(figure.row is not None for figure in figures):
        return len({figure.row for figure in figures}) == 1 or len({figure.column for figure in figures}) == 1
    article = corpus.documents[figures[0].document]
    places = [article.sentences[figure.sentence].block for figure in figures]
    blocks = [article.blocks[place] for place in places]
    listed = all(block.kind == "item" for block in blocks) and len({block.lead for block in blocks}) == 1
    owners = {figure.subject for figure in figures}
    periods = {figure.period for figure in figures}
    over_time = len(owners) == 1 and None not in periods and len(periods) == len(figures)
    return len(set(places)) == 1 or listed or over_time
