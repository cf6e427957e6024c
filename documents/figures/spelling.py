"""Names as the text spells them: runs of capitals that are names, counted, with aliases and owners.

Names come from capitals, codes, labels and table headers of the document alone; no list of known names exists.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from documents.english import COMMON, frequency
from documents.figures.kinds import is_cue
from documents.figures.owners import aliases, owners
from documents.figures.periods import dated_periods
from documents.figures.quantities import quantities
from documents.figures.runs import Run, generic, runs
from documents.figures.table_shape import measured_columns
from documents.figures.tokens import Token, tokenize
from documents.figures.units import unit_of
from documents.figures.vocabulary import words
from documents.types import Document, Span, Table


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the document uses. `owner` is the surface of the name it belongs to, `count` its mentions."""

    surface: str
    aliases: tuple[str, ...] = ()
    owner: str | None = None
    count: int = 1
    coined: bool = False  # a term in quotation marks rather than somebody or something


def spelled_names(document: Document) -> tuple[Name, ...]:
    """Return the names of the document, the most frequent first, ties by first mention.

    Example: "Acme's R9 sold well" -> Name("Acme", count=1), Name("R9", owner="Acme", count=1)
    """
    found = _found(document)
    counts: Counter[str] = Counter(run.text for run in found)
    order = {run.text: -position for position, run in reversed(list(enumerate(found)))}
    coined = {run.text for run in found if run.quoted} - {run.text for run in found if not run.quoted}
    called = aliases(found, counts, document)
    belongs = owners(found, called, document)
    merged = {alias: surface for surface, listed in called.items() for alias in listed if alias in counts}
    kept = [text for text in counts if text not in merged]
    totals = {text: counts[text] + sum(counts[a] for a in called.get(text, ()) if a in counts) for text in kept}
    for text, listed in called.items():
        if text not in totals and text not in merged:
            totals[text] = max(1, sum(counts[alias] for alias in listed))
            kept.append(text)
    for owner in dict.fromkeys(belongs.values()):
        if owner not in totals and owner not in merged:
            totals[owner] = max(1, sum(count for text, count in counts.items() if text.startswith(owner + " ")))
            kept.append(owner)
    kept.sort(key=lambda text: (-totals[text], -order.get(text, 0)))
    return tuple(
        Name(text, tuple(called.get(text, ())), belongs.get(text), totals[text], text in coined) for text in kept
    )


def _found(document: Document) -> list[Run]:
    """Return every mention that reads as a name, in text order; headings count only for names known otherwise."""
    lower, middle, lone = _spelled(document)
    body: list[Run] = []
    heads: list[Run] = []
    for part in _parts(document):
        tokens = tokenize(document.text, part.span.start, part.span.end)
        closed = _figures(document.text, tokens, part.span)
        for run in runs(tokens, closed, part.label):
            if part.heading:
                heads.append(run)
                continue
            if part.label and not _whole(run, tokens):
                continue
            kept = _kept(replace(run, header=part.cell), lower, middle, lone)
            if kept is not None:
                body.append(kept)
    known = {run.text for run in body}
    plain = {run.text for run in heads if run.text.lower() in lower}
    out = body + [run for run in heads if run.text in known or (run.text not in plain and _part_of(run.text, known))]
    return sorted(out, key=lambda run: run.span)


def _whole(run: Run, tokens: tuple[Token, ...]) -> bool:
    """Say whether the run is all of a label or header, apart from what stands in brackets after it."""
    after = next((token for token in tokens if token.start >= run.span.end), None)
    return run.span.start == tokens[0].start and (after is None or after.text in "(:'’")


def _part_of(text: str, known: set[str]) -> bool:
    """Say whether a heading names by one word what the body names by two: "Acme" for "Acme Lines"."""
    holders = [name for name in known if len(name.split()) == 2 and text in name.split()]
    return " " not in text and len(holders) == 1


@dataclass(frozen=True, slots=True)
class _Part:
    span: Span
    heading: bool = False
    label: bool = False
    cell: bool = False


def _parts(document: Document) -> list[_Part]:
    """Return the stretches of text in which names are sought: paragraphs, items, labels, cells, headings."""
    parts: list[_Part] = []
    cells = {block for table in document.tables for block in table.row_blocks}
    for position, block in enumerate(document.blocks):
        if position in cells:
            continue
        if any(table.span.holds(block.span) for table in document.tables):
            continue
        cut = block.span.start
        if block.label and document.text.startswith(block.label, cut) and block.kind != "heading":
            parts.append(_Part(Span(cut, cut + len(block.label)), label=True))
            cut += len(block.label)
        parts.append(_Part(Span(cut, block.span.end), heading=block.kind == "heading"))
    for table in document.tables:
        entities = _entities(document, table)
        named = not measured_columns(document, table)
        parts.extend(
            _Part(cell, position == 0 or not named, named and position > 0, True)
            for position, cell in enumerate(table.header)
        )
        for row in table.rows:
            parts.extend(_Part(c, position > 0 or not entities, position == 0, True) for position, c in enumerate(row))
    return [part for part in parts if part.span.end > part.span.start]


def _entities(document: Document, table: Table) -> bool:
    """Say whether the rows of a table are named after things: its columns then tell measures or periods."""
    if measured_columns(document, table):
        return True
    columns = [tokenize(cell.of(document.text)) for cell in table.header[1:]]
    told = [
        bool(dated_periods(tokens)) or any(is_cue(token.low) or unit_of(token.text) for token in tokens)
        for tokens in columns
    ]
    return bool(told) and 2 * sum(told) > len(told)


def _figures(text: str, tokens: tuple[Token, ...], span: Span) -> list[bool]:
    """Return for each token whether it is part of a quantity or a period, and so of no name."""
    closed = [False] * len(tokens)
    for dated in dated_periods(tokens):
        closed[dated.first : dated.last] = [True] * (dated.last - dated.first)
    amounts = [quantity.span for quantity in quantities(text, span.start, span.end)]
    at = 0
    for i, token in enumerate(tokens):
        while at < len(amounts) and amounts[at].end <= token.start:
            at += 1
        if at < len(amounts) and amounts[at].start <= token.start and token.kind == "number":
            closed[i] = True
    return closed


def _spelled(document: Document) -> tuple[set[str], Counter[str], frozenset[str]]:
    """Return the words in small letters, how often words are capitalised inside a sentence, and which so alone."""
    lone: set[str] = set()
    lower: set[str] = set()
    middle: Counter[str] = Counter()
    for part in _parts(document):
        if part.heading:
            continue
        opening = True
        capital = False
        for token in tokenize(document.text, part.span.start, part.span.end):
            if token.kind == "word":
                text = base_text(token)
                if token.text[0].islower():
                    lower.add(text.lower())
                elif not opening or not text[1:].islower():
                    middle[text] += 1
                    if not capital:
                        lone.add(text)
            capital = capital if token.text == "&" else token.text[:1].isupper()  # "Corven Sand & Gravel" is one run
            opening = (opening and token.kind == "mark") or token.text in '.!?:“"‘'
    return lower, middle, frozenset(lone)


def base_text(token: Token) -> str:
    """Return the token without a possessive ending: "Acme's" -> "Acme"."""
    text = token.text.replace("’", "'")
    return text[:-2] if text.endswith("'s") and len(text) > 2 else text


def _joined(run: Run) -> bool:
    """Say whether the first two words are joined by "&", and both capitalised."""
    return len(run.words) > 1 and run.text[len(run.words[0]) :].lstrip().startswith("&")


def _role(run: Run) -> bool:
    """Say whether the run opens with what a person does: "Striker Anna Keller"."""
    return len(run.words) == 3 and run.words[0].lower().endswith(("er", "or", "ist", "ian", "man"))


def _kept(run: Run, lower: set[str], middle: Counter[str], lone: frozenset[str]) -> Run | None:
    """Return the run, shortened where its first word is capitalised only because a sentence starts, or None."""
    while run.opening and run.words and not run.label:
        first = run.words[0]
        if _joined(run):
            break  # "Rye & Rise": no sentence opens so by chance
        if len(run.words) == 2 and first.lower() in words("titled_kinds", name="names"):
            break  # "Storm Ada"
        if len(run.words) == 2 and run.words[1].lower() in words("thoroughfares", name="names"):
            break  # "High Street": its last word alone is nobody
        certain = (len(first) > 1 and not first[1:].islower()) or middle[first] > 0
        alone = len(run.words) == 1
        common = first.lower() in lower or first.lower() in words("function") or (alone and generic(first))
        if alone and first.lower() in words("countries", name="names"):
            break
        if alone and not run.acts and first not in lone and frequency(first.lower()) >= COMMON:
            return None  # "Capital spending" says nothing of Acme Capital
        common = common or (not alone and middle[first] == 0 and frequency(first.lower()) >= COMMON)
        if certain and not (common and middle[first] == 0):
            break
        if not common and not _role(run) and (not alone or run.acts):
            break
        run = run.without_first()
    while len(run.words) > 1 and not run.quoted and run.words[-1].lower() in words("generic", name="names"):
        run = run.without_last()
    if not run.words or (not run.quoted and all(generic(word) for word in run.words)):
        return None
    if run.label and any(is_cue(word.lower()) or word.lower() in lower for word in run.words):
        return None
    plain = len(run.words) == 1 and run.text[1:].islower() and run.text.isalpha()
    if run.label and plain and not run.header and not middle[run.text] and frequency(run.text.lower()):
        return None
    if len(run.words) == 1 and len(run.text) == 1:
        return None
    return run
