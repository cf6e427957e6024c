"""`ask`: text, JSON, follow-ups, one article, the same bytes every time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.cli.terminal import BAKERY, ROOT, Run


def test_an_answer_in_text_has_numbered_quotes(run: Run, bakery: Path, data: Path) -> None:
    status, out, _ = run("ask", "How many loaves did the bakery sell in April?", "--documents", bakery, "--data", data)
    assert status == 0
    assert "5,040" in out
    assert "Sources\n  [1] A Bakery Opens Its Books > Sales\n      “" in out


def test_an_answer_in_json_is_one_object(run: Run, bakery: Path, data: Path) -> None:
    question = "How many loaves did the bakery sell in April?"
    status, out, _ = run("ask", "--json", question, "--documents", bakery, "--data", data)
    answer = json.loads(out)
    assert status == 0
    assert answer["status"] == "answered"
    assert answer["question"] == question
    text = BAKERY
    assert all(citation["quote"] in text for citation in answer["citations"])


def test_a_follow_up_is_read_with_its_history(run: Run, bakery: Path, data: Path) -> None:
    folders = ("--documents", bakery, "--data", data)
    earlier = "How many loaves did the Corner Bakery sell in March?"
    status, out, _ = run("ask", "--json", "and in April?", "--history", earlier, *folders)
    assert status == 0
    assert "5,040" in json.loads(out)["text"]


def test_an_answer_may_be_limited_to_one_article(run: Run, bakery: Path, data: Path) -> None:
    folders = ("--documents", bakery, "--data", data)
    _, out, _ = run("ask", "--json", "How many tonnes of flour?", "--document", "mill", *folders)
    assert {citation["document"] for citation in json.loads(out)["citations"]} == {"mill"}
    status, out, err = run("ask", "How many?", "--document", "brewery", *folders)
    assert (status, out) == (2, "")
    assert "bakery, mill" in err


def test_the_same_question_gives_the_same_bytes_in_every_process(bakery: Path, data: Path) -> None:
    command = [sys.executable, "-m", "assistant", "ask", "--json", "How many times as many loaves as the rival?"]
    command += ["--documents", str(bakery), "--data", str(data)]
    outputs = {
        subprocess.run(
            command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, stdout=subprocess.PIPE, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_every_kind_of_answer_is_the_same_from_an_index_of_its_own(tmp_path: Path) -> None:
    """Look-ups, calculations, follow-ups and refusals of a question set, indexed and answered by two processes."""
    sets = ROOT / "tests" / "evals"
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "quiet-ferries.md").write_bytes((sets / "quiet-ferries.md").read_bytes())
    command = [sys.executable, "-m", "assistant", "ask", "--batch", str(sets / "quiet-ferries.jsonl")]
    command += ["--documents", str(tmp_path / "articles")]
    outputs = [
        subprocess.run(
            [*command, "--data", str(tmp_path / seed)],
            cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, stdout=subprocess.PIPE, check=True,
        ).stdout
        for seed in ("3", "4")
    ]  # fmt: skip
    asked = (sets / "quiet-ferries.jsonl").read_text(encoding="utf-8")
    assert len(outputs[0].splitlines()) == len(asked.splitlines())
    assert outputs[0] == outputs[1]
