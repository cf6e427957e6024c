"""The tools through a real client: answers, figures, calculations over figures only, quotes, and what they refuse."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from assistant.api.service import Service
from assistant.mcp.calculating import WAYS
from assistant.mcp.server import server
from assistant.pipeline import Assistant
from tests.mcp.conftest import TANNERY, Call, Fails, write


@pytest.fixture
def ids(call: Call) -> dict[str, str]:
    """The id of each figure by what the article writes."""
    return {figure["value"]: figure["id"] for figure in call("find_figures")["figures"]}


def test_every_tool_is_described_and_typed(service: Service) -> None:
    async def listed() -> Any:
        async with Client(server(lambda: service)) as client:
            return await client.list_tools()

    tools = {tool.name: tool for tool in asyncio.run(listed()).tools}
    assert set(tools) == {"ask", "find_figures", "calculate", "cite"}
    for tool in tools.values():
        assert tool.description
        assert len(tool.description) > 60
        assert tool.output_schema
        assert tool.annotations.read_only_hint
    assert tools["calculate"].input_schema["properties"]["operation"]["enum"] == list(WAYS)
    assert not any(word in str(tools["calculate"].input_schema) for word in ('"number"', '"integer"'))
    assert all(way in tools["calculate"].description for way in WAYS)


def test_ask_gives_the_answer_of_the_api(call: Call, service: Service) -> None:
    question = "How many hides did the Corvin tannery sell in 2024?"
    answer = call("ask", question=question)
    assert answer == service.answer(question, (), None)
    assert answer["status"] == "answered"
    assert "5,040 hides" in answer["text"]
    followed = call("ask", question="And in 2023?", history=[question])
    assert "4,200" in followed["text"]
    assert call("ask", question=question, document="pier")["status"] == "not_found"


def test_figures_are_found_by_what_they_say(call: Call) -> None:
    found = call("find_figures", subject="corvin", unit="money")
    assert [figure["value"] for figure in found["figures"]] == ["12 million euros", "3 million euros"]
    assert found["total"] == 2
    assert found["figures"][0]["low"] == "12000000"
    assert found["figures"][0]["sentence"] in " ".join(TANNERY.split())
    first = call("find_figures", document="tannery", limit=1)
    assert len(first["figures"]) == 1
    assert first["total"] > 5


@pytest.mark.parametrize(
    ("operation", "figures", "unit", "surface"),
    [
        ("sum", ["4,200 hides", "5,040 hides"], None, "9,240 hides"),
        ("difference", ["5,040 hides", "4,200 hides"], None, "840 hides"),
        ("ratio", ["5,040 hides", "4,200 hides"], None, "1.2 times"),
        ("ratio", ["4,200 hides", "5,040 hides"], None, "0.833 times"),
        ("percent_change", ["4,200 hides", "5,040 hides"], None, "20%"),
        ("percent_change", ["5,040 hides", "4,200 hides"], None, "16.7%"),
        ("share", ["3 million euros", "12 million euros"], None, "25%"),
        ("average", ["4,200 hides", "5,040 hides"], None, "4,620 hides"),
        ("minimum", ["5,040 hides", "4,200 hides"], None, "4,200 hides"),
        ("maximum", ["4,200 hides", "5,040 hides"], None, "5,040 hides"),
        ("rank", ["12%", "20%"], None, "20%"),
        ("midpoint", ["38-50 days"], None, "44 days"),
        ("range_width", ["38-50 days"], None, "12 days"),
        ("annualise", ["90,000 visitors"], None, "1.08 million visitors"),
        ("rate", ["1,200 orders"], "hour", "50 orders per hour"),
        ("convert", ["38-50 days"], "weeks", "5.43-7.14 weeks"),
    ],
)
def test_calculations_come_with_working_and_sources(
    call: Call, ids: dict[str, str], operation: str, figures: list[str], unit: str | None, surface: str
) -> None:
    found = call("calculate", operation=operation, figures=[ids[value] for value in figures], unit=unit)
    assert found["status"] == "calculated"
    assert found["result"]["surface"] == surface
    assert surface in found["formula"]
    assert [one["surface"] for one in found["inputs"]] == figures
    quotes = " ".join(citation["quote"] for citation in found["citations"])
    assert all(value in quotes for value in figures)
    assert found["expression"]


def test_every_operation_is_tried_above() -> None:
    marks = test_calculations_come_with_working_and_sources.pytestmark  # type: ignore[attr-defined]
    assert {case[0] for case in marks[0].args[1]} == set(WAYS)


@pytest.mark.parametrize(
    ("operation", "figures", "unit", "reason"),
    [
        ("difference", ["12 million euros", "9 million dollars"], None, "the article states no exchange rate."),
        ("sum", ["90,000 visitors", "310 metres"], None, "90,000 visitors and 310 metres measure different things"),
        ("ratio", ["310 metres", "90,000 visitors"], None, "have no unit in common."),
        ("average", ["12%", "20%"], None, "have no average without weights"),
        ("sum", ["12%", "20%"], None, "are shares of different totals"),
        ("sum", ["1,200 orders", "4,200 hides"], None, "Orders and units sold are not added up"),
        ("sum", ["90,000 visitors", "4,200 hides"], None, "do not tell these figures as parts of the same thing"),
        ("share", ["6 euros", "12 million euros"], None, "do not set these amounts side by side"),
        ("share", ["12 million euros", "3 million euros"], None, "so that it is no part of it."),
        ("midpoint", ["4,200 hides"], None, "4,200 hides is no range."),
        ("annualise", ["4,200 hides"], None, "not of a period that fits into a year several times"),
        ("rate", ["6 euros"], "day", "do not say in what time 6 euros came."),
        ("rate", ["1,200 orders"], "km", "per unit of time, which kilometre is not."),
        ("convert", ["310 metres"], "euros", "310 metres cannot be given in EUR."),
        ("convert", ["310 metres"], "metres", "is given in that unit already."),
    ],
)
def test_what_is_not_comparable_is_refused_with_the_reason(
    call: Call, ids: dict[str, str], operation: str, figures: list[str], unit: str | None, reason: str
) -> None:
    found = call("calculate", operation=operation, figures=[ids[value] for value in figures], unit=unit)
    assert found["status"] == "refused"
    assert reason in found["text"]
    assert found["result"] is None
    assert found["formula"] is None
    assert found["citations"]


def test_caveats_come_with_the_result(call: Call, ids: dict[str, str]) -> None:
    found = call("calculate", operation="ratio", figures=[ids["1,200 orders"], ids["4,200 hides"]])
    assert "Orders are not units sold." in found["caveats"]


def test_only_figures_of_the_articles_are_taken(fails: Fails, ids: dict[str, str]) -> None:
    for typed in ("4200", "4,200 hides", "tannery:0-4:000000", "tannery", ""):
        assert fails("calculate", operation="sum", figures=[typed, ids["5,040 hides"]]).startswith(
            "No figure has the id"
        )


def test_an_id_does_not_outlive_its_sentence(service: Service, call: Call, ids: dict[str, str], tmp_path: Path) -> None:
    folder = write(tmp_path / "articles")
    # As long as before, so that every offset is the same.
    (folder / "tannery.md").write_text(TANNERY.replace("4,200 hides in 2023", "4,300 hides in 2023"), encoding="utf-8")
    edited = {one["value"]: one for one in _figures(Service(Assistant.open(folder, tmp_path / "data")))}
    old = ids["4,200 hides"].rpartition(":")
    new = edited["4,300 hides"]["id"].rpartition(":")
    assert new[0] == old[0]
    assert new[2] != old[2]
    assert edited["38-50 days"]["id"] == ids["38-50 days"]


def _figures(service: Service) -> list[dict[str, Any]]:
    async def found() -> Any:
        async with Client(server(lambda: service)) as client:
            return await client.call_tool("find_figures", {})

    return list(asyncio.run(found()).structured_content["figures"])


def test_cite_gives_whole_sentences_in_their_place(call: Call) -> None:
    figure = call("find_figures", text="hides in 2023")["figures"][0]
    quote = call("cite", document="tannery", start=figure["start"], end=figure["end"])
    assert quote["quote"] == "The Corvin tannery sold 4,200 hides in 2023 and 5,040 hides in 2024."
    assert quote["heading"][-1] == "Trade"
    assert quote["title"] == "The Tannery Counts Its Hides"
    again = call("cite", document="tannery", start=quote["start"], end=quote["end"])
    assert again == quote


@pytest.mark.parametrize(
    ("tool", "arguments", "sentence"),
    [
        ("ask", {"question": " "}, "The question is empty; ask about the articles."),
        ("ask", {"question": "x" * 2_001}, "A question has 2,001 characters; ask in at most 2,000."),
        ("ask", {"question": "How?", "history": ["x" * 2_001]}, "A question has 2,001 characters"),
        ("ask", {"question": "How?", "history": ["a"] * 21}, "There are 21 earlier questions; send the last 20."),
        ("ask", {"question": "How?", "document": "mill"}, 'No article has the id "mill"; there are: pier, tannery.'),
        ("ask", {}, "question: Field required."),
        ("find_figures", {"period": "soon"}, '"soon" is no year, quarter or month'),
        ("find_figures", {"limit": 0}, "The limit is a number from 1 to 200."),
        ("find_figures", {"text": "x" * 201}, "A filter has at most 200 characters."),
        ("calculate", {"operation": "product", "figures": []}, '"product" is no operation; choose from sum,'),
        ("calculate", {"operation": "sum", "figures": ["a"]}, "sum takes 2 to 50 figures, here are 1."),
        ("calculate", {"operation": "rate", "figures": ["a"]}, "rate needs a unit."),
        ("calculate", {"operation": "sum", "figures": ["a", "b"], "unit": "km"}, "sum takes no unit."),
        ("calculate", {"operation": "sum", "figures": "a"}, "figures: Input should be a valid list."),
        ("cite", {"document": "mill", "start": 0, "end": 9}, 'No article has the id "mill"'),
        ("cite", {"document": "pier", "start": 9_000, "end": 9_001}, 'No sentence of "pier" stands at 9000 to 9001'),
        ("cite", {"document": "pier", "start": 9, "end": 2}, 'No sentence of "pier" stands at 9 to 2'),
        ("cite", {"document": "tannery", "start": 0, "end": 9_000}, "That is more than a passage"),
    ],
)
def test_what_goes_wrong_is_a_sentence(fails: Fails, tool: str, arguments: dict[str, Any], sentence: str) -> None:
    text = fails(tool, **arguments)
    assert text.startswith(sentence)
    assert text.endswith(".")
    assert "\n" not in text


def test_a_figure_named_twice_is_no_sum(fails: Fails, ids: dict[str, str]) -> None:
    twice = [ids["4,200 hides"]] * 2
    assert "is named twice." in fails("calculate", operation="sum", figures=twice)


def test_articles_that_cannot_be_opened_are_said_by_every_tool(tmp_path: Path) -> None:
    def opened() -> Service:
        return Service(Assistant.open(tmp_path / "nowhere"))

    async def call() -> Any:
        async with Client(server(opened)) as client:
            return await client.call_tool("ask", {"question": "How many hides?"})

    result = asyncio.run(call())
    assert result.is_error
    assert "does not exist" in result.content[0].text
