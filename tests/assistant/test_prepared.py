"""What is worked out once for a generation is kept, used at the next start, and never trusted where it does not fit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant import pipeline, prepared
from assistant.pipeline import Assistant
from index.sealed import sealed, unsealed

ARTICLE = Path(__file__).parents[1] / "evals" / "quiet-ferries.md"


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("articles")
    shutil.copy(ARTICLE, folder)
    return folder, tmp_path_factory.mktemp("data")


def never(*_: object) -> None:
    raise AssertionError("worked out again")


def test_the_next_start_works_nothing_out_again(where: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    first = Assistant.open(*where)
    examples, names = first.examples(), first.corpus.lexicon.names
    assert examples
    monkeypatch.setattr(pipeline, "examples", never)
    monkeypatch.setattr(prepared, "named", never)
    second = Assistant.open(*where)
    monkeypatch.setattr(second._beside, "_figures", None)
    assert (second.examples(), second.corpus.lexicon.names) == (examples, names)
    assert second.corpus.lexicon.counted == first.corpus.lexicon.counted
    assert first.corpus.lexicon.counted


@pytest.mark.parametrize("damage", ["cut", "gone", "changed", "program", "generation", "other"])
def test_what_does_not_fit_is_worked_out_again(where: tuple[Path, Path], damage: str) -> None:
    assistant = Assistant.open(*where)
    examples = assistant.examples()
    assert assistant.library is not None
    path = assistant.library / "prepared.json"
    data, body = path.read_bytes(), unsealed(path)
    if damage == "gone":
        path.unlink()
    elif damage in ("cut", "changed"):
        path.write_bytes(data[:-20] if damage == "cut" else data.replace(b"examples", b"exampled"))
    else:
        path.write_bytes(sealed({"what": 1} if damage == "other" else body | {damage: "another", "examples": []}))
    assert prepared.remembered(assistant.library, assistant.generation) is None
    assert Assistant.open(*where).examples() == examples
    assert path.read_bytes() == data


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    prepared.remember(tmp_path / "gone" / "away", "1", (), ())
    prepared.remember(None, "1", (), ())
    assert prepared.remembered(None, "1") is None
