"""The widget as it is served: small, cacheable, readable from any site, and without what a strict page forbids."""

from __future__ import annotations

import gzip
import re

import pytest
from starlette.testclient import TestClient

from assistant import server
from assistant.render_tools import REASONS
from assistant.widget import MOST, script


@pytest.fixture
def client() -> TestClient:
    return TestClient(server.new_app(("https://news.example",)))


def test_it_is_light() -> None:
    sent = script()
    assert gzip.decompress(sent.gzipped) == sent.body
    assert len(sent.gzipped) <= MOST
    assert sent.body.count(b"\n") < 40


def test_its_looks_are_in_it_and_comments_are_not() -> None:
    text = script().body.decode("utf-8")
    assert ":host{all:initial" in text
    assert "/*" not in text
    assert "widget.css" not in text


def test_nothing_that_a_strict_page_forbids() -> None:
    text = script().body.decode("utf-8")
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|localStorage|sessionStorage"
    )
    assert not re.search(rf"{forbidden}|cookie|indexedDB|<style|createElement\(.script", text)
    assert not re.search(r"https?://", text)


def test_it_asks_for_reasons_in_the_words_of_the_chat() -> None:
    for name, words in REASONS.items():
        assert f'{name}:"{words}"' in script().body.decode("utf-8")


@pytest.mark.parametrize("origin", [None, "https://news.example", "https://stranger.example"])
def test_every_site_may_fetch_it(client: TestClient, origin: str | None) -> None:
    answer = client.get("/widget.js", headers={"origin": origin} if origin else {})
    assert answer.status_code == 200
    assert answer.content == script().body
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["access-control-allow-origin"] in ("*", origin)
    assert answer.headers["cache-control"].startswith("public, max-age=")
    assert "accept-encoding" in answer.headers["vary"].lower()


@pytest.mark.parametrize("accepted", ["gzip", "identity", "br, gzip;q=0.5"])
def test_what_is_there_already_is_not_sent_again(client: TestClient, accepted: str) -> None:
    first = client.get("/widget.js", headers={"accept-encoding": accepted})
    zipped = accepted != "identity"
    assert ("content-encoding" in first.headers) is zipped
    again = client.get("/widget.js", headers={"accept-encoding": accepted, "if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get("/widget.js", headers={"if-none-match": '"another"'}).status_code == 200


def test_it_can_only_be_fetched(client: TestClient) -> None:
    assert client.head("/widget.js").status_code == 200
    assert client.post("/widget.js").status_code == 405
    assert client.get("/widget.css").status_code == 404
