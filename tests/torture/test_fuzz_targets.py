"""What the fuzzer runs raises for a fault of a reader and for nothing else; breeding inputs is atheris' matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.torture.fuzz import explained
from benchmarks.torture.fuzz_target import KINDS, target
from benchmarks.torture.seeds import pdf_seeds, text_seeds
from documents import readers


@pytest.mark.parametrize("kind", KINDS)
def test_whole_and_broken_files_pass(kind: str) -> None:
    one_input = target(kind)
    for data in (*pdf_seeds(), *text_seeds()["html"], b"", b"\xff\xfe\0", b"%PDF-1.7"):
        one_input(data[:2_000])


def test_a_fault_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: object) -> None:
        raise IndexError

    monkeypatch.setitem(readers.READERS, ".md", broken)
    with pytest.raises(IndexError):
        target("md")(b"# A kiln\n")


def test_a_bad_end_is_explained_by_both_outputs_and_the_whole_input(tmp_path: Path) -> None:
    (tmp_path / "crash-1").write_bytes(b"kiln " * 400)
    said = b" === Uncaught Python exception: ===\nIndexError: no kiln\n  File kiln.py\nIndexError: no kiln\n"
    noted = (
        b"#2 pulse\nthread '<unnamed>' panicked at kiln.rs:8:2:\nno kiln\n==7== ERROR: libFuzzer: fuzz target exited\n"
    )
    why = explained(said, noted, tmp_path)
    assert why[:2] == ("IndexError: no kiln", "thread '<unnamed>' panicked at kiln.rs:8:2:")
    assert "  File kiln.py" in why
    assert "no kiln" in why
    assert why[-1] == f"crash-1: {b'kiln ' * 400!r}"
