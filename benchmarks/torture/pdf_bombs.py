"""Small PDF files that cost much to read: sixty handmade ones, each with the name of its trick."""

from __future__ import annotations

import zlib
from collections.abc import Callable

Bombs = dict[str, Callable[[], bytes]]
_HELLO = b"BT /F1 12 Tf 72 700 Td (The kiln is hot, and it will stay hot until the week is over.) Tj ET\n"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(objects: list[bytes], *, trailer: bytes = b"", prefix: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = b"%PDF-1.7\n" + prefix
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = trailer or b"<</Size %d/Root 1 0 R>>" % (len(objects) + 1)
    start = len(out)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer%s\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        end,
        start,
    )


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream object as it is."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), extra, data)


def packed(data: bytes, times: int = 1) -> bytes:
    """A stream object, deflated so many times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter[" + b"/FlateDecode" * times + b"]")


def page(content: bytes, *, font: bytes = _FONT, resources: bytes = b"", more: tuple[bytes, ...] = ()) -> bytes:
    """A file of one page with this stream object as its content; `more` objects are numbered from 6."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>>>"
            % resources,
            content,
            font,
            *more,
        ]
    )


def bombs() -> Bombs:
    """All of them by name; each is made when it is asked for, since some take a while."""
    return {**_of_content(), **_of_packing(), **_of_structure(), **_of_fonts(), **_of_places()}


def _of_content() -> Bombs:
    return {
        "300,000 text operators": lambda: page(packed(b"BT /F1 12 Tf (a) Tj ET\n" * 300_000)),
        "3,000,000 operators": lambda: page(packed(b"q Q " * 3_000_000)),
        "one string of 70 MB": lambda: page(packed(b"BT /F1 9 Tf (" + b"a" * 70_000_000 + b") Tj ET")),
        "one string of 7 MB": lambda: page(packed(b"BT /F1 9 Tf (" + b"a" * 7_000_000 + b") Tj ET")),
        "a hex string of 7 MB": lambda: page(packed(b"BT /F1 9 Tf <" + b"41" * 3_500_000 + b"> Tj ET")),
        "nested brackets": lambda: page(packed(b"BT /F1 9 Tf " + b"(" * 1_000_000)),
        "nested arrays": lambda: page(packed(_HELLO + b"[" * 1_000_000)),
        "nested dictionaries": lambda: page(packed(_HELLO + b"<<" * 500_000)),
        "a number of a million digits": lambda: page(packed(b"BT /F1 " + b"9" * 1_000_000 + b" Tf (a) Tj ET")),
        "a name of a million letters": lambda: page(packed(b"BT /" + b"F" * 1_000_000 + b" 9 Tf (a) Tj ET")),
        "a picture without an end": lambda: page(packed(_HELLO + b"BI /W 9 /H 9 ID " + b"x" * 5_000_000)),
        "pictures without an end": lambda: page(packed(_HELLO + b"BI ID " * 300_000)),
        "100,000 saved states": lambda: page(packed(b"q " * 100_000 + _HELLO)),
        "an array of 100,000 pieces": lambda: page(packed(b"BT /F1 9 Tf [" + b"(a)-900 " * 100_000 + b"] TJ ET")),
        "a comment of 7 MB": lambda: page(packed(b"%" * 7_000_000 + b"\n" + _HELLO)),
        "blanks of 7 MB": lambda: page(packed(b" " * 7_000_000 + _HELLO)),
        "50,000 fonts set": lambda: page(packed(b"BT " + b"/F1 12 Tf 1 0 0 1 5 5 Tm (a b) Tj " * 50_000 + b"ET")),
        "quotes and lines": lambda: page(packed(b"BT /F1 9 Tf " + b"(a) ' T* " * 60_000 + b"ET")),
    }


def _zeros() -> bytes:
    return zlib.compress(b"\0" * 100_000_000, 9)


def _of_packing() -> Bombs:
    return {
        "1 GB in two layers": lambda: page(
            stream(zlib.compress(_zeros() * 10, 9), b"/Filter[/FlateDecode/FlateDecode]")
        ),
        "100 MB in two layers": lambda: page(stream(zlib.compress(_zeros(), 9), b"/Filter[/FlateDecode/FlateDecode]")),
        "thirty filters": lambda: page(stream(b"41" * 1000 + b">", b"/Filter[" + b"/ASCIIHexDecode" * 30 + b"]")),
        "run lengths": lambda: page(stream(b"\x81a" * 600_000, b"/Filter/RunLengthDecode")),
        "LZW": lambda: page(stream(bytes(range(256)) * 4000, b"/Filter/LZWDecode")),
        "base 85": lambda: page(stream(b"z" * 3_000_000 + b"~>", b"/Filter/ASCII85Decode")),
        "a predictor of huge columns": lambda: page(
            stream(zlib.compress(_HELLO), b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 999999999>>")
        ),
        "a predictor of no columns": lambda: page(
            stream(zlib.compress(_HELLO), b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns -1/Colors 0>>")
        ),
        "a broken stream": lambda: page(
            stream(zlib.compress(_HELLO * 9999)[:-20] + b"\xff" * 4000, b"/Filter/FlateDecode")
        ),
        "100,000 contents": lambda: _pages_of(b"/Contents[" + b"4 0 R " * 100_000 + b"]", 1),
        "200 pages share a stream": lambda: _pages_of(
            b"/Contents 4 0 R", 200, packed(b"BT /F1 9 Tf (a) Tj ET " * 9000)
        ),
        "5,000 pages": lambda: _pages_of(b"/Contents 4 0 R", 5000, stream(_HELLO)),
        "1,900 pages": lambda: _pages_of(b"/Contents 4 0 R", 1900, stream(_HELLO * 20)),
    }


def _pages_of(contents: bytes, count: int, content: bytes = b"") -> bytes:
    """A file of so many pages, all the same."""
    kids = b" ".join(b"%d 0 R" % number for number in range(6, 6 + count))
    one = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]%s/Resources<</Font<</F1 5 0 R>>>>>>" % contents
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
            b"null",
            content or stream(_HELLO),
            _FONT,
            *[one] * count,
        ]
    )


def _of_structure() -> Bombs:
    whole = page(stream(_HELLO))
    size = b"/Size 6"
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    return {
        "pages that hold themselves": lambda: pdf([catalogue, b"<</Type/Pages/Kids[2 0 R]/Count 9>>"]),
        "pages that hold each other": lambda: pdf(
            [catalogue, b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 9>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"]
        ),
        "pages that double": lambda: pdf(
            [catalogue, *(b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 9>>" % (at + 1, at + 1) for at in range(2, 60))]
        ),
        "pages nested 5,000 deep": lambda: pdf(
            [catalogue, *(b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (at + 1) for at in range(2, 5000))]
        ),
        "a page that is its own parent": lambda: whole.replace(b"/Parent 2 0 R", b"/Parent 3 0 R").replace(
            b"/Resources<</Font<</F1 5 0 R>>>>", b""
        ),
        "tables that point to each other": lambda: _with_trailer(whole, size + b"/Prev %d" % whole.rindex(b"xref\n0")),
        "a table of 99,999,999,999 objects": lambda: _with_trailer(whole, b"/Size 99999999999"),
        "a table with a huge index": lambda: whole.replace(b"xref\n0 6", b"xref\n0 999999999"),
        "a length below zero": lambda: page(stream(_HELLO).replace(b"/Length %d" % len(_HELLO), b"/Length -1")),
        "a length of itself": lambda: page(stream(_HELLO).replace(b"/Length %d" % len(_HELLO), b"/Length 4 0 R")),
        "an end that points to itself": lambda: whole[: whole.rindex(b"startxref")] + b"startxref\n0\n%%EOF",
        "a million ends": lambda: whole + b"\nstartxref\n0\n%%EOF" * 300_000,
        "a million objects": lambda: b"%PDF-1.7\n" + b"".join(b"%d 0 obj 0 endobj\n" % at for at in range(300_000)),
        "an object that is itself": lambda: pdf([b"1 0 R", b"2 0 R"]),
        "outlines in a circle": lambda: whole.replace(
            catalogue, b"<</Type/Catalog/Pages 2 0 R/Outlines 1 0 R/First 1 0 R>>"
        ),
        "streams of objects of themselves": lambda: pdf(
            [catalogue, stream(b"2 0 3 0 ", b"/Type/ObjStm/N 999999999/First 8"), b"<</Type/Pages/Kids[2 0 R]>>"]
        ),
        "nested arrays in an object": lambda: page(stream(_HELLO), more=(b"[" * 200_000,), resources=b"/X 6 0 R"),
        "a title of 7 MB": lambda: _with_info(b"(" + b"word " * 1_400_000 + b")"),
        "a title that is the page": lambda: _with_info(b"3 0 R"),
        "laughing metadata": lambda: page(stream(_HELLO), resources=b"/Metadata 6 0 R", more=(stream(_laughs()),)),
    }


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><x>&a11;</x>'.encode()


def _with_trailer(whole: bytes, entries: bytes) -> bytes:
    return whole.replace(b"trailer<</Size 6", b"trailer<<" + entries)


def _with_info(title: bytes) -> bytes:
    whole = page(stream(_HELLO), more=(b"<</Title %s>>" % title,))
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R/Info 6 0 R")


def _of_fonts() -> Bombs:
    def mapped(cmap: bytes) -> bytes:
        font = _FONT.replace(b"/Helvetica", b"/Helvetica/ToUnicode 6 0 R")
        return page(stream(_HELLO), font=font, more=(packed(b"begincmap\n" + cmap + b"\nendcmap"),))

    def drawn(name: bytes, *forms: bytes) -> bytes:
        return page(stream(b"/X0 Do " + _HELLO), resources=b"/XObject<<%s>>" % name, more=forms)

    def form(content: bytes, objects: bytes) -> bytes:
        return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<%s>>>>" % objects)

    doubling = [form(b"/X0 Do /X0 Do", b"/X0 %d 0 R" % (at + 1)) for at in range(6, 40)]
    return {
        "a range of four billion letters": lambda: mapped(b"1 beginbfrange\n<00000000> <FFFFFFFF> <0041>\nendbfrange"),
        "100 ranges of 65,535 letters": lambda: mapped(
            b"100 beginbfrange\n" + b"<0000> <FFFF> <0041>\n" * 100 + b"endbfrange"
        ),
        "100,000 mapped letters": lambda: mapped(b"9 beginbfchar\n" + b"<0041> <0042>\n" * 100_000 + b"endbfchar"),
        "a letter that is a novel": lambda: mapped(b"1 beginbfchar\n<41> <" + b"0041" * 900_000 + b">\nendbfchar"),
        "a form that draws itself": lambda: drawn(b"/X0 6 0 R", form(b"/X0 Do " * 9, b"/X0 6 0 R")),
        "forms that double": lambda: drawn(b"/X0 6 0 R", *doubling),
        "widths without end": lambda: page(
            stream(_HELLO),
            font=_FONT.replace(b">>", b"/FirstChar 0/LastChar 999999999/Widths[" + b"9 " * 99_999 + b"]>>"),
        ),
    }


def _of_places() -> Bombs:
    def placed(matrix: bytes, size: bytes = b"12") -> bytes:
        lines = b"".join(b"1 0 0 1 %s Tm (The kiln is hot %d) Tj " % (matrix, at) for at in range(40))
        return page(stream(b"BT /F1 %s Tf %sET" % (size, lines)))

    return {
        "text at a place far away": lambda: placed(b"999999999999 999999999999"),
        "letters of no size": lambda: placed(b"500 500", b"0.0000000001"),
        "letters of all sizes": lambda: placed(b"1e308 -1e308", b"1e308"),
    }
