"""A sentence model's layers in bf16: near to the model, the same in any company, and only of models that are known."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
import torch

from index.embedders import exporting, layers, transformer
from index.embedders.layers import Layers, Unknown

pytestmark = pytest.mark.skipif(
    not torch.ops.mkldnn._is_mkldnn_bf16_supported(), reason="this processor or build of torch multiplies no bf16"
)
TEXTS = [
    *(text for text in exporting.SENTENCES if "\ufffd" not in text),
    *(
        f"{word} {rest}".strip()
        for word in ("bread", "rent", "boats")
        for rest in ("", "fell by a third", "cost " * 90)
    ),
]


@pytest.fixture(scope="module")
def found() -> Layers:
    return Layers(transformer.packaged_folder())


def test_vectors_are_nearly_those_of_the_model(found, exported_model):
    vectors, exact = found.embed(TEXTS), exported_model.embed(TEXTS)
    assert (vectors.shape, vectors.dtype) == (exact.shape, np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert np.sum(vectors * exact, axis=1).min() >= exporting.AGREEMENT


def test_a_text_gives_the_same_bytes_whatever_it_is_embedded_beside(found):
    expected = found.embed(TEXTS)
    assert np.array_equal(found.embed(TEXTS[::-1])[::-1], expected)
    assert np.array_equal(np.concatenate([found.embed([text]) for text in TEXTS]), expected)
    assert np.array_equal(found.embed(TEXTS * 9)[-len(TEXTS) :], expected)
    assert found.embed([]).shape == (0, expected.shape[1])


@pytest.mark.parametrize(
    ("file", "key", "value"),
    [
        ("config.json", "hidden_act", "relu"),
        ("config.json", "model_type", "mpnet"),
        ("config.json", "num_hidden_layers", 7),
        ("1_Pooling/config.json", "pooling_mode_cls_token", True),
    ],
)
def test_a_model_of_another_kind_is_left_alone(tmp_path, file: str, key: str, value: object):
    folder = tmp_path / "model"
    shutil.copytree(transformer.packaged_folder(), folder)
    path = folder / file
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), key: value}), encoding="utf-8")
    with pytest.raises(Unknown):
        Layers(folder)


def test_no_multiplication_has_more_rows_than_there_are():
    lengths = [3, 256, 1, layers.ROWS, 700, 256, 700]
    batches = list(layers._batches(lengths))
    assert sorted(row for batch in batches for row in batch) == list(range(len(lengths)))
    assert max(sum(lengths[row] for row in batch) for batch in batches) <= layers.ROWS
