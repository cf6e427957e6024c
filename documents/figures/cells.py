"""Figures in tables: row and column headers say what is measured, whose it is, when, in what unit and scale."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Decimal

from documents.figures.cast import Cast
from documents.figures.kinds import kind_of, kinds_of
from documents.figures.metrics import metric_of
from documents.figures.periods import periods
from documents.figures.scene import scene
from documents.figures.status import status_of
from documents.figures.timing import period_for
from documents.figures.tokens import Token, tokenize
from documents.figures.types import Figure, Period, Quantity
from documents.figures.units import counted_unit, unit_here, unit_of
from documents.figures.vocabulary import load, numbers
from documents.types import Document, Span, Table

_SPOKEN = frozenset({"adjective", "counted", "of", "subject"})  # ways in which a cell itself names the metric


@dataclass(frozen=True, slots=True)
class Header:
    """What a row name or column header tells: its bare words, a period, a unit and a power of ten."""

    text: str
    words: str
    period: Period | None
    unit: str
    dimension: str
    exponent: int
    cue: bool
    names: tuple[str, ...]
    per: str | None = None


def cell_figures(document: Document, cast: Cast) -> tuple[Figure, ...]:
    """Return the figures in the cells of all tables of the document."""
    return tuple(figure for table in document.tables for figure in _table(document, table, cast))


def _table(document: Document, table: Table, cast: Cast) -> list[Figure]:
    columns = [_header(document, span, cast) for span in table.header]
    rows = [_header(document, row[0], cast) for row in table.rows]
    told = 2 * sum(row.cue for row in rows) > len(rows)  # the rows are named after measures, not after things
    caption = _caption(document, table, cast)
    sentences = {sentence.block: position for position, sentence in enumerate(document.sentences)}
    found: list[Figure] = []
    for row, named, block in zip(table.rows, rows, table.row_blocks, strict=False):
        name = replace(named, cue=told)
        for column, cell in zip(columns[1:], row[1:], strict=False):
            for figure in _cell(document, cell, name, column, caption, cast):
                found.append(replace(figure, sentence=sentences.get(block, 0)))
    return found


def _header(document: Document, span: Span, cast: Cast) -> Header:
    """Read a row name or column header."""
    text = span.of(document.text)
    tokens = tokenize(document.text, span.start, span.end)
    dated = periods(document.text, span.start, span.end)
    unit, dimension, exponent, used = _scale(tokens, document.text)
    taken = [when for _, when in dated]
    kept = [
        token
        for i, token in enumerate(tokens)
        if i not in used and not any(when.start <= token.start < when.end for when in taken)
    ]
    bare = "".join((" " if token.gap else "") + token.text for token in kept).strip()
    bare = bare.replace("()", "").replace("( )", "").strip(" ,;:-–")
    low = tuple(token.low for token in tokens)
    cue = any(
        kinds_of(low, each) for each in ("money", "share", "count", "mass", "energy", "duration", "cargo", "length")
    )
    names = tuple(name for _, _, name in cast.mentions(tokens, 0, len(tokens)))
    return Header(text, bare, dated[0][0] if dated else None, unit, dimension, exponent, cue, names, _per(tokens))


def _per(tokens: tuple[Token, ...]) -> str | None:
    """Return the denominator in a header: "(KSh per kg)" -> "kg"."""
    at = next((i for i, token in enumerate(tokens) if token.low == "per" and i + 1 < len(tokens)), None)
    if at is None or tokens[at + 1].low in ("cent", "mille"):
        return None
    found = unit_of(tokens[at + 1].text)
    return found[0] if found else counted_unit(tokens[at + 1].text)


def _scale(tokens: tuple[Token, ...], text: str) -> tuple[str, str, int, set[int]]:
    """Return unit, dimension, power of ten and the tokens that tell them: "($m)", "in thousands", "(m TEU)"."""
    unit, dimension, exponent, used = "", "", 0, set()
    opened = False
    for i, token in enumerate(tokens):
        if token.text in "([":
            opened = True
            continue
        if token.text in ")]":
            opened = False
            continue
        leading = opened or (i > 0 and tokens[i - 1].low == "in") or token.text in "$€£¥₹%" or i - 1 in used
        if not leading:
            continue
        if token.low == "per" or (i > 0 and tokens[i - 1].low == "per"):
            used.add(i)
            continue
        if token.low == "per" and unit:  # "(KSh per kg)": the money is the unit, the kilogram its denominator
            used.update(range(i, next((k for k in range(i, len(tokens)) if tokens[k].text in ")]"), len(tokens))))
            break
        scale = _power(token)
        if scale and not (token.low == "m" and not opened):
            exponent = scale
            used.add(i)
            continue
        joined = "".join(part.text for part in tokens[i : i + 3])
        measured = unit_of(joined) or unit_of(token.text)
        if measured is not None and (opened or token.kind == "mark" or measured[1] == "money"):
            unit, dimension = unit_here(measured[0], text), measured[1]
            used.update(range(i, i + 3) if unit_of(joined) else (i,))
    if used:
        used.update(i for i, token in enumerate(tokens) if token.text in "()[]" and ({i - 1, i + 1} & used))
        used.update(i for i, token in enumerate(tokens) if token.low == "in" and i + 1 in used)
    return unit, dimension, exponent, used


def _power(token: Token) -> int:
    """Return the power of ten that a header word tells: "thousands" -> 3, "m" -> 6, "'000" -> 3."""
    if token.text == "000":
        return 3
    low = token.low.rstrip("s") if token.low.endswith("s") and len(token.low) > 3 else token.low
    return numbers("scales").get(low) or int(load("words")["suffixes"].get(token.text, 0))


def _caption(document: Document, table: Table, cast: Cast) -> Header | None:
    """Return what the sentence right before the table tells: "(in thousands of euros)"."""
    position = bisect_left(document.sentences, table.span.start, key=lambda sentence: sentence.span.start) - 1
    if position < 0 or document.sentences[position].section != table.section:
        return None
    return _header(document, document.sentences[position].span, cast)


def _cell(
    document: Document, cell: Span, row: Header, column: Header, caption: Header | None, cast: Cast
) -> list[Figure]:
    """Return the figures of one cell."""
    read = scene(document.text, cell)
    metric_head, subject_head = _roles(row, column)
    found: list[Figure] = []
    for k, raw in enumerate(read.figures):
        quantity = _scaled(raw, cell, document.text, (column, row, caption))
        own = metric_of(read, k)
        spoken = own is not None and own.route in _SPOKEN and _wordy(read.text, cell, raw)
        text = own.text if own is not None and spoken else metric_head.words or metric_head.text
        period = period_for(read, k) or column.period or row.period
        words = tuple(token.low for token in tokenize(f"{row.text} {column.text}"))
        metric = tuple(token.low for token in tokenize(text))
        kind = kind_of(metric, (*metric, *words), len(metric), quantity.dimension)
        subjects = _subjects(subject_head, cast)
        found.append(
            Figure(
                document=document.id,
                sentence=0,
                quantity=quantity,
                metric=text,
                subject=subjects[0] if subjects else None,
                subjects=subjects,
                kind=kind,
                period=period,
                status=status_of(read, k),
                clause=cell,
                row=row.text,
                column=column.text,
            )
        )
    return found


def _wordy(text: str, cell: Span, quantity: Quantity) -> bool:
    """Say whether the cell has words besides its figure."""
    return sum(letter.isalpha() for letter in cell.of(text)) > sum(letter.isalpha() for letter in quantity.surface) + 3


def _roles(row: Header, column: Header) -> tuple[Header, Header]:
    """Return (what tells the metric, what tells the subject) of row and column."""
    if not column.words:
        return row, row
    if column.names and column.words.startswith(column.names[0]):
        return row, column
    if column.cue and not row.cue:
        return column, row
    if row.names and not row.cue:
        return column, row
    return row, column


def _subjects(header: Header, cast: Cast) -> tuple[str, ...]:
    listed: list[str] = []
    for name in header.names:
        listed.extend(cast.chain(name))
    words = header.words or header.text
    if listed:
        return tuple(dict.fromkeys([listed[0], *([words] if words else []), *listed]))
    return (words,) if words else ((cast.main,) if cast.main else ())


def _scaled(quantity: Quantity, cell: Span, text: str, headers: tuple[Header | None, ...]) -> Quantity:
    """Give a bare number of a cell the unit and scale that the headers tell; "(12)" alone is a loss."""
    whole = cell.of(text).strip()
    negative = whole.startswith("(") and whole.endswith(")") and not any(letter.isalpha() for letter in whole)
    sign = Decimal(-1) if negative and quantity.low > 0 else Decimal(1)
    bare = quantity.unit == "" and quantity.dimension == "count"
    exponent, unit, dimension = 0, quantity.unit, quantity.dimension
    for header in headers:
        if header is None:
            continue
        if bare and not unit and header.unit:
            unit, dimension = header.unit, header.dimension
        if not exponent and (bare or header.unit == quantity.unit or quantity.dimension == "money"):
            exponent = header.exponent
    if unit == "%" or quantity.dimension in ("share", "duration"):
        exponent = 0
    factor = sign * Decimal(10) ** exponent
    low, high = sorted((quantity.low * factor, quantity.high * factor))
    per = quantity.per or next((header.per for header in headers if header and header.per and bare), None)
    return replace(quantity, low=low, high=high, unit=unit, dimension=dimension, per=per)
