"""Whose words a paragraph quotes where it names several people, and who does what others only tell."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant

ARTICLE = """# The Clay War

Two potters share the town of Orla. Mirabel Ostrey runs Claywell. She learned the trade from her mother.

Ostrey plans a third kiln, behind the station, for £2 million. The trade analyst Tova Quill of Birch House doubts it.
"The trade grew by 9% in 2022 and by 2% last year," she said. "Nobody should fire bricks for a summer."

Jonas Ferrin has the opposite worry. Should the town forbid smoke, Quill reckons, he would lose money. He says that he
"would rather bake bread".

The price of clay rose from £190 to £247 a tonne. In the first quarter of 2025 Ferrin sold 180,000 pots. According to
Ostrey, Ferrin offered to buy her glaze for £4 million.
"""


@pytest.fixture(scope="module")
def potters(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("potters")
    (folder / "potters.md").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(folder, folder / "data")


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("Who said 'Nobody should fire bricks for a summer'?", "Tova Quill", "Ostrey"),
        ("Who said that the trade grew by 9% in 2022?", "Quill", "Ostrey"),
        ("Who said 'would rather bake bread'?", "Ferrin", "Quill"),
        ("Who offered £4 million for the glaze?", "Ferrin", "Ostrey [1]"),
        ("By what percentage did clay get more expensive?", "rose by 30%", "23.1"),
        ("How many pots did Ferrin sell per day in the first quarter of 2025?", "2,000 pots per day", "1,97"),
    ],
)
def test_the_one_who_said_or_did_it(potters: Assistant, question: str, said: str, unsaid: str) -> None:
    answer = potters.ask(question)
    assert said in answer.text
    assert unsaid not in answer.text


def test_what_somebody_said_is_nobody_elses(potters: Assistant) -> None:
    assert "bricks" not in potters.ask("What did Mirabel Ostrey say?").text
