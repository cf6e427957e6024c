"""What the tests of the command line share: a folder of two small articles and a way to run a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import cli
from tests.cli.terminal import BAKERY, MILL, Run


@pytest.fixture(scope="session")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bakery")
    (folder / "bakery.md").write_text(BAKERY, encoding="utf-8")
    (folder / "mill.md").write_text(MILL, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str | Path) -> tuple[int, str, str]:
        status = cli.run([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return status, written.out, written.err

    return command
