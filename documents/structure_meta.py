"""Author and date where an article states them in its own text, near its top."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from documents.build import About, Raw

_DATA = tomllib.loads(Path(__file__).with_name("dates.toml").read_text(encoding="utf-8"))
_MONTHS: dict[str, int] = {name: number for number, names in enumerate(_DATA["months"], 1) for name in names}
_TOP = 8  # blocks from the start in which a byline or a date line may stand
_FEW = 3  # words before a date: "Research note dated"
_LONGEST = 160  # characters of such a line

_DATE = re.compile(
    r"(?P<iso>\b\d{4}-\d{2}-\d{2})|(?P<day>\b\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<month>[^\W\d_]{3,10})\.?,?\s+(?P<year>\d{4})\b"
    r"|\b(?P<month2>[^\W\d_]{3,10})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4})\b"
)
_DATED = re.compile(r"(?:published|posted|updated|last updated|date|issued|released)(?:\s+on)?\s*:?\s*", re.IGNORECASE)
_BYLINE = re.compile(r"(?:written\s+by|by|authors?\s*:|author)\s*:?\s+(?P<names>.+)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){0,5}$")
_SEPARATOR = re.compile(r"\s*(?:[|•·]|\s[–—-]\s)\s*|\.\s+(?=[Bb]y\s)")
_TITLE = re.compile(r"[A-Z][\w'’&-]*(?:\s[\w'’&-]+){0,5},$")


def stated(text: str, raws: Sequence[Raw], about: About) -> About:
    """Return what is known of the article, completed by a byline and a date line near its top."""
    author, published = about.author, about.published
    for raw in raws[:_TOP]:
        line = raw.span.of(text)
        if raw.kind not in ("paragraph", "heading") or len(line) > _LONGEST:
            continue
        for part in _SEPARATOR.split(" ".join(line.split())):
            author = author or byline(part)
            published = published or date_line(part)
    return replace(about, author=author, published=published)


def is_about_line(text: str) -> bool:
    """Say whether a line is only a byline, a date, or both."""
    parts = _SEPARATOR.split(text)
    return len(text) <= _LONGEST and any(byline(part) or date_line(part) for part in parts)


def byline(text: str) -> str | None:
    """Return the names in a byline. Example: "By Jane Doe" -> "Jane Doe"."""
    match = _BYLINE.match(text.strip())
    if match is None:
        return None
    names = re.split(r"\s+on\s+(?=[A-Z0-9])|,\s+(?=\d|[A-Z][a-z]+ \d)", match.group("names"))[0].strip(" .,;")
    parts = [part for part in re.split(r",\s*|\s+and\s+|\s*&\s*", names) if part]
    real = all(
        _NAME.match(part)
        and all(
            word[0].isupper() or word in ("de", "van", "von", "der", "den", "al", "bin", "da", "di", "la", "le", "du")
            for word in part.split()
        )
        for part in parts
    )
    return names if parts and real else None


def date_line(text: str) -> str | None:
    """Return the date of a line that is only a date, as ISO 8601. Example: "Published: 12 March 2024"."""
    line = _DATED.sub("", text.strip(), count=1) if _DATED.match(text.strip()) else text.strip()
    match = _DATE.search(line)
    if match is None:
        return None
    if line[: match.start()].lower().split()[-1:] == ["dated"] and len(line[: match.start()].split()) <= _FEW:
        return iso_date(match.group(0))  # "Note dated 3 May 2024. Analyst: ..."
    rest = (line[: match.start()] + line[match.end() :]).strip(" .,()")
    plain = len(rest.split()) <= 2 or _BYLINE.match(rest) or _headed(line[: match.start()], line[match.end() :])
    return iso_date(match.group(0)) if plain else None


def _headed(before: str, after: str) -> bool:
    """Say whether only a title stands before a date: "The Evening Gazette, 17 March 2025"."""
    title = _TITLE.match(before.strip())
    small = ("of", "the", "and", "in", "on", "for", "a", "de", "la")
    capital = title is not None and all(w[0].isupper() or w in small for w in before.replace("&", "and").split())
    return capital and not after.strip(" .()")


def iso_date(text: str) -> str | None:
    """Return the first date in the text as YYYY-MM-DD, or None. Example: "March 5, 2024" -> "2024-03-05"."""
    match = _DATE.search(text)
    if match is None:
        return None
    if match.group("iso"):
        year, month, day = (int(part) for part in match.group("iso").split("-"))
    else:
        name = (match.group("month") or match.group("month2")).casefold()
        month = _MONTHS.get(name, 0)
        day, year = int(match.group("day") or match.group("day2")), int(match.group("year") or match.group("year2"))
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None
