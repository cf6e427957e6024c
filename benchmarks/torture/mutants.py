"""Files that were damaged at random, so that each can be made again from its seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

# What trips readers of text, Markdown and HTML; put into files whole and many times.
TOKENS = (
    b"<!--", b"-->", b"<div>", b"</p>", b"<table><tr><td>", b"<script>", b"<p hidden>", b"&#x110000;", b"<![CDATA[",
    b"[", b"![](", b"](", b"**", b"`", b"> ", b"- ", b"1. ", b"| a | b |\n|-|-|\n", b"---\n", b"\t", b"\n\n", b"\r",
    b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xed\xa0\x80", b"\xf0\x9f\x92\xa9", b"\xcc\x81",
    b"9", b"1,", b"1 to ", b"$", b"%", b"5 million ", b"in 2024 ", b"(", b"\xe2\x80\x9c", b"...", b"A.", b"\xc2\xa0",
    b"1e999", b"\xc2\xb2", b"\xd9\xa3", b"\xef\xb7\xba", b"Q1 ", b"between ", b"and a half ", b"up from ", b" - ",
    b"A\xc2\xa0.", b"\xe2\x80\xaf.",
)  # fmt: skip
# What trips readers of PDF.
PDF_TOKENS = (
    b"endstream", b"endobj", b"1 0 obj", b"<<", b">>", b"[", b"]", b"(", b")", b"/Kids[2 0 R]", b"/Length -1",
    b"/Length 99999999999", b"/Filter/LZWDecode", b"/Filter/FlateDecode", b"/Parent 3 0 R", b"trailer", b"startxref",
    b"xref", b"0 65535 f", b"BT", b"ET", b" Tj", b" TJ", b" Do", b"BI ID EI", b"/Type/ObjStm", b"/Type/XRef", b"9" * 40,
    b"-1", b"0.0000001", b"1e308", b"null", b"true", b"%", b"/Encrypt 1 0 R", b"/Count 999999", b"\0", b"\r",
)  # fmt: skip
_MOST_REPEATED = 2000  # times that a piece is repeated in a row
_LONGEST = 400_000  # bytes of a mutant


def mutant(chance: random.Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """Return one of the seeds, damaged once to four times."""
    data = chance.choice(seeds)
    for _ in range(chance.choice((1, 1, 2, 4))):
        data = chance.choice(_WAYS)(chance, data, seeds, tokens)[:_LONGEST]
    return data


def _place(chance: random.Random, data: bytes) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.choice((1, 4, 16, 64, 256, 2048)))


def _flipped(chance: random.Random, data: bytes, *_: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 4, 32))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _overwritten(chance: random.Random, data: bytes, *_: Sequence[bytes]) -> bytes:
    start, end = _place(chance, data)
    return data[:start] + chance.randbytes(end - start) + data[end:]


def _cut_out(chance: random.Random, data: bytes, *_: Sequence[bytes]) -> bytes:
    start, end = _place(chance, data)
    return data[:start] + data[end:]


def _cut_short(chance: random.Random, data: bytes, *_: Sequence[bytes]) -> bytes:
    return data[: chance.randint(0, len(data))]


def _doubled(chance: random.Random, data: bytes, *_: Sequence[bytes]) -> bytes:
    start, end = _place(chance, data)
    return data[:end] + data[start:end] * chance.choice((1, 2, 50)) + data[end:]


def _put_in(chance: random.Random, data: bytes, _: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(tokens) * chance.choice((1, 1, 2, 20, _MOST_REPEATED)) + data[at:]


def _strewn(chance: random.Random, data: bytes, _: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    for _ in range(chance.choice((3, 30))):
        at = chance.randint(0, len(data))
        data = data[:at] + chance.choice(tokens) + data[at:]
    return data


def _spliced(chance: random.Random, data: bytes, seeds: Sequence[bytes], _: Sequence[bytes]) -> bytes:
    other = chance.choice(seeds)
    return data[: chance.randint(0, len(data))] + other[chance.randint(0, len(other)) :]


def saved_otherwise(chance: random.Random, data: bytes) -> bytes:
    """Return a text in another encoding than UTF-8."""
    text = data.decode("utf-8", errors="replace")
    return text.encode(chance.choice(("utf-16", "utf-16-le", "cp1252", "gb18030", "shift_jis", "utf-7")), "replace")


_Way = Callable[[random.Random, bytes, Sequence[bytes], Sequence[bytes]], bytes]
_WAYS: tuple[_Way, ...] = (
    _flipped, _flipped, _overwritten, _cut_out, _cut_short, _doubled, _put_in, _put_in, _strewn, _spliced,
)  # fmt: skip
