"""Whatever figures of whatever article are put together, there is a result that can be worked out or a reason."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from assistant import naming
from assistant.corpus import Corpus
from assistant.mcp.calculating import WAYS, calculate
from assistant.recompute import recompute
from assistant.types import Answer, Calculation
from documents.figures.extract import extract
from documents.figures.names import names
from documents.readers import read

ARTICLES = Path(__file__).parents[1] / "evals"
UNITS = ("week", "hour", "day", "month", "kilometre", "tonne", "USD", "foot", "banana")


@pytest.mark.parametrize("article", ["gout-trial.txt", "parcel-lockers.md", "brewery.md"])
def test_every_combination_has_a_result_or_a_reason(article: str) -> None:
    document = read(ARTICLES / article)
    figures = extract(document)
    corpus = Corpus((document,), figures, naming.build((document,), list(names(document))))
    chance = random.Random(article)
    results = 0
    for number in range(600):
        name = list(WAYS)[number % len(WAYS)]
        way = WAYS[name]
        count = chance.randint(way.least, min(way.most, 4))
        start = chance.randrange(len(figures) - count + 1)
        chosen = chance.sample(figures[start : start + count + chance.randint(0, 3)], count)
        outcome = calculate(name, chosen, chance.choice(UNITS) if way.unit else "", corpus)
        if isinstance(outcome, Calculation):
            results += 1
            assert set(outcome.inputs) == set(chosen)
            told = Answer("", "", "", "answered", "", calculation=outcome).to_dict()["calculation"]
            assert recompute(told).agrees
        else:
            assert outcome.reason.endswith(".")
            assert set(outcome.figures) <= set(chosen)
    assert results > 20
