"""`article-assistant eval`: table, reports, floors, comparison, and what a mistake looks like."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

from assistant.pipeline import Assistant
from assistant.types import Answer
from tests.cli.terminal import ROOT, Run, is_one_line_error

QUESTIONS = [
    {
        "id": "march",
        "question": "How many loaves did the Corner Bakery sell in March 2025?",
        "kind": "lookup",
        "numbers": [{"value": 4200, "unit": "loaves", "tolerance": 0.0001}],
        "evidence": ["sold 4,200 loaves in March 2025"],
        "must_not": ["5,040"],
    },
    {"id": "owner", "question": "Who founded the bakery?", "kind": "who", "answer": "Marta Lind"},
    {"id": "bread", "question": "What is the bakery's net profit margin?", "kind": "unanswerable", "refuse": True},
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "bread.jsonl"
    path.write_text("\n".join(map(json.dumps, QUESTIONS)), encoding="utf-8")
    return path


def floors(tmp_path: Path, text: str) -> Path:
    (tmp_path / "floors.toml").write_text(f"[bread]\n{text}\n", encoding="utf-8")
    return tmp_path / "floors.toml"


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> None:
    """An assistant that broke: it refuses everything."""

    def ask(self: Assistant, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer:
        return Answer("", text, text, "not_found", "I do not know.")

    monkeypatch.setattr(Assistant, "ask", ask)


def test_a_table_of_measures(run: Run, questions: Path, bakery: Path, data: Path) -> None:
    status, out, err = run("eval", questions, "--documents", bakery, "--data", data)
    assert (status, err) == (0, "")
    lines = {line.strip()[:30].strip(): line.strip()[30:].split() for line in out.splitlines()}
    assert lines["ALL"][:2] == ["3/3", "100.0"]
    assert lines["quote_exact"][1] == "100.0"
    assert lines["assistant recall@10"][0] == "1.000"
    assert lines["answered where it must refuse"][:3] == ["0", "of", "1"]
    assert "p50" in out


def test_two_runs_write_the_same_bytes(run: Run, questions: Path, bakery: Path, data: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run("eval", questions, "--documents", bakery, "--data", data, "--report", tmp_path / name)[0] == 0
    for name in ("report.json", "report.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    latency = json.loads((tmp_path / "one" / "latency.json").read_text(encoding="utf-8"))
    assert latency["questions"] == 3
    assert 0 < latency["p50"] <= latency["p95"]
    assert "p50" not in (tmp_path / "one" / "report.json").read_text(encoding="utf-8")


def test_json_is_one_object_with_the_times_last(run: Run, questions: Path, bakery: Path, data: Path) -> None:
    status, out, _ = run("eval", questions, "--documents", bakery, "--data", data, "--json")
    report = json.loads(out)
    assert status == 0
    assert report["measures"]["ALL"] == {"value": 1.0, "of": 3, "right": 3}
    assert list(report)[-1] == "latency"
    assert [row["id"] for row in report["rows"]] == ["march", "owner", "bread"]


def test_a_floor_above_what_is_reached_ends_with_one(run: Run, questions: Path, bakery: Path, data: Path) -> None:
    least = floors(questions.parent, '"index hit@1" = 1\n"kind who" = 1\ncaveat = 0.5')
    status, _, err = run("eval", questions, "--documents", bakery, "--data", data, "--floors", least)
    assert status == 1
    assert err == "article-assistant: bread: the floor caveat belongs to no measure of this set.\n"


@pytest.mark.usefixtures("refusing")
def test_a_broken_assistant_misses_the_floors(run: Run, questions: Path, bakery: Path, data: Path) -> None:
    least = floors(questions.parent, 'ALL = 0.9\nevidence = 0.5\n"refused where it must answer" = 0')
    status, out, err = run("eval", questions, "--documents", bakery, "--data", data, "--floors", least, "--failures", 1)
    assert status == 1
    assert err.splitlines() == [
        "article-assistant: bread: ALL is 33.3 %, below its floor of 90.0 %.",
        "article-assistant: bread: evidence is 0.0 %, below its floor of 50.0 %.",
        "article-assistant: bread: refused where it must answer is 2 of 2, above the most allowed, 0.",
    ]
    assert "march [refusal, main_number, numbers, evidence]" in out


@pytest.mark.usefixtures("refusing")
def test_a_missed_floor_shows_what_fails_unless_told_otherwise(
    run: Run, questions: Path, bakery: Path, data: Path
) -> None:
    asked = ("eval", questions, "--documents", bakery, "--data", data)
    least = floors(questions.parent, "ALL = 0.9")
    out = run(*asked, "--floors", least)[1]
    assert "march [refusal, main_number, numbers, evidence]" in out
    assert " more fail; " not in out
    assert "1 more fail; --failures 2 shows all." in run(*asked, "--floors", least, "--failures", "1")[1]
    assert "march [" not in run(*asked, "--floors", least, "--failures", "0")[1]
    assert "march [" not in run(*asked)[1]


def test_the_last_run_is_compared(
    run: Run, questions: Path, bakery: Path, data: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    where = ("--documents", bakery, "--data", data)
    assert run("eval", questions, *where, "--report", tmp_path)[0] == 0
    request.getfixturevalue("refusing")
    status, out, _ = run("eval", questions, *where, "--compare", tmp_path / "report.json", "--report", tmp_path)
    assert status == 0
    assert "compared with the earlier run on 3 questions both asked" in out
    assert "1.000 -> 0.333   0 better, 2 worse; p = 0.500 (McNemar): may be chance" in out
    assert "now wrong: march, owner" in out
    assert "Since the earlier run" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_fault_in_one_question_costs_no_other(
    run: Run, questions: Path, bakery: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = Assistant.ask

    def ask(self: Assistant, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer:
        if "founded" in text:
            raise ValueError("out of flour")
        return sound(self, text, history, document)

    monkeypatch.setattr(Assistant, "ask", ask)
    status, out, err = run("eval", questions, "--documents", bakery, "--data", data)
    assert status == 3
    assert err == "article-assistant: owner: the program failed, ValueError: out of flour\n"
    assert "2/3" in out


def test_a_collection_is_searched(run: Run, tmp_path: Path, data: Path) -> None:
    folder = tmp_path / "tiny"
    (folder / "qrels").mkdir(parents=True)
    texts = {"d1": "The bakery sold 4,200 loaves.", "d2": "The mill stands on the river."}
    corpus = "\n".join(json.dumps({"_id": id, "title": "", "text": text}) for id, text in texts.items())
    (folder / "corpus.jsonl").write_text(corpus, encoding="utf-8")
    (folder / "queries.jsonl").write_text(json.dumps({"_id": "q", "text": "loaves of bread"}), encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq\td1\t1\n", encoding="utf-8")
    status, out, err = run("eval", folder, "--data", data, "--report", tmp_path / "report")
    assert (status, err) == (0, "")
    assert "passage nDCG@10 1.000 over 1" in " ".join(out.split())
    assert "ALL" not in out
    assert (tmp_path / "report" / "report.html").exists()
    assert run("eval", folder, "--data", data, "--documents", folder)[0] == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere.jsonl"], "No such file or directory; name a file of questions"),
        (["bread.jsonl", "--floors", "nowhere.toml"], "nowhere.toml: No such file"),
        (["bread.jsonl", "--compare", "bread.jsonl"], "bread.jsonl is not JSON"),
        (["bread.jsonl", "--qrels", "bread.jsonl"], "--qrels goes with a folder"),
        (["bread.jsonl", "--failures", "-1"], "greater than or equal to 0"),
        (["."], "holds no qrels/*.tsv"),
        (["bread.jsonl", "--documents", "nowhere"], "nowhere does not exist"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_line(
    run: Run, questions: Path, data: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(questions.parent)
    status, out, err = run("eval", *arguments, "--data", data)
    assert (status, out) == (2, "")
    assert is_one_line_error(err), err
    assert told in err


def test_a_report_that_cannot_be_written_is_told(run: Run, questions: Path, bakery: Path, data: Path) -> None:
    status, _, err = run("eval", questions, "--documents", bakery, "--data", data, "--report", questions)
    assert status == 2
    assert is_one_line_error(err), err
    assert "bread.jsonl: File exists" in err


def test_an_unknown_article_is_told(run: Run, bakery: Path, data: Path, tmp_path: Path) -> None:
    (tmp_path / "bread.jsonl").write_text(
        '{"id": "1", "question": "Who?", "document": "cake", "refuse": true}', encoding="utf-8"
    )
    status, _, err = run("eval", tmp_path / "bread.jsonl", "--documents", bakery, "--data", data)
    assert status == 2
    assert "question 1: no article has the id 'cake'; there are: bakery, mill." in err


@pytest.fixture
def make_evals(tmp_path: Path, questions: Path, bakery: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script behind `make evals`, on one small set whose floor asks for all."""
    spec = importlib.util.spec_from_file_location("run_evals", ROOT / "tests" / "run_evals.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "path", list(sys.path))
    spec.loader.exec_module(module)
    shutil.copy(bakery / "bakery.md", tmp_path / "bread.md")
    monkeypatch.setattr(module, "SETS", tmp_path)
    monkeypatch.setattr(module, "FLOORS", floors(tmp_path, "ALL = 1.0"))
    monkeypatch.setattr(sys, "argv", ["run_evals.py", "--only", "bread"])
    return module


def test_make_evals_passes_at_its_floors(make_evals: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert make_evals.main() == 0
    assert "evals: every floor is met." in capsys.readouterr().out


@pytest.mark.usefixtures("refusing")
def test_a_regression_makes_make_evals_fail(make_evals: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert make_evals.main() == 1
    written = capsys.readouterr()
    assert "bread: ALL is 33.3 %, below its floor of 100.0 %." in written.err
    assert "evals: bread ended with status 1." in written.out
