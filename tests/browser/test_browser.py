"""The page as readers have it: in Chromium, over the shipped edition, with the real assistant."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

RACE = "how fast did Xiaomi reach 10k vs XPeng?"
Open = Callable[..., Any]


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


def test_a_reload_takes_the_conversation_up_again(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    reader.ask(RACE)
    reader.ask("and NIO?")
    statements = page.locator(".statement").all_inner_texts()
    page.reload()
    expect(page.locator(".answer")).to_have_count(2)
    assert page.locator(".statement").all_inner_texts() == statements
    assert page.locator(".question").all_inner_texts() == [RACE, "and NIO?"]
    assert "Read as" in reader.ask("and XPeng?").inner_text()
    page.get_by_role("button", name="Start over").click()
    expect(page.locator(".answer")).to_have_count(0)
    page.reload()
    page.locator("#box textarea").wait_for()
    page.wait_for_timeout(700)
    expect(page.locator(".answer")).to_have_count(0)


def test_a_link_with_a_question_is_not_asked_twice_by_a_reload(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open("/?q=how%20many%20followers%20does%20Lei%20Jun%20have%3F")
    expect(page.locator(".answer")).to_have_count(1)
    page.reload()
    expect(page.locator(".answer")).to_have_count(1)
    page.wait_for_timeout(700)
    expect(page.locator(".answer")).to_have_count(1)


def test_readers_do_not_see_each_other(site: str, visit: Open) -> None:
    one, other = visit(site), visit(site)
    one.open()
    one.ask(RACE)
    page = other.open()
    expect(page.locator(".question")).to_have_count(0)
    answer = other.ask("and NIO?")
    assert page.locator(".question").all_inner_texts() == ["and NIO?"]
    assert "Xiaomi" not in " ".join(answer.locator(".reading").all_inner_texts())
