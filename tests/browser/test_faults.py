"""What goes wrong on the page: odd questions, a failing engine, a lost connection. It always comes back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Browser, Page, Route, expect

from assistant import server
from assistant.serving.starting import Starting

RACE = "how fast did Xiaomi reach 10k vs XPeng?"
Open = Callable[..., Any]


def test_an_empty_question_gets_a_hint_and_a_long_one_stays_in_the_box(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    box = page.locator("#box textarea")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".hint")).to_contain_text("Type a question")
    box.fill("why? " * 500)
    box.press("Enter")
    expect(page.locator(".hint")).to_contain_text("2,500 characters")
    expect(box).to_have_value("why? " * 500)
    expect(page.locator(".answer")).to_have_count(0)
    box.fill("")
    reader.ask(RACE)
    expect(page.locator(".hint")).to_have_text("")


def test_a_question_with_markup_is_shown_as_typed_and_fetches_nothing(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    hostile = "![x](http://example.com/a.png) <img src=http://example.com/b.png onerror=alert(1)> **orders** $x$?"
    reader.ask(hostile)
    expect(page.locator(".question")).to_have_text(hostile)
    assert page.locator("#chat img").count() == 0


def test_a_second_question_while_the_first_is_under_way_is_answered_too(failing_site: str, visit: Open) -> None:
    reader = visit(failing_site)
    page = reader.open()
    reader.send("What takes five seconds?")
    expect(page.locator(".question")).to_have_count(1)
    second = reader.ask(RACE)
    assert page.locator(".pending").count() == 1, "the quick answer does not wait for the slow one"
    assert "XPeng" in second.inner_text()
    expect(page.locator(".answer")).to_have_count(2)
    assert page.locator(".question").all_inner_texts() == ["What takes five seconds?", RACE]


def test_an_engine_that_raises_leaves_the_page_usable(failing_site: str, visit: Open) -> None:
    reader = visit(failing_site)
    page = reader.open()
    answer = reader.ask("What breaks the engine?")
    assert "Ask again" in answer.inner_text()
    assert "on purpose" not in page.content()
    expect(page.locator("#suggestions button").first).to_have_text("What breaks the engine?")
    expect(page.locator("#box textarea")).to_be_enabled()
    assert "188 days" in reader.ask(RACE).inner_text()


def test_a_passage_that_cannot_be_fetched_says_so_and_the_next_one_opens(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    source = reader.ask(RACE).locator(".sources .where").first
    page.route("**/component_server/**", lambda route: route.abort())
    source.click()
    expect(page.locator("#passage")).to_contain_text("could not be reached")
    page.unroute("**/component_server/**")
    source.click()
    expect(page.locator("#passage mark")).to_have_count(1)
    assert reader.faults.pop().endswith("net::ERR_FAILED")


def ask_in_vain(page: Page) -> None:
    """Ask while nothing gets through; the page comes back with the question, be it at the second try."""
    box = page.locator("#box textarea")
    box.fill(RACE)
    page.evaluate("window.early = true")
    page.keyboard.press("Enter")
    expect(page.locator(".toast-wrap")).to_contain_text("Connection to the server was lost")
    expect(box).to_have_value(RACE)  # there already, while nothing answers
    page.unroute("**/run/predict")
    page.wait_for_function("!window.early", timeout=25_000)
    expect(box).to_have_value(RACE, timeout=25_000)


def test_a_lost_connection_is_said_and_the_page_comes_back_by_itself(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    page.route("**/run/predict", lambda route: route.abort())
    ask_in_vain(page)
    assert "188 days" in reader.ask(RACE).inner_text()
    assert reader.faults
    assert all(fault.endswith("net::ERR_FAILED") for fault in reader.faults)
    reader.faults.clear()


def test_a_server_that_is_busy_for_a_moment_is_asked_again(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    refused: list[str] = []

    def refuse(route: Route) -> None:
        if len(refused) < 3:
            refused.append(route.request.url)
            route.fulfill(status=429, body='{"error": "busy"}', headers={"retry-after": "1"})
        else:
            route.continue_()

    page.route("**/run/predict", refuse)
    assert "188 days" in reader.ask(RACE).inner_text()
    assert len(refused) == 3
    expect(page.locator(".toast-wrap")).to_have_text("")
    reader.faults.clear()  # a browser reports each 429


def test_a_server_that_is_being_stopped_costs_no_question(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    page.route("**/run/predict", lambda route: route.fulfill(status=503, body="{}", headers={"retry-after": "60"}))
    ask_in_vain(page)
    reader.faults.clear()


def test_a_page_opened_while_the_server_starts_becomes_the_chat_and_keeps_its_conversation(browser: Browser) -> None:
    go_on, listener = threading.Event(), server.listen("127.0.0.1", 0)

    def opening() -> FastAPI:
        go_on.wait(20)
        app = server.new_app()
        app.router.add_route("/", lambda request: HTMLResponse("<h1>The chat</h1>"))
        return app

    running = server.prepared(Starting(opening, lambda: None), lambda: None)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    with browser.new_page(color_scheme="dark") as page:
        page.goto(server.address(listener) + "/?a=1")
        expect(page.get_by_role("status")).to_contain_text("opens the articles")
        page.evaluate("history.replaceState({ conversation: 'kept' }, '')")
        go_on.set()
        expect(page.get_by_role("heading")).to_have_text("The chat")
        assert page.evaluate("[location.search, history.state.conversation]") == ["?a=1", "kept"]
    running.should_exit = True
    thread.join(20)
