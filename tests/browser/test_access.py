"""The page on a phone, in the dark, by keyboard, through a screen reader's eyes, and its weight."""

from __future__ import annotations

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
    if scheme == "dark":
        return
    marker.tap()
    expect(mark).to_be_in_viewport()
    here = page.url
    page.evaluate("history.back()")  # the phone's Back
    expect(page.locator("#passage")).not_to_be_visible()
    assert page.url == here
    assert page.evaluate("history.state.conversation") == answer.locator(".tools").get_attribute("data-receipt")
    page.go_back()
    assert page.url == "about:blank"  # no entry is left over


@pytest.mark.parametrize("width", [390, 375, 320])
def test_no_word_of_the_head_is_broken_on_a_narrow_phone(site: str, visit: Open, width: int) -> None:
    reader = visit(site, **{**PHONE, "viewport": {"width": width, "height": 700}})
    page = reader.open()
    reader.ask(RACE)
    assert overflow(page) <= 0
    doors = page.locator("#top .doors button").all()
    assert len(doors) == 3
    for door in doors:
        expect(door).to_be_visible()
        line = float(door.evaluate("one => parseFloat(getComputedStyle(one).lineHeight)"))
        box = door.bounding_box()
        assert box is not None
        assert box["height"] < 2 * line  # padding and one line


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
    page.keyboard.press("ArrowUp")  # told with the box: to the first source of the last answer
    expect(page.locator(".answer").last.locator(".cite").first).to_be_focused()
    described = page.locator("#box textarea").get_attribute("aria-describedby")
    assert "arrow up" in (page.locator(f"#{described}").text_content() or "")
    page.locator("#box textarea").focus()
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


# Colours depend on the scheme and places on the window; each of either is looked at once.
@pytest.mark.parametrize(("window", "scheme"), [({}, "dark"), (PHONE, "light")], ids=["desktop-dark", "phone-light"])
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
