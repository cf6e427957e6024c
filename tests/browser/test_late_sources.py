"""A source that comes late, on a slow line: what the reader has done meanwhile is not undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, expect

RACE = "how fast did Xiaomi reach 10k vs XPeng?"
Open = Callable[..., Any]


def choose(source: Locator) -> None:
    source.locator("button").click()
    expect(source.locator("button")).to_have_attribute("aria-current", "true")


def test_the_sentence_that_was_chosen_last_is_the_one_that_is_shown(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    sources = reader.ask(RACE).locator(".sources li")
    held: list[Any] = []
    page.route("**/component_server/**", lambda route: held.append(route))
    choose(sources.nth(0))
    choose(sources.nth(1))
    for route in reversed(held):  # the slow answer to the first click comes last
        with page.expect_response("**/component_server/**"):
            route.continue_()
    page.wait_for_timeout(300)
    expect(page.locator("#passage mark")).to_have_text(sources.nth(1).locator("blockquote").text_content())


def test_a_source_that_comes_late_takes_no_keys_from_the_box(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    reader.ask("What does SU7 Standard cost?")
    held: list[Any] = []
    page.route("**/component_server/**", lambda route: held.append(route))
    page.locator("#chat .sources .where").first.click()
    box = page.locator("#box textarea")
    box.press_sequentially("Who runs ")
    with page.expect_response("**/component_server/**"):
        held[0].continue_()
    expect(page.locator("#passage mark")).to_be_visible()
    page.wait_for_timeout(300)
    expect(box).to_be_focused()
    page.keyboard.type("Xiaomi?")
    expect(box).to_have_value("Who runs Xiaomi?")


def test_a_source_that_comes_late_leaves_the_figures_that_were_chosen_meanwhile(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    sources = reader.ask(RACE).locator(".sources li")
    held: list[Any] = []
    page.route("**/component_server/**", lambda route: held.append(route))
    choose(sources.nth(1))
    page.get_by_role("tab", name="Figures").click()
    page.unroute("**/component_server/**")
    with page.expect_response("**/component_server/**"):
        held[0].continue_()
    page.wait_for_timeout(300)
    expect(page.get_by_role("tab", name="Figures")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#ledger tbody tr").first).to_be_visible()
    page.get_by_role("tab", name="Article").click()
    expect(page.locator("#passage mark")).to_have_text(sources.nth(1).locator("blockquote").text_content())
