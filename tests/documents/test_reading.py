"""The process that reads files: whatever a file does to it is one error of that file, and the next file is read."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from documents import reading
from documents.errors import DocumentError, TooLarge, UnreadableDocument
from documents.library import Library
from documents.readers.common import Source
from documents.reading import ReadingProcess

# Runs in the reading process before it starts to read: a reader that does what the file says.
PLANT = """
import ctypes, json, os, sys, time
sys.path[:] = json.loads(sys.argv[1])["path"]
import documents.readers as readers
plain = readers.READERS[".txt"]
def reader(source):
    exec(source.data, globals()) if source.name.startswith("bad") else None
    return plain(source)
readers.READERS[".txt"] = reader
"""
GOOD = Source("good", "good.txt", b"A Title\n\nThe kiln is hot.\n")
Hostile = Callable[..., ReadingProcess]


def bad(program: str) -> Source:
    return Source("bad", "bad.txt", program.encode())


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hostile]:
    """A reading process in which files named "bad" are run."""
    monkeypatch.setattr(reading, "_PROGRAM", PLANT + reading._PROGRAM)
    made: list[ReadingProcess] = []

    def make(**options: float) -> ReadingProcess:
        made.append(ReadingProcess(**options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for process in made:
        process.close()


def test_documents_come_back_as_they_are_read_here() -> None:
    from documents.readers import document_of

    with ReadingProcess() as process:
        assert process.read(GOOD) == document_of(GOOD)


def test_one_process_reads_many_files() -> None:
    with ReadingProcess() as process:
        assert process.pid is None
        process.read(GOOD)
        first = process.pid
        process.read(GOOD)
        assert process.pid == first


def test_an_error_of_the_reader_comes_back_as_it_is() -> None:
    with ReadingProcess() as process, pytest.raises(DocumentError) as caught:
        process.read(Source("x", "x.pdf", b"%PDF-1.4 nothing"))
    assert (type(caught.value), caught.value.code) == (UnreadableDocument, "unreadable")
    assert str(caught.value).startswith("x.pdf is damaged and cannot be read as a PDF; ")


@pytest.mark.parametrize(
    ("program", "code", "problem"),
    [
        ("raise AssertionError", "unreadable", "cannot be read (AssertionError)"),
        ("raise RecursionError", "limit", "is nested too deeply"),
        ("def f(): f()\nf()", "limit", "is nested too deeply"),
        ("raise MemoryError", "limit", "needs more memory than is safe to give"),
        ("kept = b'x' * (900 << 20)", "limit", "needs more memory than is safe to give"),
        ("raise SystemExit(3)", "unreadable", "cannot be read (its process ended with"),
        ("os._exit(0)", "unreadable", "cannot be read (its process ended with 0)"),
        ("os.kill(os.getpid(), 9)", "unreadable", "cannot be read (its process ended with -9)"),
        ("ctypes.string_at(0)", "unreadable", "cannot be read (its process ended with -11)"),
        ("import tempfile; tempfile.TemporaryFile()", "unreadable", "cannot be read (FileNotFoundError)"),
    ],
)
def test_whatever_a_file_does_is_one_error(hostile: Hostile, program: str, code: str, problem: str) -> None:
    process = hostile()
    process.read(GOOD)
    with pytest.raises(DocumentError) as caught:
        process.read(bad(program))
    assert caught.value.code == code
    assert str(caught.value).startswith(f"bad.txt {problem}")
    assert process.read(GOOD).title == "A Title"


@pytest.mark.parametrize("program", ["while True: pass", "time.sleep(60)", "'9' * 10 ** 8 in '8' * 10 ** 9"])
def test_a_file_past_its_time_is_a_limit(hostile: Hostile, program: str) -> None:
    process = hostile(seconds=0.5)
    process.read(GOOD)
    started = time.perf_counter()
    with pytest.raises(TooLarge, match=r"longer to read than the limit of 0\.5 seconds|more memory"):
        process.read(bad(program))
    assert time.perf_counter() - started < 0.5 + 5.0
    assert process.read(GOOD).title == "A Title"


@pytest.mark.parametrize(
    "forged",
    [
        b"x" * 99,
        struct.pack(">Q", 1 << 62),
        struct.pack(">Q", 5) + b"[[[[[",
        struct.pack(">Q", 2) + b"[]",
        struct.pack(">Q", 15) + b'{"document":{}}',
        struct.pack(">Q", 13) + b'{"error":[1]}',
    ],
    ids=["rubbish", "endless", "broken", "list", "empty", "error"],
)
def test_a_process_that_was_taken_over_is_not_believed(hostile: Hostile, forged: bytes) -> None:
    process = hostile(seconds=5)
    with pytest.raises(UnreadableDocument, match=r"cannot be read \(its process"):
        process.read(bad(f"os.write(4, {forged!r})"))  # 4 is the pipe of its answers
    assert process.read(GOOD).title == "A Title"


def test_what_a_reader_prints_is_no_answer(hostile: Hostile) -> None:
    with pytest.raises(UnreadableDocument, match="AssertionError"):
        hostile().read(bad("print('x' * 99999, flush=True); print('y', file=sys.stderr); raise AssertionError"))


def test_a_crash_by_what_earlier_files_left_is_no_fault_of_this_one(hostile: Hostile) -> None:
    process = hostile()
    process.read(bad("readers.left = True"))
    first = process.pid
    document = process.read(bad("if hasattr(readers, 'left'): os._exit(1)"))
    assert document.source == "bad.txt"
    assert process.pid != first


def test_a_process_that_has_grown_is_replaced(hostile: Hostile) -> None:
    process = hostile()
    process.read(bad("readers.left = b'x' * (200 << 20)"))
    assert process.pid is None
    assert process.read(GOOD).title == "A Title"


def test_a_system_that_starts_no_process_is_an_error_of_each_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with ReadingProcess() as process, pytest.raises(UnreadableDocument, match="no process can be started"):
        process.read(GOOD)


def test_a_process_that_does_not_start_is_an_error_of_each_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_PROGRAM", "raise SystemExit(1)")
    with ReadingProcess() as process, pytest.raises(UnreadableDocument, match="its process ended with 1"):
        process.read(GOOD)


def test_the_rest_of_a_folder_is_read(hostile: Hostile, tmp_path: Path) -> None:
    for at, program in enumerate(("os._exit(1)", "raise ValueError", "ctypes.string_at(0)")):
        (tmp_path / f"bad{at}.txt").write_text(program, encoding="utf-8")
        (tmp_path / f"good{at}.txt").write_bytes(GOOD.data + f"\n\nIt is number {at}.\n".encode())
    library = Library(tmp_path)
    assert [document.id for document in library] == ["good0", "good1", "good2"]
    assert [failure.source for failure in library.failures] == ["bad0.txt", "bad1.txt", "bad2.txt"]


@pytest.mark.parametrize("busy", [False, True])
def test_it_dies_with_the_process_that_started_it(tmp_path: Path, busy: bool) -> None:
    """Also where that one is killed, and in the middle of a file."""
    program = (
        f"from documents import reading; reading._PROGRAM = {PLANT!r} + reading._PROGRAM\n"
        "from documents.readers.common import Source\n"
        "import time\n"
        "process = reading.ReadingProcess(); process.read(Source('a', 'a.txt', b'A kiln is hot.'))\n"
        "print(process.pid, flush=True)\n"
        + ("process.read(Source('bad', 'bad.txt', b'while True: pass'))\n" if busy else "time.sleep(60)\n")
    )
    root = Path(__file__).parents[2]
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=root)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    time.sleep(0.2)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert gone(pid, within=5.0)


def gone(pid: int, *, within: float) -> bool:
    """Say whether no such process runs any more; one that nobody has waited for counts as gone."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(GOOD.data)
    before = set(os.listdir("/proc/self/task")), len(os.listdir("/proc/self/fd"))
    Library(tmp_path)
    assert (set(os.listdir("/proc/self/task")), len(os.listdir("/proc/self/fd"))) == before
