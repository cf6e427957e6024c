"""Of "cut 40 jobs at its mill, out of 110" the share and the part; what an amount was spent on has it."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Paper and ink

In May 2024 Halberg cut 45 jobs at its Lund mill, out of 180. The mill in Umea was not touched. In June Halberg
closed 6 shops in the north, out of a total of 24.

Building the Skane press took four years and cost $90 million, three times the $30 million spent on the Vasa press.
Marketing the Skane press cost a further $8 million.
"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What share of the jobs at the Lund mill was cut in May 2024?", "25%"),
        ("what share of its shops did Halberg close in June", "25%"),
        ("How many jobs did Halberg cut at the Lund mill?", "45 jobs"),
        ("How many shops did Halberg close?", "6 shops"),
        ("How many times as much did the Skane press cost to build as the Vasa press?", "3 times"),
        ("How much was spent on the Vasa press?", "$30 million: Vasa press"),
    ],
)
def test_the_part_and_the_whole_are_told_apart(paper: Assistant, question: str, said: str) -> None:
    assert said in paper.ask(question).text
