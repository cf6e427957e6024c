"""The exported model: the vectors of the original, and never in the way where it is missing, damaged or refused."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index import crossencoder
from index.embedders import DEFAULT, exported, exporting, for_questions, named
from index.embedders.exported import ExportedEmbedder, NoExport
from index.embedders.transformer import TransformerEmbedder
from index.places import MODELS_VARIABLE

ROOT = Path(__file__).parents[2]
INDEXING = """
import sys
from pathlib import Path
from index.update import update
done = update(Path(sys.argv[1]), Path(sys.argv[2]))
print(done.embedded > 0, "torch" in sys.modules)
"""
QUESTIONS = [
    "How many people were on board?",
    "what did the rent cost in 2021, 2022 & 2023??",
    "Wer besitzt die Fähre? 誰が船を所有していますか",
    " ",
    "x" * 20_000,
    "Which of the two towns has the lower rent, and by how many per cent, if the price of flour is left out? " * 9,
    "half a character \ud800",
]


@pytest.fixture
def copy(tmp_path: Path, models: Path, exported_model: ExportedEmbedder) -> Path:
    """The exported models in a folder of their own, to be damaged; the weights are linked, not copied."""
    shutil.copytree(models, tmp_path / "models", copy_function=os.link)
    return tmp_path / "models"


def test_the_vectors_are_those_of_the_model(exported_model, minilm):
    mine, reference = exported_model.embed(QUESTIONS), minilm.embed(QUESTIONS)
    assert mine.dtype == reference.dtype
    assert np.sum(mine * reference, axis=1) == pytest.approx(1.0, abs=1e-6)
    assert np.abs(mine - reference).max() < 1e-5
    assert (exported_model.id, exported_model.dimension) == (minilm.id, minilm.dimension)


def test_a_question_gives_the_same_bytes_alone_and_in_any_company(exported_model):
    together = exported_model.embed(QUESTIONS * 3)[: len(QUESTIONS)]  # enough to be shared between threads
    assert np.array_equal(together, exported_model.embed(QUESTIONS[::-1])[::-1])
    assert np.array_equal(together, np.stack([exported_model.embed([text])[0] for text in QUESTIONS]))
    assert exported_model.embed([]).shape == (0, 384)


def test_the_tokens_are_those_of_the_model(exported_model, minilm):
    tokenizer = minilm.built().model.tokenizer
    for text in (*exporting.SENTENCES, *QUESTIONS[:-1]):
        read = tokenizer(text[:16_000], truncation=True, max_length=256)
        found = exported_model._read(text[:16_000])
        assert (found.ids, found.type_ids) == (read["input_ids"], read["token_type_ids"])
        assert found.attention_mask == read["attention_mask"]


def test_a_process_holds_one_tokenizer_for_both_models(exported_model):
    model = crossencoder.packaged()
    assert model is not None
    assert model._tokenizer is exported_model._tokenizer


def test_beside_another_tokenizer_in_the_wheel_an_export_reads_by_its_own(models, exported_model, monkeypatch):
    monkeypatch.setattr(exported, "_THE_WHEELS", "another")
    folder = exported.place(models, exported_model.id)
    own = ExportedEmbedder(folder, exported_model._export)
    assert own._tokenizer is not exported_model._tokenizer
    for text in exporting.SENTENCES:
        assert own._read(text[:16_000]).ids == exported_model._read(text[:16_000]).ids


def test_what_is_exported_is_not_exported_again(models, exported_model):
    def never() -> object:
        raise AssertionError("the model was built")

    assert exporting.ensure(never, named(DEFAULT).id, models)
    assert for_questions(DEFAULT, models).embed(["Why?"]).shape == (1, 384)


@pytest.mark.parametrize("name", ["weights.bin", "model.onnx", "tokenizer.json", "manifest.json"])
@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
def test_a_damaged_export_gives_way_to_the_model_with_one_line(copy, minilm, caplog, name, damage):
    path = exported.place(copy, minilm.id) / name
    data = path.read_bytes()
    path.unlink()  # a link: the file itself stays as it is
    if damage != "gone":
        path.write_bytes(data[:-9] if damage == "cut" else data[:-9] + bytes(byte ^ 1 for byte in data[-9:]))
    reader = for_questions(DEFAULT, copy)
    with caplog.at_level(logging.WARNING):
        assert isinstance(reader.built(), TransformerEmbedder)
    assert [f"its {'' if name == 'manifest.json' else 'file '}{name} is missing or damaged" in caplog.text] == [True]
    assert len(caplog.records) == 1


def test_an_export_for_another_runtime_is_not_used(copy, minilm, caplog, monkeypatch):
    monkeypatch.setattr(exported, "runtime_version", lambda: "0.9")
    assert exported.opened(copy, minilm.id) is None
    assert "this is 0.9" in caplog.text
    assert not exporting.whole(copy, minilm.id)


def test_a_file_that_is_whole_and_cannot_be_run_is_no_traceback(copy, minilm, caplog, monkeypatch):
    monkeypatch.setattr(exported, "_same", lambda path, stored, full: True)
    (exported.place(copy, minilm.id) / "model.onnx").unlink()
    (exported.place(copy, minilm.id) / "model.onnx").write_bytes(b"no graph")
    assert exported.opened(copy, minilm.id) is None
    assert "it cannot be run" in caplog.text


def test_a_model_that_was_never_exported_is_no_fault(tmp_path, minilm, caplog):
    assert exported.opened(tmp_path / "models", minilm.id) is None
    assert not (tmp_path / "models").exists()
    assert caplog.text == ""


def test_modules_that_are_not_known_stay_with_the_model(tmp_path, minilm, caplog):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Dense

    known = minilm.built()
    other = TransformerEmbedder.__new__(TransformerEmbedder)
    other._id, other._workers = "other@1", 1
    other._model = SentenceTransformer(modules=[*known.model, Dense(384, 8)], device="cpu")
    assert not exporting.ensure(lambda: other, "other@1", tmp_path / "models")
    assert "its modules are Transformer, Pooling, Normalize, Dense" in caplog.text
    assert len(caplog.records) == 1
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["lock"]


def test_a_model_of_another_kind_is_not_exported(tmp_path, hasher, caplog):
    assert not exporting.ensure(lambda: hasher, hasher.id, tmp_path)
    assert "it is not of sentence-transformers" in caplog.text


def test_an_export_that_disagrees_is_refused(exported_model, minilm, monkeypatch):
    exporting._compare(minilm.built(), exported_model)
    right = exported_model.embed(exporting.SENTENCES)
    wrong = right.copy()
    wrong[3] = right[4]
    for vectors in (wrong, np.full_like(right, np.nan)):
        monkeypatch.setattr(exported_model, "embed", lambda texts, vectors=vectors: vectors)
        with pytest.raises(NoExport, match="it agrees with the model by"):
            exporting._compare(minilm.built(), exported_model)


def test_an_exporter_that_fails_costs_no_index(tmp_path, minilm, caplog, monkeypatch):
    def fails(model: object, folder: Path) -> tuple[str, ...]:
        (folder / "model.onnx").write_bytes(b"half")
        raise RuntimeError("no such operator\nwith much detail")

    monkeypatch.setattr(exporting, "_write", fails)
    assert not exporting.ensure(minilm.built, minilm.id, tmp_path)
    (told,) = caplog.messages
    assert told.startswith("The sentence model was not exported (RuntimeError: no such operator): ")
    assert [path.name for path in tmp_path.iterdir()] == ["lock"]


def test_an_article_is_indexed_without_the_library_once_the_form_is_there(
    models: Path, exported_model: ExportedEmbedder, tmp_path: Path
) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.md").write_text("# Ferries\n\nThe ferry carries 230 cars.\n", encoding="utf-8")
    command = [sys.executable, "-c", INDEXING, str(articles), str(tmp_path / "data")]
    environment = {**os.environ, MODELS_VARIABLE: str(models)}
    seen = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert seen.stdout.split() == ["True", "False"], seen.stdout + seen.stderr
