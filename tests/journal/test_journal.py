"""The journal keeps what it should, forgets in time, and never gets in the way of an answer."""

from __future__ import annotations

import logging
import multiprocessing
import sqlite3
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from assistant.journal import store
from assistant.journal.journal import Journal, NotKept
from assistant.journal.types import Asked, Judged
from assistant.types import Answer, Status


def answer(question: str = "How many loaves?", status: Status = "not_found", text: str = "Not said.") -> Answer:
    return Answer(
        id="a1", question=question, standalone=f"{question} (loaves)", status=status, text=text,
        generation="g1", confidence=0.25,
    )  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library" / "journal.sqlite3"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    opened = Journal.open(path, questions=True, today=lambda: date(2026, 11, 28))
    yield opened
    opened.close()


def test_a_question_is_kept_without_anything_about_its_reader(journal: Journal) -> None:
    journal.asked(answer("Write to ada@mail.example?"), "bakery")
    (row,) = journal.all_asked()
    assert row == Asked(
        "2026-11-28", "Write to [e-mail]?", "Write to [e-mail]? (loaves)", "not_found", 0.25, "bakery", "g1", "a1"
    )


def test_feedback_is_kept_with_the_answer_as_it_was(journal: Journal) -> None:
    journal.judged(answer(status="answered", text="4,200 [1]."), "down", ("number", "number"), " Ring 020 7946 0958 ")
    assert journal.all_judged() == (
        Judged(
            "2026-11-28", "down", ("number",), "Ring [phone]", "How many loaves?", "How many loaves? (loaves)",
            "answered", "4,200 [1].", "g1", "a1",
        ),
    )  # fmt: skip


def test_questions_are_kept_only_where_the_owner_wants_it(path: Path) -> None:
    journal = Journal.open(path, questions=False)
    journal.asked(answer(), None)
    journal.judged(answer(), "up", (), "")
    assert journal.all_asked() == ()
    assert len(journal.all_judged()) == 1
    journal.close()


@pytest.mark.parametrize(
    ("rating", "reasons", "note", "sentence"),
    [
        ("down", ("boring",), "", '"boring" is not a reason; choose from answer, number,'),
        ("down", (), "x" * 1_001, "The note has 1,001 characters; write at most 1,000."),
        ("sideways", (), "", 'A rating is "up" or "down".'),
    ],
)
def test_feedback_that_cannot_be_kept_is_a_sentence(
    journal: Journal, rating: str, reasons: tuple[str, ...], note: str, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence[:40]) as raised:
        journal.judged(answer(), rating, reasons, note)  # type: ignore[arg-type]
    assert str(raised.value).startswith(sentence)
    assert str(raised.value).endswith(".")
    assert journal.all_judged() == ()


def test_rows_go_after_their_days_at_opening_and_daily(path: Path) -> None:
    day = date(2026, 1, 1)
    journal = Journal.open(path, questions=True, keep_days=10, today=lambda: day)
    journal.asked(answer("first?"), None)
    day = date(2026, 1, 11)
    journal.asked(answer("second?"), None)
    assert [row.question for row in journal.all_asked()] == ["first?", "second?"]
    day = date(2026, 1, 12)
    journal.asked(answer("third?"), None)
    assert [row.question for row in journal.all_asked()] == ["second?", "third?"]
    journal.close()
    later = Journal.open(path, questions=None, keep_days=None, today=lambda: date(2026, 1, 22))
    assert later.questions
    assert later.keep_days == 10
    assert [row.question for row in later.all_asked()] == ["third?"]
    assert [row.question for row in later.all_asked("2026-01-13")] == []
    later.close()


def test_rows_go_where_nobody_asks_any_more(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.journal.journal._HOURLY", 0.01)
    day = date(2026, 1, 1)
    journal = Journal.open(path, questions=True, keep_days=10, today=lambda: day)
    journal.asked(answer("first?"), None)
    day = date(2026, 1, 12)
    waited = time.monotonic() + 20
    while journal.all_asked() and time.monotonic() < waited:
        time.sleep(0.02)
    assert journal.all_asked() == ()
    journal.close()


def test_a_flood_pushes_out_the_oldest(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(store.MOST_ROWS, "asked", 5)
    day = date(2026, 1, 1)
    journal = Journal.open(path, questions=True, today=lambda: day)
    for number in range(1, 29):
        day = date(2026, 1, number)
        for reader in range(10):
            journal.asked(answer(f"{number} by {reader}?"), None)
    rows = journal.all_asked()
    assert len(rows) <= 5 + 10
    assert {row.day for row in rows} <= {"2026-01-27", "2026-01-28"}
    journal.close()


def test_the_order_of_rows_tells_nothing_about_readers(journal: Journal, path: Path) -> None:
    for number in range(40):
        journal.asked(answer(f"{number:02}?"), None)
    with sqlite3.connect(path) as db:
        stored = [row[0] for row in db.execute("select question from asked order by id")]
    db.close()
    assert sorted(stored) == [f"{number:02}?" for number in range(40)]
    assert stored != sorted(stored)


def test_forgetting_leaves_no_trace_in_the_file(journal: Journal, path: Path) -> None:
    journal.asked(answer("Where is the zymurgist?"), None)
    journal.judged(answer(), "down", (), "The zymurgist is missing")
    path.with_name(path.name + store.DAMAGED).write_text("zymurgist", encoding="utf-8")
    assert journal.forget() == 2
    assert journal.all_asked() == ()
    assert not [file for file in path.parent.iterdir() if b"zymurgist" in file.read_bytes()]
    journal.asked(answer(), None)
    assert len(journal.all_asked()) == 1


@pytest.mark.parametrize("damage", [b"no database at all" * 100, b""])
def test_a_damaged_file_is_set_aside_with_a_message(
    path: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    with caplog.at_level(logging.WARNING):
        journal = Journal.open(path, questions=True)
    journal.asked(answer(), None)
    assert len(journal.all_asked()) == 1
    journal.close()
    aside = path.with_name("journal.sqlite3.damaged")
    assert aside.exists() == bool(damage)
    assert ("journal.sqlite3.damaged" in caplog.text) == bool(damage)


def test_a_file_of_another_version_is_set_aside(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.parent.mkdir()
    db = sqlite3.connect(path)
    db.execute("pragma user_version = 99")
    db.close()
    journal = Journal.open(path, questions=True)
    journal.asked(answer(), None)
    assert len(journal.all_asked()) == 1
    journal.close()
    assert path.with_name("journal.sqlite3.damaged").exists()


def test_a_file_that_is_damaged_while_it_is_open_is_set_aside(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first = Journal.open(path, questions=True)
    for number in range(200):
        first.asked(answer(f"{number}? " + "x" * 500), None)
    first.close()
    journal = Journal.open(path, questions=True)
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        for number in range(3):
            journal.asked(answer(f"after {number}?"), None)
        rows = journal.all_asked()
    assert 1 <= len(rows) <= 3
    assert caplog.text.count("journal.sqlite3.damaged") == 1
    journal.close()


def test_a_disk_that_refuses_costs_no_answer_and_is_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        journal = Journal.open(tmp_path / "file" / "journal.sqlite3", questions=True)
        journal.asked(answer(), None)
        with pytest.raises(NotKept, match="send it again later"):
            journal.judged(answer(), "up", (), "")
    assert journal.all_asked() == ()
    assert len(caplog.records) == 1
    with pytest.raises(OSError, match="cannot be written"):
        journal.forget()
    journal.close()


def test_a_full_disk_costs_no_answer_and_writing_goes_on_after_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = store.opened
    full = True

    def opened(path: Path, *, check: bool = False) -> sqlite3.Connection:
        db = real(path, check=check)
        if full:
            db.execute(f"pragma max_page_count = {db.execute('pragma page_count').fetchone()[0]}")
        return db

    monkeypatch.setattr(store, "opened", opened)
    journal = Journal.open(path, questions=True)
    with caplog.at_level(logging.WARNING):
        for number in range(40):
            journal.asked(answer(f"{number}? " + "x" * 1_900), None)
    kept = len(journal.all_asked())
    assert kept < 40
    assert len(caplog.records) == 1
    full = False
    journal.close()
    journal.asked(answer("space again?"), None)
    assert len(journal.all_asked()) == kept + 1
    journal.close()


def test_threads_share_a_journal(journal: Journal) -> None:
    def ask(name: int) -> None:
        for number in range(25):
            journal.asked(answer(f"{name}-{number}?"), None)

    threads = [Thread(target=ask, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({row.question for row in journal.all_asked()}) == 100


def _ask_elsewhere(path: Path, name: int) -> None:
    journal = Journal.open(path, questions=True)
    for number in range(25):
        journal.asked(answer(f"{name}-{number}?"), None)
    journal.close()


def test_processes_share_a_file(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=_ask_elsewhere, args=(path, name)) for name in range(2)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    journal = Journal.open(path, questions=None, keep_days=None)
    assert len({row.question for row in journal.all_asked()}) == 50
    journal.close()
