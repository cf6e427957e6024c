"""Stored figures are those that were written, read by document and no earlier; what is no such file is refused."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from documents.codec import to_lines
from documents.figures.extract import extract
from documents.figures.types import Figure
from index import content, figures, hybrid
from index.errors import IndexCorrupt
from index.figures import StoredFigures, counts, stored
from index.hybrid import HybridIndex


@pytest.fixture
def all_figures(bakery, ferry) -> tuple[Figure, ...]:
    return (*extract(bakery), *extract(ferry))


@pytest.fixture
def library(tmp_path: Path, bakery, ferry, all_figures, hasher) -> Path:
    HybridIndex.build([bakery, ferry], all_figures, embedder=hasher).publish(tmp_path)
    return tmp_path


@pytest.fixture
def read(monkeypatch) -> list[int]:
    """How many figures were read, each time."""
    found = []
    lines = figures.from_lines

    def counted(kind, data):
        found.append(data.count(b"\n"))
        return lines(kind, data)

    monkeypatch.setattr(figures, "from_lines", counted)
    return found


def test_figures_are_read_by_document_once_and_no_earlier(library: Path, bakery, ferry, all_figures, hasher, read):
    opened = HybridIndex.open(library, embedder=hasher).figures
    assert isinstance(opened, StoredFigures)
    assert (len(opened), sum(counts(opened).values()), read) == (len(all_figures), len(all_figures), [])
    of_ferry = extract(ferry)
    assert opened.of("ferry") == opened.of("ferry") == of_ferry
    assert read == [len(of_ferry)]
    assert tuple(opened) == all_figures
    assert opened == all_figures
    assert (opened[0], opened[-2:]) == (all_figures[0], all_figures[-2:])
    assert opened.of("nobody") == ()
    assert counts(opened) == counts(all_figures) == {"bakery": len(extract(bakery)), "ferry": len(of_ferry)}


def test_a_change_is_made_of_what_is_asked_for(library: Path, ferry, hasher, read):
    changed = HybridIndex.open(library, embedder=hasher).figures.through(lambda one: replace(one, metric="cars"))
    assert read == []
    assert {figure.metric for figure in changed.of("ferry")} == {"cars"}
    assert len(read) == 1


def test_a_generation_that_is_removed_still_answers(library: Path, ferry, all_figures, hasher):
    opened = HybridIndex.open(library, embedder=hasher)
    before = [opened.search("how many cars", 3, level=level) for level in ("passage", "sentence")]
    for asked in (False, True):  # something was read of it before, or nothing
        one = opened if asked else HybridIndex.open(library, embedder=hasher)
        shutil.rmtree(library / "generations")
        assert one.figures.of("ferry") == extract(ferry)
        assert tuple(one.figures) == all_figures
        assert [one.search("how many cars", 3, level=level) for level in ("passage", "sentence")] == before
        assert one.near_words("car") == opened.near_words("car")
        opened.publish(library)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: lines[:-1],
        lambda lines: lines + b"\n",
        lambda lines: lines + b"{}\n",
        lambda lines: b"[1]\n" + lines,
        lambda lines: lines + lines.splitlines(keepends=True)[0],
        lambda lines: lines.replace(b'"document":', b'"documant":'),
        lambda lines: lines.replace(b'"sentence":', b'"document":"ferry","sentence":'),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, all_figures, spoil):
    path = tmp_path / "figures.jsonl"
    path.write_bytes(to_lines(all_figures))
    assert tuple(stored(path)) == all_figures
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(ValueError, match=r"a line holds no figure|are not together"):
        stored(path)
    with pytest.raises(IndexCorrupt, match=r"figures\.jsonl cannot be read"):
        content._figures(path)


def test_an_id_is_read_as_it_is_written(tmp_path: Path, all_figures):
    odd = replace(all_figures[0], document='ü"document":"x\\', metric='"document":"y"')
    path = tmp_path / "figures.jsonl"
    path.write_bytes(to_lines([odd]))
    assert counts(stored(path)) == {odd.document: 1}
    assert stored(path).of(odd.document) == (odd,)


def test_figures_that_cannot_be_read_back_are_not_published(library: Path, bakery, all_figures, hasher, monkeypatch):
    spoilt = HybridIndex.build([bakery], extract(bakery), embedder=hasher)
    written = content.Content.files

    def files(one):
        parts = written(one)
        return parts | {"figures.jsonl": parts["figures.jsonl"].replace(b'"sentence":', b'"sentense":')}

    monkeypatch.setattr(content.Content, "files", files)
    with pytest.raises(IndexCorrupt, match=r"figures\.jsonl cannot be read"):
        spoilt.publish(library)
    assert HybridIndex.open(library, embedder=hasher).figures == all_figures
    assert hybrid.snapshot.next_number(library) == 2
