"""Articles come and go, and their neighbours' shards stay as they were."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from index.shards import plan
from index.shards.plan import Plan, planned
from tests.index.shards.archives import archive, article, ending

MODEL = "model@1"


def write(folder: Path, *names: str) -> None:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(article(name), encoding="utf-8")


def keys(found: Plan) -> list[tuple[str, str]]:
    return [(shard.name, shard.key) for shard in found.shards]


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sixty articles, some five a shard."""
    monkeypatch.setattr(plan, "_ARTICLES", 5)
    write(tmp_path, *(f"n{number:03d}.md" for number in range(0, 600, 10)))
    return tmp_path


def test_every_article_is_in_one_shard_and_again_in_the_same(many: Path) -> None:
    found = planned(many, MODEL)
    assert 5 < len(found.shards) < 25
    paths = [member.path for shard in found.shards for member in shard.members]
    assert paths == sorted(path.name for path in many.iterdir())
    assert planned(many, MODEL) == found
    assert not {key for _, key in keys(planned(many, "model@2"))} & {key for _, key in keys(found)}
    assert not {key for _, key in keys(planned(many, MODEL, fast=True))} & {key for _, key in keys(found)}


@pytest.mark.parametrize("name", [f"n{number:03d}.md" for number in (1, 155, 303, 599)])
def test_an_article_that_comes_or_goes_changes_one_shard_or_parts_it(many: Path, name: str) -> None:
    before = keys(planned(many, MODEL))
    write(many, name)
    after = keys(planned(many, MODEL))
    assert len(set(before) - set(after)) <= 1
    assert len(set(after) - set(before)) <= 2
    (many / name).unlink()
    assert keys(planned(many, MODEL)) == before


def test_a_changed_article_keeps_its_shards_name(many: Path) -> None:
    before = keys(planned(many, MODEL))
    (many / "n300.md").write_text("# Something else\n\nIt says something else.\n", encoding="utf-8")
    after = keys(planned(many, MODEL))
    assert [name for name, _ in after] == [name for name, _ in before]
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_a_shard_has_its_limits(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "_ARTICLES", 1 << 40)
    assert len(planned(many, MODEL).shards) == 1
    monkeypatch.setattr(plan, "_MOST_ARTICLES", 25)
    assert [len(shard.members) for shard in planned(many, MODEL).shards] == [25, 25, 10]
    monkeypatch.setattr(plan, "_MOST_BYTES", 1)
    assert len(planned(many, MODEL).shards) == 60


def test_one_text_is_one_article_and_ids_differ(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    (tmp_path / "b.md").write_bytes((tmp_path / "a.md").read_bytes())
    (tmp_path / "a.txt").write_text("Another text of that name.\n", encoding="utf-8")
    (shard,) = planned(tmp_path, MODEL).shards
    assert [(member.path, member.id) for member in shard.members] == [("a.md", "a"), ("a.txt", "a-2")]


def test_what_is_no_article_is_told(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    (tmp_path / "b.md").write_bytes(b"  \n")
    (tmp_path / "c.xyz").write_bytes(b"x")
    found = planned(tmp_path, MODEL)
    assert [(failure.source, failure.code) for failure in found.failures] == [
        ("b.md", "empty"),
        ("c.xyz", "unsupported"),
    ]
    assert [member.path for shard in found.shards for member in shard.members] == ["a.md"]


def test_the_names_of_the_tests_end_shards(tmp_path: Path) -> None:
    names = archive(tmp_path, 3)
    assert [[m.path for m in shard.members] for shard in planned(tmp_path, MODEL).shards] == [[name] for name in names]
    assert list(islice(ending(), 3)) == names
