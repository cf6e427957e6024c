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


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.WARNING)
    return caplog


def _pretending(kind: str) -> str:
    """The program on a processor for which bf16 gains something, with a model that is known or is not."""
    start, told = bulk._PROGRAM.split("from index.embedders.bulk", 1)
    pretended = "import index.embedders.bulk as b;b.gains=lambda:True;"
    if kind == "of another kind":
        pretended += "import index.embedders.layers as m;m._MODULES=();"
    return f"{start}{pretended}from index.embedders.bulk{told}"


@pytest.mark.parametrize("kind", ["known", "of another kind"])
def test_the_vectors_are_nearly_those_of_the_model(kind, models, exported_model, minilm, logged, monkeypatch):
    monkeypatch.setattr(bulk, "_PROGRAM", _pretending(kind))
    found = for_indexing(DEFAULT, models, fast=True)
    vectors = found.embed(TEXTS)
    process = found.built()._process
    again = found.embed(TEXTS[::-1])[::-1]
    found.close()
    assert process.poll() is not None
    assert logged.messages == []
    assert (found.id, found.dimension, vectors.shape, vectors.dtype) == (minilm.id, 384, (40, 384), np.float32)
    exact = exported_model.embed(TEXTS)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert np.sum(vectors * exact, axis=1).min() >= exporting.AGREEMENT
    assert not np.array_equal(vectors, exact)
    # torch's own bf16 rounds by the number of rows that are multiplied together.
    assert np.array_equal(vectors, again) if kind == "known" else np.sum(vectors * again, axis=1).min() > 0.9999


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


def test_where_bf16_disagrees_it_is_not_used(exported_model, logged, monkeypatch):
    backwards = "import index.embedders.layers as m;e=m.Layers.embed;m.Layers.embed=lambda s,t:e(s,t)[::-1];"
    start, told = _pretending("known").split("import index.embedders.bulk", 1)
    monkeypatch.setattr(bulk, "_PROGRAM", f"{start}{backwards}import index.embedders.bulk{told}")
    found = BulkEmbedder(DEFAULT, lambda: exported_model)
    assert np.array_equal(found.embed(TEXTS), exported_model.embed(TEXTS))
    (line,) = logged.messages
    assert "0.9999 is asked" in line


def test_where_bf16_gains_nothing_it_is_not_used(monkeypatch):
    monkeypatch.setattr(bulk, "gains", lambda: False)
    embed, why = bulk._halved(DEFAULT)
    assert embed is None
    assert "this processor has no AMX" in why
