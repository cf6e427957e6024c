"""What a reader says in another form than the article: a country's adjective, a date that is due, containers."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The kettle makers

Orvane makes kettles. The factory in Estonia can make only 5,000 kettles a month. The Norwegian owners want more.

The new model, Vela, was first promised for 2024; it is now due in March 2027.

The harbour of Nordkai expects throughput of 3.5 million TEU in 2028. Its quay has 14 cranes and 290 posts.
"""


@pytest.fixture(scope="module")
def kettles(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many kettles can the Estonian factory make a month?", "5,000 kettles a month"),
        ("What do the owners from Norway want?", "Norwegian owners want more"),
        ("When will Vela be ready?", "March 2027:"),
        ("How many TEU are expected for 2028?", "3.5 million TEU"),
    ],
)
def test_another_form_is_the_same_thing(kettles: Assistant, question: str, said: str) -> None:
    assert said in kettles.ask(question).text


def test_a_country_that_the_article_does_not_speak_of_is_told(kettles: Assistant) -> None:
    answer = kettles.ask("How many kettles can the Latvian factory make a month?")
    assert answer.status == "not_found"
    assert "Latvian" in answer.text


def test_posts_are_no_containers(kettles: Assistant) -> None:
    assert "290" not in kettles.ask("How many TEU are expected for 2028?").text
