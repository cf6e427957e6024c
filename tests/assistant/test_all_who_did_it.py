"""Who did something together is named together, and of another firm nobody is."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Three yards

Siskin Works was founded in Selby in 2011 by Ada Moss, a former welder, and her brother Piet Moss, who had sold boats.
Brambling Boats was started by Lena Orr and the engineer Tom Hask in 2015. Firecrest was founded by Maria Vole. Dunnock
Yards is run by a trust.
"""


@pytest.fixture(scope="module")
def yards(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "names", "others"),
    [
        ("Who founded Siskin Works?", ("Ada Moss", "Piet Moss"), ("Maria Vole", "Lena Orr")),
        ("Who started Brambling Boats?", ("Lena Orr", "Tom Hask"), ("Maria Vole", "Ada Moss")),
        ("Who founded Firecrest?", ("Maria Vole",), ("Ada Moss", "Tom Hask")),
        ("Who founded Dunnock Yards?", (), ("Maria Vole", "Ada Moss", "Lena Orr")),
    ],
)
def test_founders(yards: Assistant, question: str, names: tuple[str, ...], others: tuple[str, ...]) -> None:
    told = yards.ask(question).text
    assert all(name in told for name in names)
    assert not any(name in told for name in others)
