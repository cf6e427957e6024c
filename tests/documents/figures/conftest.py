"""Documents from text, read by the reader that ships."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from documents.readers import read
from documents.types import Document


@pytest.fixture
def document(tmp_path: Path) -> Callable[[str], Document]:
    def make(text: str) -> Document:
        path = tmp_path / "article.md"
        path.write_text(text.strip() + "\n", encoding="utf-8")
        return read(path)

    return make
