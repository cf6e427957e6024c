"""What identifies a reader is masked, and figures and years are left alone."""

from __future__ import annotations

import pytest

from assistant.journal.masking import masked


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Write to ada.pell+news@mail.example please", "Write to [e-mail] please"),
        ("reply: jørgen@bücher.example.", "reply: [e-mail]."),
        ("root@localhost", "[e-mail]"),
        ("Ring +44 20 7946 0958 today", "Ring [phone] today"),
        ("Ring +4420 79460958.", "Ring [phone]."),
        ("(020) 7946 0958?", "[phone]?"),
        ("555-123-4567", "[phone]"),
        ("0049/30/123456", "[phone]"),
        ("my number is 0612345678, thanks", "my number is [phone], thanks"),
        ("call me: 555-1234", "call me: [phone]"),
        ("tel. 8899 1234", "tel. [phone]"),
    ],
)
def test_addresses_and_phone_numbers_are_masked(text: str, kept: str) -> None:
    assert masked(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Did they sell 1,234,567,890 loaves?",
        "Were 1.234.567.890 litres sold?",
        "1000000000 euros",
        "revenue 2023 2024 2025",
        "between 2024-01-15 and 2024-02-15",
        "on 15.01.2024",
        "88,898 orders in 24 hours, 38-50 weeks",
        "pages 12-14",
        "It wrote 3.14159265358979",
        "What did @harbel say?",
        "version 1.2.3.4",
    ],
)
def test_figures_dates_and_names_stay(text: str) -> None:
    assert masked(text) == text


def test_masking_twice_changes_nothing_and_half_characters_can_be_stored() -> None:
    once = masked("a@b.example +44 20 7946 0958 \ud800")
    assert masked(once) == once
    assert once.encode("utf-8")


def test_a_long_text_takes_no_time() -> None:
    for piece in ("a.", "1 ", "1-", "a@", "call "):
        masked(piece * 40_000)
