"""Who holds an office is not who gave it over."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

FERRIES = """# The Gull Ferries

Gull Ferries sails from Tarn to Ebb with nine boats and 300 sailors. Its rival Morvane has six boats.

Otto Brandt, who took over as managing director in March from the founder, Ida Fennick, says that fares will rise.

At Morvane the talk is of fuel. Lene Askew, who succeeded Per Holm as chief executive in 2024, wants new engines.
Morvane's chairman is Tom Quist.
"""
SCHOOL = """# A school of clockmakers

The Ashby School teaches clockmaking in Norrow. It has 40 pupils and costs £900 a term.

Its head, Ruth Calder, replaced Alan Birk in 2023 after a long dispute over rents.

The nearby Corin Institute is managed by Dora Finch, who inherited it from her uncle, Saul Finch.
It was Bess Arkle who was replaced by Noel Tamm as principal of the Lowden Academy.
"""


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(FERRIES, tmp_path_factory)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(SCHOOL, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Who runs Gull Ferries?", "Otto Brandt, managing director"),
        ("Who ran Gull Ferries before?", "Ida Fennick, the founder"),
        ("Who founded Gull Ferries?", "Ida Fennick, the founder"),
        ("Who leads Morvane?", "Lene Askew, chief executive"),
        ("Who chairs Morvane?", "Tom Quist"),
    ],
)
def test_who_runs_it_now(ferries: Assistant, question: str, named: str) -> None:
    assert ferries.ask(question).text == f"{named} [1]."


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Who runs the Ashby School?", "Ruth Calder, its head"),
        ("Who led the Ashby School before Ruth Calder?", "Alan Birk"),
        ("Who heads the Corin Institute?", "Dora Finch"),
        ("Who runs the Lowden Academy?", "Noel Tamm, principal of the Lowden Academy"),
    ],
)
def test_who_took_over_from_whom(school: Assistant, question: str, named: str) -> None:
    assert school.ask(question).text == f"{named} [1]."
