"""One cell of a table: the row and the column that a question names."""

from __future__ import annotations

from functools import cache

from assistant.agreement import TELLING, contradicts_time, of_longer_time
from assistant.display import surface
from assistant.in_money import in_money
from assistant.narrowing import head_of, of_things, other_measure, quality_asked
from assistant.operands import STATED
from assistant.places import asked_places, in_place_of
from assistant.profile import Profile
from assistant.replies.case import Case
from assistant.restrictions import narrowed, of_whole
from assistant.types import Draft, Evidence, Quote, Term
from assistant.words import concepts, stem, stems, stop_words, vocabulary
from documents.figures.types import Figure
from documents.types import Document, Span, Table

# The share of the question's words that a row's name must meet, and of the row's name that the question must meet.
_ROW_ASKED, _ROW_NAMED = 0.5, 0.6
_ROW_SOME = 0.35  # of the telling words, what a row that is found by meaning must hold with its headers
_NEARLY = 0.4  # a word of the article is taken for one of the question from here on
_MONEY = ("money", "share", "points")
_BEFORE = 3  # blocks before a table's first row: its header, the sentence that leads to it, the heading
_ALIKE = 4  # letters at which "mainly" begins as "main" does


def reply(case: Case) -> Draft | None:
    """Return the cell where exactly one row and one column are named."""
    best: tuple[float, Document, Table, int, int] | None = None
    for name in sorted(case.corpus.documents):
        document = case.corpus.documents[name]
        for table in document.tables:
            column = _column(case, document, table)
            row = _row(case, document, table)
            if column is not None and row is not None and (best is None or row[1] > best[0]):
                best = (row[1], document, table, row[0], column)
    if best is None:
        return _not_given(case)
    if _told_in_words(case, best[1], best[2], best[3]):
        return None
    return _stated(case, *best[1:])


def _not_given(case: Case) -> Draft | None:
    """Return that a table gives nothing, where its only row of what "how many" counts says so for what is asked of."""
    noun = stem(case.question.noun or "")
    for name in sorted(case.corpus.documents) if noun else ():
        document = case.corpus.documents[name]
        for table in document.tables:
            rows = [at for at, cells in enumerate(table.rows) if noun in head_of(document.quote(cells[0]))]
            column = _column(case, document, table) if len(rows) == 1 else None
            if column is not None and _absent(document.quote(table.rows[rows[0]][column])):
                return _stated(case, document, table, rows[0], column)
    return None


def _absent(cell: str) -> bool:
    """Say whether a cell says that there is nothing to say: "n/a"."""
    return " ".join(cell.lower().split()) in vocabulary("tables")["words"]["absent"]


def _told_in_words(case: Case, document: Document, table: Table, row: int) -> bool:
    """Say whether a sentence states in the question's own words what the row only nearly names: a cost is no price."""
    heads = " ".join(document.quote(span) for span in (table.rows[row][0], *table.header))
    held = set(stems(heads))
    lacking = [term for term in case.question.whole.terms if term.weight >= TELLING and term.stem not in held]
    told = (c for c in case.figures if c.figure.row is None and not c.lacks)
    return bool(lacking) and any(c.words >= _ALL_WORDS for c in told)


_ALL_WORDS = 0.99  # of the question's words, in the sentence itself


def of_sentence(case: Case, found: Evidence) -> Draft | None:
    """Return the cell of a sentence that is a row of a table, where the question names one column of it."""
    document = case.corpus.documents[found.document]
    block = document.sentences[found.sentence].block
    for table in document.tables:
        if block in table.row_blocks:
            column = _column(case, document, table)
            return None if column is None else _stated(case, document, table, table.row_blocks.index(block), column)
    return None


def of_another_row(case: Case, found: Evidence) -> bool:
    """Say whether a sentence is a row of a table that hardly speaks of what is asked: a harvest is no profit."""
    document = case.corpus.documents[found.document]
    block = document.sentences[found.sentence].block
    terms = [t for t in case.question.whole.terms if t.weight >= TELLING]
    table = next((table for table in document.tables if block in table.row_blocks), None)
    if not terms or table is None:
        return False
    if only_counts(case, found):
        return True
    heads = " ".join(document.quote(span) for span in table.header)
    held = _profile(stems(f"{case.text(found)} {heads}")).coverage(terms)
    row, asked = case.text(found).split("|")[0], frozenset(t.stem for t in case.question.whole.terms)
    return held < _ROW_SOME or (held < STATED and other_measure(asked, row))


def only_counts(case: Case, found: Evidence) -> bool:
    """Say whether a sentence or row only counts the things of which something else is asked: "how happy are they?"."""
    quality, figures = quality_asked(case.question.standalone), case.corpus.by_sentence.get(found[:2], ())
    return bool(quality[1] and figures) and all(of_things(quality, figure) for figure in figures)


def _stated(case: Case, document: Document, table: Table, row_at: int, column_at: int) -> Draft | None:
    cell, name_of_row, header = (
        " ".join(document.quote(span).split())
        for span in (table.rows[row_at][column_at], table.rows[row_at][0], table.header[column_at])
    )
    stated = [f for f in case.corpus.figures if f.document == document.id and f.clause == table.rows[row_at][column_at]]
    quality = quality_asked(case.question.standalone)
    if quality[1] and any(of_things(quality, figure) for figure in stated):
        return None
    if _of_other(case, stated) or _no_money(case, document, table, row_at, column_at, stated):
        return None
    if any("part" in c.lacks and c.figure in stated for c in case.anything):
        return None  # a price, where it is asked what making the thing costs
    if len(stated) == 1 and len(cell) <= len(stated[0].quantity.surface) + 1:
        cell = surface(stated[0].quantity)  # a bare number takes the scale and unit of its header
    if not any(c.isalnum() for c in cell):
        return Draft(
            "not_found",
            f"The table leaves {name_of_row} for {header} empty {{0}}.",
            _quotes(case, document, table, row_at),
        )
    if _absent(cell):
        told = f"The table gives {cell} for {name_of_row} of {header} {{0}}."
        return Draft("not_found", told, _quotes(case, document, table, row_at))
    return Draft("answered", f"{cell} ({header}, {name_of_row}) {{0}}.", _quotes(case, document, table, row_at))


def _no_money(case: Case, document: Document, table: Table, row_at: int, column_at: int, stated: list[Figure]) -> bool:
    """Say whether a cell is no money where money is asked for: nothing around it is called as that is."""
    if not in_money(case.question) or any(figure.quantity.dimension in _MONEY for figure in stated):
        return False
    first = table.row_blocks[0]
    around = [document.quote(block.span) for block in document.blocks[max(0, first - _BEFORE) : first]]
    cells = (document.quote(span) for span in (*table.header, table.rows[row_at][0]))
    terms = [t for t in case.question.whole.terms if t.weight >= TELLING]
    return _profile(stems(" ".join((*around, *cells)))).coverage(terms) <= 0.0


def _of_other(case: Case, stated: list[Figure]) -> bool:
    """Say whether a cell's figures are of another time or place than the one asked, or of all where a part is."""
    question, corpus = case.question, case.corpus
    dated = [corpus.period(figure) for figure in stated]
    if contradicts_time(question.whole, dated) or of_longer_time(question.whole, dated):
        return True
    places, _ = asked_places(question, question.whole, corpus)
    part = narrowed(question, question.whole, corpus)
    return any(
        of_whole(part, figure, corpus) or not all(in_place_of(place, figure, corpus) for place in places)
        for figure in stated
    )


def _quotes(case: Case, document: Document, table: Table, row: int) -> tuple[Quote, ...]:
    block = table.row_blocks[row]
    return tuple(Quote(document.id, i) for i, sentence in enumerate(document.sentences) if sentence.block == block)


def _row(case: Case, document: Document, table: Table) -> tuple[int, float] | None:
    terms = [t for t in _asked(case) if not _in_headers(t, document, table)]
    periods = " ".join(p.surface for p in case.question.whole.periods)
    scored = []
    for at, cells in enumerate(table.rows):
        name = _words(document, cells[0])
        asked = _profile(name)
        met = asked.coverage(terms)
        nearly = [other for t in terms for other, how in t.near if how >= _NEARLY]
        named = _share(name, [*(t.stem for t in terms), *nearly, *stems(periods)])
        if met >= _ROW_ASKED and named >= _ROW_NAMED:
            scored.append((met + named, -at))
    if not scored:
        return None
    score, at = max(scored)
    tied = {_words(document, table.rows[-other][0]) for value, other in scored if value == score}
    return (-at, score) if len(tied) == 1 else None  # "north - and south?" names two rows alike


def _asked(case: Case) -> tuple[Term, ...]:
    """Return the question's topic words, those of names too: a row may be called by a name."""
    own = {term.stem: term for term in case.question.whole.terms}
    named = (stem for name in case.question.whole.names for stem in stems(name))
    return (*own.values(), *(Term(stem, stem, 1.0) for stem in named if stem not in own))


def _column(case: Case, document: Document, table: Table) -> int | None:
    """Return the one column whose header holds a name, a word or a period of the question."""
    names = set(case.question.whole.names)
    asked = {t.stem for t in case.question.whole.terms} | {
        s for p in case.question.whole.periods for s in stems(p.surface)
    }
    headers = [document.quote(span) for span in table.header[1:]]
    by_name = [i for i, text in enumerate(headers, 1) if names & {m.name for m in case.corpus.lexicon.mentions(text)}]
    if len(by_name) == 1:
        return by_name[0]
    if by_name:
        return None
    held = [len(asked & set(stems(text))) for text in headers]
    most = max(held, default=0)
    if not most or held.count(most) > 1:
        return None
    # Of "north field" and "south field" the one that more of the question's words name is meant; between columns of
    # figures the ranking of figures decides, which knows what an earlier turn named.
    alone = sum(1 for h in held if h) == 1
    return held.index(most) + 1 if alone or not _holds_figures(case, document, table) else None


def _holds_figures(case: Case, document: Document, table: Table) -> bool:
    cells = {cell for row in table.rows for cell in row[1:]}
    return any(f.document == document.id and f.clause in cells for f in case.corpus.figures)


def _in_headers(term: Term, document: Document, table: Table) -> bool:
    return any(term.stem in stems(document.quote(span)) for span in table.header[1:])


def _words(document: Document, span: Span) -> tuple[str, ...]:
    return stems(document.quote(span))


def _profile(words: tuple[str, ...]) -> Profile:
    ideas = {idea: 1.0 for word in words for idea in concepts().get(word, ())}
    return Profile(dict.fromkeys(words, 1.0), ideas, {})


def _share(row: tuple[str, ...], asked: list[str]) -> float:
    """Return the share of a row's name, years and brackets aside, that the question holds."""
    own = [w for w in row if not w[0].isdigit() and len(w) > 1 and w not in _general()]
    if not own:
        return 0.0
    ideas = {idea for word in asked for idea in concepts().get(word, ())}
    return sum(1 for w in own if any(_alike(w, a) for a in asked) or concepts().get(w, frozenset()) & ideas) / len(own)


@cache
def _general() -> frozenset[str]:
    """Return what a row may be called beside what it is about: "type of soil" is asked for as "which soil"."""
    return frozenset(stem(w) for w in (*stop_words(), "type", "kind", "sort", "name", "number"))


def _alike(left: str, right: str) -> bool:
    shorter, longer = sorted((left, right), key=len)
    return left == right or (len(shorter) >= _ALIKE and longer in (f"{shorter}li", f"{shorter}ly"))
