"""PDF files: paragraphs, headings and tables from places and sizes of letters; pages; refusals."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pypdf
import pytest

from documents.errors import EncryptedDocument, NoTextLayer, TooLarge, UnreadableDocument
from documents.readers import pdf as pdf_reader
from documents.types import Document

Write = Callable[[str, bytes], Document]
MakePdf = Callable[..., bytes]
Paths = Callable[[Document], list[tuple[str, ...]]]
Cells = Callable[[Document], list[list[list[str]]]]

FIRST = [
    ("Kiln Weekly, issue 41", 72, 780, 8, False),
    ("Glass Makers Go Electric", 72, 740, 22, True),
    ("By Pia Lund", 72, 710, 11, False),
    ("Two plants were rebuilt last year, and both of them were rebuilt where they", 72, 680, 11, False),
    ("stood. The owners say that the work was quicker than the last time, in spite of the conver-", 72, 666, 11, False),
    ("sion of the burners.", 72, 652, 11, False),
    ("What It Cost", 72, 620, 15, True),
    ("The bill came to 50 million euros, which is a third more than the owners planned:", 72, 596, 11, False),
    ("• Ardal: It rebuilt 3 furnaces.", 90, 580, 11, False),
    ("• Verra: It rebuilt one furnace, and it did so while the other one was still running at", 90, 564, 11, False),
    ("full heat.", 98, 550, 11, False),
    ("Plant", 72, 520, 11, False),
    ("Cost", 220, 520, 11, False),
    ("Staff", 320, 520, 11, False),
    ("Ardal works", 72, 504, 11, False),
    ("41 million", 220, 504, 11, False),
    ("120", 320, 504, 11, False),
    ("Verra works", 72, 488, 11, False),
    ("9 million", 220, 488, 11, False),
    ("31", 320, 488, 11, False),
    ("The owners want to go on, and they have asked the bank for another loan, which the bank", 72, 458, 11, False),
    ("1", 300, 30, 8, False),
]
SECOND = [
    ("Kiln Weekly, issue 41", 72, 780, 8, False),
    ("has not granted so far. A decision is due in May.", 72, 740, 11, False),
    ("Nobody knows what comes then.", 72, 712, 11, False),
    ("2", 300, 30, 8, False),
]


@pytest.fixture
def article(document: Write, make_pdf: MakePdf) -> Document:
    return document("glass.pdf", make_pdf([FIRST, [], SECOND]))


def test_title_author_and_sections(article: Document, paths: Paths) -> None:
    assert (article.title, article.author) == ("Glass Makers Go Electric", "Pia Lund")
    assert paths(article) == [("What It Cost",)]


def test_lines_become_paragraphs_and_hyphens_go(article: Document) -> None:
    sentences = [s.span.of(article.text) for s in article.sentences]
    assert "Two plants were rebuilt last year, and both of them were rebuilt where they stood." in sentences
    assert any(sentence.endswith("in spite of the conversion of the burners.") for sentence in sentences)


def test_running_heads_and_page_numbers_are_left_out(article: Document) -> None:
    assert "Kiln Weekly" not in article.text
    assert not any(b.span.of(article.text) in ("1", "2") for b in article.blocks)


def test_items_and_the_table(article: Document, cells: Cells) -> None:
    items = [(b.label, b.marker) for b in article.blocks if b.kind == "item"]
    assert items == [("Ardal", "•"), ("Verra", "•")]
    assert "still running at full heat." in article.text
    assert cells(article) == [
        [["Plant", "Cost", "Staff"], ["Ardal works", "41 million", "120"], ["Verra works", "9 million", "31"]]
    ]


def test_pages(article: Document) -> None:
    assert len(article.pages) == 3
    assert article.pages[0].start == 0
    assert article.pages[-1].end == len(article.text)
    assert [a.end for a in article.pages[:-1]] == [b.start for b in article.pages[1:]]
    last = article.sentences[-1]
    assert (last.span.of(article.text), last.page) == ("Nobody knows what comes then.", 3)
    assert article.blocks[0].page == 1


def test_a_sentence_runs_over_the_end_of_a_page(article: Document) -> None:
    over = next(s for s in article.sentences if "another loan" in s.span.of(article.text))
    assert over.span.of(article.text).endswith("which the bank has not granted so far.")
    assert over.page == 1


def test_a_page_without_text_is_noted(article: Document) -> None:
    assert article.notes == ("No text was found on page 2; a picture there was not read.",)


def test_words_with_a_hyphen_of_their_own_keep_it(document: Write, make_pdf: MakePdf) -> None:
    lines = [
        ("The well-known kiln stands near the river, and everyone in the town calls it the well-", 72, 700, 11, False),
        ("known kiln, although it has been cold for more than eleven years by now.", 72, 686, 11, False),
    ]
    assert "calls it the well-known kiln" in document("hyphen.pdf", make_pdf([lines])).text


def test_fields_of_the_file(document: Write, make_pdf: MakePdf) -> None:
    lines = [("The kiln is hot, and it will stay hot until the end of the week.", 72, 700, 11, False)]
    named = document("a.pdf", make_pdf([lines], info="/Title(Kilns of the North)/Author(Pia Lund)"))
    assert (named.title, named.author) == ("Kilns of the North", "Pia Lund")
    tool = document("b.pdf", make_pdf([lines], info="/Title(Microsoft Word - x.docx)/Author(admin)"))
    assert (tool.title, tool.author) == ("B", None)


def test_a_scan_is_refused(document: Write, make_pdf: MakePdf) -> None:
    with pytest.raises(NoTextLayer, match=r"scan\.pdf has no text.*OCR"):
        document("scan.pdf", make_pdf([[], []]))


def test_a_password_is_named(document: Write, make_pdf: MakePdf) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf([FIRST])))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(EncryptedDocument, match="protected by a password; save a copy without"):
        document("locked.pdf", locked.getvalue())


@pytest.mark.parametrize("content", [b"not a pdf at all", b"%PDF-1.4\n", b"%PDF-1.7\n" + b"\xff" * 500])
def test_damaged_files_are_refused(document: Write, content: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        document("broken.pdf", content)


def test_a_cut_file_is_read_or_refused(document: Write, make_pdf: MakePdf) -> None:
    whole = make_pdf([FIRST, SECOND])
    for share in range(1, 20):
        try:
            read = document("cut.pdf", whole[: len(whole) * share // 20])
        except UnreadableDocument:
            continue
        assert read.sentences


def test_limits(document: Write, make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> None:
    dense = [("word " * 12_000, 72, 700, 11, False)]
    with pytest.raises(TooLarge, match="more than 50,000 characters on page 1"):
        document("dense.pdf", make_pdf([dense]))
    monkeypatch.setattr(pdf_reader, "MOST_PAGES", 2)
    with pytest.raises(TooLarge, match="has 3 pages, more than the limit of 2"):
        document("long.pdf", make_pdf([FIRST, SECOND, SECOND]))


def test_a_stream_that_unpacks_without_end_is_refused(document: Write) -> None:
    bomb = zlib.compress(b"BT /F1 12 Tf (" + b"a" * 20_000_000 + b") Tj ET", 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(bomb) + bomb + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, part) for at, part in enumerate(objects, 1))
    with pytest.raises(TooLarge, match="unpacks to more than is safe"):
        document("bomb.pdf", b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF")
