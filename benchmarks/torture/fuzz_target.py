"""One parser under coverage-guided fuzzing: `python -m benchmarks.torture.fuzz_target KIND CORPUS -max_total_time=60`.

The fuzzer ends the process, with status 0 where nothing but ordinary refusals came of any input.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from importlib import import_module

# Libraries whose code guides the fuzzer too, by kind.
_PARSERS: dict[str, tuple[str, ...]] = {"md": ("markdown_it",), "pdf": ("pypdf",), "encoding": ("charset_normalizer",)}
KINDS = ("txt", "md", "html", "pdf", "encoding", "figures")


def target(kind: str) -> Callable[[bytes], None]:
    """Return the function that gives one input to the parser; it raises what no reader of files may raise."""
    from documents.errors import DocumentError
    from documents.figures.extract import extract
    from documents.readers import document_of
    from documents.readers.common import Source, decoded

    def read(data: bytes) -> None:
        source = Source("x", f"x.{kind}" if kind in ("txt", "md", "html", "pdf") else "x.txt", data)
        with contextlib.suppress(DocumentError):
            if kind == "encoding":
                decoded(source)[0].encode("utf-8")
            elif kind == "figures":
                extract(document_of(source))
            else:
                document = document_of(source)
                assert all(document.quote(sentence.span).strip() for sentence in document.sentences)

    return read


def main() -> None:
    """Fuzz without end, or as long as the options say."""
    atheris = import_module("atheris")
    kind, *options = sys.argv[1:]
    parsers = _PARSERS.get(kind, ())
    with atheris.instrument_imports(include=["documents", *parsers]):
        one_input = target(kind)
        for name in parsers:
            import_module(name)
    atheris.Setup([sys.argv[0], *options], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
