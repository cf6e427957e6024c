"""Coverage-guided fuzzing of each parser, from whole files: inputs are bred by which code they reach.

Needs the extra `fuzz` and is no part of the size ci.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from benchmarks.torture.fuzz_target import KINDS
from benchmarks.torture.seeds import pdf_seeds, text_seeds
from benchmarks.torture.types import Outcome, Run

_LONGEST = 2_048  # bytes of an input; more finds no other code, and each takes longer
_SLOW = 25  # seconds for one input
_MEMORY = 1_500  # MB for the parser with all that the fuzzer keeps
_GRACE = 600  # seconds for the start, in which every module is rewritten to be measured, and the end
_RUNS = re.compile(r"stat::number_of_executed_units:\s+(\d+)")
_COVERED = re.compile(r"cov: (\d+)")
_FAULT = re.compile(
    r"^(?:\w+\.)*\w*(?:Error|Exception|Iteration|Exit)\b.*|^==\d+== ERROR.*|^ALARM.*|^thread .* panicked at .*",
    re.MULTILINE,
)
_LAST = 6  # lines of each output that are kept where the fuzzer ended badly: they say where, and how
_LONGEST_LINE = 200  # characters of such a line


def run(run: Run) -> Iterator[Outcome]:
    """Yield an outcome a parser."""
    seconds = run.many(0, 120, 600)
    if not seconds:
        return
    if find_spec("atheris") is None:
        promise = "coverage-guided fuzzing of the parsers"
        yield Outcome(
            promise, 1, 1, "", ("atheris is not here; install it with: pip install 'article-assistant[fuzz]'",)
        )
        return
    for kind in KINDS:
        yield fuzzed(run, kind, seconds)


def fuzzed(run: Run, kind: str, seconds: int) -> Outcome:
    """Fuzz one parser for so many seconds."""
    corpus, found = run.folder / kind, run.folder / f"{kind}-found"
    corpus.mkdir()
    found.mkdir()
    for at, seed in enumerate(pdf_seeds() if kind == "pdf" else text_seeds().get(kind, text_seeds()["txt"])):
        (corpus / str(at)).write_bytes(seed[:_LONGEST])
    promise = f"bred inputs do nothing to the parser of {kind} but be read or refused"
    try:
        done = _run(run, kind, seconds, corpus, found)
    except subprocess.TimeoutExpired as late:
        return Outcome(promise, 1, 1, "", ("the fuzzer did not end", *explained(late.stdout, late.stderr, found)))
    told = done.stderr.decode("utf-8", errors="replace")
    runs = int(_RUNS.findall(told)[-1]) if _RUNS.search(told) else 0
    covered = max(map(int, _COVERED.findall(told)), default=0)
    bad = done.returncode != 0 or not runs
    return Outcome(
        promise,
        runs,
        int(bad),
        f"{seconds} s, {covered:,} places reached",
        (f"ended with {done.returncode}", *explained(done.stdout, done.stderr, found)) if bad else (),
    )


def explained(stdout: bytes | None, stderr: bytes | None, found: Path) -> tuple[str, ...]:
    """Return what ended the fuzzer: the first faults, the last lines of both outputs, and the whole input it was at.

    An exception of the parser is told on standard output; the fuzzer itself, and libraries in C and Rust, tell theirs
    on standard error, where an exception is no more than "fuzz target exited".
    """
    outputs = [(output or b"").decode("utf-8", errors="replace") for output in (stdout, stderr)]
    faults = dict.fromkeys(match.group(0)[:_LONGEST_LINE] for output in outputs for match in _FAULT.finditer(output))
    last = [line[:_LONGEST_LINE] for output in outputs for line in output.rstrip().splitlines()[-_LAST:]]
    inputs = sorted(found.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    return (*list(faults)[:3], *last, *(f"{path.name}: {path.read_bytes()!r}" for path in inputs[:1]))


def _run(run: Run, kind: str, seconds: int, corpus: Path, found: Path) -> subprocess.CompletedProcess[bytes]:
    """Let the fuzzer work in a process of its own, which it ends itself. Raises TimeoutExpired."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "benchmarks.torture.fuzz_target", kind, str(corpus)),
            *(f"-max_total_time={seconds}", f"-seed={run.seed}", f"-max_len={_LONGEST}", f"-timeout={_SLOW}"),
            *(f"-rss_limit_mb={_MEMORY}", f"-artifact_prefix={found}/", "-print_final_stats=1"),
        ],
        capture_output=True,
        check=False,
        timeout=seconds + _GRACE,
        cwd=Path(__file__).parents[2],
    )
