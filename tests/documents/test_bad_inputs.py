"""What a folder of articles may hold that is no article: each kind by its number, with what becomes of it.

Every one of them leaves the other files read. Files go through the reading process, as they do for an index.
"""

from __future__ import annotations

import io
import os
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from benchmarks.torture import pdf_bombs
from documents import library, readers, reading
from documents.library import Failure, Library
from documents.types import Document

MakePdf = Callable[..., bytes]
GOOD = "Glass Makers Go Electric\n\nTwo plants were rebuilt last year, and both of them were rebuilt in place.\n"
LINE = [("The kiln is hot, and it will stay hot until the end of the week.", 72, 700, 11, False)]
CODES = {"empty", "unreadable", "encrypted", "no-text", "not-text", "limit", "changed", "skipped", "unsupported"}


class Folder:
    """A folder of bad files and a good one; reading it gives what became of each bad file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, **files: str | bytes) -> dict[str, Document | Failure]:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            (self.path / name.replace("__", ".")).write_bytes(data)
        return self.read()

    def read(self) -> dict[str, Document | Failure]:
        (self.path / "good.txt").write_text(f"{GOOD}\n\nNothing is wrong with it.\n", encoding="utf-8")
        found = Library(self.path)
        assert found.get("good").title == "Glass Makers Go Electric"
        for failure in found.failures:
            message = str(failure.error)
            assert failure.error.code in CODES
            assert message.isprintable()
            assert len(message) < 400
            assert str(self.path) not in message
        both = [*found.documents, *found.failures]
        return {one.source: one for one in both if one.source != "good.txt"}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "articles").mkdir()
    return Folder(tmp_path / "articles")


def codes(found: dict[str, Document | Failure]) -> dict[str, str]:
    return {source: one.error.code if isinstance(one, Failure) else "read" for source, one in found.items()}


def test_bad_input_01_files_without_a_byte(folder: Folder) -> None:
    found = folder(a__pdf=b"", b__txt=b"", c__md=b"", d__html=b"")
    assert set(codes(found).values()) == {"empty"}
    assert len(found) == 4


def test_bad_input_02_a_pdf_cut_short(folder: Folder, make_pdf: MakePdf) -> None:
    whole = make_pdf([LINE, LINE])
    for share in range(1, 20):
        (folder.path / f"cut-{share:02}.pdf").write_bytes(whole[: len(whole) * share // 20])
    found = folder.read()
    assert len(found) == 19
    assert set(codes(found).values()) <= {"unreadable", "no-text", "read"}
    assert all("The kiln is hot" in one.text for one in found.values() if isinstance(one, Document))


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_bad_input_03_a_pdf_with_a_password(folder: Folder, make_pdf: MakePdf, algorithm: str) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf([LINE])))
    writer.encrypt("secret", algorithm=algorithm)
    locked = io.BytesIO()
    writer.write(locked)
    failure = folder(locked__pdf=locked.getvalue())["locked.pdf"]
    assert isinstance(failure, Failure)
    assert failure.error.code == "encrypted"
    assert str(failure.error) == "locked.pdf is protected by a password; save a copy without the password."


def test_bad_input_04_a_scan(folder: Folder, make_pdf: MakePdf) -> None:
    failure = folder(scan__pdf=make_pdf([[], []]))["scan.pdf"]
    assert isinstance(failure, Failure)
    assert failure.error.code == "no-text"
    assert "OCR is not done here" in str(failure.error)


@pytest.mark.parametrize(
    "name", ["300,000 text operators", "one string of 70 MB", "100 MB in two layers", "200 pages share a stream"]
)
def test_bad_input_05_costly_files(folder: Folder, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With 3 seconds each; the 20 that ship are tried by `make torture`."""
    monkeypatch.setattr(library, "ReadingProcess", lambda: reading.ReadingProcess(seconds=3.0))
    bomb = pdf_bombs.bombs()[name]()
    started = time.perf_counter()
    assert codes(folder(bomb__pdf=bomb)) == {"bomb.pdf": "limit"}
    assert time.perf_counter() - started < 20.0  # the good file and two starts beside it, on a busy machine


CIRCLES = (
    "pages that hold themselves",
    "pages that hold each other",
    "pages that double",
    "a page that is its own parent",
    "tables that point to each other",
    "outlines in a circle",
    "a table of 99,999,999,999 objects",
    "a length below zero",
    "a length of itself",
    "an object that is itself",
)


def test_bad_input_06_a_pdf_that_points_at_itself(folder: Folder) -> None:
    bombs = pdf_bombs.bombs()
    for at, name in enumerate(CIRCLES):
        (folder.path / f"{at}.pdf").write_bytes(bombs[name]())
    started = time.perf_counter()
    found = folder.read()
    assert time.perf_counter() - started < 5.0 * len(CIRCLES)
    assert len(found) == len(CIRCLES)
    assert set(codes(found).values()) <= {"unreadable", "limit", "read"}
    assert all("The kiln is hot" in one.text for one in found.values() if isinstance(one, Document))


def test_bad_input_07_too_long(folder: Folder) -> None:
    with (folder.path / "dump.txt").open("wb") as file:
        file.truncate(2_000_000_000)
    found = folder(pages__pdf=pdf_bombs.bombs()["5,000 pages"](), line__md=b"word " * 10_500_000)
    assert codes(found) == {"dump.txt": "limit", "line.md": "limit", "pages.pdf": "limit"}
    assert "2,000,000,000 bytes, more than the limit of" in str(found["dump.txt"])
    assert "5,000 pages, more than the limit of 2,000" in str(found["pages.pdf"])


def test_bad_input_08_encodings(folder: Folder) -> None:
    """Each encoding, and kinds of rubbish, in test_encoding.py."""
    text = "Müller pays 5 € for it in Köln.\r\nHe paid 4 € before.\rIt is paid.\n" * 3
    found = folder(
        western__txt=text.encode("cp1252"),
        wide__md=text.encode("utf-16"),
        wide_without_mark__txt=text.encode("utf-16-le"),
        mark__html=text.encode("utf-8-sig"),
        broken__txt=text.encode() + b"\xff\xfe.",
        zero__txt=text.encode() + b"\0",
        picture__txt=b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        rubbish__txt=b"\xff\xfe" + bytes(range(256)) * 4,
    )
    read = {source: one for source, one in found.items() if isinstance(one, Document)}
    assert set(read) == {"western.txt", "wide.md", "wide_without_mark.txt", "mark.html", "broken.txt"}
    for one in read.values():
        assert "Müller pays 5 € for it in Köln." in one.text
        assert "\r" not in one.text
    assert {name for name, one in read.items() if one.notes} == {"western.txt", "wide_without_mark.txt", "broken.txt"}
    assert {code for source, code in codes(found).items() if source not in read} == {"not-text"}


def test_bad_input_09_web_pages(folder: Folder) -> None:
    kept = "<p>The kiln is hot, and it will stay hot until the end of the week.</p>"
    hidden = "<script>var secret</script><style>.secret{}</style><p style='display:none'>secret</p><p hidden>secret</p>"
    found = folder(
        comments__html="<!--" * 50_000,
        nested__html="<div>" * 100_000 + kept,
        numbers__html=kept + "&#9999999999;" * 20_000,
        hidden__html=f"<meta http-equiv=refresh content='0;url=http://evil.example/'>{hidden}{kept}",
    )
    assert codes(found).pop("comments.html") == "empty"
    assert list(codes(found).values()).count("read") == 3
    for one in found.values():
        if isinstance(one, Document):
            assert "The kiln is hot" in one.text
            assert "secret" not in one.text
            assert "evil" not in one.text


def test_bad_input_10_markdown_with_active_parts(folder: Folder) -> None:
    marked = (
        "# Kilns\n\nThe kiln is [hot](javascript:alert(1)). ![seen](http://evil.example/?q=1)\n\n"
        "<script>alert(2)</script>\n\n<img src=x onerror=alert(3)>\n\nIt <b onclick=alert(4)>stays</b> hot.\n"
    )
    found = folder(active__md=marked, quoted__md=">" * 5000 + " The kiln is hot.\n\nIt stays.\n")
    active, quoted = found["active.md"], found["quoted.md"]
    assert isinstance(active, Document)
    assert isinstance(quoted, Document)
    assert "The kiln is [hot](javascript:alert(1))." in active.text  # words, of which no link is made
    assert "It stays hot." in active.text
    assert not re.search(r"evil|alert\([234]|onerror|<", active.text)
    assert quoted.text.strip()


def test_bad_input_11_odd_names_and_special_files(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(GOOD, encoding="utf-8")
    (folder.path / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder.path / "passwd.txt").symlink_to("/etc/passwd")
    (folder.path / "zero.txt").symlink_to("/dev/zero")
    (folder.path / "round.txt").symlink_to(folder.path / "round.txt")
    (folder.path / "folder.txt").mkdir()
    os.mkfifo(folder.path / "pipe.txt")
    odd = (
        "two\nlines.txt",
        "turn\u202eed.txt",
        "<img src=x onerror=alert(1)>.txt",
        "\U0001f600.txt",
        "n" * 251 + ".txt",
    )
    for number, name in enumerate(odd):  # the same text twice would be one article
        (folder.path / name).write_text(f"{GOOD}\n\nIt is number {number}.\n", encoding="utf-8")
        (folder.path / f"0{name[1:]}").write_bytes(b"")
    started = time.perf_counter()
    found = codes(folder.read())
    assert time.perf_counter() - started < 20.0
    special = {"link.txt", "passwd.txt", "zero.txt", "round.txt", "pipe.txt"}
    assert {found[name] for name in special} == {"skipped"}
    assert [code for name, code in found.items() if name not in special].count("read") == len(odd)


def test_bad_input_11_a_file_without_permission(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's refusal is played: a test that runs as the superuser may open everything."""

    def refuse(path: Path, *options: int) -> int:
        if "closed" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *options)

    opened = os.open
    monkeypatch.setattr(readers.os, "open", refuse)
    failure = folder(closed__txt=GOOD)["closed.txt"]
    assert isinstance(failure, Failure)
    assert str(failure.error) == "closed.txt cannot be opened (Permission denied); check its permissions."


def test_bad_input_12_files_that_vanish_or_change(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    read, calls = readers._whole, []

    def disturbed(number: int) -> bytes:
        data = read(number)
        path = Path(os.readlink(f"/proc/self/fd/{number}"))
        if path.name == "growing.txt" or (path.name == "once.txt" and not calls):
            calls.append(path.name)
            with path.open("ab") as file:
                file.write(b"More of it.\n")
        return data

    monkeypatch.setattr(readers, "_whole", disturbed)
    (folder.path / "gone.txt").symlink_to(folder.path / "nothing.txt")
    found = folder(growing__txt=GOOD, once__txt=GOOD)
    assert codes(found) == {"gone.txt": "skipped", "growing.txt": "changed", "once.txt": "read"}


def test_bad_input_12_a_folder_that_vanishes(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = library.files_of

    def vanishing(path: Path, failures: list[Failure]) -> list[Path]:
        found = listed(path, failures)
        for one in found:
            one.unlink()
        path.rmdir()
        return found

    monkeypatch.setattr(library, "files_of", vanishing)
    (folder.path / "a.txt").write_text(GOOD, encoding="utf-8")
    found = Library(folder.path)
    assert [failure.error.code for failure in found.failures] == ["changed"]


def test_bad_input_12_writers_while_the_folder_is_read(folder: Folder) -> None:
    """Whatever is seen of files that are written at the moment, nothing is raised."""
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            for at in range(5):
                path = folder.path / f"{at}.txt"
                path.write_text(GOOD * (at + 1), encoding="utf-8")
                path.unlink()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        seen = [code for _ in range(5) for code in codes(folder.read()).values()]
    finally:
        stop.set()
        writer.join()
    assert set(seen) <= {"read", "changed", "empty", "skipped"}
