"""The rows and columns of tables as series: one thing measured, with its value for each period.

A table may keep its periods in the columns, in the rows or in the rows that head groups; a series is the same in all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assistant.corpus import Corpus
from assistant.words import fold, stem, stop_words, tokens, vocabulary
from documents.figures.cell_headers import undated
from documents.figures.types import Figure
from documents.types import Document, Table

_ALIAS = re.compile(r"\([“\"']([^“”\"']{2,40})[”\"']\)")
_LEADS = 2  # sentences above a table that may say what it is about


@dataclass(frozen=True, slots=True)
class Series:
    """Cells of one table that differ in their period only, in the order of the table, and the words that tell them."""

    table: tuple[str, int]  # document and number of the table in it; sentences are numbered after the tables
    line: int  # position of its first cell in the text: rows above come first
    row: tuple[str, ...]  # stems of the row's name
    column: tuple[str, ...]  # stems of the column's header
    group: tuple[str, ...]  # stems of the row that heads the group
    around: frozenset[str]  # stems of what stands above the table and at its corner
    cells: tuple[Figure, ...]
    spoken: bool = False  # stated in a sentence, whose words are the `group`

    @property
    def own(self) -> tuple[str, ...]:
        """Return the stems of row and column."""
        return (*self.row, *self.column)


def all_series(corpus: Corpus) -> tuple[Series, ...]:
    """Return the series of all articles: those that sentences state, then those of the tables, each in text order."""
    found = [corpus.once(of_article, document) for document in corpus.documents]
    return tuple(series for part in (0, 1) for own in found for series in own[part])


def of_article(document: str, corpus: Corpus) -> tuple[list[Series], list[Series]]:
    """Return the series that the sentences of an article state, and those of its tables."""
    article, figures = corpus.documents[document], corpus.of(document)
    cells = [figure for figure in figures if figure.row is not None and figure.clause is not None]
    cells.sort(key=lambda figure: figure.quantity.span)
    found: list[Series] = []
    for number, table in enumerate(article.tables) if cells else ():
        first, last = (bisect_left(cells, edge, key=_start) for edge in (table.span.start, table.span.end))
        found.extend(_of_table(article, number, table, cells[first:last]))
    return _of_sentences(article, figures), found


def _start(figure: Figure) -> int:
    return figure.quantity.span.start


def _of_sentences(document: Document, figures: Iterable[Figure]) -> list[Series]:
    """Return what single sentences state for several periods: "5 in 2022, 4 in 2021 and 7 in 2020"."""
    alike: dict[tuple[int, str, str | None], list[Figure]] = {}
    for figure in figures:
        if figure.row is None and figure.period is not None:
            key = (figure.sentence, figure.quantity.unit, figure.quantity.per)
            alike.setdefault(key, []).append(figure)
    found = []
    for (sentence, _, _), held in alike.items():
        if len(held) < 2 or len({(f.period.start, f.period.end) for f in held if f.period}) < len(held):
            continue
        said = document.quote(document.sentences[sentence].span)
        first = held[0]
        found.append(
            Series(
                table=(document.id, len(document.tables) + sentence),
                line=first.quantity.span.start,
                row=topic(undated(first.metric, document.text), deeds()),
                column=(),
                group=topic(f"{said} {' '.join(first.subjects)}"),
                around=frozenset(),
                cells=tuple(held),
                spoken=True,
            )
        )
    return found


def _of_table(document: Document, number: int, table: Table, cells: list[Figure]) -> list[Series]:
    around = frozenset(topic(_above(document, table)))
    groups: dict[tuple[str, str, str, int], list[Figure]] = {}
    seen: dict[tuple[str, str, str, int], set[tuple[str, str] | None]] = {}
    for figure in cells:
        texts = [text or "" for text in (figure.row, figure.group, figure.column)]
        names = [_bare(text, document) for text in texts]
        # A row without a date is a thing of its own, even where another has the same name.
        dated = any(_has_date(text, bare) for text, bare in zip(texts[:2], names, strict=False))
        place = -1 if dated else _row_of(table, figure)
        sort = "money" if figure.quantity.dimension in ("money", "count") else figure.quantity.dimension
        key = (names[0], names[1], f"{names[2]}\n{sort}", place)
        when = (figure.period.start, figure.period.end) if figure.period else None
        if when in seen.setdefault(key, set()):
            key = (*key[:3], 1_000 + _row_of(table, figure))
        seen.setdefault(key, set()).add(when)
        groups.setdefault(key, []).append(figure)
    return [
        Series(
            table=(document.id, number),
            line=held[0].quantity.span.start,
            row=topic(_alias(row) or row, deeds()) or (("total",) if _is_total(table, held[0]) else ()),
            column=topic(column.partition("\n")[0], deeds()),
            group=topic(f"{group} {row}" if _alias(row) else group),
            around=around,
            cells=tuple(held),
        )
        for (row, group, column, _), held in groups.items()
    ]


def _bare(text: str, document: Document) -> str:
    """Return a name without its date and what introduces it: "Years ended" over one column, nothing over the next."""
    words = undated(text, document.text).split()
    return "" if all(fold(word).strip(",.") in _around_dates() for word in words) else " ".join(words)


@cache
def _around_dates() -> frozenset[str]:
    return frozenset(vocabulary("tables")["words"]["dates"])


def _alias(name: str) -> str:
    """Return what a name says that it is called for short: 'Acme Holdings Ltd. ("Acme")'."""
    match = _ALIAS.search(name)
    return match.group(1) if match else ""


def _is_total(table: Table, cell: Figure) -> bool:
    """Say whether a cell stands in the last row of a table, and that row has no name: it adds up those above."""
    last = table.rows[-1]
    return not cell.row and cell.clause in last and last[0].start == last[0].end


def topic(text: str, beside: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the stems of the words that carry a topic, and of those beside them that are given."""
    told = (t for t in tokens(text) if fold(t.text) not in stop_words() or t.stem in beside)
    return tuple(dict.fromkeys(t.stem for t in told if _word(t.text)))


@cache
def deeds() -> frozenset[str]:
    """Return the stems of verbs that carry no topic, but may tell one row from another."""
    return frozenset(map(stem, vocabulary("tables")["words"]["deeds"]))


def _word(text: str) -> bool:
    return any(char.isalpha() for char in text) and len(text) > 1


def _has_date(text: str, bare: str) -> bool:
    """Say whether a name loses digits where its dates are left out."""
    return sum(char.isdigit() for char in text) > sum(char.isdigit() for char in bare) + 2


def _row_of(table: Table, figure: Figure) -> int:
    """Return the row of a cell: the last one that starts at or before it."""
    return bisect_right(table.rows, _start(figure), key=lambda row: row[0].start) - 1


def _above(document: Document, table: Table) -> str:
    """Return the corner of a table, the headings above it and the sentences right before it."""
    at = bisect_left(document.sentences, table.span.start, key=lambda sentence: sentence.span.start)
    before = [s for s in document.sentences[max(0, at - _LEADS) : at] if s.section == table.section]
    said = [document.quote(sentence.span) for sentence in before if document.blocks[sentence.block].kind != "row"]
    path = document.sections[table.section].path
    return " ".join((document.title, *path, *said, document.quote(table.header[0])))
