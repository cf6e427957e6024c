"""`questions`: the owner's digest of what was asked in vain and judged badly."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.commands.chat import logged
from assistant.commands.common import BadUsage
from assistant.journal.journal import Journal
from assistant.journal.store import NAME
from assistant.types import Answer, Status
from index.places import data_folder
from tests.cli.terminal import Run, is_one_line_error


def answer(question: str, status: Status, text: str = "The articles do not say.") -> Answer:
    return Answer(id=question, question=question, standalone=question, status=status, text=text, generation="g")


@pytest.fixture
def kept(bakery: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A journal with a week of questions; the folders of articles and of data."""
    path = data_folder(bakery, tmp_path) / NAME
    for day in (3, 20):
        journal = Journal.open(path, questions=True, keep_days=3650, today=lambda day=day: date(2026, 11, day))  # type: ignore[misc]
        journal.asked(answer("What does the rival charge for a loaf?", "not_found"), None)
        journal.asked(answer("What is the rival's price of a loaf?", "not_found"), None)
        journal.asked(answer("What does the rival charge for a loaf?", "partial"), None)
        journal.asked(answer("Who founded the bakery?", "answered", "Marta Lind [1]."), None)
        journal.close()
    journal = Journal.open(path, questions=True, keep_days=3650, today=lambda: date(2026, 11, 25))
    wrong = answer("Who founded the bakery?", "answered", "She hopes to open a second shop [1].")
    journal.judged(wrong, "down", ("answer", "unclear"), "=Not who\nfounded it")
    journal.judged(wrong, "down", ("answer",), "")
    journal.judged(answer("How much flour was ground?", "answered"), "up", (), "Thanks")
    journal.close()
    return bakery, tmp_path


def test_matters_come_with_counts_reasons_and_what_the_articles_say(run: Run, kept: tuple[Path, Path]) -> None:
    status, out, err = run("questions", "--documents", kept[0], "--data", kept[1], "--format", "json")
    assert (status, err) == (0, "")
    rival, founder = json.loads(out)
    assert rival["question"] == "What does the rival charge for a loaf?"
    assert (rival["count"], rival["unanswered"], rival["disliked"]) == (6, 6, 0)
    assert rival["wordings"] == [
        {"question": "What does the rival charge for a loaf?", "count": 4},
        {"question": "What is the rival's price of a loaf?", "count": 2},
    ]
    assert (rival["first"], rival["last"]) == ("2026-11-03", "2026-11-20")
    assert any("costs 3.50 euros" in near["quote"] or "rival" in near["quote"] for near in rival["near"])
    assert (founder["count"], founder["unanswered"], founder["disliked"], founder["liked"]) == (2, 0, 2, 0)
    assert founder["reasons"] == [{"reason": "answer", "count": 2}, {"reason": "unclear", "count": 1}]
    assert founder["notes"] == ["=Not who\nfounded it"]
    assert founder["status"] == "answered"
    assert "Marta Lind" in founder["answer"]
    assert founder["near"][0]["document"] == "bakery"


def test_one_sort_only_and_since(run: Run, kept: tuple[Path, Path]) -> None:
    where = ("--documents", kept[0], "--data", kept[1])
    _, out, _ = run("questions", *where, "--unanswered", "--since", "2026-11-10", "--format", "json")
    (rival,) = json.loads(out)
    assert rival["count"] == 3
    _, out, _ = run("questions", *where, "--disliked", "--format", "json")
    assert [matter["question"] for matter in json.loads(out)] == ["Who founded the bakery?"]
    status, out, err = run("questions", *where, "--since", "2026-11-26")
    assert (status, out) == (0, "")
    assert err == "article-assistant: nothing is kept of that time.\n"
    _, out, err = run("questions", *where, "--limit", "1", "--format", "json")
    assert len(json.loads(out)) == 1
    assert "1 more; --limit 2 shows all." in err


def test_text_for_the_eye(run: Run, kept: tuple[Path, Path]) -> None:
    status, out, err = run("questions", "--documents", kept[0], "--data", kept[1])
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[:2] == [f"What readers asked of the articles in {kept[0].absolute()}:", ""]
    del lines[:2]
    assert lines[0] == "1. What does the rival charge for a loaf?"
    assert lines[1] == "   asked 6 times, 6 unanswered (2026-11-03 to 2026-11-20)"
    assert lines[2] == "   Also: What is the rival's price of a loaf? (x2)"
    assert "   Reasons: answer (x2), unclear" in lines
    assert "   Note: “=Not who founded it”" in lines
    assert any(line.startswith("   Today answered: ") for line in lines)
    assert any(line.startswith("   Near: “") for line in lines)
    assert run("questions", "--documents", kept[0], "--data", kept[1])[1] == out


def test_follow_ups_that_mean_nothing_alone_are_one_entry(run: Run, bakery: Path, tmp_path: Path) -> None:
    journal = Journal.open(data_folder(bakery, tmp_path) / NAME, questions=True)
    for text in ("why?", "and the rival?", "and the rival?", "and what does a loaf cost there?"):
        whole = replace(answer(text, "not_found"), standalone="Does the rival sell rye?")
        journal.asked(whole, None, text)
    journal.asked(answer("Who runs the rival?", "not_found"), None)
    journal.close()
    where = ("questions", "--documents", bakery, "--data", tmp_path)
    found = {matter["question"]: matter for matter in json.loads(run(*where, "--format", "json")[1])}
    assert set(found) == {"and the rival?", "and what does a loaf cost there?", "Who runs the rival?"}
    leaning = found["and the rival?"]
    assert (leaning["follow_ups"], leaning["count"], leaning["status"], leaning["near"]) == (True, 3, None, [])
    assert [wording["question"] for wording in leaning["wordings"]] == ["and the rival?", "why?"]
    assert not found["and what does a loaf cost there?"]["follow_ups"]
    assert "1. Follow-ups that mean nothing alone: and the rival?\n   asked 3 times" in run(*where)[1]


def test_csv_holds_nothing_that_a_spreadsheet_runs(run: Run, kept: tuple[Path, Path]) -> None:
    _, out, _ = run("questions", "--documents", kept[0], "--data", kept[1], "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["count"] for row in rows] == ["6", "2"]
    assert rows[1]["notes"] == "'=Not who\nfounded it"
    assert rows[1]["reasons"] == "answer (x2)\nunclear"


def test_nothing_kept_tells_how_to_keep(run: Run, bakery: Path, tmp_path: Path) -> None:
    status, out, err = run("questions", "--documents", bakery, "--data", tmp_path)
    assert (status, out) == (0, "")
    assert is_one_line_error(err)
    assert "--log-questions" in err
    assert run("questions", "--documents", bakery, "--data", tmp_path, "--format", "json")[1] == "[]\n"
    assert not list(tmp_path.iterdir())


def test_feedback_alone_says_that_questions_are_not_logged(run: Run, bakery: Path, tmp_path: Path) -> None:
    journal = Journal.open(data_folder(bakery, tmp_path) / NAME, questions=False)
    journal.judged(answer("Who runs the rival?", "not_found"), "down", ("refused",), "")
    journal.close()
    status, out, err = run("questions", "--unanswered", "--documents", bakery, "--data", tmp_path)
    assert status == 0
    assert out.startswith(f"What readers asked of the articles in {bakery.absolute()}:\n\n1. Who runs the rival?\n")
    assert "\n   asked once, 1 unanswered, 1 disliked (" in out
    assert "questions are not logged, only feedback is. Start the chat with --log-questions" in err


def test_the_log_is_read_where_the_articles_cannot(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    journal = Journal.open(data_folder(folder, tmp_path) / NAME, questions=True)
    for question in ("Who founded the bakery?", "Who has founded this bakery?"):
        journal.asked(answer(question, "not_found"), None)
    journal.close()
    status, out, err = run("questions", "--documents", folder, "--data", tmp_path)
    assert status == 0
    assert out.startswith(f"What readers asked of the articles in {folder.absolute()}:\n\n1. Who founded the bakery?\n")
    assert "\n   asked 2 times, 2 unanswered" in out
    assert "Today" not in out
    assert "what they say now is left out" in err


def test_forgetting_is_asked_for_or_said(run: Run, kept: tuple[Path, Path]) -> None:
    where = ("--documents", kept[0], "--data", kept[1])
    status, _, err = run("questions", "--forget", *where)
    assert status == 2
    assert is_one_line_error(err)
    assert run("questions", "--forget", "--yes", *where)[:2] == (0, "Deleted 11 rows.\n")
    status, out, err = run("questions", *where)
    assert (status, out) == (0, "")
    assert err == "article-assistant: nothing has been kept.\n"


def test_a_date_that_is_none_is_wrong_usage(run: Run) -> None:
    status, _, err = run("questions", "--since", "yesterday")
    assert status == 2
    assert is_one_line_error(err)


def test_the_environment_turns_the_log_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARTICLE_ASSISTANT_LOG", raising=False)
    assert not logged(None)
    assert logged(True)
    monkeypatch.setenv("ARTICLE_ASSISTANT_LOG", "questions")
    assert logged(None)
    assert not logged(False)
    monkeypatch.setenv("ARTICLE_ASSISTANT_LOG", "everything")
    with pytest.raises(BadUsage, match='"questions" or not set'):
        logged(None)
