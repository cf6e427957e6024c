"""A question from a cold process: what it takes to answer, and what it must not load."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import ROOT, Run

QUESTION = "How many loaves did the bakery sell in April 2025?"
HEAVY = ("torch", "sentence_transformers", "transformers", "onnx", "gradio", "trafilatura", "pypdf")
ASK = f"""
import sys
from assistant import cli
status = cli.run(sys.argv[1:])
print([name for name in {HEAVY} if name in sys.modules], "onnxruntime" in sys.modules, file=sys.stderr)
sys.exit(status)
"""


@pytest.fixture(scope="module")
def asked(bakery: Path, data: Path, exported_model: object) -> list[str]:
    return ["ask", "--json", QUESTION, "--documents", str(bakery), "--data", str(data)]


def test_asking_loads_no_library_that_makes_models(asked: list[str], run: Run) -> None:
    status, expected, _ = run(*asked)  # indexes
    assert status == 0
    done = subprocess.run([sys.executable, "-c", ASK, *asked], cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert (done.returncode, done.stderr) == (0, "[] True\n")
    assert "5,040" in json.loads(done.stdout)["text"]
    assert done.stdout == expected


def test_without_the_quick_form_the_answer_is_the_same(
    asked: list[str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run(*asked)[1]
    monkeypatch.setenv("ARTICLE_ASSISTANT_MODELS", str(tmp_path))
    assert run(*asked) == (0, expected, "")
