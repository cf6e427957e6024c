"""The widget by keyboard, on a phone, in the dark, right to left, through a screen reader's eyes, and its speed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.widget_reader import Reader

RACE = "how fast did Xiaomi reach 10k vs XPeng?"
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
Visit = Callable[..., Reader]


def test_the_dialog_is_named_and_escape_gives_the_focus_back(reader: Visit) -> None:
    one = reader()
    page = one.visit()
    expect(one.launch).to_have_attribute("aria-expanded", "false")
    expect(one.launch).to_have_attribute("aria-haspopup", "dialog")
    one.launch.click()
    expect(page.get_by_role("dialog", name="Ask this article")).to_be_visible()
    expect(one.box).to_be_focused()
    page.evaluate("addEventListener('keydown', () => { window.heard = true; })")
    page.keyboard.type("j")
    assert page.evaluate("window.heard") is None, "shortcuts of the page are not meant in the box"
    page.keyboard.press("Escape")
    expect(one.panel).not_to_be_visible()
    expect(one.launch).to_be_focused()
    page.keyboard.press("Enter")
    expect(one.box).to_be_focused()
    expect(one.box).to_have_value("j")


def test_the_keyboard_is_enough(reader: Visit) -> None:
    one = reader()
    page = one.visit()
    for _ in range(12):
        page.keyboard.press("Tab")
        if one.focus() == "launch":
            break
    page.keyboard.press("Enter")
    page.keyboard.type("how fast did Xiaomi")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("reach 10k vs XPeng?")
    page.keyboard.press("Enter")
    turn = one.turns.first
    turn.locator(".statement").wait_for()
    expect(one.box).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if one.focus() == "link where":
            break
    style = page.evaluate("getComputedStyle(document.activeElement.shadowRoot.activeElement).outlineStyle")
    assert style != "none", "the focus must be seen"
    page.keyboard.press("Enter")
    assert one.marked() == turn.locator("blockquote").last.text_content()
    assert one.focus() == "link where"
    page.keyboard.press("Escape")
    expect(one.launch).to_be_focused()


def test_an_input_method_keeps_its_enter(reader: Visit) -> None:
    one = reader()
    one.open()
    one.box.fill("小米")
    one.box.evaluate(
        "box => box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))"
    )
    expect(one.turns).to_have_count(0)
    expect(one.box).to_have_value("小米")


def test_a_phone_gets_the_whole_screen_and_the_panel_steps_aside(reader: Visit) -> None:
    one = reader(**PHONE, reduced_motion="reduce")
    page = one.open()
    assert one.panel.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    assert page.evaluate(
        "document.querySelector('article-assistant').shadowRoot.querySelector('dialog:modal') !== null"
    )
    turn = one.ask(RACE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for _ in range(40):  # around once: Tab stays inside
        page.keyboard.press("Tab")
        assert one.focus() not in ("launch", "body")
    one.panel.locator(".log").evaluate("log => log.scrollTo(0, 120)")
    marker = turn.locator(".sources .where").first
    marker.tap()
    expect(one.panel).not_to_be_visible()
    assert one.marked() == turn.locator("blockquote").first.text_content()
    expect(one.launch).to_have_text("Back to the answer")
    expect(one.launch).to_be_focused()
    place = page.evaluate("[...CSS.highlights.get('article-assistant')][0].getBoundingClientRect().top")
    assert 0 < place < 600
    one.launch.tap()
    expect(marker).to_be_focused()
    expect(marker).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(one.launch).to_have_text("Ask this article")


def test_a_window_that_becomes_a_phone_keeps_the_conversation(reader: Visit) -> None:
    one = reader()
    page = one.open()
    one.ask(RACE)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(200)
    assert one.panel.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    expect(one.box).to_be_focused()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_timeout(200)
    box = one.panel.bounding_box()
    assert box is not None
    assert box["width"] == 400
    expect(one.turns).to_have_count(1)


@pytest.mark.parametrize(("path", "scheme", "dark"), [
    ("/", "light", False), ("/", "dark", True), ("/page/night", "light", True), ("/page/bare", "dark", False),
])  # fmt: skip
def test_the_colours_are_those_of_the_page(reader: Visit, path: str, scheme: str, dark: bool) -> None:
    """The page's own scheme decides, its background where it names none; what the system likes comes last."""
    one = reader(color_scheme=scheme)
    one.open(path)
    red = one.panel.evaluate("panel => Number(getComputedStyle(panel).backgroundColor.match(/\\d+/)[0])")
    assert (red < 128) is dark


def test_owners_set_colours_by_variables(reader: Visit) -> None:
    one = reader()
    page = one.open()
    page.evaluate("document.documentElement.style.setProperty('--article-assistant-accent', 'rgb(0, 80, 160)')")
    assert one.panel.locator(".go").evaluate("go => getComputedStyle(go).backgroundColor") == "rgb(0, 80, 160)"


def test_rules_of_the_page_stay_outside(reader: Visit) -> None:
    one = reader()
    one.open("/page/bare")
    style = one.box.evaluate("box => { const s = getComputedStyle(box); return [s.fontSize, s.letterSpacing]; }")
    assert style == ["16px", "normal"]
    assert "fantasy" not in one.box.evaluate("box => getComputedStyle(box).fontFamily")


def test_right_to_left_and_the_other_corner(reader: Visit) -> None:
    one = reader()
    one.open("/page/left")
    expect(one.panel.locator("h2")).to_have_text("اسأل المقال")
    box = one.panel.bounding_box()
    assert box is not None
    assert box["x"] == 20
    turn = one.ask("ما هو هامش الربح؟")
    assert turn.locator("h3").evaluate("h => getComputedStyle(h).direction") == "rtl"
    assert turn.locator(".statement p").first.evaluate("p => getComputedStyle(p).direction") == "ltr"


def test_no_motion_where_none_is_wanted(reader: Visit) -> None:
    one = reader(reduced_motion="reduce")
    page = one.open()
    assert one.panel.evaluate("panel => getComputedStyle(panel).animationName") == "none"
    turn = one.ask(RACE)
    turn.locator(".cite").first.click()
    place = page.evaluate("[...CSS.highlights.get('article-assistant')][0].getBoundingClientRect().top")
    assert 0 < place < 450, "the page is there at once"


# Colours depend on the scheme and places on the window; each of either is looked at once.
@pytest.mark.parametrize(("window", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_axe_finds_no_violation(reader: Visit, scheme: str, window: dict[str, Any]) -> None:
    one = reader(**window, color_scheme=scheme, reduced_motion="reduce")
    page = one.visit()
    found = violations(page)
    one.launch.click()
    found += violations(page)
    turn = one.ask(RACE)
    one.ask("what is NIO's gross margin?")
    turn.get_by_role("button", name="Not right").click()
    found += violations(page)
    assert found == []


def violations(page: Any) -> list[str]:
    response = Axe().run(page, options=RULES).response
    return [f"{one['id']}: {node['html'][:150]}" for one in response["violations"] for node in one["nodes"]]
