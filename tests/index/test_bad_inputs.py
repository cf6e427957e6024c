"""What can be wrong around an index, by the numbers of the list of forty bad inputs.

Rows 13 and 15 to 17: `test_snapshot.py`, `test_files.py`, `test_update.py`; 19 and 20 partly in `test_update.py`.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest

from documents.library import Library
from index.errors import IndexProblem
from index.hybrid import HybridIndex
from index.places import data_folder
from index.update import update

ROOT = Path(__file__).resolve().parents[2]
BAKERY = "# A bakery grows\n\nThe bakery sold 4,200 loaves in March. Flour costs 0.62 euros a kilogram.\n"
FERRY = "# The night ferry\n\nThe ferry leaves Oban at eleven. It carries 230 cars.\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "bakery.md").write_text(BAKERY, encoding="utf-8")
    (folder / "ferry.md").write_text(FERRY, encoding="utf-8")
    return folder


def opened(articles: Path, data: Path, hasher: object) -> HybridIndex:
    return HybridIndex.open(data_folder(articles, data), embedder=hasher)  # type: ignore[arg-type]


INDEXER = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from conftest import WordHasher
from index.errors import IndexProblem
from index.update import update
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), resource.RLIM_INFINITY))
try:
    update(Path(sys.argv[1]), Path(sys.argv[2]), embedder=WordHasher())
except IndexProblem as problem:
    print(type(problem).__name__, problem)
"""


@pytest.mark.parametrize("limit", [0, 1_000, 6_000, 20_000])
def test_bad_input_14_a_quota_stops_a_write_anywhere(articles: Path, tmp_path: Path, hasher, limit: int):
    before = update(articles, tmp_path, embedder=hasher).generation
    (articles / "ferry.md").write_text(FERRY + "\nIt earned 9 million euros in 2024.\n", encoding="utf-8")
    command = [sys.executable, "-c", INDEXER, str(articles), str(tmp_path), str(Path(__file__).parent), str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.stderr == ""
    assert done.stdout.startswith(("DiskFull disk full", "NotWritable the data folder")), done.stdout
    assert opened(articles, tmp_path, hasher).generation == before
    assert update(articles, tmp_path, embedder=hasher).generation != before


class Payload:
    """Leaves a mark wherever it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return (Path.write_text, (self.mark, "run"))  # type: ignore[return-value]


def test_bad_input_18_a_pickle_is_nowhere_loaded(articles: Path, tmp_path: Path, hasher):
    mark = tmp_path / "mark"
    payload = pickle.dumps(Payload(mark))
    for name in ("a.pkl", "b.npy", "c.faiss", "d.md"):
        (articles / name).write_bytes(payload)
    done = update(articles, tmp_path, embedder=hasher)
    assert {failure.source for failure in done.failures} >= {"d.md"}
    assert done.documents == 2
    [vectors] = data_folder(articles, tmp_path).glob("generations/*/passage.vectors")
    vectors.write_bytes(payload)
    with pytest.raises(IndexProblem, match=r"passage\.vectors"):
        opened(articles, tmp_path, hasher)
    assert not mark.exists()


def test_bad_input_19_no_file_can_be_read(articles: Path, tmp_path: Path, hasher):
    before = update(articles, tmp_path, embedder=hasher).generation
    for path in articles.iterdir():
        path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(IndexProblem, match=r"none of the 2 files .* can be read"):
        update(articles, tmp_path, embedder=hasher)
    assert opened(articles, tmp_path, hasher).generation == before


def test_bad_input_20_the_same_text_twice_is_one_article(articles: Path, tmp_path: Path, hasher):
    alone = update(articles, tmp_path, embedder=hasher)
    (articles / "zz-copy.md").write_text(BAKERY, encoding="utf-8")
    (articles / "more").mkdir()
    (articles / "more" / "bakery.md").write_text(BAKERY, encoding="utf-8")
    assert update(articles, tmp_path, embedder=hasher).documents == alone.documents
    kept = Library(articles).get("bakery")
    assert kept.source == "bakery.md"
    assert any("more/bakery.md and zz-copy.md" in note for note in kept.notes)
    assert {document.id for document in opened(articles, tmp_path, hasher).documents} == {"bakery", "ferry"}


def test_bad_input_20_one_name_in_two_folders_stays_apart(articles: Path, tmp_path: Path, hasher):
    (articles / "more").mkdir()
    (articles / "more" / "bakery.md").write_text(FERRY.replace("ferry", "barge"), encoding="utf-8")
    update(articles, tmp_path, embedder=hasher)
    found = {document.source: document.id for document in opened(articles, tmp_path, hasher).documents}
    assert found["bakery.md"] == "bakery"
    assert len(set(found.values())) == 3


def test_bad_input_20_removed_text_is_never_found_again(articles: Path, tmp_path: Path, hasher):
    update(articles, tmp_path, embedder=hasher)
    (articles / "ferry.md").unlink()
    update(articles, tmp_path, embedder=hasher, force=True)
    index = opened(articles, tmp_path, hasher)
    assert {index.sentences[hit.row][0] for hit in index.search("ferry cars Oban", 20, level="sentence")} <= {"bakery"}


@pytest.mark.parametrize("stamp", [0, 4_070_908_800])  # 1970 and 2099
def test_bad_input_21_order_is_by_number_whatever_the_clock_says(
    articles: Path, tmp_path: Path, hasher, monkeypatch: pytest.MonkeyPatch, stamp: int
):
    update(articles, tmp_path, embedder=hasher)
    (articles / "ferry.md").write_text(FERRY + "\nIt earned 9 million euros.\n", encoding="utf-8")
    for path in (articles, *articles.iterdir()):
        os.utime(path, (stamp, stamp))
    monkeypatch.setattr(time, "time", lambda: float(stamp))
    monkeypatch.setattr(time, "time_ns", lambda: stamp * 10**9)
    newest = update(articles, tmp_path, embedder=hasher)
    assert newest.changed
    for folder in (data_folder(articles, tmp_path) / "generations").iterdir():
        os.utime(folder, (0, 0) if newest.generation[:16] in folder.name else (2_000_000_000, 2_000_000_000))
    index = opened(articles, tmp_path, hasher)
    assert (index.generation, index.manifest.number) == (newest.generation, 2)
