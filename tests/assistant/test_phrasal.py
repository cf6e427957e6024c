"""Verbs of several words are read as the one word that they mean."""

from __future__ import annotations

import pytest

from assistant.words import content, stem, stems


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("The mill laid off 40 weavers.", "layoff"),
        ("Did the mill lay hundreds of weavers off last year?", "layoff"),
        ("They gave their barge up, since it leaked.", "abandon"),
        ("The kiln was shut down in May.", "close"),
        ("The atlas went on sale on 4 May.", "release"),
        ("The atlas came out on a Friday.", "release"),
        ("The strike was called off.", "cancel"),
    ],
)
def test_a_verb_of_several_words(text: str, means: str) -> None:
    assert stem(means) in stems(text)
    assert stem(means) in [token.stem for token in content(text)]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("It gave customers up to 20% off.", "abandon"),
        ("They laid the cable 20 km off the coast.", "layoff"),
        ("The union came out against the plan.", "release"),
        ("The mill came out on top.", "release"),
        ("He put a coat on and came out of the house.", "release"),
    ],
)
def test_another_verb_of_the_same_words(text: str, means: str) -> None:
    assert stem(means) not in stems(text)
