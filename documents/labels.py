"""Tests on one short piece of text: is it a label, does it read like a heading, is it a caption.

Pure functions over strings; where such pieces stand in a text belongs in the structure files.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_DATA = tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))
_CLAUSE = frozenset(_DATA["clause"])
_SMALL = frozenset(_DATA["small"])
_OPEN = frozenset(_DATA["open"])
_CREDITS = frozenset(_DATA["credits"])

_LONGEST_LABEL = 70  # characters before the colon
_LABEL_WORDS = {True: 7, False: 4}  # for items, for paragraphs: there a colon is more often mid-sentence
_LONGEST_HEADING = 160  # characters
_HEADING_WORDS = 22  # in title case
_PLAIN_HEADING_WORDS = 11  # in sentence case: longer ones are sentences that lost their stop
_COLON = re.compile(r":(?=\s)")
_DASH = re.compile(r"\s[–—-]\s")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s")
_STRIP = "\"'“”‘’()[]{},;:.!?…«»*_#"


def label_of(text: str, *, item: bool) -> str | None:
    """Return the label that a block of text opens with, or None.

    Example: "Rotterdam: It handled 14 million containers." -> "Rotterdam"
    """
    head = text[: _LONGEST_LABEL + 2]
    match = _COLON.search(head)
    if match and text[match.end() :].strip() and is_label(head[: match.start()], item=item):
        return " ".join(head[: match.start()].split()).strip("*_ ")
    if item:
        match = _DASH.search(head)
        if match and text[match.end() :].strip() and is_title_case(head[: match.start()]):
            return label_of(head[: match.start()] + ": x", item=False)
    return None


def bold_label(bold: str, rest: str) -> str | None:
    """Return the label that bold words at the start of a block are, or None.

    Example: "Pay fast.", " Members used to wait" -> "Pay fast"
    """
    set_apart = bold.rstrip().endswith((".", ":")) or rest.lstrip()[:1] in (":", "–", "—")
    words = bold.strip(" .:*_").split()
    return " ".join(words) if set_apart and rest.strip(" .:–—") and 0 < len(words) <= _LABEL_WORDS[True] else None


def is_label(head: str, *, item: bool) -> bool:
    """Say whether the words before a colon name what follows rather than begin a clause."""
    words = head.split()
    if not words or len(words) > _LABEL_WORDS[item] or _SENTENCE_END.search(head + " ") or "\n\n" in head:
        return False
    if not _starts_like_a_heading(head) or any(word.strip(_STRIP).casefold() in _CLAUSE for word in words):
        return False
    if head.count('"') % 2 or head.count("(") != head.count(")"):
        return False
    return item or len(words) == 1 or is_title_case(head) or len(words) <= 2


def reads_like_heading(text: str) -> bool:
    """Say whether a line standing alone could be a heading: short, no final stop, titled or a few words."""
    words = text.split()
    if not words or len(text) > _LONGEST_HEADING or len(words) > _HEADING_WORDS:
        return False
    if not any(char.isalpha() for char in text) or not _starts_like_a_heading(text):
        return False
    bare = text.rstrip("\"'”’)]")
    if not bare or bare[-1] in ".,;…–—-*" or _looks_like_address(text) or is_credit(text):
        return False
    if "|" in text or "\t" in text or ends_open(text):
        return False
    if is_title_case(text):
        return True
    if bare[-1] in "?!:" or _SENTENCE_END.search(text):
        return False
    return len(words) <= _PLAIN_HEADING_WORDS


def ends_open(text: str) -> bool:
    """Say whether something has to follow: the text ends in a comma or in a small word such as "from"."""
    if text.endswith((",", ";")):
        return True
    word = text.rsplit(None, 1)[-1] if text else ""
    return word.isalpha() and word.islower() and word in _OPEN


def is_title_case(text: str) -> bool:
    """Say whether the longer words start with a capital or a digit, as in a title or an all-capitals line."""
    words = [word for part in text.split() if (word := part.strip(_STRIP + "-–—/&"))]
    long = [word for word in words if word.casefold() not in _SMALL]
    if not long:
        return bool(words) and words[0][:1].isupper()
    small = [word for word in long if word[0].islower() and not any(char.isupper() for char in word)]
    return len(small) * 5 <= len(long) - 1 if len(long) > 1 else not small


def is_credit(text: str) -> bool:
    """Say whether a line is a caption, a credit or a field of a form ("Photo: agency", "Figure 3: ...")."""
    head = text.split(":", 1)[0] if ":" in text[:40] else ""
    words = head.casefold().split()
    return bool(words) and (words[0].strip(".") in _CREDITS or head.casefold().strip() in _CREDITS) and len(words) <= 3


def _starts_like_a_heading(text: str) -> bool:
    first = text.lstrip("\"'“‘«([#*_$€£¥¿¡ ")[:1]
    return first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())


def _looks_like_address(text: str) -> bool:
    words = text.split()
    return any("@" in word or "://" in word or word.startswith("www.") for word in words)
