"""A sentence as the cross-encoder reads it: with what stands before it, and a table's row with its columns."""

from __future__ import annotations

import pytest

from assistant.corpus import Corpus
from assistant.in_place import InPlace, in_place
from documents.types import Document, Span
from tests.assistant.one_corpus import corpus_of, place_of

ARTICLE = """# The glassworks of Arnsby

It is the oldest in the county.

## Furnaces

The glassworks has four furnaces. Each melts 12 tonnes of sand a day.

A second paragraph stands apart.

Two things keep the heat in:

- Brick: the walls are 40 cm thick. They were laid in 1987.
- Doors: they shut in 3 seconds.

## Output

Bottles are counted by the hour.

| Line | Bottles an hour | Jars | Scrap (2023) |
|---|---|---|---|
| North | 9,400 | | 2.5% |
| South | 7,100 | 1,850 | 3.1% |

That is a record.
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of(ARTICLE, tmp_path_factory.mktemp("glass"))


def placed(corpus: Corpus, words: str) -> InPlace:
    document, sentence = place_of(corpus, words)
    return in_place(sentence, document, corpus)


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("It is the oldest", "The glassworks of Arnsby"),  # no heading above: the title
        ("has four furnaces", "Furnaces"),  # the first of its section
        ("Each melts", "The glassworks has four furnaces."),  # of the same paragraph
        ("A second paragraph", "Each melts 12 tonnes of sand a day."),  # of the paragraph before
        ("40 cm", "Two things keep the heat in:"),  # an item: what leads to the list
        ("They were laid", "Brick: the walls are 40 cm thick."),  # in the same item
        ("they shut", "Two things keep the heat in:"),  # never the item before
        ("counted by the hour", "Output"),
        ("7,100", "Output"),  # a row: never the row before
        ("That is a record", "Output"),  # a row says nothing of what follows
    ],
)
def test_what_stands_before_a_sentence(corpus: Corpus, words: str, before: str) -> None:
    assert placed(corpus, words).before == before


def test_a_sentence_is_read_as_it_stands(corpus: Corpus) -> None:
    assert placed(corpus, "Each melts").text == "Each melts 12 tonnes of sand a day."


def test_a_row_is_read_with_its_columns_and_without_empty_cells(corpus: Corpus) -> None:
    assert placed(corpus, "7,100").text == "South; Bottles an hour: 7,100; Jars: 1,850; Scrap (2023): 3.1%"
    assert placed(corpus, "9,400").text == "North; Bottles an hour: 9,400; Scrap (2023): 2.5%"


def test_the_head_of_a_table_is_no_row(corpus: Corpus) -> None:
    assert ": " not in placed(corpus, "Bottles an hour").text


def test_every_figure_is_found_in_the_text_that_is_read(corpus: Corpus) -> None:
    (article,) = corpus.documents.values()
    assert len(corpus.figures) >= 8
    for figure in corpus.figures:
        found = in_place(figure.sentence, figure.document, corpus)
        place = found.of(figure.quantity.span)
        assert place is not None
        assert found.text[slice(*place)] == article.quote(figure.quantity.span)


def test_a_place_elsewhere_in_the_article_is_not_in_the_text(corpus: Corpus) -> None:
    article = _article(corpus)
    number = article.text.index("1,850")
    jars = Span(number, number + len("1,850"))
    row, other = placed(corpus, "7,100"), placed(corpus, "9,400")
    assert (row.of(jars) is None, other.of(jars) is None) == (False, True)
    north = article.text.index("9,400")
    assert row.of(Span(north, number)) is None  # over the end of a cell
    column = article.text.index("Jars")
    assert row.of(Span(column, column + 4)) is None  # the column is read, its place is not in the row


def _article(corpus: Corpus) -> Document:
    (article,) = corpus.documents.values()
    return article
