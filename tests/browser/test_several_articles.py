"""A folder with several articles: the list, one article asked alone, answers that name their article."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, serving

CHARGE = "What does a day ticket cost?"
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def shelf(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("shelf")
    for name, lift, price in (("harbel", "Harbel", "€18"), ("orsino", "Orsino", "€24")):
        text = f"# The Lift of {lift}\n\n## Prices\n\nA day ticket of {lift} costs {price}. {lift} opened in 1987.\n"
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    data = tmp_path_factory.mktemp("shelf-index")
    command = [sys.executable, str(ROOT / "ui.py"), "--documents", str(folder), "--data", str(data), "--no-open"]
    yield from serving(command, tmp_path_factory.mktemp("log") / "shelf.txt")


def test_the_list_opens_an_article(shelf: str, visit: Open) -> None:
    page = visit(shelf).open()
    expect(page.locator("#passage h2")).to_have_text("2 articles")
    expect(page.locator(".library li").first).to_contain_text("figures")
    page.get_by_role("button", name="The Lift of Orsino").click()
    expect(page.locator("#passage h2")).to_have_text("The Lift of Orsino")
    expect(page.locator("#passage .passage-text")).to_contain_text("€24")
    page.get_by_role("button", name="All articles").click()
    expect(page.locator("#passage h2")).to_have_text("2 articles")


def test_one_article_is_asked_alone(shelf: str, visit: Open) -> None:
    reader = visit(shelf)
    page = reader.open()
    page.locator(".library li", has_text="Orsino").get_by_role("button", name="Ask only this article").click()
    expect(page.get_by_label("Articles to ask")).to_have_value("orsino")
    answer = reader.ask(CHARGE)
    assert "€24" in answer.inner_text()
    assert "€18" not in answer.inner_text()
    assert "The Lift of Orsino" in answer.locator(".where").inner_text()
    page.get_by_label("Articles to ask").select_option("harbel")
    assert "€18" in reader.ask(CHARGE).inner_text()


def test_an_address_names_the_article_that_is_asked(shelf: str, visit: Open) -> None:
    page = visit(shelf).open("/?document=orsino&q=What%20does%20a%20day%20ticket%20cost%3F")
    expect(page.get_by_label("Articles to ask")).to_have_value("orsino")
    expect(page.locator(".answer")).to_contain_text("€24")
    expect(page.locator(".answer")).not_to_contain_text("€18")


def test_the_figures_of_one_article_are_shown_alone(shelf: str, visit: Open) -> None:
    page = visit(shelf).open()
    page.get_by_role("tab", name="Figures").click()
    expect(page.locator("#ledger tbody")).to_contain_text("€18")
    page.locator("#ledger").get_by_label("Article", exact=True).select_option("orsino")
    expect(page.locator("#ledger tbody")).not_to_contain_text("€18")
    expect(page.locator("#ledger tbody")).to_contain_text("€24")
