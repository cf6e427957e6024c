"""Fixtures for reading documents: files written on the spot, and a small maker of PDF files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from documents.readers import read
from documents.types import Document

Write = Callable[[str, str | bytes], Document]
Placed = tuple[str, float, float, float, bool]  # text, x, y, size, bold


@pytest.fixture
def document(tmp_path: Path) -> Write:
    """Write a file of this name and content, and read it."""

    def make(name: str, content: str | bytes) -> Document:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return read(path, tmp_path)

    return make


def pdf_of(pages: Sequence[Sequence[Placed]], *, info: str = "") -> bytes:
    """A PDF with text in Helvetica at the given places, in points from the bottom left."""
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        f"<<{info}>>",
    ]
    for at, page in enumerate(pages):
        fonts = "<</Font<</F1 3 0 R/F2 4 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources{fonts}/Contents {7 + 2 * at} 0 R>>")
        content = "".join(
            f"BT /F{2 if bold else 1} {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj ET\n"
            for text, x, y, size, bold in page
        )
        objects.append(f"<</Length {len(content.encode('cp1252'))}>>stream\n{content}endstream")
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer<</Size {size}/Root 1 0 R/Info 5 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("cp1252")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """The maker of PDF files."""
    return pdf_of


def heads(document: Document) -> list[tuple[str, ...]]:
    """The paths of the sections, without repetitions."""
    return list(dict.fromkeys(section.path for section in document.sections if section.path))


@pytest.fixture
def paths() -> Callable[[Document], list[tuple[str, ...]]]:
    """Return the section paths of a document."""
    return heads


@pytest.fixture
def cells() -> Callable[[Document], list[list[list[str]]]]:
    """Return the tables of a document as text, headers first."""

    def of(document: Document) -> list[list[list[str]]]:
        return [
            [[cell.of(document.text) for cell in row] for row in (table.header, *table.rows)]
            for table in document.tables
        ]

    return of
