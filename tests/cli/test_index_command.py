"""`index`: what it says, what failed, and its statuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.commands.progress import ProgressBar
from index.embedders.exporting import STAGE
from tests.cli.terminal import BAKERY, MILL, Run, is_one_line_error


def test_index_says_what_it_did_and_what_failed(run: Run, tmp_path: Path, data: Path) -> None:
    (tmp_path / "bakery.md").write_text(BAKERY, encoding="utf-8")
    status, out, err = run("index", "--documents", tmp_path, "--data", data)
    assert (status, err) == (0, "")
    assert out.startswith("Indexed 1 document, ")
    assert "0 reused" in out

    (tmp_path / "mill.md").write_text(MILL, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "song.mp3").write_bytes(b"ID3")
    status, out, err = run("index", "--documents", tmp_path, "--data", data)
    assert status == 3
    assert out.startswith("Indexed 2 documents, ")
    assert " 0 reused" not in out
    assert {line.split()[1] for line in err.splitlines()} == {"empty.txt", "song.mp3"}

    status, out, _ = run("index", "--documents", tmp_path, "--data", data)
    assert status == 3
    assert out.startswith("Nothing changed: 2 documents, ")


def test_a_data_folder_that_cannot_be_made_is_one_line(run: Run, bakery: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    status, _, err = run("index", "--documents", bakery, "--data", tmp_path / "file")
    assert status == 1
    assert is_one_line_error(err)


def test_where_no_terminal_draws_a_bar_the_chat_writes_a_line_for_each_stage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with ProgressBar(lines=True) as progress:
        for stage, done, total in (("reading", 1, 2), ("figures", 1, 1), ("embedding", 0, 1200), (STAGE, 0, 3)):
            progress(stage, done, total)
            progress(stage, total, total)
    assert capsys.readouterr().err.splitlines() == [
        "Reading 2 files.",
        "Reading 1 article for figures.",
        "Embedding 1,200 new texts.",
        "Making the model's quick form, which takes a minute; once only.",
    ]


def test_a_long_stage_says_how_long_is_left(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    embedding = ((100.0, 0), (103.0, 30), (110.0, 100), (120.0, 200), (171.0, 750), (190.0, 1000))
    sending = ((200.0, 0), (209.0, 9), (280.0, 80))
    clock = iter([now for now, _ in (*embedding, *sending)])
    monkeypatch.setattr("assistant.commands.progress.time.monotonic", lambda: next(clock))
    with ProgressBar(lines=True) as progress:
        for _, done in embedding:
            progress("embedding", done, 3_000)
        for _, done in sending:
            progress("sending", done, 90)
    assert capsys.readouterr().err.splitlines() == [
        "Embedding 3,000 new texts.",
        "  3 % of it; about 5 minutes left.",
        "  25 % of it; about 4 minutes left.",
        "Sending.",
        "  10 % of it; about 80 seconds left.",
    ]
