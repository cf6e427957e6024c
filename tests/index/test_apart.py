"""A model is exported by a process of its own: torch does not stay, and what goes wrong is one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.embedders import DEFAULT, apart, exporting, named
from index.embedders.exported import ExportedEmbedder

ROOT = Path(__file__).parents[2]
FRESH = """
import sys
from pathlib import Path
from index.embedders import DEFAULT, for_indexing
found = for_indexing(DEFAULT, Path(sys.argv[1])).embed(["Why?"])
print(found.shape, "torch" in sys.modules)
"""


def test_a_first_index_leaves_no_torch_in_its_process(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FRESH, str(tmp_path / "models")]
    done = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=True)
    assert done.stdout == "(1, 384) False\n", done.stderr
    assert exporting.whole(tmp_path / "models", named(DEFAULT).id)


def test_what_is_there_starts_no_process(
    models: Path, exported_model: ExportedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "run", never)
    assert apart.ensure(DEFAULT, exported_model.id, models)


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("print('The sentence model was not exported (no room).')", "The sentence model was not exported (no room)."),
        ("raise SystemExit(7)", "The sentence model was not exported (its process ended with 7)"),
    ],
)
def test_a_process_that_fails_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, program: str, told: str
) -> None:
    monkeypatch.setattr(apart, "_PROGRAM", program)
    assert not apart.ensure(DEFAULT, named(DEFAULT).id, tmp_path / "models")
    (line,) = caplog.messages
    assert line.startswith(told)
