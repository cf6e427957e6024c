"""Of a follow-up the journal keeps nothing that tells the question before it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.journal.journal import Journal
from assistant.types import Answer

DAY = date(2026, 11, 28)
JOINED = Answer(
    id="a1", question="and in 2024?", standalone="Rival's loss in 2024", status="answered",
    text="The rival lost 4,200 [1].", generation="g1",
)  # fmt: skip


def test_of_a_follow_up_only_its_own_words_are_kept(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite3", questions=True, today=lambda: DAY)
    journal.asked(JOINED, None, "and in 2024?")
    journal.judged(JOINED, "down", ("answer",), "", "and in 2024?")
    (asked,), (judged,) = journal.all_asked(), journal.all_judged()
    assert (asked.question, asked.standalone, asked.answer, asked.follow_up) == ("and in 2024?",) * 2 + ("", True)
    assert (judged.standalone, judged.text, judged.answer, judged.follow_up) == ("and in 2024?", "", "", True)
    journal.asked(replace(JOINED, standalone="Who won?"), None, "Who won?")
    assert [(row.answer, row.follow_up) for row in journal.all_asked() if row.standalone == "Who won?"] == [
        ("a1", False)
    ]
    journal.close()


def test_a_file_of_before_loses_the_readings_that_may_hold_an_earlier_question(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    with sqlite3.connect(path) as db:
        db.executescript(
            """
            create table asked (id integer primary key, day text not null, question text not null,
                standalone text not null, status text not null, confidence real not null, document text,
                generation text not null, answer text not null);
            create table judged (id integer primary key, day text not null, rating text not null,
                reasons text not null, note text not null, question text not null, standalone text not null,
                status text not null, text text not null, generation text not null, answer text not null);
            insert into asked values (1, '2026-11-28', 'why?', 'Why did Zymurg go?', 'answered', 1, null, 'g', 'a');
            insert into asked values (2, '2026-11-28', 'Who won?', 'Who won?', 'answered', 1, null, 'g', 'b');
            insert into judged values
                (3, '2026-11-28', 'up', '[]', '', 'why?', 'Why did Zymurg go?', 'answered', 'Zymurgy.', 'g', 'a');
            pragma user_version = 1;
            """
        )
    db.close()
    journal = Journal.open(path, questions=True, today=lambda: DAY)
    assert [(row.standalone, row.answer) for row in journal.all_asked()] == [("Who won?", "b"), ("why?", "")]
    assert [(row.standalone, row.text, row.answer) for row in journal.all_judged()] == [("why?", "", "")]
    journal.close()
    assert not [file for file in path.parent.iterdir() if b"zymurg" in file.read_bytes().lower()]
