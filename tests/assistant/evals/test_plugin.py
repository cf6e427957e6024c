"""The pytest plug-in, in a run of its own as an owner would have it."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.assistant.conftest import ARTICLE

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[3]
PLUGIN = "assistant.evals.plugin"
QUESTIONS = [
    {"id": "staff", "question": "How many staff does Mowbray have?", "numbers": [{"value": 310, "unit": "staff"}]},
    {"id": "moon", "question": "How many craters does the moon have?", "refuse": True},
    {"id": "wrong", "question": "Who founded the company?", "answer": "Nora Whitfield of the Harrow Lane academy"},
]
TESTS = """
    import pytest

    @pytest.mark.article_questions("questions.jsonl", documents="articles")
    def test_question(article_question):
        article_question.check()

    def test_floors(evaluate_articles):
        found = evaluate_articles("questions.jsonl", documents="articles")
        assert found.value("refusal_recall") == 1.0
        found.require(refusal=0.9)
        found.require("floors.toml")

    def test_a_floor_too_high(evaluate_articles):
        evaluate_articles("questions.jsonl", documents="articles").require(ALL=0.99)
"""


@pytest.fixture
def owner(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """An owner's folder: an article, questions, floors; the third question has a wrong gold answer."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.mkdir("articles").joinpath("blades.md").write_text(ARTICLE, encoding="utf-8")
    lines = "\n".join(json.dumps(question) for question in QUESTIONS)
    pytester.path.joinpath("questions.jsonl").write_text(lines, encoding="utf-8")
    pytester.path.joinpath("floors.toml").write_text("[questions]\nALL = 0.6\n", encoding="utf-8")
    return pytester


def run(owner: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    # A process of its own: within this one, pytester would unload numpy's modules after the run.
    return owner.runpytest_subprocess("-p", PLUGIN, "--strict-markers", "-v", *arguments)


def test_questions_are_tests_and_floors_are_held(owner: pytest.Pytester) -> None:
    owner.makepyfile(TESTS)
    result = run(owner)
    result.assert_outcomes(passed=3, failed=2)
    result.stdout.fnmatch_lines(["*test_question?staff? PASSED*", "*test_question?wrong? FAILED*"])
    result.stdout.fnmatch_lines(["*wrong ?words? Who founded the company?*", "*expected: Nora Whitfield*"])
    result.stdout.fnmatch_lines(["*questions: ALL is 66.7 %, below its floor of 99.0 %.*"])


def test_a_mistake_in_the_questions_is_told_with_its_line(owner: pytest.Pytester) -> None:
    owner.path.joinpath("questions.jsonl").write_text('{"id": "1"}', encoding="utf-8")
    owner.makepyfile(TESTS)
    result = run(owner)
    assert result.ret != 0
    result.stdout.fnmatch_lines(["*questions.jsonl, line 1: question is missing*"])


def test_the_fixture_without_its_mark_says_what_to_write(owner: pytest.Pytester) -> None:
    owner.makepyfile("def test_question(article_question): pass")
    result = run(owner)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*mark the test: @pytest.mark.article_questions(*"])


def test_loading_it_costs_others_nothing() -> None:
    """pytest imports the plug-in in every run on a computer that has the product."""
    code = (
        f"import sys, pytest; before = set(sys.modules); import {PLUGIN}; "
        "print(sorted(name for name in set(sys.modules) - before if name.split('.')[0] not in "
        "('assistant', 'dataclasses', 'decimal', '_decimal', 'numbers')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_it_is_declared_as_pytest_looks_for_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {PLUGIN: PLUGIN}
