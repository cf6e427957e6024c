"""Embedding in bf16: near enough to the model, in a process that leaves, and never in the way."""

from __future__ import annotations

import logging

import numpy as np
import pytest

from index.embedders import DEFAULT, bulk, exporting, for_indexing
from index.embedders.bulk import BulkEmbedder

TEXTS = [
    f"The ferry carries {number} cars when the {sea} is calm." for number in range(20) for sea in ("sea", "strait")
]
REFUSES = (
    "import struct,sys;sys.stdout.buffer.write(struct.pack('>Q',8)+b'no power');sys.stdout.flush();sys.stdin.read()"
)


WHY = "this processor has no AMX, without which bf16 gains nothing"


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.WARNING)
    return caplog


@pytest.mark.parametrize("gains", [True, False])
def test_the_vectors_are_nearly_those_of_the_model(models, exported_model, minilm, logged, monkeypatch, gains: bool):
    start, told = bulk._PROGRAM.split("from index.embedders.bulk", 1)
    pretended = f"import index.embedders.transformer as t;t.TransformerEmbedder.halves=lambda self:{gains};"
    monkeypatch.setattr(bulk, "_PROGRAM", f"{start}{pretended}from index.embedders.bulk{told}")
    found = for_indexing(DEFAULT, models, fast=True)
    vectors = found.embed(TEXTS)
    process = found.built()._process
    again = found.embed(TEXTS[::-1])[::-1]
    found.close()
    assert (found.id, found.dimension, vectors.shape, vectors.dtype) == (minilm.id, 384, (40, 384), np.float32)
    exact = exported_model.embed(TEXTS)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert np.sum(vectors * exact, axis=1).min() >= exporting.AGREEMENT
    assert np.array_equal(vectors, again)
    if gains:
        assert not np.array_equal(vectors, exact)
        assert logged.messages == []
        assert process.poll() is not None
    else:
        assert np.array_equal(vectors, exact)
        (line,) = logged.messages
        assert line == f"Texts are embedded in full precision: {WHY}."


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("raise SystemExit(9)", "its process does not start"),
        (REFUSES, "no power"),
        (REFUSES.replace("8)+b'no power'", "5)+b'ready'").replace("read()", "close()"), "their process was lost"),
    ],
)
def test_a_process_that_is_no_use_costs_one_line(exported_model, logged, monkeypatch, program: str, why: str):
    monkeypatch.setattr(bulk, "_PROGRAM", program)
    found = BulkEmbedder(DEFAULT, lambda: exported_model)
    for _ in range(2):
        assert np.array_equal(found.embed(TEXTS), exported_model.embed(TEXTS))
    (line,) = logged.messages
    assert line.startswith("Texts are embedded in full precision: ")
    assert why in line or "Broken pipe" in line
    assert found._process is None


def test_a_model_that_disagrees_in_bf16_is_not_used(minilm, monkeypatch):
    model = minilm.built()
    monkeypatch.setattr(type(model), "halves", lambda self: True)
    monkeypatch.setattr(type(model), "halved", lambda self, texts: self.embed(texts)[::-1])
    embed, why = bulk._halved(DEFAULT)
    assert embed is None
    assert "0.9999 is asked" in why
