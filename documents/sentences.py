"""Where sentences start and end within a block of text.

The splitting is sentencex's; this file mends what it gets wrong (abbreviations, closing quotes, ellipses).
What a block is belongs in `documents.build`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import sentencex  # type: ignore[import-untyped]

from documents.types import Span

_DATA = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
_OPENS = frozenset(_DATA["opens"])
_BEFORE_NUMBER = frozenset(_DATA["before_number"])
_CLOSES = frozenset(_DATA["closes"])
_STARTERS = frozenset(_DATA["starters"])
_CLOSERS = "\"'”’»)]"
_OPENERS = "\"'“‘«(["
_LONGEST_ABBREVIATION = 8
_SEAM = 80  # characters on both sides of a cut that decide whether it stays
_MOST_AT_ONCE = 20_000  # characters given to the segmenter: it is slow on long runs of stops
# Blanks beyond ASCII, which the segmenter gets as plain ones: it takes each for one byte and panics in "A\u00a0.".
_BLANKS = dict.fromkeys(map(ord, "\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"), " ") | dict.fromkeys(
    range(0x2000, 0x200B), " "
)


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of one block; together they cover all that is not white space.

    Example: "It rose 3.5 bn. vs. 2 bn. Then it fell." -> "It rose 3.5 bn. vs. 2 bn.", "Then it fell."
    """
    spans: list[Span] = []
    for piece in _pieces(text):
        if not spans:
            spans.append(piece)
            continue
        last = spans[-1]
        piece = _give_back_closers(text, last, piece)
        last = Span(last.start, piece.start) if text[last.end : piece.start].strip() else last
        spans[-1] = last
        if piece.start >= piece.end:
            continue
        if _belongs_together(text, last, piece):
            spans[-1] = Span(last.start, piece.end)
        else:
            spans.append(piece)
    return tuple(_trimmed(text, span) for span in spans)


def is_abbreviation(word: str) -> bool:
    """Say whether a word with a stop is a known abbreviation. Example: "approx." -> True."""
    bare = word.rstrip(_CLOSERS).casefold()
    return bare.endswith(".") and (bare[:-1] in _OPENS or bare[:-1] in _CLOSES)


def introduces(word: str) -> bool:
    """Say whether something always follows this abbreviation. Example: "St." -> True, "Inc." -> False."""
    bare = word.casefold()
    return bare.endswith(".") and bare[:-1] in _OPENS and bare[:-1] not in _BEFORE_NUMBER


def _pieces(text: str) -> list[Span]:
    """Cut as sentencex does, and again after an ellipsis that ends a sentence."""
    pieces = []
    plain = text.translate(_BLANKS) if not text.isascii() else text
    for chunk in _chunks(text):
        at = chunk.start
        for segment in sentencex.segment("en", chunk.of(plain)):
            if not plain.startswith(segment, at):
                # The segmenter normalised something: the rest stays in one piece rather than at a wrong offset.
                break
            pieces.extend(_after_ellipses(text, Span(at, at + len(segment))))
            at += len(segment)
        if at < chunk.end:
            pieces.append(Span(at, chunk.end))
    return _openers_moved(text, [_trimmed(text, piece) for piece in pieces if piece.of(text).strip()])


def _openers_moved(text: str, pieces: list[Span]) -> list[Span]:
    """An opening quote or bracket at the end of a piece belongs to the next one."""
    moved: list[Span] = []
    start = before = -1
    for piece in pieces:
        first = piece.start if start < 0 else start
        end = piece.end
        while end > piece.start and text[end - 1] in "“‘«([" and piece is not pieces[-1]:
            end -= 1
        if end == piece.start == before:  # what was moved here is openers, too, and is not looked at again
            end = first
        before = piece.end
        start = end if end < piece.end else -1
        if text[first:end].strip():
            moved.append(_trimmed(text, Span(first, end)))
        else:
            start = first
    return moved


def _chunks(text: str) -> list[Span]:
    """Cut a very long block behind a stop, else at a blank, else anywhere."""
    chunks = []
    start = 0
    while len(text) - start > _MOST_AT_ONCE:
        limit = start + _MOST_AT_ONCE
        end = max(text.rfind(stop, start, limit) + 2 for stop in (". ", "? ", "! "))
        end = end if end > start + 2 else text.rfind(" ", start, limit) + 1
        end = end if end > start else limit
        chunks.append(Span(start, end))
        start = end
    return [*chunks, Span(start, len(text))]


def _after_ellipses(text: str, span: Span) -> list[Span]:
    cuts = [span.start]
    at = text.find("… ", span.start, span.end)
    while at >= 0:
        if at + 2 < span.end and text[at + 2].isupper():
            cuts.append(at + 2)
        at = text.find("… ", at + 2, span.end)
    return [Span(start, end) for start, end in zip(cuts, [*cuts[1:], span.end], strict=True)]


def _give_back_closers(text: str, last: Span, piece: Span) -> Span:
    """Closing quotes and brackets at the start of a piece belong to the sentence before it."""
    start = piece.start
    while start < piece.end and text[start] in _CLOSERS:
        if text[start] in "\"'" and (
            text[start - 1].isspace() or not text.count(text[start], last.start, last.end) % 2
        ):
            break
        start += 1
    if start > piece.start:
        while start < piece.end and text[start].isspace():
            start += 1
    return Span(start, piece.end)


def _belongs_together(text: str, before: Span, after: Span) -> bool:
    # Only the seam is looked at: copying whole sentences would make long blocks quadratic.
    last = text[max(before.start, before.end - _SEAM) : before.end]
    following = text[after.start : min(after.end, after.start + _SEAM)]
    if "\n\n" in text[before.end : after.start]:
        return False
    first = following.lstrip(_OPENERS + " ")[:1]
    if not first:
        return True
    word = _last_word(last)
    if word in _CLOSES:
        start = following.split(None, 1)[0].strip(_OPENERS + _CLOSERS + ",.;:").casefold()
        return not (first.isupper() and start in _STARTERS) and not (
            first.isupper() and len(word) > 1 and "." not in word
        )
    if word in _OPENS:
        return word not in _BEFORE_NUMBER or first.isdigit()
    if len(word) == 1 and word.isalpha() and last[-2:-1].isupper():
        return first.isupper() and len(following.split(None, 1)[0]) <= 2
    return _continues(text[before.start : before.start + _SEAM], following)


def _continues(start: str, following: str) -> bool:
    """A lower-case start goes on with the sentence, unless this writer starts sentences so ("iPads sell")."""
    opening = following.split(None, 1)[0]
    bare = opening.lstrip(_OPENERS)
    if not bare[:1].islower() or any(char.isupper() or char.isdigit() for char in bare):
        return False
    return not start.lstrip(_OPENERS)[:1].islower()


def _last_word(sentence: str) -> str:
    """The word before a final stop, in lower case; "" where the sentence does not end in a stop."""
    if not sentence.endswith("."):
        return ""
    tail = sentence[-_LONGEST_ABBREVIATION - 2 : -1]
    words = tail.split()
    return words[-1].lstrip(_OPENERS).casefold() if words else ""


def _trimmed(text: str, span: Span) -> Span:
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, span.start + len(piece.rstrip())) if piece.strip() else Span(span.start, span.start)
