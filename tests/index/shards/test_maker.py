"""A shard's files are the same bytes each time, whole or not there, and only what is new is embedded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from documents.library import Library
from index import content, files
from index.errors import DiskFull, IndexCorrupt
from index.passages import embedding_text
from index.shards import disk, maker
from index.shards.maker import Maker, asked, heard
from index.shards.plan import Shard, planned
from tests.index.shards.archives import archive, article, files_of, job, made

OLD = "0" * 16  # a key
BROKEN = b"%PDF-1.7\nnothing that follows from this\n"


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """Three articles, which make one shard."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for name in ("a.md", "b.md", "c.md"):
        (folder / name).write_text(article(name, 40), encoding="utf-8")
    return folder


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    return tmp_path / "shards"


def test_the_files_hold_the_passages_of_the_articles(letters: Path, shards: Path, hasher) -> None:
    (shard,) = made(letters, shards, hasher).shards
    folder = disk.place(shards, shard)
    manifest = disk.whole(folder)
    assert manifest is not None
    expected = content.of(Library(letters).documents, ())
    rows = disk.rows(folder)
    assert [(row.document, row.heading, row.text) for row in rows] == [
        (row.document, row.heading, row.text) for row in expected.rows("passage")
    ]
    assert len(rows) > 3
    assert [row.id for row in rows] == disk.ids(folder)
    assert all(row.id.startswith(f"{shard.name}-") for row in rows)
    vectors = disk.vectors(folder, manifest.dimension)
    assert np.array_equal(vectors, hasher.embed([embedding_text(passage) for passage in expected.passages]))
    assert (manifest.passages, manifest.documents, manifest.failures) == (len(rows), ("a", "b", "c"), ())
    assert disk.found(shards, [rows[1].id, "nothing-at-all", f"{shard.name}-x"]) == {rows[1].id: rows[1]}


def test_the_same_shard_gives_the_same_bytes(letters: Path, tmp_path: Path, new_hasher) -> None:
    made(letters, tmp_path / "one", new_hasher())
    made(letters, tmp_path / "two", new_hasher())
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    assert len(files_of(tmp_path / "one")) == 4


def test_only_new_passages_are_embedded(letters: Path, shards: Path, new_hasher) -> None:
    first, second, fresh = new_hasher(), new_hasher(), new_hasher()
    made(letters, shards, first)
    (letters / "b.md").write_text(article("other.md"), encoding="utf-8")
    (letters / "d.md").write_text(article("d.md"), encoding="utf-8")
    plan = made(letters, shards, second)
    assert len(second.seen) == 2
    assert second.seen[0] not in first.seen
    disk.sweep(shards, plan.shards)
    made(letters, shards.parent / "anew", fresh)
    assert files_of(shards) == files_of(shards.parent / "anew")
    other = new_hasher("another@1")
    made(letters, shards, other)  # vectors of two models are never mixed
    assert len(other.seen) == len(fresh.seen)


@pytest.mark.parametrize("step", range(4))
def test_a_stop_at_any_write_leaves_no_shard(
    letters: Path, shards: Path, hasher, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    write, written = files.write, []

    def stopped(path: Path, data: bytes) -> None:
        if len(written) == step:
            path.write_bytes(data[: len(data) // 2])
            raise KeyboardInterrupt
        written.append(path)
        write(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(files, "write", stopped)
        with pytest.raises(KeyboardInterrupt):
            made(letters, shards, hasher)
    assert list(disk.every(shards)) == []
    (shard,) = made(letters, shards, hasher).shards
    assert disk.whole(disk.place(shards, shard))


@pytest.mark.parametrize("name", ["manifest.json", "ids.txt", "passages.jsonl", "vectors"])
@pytest.mark.parametrize("how", ["changed", "cut", "gone"])
def test_damage_is_seen_and_mended(letters: Path, shards: Path, hasher, name: str, how: str) -> None:
    (shard,) = made(letters, shards, hasher).shards
    right = files_of(shards)
    path = disk.place(shards, shard) / name
    data = path.read_bytes()
    path.unlink()
    if how != "gone":
        middle = len(data) // 2
        path.write_bytes(data[:middle] + (bytes([data[middle] ^ 1]) + data[middle + 1 :] if how == "changed" else b""))
    assert disk.whole(disk.place(shards, shard)) is None
    made(letters, shards, hasher)
    assert files_of(shards) == right


def test_a_damaged_file_that_is_read_is_told(letters: Path, shards: Path, hasher) -> None:
    (shard,) = made(letters, shards, hasher).shards
    folder = disk.place(shards, shard)
    for path in folder.iterdir():
        path.write_bytes(b"\xff{")
    for read in (disk.rows, disk.ids, disk.read_manifest, lambda where: disk.vectors(where, 64)):
        with pytest.raises(IndexCorrupt, match=f"the shard {shard.name} is missing or damaged"):
            read(folder)


def test_one_bad_article_is_one_line_and_the_others_stay(letters: Path, shards: Path, hasher, monkeypatch) -> None:
    (letters / "bad.pdf").write_bytes(BROKEN)
    cut = maker.content.of

    def failing(documents, figures):
        if documents[0].id == "b":
            raise RuntimeError("what nobody thought of")
        return cut(documents, figures)

    monkeypatch.setattr(maker.content, "of", failing)
    (shard,) = made(letters, shards, hasher).shards
    manifest = disk.whole(disk.place(shards, shard))
    assert manifest is not None
    assert [(failure.source, failure.code) for failure in manifest.failures] == [
        ("bad.pdf", "unreadable"), ("b.md", "passages"),
    ]  # fmt: skip
    assert {row.document for row in disk.rows(disk.place(shards, shard))} == {"a", "c"}


def test_an_article_that_changes_meanwhile_is_left_for_the_next_run(letters: Path, shards: Path, hasher) -> None:
    (shard,) = planned(letters, hasher.id).shards
    (letters / "b.md").write_text(article("other.md"), encoding="utf-8")
    Maker(job(letters, shards), hasher)(shard)
    manifest = disk.read_manifest(disk.place(shards, shard))
    assert [(failure.source, failure.code) for failure in manifest.failures] == [("b.md", "changed")]
    assert {row.document for row in disk.rows(disk.place(shards, shard))} == {"a", "c"}
    (again,) = planned(letters, hasher.id).shards
    assert (again.name, again.key != shard.key) == (shard.name, True)


def test_what_happens_travels_between_processes(
    letters: Path, shards: Path, hasher, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shard,) = planned(letters, hasher.id).shards
    make = Maker(job(letters, shards), hasher)
    assert heard(shard, make.answer(asked(shard))).embedded == len(hasher.seen)

    def failing(error: Exception) -> Callable[[Maker, Shard], None]:
        def fail(self: Maker, shard: Shard) -> None:
            raise error

        return fail

    monkeypatch.setattr(Maker, "__call__", failing(DiskFull("disk full", "free some")))
    with pytest.raises(DiskFull, match=r"^disk full; free some\.$"):
        heard(shard, make.answer(asked(shard)))
    monkeypatch.setattr(Maker, "__call__", failing(ZeroDivisionError("by what?")))
    assert heard(shard, make.answer(asked(shard))).problem == "ZeroDivisionError: by what?"
    assert json.loads(asked(shard))["members"][0]["path"] == "a.md"


def test_what_is_of_no_shard_is_swept(tmp_path: Path, shards: Path, hasher) -> None:
    names = archive(tmp_path / "many", 3)
    plan = made(tmp_path / "many", shards, hasher)
    first, second, third = plan.shards
    (shards / second.name / ".litter").mkdir()
    (shards / third.name / OLD).mkdir()
    before = files_of(shards)
    disk.sweep(shards, (second, third), spared={third.name})
    assert {path.partition("/")[0] for path in files_of(shards)} == {second.name, third.name}
    assert files_of(shards) == {path: data for path, data in before.items() if not path.startswith(first.name)}
    assert not (shards / second.name / ".litter").exists()
    assert (shards / third.name / OLD).exists()
    assert len(names) == 3
