"""Help, wrong usage and errors of the command line: one line, a status, no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant import settings
from assistant.commands import common
from assistant.commands.chat import has_screen
from tests.cli.terminal import ROOT, Run, is_one_line_error

HEAVY = ("torch", "sentence_transformers", "gradio", "faiss", "pandas", "scipy", "fastapi", "pint")


@pytest.mark.parametrize("command", ["", "index", "ask", "figures", "eval", "chat", "archive"])
def test_help_has_examples_and_the_folder(run: Run, command: str) -> None:
    status, out, err = run(*command.split(), "--help")
    assert (status, err) == (0, "")
    assert "Usage: article-assistant" in out
    if command:
        assert "--documents" in out
        assert f"  article-assistant {command}" in out


@pytest.mark.parametrize("command", ["index", "check", "ask", "figures", "questions", "eval", "chat", "mcp", "archive"])
def test_every_command_that_has_articles_takes_a_folder_of_data(run: Run, command: str) -> None:
    out = run(command, "--help")[1]
    assert "--documents" in out
    assert "--data" in out


def test_figures_are_the_same_wherever_the_index_is_kept(run: Run, tmp_path: Path) -> None:
    shown = run("figures", "--unit", "weeks", "--format", "csv")
    assert shown[0] == 0
    assert run("figures", "--unit", "weeks", "--format", "csv", "--data", tmp_path) == shown
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments", [["--help"], ["ask", "--help"], ["eval", "--help"], ["figures", "--format", "json"], ["ask", ""]]
)
def test_light_commands_load_no_heavy_library(arguments: list[str]) -> None:
    code = (
        "import sys; from assistant import cli; cli.run(sys.argv[1:]); "
        f"loaded = [name for name in {HEAVY} if name in sys.modules]; sys.exit(f'loaded {{loaded}}' if loaded else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["ask", "--frobnicate"],
        ["ask"],
        ["ask", ""],
        ["ask", " \n "],
        ["ask", "why? " * 1000],
        ["ask", "--batch", "no-such-file.jsonl"],
        ["ask", "Why?", "--batch", "-"],
        ["figures", "--format", "xml"],
        ["figures", "--sort", "colour"],
        ["figures", "--document", "no-such-article"],
        ["chat", "--port", "99999"],
    ],
)
def test_wrong_usage_is_one_line_and_status_2(run: Run, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert is_one_line_error(err), err


@pytest.mark.parametrize("command", [["index"], ["ask", "Who?"], ["figures"], ["chat", "--no-open"]])
def test_a_missing_folder_is_named(run: Run, tmp_path: Path, command: list[str]) -> None:
    status, out, err = run(*command, "--documents", tmp_path / "nowhere")
    assert (status, out) == (1, "")
    assert is_one_line_error(err)
    assert "nowhere does not exist" in err


@pytest.mark.parametrize("command", [["index"], ["ask", "Who?"]])
def test_a_folder_without_articles_is_an_error(run: Run, tmp_path: Path, data: Path, command: list[str]) -> None:
    status, _, err = run(*command, "--documents", tmp_path, "--data", data)
    assert status == 1
    assert is_one_line_error(err)


def test_a_question_of_a_megabyte_is_refused(bakery: Path) -> None:
    command = [sys.executable, "-m", "assistant", "ask", "-", "--documents", str(bakery)]
    done = subprocess.run(command, cwd=ROOT, input="why? " * 200_000, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert is_one_line_error(done.stderr)
    assert f"{settings.MAX_QUESTION:,} characters" in done.stderr


def test_a_fault_of_the_program_is_one_line_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(folder: Path | None) -> Path:
        raise ZeroDivisionError("at the worst moment")

    monkeypatch.setattr("assistant.commands.figures.documents_folder", broken)
    status, out, err = run("figures")
    assert (status, out) == (1, "")
    assert is_one_line_error(err)
    assert "ZeroDivisionError" in err
    monkeypatch.setenv(common.DEBUG_VARIABLE, "1")
    with pytest.raises(ZeroDivisionError):
        run("figures")


def test_a_screen_is_found_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not has_screen()
    monkeypatch.setenv("DISPLAY", ":0")
    assert has_screen()


def test_a_question_without_a_conversion_loads_no_unit_library(bakery: Path, data: Path) -> None:
    code = (
        "import sys; from assistant import cli; status = cli.run(sys.argv[1:]); "
        "sys.exit(status or ('the unit library was loaded' if 'pint' in sys.modules else 0))"
    )
    question = ["ask", "How many loaves did the bakery sell in April 2025?", "--documents", bakery, "--data", data]
    command = [sys.executable, "-c", code, *map(str, question)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "5,040" in done.stdout
