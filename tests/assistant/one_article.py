"""An assistant over one article, for tests that ask about a text of their own."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant


def opened(article: str, temporary: pytest.TempPathFactory) -> Assistant:
    """Index a Markdown text and open it."""
    folder = temporary.mktemp("articles")
    (folder / "article.md").write_text(article, encoding="utf-8")
    return Assistant.open(folder, temporary.mktemp("data"))
