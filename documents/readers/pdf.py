"""PDF files: their pages as placed lines of text, and what can be wrong with them.

How lines become headings, paragraphs and tables belongs in `documents.readers.pdf_layout`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from documents.build import About
from documents.errors import DocumentError, EncryptedDocument, NoTextLayer, TooLarge, UnreadableDocument
from documents.readers.common import Source, quiet
from documents.readers.finish import finished
from documents.readers.pdf_layout import laid_out
from documents.readers.pdf_page import PageLine
from documents.structure import plain_blocks
from documents.structure_lines import split_lines
from documents.tables import find_grids
from documents.types import Document

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 2_000  # of one file: a book; reading takes about a minute by then
_MOST_CHARACTERS = 5_000_000  # of text in one file
_MOST_ON_PAGE = 50_000  # characters; a page of small print has 10,000, a crafted one millions
_MOST_DRAWN = 20_000  # characters of a page on which tables are still looked for, which takes as long again
_FEWEST_CHARACTERS = 20  # letters and digits on all pages together; below, the text is a stamp on scanned pages
# pypdf's own limits bound memory; these bound time too: crafted files are refused within a second.
_LIMITS: dict[str, Any] = {
    "stream_parsing_work_maximum_count": 200_000,
    "zlib_maximum_output_length": 8_000_000,
    "lzw_maximum_output_length": 8_000_000,
    "run_length_maximum_output_length": 8_000_000,
    "array_based_stream_maximum_output_length": 8_000_000,
    "stream_decoding_work_maximum_length": 16_000_000,
    "xform_maximum_invocations_per_extraction": 500,
    "page_tree_maximum_entries": 10_000,
    "jbig2dec_binary": None,  # no other program is started
}
_SMALLEST = 0.1  # points: letters of no size are drawn nowhere, yet other sizes are measured by them
_FEWEST_ROWS = 3  # lines of a page on which a table is looked for
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": ""}
)
_TOOLS = re.compile(r"\.(?:docx?|html?|pdf|indd|tex|pages|odt|txt)$|untitled|microsoft word", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.'’-]+(?:\s+[^\W\d_][\w.'’-]*){1,4}$")


def read_pdf(source: Source) -> Document:
    """Read a .pdf file with pypdf."""
    from pypdf import apply_configuration
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, WrongPasswordError

    with apply_configuration(**_LIMITS), quiet("pypdf"):
        try:
            reader, pages, failed = _pages(source)
            about = _about(reader)
        except DocumentError:
            raise
        except (LimitReachedError, MemoryError, RecursionError) as error:
            problem = "unpacks to more than is safe to read"
            raise TooLarge(source.name, problem, "print it to a new PDF, or save its text as .txt") from error
        except (FileNotDecryptedError, WrongPasswordError, DependencyError) as error:
            raise _locked(source) from error
        except Exception as error:
            # pypdf asks its users to expect any exception from a damaged file.
            step = "open it in a viewer and save it anew, or save its text as .txt"
            raise UnreadableDocument(source.name, "is damaged and cannot be read as a PDF", step) from error
    if not _has_text(pages):
        step = "recognise its text (OCR) and save it as a PDF with text, or as .txt"
        raise NoTextLayer(source.name, "has no text, only pictures of pages, and OCR is not done here", step)
    text, headings, spans = laid_out(pages)
    raws = plain_blocks(text, headings=headings)
    return finished(source, text, raws, about, _notes(pages, failed), pages=spans)


def _pages(source: Source) -> tuple[PdfReader, list[list[PageLine]], list[int]]:
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError

    reader = PdfReader(io.BytesIO(source.data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise _locked(source)
    total = len(reader.pages)
    if total > MOST_PAGES:
        raise TooLarge(source.name, f"has {total:,} pages, more than the limit of {MOST_PAGES:,}", "split it")
    pages: list[list[PageLine]] = []
    failed: list[int] = []
    size = 0
    for number in range(total):
        try:
            lines = _lines(reader.pages[number])
        except (LimitReachedError, MemoryError, RecursionError):
            raise
        except Exception:
            # One damaged page does not take the others with it; a file of which nothing is left is damaged.
            lines = []
            failed.append(number + 1)
        on_page = sum(len(line.text) for line in lines)
        size += on_page
        if on_page > _MOST_ON_PAGE:
            raise TooLarge(source.name, f"has more than {_MOST_ON_PAGE:,} characters on page {number + 1}", "split it")
        if size > _MOST_CHARACTERS:
            raise TooLarge(source.name, f"has more than {_MOST_CHARACTERS:,} characters", "split it")
        pages.append(lines)
    if failed and len(failed) == total:
        raise UnreadableDocument(source.name, "has no page that can be read", "save it anew as a PDF")
    return reader, pages, failed


def _lines(page: PageObject) -> list[PageLine]:
    """The lines of a page in reading order, each with its place, letter size and weight."""
    pieces: list[tuple[str, float, float, float, bool]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, object] | None, size: float) -> None:
        if text:
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or 1.0
            bold = bool(font) and bool(_BOLD.search(str((font or {}).get("/BaseFont", ""))))
            pieces.append((text, x, y, size * scale, bold))

    page.extract_text(visitor_text=visit)
    lines = list(_joined(pieces))
    small = sum(len(line.text) for line in lines) <= _MOST_DRAWN
    return _with_cells(page, lines) if small and len(lines) >= _FEWEST_ROWS else lines


def _joined(pieces: list[tuple[str, float, float, float, bool]]) -> Iterator[PageLine]:
    text: list[str] = []
    first: tuple[float, float, float] | None = None
    bold = True
    for piece, x, y, size, heavy in [*pieces, ("\n", 0.0, 0.0, 0.0, True)]:
        for at, part in enumerate(piece.split("\n")):
            if at:
                line = " ".join("".join(text).translate(_LIGATURES).split())
                if line and first is not None:
                    yield PageLine(line, *first, bold)
                text, first, bold = [], None, True
            text.append(part)
            if part.strip():
                first = first if first is not None else (round(x, 1), round(y, 1), max(_SMALLEST, round(size, 1)))
                bold = bold and heavy


def _with_cells(page: PageObject, lines: list[PageLine]) -> list[PageLine]:
    """Mark the lines that are rows of a table: in pypdf's layout mode their cells stand below each other."""
    try:
        drawn = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
    except Exception:
        # The mode fails on some fonts that the plain one can read; the lines are still there.
        return lines
    grids = find_grids(drawn, split_lines(drawn), lost=False)
    cells = {}
    for row in (row for grid in grids for row in grid.rows):
        texts = tuple(" ".join(cell.of(drawn).translate(_LIGATURES).split()) for cell in row)
        cells[" ".join(text for text in texts if text)] = texts
    return [replace(line, cells=cells.get(line.text, ())) for line in lines]


def _about(reader: PdfReader) -> About:
    """Title and author from the file's own fields, where they are not a program's."""
    fields = reader.metadata
    title = str(fields.title or "").strip() if fields else ""
    author = str(fields.author or "").strip() if fields else ""
    return About(
        title="" if _TOOLS.search(title) or len(title.split()) < 2 else title,
        author=author if _NAME.match(author) else None,
    )


def _has_text(pages: list[list[PageLine]]) -> bool:
    count = 0
    for lines in pages:
        for line in lines:
            count += sum(char.isalnum() for char in line.text)
            if count >= _FEWEST_CHARACTERS:
                return True
    return False


def _notes(pages: list[list[PageLine]], failed: list[int]) -> tuple[str, ...]:
    bare = [number for number, lines in enumerate(pages, 1) if not lines and number not in failed]
    notes = []
    if bare:
        notes.append(f"No text was found on {_numbered(bare)}; a picture there was not read.")
    if failed:
        notes.append(f"The text of {_numbered(failed)} is damaged and was left out.")
    return tuple(notes)


def _numbered(pages: list[int]) -> str:
    shown = ", ".join(str(page) for page in pages[:10]) + (", ..." if len(pages) > 10 else "")
    return f"page {shown}" if len(pages) == 1 else f"pages {shown}"


def _locked(source: Source) -> EncryptedDocument:
    return EncryptedDocument(source.name, "is protected by a password", "save a copy without the password")
