"""Title, author, date, publisher and address of a web page, from what the page says about itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from documents.build import About
from documents.readers.html_walk import visible_text
from documents.structure_meta import byline, iso_date

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_JSON = 500_000  # characters of one block of linked data
_DEEPEST_JSON = 6
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author", "sailthru.author")
_DATES = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "citation_publication_date",
    "parsely-pub-date",
    "pubdate",
    "publish-date",
    "sailthru.date",
)
_SITE = re.compile(r"\s+[|·–—-]\s+[^|·–—]{2,60}$")
_ARTICLE_KINDS = ("Article", "NewsArticle", "BlogPosting", "Report", "ScholarlyArticle", "TechArticle", "WebPage")


def page_about(page: _Element, main: _Element) -> About:
    """Return what the page says about its article; what it does not say stays empty."""
    fields = _meta(page)
    linked = _linked(page)
    title = _first(fields, _TITLES) or linked.get("headline") or _heading(page, main)
    site = fields.get("og:site_name", "")
    if site:
        title = re.sub(rf"\s+[|·–—-]\s+{re.escape(site)}$", "", title)
    published = iso_date(_first(fields, _DATES) or "") or iso_date(linked.get("datePublished", "")) or _time(page, main)
    author = next((name for key in _AUTHORS if _is_name(name := fields.get(key, ""))), None)
    author = author or linked.get("author") or _byline(page)
    url = next(iter(page.xpath("//link[@rel='canonical']/@href")), None) or fields.get("og:url")
    url = str(url).strip() if url and str(url).strip().startswith(("http://", "https://")) else None
    publisher = site if _is_name(site) else linked.get("publisher")
    return About(" ".join(title.split()), url, published, _one_line(author), _one_line(publisher))


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _meta(page: _Element) -> dict[str, str]:
    fields: dict[str, str] = {}
    for element in page.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            fields.setdefault(name.casefold(), content)
    return fields


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str:
    return next((fields[name] for name in names if fields.get(name)), "")


def _heading(page: _Element, main: _Element) -> str:
    """The only outermost heading, else the page's own title without the name of the site."""
    for place in (main, page):
        heads = [text for head in place.iter("h1") if (text := visible_text(head))]
        if len(heads) == 1:
            return heads[0].rstrip(" ¶§#")
    title = next((text for element in page.iter("title") if (text := "".join(element.itertext()).strip())), "")
    return _SITE.sub("", " ".join(title.split()))


def _time(page: _Element, main: _Element) -> str | None:
    for place in (main, page):
        for element in place.iter("time"):
            date = iso_date(element.get("datetime") or visible_text(element))
            if date:
                return date
    return None


def _byline(page: _Element) -> str | None:
    for element in page.xpath("//*[@rel='author' or @itemprop='author' or contains(@class, 'author')]")[:5]:
        text = visible_text(element)
        if _is_name(text) and len(text.split()) <= 5:
            return byline(text) or text
    for element in page.xpath("//*[contains(@class, 'byline')]")[:3]:
        if name := byline(visible_text(element)):
            return name
    return None


def _is_name(text: str) -> bool:
    return bool(text) and len(text) <= 120 and "://" not in text and not text.startswith("@")


def _linked(page: _Element) -> dict[str, str]:
    """Headline, date, author and publisher from linked data (JSON-LD) about an article."""
    for element in page.xpath("//script[@type='application/ld+json']")[:10]:
        text = "".join(element.itertext())
        if len(text) > _LONGEST_JSON:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data, 0):
            kinds = thing.get("@type")
            if any(kind in _ARTICLE_KINDS for kind in (kinds if isinstance(kinds, list) else [kinds])):
                stated = {key: thing.get(key) for key in ("headline", "datePublished")}
                fields = {key: value for key, value in stated.items() if isinstance(value, str)}
                named = {key: ", ".join(_names(thing.get(key))) for key in ("author", "publisher")}
                return fields | {key: names for key, names in named.items() if names}
    return {}


def _things(data: object, depth: int) -> Iterator[dict[str, object]]:
    if depth > _DEEPEST_JSON:
        return
    if isinstance(data, dict):
        yield data
        yield from _things(data.get("@graph", []), depth + 1)
    elif isinstance(data, list):
        for part in data:
            yield from _things(part, depth + 1)


def _names(author: object) -> list[str]:
    if isinstance(author, list):
        return [name for part in author[:10] for name in _names(part)]
    if isinstance(author, dict):
        author = author.get("name")
    return [author.strip()] if isinstance(author, str) and _is_name(author.strip()) else []
