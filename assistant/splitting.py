"""Wholes that an article takes apart: "48 million, of which 12 million went into roads", "31,200 of them came back".

Only what the text itself calls part of another figure is a part; that two amounts have one unit relates nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.changing import followed_by
from assistant.corpus import Corpus
from assistant.words import fold
from documents.figures.types import Figure
from documents.types import Span

AMOUNTS = ("count", "number", "ordinal", "money", "mass", "energy", "area", "volume", "length", "cargo", "duration")
_COUNTABLE = ("count", "number", "ordinal")
_BACK = 3  # sentences back to the whole that "of it" points to
_FIGURES_BACK = 6
_OF_THEM = re.compile(r"^ (?:\w+ )?of (?:it|them|which|whom|these|those|this|that|the money|the sum|the total)\b")
_OF_WHICH = re.compile(r"\b(?:of|from|among) (?:which|whom|it|them|these|those|that)\b|\bincluding\b")
_OUT_OF = re.compile(
    r"^(?: (?!on\b|in\b|at\b|and\b)\w+){0,2} (?:out )?of (?:the |its |a |all |those |these |their )?(?:\w+ ){0,4}$"
)
_OUT_OF_ALL = re.compile(
    r"^[^.;:\d]{0,60}\bout of (?:an? |the |its |their |some |about |nearly |around |total of ){0,3}(?:[a-z]+ ){0,2}$"
)
_OPENED = re.compile(
    r"(?:of|out of|among)(?: the| its| these| those| some| about| all)?"
)  # "Of 312 complaints, 78 ..."
_AFTER = re.compile(
    r"(?:^|[,;:(]|\b(?:which|whom|them|these|those|including|of|and))(?: (?:about|some|nearly|over))? ?$"
)
_STAYED = re.compile(
    r"^ (?:\w+ly )?(?:stayed|remained|left|returned|came back|survived|passed|failed|finished|dropped out|gave up|quit"
    r"|renewed|cancelled|recovered|graduated|did not)\b"
)  # "90 households took it, and 70 | stayed"
_AND = re.compile(r"^[^.;:]*,? (?:and|but)(?: (?:about|some|only|just|nearly|almost|over|all but))? $")
_REST = re.compile(r"\bthe (?:rest|remainder|balance|remaining)\b")

REST = re.compile(r"\b(?:the|its|their) (?:rest|remainder|remaining (?:share|part|portion))\b(?! of (?!it\b|them\b))")


@dataclass(frozen=True, slots=True)
class Split:
    """A whole and those of its parts that are stated, in text order."""

    whole: Figure
    parts: tuple[Figure, ...]


def splits(corpus: Corpus) -> tuple[Split, ...]:
    """Return the wholes that the articles take apart, in text order; read once for an article."""
    return tuple(split for document in corpus.documents for split in corpus.once(_splits, document))


def told_apart(figure: Figure, corpus: Corpus) -> str | None:
    """Return what tells a part that stands right after its whole, "640 people, 90 of them | in the workshop"."""
    if figure.quantity.dimension not in _COUNTABLE or figure.column is not None:
        return None
    after = corpus.documents[figure.document].text[figure.quantity.span.end : _sentence(corpus, figure).end]
    pointing = re.match(r" of (?:them|which|whom)\b", fold(after))
    return after[pointing.end() :] if pointing is not None else None


def divisible(whole: Figure, part: Figure) -> bool:
    """Say whether one amount can be a part of another by unit and size."""
    mine, other = whole.quantity, part.quantity
    if mine.dimension not in AMOUNTS or mine.low <= other.low or other.low <= 0:
        return False
    if mine.dimension in _COUNTABLE and other.low % 1:
        return False  # "p = 0.31" counts nobody
    bare = not other.unit or not mine.unit or other.surface.strip().replace(",", "").isdigit()
    counted = mine.dimension in _COUNTABLE and other.dimension in _COUNTABLE and bare
    return counted or (mine.unit == other.unit and mine.dimension == other.dimension)


def stretch(part: Figure, split: Split, corpus: Corpus) -> str:
    """Return the words that tell a part from the others of its sentence: those before its number or those after it.

    "The county pays 15 and the town 9" names the parts before their numbers, "15 went into roads and 9 into bridges"
    after them; the sentence's first part tells which.
    """
    text, sentence = corpus.documents[part.document].text, _sentence(corpus, part)
    here = [figure for figure in split.parts if figure.sentence == part.sentence]
    spans = sorted(figure.quantity.span for figure in (*here, split.whole) if sentence.holds(figure.quantity.span))
    first = min(figure.quantity.span.start for figure in here)
    if len(here) == 1:
        return text[sentence.start : sentence.end]
    if _AFTER.search(fold(text[sentence.start : first])) is not None:
        following = [span.start for span in spans if span.start > part.quantity.span.start]
        return text[part.quantity.span.end : min(following, default=sentence.end)]
    before = [span.end for span in spans if span.end <= part.quantity.span.start]
    return text[max(before, default=sentence.start) : part.quantity.span.start]


def _splits(document: str, corpus: Corpus) -> list[Split]:
    found: dict[Figure, list[Figure]] = {}
    own = [f for f in corpus.of(document) if f.column is None and f not in corpus.changes]
    owner: dict[Figure, Figure] = {}
    for i, part in enumerate(own):
        whole = _whole(corpus, own, i, owner)
        if whole is not None:
            owner[part] = whole
            found.setdefault(whole, []).append(_counted(part, whole))
    return [Split(whole, tuple(parts)) for whole, parts in found.items()]


def _counted(part: Figure, whole: Figure) -> Figure:
    """Return a part with the unit of its whole: of 312 complaints "78 were about broken screens" are no screens."""
    mine, other = part.quantity, whole.quantity
    if mine.dimension in _COUNTABLE and mine.unit != other.unit:
        return replace(part, quantity=replace(mine, unit=other.unit, dimension=other.dimension))
    return part


def _whole(corpus: Corpus, own: list[Figure], i: int, owner: dict[Figure, Figure]) -> Figure | None:
    """Return the figure that the text calls the whole of another one."""
    part, text = own[i], corpus.documents[own[i].document].text
    sentence = _sentence(corpus, part)
    after = fold(text[part.quantity.span.end : sentence.end])
    following = own[i + 1] if i + 1 < len(own) and own[i + 1].sentence == part.sentence else None
    if following is not None and divisible(following, part):
        between = fold(text[part.quantity.span.end : following.quantity.span.start])
        if _OUT_OF.match(between) or _OUT_OF_ALL.match(between):  # "cut 40 jobs at its mill, out of 110"
            return following
    if i and own[i - 1] in owner and own[i - 1].sentence == part.sentence:
        first = owner[own[i - 1]]
        if divisible(first, part) or _one_more(part, own[i - 1], first):
            return first  # "12 million into roads and 5 million into bridges"
    pointing = _OF_THEM.match(after) is not None
    for other in reversed(own[max(0, i - _FIGURES_BACK) : i]):
        if other.sentence < part.sentence - _BACK or not _one_block(corpus, other, part):
            return None
        if not divisible(other, part) or other in owner or followed_by(other, corpus) is not None:
            continue  # what it was before is no whole of what it is made of now
        same = other.sentence == part.sentence
        between = fold(text[max(other.quantity.span.end, sentence.start) : part.quantity.span.start])
        opened = same and _OPENED.fullmatch(fold(text[sentence.start : other.quantity.span.start]).strip()) is not None
        rest = _REST.search(after) is not None and other.sentence >= part.sentence - 1
        went = same and i and other is own[i - 1] and _is_bare(part) and other.quantity.unit
        if went and _AND.match(between) and _STAYED.match(after) and other.quantity.dimension == "count":
            return other
        if pointing or opened or rest or _OF_WHICH.search(between) is not None:
            return other
        if same:
            return None
    return None


def _one_block(corpus: Corpus, left: Figure, right: Figure) -> bool:
    sentences = corpus.documents[left.document].sentences
    return sentences[left.sentence].block == sentences[right.sentence].block


def _one_more(part: Figure, before: Figure, whole: Figure) -> bool:
    """Say whether a number alone is of the unit of the part before it: "700 tonnes went to Ulm, 300 to Basel"."""
    alike = before.quantity.unit == whole.quantity.unit and whole.quantity.dimension in AMOUNTS
    return alike and _is_bare(part) and 0 < part.quantity.low < whole.quantity.low


def _is_bare(figure: Figure) -> bool:
    return figure.quantity.dimension in _COUNTABLE and figure.quantity.surface.strip().replace(",", "").isdigit()


def _sentence(corpus: Corpus, figure: Figure) -> Span:
    return corpus.documents[figure.document].sentences[figure.sentence].span
