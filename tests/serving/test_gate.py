"""How much one address may ask, by which name, what every response carries, and how it ends."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable
from ipaddress import ip_network

import pytest

from assistant.serving import addresses
from assistant.serving.limits import Buckets, Slots
from assistant.serving.rules import BadRule, Rules, hosts_of, networks_of, origins_of
from tests.serving.conftest import PATH, WAIT, Running

Serve = Callable[..., Running]
LOCAL = (ip_network("127.0.0.0/8"),)
HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy", "x-request-id")


def from_address(address: str) -> str:
    return f"x-forwarded-for: {address}"


def test_an_address_that_asks_too_often_waits_and_no_other(serve: Serve) -> None:
    running = serve(per_minute=6, burst=3, proxies=LOCAL)
    ask = "/api/v1/ask?q=x"
    assert [running.get(ask, from_address("192.0.2.7")).status for _ in range(4)] == [200, 200, 200, 429]
    refused = running.get(ask, from_address("192.0.2.7"))
    assert json.loads(refused.text)["code"] == "too_often"
    assert 1 <= int(refused.headers["retry-after"]) <= 10
    assert running.get(ask, from_address("192.0.2.8")).status == 200
    assert running.get("/widget.js", from_address("192.0.2.7")).status == 200
    assert running.inner.asked == 4


def test_forged_addresses_are_one_reader(serve: Serve) -> None:
    running = serve(per_minute=6, burst=3, proxies=LOCAL)
    forged = [running.get("/api/v1/ask", from_address(f"198.51.100.{n}, 203.0.113.9")).status for n in range(6)]
    assert forged == [200] * 3 + [429] * 3


def test_a_network_of_ipv6_is_one_reader(serve: Serve) -> None:
    running = serve(per_minute=6, burst=3, proxies=LOCAL)
    same = [running.get("/api/v1/ask", from_address(f"2001:db8:0:1::{n:x}")).status for n in range(4)]
    assert same == [200] * 3 + [429]
    assert running.get("/api/v1/ask", from_address("2001:db8:0:2::1")).status == 200


def test_this_machine_is_not_counted_and_who_is_no_proxy_is_not_believed(serve: Serve) -> None:
    running = serve(per_minute=1, burst=1)
    assert {running.get("/api/v1/ask", from_address("192.0.2.7")).status for _ in range(20)} == {200}


def test_typing_and_clicking_is_not_too_often() -> None:
    """Ten questions in a minute, each typed with a completion a letter, each with two passages opened."""
    now = 0.0
    buckets = Buckets(60, 20, lambda: now)
    for _ in range(10):
        for _ in range(30):
            now += 0.15
            assert not buckets.take("reader", 0.1)
        assert not buckets.take("reader", 0.5)
        assert not buckets.take("reader", 0.5)
        for _ in range(2):
            now += 0.5
            assert not buckets.take("reader", 0.1)


def test_a_bucket_fills_again_and_only_so_far() -> None:
    now = 0.0
    buckets = Buckets(60, 2, lambda: now)
    assert [buckets.take("a", 1.0) for _ in range(3)] == [0.0, 0.0, 1.0]
    now = 1.0
    assert [buckets.take("a", 1.0) for _ in range(2)] == [0.0, 1.0]
    now = 1_000.0
    assert [buckets.take("a", 1.0) for _ in range(3)] == [0.0, 0.0, 1.0]


def test_addresses_that_are_remembered_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.serving.limits._REMEMBERED", 100)
    buckets = Buckets(60, 20)
    for number in range(1_000):
        buckets.take(str(number), 1.0)
    assert len(buckets._levels) == 100


def test_bad_input_35_too_many_at_once_are_told_to_come_back_soon(serve: Serve) -> None:
    running = serve(at_once=2, waiting=2, patience=0.3, short_patience=0.1)
    found: list[tuple[int, float]] = []

    def ask() -> None:
        begun = time.monotonic()
        found.append((running.get(f"{PATH}/slow").status, time.monotonic() - begun))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    end = time.monotonic() + WAIT
    while len(found) < 6 and time.monotonic() < end:
        assert running.get("/healthz").status == 200
        time.sleep(0.02)
    assert {status for status, _ in found} == {429}
    running.inner.go_on.set()
    for thread in threads:
        thread.join(WAIT)
    assert sorted(status for status, _ in found) == [200] * 2 + [429] * 6
    assert running.get().status == 200


def test_who_would_wait_too_long_is_told_so_at_once() -> None:
    async def crowd() -> list[float | None]:
        now = 0.0
        slots = Slots(Rules(at_once=1, waiting=100, patience=1.0, short_patience=0.3), lambda: now)
        since = await slots.enter()
        assert since is not None
        now = 0.4
        slots.leave(since)  # that is what an answer takes here
        await slots.enter()
        waiting = [asyncio.ensure_future(slots.enter()) for _ in range(3)]
        await asyncio.sleep(0)
        refused = [await slots.enter(), await slots.enter()]  # three wait: more than a second
        assert not [one for one in waiting if one.done()]
        for _ in waiting:
            slots.leave(now)
            await asyncio.sleep(0)
        assert None not in await asyncio.gather(*waiting)
        waiting = [asyncio.ensure_future(slots.enter())]
        await asyncio.sleep(0)
        refused.append(await slots.enter())  # it is crowded: one who waits is enough
        slots.leave(now)
        slots.leave(now)
        await asyncio.gather(*waiting)
        return refused

    assert asyncio.run(crowd()) == [None, None, None]


def test_an_answer_that_takes_too_long_is_told_so_and_keeps_its_slot(serve: Serve) -> None:
    running = serve(at_once=1, waiting=0, answering=0.2)
    found = running.get(f"{PATH}/slow")
    assert (found.status, json.loads(found.text)["code"]) == (504, "too_slow")
    assert running.get().status == 429
    running.inner.go_on.set()
    end = time.monotonic() + WAIT
    while running.get().status != 200:
        assert time.monotonic() < end


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", PATH, "", 200), ("GET", "/nowhere", "", 404), ("POST", PATH, "x" * 300_000, 413),
        ("GET", f"{PATH}/fault", "", 500), ("GET", "/healthz", "", 200), ("GET", "/readyz", "", 200),
        ("OPTIONS", PATH, "", 200), ("POST", PATH, "x" * 200_000, 200),
    ],
)  # fmt: skip
def test_every_response_has_its_headers(serve: Serve, method: str, path: str, body: str, status: int) -> None:
    site = "https://news.example"
    running = serve((site,))
    asks = ("origin: https://news.example", "access-control-request-method: GET")
    found = running.get(path, *asks, method=method, body=body)
    assert found.status == status
    assert set(HEADERS) <= found.headers.keys()
    assert found.headers["content-security-policy"].endswith(f"frame-ancestors 'self' {site}")
    assert found.headers["access-control-allow-origin"] == site
    if status >= 400:
        assert json.loads(found.text)["request_id"] == found.headers["x-request-id"]


def test_a_fault_tells_its_reader_nothing_and_the_owner_all(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    found = serve().get(f"{PATH}/fault")
    assert "somebody" not in found.text
    assert "RuntimeError" not in found.text
    assert json.loads(found.text)["code"] == "fault"
    assert found.headers["x-request-id"] in caplog.text
    assert "broken on purpose" in caplog.text


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:7860", 200), ("localhost", 200), ("[::1]:7860", 200), ("ask.example", 200), ("LOCALHOST:1", 200),
        ("evil.example", 400), ("127.0.0.1.evil.example", 400), ("", 400), ("localhost@evil.example", 400),
    ],
)  # fmt: skip
def test_a_name_that_is_not_listed_is_refused(serve: Serve, host: str, status: int) -> None:
    running = serve(hosts=hosts_of(["ask.example"], "127.0.0.1"))
    assert running.get(PATH, f"host: {host}").status == status
    assert running.get("/healthz", f"host: {host}").status == 200


def test_only_a_server_for_this_machine_has_names_of_its_own() -> None:
    assert "localhost" in hosts_of([], "127.0.0.1")
    assert hosts_of([], "0.0.0.0") == frozenset()
    assert hosts_of(["ask.example"], "0.0.0.0") >= {"ask.example", "localhost"}


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: hosts_of(["https://x.example"], "127.0.0.1"),
        lambda: networks_of(["proxy"]),
        lambda: origins_of(["news.example"]),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(wrong: Callable[[], object]) -> None:
    with pytest.raises(BadRule, match=r"^\".*\.$"):
        wrong()


def test_claims_of_who_is_no_proxy_are_dropped() -> None:
    headers = [(b"x-forwarded-proto", b"https"), (b"x-forwarded-host", b"evil.example"), (b"accept", b"*/*")]
    scope = {"type": "http", "client": ("192.0.2.7", 1), "scheme": "http", "headers": headers}
    assert addresses.believed(scope, ())["headers"] == [(b"accept", b"*/*")]
    believed = addresses.believed(scope, networks_of(["192.0.2.0/24"]))
    assert (believed["scheme"], believed["headers"]) == ("https", headers)


def test_bad_input_37_it_says_that_it_is_stopping_while_an_answer_is_finished(serve: Serve) -> None:
    running = serve()
    found: list[int] = []
    slow = threading.Thread(target=lambda: found.append(running.get(f"{PATH}/slow").status))
    slow.start()
    end = time.monotonic() + WAIT
    while running.inner.asked < 1 and time.monotonic() < end:
        time.sleep(0.01)
    running.server.handle_exit(15, None)
    assert running.get("/healthz").status == 200
    for path in ("/readyz", PATH):
        refused = running.get(path)
        assert (refused.status, json.loads(refused.text)["code"]) == (503, "unavailable")
        assert "retry-after" in refused.headers
    running.inner.go_on.set()
    slow.join(WAIT)
    assert found == [200]
