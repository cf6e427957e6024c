"""The word embeddings that the cross-encoder reads with: rows of another model's file, and of no other model's."""

from __future__ import annotations

import hashlib
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from transformers import AutoModel

from index import crossencoder
from index.crossencoder import VARIABLE, damaged, embedder, fault, packaged, words
from index.crossencoder.words import WEIGHTS, Words

NAME = "embeddings.word_embeddings.weight"
TABLE = np.arange(40, dtype=np.float32).reshape(10, 4) / 8
KINDS = {"float16": "F16", "float32": "F32"}


def written(folder: Path, table: np.ndarray | None = TABLE) -> Path:
    """Write a model's weights as safetensors does: the head's length, the head, and one table after the other."""
    tables = {"a": np.ones(7, dtype=np.float16), NAME: table, "z": np.ones((3, 3), dtype=np.float32)}
    head: dict[str, object] = {}
    data = b""
    for name, one in tables.items():
        if one is not None:
            end = len(data) + one.nbytes
            head[name] = {"dtype": KINDS[one.dtype.name], "shape": one.shape, "data_offsets": [len(data), end]}
            data += one.tobytes()
    told = json.dumps(head).encode()
    (folder / WEIGHTS).write_bytes(len(told).to_bytes(8, "little") + told + data)
    return folder


def test_rows_come_in_the_order_that_is_asked_for(tmp_path: Path) -> None:
    found = Words(written(tmp_path))
    assert np.array_equal(found.of([3, 0, 9, 3]), TABLE[[3, 0, 9, 3]])
    assert found.of([]).shape == (0, 4)


def test_they_are_the_sentence_models_own() -> None:
    table = AutoModel.from_pretrained(str(embedder())).get_input_embeddings().weight.detach().numpy()
    ids = [101, 0, 30_521, 2_129, 102]
    assert np.array_equal(Words(embedder()).of(ids), table[ids])
    assert words.checksum(embedder()) == hashlib.sha256(table.tobytes()).hexdigest()


def test_threads_share_it() -> None:
    found = Words(embedder())
    asked = [[n, 40 * n, 20_000 - n] for n in range(200)]
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(found.of, asked))
    assert all(np.array_equal(rows, found.of(ids)) for ids, rows in zip(asked, read, strict=True))


def test_a_word_beyond_the_table_is_not_read_from_what_follows(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="end before"):
        Words(written(tmp_path)).of([0, 10])


def test_a_file_that_was_cut_is_told(tmp_path: Path) -> None:
    found = Words(written(tmp_path))
    with open(tmp_path / WEIGHTS, "r+b") as file:
        file.truncate(file.seek(0, 2) - 100)
    with pytest.raises(OSError, match="end before"):
        found.of(range(10))


def test_the_sum_is_that_of_the_table_alone(tmp_path: Path) -> None:
    assert words.checksum(written(tmp_path)) == hashlib.sha256(TABLE.tobytes()).hexdigest()
    assert words.checksum(written(tmp_path, TABLE + 1)) == hashlib.sha256((TABLE + 1).tobytes()).hexdigest()


@pytest.mark.parametrize("table", [None, TABLE.astype(np.float16)], ids=["none", "halves"])
def test_a_file_without_the_table_is_told(tmp_path: Path, table: np.ndarray | None) -> None:
    written(tmp_path, table)
    for read in (Words, words.checksum):
        with pytest.raises(ValueError, match=WEIGHTS):
            read(tmp_path)


@pytest.mark.parametrize("data", [b"", b"\xff" * 300, json.dumps([1]).encode()], ids=["empty", "noise", "short"])
def test_a_file_of_another_kind_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / WEIGHTS).write_bytes(data)
    for read in (Words, words.checksum):
        with pytest.raises(ValueError, match=WEIGHTS):
            read(tmp_path)


@pytest.mark.parametrize("table", [TABLE, None], ids=["another", "none"])
def test_beside_another_sentence_model_it_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: np.ndarray | None
) -> None:
    for name in crossencoder.PARTS:
        shutil.copy(Path(crossencoder.__file__).parent / name, tmp_path)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    written(tmp_path, table)
    crossencoder._opened.cache_clear()
    monkeypatch.setattr(crossencoder, "embedder", lambda: tmp_path)
    assert packaged() is None
    assert str(tmp_path / WEIGHTS) in fault()
    assert damaged()
    crossencoder._opened.cache_clear()
