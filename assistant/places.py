"""Places by which a question narrows what it asks for, and whether a figure is told of them.

How many shops a chain has in one country is not told by how many it has. A figure is of a place where its own clause,
its row, column or heading names it, or where the whole article is about that place and names no other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from assistant.corpus import Corpus
from assistant.splitting import REST
from assistant.types import Focus, Question
from assistant.words import Token, fold, stems, tokens, vocabulary
from documents.figures.types import Figure
from documents.figures.vocabulary import words
from documents.types import Document, Sentence, Span

_LONGEST = 3  # words of a country's name
_BACK = 2  # sentences of its paragraph that may tell where a figure is
_WITHIN = frozenset(("in", "across", "throughout", "within", "inside", "around"))
_ARTICLES = frozenset(("the", "all", "mainland", "continental"))
_ONE = (["the"], ["a"], ["an"], ["this"], ["that"])
_OUT_OF = re.compile(r"\b(?:from|of|outside|beyond|than)(?: the)? $")
_NAMED_OF = re.compile(r"[A-Z][\w-]* (?:from|of)(?: the)? $")
_LEAVING = re.compile(r"\b(?:left|leave|leaves|leaving|departed|bound|heading|headed|made|sailed) for(?: the)? $")
_POINTS_BACK = re.compile(r"\b(?:there|here|that country|that market|that city|the country|the city)\b")
_SURE = 3  # times that an article on one country says of something that it is there
_EVERYWHERE = re.compile(r"\b(?:worldwide|world-wide|global|globally|around the world|across the world)\b")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text: how it is told and where it stands."""

    name: str
    start: int
    end: int
    described: bool = False  # whether it is only said of somebody: "the Danish maker", "the maker from Denmark"


def every_place(question: Question, corpus: Corpus) -> tuple[str, ...]:
    """Return all places in which something is asked."""
    asked = question.standalone
    found = [p for p in _places(asked, corpus) if not p.described and _narrows(asked, p)]
    return tuple(dict.fromkeys(p.name for p in found))


def asked_places(question: Question, focus: Focus, corpus: Corpus) -> tuple[tuple[str, ...], Focus]:
    """Return the places in which something is asked of a focus, "in Denmark", "Danish sales", and the rest of it."""
    asked = question.standalone
    found = [] if focus.anchors else [p for p in _places(asked, corpus) if not p.described and _narrows(asked, p)]
    if focus.side or question.foci:  # a place that tells one side from the other narrows that side alone
        own = {t.stem for t in focus.terms} | {s for name in focus.names for s in stems(name)}
        found = [p for p in found if own.issuperset(stems(asked[p.start : p.end]))]
        found = found if focus.side or len(found) < 2 else []
    if not found:
        return (), focus
    told = {s for p in found for s in stems(asked[p.start : p.end])}
    places = tuple(dict.fromkeys(p.name for p in found))
    rest = replace(
        focus,
        terms=tuple(t for t in focus.terms if t.stem not in told),
        own=tuple(t for t in focus.own if t.stem not in told),
        names=tuple(name for name in focus.names if name not in places and not told.issuperset(stems(name))),
    )
    return places, rest


def in_place_of(place: str, figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure is told of a place."""
    told: frozenset[str] | None = corpus.once(_told_of, figure)
    if told is not None:
        return place in told
    everywhere = _EVERYWHERE.search(fold(corpus.text(figure.document, figure.sentence))) is not None
    return not everywhere and _all_about(place, figure.document, corpus)


def names_place(place: str, document: str, sentence: int, corpus: Corpus) -> bool:
    """Say whether a sentence without figures is told of a place."""
    return place in _names((corpus.text(document, sentence),), corpus) or _all_about(place, document, corpus)


def _narrows(text: str, place: Place) -> bool:
    """Say whether a place tells where: "in Denmark", "Danish shops"; "Denmark's" owner is asked of as one."""
    before = [fold(t.text) for t in tokens(text[: place.start])]
    led = [word for word in before if word not in _ARTICLES]
    if led and led[-1] in _WITHIN:
        return True
    following = re.match(r" ([a-z]+)", text[place.end :])
    if following is None or not _adjective(text[place.start : place.end]):
        return False
    return following[1] == "market" or before[-1:] not in _ONE  # "the Danish plant" is one that is told of elsewhere


def _told_of(figure: Figure, corpus: Corpus) -> frozenset[str] | None:
    """Return the places of which a figure is told, None where only the article as a whole can tell."""
    article = corpus.documents[figure.document]
    sentence = article.sentences[figure.sentence]
    block = article.blocks[sentence.block]
    lead = article.quote(article.blocks[block.lead].span) if block.lead is not None else None
    called = (figure.row, figure.column, figure.group, figure.metric, block.label)
    headed = (*article.sections[sentence.section].path, lead)
    near = _names(called, corpus) | (frozenset() if figure.column is not None else _clause(figure, article, corpus))
    owners = _names((figure.subject, *figure.subjects), corpus)
    if near or owners:
        return near | owners | (_names(headed, corpus) if figure.column is not None or not near else frozenset())
    above = _names(headed, corpus)
    if figure.column is not None:
        return above or None
    return _before(sentence, figure, article, corpus) | above or None


def _names(texts: Sequence[str | None], corpus: Corpus) -> frozenset[str]:
    return frozenset(p.name for text in texts if text for p in _places(text, corpus) if not p.described)


def _clause(figure: Figure, article: Document, corpus: Corpus) -> frozenset[str]:
    """Return the places that a figure's clause names, else its sentence; of several figures each has its own."""
    sentence = article.sentences[figure.sentence].span
    text = article.quote(sentence)
    found = [p for p in _places(text, corpus) if not p.described]
    rest = REST.search(fold(text))
    if rest is not None and figure.quantity.span.start < sentence.start + rest.start():
        found = [p for p in found if p.start < rest.start()]  # "40 in Ulm and the rest in Basel"
    if not found:
        return frozenset()
    here = corpus.by_sentence.get((figure.document, figure.sentence), ())
    spans = sorted({f.quantity.span for f in here} | {figure.quantity.span})
    if len(spans) > 1 and len({p.name for p in found}) > 1:
        own = _stretch(figure.quantity.span, spans, sentence, found)
        return frozenset(p.name for p in found if own.start <= sentence.start + p.start < own.end)
    clause = figure.clause
    within = [p for p in found if clause and clause.start <= sentence.start + p.start < clause.end]
    before = [p for p in found if not clause or sentence.start + p.start < clause.end]  # what comes after is elsewhere
    return frozenset(p.name for p in within or before)


def _stretch(own: Span, spans: list[Span], sentence: Span, found: list[Place]) -> Span:
    """Return the part of a sentence that tells where a figure of several is: "340 in Lyon, 190 in Nice", or before."""
    at = spans.index(own)
    if sentence.start + found[0].start < spans[0].start:  # "In Lyon it has 340, in Nice 190"
        return Span(spans[at - 1].end if at else sentence.start, own.start)
    return Span(own.end, spans[at + 1].start if at + 1 < len(spans) else sentence.end)


def _before(sentence: Sentence, figure: Figure, article: Document, corpus: Corpus) -> frozenset[str]:
    """Return the places of a sentence before that opens with one, or that this one points back to."""
    points = _POINTS_BACK.search(fold(article.quote(sentence.span))) is not None
    for position in range(figure.sentence - 1, max(-1, figure.sentence - 1 - _BACK), -1):
        earlier = article.sentences[position]
        if earlier.block != sentence.block:
            break
        found = [p for p in _places(article.quote(earlier.span), corpus) if not p.described]
        if found:
            opens = fold(article.quote(earlier.span)[: found[0].start]).split()
            opened = bool(opens) and opens[0] in _WITHIN and len(opens) <= 2 and len({p.name for p in found}) == 1
            return frozenset(p.name for p in found) if points or opened else frozenset()
    return frozenset()


def _all_about(place: str, document: str, corpus: Corpus) -> bool:
    """Say whether a whole article is about a place: its title names it, or all is there, and it names no other."""
    titled, counts = corpus.once(_spoken_of, document)
    rivals = [name for name in counts if name != place and (name in _canonical().values()) == _is_country(place)]
    if place in titled:
        return not any(name in titled for name in rivals)
    return bool(counts[place] >= _SURE and not rivals)


def _spoken_of(document: str, corpus: Corpus) -> tuple[frozenset[str], Counter[str]]:
    """Return the places in an article's title, and how often it says of something that it is in a place."""
    article = corpus.documents[document]
    counts: Counter[str] = Counter()
    for sentence in article.sentences:
        text = article.quote(sentence.span)
        for place in _places(text, corpus):
            counts[place.name] += _narrows(text, place) and not place.described
    titled = frozenset(p.name for p in _places(article.title, corpus) if not _of_somebody(article.title, p.end))
    return titled, counts


def _places(text: str, corpus: Corpus) -> tuple[Place, ...]:
    """Return the places in a text: countries, and the names that the articles use as places, in order."""
    known = _own_places(corpus)
    countries = countries_in(text)
    named = [
        Place(m.name, m.start, m.end, _describes(text, m.start, m.end))
        for m in corpus.lexicon.mentions(text)
        if m.name in known and not any(c.start < m.end and m.start < c.end for c in countries)
    ]
    return tuple(sorted((*countries, *named), key=lambda p: p.start))


def _own_places(corpus: Corpus) -> frozenset[str]:
    return frozenset(name for document in corpus.documents for name in corpus.named(document).places)


@lru_cache(maxsize=16384)
def countries_in(text: str) -> tuple[Place, ...]:
    """Return the countries and continents that a text names or describes by, in order."""
    read = tokens(text)
    found: list[Place] = []
    at = 0
    while at < len(read):
        size, name = _country_at(read, at)
        if size:
            start, end = read[at].start, read[at + size - 1].end
            found.append(Place(name, start, end, _describes(text, start, end)))
        at += size or 1
    return tuple(found)


def _country_at(read: Sequence[Token], at: int) -> tuple[int, str]:
    for size in range(min(_LONGEST, len(read) - at), 0, -1):
        name = _canonical().get(" ".join(fold(t.text) for t in read[at : at + size]))
        if name is not None and (size > 1 or _reads_as_country(read[at])):
            return size, name
    return 0, ""


def _reads_as_country(word: Token) -> bool:
    """Say whether a word is no pronoun, bird or verb in lower case: "us", "turkey", "polish"."""
    return word.text[:1].isupper() or fold(word.text) not in _WORDS_TOO


_WORDS_TOO = frozenset(("us", "turkey", "polish", "china", "jordan", "chile"))


def _describes(text: str, start: int, end: int) -> bool:
    """Say whether a place only says whose, whence or whither somebody is: "the Danish maker", "Acme of Denmark"."""
    origin = _OUT_OF.search(fold(text[:start])) is not None and _NAMED_OF.search(text[:start]) is not None
    return _of_somebody(text, end) or origin or _LEAVING.search(fold(text[:start])) is not None


def _of_somebody(text: str, end: int) -> bool:
    following = [fold(t.text) for t in tokens(text[end : end + 60])[:2]]
    firms = words("firms", name="names") | _describable()
    return text[end : end + 1] == " " and any(word in firms or word.rstrip("s") in firms for word in following)


@cache
def _describable() -> frozenset[str]:
    return frozenset(vocabulary("countries")["described"]["words"])


@cache
def _canonical() -> dict[str, str]:
    """Return each folded form of a country's name with how it is told."""
    table = vocabulary("countries")
    forms = {form: name.title() for name, adjective in table["adjectives"].items() for form in (name, adjective)}
    for first, *others in table["called"]["groups"]:
        forms.update({" ".join(fold(t.text) for t in tokens(one)): first.title() for one in (first, *others)})
    return forms


def _is_country(place: str) -> bool:
    return place in _canonical().values()


def _adjective(word: str) -> bool:
    table = vocabulary("countries")
    return fold(word) in table["adjectives"].values() or fold(word) in table["called"]["adjectives"]
