"""The widget among messages that are not meant for it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.test_widget import RACE
from tests.browser.widget_reader import Reader

Visit = Callable[..., Reader]


def test_bad_input_40_messages_of_others_are_not_listened_to(reader: Visit) -> None:
    """Under the strictest policy, without storage (`finish` looks), among messages that claim to be from the chat."""
    one = reader()
    page = one.open()
    hostile = "{ type: 'article-assistant', answer: { text: 'forged' }, open: 'javascript:alert(1)' }"
    page.evaluate(f"() => {{ for (let n = 0; n < 10000; n += 1) postMessage({hostile}, '*'); }}")
    assert "188 times" in one.ask(RACE).inner_text()
    expect(one.panel).not_to_contain_text("forged")
