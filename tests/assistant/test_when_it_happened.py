"""Whose a date is: of the event that a question asks about, not of one that it came before or after."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The Loom Makers

*The Weft, 3 March 2027*

Brellwood sells looms for small workshops. The Mark 6 went on sale on 4 May 2026, a year late, and sold 900 pieces
within a week. Orders peaked on 19 June, six weeks after its launch, and have fallen since. Its predecessor, the Mark 5,
hit the shops in April 2021 and needed ten months to sell 900 after its debut. The Mark 7 has not been announced. An
extension, the Mark 6 Plus, is due in June at 400 euros.

In 2024 Brellwood opened a plant in Tarn two months before it closed the one in Ostrey. It laid off 120 people in
February 2025. The company gave up its spinning wheels in 2019, because nobody bought them. Its rival Corvell shut down
its Oslo foundry in October 2022, three years after it had bought it. Corvell's river mill came out ahead in a test in
2020.

The founder, Ada Fenn, died in March 2018, four months after the firm moved to Tarn. The new ferry will open in May
2028. Its bridge opened in 1998.
"""


@pytest.fixture(scope="module")
def weavers(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("When was the Mark 6 launched?", "4 May 2026:"),
        ("When was the Mark 6 released?", "4 May 2026:"),
        ("when did the mark 5 come out?", "April 2021:"),
        ("When will the Mark 6 Plus be released?", "In June:"),
        ("When did Brellwood lay people off?", "February 2025:"),
        ("When did Corvell close its foundry?", "October 2022:"),
        ("When did Ada Fenn die?", "March 2018:"),
        ("When will the ferry open?", "May 2028:"),
        ("When did Brellwood abandon spinning wheels?", "2019:"),
    ],
)
def test_the_date_of_the_event(weavers: Assistant, question: str, begins: str) -> None:
    assert weavers.ask(question).text.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "When did Brellwood close the plant in Ostrey?",
        "When did Corvell buy its Oslo foundry?",
        "When did the firm move to Tarn?",
    ],
)
def test_the_date_of_another_event_is_not_put_forward(weavers: Assistant, question: str) -> None:
    assert not weavers.ask(question).text.startswith(("20", "October", "March", "February", "May"))


@pytest.mark.parametrize("question", ["When will the Mark 7 come out?", "When will the bridge open?"])
def test_nothing_past_tells_what_is_to_come(weavers: Assistant, question: str) -> None:
    assert weavers.ask(question).status == "not_found"
