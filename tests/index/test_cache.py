"""The cache gives back what it was given, forgets what nobody uses, and never stands in the way."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from index.cache import EmbeddingCache, embed

TEXTS = ["one boat", "two boats", "one boat", ""]


def test_each_text_is_embedded_once(tmp_path: Path, hasher, new_hasher):
    cache = EmbeddingCache(tmp_path / "c")
    first, count = embed(TEXTS, hasher, cache)
    assert (count, hasher.seen) == (3, ["one boat", "two boats", ""])
    cache.close()
    again, count = embed(["two boats", "three", "one boat"], hasher, EmbeddingCache(tmp_path / "c"))
    assert count == 1
    assert hasher.seen[3:] == ["three"]
    assert np.array_equal(again[[0, 2]], first[[1, 0]])
    assert again.dtype == np.float32
    other = new_hasher("word-hasher@2")
    assert embed(["one boat"], other, EmbeddingCache(tmp_path / "c"))[1] == 1


def test_without_a_cache_and_without_texts(hasher):
    assert embed(TEXTS, hasher)[0].shape == (4, 64)
    assert embed([], hasher)[0].shape == (0, 64)


def test_progress_counts_what_is_embedded(tmp_path: Path, hasher):
    told: list[tuple[str, int, int]] = []
    texts = [f"text {number}" for number in range(500)]
    cache = EmbeddingCache(tmp_path / "c")
    embed(texts[:100], hasher, cache)
    embed(texts, hasher, cache, lambda *step: told.append(step))
    assert told == [("embedding", 0, 400), ("embedding", 256, 400), ("embedding", 400, 400)]


def test_what_no_generation_used_is_forgotten(tmp_path: Path, hasher):
    embed(["old", "kept"], hasher, EmbeddingCache(tmp_path / "c", number=1))
    cache = EmbeddingCache(tmp_path / "c", number=5)
    embed(["kept"], hasher, cache)
    cache.forget_before(5)
    assert set(cache.get(hasher.id, ["old", "kept"])) == {"kept"}


@pytest.mark.parametrize(
    "content", [b"not a database at all" * 500, b"\x00" * 8192, b"SQLite format 3\x00" + b"\xff" * 9000]
)
def test_a_damaged_file_is_replaced(tmp_path: Path, hasher, content: bytes):
    (tmp_path / "c").write_bytes(content)
    assert embed(TEXTS, hasher, EmbeddingCache(tmp_path / "c"))[1] == 3
    assert embed(TEXTS, hasher, EmbeddingCache(tmp_path / "c"))[1] == 0


def test_a_damaged_vector_is_embedded_again(tmp_path: Path, hasher):
    cache = EmbeddingCache(tmp_path / "c")
    right, _ = embed(["one boat", "two boats"], hasher, cache)
    cache.close()
    with sqlite3.connect(tmp_path / "c") as db:
        db.execute("update embeddings set vector = zeroblob(256) where crc = (select min(crc) from embeddings)")
    db.close()
    mended, count = embed(["one boat", "two boats"], hasher, EmbeddingCache(tmp_path / "c"))
    assert count == 1
    assert np.array_equal(mended, right)


def test_damage_in_the_middle_of_the_file_costs_only_time(tmp_path: Path, hasher):
    texts = [f"text {number}" for number in range(400)]
    cache = EmbeddingCache(tmp_path / "c")
    right, _ = embed(texts, hasher, cache)
    cache.close()
    data = bytearray((tmp_path / "c").read_bytes())
    data[8192 : len(data) - 4096] = b"\xee" * (len(data) - 12288)
    (tmp_path / "c").write_bytes(data)
    mended, count = embed(texts, hasher, EmbeddingCache(tmp_path / "c"))
    assert count > 0
    assert np.array_equal(mended, right)


def test_a_folder_that_cannot_be_written_is_an_os_error(tmp_path: Path):
    with pytest.raises(OSError, match="the embedding cache: unable to open"):
        EmbeddingCache(tmp_path / "missing" / "c")
