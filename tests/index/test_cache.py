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
    assert (count, hasher.seen) == (3, ["two boats", "one boat", ""])
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


def test_progress_is_the_share_of_the_work_in_texts(tmp_path: Path, hasher):
    told: list[tuple[str, int, int]] = []
    texts = [f"text {number}" for number in range(500)]
    long = [f"{number} " + "and so on " * 40 for number in range(300)]
    cache = EmbeddingCache(tmp_path / "c")
    embed(texts[:100], hasher, cache)
    embed(texts + long, hasher, cache, lambda *step: told.append(step))
    assert [step[2] for step in told] == [700] * len(told)
    assert (told[0], told[-1]) == (("embedding", 0, 700), ("embedding", 700, 700))
    # Three hundred long ones are nearly all of it, and done first.
    assert told[2] == ("embedding", pytest.approx(700 * 2 * 140 / 300, rel=0.2), 700)


def test_texts_of_one_length_are_embedded_together(hasher):
    texts = ["one two three four", "five", "six seven", "nine", "ten eleven twelve", "three"]
    vectors, _ = embed(texts, hasher)
    assert hasher.seen == sorted(texts, key=len, reverse=True)
    assert np.array_equal(vectors, hasher.embed(texts))


def test_a_kill_costs_one_part(tmp_path: Path, hasher):
    class Killed(Exception):
        pass

    class Mortal:
        id, dimension = hasher.id, hasher.dimension

        def __init__(self, parts: int) -> None:
            self.left = parts

        def embed(self, texts):
            self.left -= 1
            if self.left < 0:
                raise Killed
            return hasher.embed(texts)

    texts = [f"{number} " + "and so on " * 40 for number in range(900)]
    cache = EmbeddingCache(tmp_path / "c")
    with pytest.raises(Killed):
        embed(texts, Mortal(3), cache)
    cache.close()
    done = len(hasher.seen)
    assert 0 < done < 600
    again, count = embed(texts, hasher, EmbeddingCache(tmp_path / "c"))
    assert count == 900 - done
    assert np.array_equal(again, hasher.embed(texts))


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
