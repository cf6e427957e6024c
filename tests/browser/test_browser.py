"""The page as readers have it: in Chromium, over the shipped edition, with the real assistant."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

RACE = "how fast did Xiaomi reach 10k vs XPeng?"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
Open = Callable[..., Any]


def overflow(page: Page) -> int:
    """Pixels that the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def contents_of(page: Page) -> str:
    return page.locator("#passage .sheet").inner_text()


def test_a_comparison_is_answered_with_figures_caveat_and_sources(site: str, visit: Open) -> None:
    reader = visit(site)
    reader.open()
    answer = reader.ask(RACE)
    text = answer.inner_text()
    assert "88,898" in text
    assert "24 hours" in text
    assert "188 days" in text
    assert re.search(r"\d+(?:\.\d+)? times", text)
    caveats = answer.locator(".mind").inner_text().lower()
    assert "orders" in caveats
    assert re.search(r"vehicles|production|produced", caveats)
    assert answer.locator(".sources li").count() >= 2
    expect(answer).to_have_class(re.compile(r"\bis-answered\b"))


def test_each_citation_opens_at_its_sentence(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    answer = reader.ask(RACE)
    sources = answer.locator(".sources li")
    for position in range(sources.count()):
        source = sources.nth(position)
        quote = source.locator("blockquote").text_content()
        source.locator("button").click()
        mark = page.locator("#passage mark")
        expect(mark).to_have_count(1)
        expect(mark).to_have_text(quote)
        assert mark.text_content() == quote
        expect(mark).to_be_in_viewport()
        place = source.locator("button").text_content()
        for heading in page.locator("#passage h2").inner_text().split("›"):
            assert heading.strip() in place


def test_a_marker_opens_the_same_passage_as_its_source(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    answer = reader.ask(RACE)
    for marker in answer.locator(".statement .cite").all():
        number = int(re.sub(r"\D", "", marker.inner_text()))
        quote = answer.locator(".sources blockquote").nth(number - 1).text_content()
        marker.click()
        expect(page.locator("#passage mark")).to_have_text(quote)
        expect(marker).to_have_attribute("aria-current", "true")


def test_the_first_passage_comes_with_the_answer(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    before = contents_of(page)
    answer = reader.ask(RACE)
    first = answer.locator(".sources blockquote").first.text_content()
    expect(page.locator("#passage mark")).to_have_text(first)
    assert before != contents_of(page)


def test_a_follow_up_is_read_with_the_question_before_it(site: str, visit: Open) -> None:
    reader = visit(site)
    reader.open()
    reader.ask(RACE)
    answer = reader.ask("and NIO?")
    assert "11 months" in answer.inner_text()
    assert "Read as" in answer.locator(".reading").inner_text()


def test_what_the_article_does_not_say_is_said_to_be_missing(site: str, visit: Open) -> None:
    reader = visit(site)
    reader.open()
    answer = reader.ask("what is NIO's gross margin?")
    expect(answer).to_have_class(re.compile(r"\bis-not-found\b"))
    assert answer.locator(".status").inner_text() == "Not in the article"


def test_an_example_is_asked_by_pressing_it_and_followed_up(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    example = page.locator("#suggestions button").first
    question = example.inner_text()
    assert question.endswith("?")
    example.click()
    expect(page.locator(".question")).to_have_text(question)
    expect(page.locator(".answer")).to_have_class(re.compile(r"\bis-answered\b"))
    expect(page.locator("#box textarea")).to_be_focused()
    following = page.locator("#suggestions button").first
    expect(following).not_to_have_text(question)
    following.click()
    expect(page.locator(".answer")).to_have_count(2)


def test_a_link_with_a_question_asks_it(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open("/?q=how%20many%20followers%20does%20Lei%20Jun%20have%3F")
    expect(page.locator(".question")).to_have_text("how many followers does Lei Jun have?")
    expect(page.locator(".answer")).to_contain_text("26.8 million")


def test_without_a_link_what_is_typed_early_stays(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    page.locator("#box textarea").fill("half a quest")
    page.wait_for_timeout(700)
    expect(page.locator("#box textarea")).to_have_value("half a quest")


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
    reader.send("What takes two seconds?")
    expect(page.locator(".question")).to_have_count(1)
    second = reader.ask(RACE)
    assert page.locator(".pending").count() == 1, "the quick answer does not wait for the slow one"
    assert "XPeng" in second.inner_text()
    expect(page.locator(".answer")).to_have_count(2)
    assert page.locator(".question").all_inner_texts() == ["What takes two seconds?", RACE]


def test_starting_over_clears_the_conversation(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    outline = contents_of(page)
    reader.ask(RACE)
    page.get_by_role("button", name="Start over").click()
    expect(page.locator(".answer")).to_have_count(0)
    expect(page.get_by_role("heading", name="What would you like to know?")).to_be_visible()
    assert contents_of(page) == outline
    assert "Read as" not in reader.ask("how many followers does Lei Jun have?").inner_text()


def test_readers_do_not_see_each_other(site: str, visit: Open) -> None:
    one, other = visit(site), visit(site)
    one.open()
    one.ask(RACE)
    page = other.open()
    expect(page.locator(".question")).to_have_count(0)
    answer = other.ask("and NIO?")
    assert page.locator(".question").all_inner_texts() == ["and NIO?"]
    assert "Xiaomi" not in " ".join(answer.locator(".reading").all_inner_texts())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_all_without_scrolling_sideways(site: str, visit: Open, scheme: str) -> None:
    reader = visit(site, **PHONE, color_scheme=scheme)
    page = reader.open()
    assert overflow(page) <= 0
    answer = reader.ask(RACE)
    assert overflow(page) <= 0
    marker = answer.locator(".statement .cite").first
    expect(page.locator("#passage")).not_to_be_visible()  # it would cover the answer
    marker.tap()
    mark = page.locator("#passage mark")
    expect(mark).to_be_in_viewport()
    assert overflow(page) <= 0
    page.get_by_role("button", name="Close the passage").tap()
    expect(page.locator("#passage")).not_to_be_visible()
    expect(marker).to_be_focused()


def test_the_keyboard_is_enough(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#suggestions') !== null"):
            break
    page.keyboard.press("Enter")
    page.locator(".answer").wait_for()
    expect(page.locator("#box textarea")).to_be_focused()
    page.keyboard.type(RACE)
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_have_count(2)
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.answer .where')"):
            break
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style != "none", "the focus must be seen"
    page.keyboard.press("Enter")
    expect(page.locator("#passage h2")).to_be_focused()
    expect(page.locator("#passage mark")).to_be_in_viewport()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.answer .where')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", [{}, PHONE], ids=["desktop", "phone"])
def test_axe_finds_no_violation(site: str, visit: Open, scheme: str, window: dict[str, Any]) -> None:
    reader = visit(site, **window, color_scheme=scheme, reduced_motion="reduce")
    page = reader.open()
    found = violations(page)
    answer = reader.ask(RACE)
    reader.ask("what is NIO's gross margin?")
    found += violations(page)
    answer.locator(".sources .where").first.click()
    expect(page.locator("#passage h2")).to_be_focused()
    found += violations(page)
    assert found == []


def violations(page: Page) -> list[str]:
    response = Axe().run(page, options=RULES).response
    return [f"{one['id']}: {node['html'][:150]}" for one in response["violations"] for node in one["nodes"]]


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


def test_a_lost_connection_is_said_and_the_page_comes_back_by_itself(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    page.route("**/run/predict", lambda route: route.abort())
    page.locator("#box textarea").fill(RACE)
    with page.expect_navigation():
        page.keyboard.press("Enter")
        expect(page.locator(".toast-wrap")).to_contain_text("Connection to the server was lost")
        page.unroute("**/run/predict")
    assert "188 days" in reader.ask(RACE).inner_text()
    assert reader.faults.pop().endswith("net::ERR_FAILED")


def test_the_page_is_light_and_speaks_its_language(site: str, visit: Open) -> None:
    reader = visit(site)
    sizes: list[int] = []
    reader.page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page = reader.open()
    page.wait_for_timeout(500)
    assert page.locator("html").get_attribute("lang") == "en"
    assert sum(sizes) < 350_000
    assert len(page.context.cookies()) == 0
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
