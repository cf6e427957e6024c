"""The widget in a newsletter on another host under the strictest policy, over the real assistant."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from assistant.widget import snippets
from tests.browser import hosts
from tests.browser.widget_reader import Reader

RACE = "how fast did Xiaomi reach 10k vs XPeng?"
Visit = Callable[..., Reader]


def quote_of(turn: Any, number: int) -> str:
    return str(turn.locator(".sources blockquote").nth(number - 1).text_content())


def test_one_request_before_the_click_and_none_on_opening(reader: Visit, site: str) -> None:
    one = reader()
    page = one.visit()
    page.wait_for_load_state("networkidle")
    assert [request.url for request in one.to_the_assistant()] == [f"{site}/widget.js"]
    assert one.to_the_assistant()[0].sizes()["responseBodySize"] <= 8192
    one.launch.click()
    expect(one.box).to_be_focused()
    page.wait_for_timeout(300)
    assert len(one.to_the_assistant()) == 1
    expect(one.panel.get_by_role("button", name=hosts.STARTERS[0])).to_be_visible()


def test_an_answer_with_working_caveats_and_sources(reader: Visit) -> None:
    one = reader()
    one.open()
    turn = one.ask(RACE)
    expect(turn.locator("h3")).to_have_text(RACE)
    expect(turn.locator(".statement")).to_contain_text("188 times")
    expect(turn.locator(".formula")).to_have_text(re.compile(r"188 days \[\d\] / 24 hours \[\d\] = "))
    expect(turn.locator(".mind")).to_contain_text("Orders are not units produced")
    expect(turn.locator(".sources li")).to_have_count(2)
    expect(turn.locator(".sources .where").first).to_contain_text("Army #1: The Fanatical Air Force")
    expect(one.panel.locator("[role=status]")).to_contain_text("Sources: 2")
    expect(one.panel.locator("[role=status]")).not_to_contain_text("[1]")
    assert len(one.to_the_assistant()) == 2
    chip = turn.locator(".chips button").first
    asked = chip.text_content()
    chip.click()
    expect(one.turns.nth(1).locator("h3")).to_have_text(str(asked))
    one.turns.nth(1).locator(".statement").wait_for()


def test_a_follow_up_is_read_with_what_came_before(reader: Visit) -> None:
    one = reader()
    one.open()
    one.ask("How fast did Xiaomi reach 10,000 vs NIO?")
    turn = one.ask("and XPeng?")
    expect(turn.locator(".read")).to_contain_text("XPeng")
    expect(turn.locator(".statement")).to_contain_text("188")


@pytest.mark.parametrize("part", [".statement .cite", ".sources .where"])
def test_a_citation_highlights_its_very_sentence(reader: Visit, part: str) -> None:
    one = reader(reduced_motion="reduce")  # the page is in its place at once
    page = one.open()
    turn = one.ask(RACE)
    for number in (1, 2):
        turn.locator(part).nth(number - 1).click()
        assert one.marked() == quote_of(turn, number)
        place = "[...CSS.highlights.get('article-assistant')][0].getBoundingClientRect()"
        top, bottom, right = page.evaluate(f"(() => {{ const r = {place}; return [r.top, r.bottom, r.right]; }})()")
        panel = one.panel.bounding_box()
        assert panel is not None
        assert top >= 0
        assert bottom <= 900
        assert bottom <= panel["y"] or right <= panel["x"], "the panel must not cover the sentence"
    one.box.press("Escape")
    assert one.marked() == ""


def test_an_operand_of_the_working_leads_to_its_sentence(reader: Visit) -> None:
    one = reader(reduced_motion="reduce")
    one.open()
    turn = one.ask(RACE)
    for operand in turn.locator(".formula .cite").all():
        operand.click()
        assert one.marked() == quote_of(turn, int((operand.text_content() or "").strip("[]")))


def test_a_sentence_is_found_in_other_dress(reader: Visit) -> None:
    one = reader()
    page = one.open("/page/dressed")
    turn = one.ask(RACE)
    turn.locator(".cite").first.click()
    page.wait_for_timeout(300)
    told = re.sub(r"\s+", " ", one.marked().replace("\u00ad", "").replace("\u201c", '"').replace("\u201d", '"'))
    assert told == quote_of(turn, 1)


def test_a_browser_without_highlights_selects_the_sentence(reader: Visit) -> None:
    one = reader()
    one.page.add_init_script("delete CSS.highlights; Object.defineProperty(CSS, 'highlights', { value: undefined })")
    page = one.open()
    turn = one.ask(RACE)
    turn.locator(".cite").first.click()
    assert page.evaluate("String(getSelection())") == quote_of(turn, 1)


def test_a_sentence_that_is_not_there_opens_where_it_was_published(reader: Visit, site: str) -> None:
    one = reader()
    published = "https://news.example/p/issue"

    def elsewhere(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('"url":null', f'"url":"{published}"', 1))

    page = one.open("/page/bare")
    page.context.route("https://news.example/**", lambda route: route.fulfill(body="<p>The issue</p>"))
    turn = one.ask(RACE)
    with page.context.expect_page() as opened:
        turn.locator(".cite").first.click()
    opened.value.wait_for_load_state()
    assert opened.value.url.startswith(f"{site}/?a=")
    page.route("**/api/v1/ask*", elsewhere)
    turn = one.ask(f"{RACE} ")
    with page.context.expect_page() as opened:
        turn.locator(".cite").first.click()
    opened.value.wait_for_load_state()
    # A browser takes the fragment's directive away from what scripts see; the request shows the page.
    assert opened.value.url.startswith(published)
    page.unroute("**/api/v1/ask*")


def test_what_is_not_in_the_article(reader: Visit) -> None:
    one = reader()
    one.open()
    turn = one.ask("what is NIO's gross margin?")
    expect(turn.locator(".chip")).to_have_text("Not in the article")
    expect(turn.locator(".mind h4")).to_have_text("Near it, but not the answer")


def test_an_answer_can_be_stopped_and_the_next_one_comes(reader: Visit) -> None:
    one = reader()
    page = one.open()
    waiting: list[Route] = []
    page.route("**/api/v1/ask*", lambda route: waiting.append(route), times=1)
    turn = one.send(RACE)
    second = one.send("Who is Lei Jun?")
    expect(second.locator(".pending")).to_be_visible()
    assert len(one.to_the_assistant()) == 2, "one after the other"
    turn.get_by_role("button", name="Stop").click()
    expect(turn.locator(".chip")).to_have_text("Stopped")
    expect(one.box).to_be_focused()
    second.locator(".statement").wait_for()
    turn.get_by_role("button", name="Ask again").click()
    expect(turn.locator(".statement")).to_contain_text("188 times")
    one.may_fail = True  # the browser reports a request that is taken back


@pytest.mark.parametrize("failure", ["gone", "broken", "refused", "empty", "page", "slow", "fault"])
def test_bad_input_39_a_server_that_fails_costs_a_sentence_and_no_more(reader: Visit, failure: str) -> None:
    one = reader()
    one.may_fail = True
    page = one.open()
    if failure == "slow":
        page.clock.install()
    told = "The assistant could not be reached"

    def fail(route: Route) -> None:
        if failure == "gone":
            route.abort("connectionrefused")
        elif failure == "empty":
            route.fulfill(status=200, body="", headers={"access-control-allow-origin": "*"})
        elif failure == "page":
            route.fulfill(status=200, body="<h1>Hello</h1>", headers={"access-control-allow-origin": "*"})
        elif failure == "fault":
            route.fulfill(status=500, body="null", headers={"access-control-allow-origin": "*"})
        elif failure == "slow":
            page.clock.run_for(31_000)  # and it never answers
        elif failure == "broken":
            route.fulfill(status=502, body="<h1>Bad gateway</h1>", headers={"access-control-allow-origin": "*"})
        else:
            problem = '{"title": "Busy", "status": 503, "detail": "Too many ask; come back."}'
            route.fulfill(status=503, body=problem, headers={"access-control-allow-origin": "*"})

    page.route("**/api/v1/ask*", fail)
    turn = one.send(RACE)
    expect(turn.locator(".chip")).to_have_text("No answer this time")
    expect(turn).to_contain_text("Too many ask; come back." if failure == "refused" else told)
    expect(one.box).to_be_editable()
    page.unroute("**/api/v1/ask*")
    turn.get_by_role("button", name="Ask again").click()
    expect(turn.locator(".statement")).to_contain_text("188 times")
    one.ask("Who is Lei Jun?")


def test_feedback_with_reasons_and_a_note(reader: Visit, site: str) -> None:
    one = reader()
    page = one.open()
    turn = one.ask(RACE)
    with page.expect_response("**/api/v1/feedback") as up:
        turn.get_by_role("button", name="Helpful").click()
    assert up.value.status == 204
    expect(turn.get_by_role("button", name="Helpful")).to_have_attribute("aria-pressed", "true")
    turn.get_by_role("button", name="Not right").click()
    turn.get_by_label("A number is wrong").check()
    turn.get_by_label("In your words").fill("It says so on page 3")
    with page.expect_response("**/api/v1/feedback") as down:
        turn.get_by_role("button", name="Send").click()
    assert down.value.status == 204
    sent = down.value.request.post_data_json
    assert (sent["rating"], sent["reasons"], sent["note"]) == ("down", ["number"], "It says so on page 3")
    assert sent["receipt"]
    expect(turn).to_contain_text("Thank you.")


def test_copy_with_citations_and_the_full_chat(reader: Visit, host: str, site: str) -> None:
    one = reader(permissions=["clipboard-read", "clipboard-write"])
    page = one.open()
    turn = one.ask(RACE)
    turn.get_by_role("button", name="Copy with sources").click()
    expect(turn).to_contain_text("Copied.")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith(RACE)
    assert f"[1] “{quote_of(turn, 1)}”" in text
    link = turn.get_by_role("link", name="Open in full chat").get_attribute("href")
    assert link is not None
    assert link in text
    assert link.startswith(f"{site}/?a=")


def test_a_link_asks_its_question_in_the_full_chat(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(snippets.link(site, RACE))
    expect(page.locator(".answer")).to_have_count(1, timeout=15_000)
    expect(page.locator(".answer .statement")).to_contain_text("188 times")
    expect(page.locator("#passage mark")).to_have_count(1)
    page.close()


def test_bad_input_40_a_second_tag_makes_no_second_button_and_it_goes_without_a_trace(reader: Visit, site: str) -> None:
    one = reader()
    page = one.visit("/page/twice")
    page.wait_for_load_state("networkidle")
    expect(one.launch).to_have_count(1)
    # A page that adds scripts and demands Trusted Types has a policy of its own.
    add = f"""() => new Promise((done) => {{ const tag = document.createElement("script"); tag.onload = done;
      const policy = trustedTypes.defaultPolicy
        || trustedTypes.createPolicy("default", {{ createScriptURL: (url) => url }});
      tag.src = policy.createScriptURL("{site}/widget.js"); document.body.append(tag); }})"""
    page.evaluate(add)
    expect(one.launch).to_have_count(1)
    page.evaluate("document.querySelector('article-assistant').remove()")  # what a page does that changes its content
    page.evaluate(add)
    expect(one.launch).to_have_count(1)
    page.evaluate("articleAssistant.remove()")
    expect(one.launch).to_have_count(0)
    left = "[typeof articleAssistant, document.adoptedStyleSheets.length, CSS.highlights.size]"
    assert page.evaluate(left) == ["undefined", 0, 0]
    page.evaluate(add)
    one.launch.click()
    one.ask("Who is Lei Jun?")


def test_the_full_chat_in_a_frame(reader: Visit, site: str) -> None:
    one = reader()
    page = one.visit("/page/framed")
    page.wait_for_load_state("networkidle")
    assert len(one.to_the_assistant()) == 1
    one.launch.click()
    frame = page.frame_locator("article-assistant iframe")
    frame.locator("#box textarea").fill("Who is Lei Jun?")
    frame.locator("#box textarea").press("Enter")
    frame.locator(".answer").wait_for()
    one.panel.get_by_role("button", name="Close").click()
    expect(one.launch).to_be_focused()


def test_bad_input_38_a_host_that_is_not_listed_can_neither_read_nor_frame(reader: Visit, host: str, site: str) -> None:
    stranger = reader(base_url=host.replace("127.0.0.1", "localhost"))
    stranger.may_fail = True
    page = stranger.open()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    turn = stranger.send(RACE)
    expect(turn).to_contain_text("The assistant could not be reached")
    assert f"article-assistant --allow-origin {stranger.host}" in said, "the owner is told what to set"
    assert page.evaluate(f"fetch('{site}/api/v1/documents').then(() => 'read', () => 'kept out')") == "kept out"
    with urllib.request.urlopen(f"{site}/", timeout=10) as response:
        assert f"frame-ancestors 'self' {host}" in response.headers["content-security-policy"]
    stranger.visit("/page/framed")
    stranger.launch.click()
    page.wait_for_timeout(1500)
    frame = next(one for one in page.frames if one.parent_frame)
    assert frame.locator("#box textarea").count() == 0
