"""The words of a library with their vectors: which words are kept, and which are near by the model that ships."""

from __future__ import annotations

from pathlib import Path

from documents.readers import read
from index.embedders import DEFAULT, named
from index.hybrid import HybridIndex
from index.words import words_of


def test_distinct_words_without_function_words_numbers_and_accents(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Café\n\nThe café sold 30 tarts, and the CAFÉ sold to X1.\n", encoding="utf-8")
    assert words_of([read(tmp_path / "a.md")]) == ("cafe", "sold", "tarts")


def test_another_word_for_a_thing_is_near_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Loans\n\nHalf of the owners carry a phone and a green bag.\n", encoding="utf-8")
    index = HybridIndex.build([read(tmp_path / "a.md")], embedder=named(DEFAULT))
    near = dict(index.near_words("handset")[0])
    assert max(near, key=lambda word: near[word]) == "phone"
    assert near["phone"] > 0.55 > near["green"]
