"""What holds for every document, whatever its format: places within places, verbatim text, linear work."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.linear import calls_of
from documents.errors import DocumentError
from documents.readers import READERS, document_of
from documents.readers.common import Source
from documents.types import Document

_PIECES = [
    "A Title Of It",
    "What Happened Next",
    "The mill was sold in 2023. It went for €2m.",
    "- item: one",
    "  • Ardal: It rose.",
    "    indented text goes here.",
    "1. First",
    "2. Second",
    "| a | b |",
    "|---|---|",
    "| 1 | 2 |",
    "Item 2023 2024",
    "Sales 120 140",
    "Costs 80 95",
    "",
    "",
    "# Head",
    "> quote",
    "a\tb\tc",
    "By Jane Doe",
    "====",
    "**Bold**",
    "x" * 90,
    "<b>bold</b>",
    "<table><tr><td>a<td>b<tr><td>1<td>2</table>",
    "<ul><li>one<li>two</ul>",
    "<h2>Head</h2>",
    "“Quote. Two.”",
]


def check(document: Document) -> None:
    """Raise AssertionError unless everything lies where it must."""
    text = document.text
    sections, blocks = document.sections, document.blocks
    assert sections
    assert all(section.span.of(text).strip() for section in sections)
    assert all(a.span.end <= b.span.start for a, b in pairwise(sections))
    assert all(section.level == len(section.path) for section in sections)
    assert all(section.heading == (section.path[-1] if section.path else "") for section in sections)
    assert all(a.span.end <= b.span.start for a, b in pairwise(blocks))
    for at, block in enumerate(blocks):
        assert sections[block.section].span.holds(block.span)
        assert block.span.of(text).strip() == block.span.of(text) != ""
        assert block.lead is None or block.lead < at
        assert block.label is None or block.label in " ".join(block.span.of(text).split())
    for sentence in document.sentences:
        block = blocks[sentence.block]
        assert block.kind != "heading"
        assert block.span.holds(sentence.span)
        assert (sentence.section, sentence.page) == (block.section, block.page)
    quoted = {sentence.block for sentence in document.sentences}
    assert quoted == {at for at, block in enumerate(blocks) if block.kind != "heading"}
    for table in document.tables:
        assert len({len(table.header), *(len(row) for row in table.rows)}) == 1
        assert len(table.rows) == len(table.row_blocks)
        for row, at in zip(table.rows, table.row_blocks, strict=True):
            assert blocks[at].kind == "row"
            assert all(blocks[at].span.holds(cell) for cell in row)
        assert blocks[table.row_blocks[0] - 1].kind == "row"


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(pieces=st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14), glue=st.sampled_from(["\n", "\n\n"]))
def test_any_mixture_of_pieces_is_a_sound_document(suffix: str, pieces: list[str], glue: str) -> None:
    try:
        document = document_of(Source("x", f"x{suffix}", glue.join(pieces).encode()))
    except DocumentError:
        return
    check(document)
    assert document == document_of(Source("x", f"x{suffix}", glue.join(pieces).encode()))


@pytest.mark.parametrize("suffix", sorted(READERS))
@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_are_a_document_or_a_typed_error(suffix: str, data: bytes) -> None:
    try:
        check(document_of(Source("x", f"x{suffix}", data)))
    except DocumentError as error:
        message = str(error)
    else:
        return
    assert message.endswith(".")


def test_one_article_in_four_formats_has_one_structure(make_pdf: Callable[..., bytes]) -> None:
    txt = (
        "The Mill Is Sold\n\nBy Jane Doe\n\nIt went for €2m, and nobody was surprised by the price in the end.\n\n"
        "What Was Offered\n\nTwo firms made an offer:\n\n"
        "  • Ardal: It offered 2 million.\n  • Verra: It offered less.\n\n"
        "Firm 2023 2024\nArdal 41 52\nVerra 9 12\n"
    )
    md = (
        "# The Mill Is Sold\n\nBy Jane Doe\n\nIt went for €2m, and nobody was surprised by the price in the end.\n\n"
        "## What Was Offered\n\nTwo firms made an offer:\n\n"
        "- Ardal: It offered 2 million.\n- Verra: It offered less.\n\n"
        "| Firm | 2023 | 2024 |\n|---|---|---|\n| Ardal | 41 | 52 |\n| Verra | 9 | 12 |\n"
    )
    html = (
        "<html><body><article><h1>The Mill Is Sold</h1><p>By Jane Doe</p><p>It went for €2m, and nobody was surprised "
        "by the price in the end.</p><h2>What Was Offered</h2><p>Two firms made an offer:</p>"
        "<ul><li>Ardal: It offered 2 million.<li>Verra: It offered less.</ul>"
        "<table><tr><th>Firm<th>2023<th>2024<tr><td>Ardal<td>41<td>52<tr><td>Verra<td>9<td>12</table></article></body></html>"
    )
    lines = [
        ("The Mill Is Sold", 72, 740, 20, True),
        ("By Jane Doe", 72, 710, 11, False),
        ("It went for €2m, and nobody was surprised by the price in the end.", 72, 684, 11, False),
        ("What Was Offered", 72, 650, 15, True),
        ("Two firms made an offer:", 72, 624, 11, False),
        ("• Ardal: It offered 2 million.", 90, 600, 11, False),
        ("• Verra: It offered less.", 90, 586, 11, False),
        *[(word, x, 550, 11, False) for word, x in (("Firm", 72), ("2023", 220), ("2024", 320))],
        *[(word, x, 534, 11, False) for word, x in (("Ardal", 72), ("41", 220), ("52", 320))],
        *[(word, x, 518, 11, False) for word, x in (("Verra", 72), ("9", 220), ("12", 320))],
    ]
    files = {"x.txt": txt.encode(), "x.md": md.encode(), "x.html": html.encode(), "x.pdf": make_pdf([lines])}
    forms = {name: _form(document_of(Source("x", name, data))) for name, data in files.items()}
    assert forms["x.md"] == forms["x.txt"]
    assert forms["x.html"] == forms["x.txt"]
    assert forms["x.pdf"] == forms["x.txt"]


def _form(document: Document) -> tuple[object, ...]:
    text = document.text
    return (
        document.title,
        document.author,
        tuple(section.path for section in document.sections),
        tuple((b.kind, b.label, b.marker, b.depth, b.lead) for b in document.blocks),
        tuple(s.span.of(text) for s in document.sentences if document.blocks[s.block].kind != "row"),
        tuple(tuple(tuple(c.of(text) for c in row) for row in (t.header, *t.rows)) for t in document.tables),
    )


def test_the_articles_that_ship_are_sound() -> None:
    folder = Path(__file__).parents[2] / "documents" / "articles"
    for path in sorted(folder.iterdir()):
        check(document_of(Source("x", path.name, path.read_bytes())))


_PARAGRAPH = (
    "The harbour authority counted 1.3 million containers in 2023, up 4.2% from 2022, and it expects more. "
    "“We had a good year,” said its head. The U.S. trade, at approx. $12.4 billion, was flat.\n\n"
    "  • Ardal: It took 11 months to build the quay.\n  • Verra: It took 170 days.\n\n"
    "Measure Ardal Verra\nQuays 12 9\nCranes 41 38\n\nWhat Comes Next\n\n"
)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.timeout(60)
def test_the_work_grows_with_the_text_and_not_faster(suffix: str) -> None:
    def work(times: int) -> int:
        source = Source("x", f"x{suffix}", (_PARAGRAPH * times).encode())
        return calls_of(lambda: document_of(source))

    work(5)
    assert work(400) <= 4 * 1.25 * work(100)


@pytest.mark.parametrize(
    "line",
    [
        "1" * 200_000,
        "1," * 100_000,
        " " * 200_000 + "x",
        "|" * 100_000,
        "A. " * 60_000,
        "(" * 100_000,
        '"' * 100_000,
        "- " * 60_000,
    ],
    ids=["digits", "commas", "blanks", "pipes", "stops", "brackets", "quotes", "dashes"],
)
@pytest.mark.timeout(60)  # a second or two, unless a pattern runs back and forth over the line
def test_one_strange_line_is_read_like_ordinary_ones(line: str) -> None:
    assert document_of(Source("x", "x.txt", f"A Title\n\n{line}\n\nMore text.\n".encode())).text.endswith(
        "More text.\n"
    )
