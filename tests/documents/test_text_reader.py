"""Text files: verbatim canonical text, encodings with a note, and files that are no text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.errors import EmptyDocument, UnreadableDocument
from documents.types import Document

Write = Callable[[str, str | bytes], Document]


def test_the_canonical_text_is_the_file(document: Write) -> None:
    text = "A Title\n\n  • Kiln: It took  11 weeks. \n\n\nThe end of it, and no more.  \n"
    read = document("kiln.txt", text)
    assert read.text == text
    assert all(sentence.span.of(read.text) in text for sentence in read.sentences)


def test_windows_newlines_and_a_byte_order_mark_are_normalised(document: Write) -> None:
    read = document("kiln.txt", "\ufeffA Title\r\n\r\nThe kiln is hot.\r\n")
    assert read.text == "A Title\n\nThe kiln is hot.\n"
    assert read.notes == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_a_byte_order_mark_names_the_encoding(document: Write, encoding: str) -> None:
    assert document("a.txt", "Crêpes for 12 €.\n".encode(encoding)).text == "Crêpes for 12 €.\n"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Müller & Söhne pay 5 € in Köln, à la carte. " * 4),
        ("cp1251", "Привет мир, это статья о реке Волга. " * 4),
        ("cp1250", "Zażółć gęślą jaźń, cena wzrosła o pięć procent. " * 4),
    ],
)
def test_other_encodings_are_guessed_with_a_note(document: Write, encoding: str, text: str) -> None:
    read = document("a.txt", text.encode(encoding))
    assert read.text == text
    assert "guess" in read.notes[0]


def test_a_few_bad_bytes_do_not_change_the_encoding(document: Write) -> None:
    read = document("a.txt", "Grüße aus Köln. ".encode() * 20 + b"\xff Ende.")
    assert "Grüße aus Köln." in read.text
    assert "UTF-8" in read.notes[0]


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"abc\x00def", bytes(range(1, 32)) * 20],
    ids=["png", "nul", "control"],
)
def test_files_that_are_no_text_are_refused(document: Write, content: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"^photo\.txt is not text"):
        document("photo.txt", content)


@pytest.mark.parametrize("content", [b"", b" \n\t\n", "\ufeff".encode()], ids=["nothing", "blank", "mark"])
@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_empty_files_are_refused(document: Write, content: bytes, suffix: str) -> None:
    with pytest.raises(EmptyDocument, match=r"add the text or remove the file|save the page"):
        document(f"nothing.{suffix}", content)


def test_id_stays_and_hash_changes_when_the_text_is_edited(document: Write) -> None:
    before = document("notes/Kiln News.txt", "A Title\n\nThe kiln is hot.\n")
    after = document("notes/Kiln News.txt", "A Title\n\nThe kiln is cold.\n")
    assert before.id == after.id == "notes-kiln-news"
    assert before.content_hash != after.content_hash
    assert before.source == "notes/Kiln News.txt"


def test_a_text_without_a_title_is_named_after_its_file(document: Write) -> None:
    assert document("kiln-news.txt", "The kiln is hot, and so is the street.\n\nIt is late.\n").title == "Kiln news"
