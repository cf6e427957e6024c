"""Labels, headings and captions, told by their words alone."""

from __future__ import annotations

import pytest

from documents.labels import bold_label, ends_open, is_credit, is_title_case, label_of, reads_like_heading


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Rotterdam: It handled 14 million containers.", "Rotterdam"),
        ("The Battle of the Ports: Who wins?", "The Battle of the Ports"),
        ("Retail: CHF 2.9m", "Retail"),
        ("Trust in the letters: Patients did not believe them.", "Trust in the letters"),
        ("Berlin – 3.7 million people", "Berlin"),
        ("Plan B (2024): buy the site", "Plan B (2024)"),
        ("The result is clear: nobody won.", None),
        ("She said: we will not.", None),
        ("It opens at 10:30 on Sundays.", None),
        ("See https://ports.example for more", None),
        ("lower case start: no label", None),
        ("Nothing follows:", None),
        ("First it rained. Then this: sun.", None),
        ("A list of quite a few words that goes on and on: no label", None),
    ],
)
def test_labels_of_items(text: str, label: str | None) -> None:
    assert label_of(text, item=True) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Abstract: When the port closed, trade went on.", "Abstract"),
        ("Key Findings: Trade went on.", "Key Findings"),
        ("Yet, a question looms: Is it true?", None),
        ("Three things came together in spring: rain, wind and luck.", None),
    ],
)
def test_labels_of_paragraphs_are_names(text: str, label: str | None) -> None:
    assert label_of(text, item=False) == label


@pytest.mark.parametrize(
    ("bold", "rest", "label"),
    [
        ("Pay fast.", " Members used to wait.", "Pay fast"),
        ("Verra", ": It rebuilt one.", "Verra"),
        ("Everything", " is fine.", None),
        ("Alone.", "", None),
    ],
)
def test_bold_words_that_are_set_apart_are_labels(bold: str, rest: str, label: str | None) -> None:
    assert bold_label(bold, rest) == label


@pytest.mark.parametrize(
    "text",
    [
        "What the Batteries Cost",
        "Final Judgment:",
        "Is That Enough?",
        "What it means for others",
        'The Clarion Call: "I Will Bet Everything"',
        "Army #1: The Air Force",
        "WHAT HAPPENED",
        "2024 in Numbers",
        "Ein Jahr später",
    ],
)
def test_headings(text: str) -> None:
    assert reads_like_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "The port closed.",
        "So what happens next?",
        "and then it rained",
        "Write to ports@example.org",
        "Photo: Harbour Agency",
        "Figure 3: Sales by year",
        "12 345",
        "We went to the mill and looked at the wheel that had broken again last",
        "The channel will be deep from",
        "A | B",
        "",
    ],
)
def test_other_lines_are_no_headings(text: str) -> None:
    assert not reads_like_heading(text)


def test_title_case_allows_small_words() -> None:
    assert is_title_case("The Hill That Paid off Its Bank")
    assert not is_title_case("The hill that paid off")


def test_credits_and_open_ends() -> None:
    assert is_credit("Source: OECD")
    assert not is_credit("Glory: The Miracle")
    assert ends_open("one, two,")
    assert ends_open("deep from")
    assert not ends_open("It is over")
