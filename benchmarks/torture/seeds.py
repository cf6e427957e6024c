"""Whole files that are damaged afterwards: articles about nothing in particular, in each format that is read."""

from __future__ import annotations

from pathlib import Path

from benchmarks.torture.pdf_bombs import packed, page, pdf, stream

_FOLDER = Path(__file__).parents[2] / "documents" / "articles"
_TEXT = """The Harbour Mills

In 2023 the Larkby mill ground 41,300 tonnes of oats, 12% more than a year earlier. Its owner paid between £2.1 million
and £2.4 million for a second pair of stones. "We waited 9 to 11 weeks for them," says Nell Orrin, who runs it.

What It Cost

- Larkby: It took 44 days to grind its first 5,000 tonnes.
- Stowe: It needed about two months for the same.

Mill | 2022 | 2023
Larkby | 36,900 t | 41,300 t
Stowe | 38,000 t | 37,100 t

Margins fell by 1.5 percentage points to 8%, because one in five ships came late. Nobody minded at the time.
"""
_MARKDOWN = """---
title: The Harbour Mills
date: 2024-02-03
author: Nell Orrin
---

# The Harbour Mills

In **2023** the [Larkby](https://mills.example/larkby) mill ground *41,300 tonnes* of oats, 12% more than in
2022.

> "We waited 9 to 11 weeks for them," says Nell Orrin.

## What It Cost

1. Larkby: it took `44 days`.
2. Stowe: about two months.
   - in May ![a mill](mill.png)

| Mill | 2022 | 2023 |
|---|--:|--:|
| Larkby | 36,900 | 41,300 |
| Stowe | 38,000 | 37,100 |
"""
_PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>The Harbour Mills | Mills Weekly</title>
<meta property="og:site_name" content="Mills Weekly"><meta name="author" content="Nell Orrin">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"The Harbour Mills","author":[{"name":"N. O."}]}
</script><style>p{color:red}</style></head><body><nav><a href="/">Home</a></nav><article><h1>The Harbour Mills</h1>
<p>In 2023 the <em>Larkby</em> mill ground 41,300 tonnes of oats, 12% more than a year earlier<sup>1</sup>.</p>
<h2>What It Cost</h2><ul><li><strong>Larkby.</strong> It took 44 days.</li><li>Stowe: It needed two months.<ol><li>in
May</ol></li></ul><table><thead><tr><th rowspan=2>Mill</th><th colspan=2>Tonnes</th></tr><tr><th>2022</th><th>2023</th>
</tr></thead><tr><td>Larkby</td><td>36,900</td><td>41,300</td></tr></table><dl><dt>Owner</dt><dd>Orrin</dd></dl>
<p hidden>secret</p><div class="share-bar">Share this</div></article><footer>Imprint</footer></body></html>
"""
_LINES = ("In 2023 the Larkby mill ground 41,300 tonnes of oats,", "12% more than a year earlier.", "Nobody minded.")


def text_seeds() -> dict[str, list[bytes]]:
    """Seeds by suffix; the edition that ships is among them."""
    shipped = [path.read_bytes() for path in sorted(_FOLDER.glob("*.md"))]
    return {
        "txt": [_TEXT.encode(), *(text[:20_000] for text in shipped)],
        "md": [_MARKDOWN.encode(), *(text[:20_000] for text in shipped)],
        "html": [_PAGE.encode(), _PAGE.replace("article", "div").encode()],
    }


def pdf_seeds() -> list[bytes]:
    """PDF files of several makes: plain, packed, with a form, with a map of letters, with an incremental update."""
    content = b"BT /F1 12 Tf 72 700 Td 14 TL " + b"".join(b"(%s) Tj T* " % line.encode() for line in _LINES) + b"ET\n"
    cells = b"".join(
        b"BT /F1 11 Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n" % (72 + 140 * column, 500 - 16 * row, cell)
        for row, cells in enumerate(
            ((b"Mill", b"2022", b"2023"), (b"Larkby", b"36,900", b"41,300"), (b"Stowe", b"1", b"2"))
        )
        for column, cell in enumerate(cells)
    )
    form = stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>")
    letters = packed(b"begincmap\n1 beginbfrange\n<20> <7E> <0020>\nendbfrange\nendcmap")
    mapped = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/FirstChar 32/Widths[500 500 600]/ToUnicode 6 0 R>>"
    plain = page(stream(content + cells))
    return [
        plain,
        page(packed(content * 3 + cells)),
        page(stream(b"q 1 0 0 1 9 9 cm /X0 Do Q"), resources=b"/XObject<</X0 6 0 R>>", more=(form,)),
        page(packed(content), font=mapped, more=(letters,)),
        _updated(plain, stream(content)),
        _of_pages(content),
        _objects_in_a_stream(content),
    ]


def _of_pages(content: bytes) -> bytes:
    """A file of twelve pages, each with its content, with a title and an outline."""
    contents = [packed(content + b"BT /F1 8 Tf 300 20 Td (%d) Tj ET" % (at + 1)) for at in range(12)]
    kids = b" ".join(b"%d 0 R" % (6 + at) for at in range(12))
    ones = [
        b"<</Type/Page/Parent 2 0 R/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>" % (18 + at) for at in range(12)
    ]
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count 12/MediaBox[0 0 600 800]>>" % kids,
            b"<</Type/Font/Subtype/TrueType/BaseFont/Arial-BoldMT/Encoding/WinAnsiEncoding>>",
            b"<</Type/Outlines/First 5 0 R/Last 5 0 R/Count 1>>",
            b"<</Title(What It Cost)/Parent 4 0 R/Dest[6 0 R/Fit]>>",
            *ones,
            *contents,
        ],
        trailer=b"<</Size 30/Root 1 0 R/Info<</Title(The Harbour Mills)/Author(Nell Orrin)>>>>",
    )


def _updated(plain: bytes, body: bytes) -> bytes:
    """A file whose fourth object was replaced by an update at its end."""
    before = plain.rindex(b"xref\n0")
    table = len(plain) + len(b"\n4 0 obj\n") + len(body) + len(b"\nendobj\n")
    end = b"trailer<</Size 6/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF" % (before, table)
    return plain + b"\n4 0 obj\n%s\nendobj\nxref\n4 1\n%010d 00000 n \n%s" % (body, len(plain) + 1, end)


def _objects_in_a_stream(content: bytes) -> bytes:
    """A file as newer programs write it: objects inside a packed stream, found through another one."""
    inner = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
    head = b"1 0 2 %d " % (len(inner[0]) + 1)
    page_of = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    out, offsets = b"%PDF-1.7\n", {}
    bodies = {
        3: page_of,
        4: packed(content),
        5: font,
        6: stream(head + b" ".join(inner), b"/Type/ObjStm/N 2/First %d" % len(head)),
    }
    for number, body in bodies.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = [(0, 0, 0), (2, 6, 0), (2, 6, 1), *((1, offsets[number], 0) for number in bodies), (1, len(out), 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([at]) for kind, place, at in rows)
    return out + b"7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (
        stream(table, b"/Type/XRef/Size 8/W[1 4 1]/Root 1 0 R"),
        len(out),
    )
