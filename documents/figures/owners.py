"""How names hang together: what else a name is called, and which name it belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from documents.figures.abbreviations import abbreviations
from documents.figures.makers import makers
from documents.figures.namesakes import of_firm
from documents.figures.runs import Run
from documents.figures.vocabulary import words
from documents.types import Document

Add = Callable[[str, str], None]  # (part, whole)
_SURNAME = 2  # names that end in a word from which on it reads as the surname of a family: "Ada Keller", "Ida Keller"
_POSSESSED = ("'s", "’s", "'", "’", "'s new", "’s new")


def aliases(found: list[Run], counts: Counter[str], document: Document) -> dict[str, list[str]]:
    """Return name -> its other surfaces: abbreviations, short forms, the owner's name before a product's."""
    called: dict[str, list[str]] = {}

    def add(surface: str, alias: str) -> None:
        if alias != surface and alias not in called.setdefault(surface, []):
            called[surface].append(alias)

    for surface, alias in _abbreviations(document):
        add(surface, alias)
    singles = [text for text in counts if " " not in text]
    longer = [text for text in counts if " " in text]
    holding: dict[str, list[str]] = {}
    for text in longer:
        for word in dict.fromkeys(text.split()):
            holding.setdefault(word, []).append(text)
    firms = {text.split()[0]: text for text in longer if text.split()[1] == "&"}
    for single in singles:
        if single in firms and of_firm(single, found, document):
            add(firms[single], single)
            continue
        holders = [text for text in holding.get(single, ()) if _short(single, text)]
        whole = len(holders) == 1 and not _splits(holders[0], counts)
        if whole and _shorter(single, holders[0], holding[single], counts):
            add(holders[0], single)
    borne = Counter(text.split()[-1] for text in longer if len(text.split()) == 2)
    for text in longer:
        if _splits(text, counts) and (borne[text.split()[-1]] < _SURNAME or _code(text)):
            add(text.partition(" ")[2], text)
        stripped = text.split()
        if stripped[-1].lower().strip(".") in words("corporate", name="names") and len(stripped) > 1:
            short = " ".join(stripped[:-1])
            add(text, short)
    return called


def _short(single: str, text: str) -> bool:
    """Say whether the word can stand for the name of two words: "Keller" for "Anna Keller"."""
    parts = text.split()
    return len(parts) == 2 and single in parts and not _product(text)


def _shorter(single: str, holder: str, longer: list[str], counts: Counter[str]) -> bool:
    """Say whether the word is short for the longer name rather than a whole that the longer name is a part of."""
    if single == holder.split()[-1]:
        return True
    others = [text for text in longer if text != holder]
    return not others and counts[single] <= 4 * counts[holder]


def _splits(text: str, counts: Counter[str]) -> bool:
    """Say whether a run is a maker and its product: both parts stand alone elsewhere, or the rest is a code."""
    head, _, tail = text.partition(" ")
    if " " not in tail and _code(tail) and any(letter.isalpha() for letter in tail) and not _code(head):
        return True  # "Acme R9": a name before a code of letters and digits makes it
    # "Brim 2" is called so: its number names nothing alone.
    return head in counts and bool(tail) and (tail in counts or (_code(tail) and not tail.isdigit()))


def _code(text: str) -> bool:
    """Say whether the text reads as a product: it has a digit, or is letters and digits mixed."""
    return any(letter.isdigit() for letter in text)


def _product(text: str) -> bool:
    return _code(text)


def _abbreviations(document: Document) -> Iterator[tuple[str, str]]:
    """Yield (long form, short form) of what the document abbreviates, one of several without its "s" too."""
    for block in document.blocks:
        for found in abbreviations(document.text, block.span.start, block.span.end):
            long, short = document.quote(found.long), document.quote(found.short)
            yield long, short
            if short.endswith("s") and short[:-1].isupper():
                yield long, short[:-1]


def owners(found: list[Run], called: dict[str, list[str]], document: Document) -> dict[str, str]:
    """Return name -> the name it belongs to."""
    known = {run.text for run in found}
    canonical = {alias: surface for surface, listed in called.items() for alias in listed}
    belongs: dict[str, str] = {}

    def add(part: str, whole: str) -> None:
        part, whole = canonical.get(part, part), canonical.get(whole, whole)
        if part != whole and part not in belongs and not _above(whole, part, belongs):
            belongs[part] = whole

    for text in sorted(known):
        head, _, tail = text.partition(" ")
        if canonical.get(text) == tail and tail:
            add(tail, head)
        elif tail and head in known and head != canonical.get(text, "") and text not in canonical:
            add(text, head)
    _labelled(found, document, known, add)
    for left, right in pairwise(found):
        between = document.text[left.span.end : right.span.start]
        possessed = left.owner and between.strip() in _POSSESSED and not right.quoted
        bracketed = (
            between == " (" and not left.quoted and document.text[right.span.end : right.span.end + 1] in (")", " ")
        )
        if possessed or bracketed:
            add(right.text, left.text)
    for product, maker in makers(found, document):
        add(product, maker)
    _variants(found, document, add, belongs)
    _alike(found, belongs, canonical, add)
    return belongs


def _above(whole: str, part: str, belongs: dict[str, str]) -> bool:
    """Say whether `part` already owns `whole`, directly or through others."""
    seen = 0
    while whole in belongs and seen < 10:
        whole, seen = belongs[whole], seen + 1
        if whole == part:
            return True
    return False


def _labelled(found: list[Run], document: Document, known: set[str], add: Add) -> None:
    """Make Acme the owner of R9 in "Acme: its first model, the R9"."""
    starts = [block.span.start for block in document.blocks]
    for run in found:
        block = document.blocks[max(0, bisect_right(starts, run.span.start) - 1)]
        if not _code(run.text) or block.label is None or block.label not in known or block.label == run.text:
            continue
        before = document.text[max(block.span.start, run.span.start - 40) : run.span.start].lower()
        if "its " in before:
            add(run.text, block.label)


def _variants(found: list[Run], document: Document, add: Add, belongs: dict[str, str]) -> None:
    """Give "the Max version" to the product last named in its section, else to the one named most."""
    counts = Counter(run.text for run in found if _code(run.text))
    most = min(counts, key=lambda text: (-counts[text], text)) if counts else None
    starts = [section.span.start for section in document.sections]
    product, section = most, -1
    for run in found:
        here = bisect_right(starts, run.span.start)
        if here != section:
            product, section = most, here
        after = document.text[run.span.end : run.span.end + 12].split()
        if after and after[0].strip(".,;:").lower() in words("variants", name="names") and not _code(run.text):
            if product is not None and run.text not in belongs:
                add(run.text, product)
        elif _code(run.text):
            product = run.text


def _alike(found: list[Run], belongs: dict[str, str], canonical: dict[str, str], add: Add) -> None:
    """A product without a maker has the maker of a product named alike: R7 beside Acme's R9."""
    shapes: dict[str, str] = {}
    for run in found:
        text = canonical.get(run.text, run.text)
        if text in belongs and _code(text) and " " not in text:
            shapes.setdefault(_shape(text), belongs[text])
    for run in found:
        text = canonical.get(run.text, run.text)
        if text not in belongs and _code(text) and " " not in text and _shape(text) in shapes:
            add(text, shapes[_shape(text)])


def _shape(code: str) -> str:
    """Return the pattern of a code: its last letter and its digits kept, other letters as A: "XC9" -> "AC0"."""
    letters = "".join("0" if c.isdigit() else "A" for c in code)
    last = max((i for i, c in enumerate(code) if c.isalpha()), default=-1)
    return letters[:last] + code[last] + letters[last + 1 :] if last >= 0 else letters
