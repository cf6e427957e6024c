"""What a fifth newcomer asked of a piece on two rivals and was answered beside the point; asked here of another one."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The Loom Makers

Two firms weave most of the cloth that planes are lined with: Pellan, of Aldwick, and Tursk, of Hagen. Tursk has been
the louder of the two, and Tursk is what people talk of at Tursk's own fairs.

Pellan's Argent shines a lamp through each thread and counts what comes back. It costs €3 million, weighs 4 tonnes and
checks a roll in 95 minutes. Tursk's T4 uses a needle. It sells for €2 million and is slower, at 140 minutes. The T5,
which was announced in April, is meant to need 80 minutes.

In the year to June Tursk's revenue reached $90 million, up from $60 million, while Pellan's slipped to €80 million
from €100 million. Pellan's order book is €40 million, which is about nine months of work; Tursk's is $55 million.

Corvin itself once wanted to be the third. It showed a loom in Leeds in 2019, spent €7 million on it and gave up in
2022. It still sells needles, and nobody at Corvin regrets it. Pellan is shy of figures; developing the successor to the
Argent has cost it $9 million, according to its report.

Mara Dunn of Kesk Capital puts the market for looms at $400 million this year and expects it to reach $600 million in
2028. A patent suit that Pellan filed in January 2024, over the needle, will be heard on 9 December.

A buyer of an Argent waited 18 months in 2022 and waits ten today.

Tursk spent $12 million on research and development last year.

One dealer, Ostrey, sells a third of Tursk's looms, and its contract runs out in 2027. Pellan's chief executive is Lena
Orsted. "We never slept," says Ida
Fennick, who became chief executive of Tursk in 2021.

In May Hallam & Sons called off a dividend of €6 million and put the money into a new dye. Nobody there says when it
will dry. One smith, Brannock, makes the needles of both firms.

In September 2024 Hallam & Sons bought a mill. So did Tursk: it paid $41 million for Sedgeford, a mill with 73 workers.
A quick post service, Pellan Dash, was stopped in February 2025 after losing $7 million on each delivery round.

In 2025 Pellan opened 31 workshops and closed four. Its revenue in 2025 was €84 million, up from €80 million in 2024.

| 2025 | Pellan | Tursk | Hallam & Sons |
| --- | --- | --- | --- |
| Workshops at year-end | 214 | 120 | 486 |
| Sales (€ million) | 84 | 90 | 327 |
| Days of inventory | 19 | 37 | 31 |
"""


@pytest.fixture(scope="module")
def looms(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What does the Argent cost?", "€3 million: Argent, cost"),
        ("How long does the Argent take to check a roll?", "95 minutes: Argent"),
        ("What does the T4 sell for?", "€2 million: Tursk T4, price"),
        ("How much did Corvin spend on its loom?", "€7 million: Corvin, spending"),
        ("How much did Tursk pay for Sedgeford?", "$41 million: Tursk, spending"),
        ("By what percentage does Dunn expect the market to grow by 2028?", "From $400 million (market) [1] to $600"),
        ("When will the patent suit be heard?", "On 9 December: A patent suit"),
        ("What did Tursk spend on R&D?", "$12 million: Tursk"),
        ("Who runs Tursk?", "Ida Fennick, chief executive"),
        ("How long does a buyer of an Argent wait today?", "A buyer of an Argent waited 18 months in 2022 and waits"),
        ("How long did a buyer of an Argent wait in 2022?", "18 months: Argent"),
        ("Who runs Pellan?", "Lena Orsted, chief executive"),
        ("What did Hallam & Sons stake on its new dye?", "In May Hallam & Sons called off a dividend of €6 million"),
        ("How many workshops does Pellan have?", "214: Pellan, Workshops at year-end"),
        ("How many workshops did Pellan open in 2025?", "31 workshops: Pellan"),
        ("sales per workshop at Hallam & Sons?", "€672,800 per workshop: 327 million EUR (Hallam & Sons"),
        ("Which firm turns its inventory over fastest?", "Pellan: 19 days, Days of inventory"),
        ("By how much did Pellan's revenue grow in 2025, in percent?", "Pellan (revenue) rose by 5%, from €80 million"),
    ],
)
def test_what_is_asked_for(looms: Assistant, question: str, first: str) -> None:
    assert looms.ask(question).text.startswith(first), looms.ask(question).text


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("How long does the T4 take to check a roll?", "95 minutes"),
        ("How much does the T5 cost?", "€"),
        ("What was Tursk's revenue in 2023?", "$"),
        ("How much shorter is the wait for an Argent than in 2022?", "nine months"),
        ("Who runs Ostrey?", "contract"),
        ("Where does Brannock make its needles?", "One smith"),
        ("What did Pellan Dash charge for a delivery?", "$7 million: Pellan Dash"),
        ("When will the patent suit be heard?", "January 2024: "),
    ],
)
def test_what_is_beside_the_point_is_no_answer(looms: Assistant, question: str, never: str) -> None:
    assert never not in looms.ask(question).text, looms.ask(question).text


def test_the_measure_is_left_out_after_an_owner(looms: Assistant) -> None:
    assert looms.ask("and Tursk's?", ["How big is Pellan's order book?"]).text.startswith("$55 million: Tursk, order")


def test_amounts_of_another_scope_are_told_apart(looms: Assistant) -> None:
    answer = looms.ask("How does Tursk's R&D spending compare with Pellan's?")
    assert answer.text.startswith("$12 million: Tursk"), answer.text
    assert "$9 million" in answer.text
    assert any("may cover different things" in caveat for caveat in answer.caveats), answer.caveats
