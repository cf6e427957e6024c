"""What a library of the page imports without need stays out of memory, and is there where it is used."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from assistant.serving.sparing import later, without

ROOT = Path(__file__).parents[2]
PAGE = """
import sys, ui
try:
    ui.build(None)
except AttributeError:  # nobody answers
    print(*sys.modules)
"""


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A package whose import leaves a trace."""
    folder = tmp_path / "hoard"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        f"with open({str(tmp_path / 'seen')!r}, 'a') as file:\n    file.write('x')\nSIZE = 7\n"
    )
    (folder / "part.py").write_text("DEPTH = 3\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path / "seen"
    for name in ("hoard", "hoard.part"):
        sys.modules.pop(name, None)


def test_a_library_is_imported_when_something_of_it_is_used(library):
    later("hoard")
    hoard = import_module("hoard")

    assert not hasattr(hoard, "__file__")  # as whoever goes through all modules asks
    assert not library.exists()
    assert hoard.SIZE == 7
    assert hoard.__file__
    assert library.read_text() == "x"
    assert sys.modules["hoard"] is not hoard
    assert sys.modules["hoard"].SIZE == 7


def test_a_part_of_a_library_that_waits_is_imported(library):
    later("hoard")
    assert import_module("hoard.part").DEPTH == 3
    assert library.read_text() == "x"
    assert sys.modules["hoard"].part.DEPTH == 3


def test_what_is_there_or_nowhere_is_left_alone(library):
    hoard = import_module("hoard")
    later("hoard")
    assert sys.modules["hoard"] is hoard
    later("no_such_library")
    assert "no_such_library" not in sys.modules


def test_a_library_is_hidden_for_a_while(library):
    with without("hoard"), pytest.raises(ImportError):
        import_module("hoard")
    hoard = import_module("hoard")
    with without("hoard"):  # what others use stays
        assert sys.modules["hoard"] is hoard
    assert library.read_text() == "x"


def test_the_page_does_without_tables_and_without_tools_of_its_library():
    told = subprocess.run(
        [sys.executable, "-c", PAGE], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert "gradio.blocks" in told
    assert not {"pandas.core", "pyarrow", "mcp"} & set(told)
