"""Examples -> the pairs of a question and a sentence that one step of training compares."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

from index.crossencoder.encoding import Pair
from training.near_misses import Swap, swaps
from training.sources import Example, Range

# Of a question's paragraph: sentences that look like answers, and any others.
LIKE, ANY = 2, 1
NEAR_MISS = 0.6  # share of answered questions that come with a near miss
_WORDS = re.compile(r"\w+")
_EVERYDAY = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at to for from by with and or is are was were be been do does did has have had what which "
        "who whom whose when where why how many much it its his her their this that these those as not",
    )
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair with what is true of it."""

    pair: Pair
    answers: bool
    spans: tuple[Range, ...] = ()  # characters of the answer in the sentence


Group = tuple[Labelled, ...]  # of one question; at most one answers, and it comes first


def group(example: Example, chance: random.Random) -> list[Group]:
    """Return the groups of one example, drawn anew each time: the question itself, and near misses of it."""
    order = likeness(example)
    if not example.gold:
        return [tuple(Labelled(_pair(example, at), False) for at in order[: LIKE + ANY])]
    gold = chance.choice(sorted(example.gold))
    rest = [at for at in order if at not in example.gold]
    tail = rest[LIKE:]
    wrong = rest[:LIKE] + chance.sample(tail, min(ANY, len(tail)))
    right = Labelled(_pair(example, gold), True, example.answers.get(gold, ()))
    found = [(right, *(Labelled(_pair(example, at), False) for at in wrong))]
    if chance.random() < NEAR_MISS:
        found += near_miss(example, right, chance)
    return found


def near_miss(example: Example, right: Labelled, chance: random.Random) -> list[Group]:
    """A changed question with the sentence as it was, or the other way round; at times both changed, which answers."""
    for swap in swaps(right.pair.question, right.pair.sentence, example.sentences, chance):
        asked, said = changed(right.pair, swap)
        both = replace(asked, sentence=said.sentence, before=said.before)
        known = [right.pair.sentence[start:end] for start, end in right.spans]
        if any(swap.applied(text) != text for text in known):
            return []  # the answer itself would be changed
        alone = said if said.sentence != right.pair.sentence and chance.random() < 0.4 else asked
        if both.sentence == asked.sentence or chance.random() < 0.5:
            return [(Labelled(alone, False),)]
        spans = tuple(span for text in known for span in _where(text, both.sentence))
        return [(Labelled(both, True, spans), Labelled(alone, False))]
    return []


def changed(pair: Pair, swap: Swap) -> tuple[Pair, Pair]:
    """The pair with the question changed, and with the sentence and what stands before it changed."""
    return (
        replace(pair, question=swap.applied(pair.question)),
        replace(pair, sentence=swap.applied(pair.sentence), before=swap.applied(pair.before)),
    )


def _where(text: str, sentence: str) -> tuple[Range, ...]:
    at = sentence.find(text)
    return ((at, at + len(text)),) if at >= 0 else ()


def likeness(example: Example) -> list[int]:
    """The sentences by how many words of the question they share, those that are rare among them above all."""
    asked = set(_WORDS.findall(example.question.lower())) - _EVERYDAY
    own = [set(_WORDS.findall(sentence.lower())) for sentence in example.sentences]
    count = {word: sum(word in words for words in own) for word in asked}
    score = [sum(1 / count[word] for word in asked & words) / (len(words) + 8) ** 0.25 for words in own]
    return sorted(range(len(own)), key=lambda at: (-score[at], at))


def _pair(example: Example, at: int) -> Pair:
    before = example.above if example.rows or at == 0 else example.sentences[at - 1]
    return Pair(example.question, example.sentences[at], before)
