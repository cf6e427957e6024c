"""Near misses leave a question unanswered, and of the pairs of a question the right one comes first."""

from __future__ import annotations

import random
from collections.abc import Callable

from index.crossencoder.encoding import Pair
from tests.training.examples import QUESTION, SAID, SENTENCES, example
from training.near_misses import Swap, names, opposites, swaps
from training.pairs import ANY, LIKE, Group, Labelled, group, near_miss
from training.sources import Example


def many(make: Callable[[random.Random], list[Group]]) -> list[Group]:
    """Everything that comes of forty seeds."""
    return [found for seed in range(40) for found in make(random.Random(seed))]


def test_a_swap_is_made_at_word_ends_only() -> None:
    assert Swap("mill", "shed").applied("The mill, a mill's millpond.") == "The shed, a shed's millpond."
    assert Swap("C++", r"\1").applied("in C++ so") == r"in \1 so"


def test_swaps_put_what_neither_text_has_in_place_of_what_both_have() -> None:
    found = [swap for seed in range(40) for swap in swaps(QUESTION, SAID, SENTENCES, random.Random(seed))]
    pairs = {(swap.old, swap.new) for swap in found}
    assert {("Arnsby", "Norwick"), ("import", "export"), ("1987", "1962"), ("1987", "1988")} <= pairs
    for old, new in pairs:
        assert Swap(old, new).applied(QUESTION) != QUESTION
        assert Swap(new, old).applied(QUESTION) == QUESTION  # the new stands there nowhere
        assert Swap(new, old).applied(SAID) == SAID
    assert not any(old == "46" for old, _ in pairs)  # of the sentence alone: no question asks of it


def test_nothing_is_swapped_that_the_sentence_does_not_share() -> None:
    found = [s for n in range(20) for s in swaps("Who owns Tollgate?", SAID, SENTENCES, random.Random(n))]
    assert found == []


def test_a_word_at_the_start_of_a_sentence_is_no_name() -> None:
    assert names("Bread is sold in Norwick. Wool from Kettering Works goes to Bath.") == [
        "Norwick",
        "Kettering Works",
        "Bath",
    ]


def test_opposites_go_both_ways() -> None:
    table = opposites()
    assert "export" in table["import"]
    assert all(left in table[right] for left, rights in table.items() for right in rights)


def test_the_right_sentence_comes_first_and_alone_answers() -> None:
    for found in many(lambda chance: group(example(), chance)):
        assert [one.answers for one in found[1:]] == [False] * (len(found) - 1)
    first = group(example(), random.Random(1))[0]
    assert first[0] == Labelled(Pair(QUESTION, SAID, SENTENCES[0]), True, ((36, 38),))
    assert len(first) == 1 + LIKE + ANY
    assert len({one.pair for one in first}) == len(first)
    assert {one.pair.question for one in first} == {QUESTION}


def test_the_sentences_that_look_most_like_answers_are_the_wrong_ones() -> None:
    wrong = {one.pair.sentence for one in group(example(), random.Random(3))[0][1 : 1 + LIKE]}
    assert wrong == {SENTENCES[2], SENTENCES[3]}


def test_a_question_that_nothing_answers_has_no_right_sentence() -> None:
    (found,) = group(example("How many looms did Tollgate burn?", None), random.Random(1))
    assert len(found) == LIKE + ANY
    assert not any(one.answers or one.spans for one in found)


def test_a_near_miss_leaves_the_question_unanswered_and_both_changed_answer() -> None:
    right = Labelled(Pair(QUESTION, SAID, SENTENCES[0]), True, ((36, 38),))
    seen = many(lambda chance: near_miss(example(), right, chance))
    assert seen
    kinds = set()
    for found in seen:
        missed = found[-1]
        assert not missed.answers
        changed = (missed.pair.question != QUESTION, missed.pair.sentence != SAID)
        assert changed in {(True, False), (False, True)}  # one of the two texts
        kinds.add((len(found), changed))
        if len(found) == 2:
            both = found[0]
            assert both.answers
            assert both.pair.question != QUESTION
            assert both.pair.sentence != SAID
            assert [both.pair.sentence[start:end] for start, end in both.spans] == ["46"]
    assert kinds == {(1, (True, False)), (1, (False, True)), (2, (True, False)), (2, (False, True))}


def test_the_answer_itself_is_never_swapped() -> None:
    right = Labelled(Pair("Was it in 1987 that looms came to Arnsby?", SAID), True, ((3, 7),))
    for found in many(lambda chance: near_miss(example(right.pair.question, answer="1987"), right, chance)):
        assert "1987" in found[0].pair.sentence


def test_rows_of_a_table_have_its_title_before_them_and_sentences_the_one_before() -> None:
    rows = Example("Looms?", ("North; Looms: 4", "South; Looms: 9"), frozenset({1}), {}, above="Output", rows=True)
    assert {one.pair.before for one in group(rows, random.Random(1))[0]} == {"Output"}
    first = group(example(answer="46"), random.Random(1))[0]
    before = {one.pair.sentence: one.pair.before for one in first}
    assert all(
        before[text] == (SENTENCES[at - 1] if at else "Mills") for at, text in enumerate(SENTENCES) if text in before
    )
