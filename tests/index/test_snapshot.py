"""What is on disk is whole or not used: damage, litter, a writer that is stopped."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index import snapshot
from index.errors import DiskFull, IndexCorrupt, IndexMissing, IndexVersion
from index.hybrid import HybridIndex
from index.sealed import sealed

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def library(tmp_path: Path, bakery, ferry, hasher) -> Path:
    """Two published generations: the first holds one document, the second both."""
    HybridIndex.build([bakery], embedder=hasher).publish(tmp_path)
    HybridIndex.build([bakery, ferry], embedder=hasher).publish(tmp_path)
    return tmp_path


def generations(library: Path) -> list[str]:
    return sorted(path.name[:8] for path in (library / "generations").iterdir())


def serving(library: Path, hasher) -> int:
    return len(HybridIndex.open(library, embedder=hasher).documents)


def current(library: Path) -> Path:
    return library / "generations" / (library / "CURRENT").read_text().strip()


def test_a_generation_comes_back_as_it_was_built(library: Path, bakery, ferry, hasher):
    built = HybridIndex.build([bakery, ferry], embedder=hasher)
    opened = HybridIndex.open(library, embedder=hasher)
    assert opened.content == built.content
    assert opened.generation == built.generation
    assert opened.warnings == ()
    for level in ("passage", "sentence"):
        for query in ("rent", "how many cars", "30 euros", "zebra"):
            assert opened.search(query, 5, level=level) == built.search(query, 5, level=level)


def test_the_one_before_is_kept_and_older_ones_are_not(library: Path, bakery, hasher):
    assert generations(library) == ["00000001", "00000002"]
    HybridIndex.build([bakery], embedder=hasher).publish(library)
    assert generations(library) == ["00000002", "00000003"]


def test_every_file_is_in_the_manifest(library: Path):
    manifest = snapshot.verified(current(library))
    on_disk = {path.relative_to(current(library)).as_posix() for path in current(library).rglob("*") if path.is_file()}
    listed = {stored.name for stored in manifest.files}
    assert {name for name in on_disk - listed if not name.rpartition("/")[2].startswith(".tantivy-")} == {
        "manifest.json"
    }
    assert not [name for name in on_disk if name.endswith((".pkl", ".pickle", ".npy"))]


def damage(data: bytes, how: str, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    if how == "bit":
        return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
    if how == "cut":
        return data[:at]
    return data[:at] + bytes(min(64, len(data) - at)) + data[at + 64 :]


@pytest.mark.parametrize("how", ["bit", "cut", "zeros", "missing", "other"])
def test_bad_input_15_damage_of_any_file_is_seen_and_the_older_generation_serves(library: Path, hasher, how: str):
    chance = random.Random(how)
    folder = current(library)
    names = [stored.name for stored in snapshot.read_manifest(folder).files] + ["manifest.json"]
    for name in names:
        path = folder / name
        whole = path.read_bytes()
        if not whole and how != "missing":
            continue
        if how == "missing":
            path.unlink()
        else:
            harmed = b"\x80\x04K\x01." if how == "other" else damage(whole, how, chance)
            path.write_bytes(harmed)
            if harmed == whole:
                continue
        opened = HybridIndex.open(library, embedder=hasher)
        assert len(opened.documents) == 1, name
        assert opened.warnings[0].startswith(
            f"the file {name} of" if name != "manifest.json" else "the manifest.json of"
        )
        path.write_bytes(whole)
    assert serving(library, hasher) == 2


def test_bad_input_15_swapped_files_are_seen(library: Path, hasher):
    folder = current(library)
    one, other = folder / "passage.vectors", folder / "sentence.vectors"
    kept = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(kept)
    assert serving(library, hasher) == 1


def test_no_whole_generation_is_an_error_that_names_the_file(library: Path, hasher):
    for folder in (library / "generations").iterdir():
        (folder / "documents.jsonl").write_bytes(b"")
    with pytest.raises(IndexCorrupt, match=r"documents\.jsonl of generation 00000002.*index --force"):
        HybridIndex.open(library, embedder=hasher)


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 40, b"../../etc", b"00000009-0123456789abcdef\n", b"x" * 5000, None]
)
def test_a_damaged_pointer_does_not_stop_a_start(library: Path, hasher, content: bytes | None):
    pointer = library / "CURRENT"
    pointer.unlink() if content is None else pointer.write_bytes(content)
    assert serving(library, hasher) == 2


def test_nothing_published_yet(tmp_path: Path):
    for library in (tmp_path, tmp_path / "missing"):
        with pytest.raises(IndexMissing, match="have not been indexed; run"):
            HybridIndex.open(library)


def test_bad_input_16_another_format_and_another_embedder_are_named(library: Path, hasher, new_hasher):
    with pytest.raises(IndexVersion, match="made with the embedder word-hasher@1, this is word-hasher@2"):
        HybridIndex.open(library, embedder=new_hasher("word-hasher@2")).search("rent")
    path = current(library) / "manifest.json"
    body = json.loads(path.read_bytes())["manifest"] | {"format": 99}
    path.write_text(sealed(body).decode())
    with pytest.raises(IndexVersion, match="format 99, this version reads 3"):
        HybridIndex.open(library, embedder=hasher)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/../../b", "C:\\x", "..", ""])
def test_a_manifest_cannot_name_a_file_outside_its_folder(library: Path, hasher, name: str):
    path = current(library) / "manifest.json"
    body = json.loads(path.read_bytes())["manifest"]
    body["files"][0]["name"] = name
    path.write_text(sealed(body).decode())
    assert serving(library, hasher) == 1


def test_litter_neither_blocks_a_start_nor_stays(library: Path, bakery, hasher):
    litter = library / "generations"
    (litter / ".new-999999").mkdir()
    (litter / ".new-999999" / "documents.jsonl").write_text("half")
    (litter / "00000007-0123456789abcdef").mkdir()
    (litter / "notes.txt").write_text("stray")
    (litter / "link").symlink_to("/etc")
    (library / ".CURRENT.4711").write_text("half")
    assert serving(library, hasher) == 2
    HybridIndex.build([bakery], embedder=hasher).publish(library)
    assert serving(library, hasher) == 1
    assert generations(library) == ["00000002", "00000008"]
    assert not (library / ".CURRENT.4711").exists()
    assert Path("/etc").is_dir()


def test_bad_input_14_a_failing_write_leaves_the_old_generation(library: Path, bakery, hasher, monkeypatch):
    """/dev/full refuses what is written to it, as a full disk does."""

    def full(folder: Path) -> None:
        with open("/dev/full", "wb") as file:
            file.write(b"x")

    before = sorted(path.name for path in (library / "generations").iterdir())
    manifest = HybridIndex.build([bakery], embedder=hasher).manifest
    with pytest.raises(
        DiskFull, match=r"disk full: the index needs about 5 MB, \d+ MB are free .*old index still serves"
    ):
        snapshot.publish(library, manifest, full, lambda folder, sealed: None, needs=5 << 20)
    assert sorted(path.name for path in (library / "generations").iterdir()) == before
    assert serving(library, hasher) == 2


def test_a_generation_that_does_not_open_is_not_published(library: Path, bakery, hasher):
    manifest = HybridIndex.build([bakery], embedder=hasher).manifest

    def half(folder: Path) -> None:
        (folder / "documents.jsonl").write_bytes(b"{}\n")

    def check(folder: Path, sealed: object) -> None:
        raise IndexCorrupt("half written", "try again")

    with pytest.raises(IndexCorrupt):
        snapshot.publish(library, manifest, half, check)
    assert serving(library, hasher) == 2


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from conftest import WordHasher, document
from index import files
from index.hybrid import HybridIndex
library, number = Path(sys.argv[1]), 0
print("ready", flush=True)
while True:
    number += 1
    pieces = [("p", f"Version {number} of the timetable says {number} boats.")] * 30
    with files.locked(library / "lock"):
        HybridIndex.build([document("d", "T", pieces)], embedder=WordHasher()).publish(library)
"""


def test_bad_input_13_killed_at_any_instant_the_index_opens_whole(tmp_path: Path, hasher):
    """Fifteen writers that publish as fast as they can, each killed after a random time."""
    chance = random.Random(5)
    last = 0
    for _ in range(15):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(Path(__file__).parent)], stdout=subprocess.PIPE, cwd=ROOT
        )
        with writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"ready\n"
            while last == 0 and not (tmp_path / "CURRENT").exists():
                time.sleep(0.01)  # however slow the machine is, there is something to lose
            time.sleep(chance.uniform(0.05, 0.35))
            writer.send_signal(signal.SIGKILL)
            writer.wait()
        opened = HybridIndex.open(tmp_path, embedder=hasher)
        assert opened.warnings == ()
        assert opened.manifest.number >= last
        last = opened.manifest.number
        texts = {sentence.span.of(opened.documents[0].text) for sentence in opened.documents[0].sentences}
        assert len(texts) == 1
        assert len(opened.search("boats", 50, level="sentence")) == 30
    assert last > 0
