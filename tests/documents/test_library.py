"""A folder of articles: order, ids, failures that stop nothing, and what changed."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from documents import readers
from documents.errors import DocumentError, MissingFolder, SkippedFile, UnknownDocument, shown
from documents.library import Library, fingerprints

ARTICLE = "A Title\n\nThe kiln is hot.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "b.txt": ARTICLE.replace("hot", "warm"),
        "a.md": "# Other\n\nThe kiln is cold.\n",
        "2024/News & Views.txt": ARTICLE,
        "empty.html": "",
        "table.xlsx": "PK",
        ".hidden.txt": ARTICLE,
        ".git/config.txt": ARTICLE,
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "photo.txt").write_bytes(b"\x89PNG\x00")
    return tmp_path


def test_documents_in_the_order_of_their_paths(folder: Path) -> None:
    library = Library(folder)
    assert [document.id for document in library] == ["2024-news-views", "a", "b"]
    assert [document.source for document in library.documents] == ["2024/News & Views.txt", "a.md", "b.txt"]
    assert len(library) == 3
    assert "a" in library
    assert library.get("a").title == "Other"


def test_each_bad_file_is_a_failure_and_stops_no_other(folder: Path) -> None:
    assert [(failure.source, failure.error.code) for failure in Library(folder).failures] == [
        ("empty.html", "empty"),
        ("photo.txt", "not-text"),
        ("table.xlsx", "unsupported"),
    ]


def test_a_message_names_the_file_the_problem_and_the_next_step(folder: Path) -> None:
    messages = [str(failure.error) for failure in Library(folder).failures]
    assert messages[2] == (
        "table.xlsx has a format that is not read; convert it to one of .txt, .md, .markdown, .html, .htm, .pdf."
    )
    assert all(message.count("\n") == 0 and message.endswith(".") for message in messages)
    assert not any(str(folder) in message for message in messages)


def test_paths_that_make_the_same_id_get_numbers(tmp_path: Path) -> None:
    for name in ("kiln.txt", "kiln.md", "Kiln.html", "kiln-2.txt"):
        (tmp_path / name).write_text(f"# Kiln\n\nIt is hot in {name}.\n", encoding="utf-8")
    ids = [(document.source, document.id) for document in Library(tmp_path)]
    assert ids == [("Kiln.html", "kiln"), ("kiln-2.txt", "kiln-2"), ("kiln.md", "kiln-3"), ("kiln.txt", "kiln-4")]


def test_links_out_of_the_folder_pipes_and_folders_are_skipped(tmp_path: Path) -> None:
    inside = tmp_path / "articles"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text(ARTICLE, encoding="utf-8")
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "gone.txt").symlink_to(inside / "nothing.txt")
    (inside / "here.txt").write_text(ARTICLE, encoding="utf-8")
    (inside / "again.txt").symlink_to(inside / "here.txt")  # the same text under two names is one article
    os.mkfifo(inside / "pipe.txt")
    library = Library(inside)
    assert [document.id for document in library] == ["again"]
    assert [(failure.source, type(failure.error)) for failure in library.failures] == [
        ("gone.txt", SkippedFile),
        ("link.txt", SkippedFile),
        ("pipe.txt", SkippedFile),
    ]


def test_a_file_over_the_limit_is_named_with_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MOST_BYTES", 10)
    (tmp_path / "long.txt").write_text(ARTICLE, encoding="utf-8")
    assert str(Library(tmp_path).failures[0].error) == (
        f"long.txt is {len(ARTICLE)} bytes, more than the limit of 10; split it into articles."
    )


def test_a_missing_folder_and_a_file_for_a_folder(tmp_path: Path) -> None:
    with pytest.raises(MissingFolder, match=r"does not exist; name a folder with .txt"):
        Library(tmp_path / "nowhere")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    with pytest.raises(MissingFolder, match="is not a folder"):
        Library(tmp_path / "a.txt")


def test_an_empty_folder_is_an_empty_library(tmp_path: Path) -> None:
    assert Library(tmp_path).documents == ()


def test_fingerprints_say_what_changed(folder: Path) -> None:
    before = Library(folder).fingerprints
    assert {one.source for one in before} == {"a.md", "b.txt", "2024/News & Views.txt"}
    (folder / "b.txt").write_text(ARTICLE + "It is late.\n", encoding="utf-8")
    (folder / "new.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "a.md").touch()
    changed = {one.source for one in set(Library(folder).fingerprints) ^ set(before)}
    assert changed == {"b.txt", "new.txt"}


def test_fingerprints_can_be_taken_without_reading_articles(folder: Path) -> None:
    quick = {one.source: one for one in fingerprints(folder)}
    assert all(quick[one.source] == one for one in Library(folder).fingerprints)


def test_names_that_would_spoil_a_message_are_cleaned(tmp_path: Path) -> None:
    for name in ("two\nlines.txt", "turn\u202eed.txt", "<img onerror=x>.txt", "\U0001f600.txt"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / os.fsdecode(b"bad\xff.txt")).write_text(ARTICLE, encoding="utf-8")
    library = Library(tmp_path)
    messages = [str(failure.error) for failure in library.failures]
    assert len(messages) == 4
    assert any(message.startswith("two?lines.txt is empty") for message in messages)
    assert not any("\u202e" in message or "\n" in message for message in messages)
    assert [document.source for document in library] == ["bad?.txt"]


def test_shown_shortens_long_names() -> None:
    assert len(shown("x" * 255)) == 120


def test_an_unknown_id(folder: Path) -> None:
    with pytest.raises(UnknownDocument) as caught:
        Library(folder).get("nowhere")
    assert str(caught.value).startswith("nowhere is not the id of a document here")


def test_errors_survive_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(SkippedFile("a.txt", "is a link", "copy the file itself")))
    assert isinstance(error, DocumentError)
    assert str(error) == "a.txt is a link; copy the file itself."
