"""What a reader does beside asking: look through the figures, link, copy, judge, save, stop, complete what is typed."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assistant.journal.store import NAME

RACE = "how fast did Xiaomi reach 10k vs XPeng?"
WAITS = "How does the YU7 compare with the SU7 on wait time?"
Open = Callable[..., Any]


def open_figures(page: Page) -> None:
    page.get_by_role("tab", name="Figures").click()
    expect(page.locator("#ledger .count")).to_have_text(re.compile(r"\d+ figures"))


def test_the_article_stands_beside_the_chat_and_every_citation_marks_its_sentence(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    expect(page.locator("#passage h3").first).to_be_visible()
    whole = page.locator("#passage .passage-text").inner_text()
    answer = reader.ask(WAITS)
    for operand in answer.locator(".formula .operand").all():
        operand.click()
        mark = page.locator("#passage mark")
        expect(mark).to_contain_text(operand.inner_text())  # the sentence before stays marked until this one comes
        expect(mark).to_be_in_viewport()
    assert len(page.locator("#passage .passage-text").inner_text()) == len(whole), "the article stays whole"


def test_figures_are_filtered_sorted_and_opened(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    open_figures(page)
    everything = page.locator("#ledger tbody tr").count()
    page.locator("#ledger input").fill("gross margin")
    expect(page.locator("#ledger .count")).to_have_text("3 figures")
    page.locator("#ledger input").fill("248,000")
    expect(page.locator("#ledger .count")).to_have_text("1 figure")
    expect(page.locator("#ledger tbody .figure")).to_have_text("more than 248,000")
    page.locator("#ledger input").fill("")
    page.get_by_label("Kind of figure").select_option(label="Money")
    expect(page.locator("#ledger tbody tr")).not_to_have_count(everything)
    expect(page.locator("#ledger table")).to_have_attribute("aria-busy", "false")
    page.get_by_role("button", name="Figure", exact=True).click()
    expect(page.locator("#ledger th").first).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("#ledger table")).to_have_attribute("aria-busy", "false")
    first = page.locator("#ledger tbody .figure").first
    value = first.inner_text()
    first.click()
    expect(page.get_by_role("tab", name="Article")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#passage mark")).to_be_in_viewport()
    assert value in " ".join((page.locator("#passage mark").text_content() or "").split())


@pytest.mark.parametrize("kind", ["CSV", "JSON"])
def test_the_figures_that_are_shown_can_be_downloaded(site: str, visit: Open, kind: str) -> None:
    reader = visit(site)
    page = reader.open()
    open_figures(page)
    page.locator("#ledger input").fill("gross margin")
    expect(page.locator("#ledger .count")).to_have_text("3 figures")
    with page.expect_download() as download:
        page.get_by_role("link", name=kind).click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines())) if kind == "CSV" else json.loads(text)["figures"]
    assert len(rows) == 3
    assert all("gross margin" in row["metric"] for row in rows)


def test_a_comparison_is_drawn_to_scale_with_its_table(site: str, visit: Open) -> None:
    reader = visit(site)
    reader.open()
    chart = reader.ask(RACE).locator(".chart")
    assert chart.get_by_role("row").count() == 3
    widths = [bar.bounding_box()["width"] for bar in chart.locator("rect").all()]
    assert max(widths) / min(widths) > 100
    assert chart.get_by_role("cell", name="188 days").count() == 1


def test_a_link_shows_the_same_answer_in_a_new_browser(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    reader.ask(WAITS)
    answer = reader.ask("in months please")
    link = answer.locator(".link").get_attribute("href")
    statement = answer.locator(".statement").inner_text()
    other = visit(site)
    shown = other.open(f"/{link}")
    expect(shown.locator(".answer")).to_have_count(1)
    assert shown.locator(".answer .statement").inner_text() == statement
    expect(shown.locator("#passage mark")).to_have_count(1)
    assert "since this link was made" not in shown.locator(".answer").inner_text()
    assert "week" in other.ask("and in weeks?").inner_text()
    assert page.locator(".answer").count() == 2


def test_a_link_that_was_cut_short_is_told_so(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open("/?a=eNqL")
    expect(page.locator(".answer")).to_contain_text("incomplete or was changed")
    assert "188 days" in reader.ask(RACE).inner_text()


def test_an_answer_is_copied_with_its_sources(site: str, visit: Open) -> None:
    reader = visit(site, permissions=["clipboard-read", "clipboard-write"])
    page = reader.open()
    answer = reader.ask(RACE)
    answer.get_by_role("button", name="Copy with sources").click()
    expect(answer.locator(".told")).to_have_text("Copied.")
    text = page.evaluate("navigator.clipboard.readText()")
    for part in (RACE, "188 days", "Bear in mind:", "[1]", answer.locator("blockquote").first.text_content(), "/?a="):
        assert part in text
    answer.get_by_role("link", name="Link to this answer").click()
    expect(answer.locator(".told")).to_have_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()").startswith(f"{site}/?a=")


def test_what_a_reader_thinks_is_kept_for_the_owner(site: str, data: Path, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    answer = reader.ask(WAITS)
    answer.get_by_role("button", name="Helpful").click()
    expect(answer.locator(".told")).to_contain_text("Thank you")
    answer.get_by_role("button", name="Not right").click()
    page.get_by_label("A number is wrong").check()
    page.get_by_label(re.compile("In your words")).fill("It was 40 weeks; write to me at reader@example.com")
    page.get_by_role("button", name="Send").click()
    expect(answer.locator(".told")).to_contain_text("Thank you")
    expect(answer.locator(".reasons")).to_have_count(0)
    expect(answer.get_by_role("button", name="Not right")).to_be_focused()
    [journal] = data.rglob(NAME)
    own = "select rating, reasons, note, question from judged where question = ? order by rating desc"
    with sqlite3.connect(f"file:{journal}?mode=ro", uri=True) as db:
        kept = db.execute(own, [WAITS]).fetchall()
    assert kept[0][0] == "up"
    assert kept[-1][:2] == ("down", '["number"]')
    assert kept[-1][3] == WAITS
    assert "40 weeks" in kept[-1][2]
    assert "reader@example.com" not in kept[-1][2]


def test_escape_takes_the_question_back(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    answer = reader.ask(WAITS)
    button = answer.get_by_role("button", name="Not right")
    button.click()
    box = page.get_by_label("It answers something else")
    expect(box).to_be_focused()
    assert box.evaluate("box => getComputedStyle(box).appearance") == "auto"
    page.keyboard.press("Escape")
    expect(answer.locator(".reasons")).to_have_count(0)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_the_page_is_no_taller_than_the_conversation(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 2
    page.locator("#suggestions button").first.click()
    expect(page.locator(".answer .statement")).to_be_in_viewport()
    expect(page.locator(".question")).to_be_in_viewport()


def test_the_conversation_is_saved_with_its_sources(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    assert not page.get_by_role("button", name="Save conversation").is_visible()
    reader.ask(RACE)
    reader.ask("and NIO?")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save conversation").click()
    name = download.value.suggested_filename
    assert re.fullmatch(r"lei-jun-s-last-stand[a-z0-9-]*-20\d\d-\d\d-\d\d\.md", name), name
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.index(f"## {RACE}") < text.index("## and NIO?") < text.index("\nRead as: ")
    assert "188 days" in text
    assert "[1]" in text
    assert "\\[1" not in text
    assert f"<{site}/?a=" in text


def test_a_name_is_completed_while_it_is_typed(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    box = page.locator("#box textarea")
    box.click()
    page.keyboard.type("what is the wai")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    line = next(text for text in options.all_inner_texts() if text.endswith("waiting time"))
    for _ in range(options.count()):
        page.keyboard.press("ArrowDown")
        if page.locator("#completions [aria-selected=true]").inner_text() == line:
            break
    page.keyboard.press("Enter")
    expect(box).to_have_value(line)
    expect(page.locator("#completions")).to_be_hidden()
    expect(page.locator(".question")).to_have_count(0)
    page.keyboard.type(" of the SU7?")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_contain_text("38-50 weeks")


def test_an_answer_that_is_stopped_does_not_come_after_all(failing_site: str, visit: Open) -> None:
    reader = visit(failing_site)
    page = reader.open()
    reader.send("What takes five seconds?")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".answer")).to_contain_text("Stopped")
    assert "188 days" in reader.ask(RACE).inner_text()
    page.wait_for_timeout(5_500)
    assert page.locator(".answer").count() == 2
    expect(page.locator(".answer").first).to_contain_text("Stopped")
    expect(page.locator("#box textarea")).to_be_enabled()


def test_the_tabs_are_worked_by_the_arrow_keys(site: str, visit: Open) -> None:
    reader = visit(site)
    page = reader.open()
    page.get_by_role("tab", name="Article").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Figures")).to_be_focused()
    expect(page.locator("#ledger")).to_be_visible()
    expect(page.locator("#passage")).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#passage")).to_be_visible()


def test_a_phone_opens_the_figures_from_the_head_of_the_page(site: str, visit: Open) -> None:
    reader = visit(site, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = reader.open()
    page.get_by_role("button", name="Figures").tap()
    expect(page.locator("#ledger tbody tr").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.locator("#ledger tbody .figure").first.tap()
    expect(page.locator("#passage mark")).to_be_in_viewport()
    page.locator("#passage .close").tap()
    expect(page.locator("#side")).not_to_be_visible()
