"""Who and what a document speaks of, ready for look-up: names found in tokens, and the names that own them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import lru_cache

from documents.figures.persons import acting_person, spoken_of
from documents.figures.places import places_of
from documents.figures.posts import firms_of
from documents.figures.spelling import Name, base_text, spelled_names
from documents.figures.tokens import Token, tokenize
from documents.figures.verbs import base_of
from documents.figures.vocabulary import words
from documents.types import Document

_LEAD = 2  # mentions that a place in the first paragraph is worth


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of a document by their words, and the one it is mostly about."""

    known: dict[str, Name]
    keys: dict[tuple[str, ...], str]
    starts: dict[str, int]  # first word of a name -> words of the longest name that starts with it
    main: str | None
    people: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    firms: dict[str, str] = field(default_factory=dict)  # person -> the firm that the person heads or founded
    roles: tuple[tuple[str, int, str], ...] = ()  # (noun, offset, name), sorted: "the carrier Acme" -> carrier, Acme

    def mentions(self, tokens: tuple[Token, ...], first: int, last: int) -> list[tuple[int, int, str]]:
        """Return (first token, last token, canonical name) of each name in tokens[first:last], longest first."""
        found: list[tuple[int, int, str]] = []
        i = first
        while i < last:
            head = base_text(tokens[i])
            for length in range(min(self.starts.get(head, 0), last - i), 0, -1):
                name = self.keys.get((head, *(base_text(token) for token in tokens[i + 1 : i + length])))
                if name is not None:
                    found.append((i, i + length, name))
                    i += length - 1
                    break
            i += 1
        return found

    def called(self, noun: str, before: int) -> str | None:
        """Return the name that the text last called by the noun before an offset: "the carrier" -> "Acme"."""
        position = bisect_left(self.roles, (noun, before)) - 1
        if position < 0 or self.roles[position][0] != noun:
            return None
        return self.roles[position][2]

    def chain(self, name: str) -> tuple[str, ...]:
        """Return the name and what it belongs to, nearest first: ("R9", "Acme"), ("Ada Keller", "Acme")."""
        out: list[str] = []
        here: str | None = name
        while here is not None and here not in out and len(out) < 6:
            out.append(here)
            here = self.firms.get(here) or (self.known[here].owner if here in self.known else None)
        return tuple(out)

    def person(self, name: str) -> bool:
        """Say whether the text treats the name as a person's: by title, role, age, or "he" and "she" after it."""
        return name in self.people

    def firm(self, name: str) -> bool:
        """Say whether the name can be a company's: no product, no person, no place, no term."""
        known = name in self.known and not self.coined(name)
        return known and not (self.product(name) or name in self.people or name in self.places)

    def coined(self, name: str) -> bool:
        """Say whether the name is a term or a title in quotation marks."""
        return name in self.known and self.known[name].coined

    def product(self, name: str) -> bool:
        """Say whether the name reads as a product: it has digits or an owner."""
        return any(letter.isdigit() for letter in name) or (name in self.known and self.known[name].owner is not None)


@lru_cache(maxsize=16)  # asked for by names, figures and people, each from the article alone
def cast_of(document: Document) -> Cast:
    """Find the names of the document and the one it is about: the first of its title, else the most frequent."""
    found = spelled_names(document)
    keys: dict[tuple[str, ...], str] = {}
    for name in found:
        for surface in (name.surface, *name.aliases):
            keys.setdefault(tuple(base_text(token) for token in tokenize(surface)), name.surface)
    starts: dict[str, int] = {}
    for key in keys:
        if key:
            starts[key[0]] = max(starts.get(key[0], 0), len(key))
    known = {name.surface: name for name in found}
    cast = Cast(known, keys, starts, None)
    roles = roles_of(document, cast)
    places = places_of(document, cast.mentions)
    places |= {name for name in known if name.lower() in words("countries", name="names")}
    people = people_of(document, cast, roles)
    known = _possessed(document, Cast(known, keys, starts, None, people))
    title = tokenize(document.title)
    entitled = [known[name] for _, _, name in cast.mentions(title, 0, len(title))]
    plain = [name for name in entitled if not name.coined and name.surface not in people]
    plain = plain or [name for name in found if not name.coined]
    plain = [name for name in plain if name.surface not in people] or plain
    plain = [name for name in plain if name.surface not in places] or plain
    opening = _opening(document, cast)
    main = max(plain, key=lambda name: name.count + _LEAD * (name.surface in opening)).surface if plain else None
    whole = Cast(known, keys, starts, main, people, places - people, roles=roles)
    return replace(whole, firms=firms_of(document, whole))


def _opening(document: Document, cast: Cast) -> frozenset[str]:
    """Return the names in the first paragraph: whom the text is about is told there."""
    for block in document.blocks:
        if (
            block.kind not in ("heading", "meta", "title")
            and len(document.text[block.span.start : block.span.end]) > 80
        ):
            tokens = tokenize(document.text, block.span.start, block.span.end)
            return frozenset(name for _, _, name in cast.mentions(tokens, 0, len(tokens)))
    return frozenset()


def _possessed(document: Document, cast: Cast) -> dict[str, Name]:
    """Give "its pill R9" and "its first model, the R9" the owner that the sentence names before."""
    known = dict(cast.known)
    for sentence in document.sentences:
        tokens = tokenize(document.text, sentence.span.start, sentence.span.end)
        found = cast.mentions(tokens, 0, len(tokens))
        for position, (first, _, name) in enumerate(found):
            lows = [token.low for token in tokens[max(0, first - 6) : first]]
            before = found[position - 1] if position else None
            last = tokens[before[1] - 1] if before is not None and first - before[1] <= 6 else None
            owning = last is not None and base_text(last) != last.text
            pointed = owning or bool({"its", "their"}.intersection(lows))
            if known[name].owner is not None or not pointed or name in cast.people:
                continue
            noun = _noun_before(tokens, first)
            owner = next((n for _, _, n in reversed(found[:position]) if n not in cast.people and n != name), None)
            if noun in words("roles", "product", name="names") and owner is not None and name not in cast.chain(owner):
                known[name] = replace(known[name], owner=owner)
    return known


_AFTER = frozenset({"of", "at", "from"})  # what stands before the name of a person's firm


def people_of(document: Document, cast: Cast, roles: tuple[tuple[str, int, str], ...]) -> frozenset[str]:
    """Return the names that the text treats as people."""
    found = {name for noun, _, name in roles if noun in words("human", name="names") or noun.endswith(_AGENTS)}
    found = {name for name in found if _personal(name)}
    firms = {
        name for noun, _, name in roles if noun in words("firms", name="names")
    }  # "Acme Mie, a company from Leeds"
    for sentence, following in zip(document.sentences, (*document.sentences[1:], None), strict=False):
        tokens = tokenize(document.text, sentence.span.start, sentence.span.end)
        named = [mention for mention in cast.mentions(tokens, 0, len(tokens)) if _personal(mention[2])]
        for first, last, name in named:
            titled = first > 0 and tokens[first - 1].low.strip(".") in words("titles", name="names")
            aged = last + 2 < len(tokens) and tokens[last].text == "," and tokens[last + 1].kind == "number"
            aged = aged and tokens[last + 2].text in ",." and len(tokens[last + 1].text) == 2
            full = last - first > 1  # a surname or a firm's short name alone tells nothing
            alone = all(other == (first, last, name) or tokens[other[0] - 1].low in _AFTER for other in named)
            spoken = acting_person(tokens, first, last) or (alone and spoken_of(tokens, last))
            if titled or aged or (full and spoken):
                found.add(name)
        if following is not None and len(named) == 1:
            start = tokenize(document.text, following.span.start, following.span.end)[:1]
            if start and start[0].low in words("roles", "person", name="names"):
                found.add(named[0][2])
    return frozenset(found - firms)


_AGENTS = ("ist", "ian", "man", "woman")


def _personal(name: str) -> bool:
    """Say whether the name has the shape of a person's: two or three capitalised words, none of them a firm's."""
    parts = name.split()
    corporate = words("corporate", name="names")
    return 2 <= len(parts) <= 3 and all(
        part[:1].isupper() and part[1:].islower() and part.lower() not in corporate for part in parts
    )


def roles_of(document: Document, cast: Cast) -> tuple[tuple[str, int, str], ...]:
    """Return what the text calls each name by: "the pill R9", "Acme, a carrier,", "the operator, Acme,"."""
    found: list[tuple[str, int, str]] = []
    for block in document.blocks:
        if block.kind == "heading":
            continue
        tokens = tokenize(document.text, block.span.start, block.span.end)
        for first, last, name in cast.mentions(tokens, 0, len(tokens)):
            for noun in (_noun_before(tokens, first), _noun_after(tokens, last), _noun_trailing(tokens, first, last)):
                if noun is not None:
                    found.append((noun, tokens[first].start, name))
    return tuple(sorted(found))


def _noun_before(tokens: tuple[Token, ...], i: int) -> str | None:
    """Return the noun set before a name: "its pill R9", "the operator, Acme,", "the study, called R9"."""
    j = i - 1
    if j >= 0 and tokens[j].low in ("the", "a", "called", "named", "dubbed", "of"):
        j -= 1
    elif j >= 1 and tokens[j].low == "as" and tokens[j - 1].low == "known":
        j -= 2  # "its process, known as R3"
    comma = j >= 0 and tokens[j].text == ","
    j -= comma
    if j < 1 or not _noun(tokens[j]) or (comma and not _determined(tokens, j)):
        return None
    return tokens[j].low


def _determined(tokens: tuple[Token, ...], j: int) -> bool:
    """Say whether the noun at j has a determiner within three words before it."""
    lows = [token.low for token in tokens[max(0, j - 3) : j]]
    if any(low.endswith("'s") for low in lows):
        return True
    return any(
        low in words("determiners", name="grammar") or low in words("possessives", name="grammar") for low in lows
    )


def _noun_after(tokens: tuple[Token, ...], i: int) -> str | None:
    """Return the noun that says what a name is: "Acme, the Leeds carrier,"."""
    if i + 2 >= len(tokens) or tokens[i].text != "," or tokens[i + 1].low not in ("the", "a", "an"):
        return None
    for j in range(i + 2, min(i + 8, len(tokens))):
        if tokens[j].text in ",." or tokens[j].low in words("function"):
            return tokens[j - 1].low if _noun(tokens[j - 1]) else None
    return None


def _noun_trailing(tokens: tuple[Token, ...], first: int, i: int) -> str | None:
    """Return the role noun that ends a phrase opened by a name: "the Nord wind farm" -> farm."""
    if first > 1 and tokens[first - 1].low in ("the", "a", "an") and tokens[first - 2].text == ",":
        return None
    if base_text(tokens[i - 1]) != tokens[i - 1].text:
        return None
    for j in range(i, min(i + 3, len(tokens))):
        if tokens[j].line or not _noun(tokens[j]):
            return None
        ends = j + 1 >= len(tokens) or tokens[j + 1].kind == "mark" or not _noun(tokens[j + 1])
        if any(tokens[j].low in words("roles", sort, name="names") for sort in ("company", "product")):
            return tokens[j].low if ends else None
    return None


def _noun(token: Token) -> bool:
    low = token.low
    return (
        token.kind == "word"
        and token.text[0].islower()
        and len(low) > 2
        and low not in words("function")
        and low not in words("prepositions", name="grammar")
        and low not in words("joins", name="grammar")
        and (base_of(low) is None or base_of(low) == low)
        and not low.endswith("ly")
    )
