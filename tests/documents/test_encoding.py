"""Texts in the encodings that people save: decoded with a note or refused, never garbled in silence."""

from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.errors import EmptyDocument, NotText
from documents.readers.common import Source, decoded

TEXTS = {
    "english": "The café sold 41 million cups in 2024 — “more than ever”, says Zoë Müller. It’s a £3 coffee. ",
    "german": "Die Öfen in Köln kosten 5 Millionen Euro, größer als im Vorjahr; das Geschäft läuft, sagt Frau Jäger. ",
    "french": "L'usine a été rénovée l'année dernière, et les propriétaires préfèrent déjà la deuxième façon. ",
    "polish": "Zażółć gęślą jaźń, cena wzrosła o pięć procent w ubiegłym roku, powiedział właściciel fabryki. ",
    "czech": "Příliš žluťoučký kůň úpěl ďábelské ódy a cena vzrostla o pět procent, řekl ředitel závodu. ",
    "turkish": "Şirket geçen yıl otuz bin araç sattı, dedi müdür; fiyatlar yüzde beş arttı ve işler iyi gidiyor. ",
    "russian": "Завод на реке Волга продал в прошлом году тридцать тысяч машин, сообщил директор завода. ",
    "greek": "Το εργοστάσιο πούλησε τριάντα χιλιάδες αυτοκίνητα πέρυσι, δήλωσε ο διευθυντής της εταιρείας. ",
    "chinese": "该公司去年在市场售出三十万辆汽车，同比增长百分之五，创始人表示价格仍将下降。新车型将于明年上市。",
    "japanese": "この会社は昨年、市場で三十万台の自動車を販売し、前年比で五パーセント増加したと社長が述べた。",
    "korean": "이 회사는 지난해 시장에서 자동차 삼십만 대를 판매했으며 전년 대비 오 퍼센트 증가했다고 밝혔다. ",
}
SAVED = [
    ("english", "cp1252"),
    ("english", "mac_roman"),
    ("english", "utf-16-le"),
    ("english", "utf-16-be"),
    ("english", "utf-32-le"),
    ("german", "latin-1"),
    ("german", "iso8859_15"),
    ("german", "cp850"),
    ("french", "latin-1"),
    ("polish", "cp1250"),
    ("polish", "iso8859_2"),
    ("czech", "iso8859_2"),
    ("turkish", "cp1254"),
    ("russian", "cp1251"),
    ("russian", "koi8_r"),
    ("russian", "utf-16-be"),
    ("greek", "iso8859_7"),
    ("chinese", "gb18030"),
    ("chinese", "utf-16-le"),
    ("japanese", "shift_jis"),
    ("japanese", "euc_jp"),
    ("japanese", "iso2022_jp"),
    ("korean", "cp949"),
    ("korean", "utf-16-be"),
]


def read(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    return decoded(Source("x", "x.txt", data), declared=declared)


@pytest.mark.parametrize(("language", "encoding"), SAVED, ids=[f"{a}-{b}" for a, b in SAVED])
@pytest.mark.parametrize("times", [1, 30])
def test_encodings_that_people_save_are_told_with_a_note(language: str, encoding: str, times: int) -> None:
    text = TEXTS[language] * times
    found, notes = read(text.encode(encoding))
    assert found == text
    assert "which is a guess" in notes[0]


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_one_letter_tells_no_rare_encoding(encoding: str) -> None:
    with pytest.raises(NotText, match="in any encoding that can be told"):
        read(("The owners made a naïve forecast of 12 %. " * 9).encode(encoding))


RUBBISH = {
    "random": lambda chance: chance.randbytes(400),
    "high bytes": lambda chance: bytes(chance.randint(128, 255) for _ in range(400)),
    "random after a mark": lambda chance: b"\xff\xfe" + chance.randbytes(400),
    "random after the other mark": lambda chance: b"\xfe\xff" + chance.randbytes(400),
    "random after the mark of UTF-8": lambda chance: b"\xef\xbb\xbf" + chance.randbytes(400),
    "ASCII after a mark": lambda _: b"\xff\xfe" + b"The kiln is hot, and so it stays. " * 9,
    "the wrong order": lambda _: b"\xff\xfe" + ("The kiln is hot, and so it stays. " * 9).encode("utf-16-be"),
    "signs from everywhere": lambda chance: "".join(chr(chance.randint(33, 0xD7FF)) for _ in range(300)).encode(
        "utf-16-le"
    ),
    "a picture": lambda chance: b"\x89PNG\r\n\x1a\n" + chance.randbytes(400),
    "a PDF": lambda _: b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n",
    "an RTF": lambda _: b"{\\rtf1\\ansi{\\fonttbl\\f0 Helvetica;} The kiln is hot.}",
    "an office file": lambda chance: b"PK\x03\x04" + chance.randbytes(400),
    "zero bytes": lambda _: b"\0" * 400,
    "a text with a zero byte": lambda _: b"The kiln is hot, and so it stays.\0" * 3,
}


@pytest.mark.parametrize("kind", RUBBISH)
def test_rubbish_is_refused(kind: str) -> None:
    chance = random.Random(kind)
    for _ in range(10):
        with pytest.raises(NotText) as caught:
            read(RUBBISH[kind](chance))
        assert caught.value.code == "not-text"


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    text = TEXTS["russian"]
    assert read(text.encode("koi8_r"), "KOI8-R") == (text, ())
    found, notes = read(text.encode("cp1251"), "iso-8859-1")
    assert found == text
    assert notes
    assert read(TEXTS["german"].encode("latin-1"), "utf-8")[0] == TEXTS["german"]
    assert read(TEXTS["german"].encode(), "windows-1252") == (TEXTS["german"], ())


@pytest.mark.parametrize("name", ["unicode_escape", "idna", "punycode", "utf-7", "zlib", "nonsense", "\ud800"])
def test_no_other_codec_is_run_at_a_page_s_request(name: str) -> None:
    assert read(TEXTS["german"].encode("latin-1"), name)[0] == TEXTS["german"]


@given(st.binary(max_size=300))
def test_bytes_are_text_or_refused(data: bytes) -> None:
    with contextlib.suppress(NotText, EmptyDocument):
        read(data)[0].encode("utf-8")
