"""What is whole, what serves, and what to do: after a first index, an update, damage to the new and to both."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from index import crossencoder
from index.places import MODELS_VARIABLE, data_folder
from tests.cli.terminal import BAKERY, MILL, Run


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "bakery.md").write_text(BAKERY, encoding="utf-8")
    return folder


def damage(library: Path, generation: int) -> None:
    """Turn one bit of the vectors of a generation, counted from the oldest."""
    folder = sorted((library / "generations").iterdir())[generation]
    path = next(path for path in sorted(folder.rglob("*.vectors")) if path.is_file())
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_from_nothing_to_damage(articles: Path, tmp_path: Path, run: Run) -> None:
    where = ("--documents", str(articles), "--data", str(tmp_path / "data"))
    status, shown, _ = run("check", *where)
    assert (status, "article-assistant index`" in shown) == (1, True)
    run("index", *where)
    assert run("check", *where)[0] == 0
    (articles / "mill.md").write_text(MILL, encoding="utf-8")
    run("index", *where)
    status, shown, _ = run("check", *where)
    assert status == 0
    assert ("2 articles" in shown, "1 articles" in shown, shown.count("serves"), shown.count("spare")) == (
        True,
        True,
        1,
        1,
    )

    assert shown.splitlines()[-2] == "  questions: the quick form of the sentence model reads them; whole"

    library = data_folder(articles, tmp_path / "data")
    damage(library, -1)
    status, shown, _ = run("check", *where)
    assert status == 3
    assert "DAMAGED" in shown.splitlines()[1]
    assert shown.splitlines()[2].endswith("serves")
    damage(library, 0)
    status, shown, _ = run("check", *where)
    assert (status, shown.count("DAMAGED"), "index --force" in shown) == (1, 2, True)


def test_the_quick_form_of_the_model_is_checked(
    articles: Path, tmp_path: Path, models: Path, exported_model: object, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = ("--documents", str(articles), "--data", str(tmp_path / "data"))
    run("index", *where)
    monkeypatch.setenv(MODELS_VARIABLE, str(tmp_path / "none"))
    status, shown, _ = run("check", *where)
    assert (status, "seconds to start; `article-assistant index --force`" in shown) == (0, True)
    shutil.copytree(models, tmp_path / "models", copy_function=os.link)
    monkeypatch.setenv(MODELS_VARIABLE, str(tmp_path / "models"))
    next((tmp_path / "models").glob("*/weights.bin")).unlink()
    status, shown, _ = run("check", *where)
    assert (status, "DAMAGED, its file weights.bin is missing" in shown) == (3, True)


def test_the_cross_encoder_is_checked(
    articles: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = ("--documents", str(articles), "--data", str(tmp_path / "data"))
    run("index", *where)
    status, shown, _ = run("check", *where)
    assert (status, shown.splitlines()[-1]) == (
        0,
        "  cross-encoder: the best of what is found is read again by it; whole",
    )

    monkeypatch.setenv(crossencoder.VARIABLE, "off")
    status, shown, _ = run("check", *where)
    assert (status, "it is switched off" in shown, "ranked without it" in shown) == (0, True, True)

    folder = tmp_path / "model"
    folder.mkdir()
    monkeypatch.setenv(crossencoder.VARIABLE, str(folder))
    status, shown, _ = run("check", *where)
    assert (status, f"{folder / crossencoder.MANIFEST} is not there; sentences" in shown) == (0, True)

    (folder / crossencoder.GRAPH).write_bytes(b"half of it")
    (folder / crossencoder.MANIFEST).write_text('{"sha256": {"answers.onnx": "another"}}', encoding="utf-8")
    status, shown, _ = run("check", *where)
    assert status == 3
    assert f"cross-encoder: DAMAGED, {folder / crossencoder.GRAPH} is not what was published" in shown
    assert "index --force" not in shown  # which would not mend it
    damage(data_folder(articles, tmp_path / "data"), 0)
    assert run("check", *where)[0] == 1
