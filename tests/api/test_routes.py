"""Each route of the API: what it answers, how it says no, and that nothing is sent twice."""

from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

from tests.api.conftest import HOST, LIFTS

QUESTION = "What does Harbel charge a day?"
RACE = "How fast did Harbel reach 2,000 guests vs Orsino?"


def test_a_question_gets_its_answer_with_citations(client: TestClient) -> None:
    answer = client.get("/api/v1/ask", params={"q": QUESTION}).json()
    assert answer["status"] == "answered"
    assert "€18" in answer["text"]
    first = answer["citations"][0]
    assert (first["document"], first["heading"]) == ("lifts", ["The race"])
    assert first["quote"] in LIFTS
    assert answer["permalink"] == f"/?a={answer['receipt']}"


def test_a_comparison_has_its_calculation(client: TestClient) -> None:
    calculation = client.get("/api/v1/ask", params={"q": RACE}).json()["calculation"]
    assert [one["surface"] for one in calculation["inputs"]]
    assert calculation["formula"]


def test_either_way_to_ask_gives_the_same_bytes(client: TestClient) -> None:
    got = client.get("/api/v1/ask", params={"q": RACE})
    assert client.post("/api/v1/ask", json={"question": RACE}).content == got.content
    assert client.get("/api/ask", params={"q": RACE}).content == got.content


def test_a_follow_up_is_read_with_the_turns_before_it(client: TestClient) -> None:
    answer = client.get("/api/v1/ask", params={"q": "and Orsino?", "history": [QUESTION]}).json()
    assert "€24" in answer["text"]
    assert "Orsino" in answer["standalone"]


def test_one_article_may_be_asked_alone(client: TestClient) -> None:
    assert client.get("/api/v1/ask", params={"q": QUESTION, "document": "camels"}).json()["status"] == "not_found"


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/ask", params={"q": QUESTION})
    tag = first.headers["etag"]
    again = client.get("/api/v1/ask", params={"q": QUESTION}, headers={"if-none-match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/api/v1/ask", params={"q": RACE}, headers={"if-none-match": tag}).status_code == 200
    assert "max-age" in first.headers["cache-control"]


def test_articles_and_their_headings(client: TestClient) -> None:
    listed = client.get("/api/v1/documents").json()["documents"]
    assert [one["id"] for one in listed] == ["camels", "lifts"]
    assert listed[1]["figures"] >= 6
    outline = client.get("/api/v1/documents/lifts").json()["outline"]
    assert outline == [{"heading": "The race", "level": 1}, {"heading": "The owners", "level": 1}]


def test_a_citation_opens_in_its_place(client: TestClient) -> None:
    cited = client.get("/api/v1/ask", params={"q": QUESTION}).json()["citations"][0]
    place = {"start": cited["start"], "end": cited["end"]}
    passage = client.get(f"/api/v1/documents/{cited['document']}/passage", params=place).json()
    assert passage["quote"] == cited["quote"]
    assert passage["before"].rstrip().endswith("2,000 guests.")
    assert passage["after"].lstrip().startswith("Orsino charges")


def test_passages_come_best_first(client: TestClient) -> None:
    found = client.get("/api/v1/passages", params={"q": "who founded Harbel", "limit": 3}).json()["passages"]
    assert len(found) == 3
    assert found[0]["quote"] == "Ada Pell founded Harbel in 1987."
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)


def test_figures_are_filtered_and_sorted(client: TestClient) -> None:
    wanted = {"unit": "EUR", "sort": "-value"}
    found = client.get("/api/v1/figures", params=wanted).json()
    assert [one["value"] for one in found["figures"]] == ["€24 a day", "€18 a day"]
    assert found["total"] == 2
    page = client.get("/api/v1/figures", params={**wanted, "limit": 1, "offset": 1}).json()
    assert ([one["value"] for one in page["figures"]], page["total"]) == (["€18 a day"], 2)


def test_figures_are_found_by_any_word_of_theirs(client: TestClient) -> None:
    found = client.get("/api/v1/figures", params={"q": "charg orsino"}).json()["figures"]
    assert [one["value"] for one in found] == ["€24 a day"]


def test_conflicts_of_all_articles(client: TestClient) -> None:
    assert client.get("/api/v1/conflicts").json()["conflicts"] == []


def test_figures_as_a_file_for_a_spreadsheet(client: TestClient) -> None:
    response = client.get("/api/v1/figures", params={"document": "camels", "format": "csv"})
    assert response.headers["content-type"].startswith("text/csv")
    assert "figures.csv" in response.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert "900 litres" in {row["value"] for row in rows}


def test_what_is_typed_is_completed_from_the_articles(client: TestClient) -> None:
    found = client.get("/api/v1/suggestions", params={"q": "Who owns Ors"}).json()["suggestions"]
    assert found[0] == "Who owns Orsino"
    assert client.get("/api/v1/suggestions").json()["suggestions"]


def test_one_article_suggests_questions_of_its_own(client: TestClient) -> None:
    everything = client.get("/api/v1/suggestions").json()["suggestions"]
    alone = client.get("/api/v1/suggestions", params={"document": "camels"}).json()["suggestions"]
    assert any("Harbel" in line for line in everything)
    assert not any("Harbel" in line for line in alone)
    answer = client.get("/api/v1/ask", params={"q": "How many people work there?", "document": "camels"}).json()
    assert not any("Harbel" in line for line in answer["suggestions"])


@pytest.mark.parametrize(
    ("path", "params", "status", "code"),
    [
        ("ask", {}, 422, "question_missing"),
        ("ask", {"q": "   "}, 422, "question_missing"),
        ("ask", {"q": "x" * 2_001}, 422, "question_too_long"),
        ("ask", {"q": "why?", "document": "nowhere"}, 404, "unknown_document"),
        ("answers/rubbish", {}, 404, "bad_receipt"),
        ("documents/nowhere", {}, 404, "unknown_document"),
        ("documents/lifts/passage", {"start": 1, "end": 2}, 404, "unknown_passage"),
        ("documents/lifts/passage", {"start": "x", "end": 2}, 422, "bad_request"),
        ("figures", {"period": "soon"}, 422, "bad_filter"),
        ("figures", {"sort": "colour"}, 422, "bad_filter"),
        ("figures", {"min": "many"}, 422, "bad_filter"),
        ("nowhere", {}, 404, "not_found"),
    ],
)
def test_errors_have_a_code_and_a_sentence(
    client: TestClient, path: str, params: dict[str, str], status: int, code: str
) -> None:
    response = client.get(f"/api/v1/{path}", params=params)
    problem = response.json()
    assert (response.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["detail"].endswith(".")


def test_a_method_that_is_not_there_is_told_so(client: TestClient) -> None:
    response = client.delete("/api/v1/documents")
    assert (response.status_code, response.json()["code"]) == (405, "not_allowed")
    assert "GET" in response.headers["allow"]


def test_a_listed_host_may_read_and_frame_and_no_other(client: TestClient) -> None:
    listed = client.get("/api/v1/documents", headers={"origin": HOST})
    assert listed.headers["access-control-allow-origin"] == HOST
    assert "access-control-allow-credentials" not in listed.headers
    assert listed.headers["content-security-policy"].endswith(f"frame-ancestors 'self' {HOST}")
    other = client.get("/api/v1/documents", headers={"origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in other.headers


def test_the_description_names_every_route(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert {path.rsplit("/v1", 1)[-1] for path in described["paths"]} == {
        "/ask", "/answers/{receipt}", "/documents", "/documents/{document}", "/documents/{document}/passage",
        "/passages", "/figures", "/conflicts", "/suggestions", "/feedback",
    }  # fmt: skip
