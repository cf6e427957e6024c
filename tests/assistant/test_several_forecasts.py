"""What somebody else foresees of the same is told beside the forecast that fits best."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The kettle makers

Analyst Rosa Lind puts the kettle market at 4.1 billion euros and expects it to reach 6.5 billion euros in 2028.
Orvane's own forecast for 2028 is 7.4 billion euros. Orvane expects sales of 52 million euros in 2028 and spent 3
million euros on its shop last year.

## Toasters

Lind expects the toaster market to reach 900 million euros in 2030. Orvane made 40,000 toasters in 2024.
"""


@pytest.fixture(scope="module")
def kettles(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


def test_two_forecasts_of_one_thing_are_told(kettles: Assistant) -> None:
    answer = kettles.ask("How big will the kettle market be in 2028?")
    assert "6.5 billion euros" in answer.text
    assert "7.4 billion euros" in answer.text
    assert "The article gives several forecasts." in answer.caveats


@pytest.mark.parametrize(
    ("question", "not_said"),
    [
        ("How big does Rosa Lind expect the kettle market to be in 2028?", "7.4 billion"),
        ("How big will the toaster market be in 2030?", "40,000"),
        ("How big was the kettle market in 2020?", "7.4 billion"),
    ],
)
def test_one_forecast_stays_alone(kettles: Assistant, question: str, not_said: str) -> None:
    assert not_said not in kettles.ask(question).text
