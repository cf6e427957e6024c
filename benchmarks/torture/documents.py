"""Hostile files: damaged PDFs, texts and pages, and small ones that cost much. None may harm another file's reading."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from benchmarks.torture.linear_time import linear
from benchmarks.torture.mutants import PDF_TOKENS, TOKENS, mutant, saved_otherwise
from benchmarks.torture.pdf_bombs import bombs
from benchmarks.torture.seeds import pdf_seeds, text_seeds
from benchmarks.torture.types import Outcome, Run
from documents.errors import DocumentError
from documents.figures.extract import extract
from documents.readers.common import Source
from documents.reading import MEMORY, SECONDS, ReadingProcess
from documents.types import Document

_LATE = 2.0  # seconds that a file may take beyond its limit
_SHOWN = 5  # broken cases that are named
_LONGEST_LINE = 500  # characters of what is said of a file
_CODES = {"empty", "unreadable", "encrypted", "no-text", "not-text", "limit"}
_GOOD = Source("good", "good.txt", b"The Kiln\n\nThe kiln is hot, and it will stay hot until the week is over.\n")
_SLOWEST = 0.002  # seconds for one character of text in which figures are looked for; usual is a tenth
_AT_MOST = 30  # seconds after which the search for figures is given up as endless
_SAVED_OTHERWISE = 0.1  # of the texts are saved in another encoding first


class Watched(ReadingProcess):
    """The process that reads, with the most memory that any of them held."""

    peak = 0  # bytes

    def note(self) -> None:
        """Look at the memory of the process, if there is one."""
        try:
            lines = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines()
        except OSError:
            return
        held = [int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM")]
        self.peak = max(self.peak, *held, 0)

    def close(self) -> None:
        self.note()
        super().close()


@dataclass
class Watch:
    """Files given to a reading process one after another, and what broke its promises."""

    process: Watched
    seconds: float = field(default_factory=lambda: SECONDS)
    memory: int = field(default_factory=lambda: MEMORY)
    tried: int = 0
    slowest: float = 0.0
    codes: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self.process.read(_GOOD)
        self.process.note()
        self.memory += self.process.peak
        return self

    def __exit__(self, *_: object) -> None:
        self.process.close()

    def read(self, name: str, data: bytes) -> Document | None:
        """Read a file, and a good one where it was refused; note what is wrong with the result."""
        self.tried += 1
        started = time.perf_counter()
        result: Document | Exception
        try:
            result = self.process.read(Source("x", name, data))
        except Exception as error:
            result = error
        took = time.perf_counter() - started
        self.slowest = max(self.slowest, took)
        self.process.note()
        wrong = list(_wrong(result))
        if took > self.seconds + _LATE:
            wrong.append(f"took {took:.1f} s")
        if self.process.peak > self.memory:
            wrong.append(f"held {self.process.peak >> 20} MB")
        self.codes[result.code if isinstance(result, DocumentError) else "read"] += 1
        if not isinstance(result, Document):
            try:
                self.process.read(_GOOD)
            except DocumentError as error:
                wrong.append(f"left the next file unread: {error}")
        self.broken.extend(f"{name}: {fault}" for fault in wrong)
        return result if isinstance(result, Document) else None

    def outcome(self, promise: str) -> Outcome:
        """Return what was found, as one line."""
        share = ", ".join(f"{count:,} {code}" for code, count in sorted(self.codes.items()))
        figures = f"{share}; slowest {self.slowest:.1f} s, most memory {self.process.peak >> 20} MB"
        return Outcome(promise, self.tried, len(self.broken), figures, tuple(self.broken[:_SHOWN]))


def _wrong(result: Document | Exception) -> Iterator[str]:
    """What is wrong with a document, or with the way in which a file is refused."""
    if isinstance(result, DocumentError):
        line = str(result)
        if result.code not in _CODES or not line.isprintable() or len(line) > _LONGEST_LINE:
            yield f"is not refused in one typed line: {result.code} {line[:99]!r}"
        if "Error)" in line or "its process" in line:
            yield f"shows a fault of a reader: {line[:99]}"
    elif isinstance(result, Exception):
        yield f"raises {type(result).__name__}: {str(result)[:99]}"
    else:
        size = len(result.text)
        spans = [one.span for one in (*result.blocks, *result.sentences, *result.sections, *result.tables)]
        if any(not 0 <= span.start <= span.end <= size for span in spans):
            yield "has a span outside of its text"
        if any(not result.quote(sentence.span).strip() for sentence in result.sentences):
            yield "has an empty sentence"


def run(run: Run) -> Iterator[Outcome]:
    """Yield the outcomes, one promise each."""
    yield damaged_pdfs(run, run.many(60, 2_000, 10_000))
    yield costly_pdfs(list(bombs())[2::3] if run.size == "ci" else list(bombs()))
    yield from damaged_texts(run, run.many(200, 20_000, 100_000))
    yield whole_folder(run, run.many(6, 60, 200))
    yield linear(run)


def damaged_pdfs(run: Run, count: int, make: Callable[[], Watched] = Watched) -> Outcome:
    """Read PDFs that were damaged at random."""
    chance, seeds = run.random("damaged PDFs"), pdf_seeds()
    with Watch(make()) as watch:
        for at in range(count):
            watch.read(f"damaged-{at}.pdf", mutant(chance, seeds, PDF_TOKENS))
    return watch.outcome("a damaged PDF is read, or refused in one typed line, within 20 s and 512 MB")


def costly_pdfs(names: Sequence[str], make: Callable[[], Watched] = Watched) -> Outcome:
    """Read the small files of these names, which cost much."""
    with Watch(make()) as watch:
        for name in names:
            watch.read(f"{name}.pdf", bombs()[name]())
    return watch.outcome("a small PDF that costs much is read, or refused in one typed line, within 20 s and 512 MB")


def damaged_texts(run: Run, count: int, make: Callable[[], Watched] = Watched) -> Iterator[Outcome]:
    """Read texts, Markdown and pages that were damaged at random, and look for figures in a tenth of them."""
    chance, seeds = run.random("damaged texts"), text_seeds()
    figures = _Figures()
    with Watch(make()) as watch:
        for at in range(count):
            name = f"damaged-{at}.{chance.choice(tuple(seeds))}"
            data = mutant(chance, seeds[name.rsplit(".", 1)[1]], TOKENS)
            if chance.random() < _SAVED_OTHERWISE:
                data = saved_otherwise(chance, data)
            document = watch.read(name, data)
            if document is not None and at % 10 == 0:
                figures.look(name, document)
    yield watch.outcome("a damaged text, Markdown or HTML file is read, or refused in one typed line, in its limits")
    yield figures.outcome()


@dataclass
class _Figures:
    """Figures looked for in damaged texts."""

    tried: int = 0
    found: int = 0
    slowest: float = 0.0  # seconds a character
    broken: list[str] = field(default_factory=list)

    def look(self, name: str, document: Document) -> None:
        self.tried += 1
        started = time.process_time()
        try:
            with _at_most(_AT_MOST):
                figures = extract(document)
        except Exception as error:
            self.broken.append(f"{name}: {type(error).__name__}: {str(error)[:99]}")
            return
        each = (time.process_time() - started) / (len(document.text) + 2_000)
        self.slowest = max(self.slowest, each)
        self.found += len(figures)
        if each > _SLOWEST:
            self.broken.append(f"{name}: {1000 * each:.1f} ms a character")
        if any(not 0 <= f.quantity.span.start < f.quantity.span.end <= len(document.text) for f in figures):
            self.broken.append(f"{name}: a figure outside of its text")

    def outcome(self) -> Outcome:
        told = f"{self.found:,} figures; slowest {1000 * self.slowest:.2f} ms a character"
        promise = "figures of a damaged text are looked for without an exception, in time that its length bounds"
        return Outcome(promise, self.tried, len(self.broken), told, tuple(self.broken[:_SHOWN]))


class _at_most:
    """Raise TimeoutError in what takes longer."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds

    def __enter__(self) -> None:
        def late(*_: object) -> None:
            raise TimeoutError(f"more than {self.seconds} s")

        self.before = signal.signal(signal.SIGALRM, late)
        signal.alarm(self.seconds)

    def __exit__(self, *_: object) -> None:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, self.before)


def whole_folder(run: Run, bad: int) -> Outcome:
    """Index a folder of bad files and good ones with the command that owners use."""
    chance = run.random("whole folder")
    folder = run.folder / "articles"
    folder.mkdir(parents=True)
    names = _fill(folder, chance, bad)
    command = [
        sys.executable,
        "-m",
        "assistant",
        "index",
        "--documents",
        str(folder),
        "--data",
        str(run.folder / "data"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60 * (bad + 10))
    lines = done.stderr.splitlines()
    broken = [f"ended with {done.returncode}"] if done.returncode != 3 else []
    broken += [f"{name} is not indexed" for name in names if any(name in line for line in lines)]
    broken += ["Traceback"] if "Traceback" in done.stderr else []
    indexed = int(done.stdout.split()[1]) if done.stdout.startswith("Indexed ") else 0
    if indexed + len(lines) != len(list(folder.iterdir())):
        broken.append(f"{indexed} indexed and {len(lines)} named of {len(list(folder.iterdir()))} files")
    told = f"status {done.returncode}, {indexed} indexed, {len(lines)} named"
    promise = "an index of a folder with hostile files names each one in a line, has all others, and ends with status 3"
    return Outcome(promise, bad + len(names), len(broken), told, tuple(broken[:_SHOWN]))


def _fill(folder: Path, chance: random.Random, bad: int) -> list[str]:
    """Write bad files and good ones; return the names of the good."""
    costly = list(bombs().items())
    for at in range(bad):
        kind = ("pdf", "txt", "html", "md")[at % 4]
        name, made = chance.choice(costly)
        content = made() if kind == "pdf" else b"\xff\xfe" + chance.randbytes(chance.randint(1, 9_999))
        (folder / f"{at:03}-bad.{kind}").write_bytes(content)
    good = [f"{at:03}-good.txt" for at in range(0, bad, 2)]
    for at, name in enumerate(good):
        text = f"Kiln {at}\n\nThe kiln of street {at} is hot, and it will stay hot for {at + 2} weeks.\n"
        (folder / name).write_text(text, encoding="utf-8")
    return good
