"""Which encoding a text is saved in: told from the bytes with a note, or refused; never garbled in silence.

Scripts other than Latin are charset-normalizer's, which knows them well. Latin ones differ in a few letters of
a file, too few for its statistics: those are told by the alphabets that use them.
"""

from __future__ import annotations

import codecs
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from documents.readers.scripts import written_in_few_scripts

_DATA = tomllib.loads(Path(__file__).with_name("encoding.toml").read_text(encoding="utf-8"))
_DECLARED: dict[str, str] = _DATA["declared"]
_ALPHABETS = {name: frozenset(letters) for name, letters in _DATA["alphabets"].items()}
_LATIN: tuple[str, ...] = tuple(_DATA["order"])
_OTHERS: list[str] = _DATA["others"]
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_SAMPLE = 64 * 1024  # bytes or characters that are looked at; more does not change the verdict
_MOST_STRANGE = 0.02  # of the characters may be controls, unassigned or private before a file is called binary
_MOST_REPLACED = 0.02  # of the characters may be undecodable where the encoding is known
_MOST_ODD = 0.1  # of the letters and signs beyond ASCII may be foreign to the alphabet of a Latin encoding
_MOST_FOREIGN = 0.3  # the same where the page itself declares the encoding
_MOST_SPECIAL = 0.35  # of the letters of a Latin text are beyond ASCII, even where nearly every word has a mark
_FEWEST_LETTERS = 10  # beyond ASCII, from which an encoding of another script is told; fewer fit several
_CLEARLY_ASCII = 0.9  # of the bytes: no UTF-16, whatever the mark at the start says
_ENOUGH = 32  # bytes from which that is judged
_FEWEST_SPECIAL = 3  # different characters beyond ASCII from which a Latin encoding other than the usual one is told
_SIGNS = frozenset("\u00a0\u00ad‘’‚“”„‹›«»–—…•·¡¿§¶©®™°±²³¹½¼¾€£¥¢×÷†‡‰ªº−¬")
_BETWEEN_LETTERS = frozenset("’‘·\u00ad–—ªº")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and what had to be assumed, one sentence each."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """Return the text that the bytes hold, or None where no encoding gives one with confidence.

    `declared`: the encoding that the file itself names, believed where it fits.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _marked(data[len(bom) :], encoding)
    if b"\x00" in data:
        return _wide(data)
    if b"\x1b$" in data:
        return _told(data, "iso2022_jp")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data, error):
            note = "Some bytes were not valid UTF-8 and are shown as \ufffd."
            return Decoded(data.decode("utf-8", errors="replace"), (note,))
    return _as_declared(data, declared) or _latin(data) or _other_script(data)


def is_text(text: str, *, spare: int = 2) -> bool:
    """Say whether a text has next to no control, unassigned or private characters, `spare` of them for nothing."""
    sample = _sampled(text)
    return sum(map(_is_strange, sample)) <= spare + _MOST_STRANGE * len(sample)


def _is_strange(char: str) -> bool:
    if char <= "\x7e":
        return char < " " and char not in "\n\r\t"
    # Pictures newer than this Python's tables are unassigned to it.
    return unicodedata.category(char) in ("Cc", "Cn", "Co") and not "\U0001f000" <= char <= "\U0001fbff"


def _marked(data: bytes, encoding: str) -> Decoded | None:
    """Decode what begins with a mark of its encoding, unless the bytes are something else."""
    sample = data[:_SAMPLE]
    ascii_bytes = sum(32 <= byte < 127 or byte in b"\r\n\t" for byte in sample)
    if encoding != "utf-8" and len(data) >= _ENOUGH and ascii_bytes > _CLEARLY_ASCII * len(sample):
        return None
    text = data.decode(encoding, errors="replace")
    if text.count("\ufffd") > 1 + _MOST_REPLACED * len(text) or (encoding != "utf-8" and not _is_writing(text)):
        return None
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return Decoded(text, (f"Some bytes were not valid {encoding.upper()} and are shown as \ufffd.",))
    return Decoded(text)


def _wide(data: bytes) -> Decoded | None:
    """Decode text of two or four bytes a character without a mark: it has zero bytes, which no other text has.

    Of the two orders of bytes one gives blanks and line ends, the other mostly rare Han signs.
    """
    found = [told for encoding in _WIDE if (told := _told(data, encoding)) is not None]
    plain = [sum(char <= "\x7e" for char in told.text[:_SAMPLE]) for told in found]
    best = max(plain, default=0)
    return found[plain.index(best)] if best and plain.count(best) == 1 else None


def _told(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if "\x00" in text or not is_text(text, spare=0) or not _is_writing(text):
        return None
    return Decoded(text, (_guess(encoding),))


def _guess(encoding: str) -> str:
    return f"The file is not UTF-8; it was read as {encoding}, which is a guess."


def _is_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Mostly good sequences of several bytes, which no other encoding's text has by chance, and fewer bad ones."""
    sample = data[:_SAMPLE].decode("utf-8", errors="replace")
    bad = sample.count("\ufffd")
    good = sum(ord(char) > 127 for char in sample) - bad
    cut = error.start >= len(data) - 4 and error.end == len(data)
    return good > 0 and (bad * 2 <= good or (cut and bad <= 1))


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    encoding = _DECLARED.get((declared or "").casefold())
    if encoding is None:
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if not is_text(text, spare=0) or not _is_writing(text):
        return None
    if encoding in _LATIN and _odd(text, encoding) > _MOST_FOREIGN:
        return None
    return Decoded(text)


def _latin(data: bytes) -> Decoded | None:
    """Read the bytes in the Latin encoding in whose alphabets they make most sense, if there is one."""
    best: tuple[float, Decoded] | None = None
    for encoding in _LATIN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        odd = _odd(text, encoding)
        if odd <= _MOST_ODD and (best is None or odd < best[0]) and is_text(text, spare=0):
            best = odd, Decoded(text, (_guess(encoding),))
    return best[1] if best else None


def _odd(text: str, encoding: str) -> float:
    """The share of the characters beyond ASCII that a Latin encoding would not have there; 1 where it is another."""
    sample = _sampled(text)
    special = [at for at, char in enumerate(sample) if char > "\x7f"]
    letters = sum(char.isalpha() for char in sample)
    few = encoding != _LATIN[0] and len({sample[at] for at in special}) < _FEWEST_SPECIAL
    if few or sum(sample[at].isalpha() for at in special) > _MOST_SPECIAL * letters:
        return 1.0
    alphabets = (_ALPHABETS[name] for name in _DATA["written_in"][encoding])
    fewest = min(sum(not _is_in_place(sample, at, alphabet) for at in special) for alphabet in alphabets)
    return fewest / max(1, len(special))


def _is_in_place(text: str, at: int, alphabet: frozenset[str]) -> bool:
    """Say whether a character beyond ASCII is a letter of the alphabet inside a word, or a sign outside of one."""
    char = text[at]
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if char.isalpha() and char not in _SIGNS:
        lone = not before.isalpha() and not after.isalpha()
        return char.lower() in alphabet and not (char.isupper() and (lone or before.islower()))
    return char in _SIGNS and (char in _BETWEEN_LETTERS or not (before.isalpha() and after.isalpha()))


def _other_script(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_OTHERS, enable_fallback=False).best()
    if best is None:
        return None
    text = data.decode(best.encoding, errors="replace")
    letters = [char for char in _sampled(text) if char > "\x7f" and char.isalpha()]
    if len(letters) < _FEWEST_LETTERS or sum(char < "\u0250" for char in letters) * 2 > len(letters):
        return None
    if text.count("\ufffd") > _MOST_REPLACED * len(text) or not is_text(text, spare=0) or not _is_writing(text):
        return None
    return Decoded(text, (_guess(best.encoding),))


def _is_writing(text: str) -> bool:
    return written_in_few_scripts(_sampled(text))


def _sampled(text: str) -> str:
    """The beginning, the middle and the end of a long text."""
    if len(text) <= _SAMPLE:
        return text
    third, middle = _SAMPLE // 3, len(text) // 2
    return text[:third] + text[middle : middle + third] + text[-third:]
