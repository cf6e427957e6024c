"""The figures that are weighed together, with what each tells whatever is asked: read once, not for each question."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from assistant.corpus import Corpus
from assistant.in_money import counted_otherwise
from assistant.left_out import LeftOut, told
from assistant.listed_shares import items
from assistant.own_words import OwnWords, own_words
from assistant.ownership import Whose, name_met, whose
from assistant.postings import Postings, Words, joined
from assistant.profile import Profile
from assistant.selling import is_making, is_outlay, is_price
from assistant.splitting import told_apart
from assistant.standing import came_or_went
from assistant.words import stems
from documents.figures.types import Figure


@dataclass(frozen=True, slots=True)
class Traits:
    """What a figure tells whatever is asked."""

    figure: Figure
    own: OwnWords
    profile: Profile
    whose: Whose
    change: bool  # whether it tells a change and no level
    moved: bool  # whether it counts what came or went, and not what there is
    stated: bool  # whether an article states it; else it is implied
    label: frozenset[str]  # stems of the label of its item in a list
    siblings: frozenset[str]  # stems of the labels of the other items
    price: bool  # whether it is what something is sold for
    making: bool  # whether it is what making something costs
    outlay: bool  # whether it is what its maker spends on it, on making or on marketing
    counted: bool  # whether it counts things or times, and no money
    left: LeftOut  # what it leaves out or takes in: "before marketing"
    apart: frozenset[str] | None  # stems of what tells a part from its whole right before it, None where it is no part


@dataclass(frozen=True)
class Pool:
    """Figures in text order, their traits in the same order."""

    traits: tuple[Traits, ...]
    postings: Words
    named: Callable[[str], array[float]]  # how well a name is met by each figure


def stated(corpus: Corpus) -> Pool:
    """Return the figures that the articles state."""
    return _joined([corpus.once(_stated, document) for document in corpus.documents])


def implied(corpus: Corpus) -> Pool:
    """Return the figures that the articles imply."""
    return _joined([corpus.once(_implied, document) for document in corpus.documents])


def _stated(document: str, corpus: Corpus) -> Pool:
    return _pool(corpus.of(document), corpus)


def _implied(document: str, corpus: Corpus) -> Pool:
    return _pool([figure for figure in corpus.implied if figure.document == document], corpus)


def _pool(figures: Sequence[Figure], corpus: Corpus) -> Pool:
    traits = tuple(_traits(figure, corpus) for figure in figures)

    def named(name: str) -> array[float]:
        return array("d", (name_met(name, trait.figure, trait.profile, corpus) for trait in traits))

    return Pool(traits, Postings([trait.profile for trait in traits]), lru_cache(maxsize=64)(named))


def _joined(pools: Sequence[Pool]) -> Pool:
    """Return the pools of several articles as one."""
    if len(pools) == 1:
        return pools[0]

    def named(name: str) -> array[float]:
        return array("d", chain.from_iterable(pool.named(name) for pool in pools))

    traits = tuple(chain.from_iterable(pool.traits for pool in pools))
    return Pool(traits, joined([pool.postings for pool in pools]), named)


def _traits(figure: Figure, corpus: Corpus) -> Traits:
    label, siblings = corpus.labels(figure)
    if not siblings:
        label, siblings = items(figure, corpus)
    apart = told_apart(figure, corpus)
    return Traits(
        figure, own_words(figure), corpus.figure(figure), corpus.once(whose, figure),
        change=figure in corpus.changes, moved=came_or_went(figure, corpus), stated=figure not in corpus.implied,
        label=label, siblings=siblings, price=is_price(figure, corpus), making=is_making(figure, corpus),
        outlay=is_outlay(figure, corpus), counted=counted_otherwise(figure), left=corpus.once(told, figure),
        apart=None if apart is None else frozenset(stems(apart)),
    )  # fmt: skip
