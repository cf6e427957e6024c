"""What the fuzzer runs raises for a fault of a reader and for nothing else; breeding inputs is atheris' matter."""

from __future__ import annotations

import pytest

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
