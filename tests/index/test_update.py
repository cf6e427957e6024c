"""From a folder of files to a published index, again and again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from documents.errors import MissingFolder
from index import files, snapshot
from index.errors import IndexBusy, NothingToIndex, RefusedShrink
from index.hybrid import HybridIndex
from index.places import data_folder
from index.update import serve, update

ROOT = Path(__file__).resolve().parents[2]
FERRY = """# The night ferry

## Route
The ferry leaves Oban at eleven at night. It carries 230 cars and 900 people.

## Money
A cabin costs 85 pounds. The line lost 1.4 million pounds in 2023.
"""
BAKERY = """# A bakery grows

## Bread
The bakery sold 4,200 loaves in March. Flour costs 0.62 euros a kilogram.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ferry.md").write_text(FERRY, encoding="utf-8")
    (folder / "bakery.md").write_text(BAKERY, encoding="utf-8")
    return folder


@pytest.fixture
def settled(monkeypatch) -> None:
    """As if the files had lain there for a while."""
    now = time.time_ns()
    monkeypatch.setattr("index.places.time.time_ns", lambda: now + 60_000_000_000)


def opened(articles: Path, data: Path, hasher) -> HybridIndex:
    return HybridIndex.open(data_folder(articles, data), embedder=hasher)


def test_a_folder_becomes_an_index(articles: Path, tmp_path: Path, hasher):
    told: list[tuple[str, int, int]] = []
    done = update(articles, tmp_path, embedder=hasher, progress=lambda *step: told.append(step))
    index = opened(articles, tmp_path, hasher)
    assert (done.changed, done.documents, done.passages, done.failures) == (True, 2, len(index.passages), ())
    assert (done.sentences, done.figures) == (len(index.sentences), len(index.figures))
    assert done.generation == index.generation
    assert done.embedded + done.reused == done.passages + done.sentences + len(index.words.words)
    assert {figure.quantity.surface for figure in index.figures} >= {"230 cars", "4,200 loaves"}
    # Texts are embedded beside the figures.
    assert sorted(step[0] for step in told[2:]) == ["embedding", "embedding", "figures", "figures"]
    assert told[:2] == [("reading", 1, 2), ("reading", 2, 2)]


def test_nothing_changed_reads_nothing(articles: Path, tmp_path: Path, hasher, settled, monkeypatch):
    first = update(articles, tmp_path, embedder=hasher)
    embedded = len(hasher.seen)
    monkeypatch.setattr("index.update._articles", lambda *ignored: pytest.fail("the documents were read again"))
    second = update(articles, tmp_path, embedder=hasher)
    assert (second.changed, second.generation, second.documents) == (False, first.generation, 2)
    assert len(hasher.seen) == embedded


def test_a_file_that_is_only_touched_makes_no_new_generation(articles: Path, tmp_path: Path, hasher, settled):
    first = update(articles, tmp_path, embedder=hasher)
    os.utime(articles / "ferry.md", (1, 1))
    second = update(articles, tmp_path, embedder=hasher)
    assert (second.changed, second.generation) == (False, first.generation)
    assert snapshot.next_number(first.library) == 2


def test_only_what_is_new_is_embedded(articles: Path, tmp_path: Path, hasher):
    update(articles, tmp_path, embedder=hasher)
    hasher.seen.clear()
    (articles / "mill.html").write_text(
        "<html><head><title>The mill</title></head><body><article><h1>The mill</h1>"
        "<p>The mill grinds 12 tons of rye a day. It was built in 1911 beside the river Aller.</p>"
        "</article></body></html>",
        encoding="utf-8",
    )
    done = update(articles, tmp_path, embedder=hasher)
    assert done.changed
    assert done.documents == 3
    new = "the mill grinds 12 tons of rye a day. it was built in 1911 beside the river aller."
    assert all("mill" in text or "1911" in text or text in new for text in hasher.seen)
    assert done.embedded == len(hasher.seen) > 0
    document, at = opened(articles, tmp_path, hasher).sentences[
        opened(articles, tmp_path, hasher).search("tons of rye", 1, level="sentence")[0].row
    ]
    assert document.startswith("mill")
    assert at == 0


def test_an_edited_sentence_is_embedded_and_the_others_are_not(articles: Path, tmp_path: Path, hasher):
    first = update(articles, tmp_path, embedder=hasher)
    hasher.seen.clear()
    (articles / "ferry.md").write_text(FERRY.replace("85 pounds", "95 pounds"), encoding="utf-8")
    done = update(articles, tmp_path, embedder=hasher)
    assert done.generation != first.generation
    assert sorted(hasher.seen, key=len)[0] == "The night ferry > Money\nA cabin costs 95 pounds."
    assert len(hasher.seen) == 2  # the sentence and its passage
    index = opened(articles, tmp_path, hasher)
    assert not [hit for hit in index.search("85 pounds", 50) if "85 pounds" in index.passages[hit.row].text]


def test_the_same_library_gives_the_same_generation_wherever_it_lies(articles: Path, tmp_path: Path, hasher):
    first = update(articles, tmp_path, embedder=hasher)
    shutil.copytree(articles, tmp_path / "elsewhere" / "articles")
    second = update(tmp_path / "elsewhere" / "articles", tmp_path, embedder=hasher)
    assert second.generation == first.generation
    assert second.library != first.library


def test_bad_input_20_a_removed_document_is_gone(articles: Path, tmp_path: Path, hasher):
    update(articles, tmp_path, embedder=hasher)
    hasher.seen.clear()
    (articles / "bakery.md").unlink()
    done = update(articles, tmp_path, embedder=hasher)
    index = opened(articles, tmp_path, hasher)
    assert (done.documents, done.embedded, hasher.seen) == (1, 0, [])
    assert {document.title for document in index.documents} == {"The night ferry"}


def test_bad_input_19_losing_most_passages_is_refused_unless_forced(articles: Path, tmp_path: Path, hasher):
    first = update(articles, tmp_path, embedder=hasher)
    (articles / "ferry.md").unlink()
    with pytest.raises(RefusedShrink, match=r"from 3 to 1 passages, so the old one was kept; .*index --force"):
        update(articles, tmp_path, embedder=hasher)
    assert opened(articles, tmp_path, hasher).generation == first.generation
    assert update(articles, tmp_path, embedder=hasher, force=True).documents == 1


def test_bad_input_19_no_document_keeps_the_old_index(articles: Path, tmp_path: Path, hasher):
    first = update(articles, tmp_path, embedder=hasher)
    for path in articles.iterdir():
        path.write_bytes(b"")
    with pytest.raises(NothingToIndex, match=r"none of the 2 files in articles can be read: bakery\.md "):
        update(articles, tmp_path, embedder=hasher)
    for path in articles.iterdir():
        path.unlink()
    with pytest.raises(NothingToIndex, match=r"the folder articles holds no document; add a \.txt"):
        update(articles, tmp_path, embedder=hasher)
    assert opened(articles, tmp_path, hasher).generation == first.generation


def test_a_missing_folder_leaves_no_trace(tmp_path: Path, hasher):
    with pytest.raises(MissingFolder, match="does not exist"):
        update(tmp_path / "nowhere", tmp_path / "data", embedder=hasher)
    assert not (tmp_path / "data").exists()


def test_one_bad_file_is_reported_each_time_and_the_rest_indexed(articles: Path, tmp_path: Path, hasher, settled):
    (articles / "empty.txt").write_bytes(b"")
    (articles / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    first = update(articles, tmp_path, embedder=hasher)
    second = update(articles, tmp_path, embedder=hasher)
    assert first.documents == second.documents == 2
    assert [failure.source for failure in second.failures] == ["empty.txt", "photo.jpg"]
    assert second.failures == first.failures
    assert not second.changed


def test_an_article_whose_figures_cannot_be_read_is_indexed_without_them(articles, tmp_path: Path, hasher, monkeypatch):
    from documents.figures import extract

    read = extract.extract

    def broken(document):
        if document.source == sorted(path.name for path in articles.iterdir())[0]:
            raise RecursionError
        return read(document)

    monkeypatch.setattr(extract, "extract", broken)
    done = update(articles, tmp_path / "data", embedder=hasher)
    assert [failure.code for failure in done.failures] == ["figures"]
    assert "is indexed without its figures, which could not be read (RecursionError)" in done.failures[0].message
    assert done.documents == len(list(articles.iterdir()))


def test_a_damaged_index_is_made_anew_without_embedding(articles: Path, tmp_path: Path, hasher, settled):
    first = update(articles, tmp_path, embedder=hasher)
    hasher.seen.clear()
    for path in (first.library / "generations").rglob("*.vectors"):
        path.write_bytes(path.read_bytes()[:-1] + b"\x55")
    second = update(articles, tmp_path, embedder=hasher)
    assert (second.changed, second.generation, second.embedded, hasher.seen) == (True, first.generation, 0, [])
    assert opened(articles, tmp_path, hasher).warnings == ()


def test_another_model_embeds_everything(articles: Path, tmp_path: Path, hasher, new_hasher):
    first = update(articles, tmp_path, embedder=hasher)
    other = new_hasher("word-hasher@2")
    second = update(articles, tmp_path, embedder=other)
    assert second.changed
    assert second.embedded == first.embedded == len(other.seen)


def test_bad_input_17_a_second_indexer_is_told_and_the_index_still_opens(articles: Path, tmp_path: Path, hasher):
    update(articles, tmp_path, embedder=hasher)
    (articles / "ferry.md").write_text(FERRY + "\nIt sails at noon.\n", encoding="utf-8")
    with (
        files.locked(data_folder(articles, tmp_path) / "lock"),
        pytest.raises(IndexBusy, match=f"process {os.getpid()} has been indexing"),
    ):
        update(articles, tmp_path, embedder=hasher)
    assert len(opened(articles, tmp_path, hasher).documents) == 2


def test_what_was_published_serves_when_it_cannot_be_renewed(articles: Path, tmp_path: Path, hasher):
    (tmp_path / "none").mkdir()
    with pytest.raises(NothingToIndex):
        serve(tmp_path / "none", tmp_path, embedder=hasher)
    first = serve(articles, tmp_path, embedder=hasher)
    assert (len(first.index.documents), first.warnings) == (2, ())
    (articles / "ferry.md").unlink()
    shrunk = serve(articles, tmp_path, embedder=hasher)
    assert shrunk.index.generation == first.index.generation
    assert shrunk.warnings[0].endswith("so the old one was kept; answers come from the index as it was")
    with files.locked(data_folder(articles, tmp_path) / "lock"):
        busy = serve(articles, tmp_path, embedder=hasher)
    assert busy.index.generation == first.index.generation
    assert "has been indexing this library" in busy.warnings[0]
    with pytest.raises(MissingFolder):
        serve(tmp_path / "nowhere", tmp_path, embedder=hasher)


WHOLE = """
import sys
from pathlib import Path
from index.hybrid import HybridIndex
from index.update import update
index = HybridIndex.open(update(Path(sys.argv[1]), Path(sys.argv[2])).library)
print(index.generation, [index.search(sys.argv[3], 5, level=level) for level in ("passage", "sentence")])
"""


def test_with_the_real_model_every_process_answers_alike(articles: Path, tmp_path: Path, minilm):
    """One process adds a document to what is there, another indexes afresh: same library, same bytes."""
    question = "What does a night on the boat cost?"
    late = (articles / "bakery.md").read_bytes()
    (articles / "bakery.md").unlink()
    update(articles, tmp_path / "grown")
    (articles / "bakery.md").write_bytes(late)
    index = HybridIndex.open(update(articles, tmp_path / "grown").library)
    hits = [index.search(question, 5, level=level) for level in ("passage", "sentence")]
    afresh = subprocess.run(
        [sys.executable, "-c", WHOLE, str(articles), str(tmp_path / "fresh"), question],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "77"},
        capture_output=True,
        check=True,
    )
    assert (afresh.stdout.decode(), afresh.stderr) == (f"{index.generation} {hits}\n", b"")
    document, at = index.sentences[hits[1][0].row]
    found = index.document(document)
    assert found.quote(found.sentences[at].span) == "A cabin costs 85 pounds."


def test_an_index_among_the_articles_is_not_read_as_one(articles: Path, hasher):
    first = update(articles, articles / "data", embedder=hasher)
    (articles / "new.md").write_text("# A new one\n\nIt has 12 rooms.\n", encoding="utf-8")
    second = update(articles, articles / "data", embedder=hasher)
    assert (first.documents, second.documents, second.failures) == (2, 3, ())
    assert not update(articles, articles / "data", embedder=hasher).changed


def test_a_folder_set_aside_holds_no_articles(articles: Path, tmp_path: Path, hasher):
    drafts = articles / "drafts"
    drafts.mkdir()
    (drafts / "draft.md").write_text("# A draft\n\nIt has 12 rooms.\n", encoding="utf-8")
    assert update(articles, tmp_path, embedder=hasher).documents == 3
    (drafts / ".no-articles").touch()
    assert update(articles, tmp_path, embedder=hasher).documents == 2
