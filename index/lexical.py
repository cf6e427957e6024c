"""BM25 by tantivy: which rows share words with a question, and how telling those words are.

The reader's text is never parsed as query syntax: it is cut into the index's own terms, and the query built of them.
"""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.topk import best, rounded

# Measured on 1,879 questions over seven public sets in texts of an article's size: the right sentence comes first for
# 0.686 with 0.2 to 0.35, 0.684 with 0 and 0.653 with 1.
FUNCTION_WORD_WEIGHT = 0.3
# A word in the heading says what a row is about, a word in the row says it. All facts of a multihop question in the
# best ten: 0.655 with 0.5 to 1, 0.630 with 0, 0.638 with 1.5; squad2, whose headings are titles only, hardly moves.
HEADING_WEIGHT = 0.5
# Who published a text and who wrote it: "according to The Gazette" means a text of The Gazette. All facts of a multihop
# question in the best ten: 0.733 with 1, 0.722 with 0.5, 0.706 with 0, 0.735 with 1.5.
ABOUT_WEIGHT = 1.0
# What a row can be expected to hold of a question: so many of its heaviest words. A long question is answered by
# parts. First on squad2 the same for 6, 8 and all; multihop, all facts in ten: 0.733, 0.732 with 8, 0.718 with all.
ATTAINABLE_TERMS = 6
_MAX_TERMS = 256  # distinct terms of a question that are searched: past this it is no question, only load
_WORD = r"[\p{L}\p{M}\p{N}]+(?:[.,]\p{N}+)*"  # "41,706" and "2.7" are one term; linear, as all of tantivy's patterns
_LONGEST_WORD = 64  # bytes; longer runs of letters are data, not words
_ANALYZER = "english-numbers"
_FREQUENCIES = "freq"  # positions are not needed: there is no phrase search
_PLACES = 5  # scores are single precision: the digits after these depend on the order of summation
_HEAP = 64_000_000  # bytes before tantivy starts a further segment


class LexicalRow(NamedTuple):
    """What is indexed of a row."""

    heading: str
    text: str
    document: str
    about: str = ""  # publisher and author of the document


class LexicalIndex:
    """BM25 over rows, numbered in the order they were added."""

    def __init__(self, index: Any) -> None:
        index.register_tokenizer(_ANALYZER, _analyzer())
        # A generation never changes, so no thread need watch it for changes.
        index.config_reader("manual")
        index.reload()
        self._index = index
        # Questions share most of their words; a generation never changes, so neither does what a word weighs in it.
        self._term = lru_cache(maxsize=4096)(self._term_query)
        self._weight = lru_cache(maxsize=4096)(self._term_weight)
        self._schema = _schema()
        self._searcher = index.searcher()

    def search(
        self, query: str, k: int, documents: Sequence[str] = (), rows: Sequence[int] = ()
    ) -> tuple[tuple[int, float], ...]:
        """Return up to k (row, BM25 score) pairs that share a term with the query, best first, ties by row.

        `documents` and `rows` limit the search where they are not empty; the scores are those of the whole index.
        """
        any_term = self._query(query, documents, rows)
        return () if any_term is None else best(partial(self._highest, any_term), k, self._searcher.num_docs)

    def scores(self, query: str, documents: Sequence[str] = ()) -> NDArray[np.float64]:
        """Return the BM25 score of every row, as `search` has it; 0 for those that it does not find."""
        scores = np.zeros(self._searcher.num_docs)
        any_term = self._query(query, documents, ())
        found = self._highest(any_term, len(scores)) if any_term is not None and len(scores) else []
        scores[[row for row, _ in found]] = [score for _, score in found]
        return scores

    def _query(self, query: str, documents: Sequence[str], rows: Sequence[int]) -> Any:
        """Return the query for rows with any term of a reader's text, None where it has no terms."""
        import tantivy

        found = tuple(dict.fromkeys(terms(query)))[:_MAX_TERMS]
        if not found:
            return None
        any_term = tantivy.Query.boolean_query([(tantivy.Occur.Should, self._term(term)) for term in found])
        for field, allowed in (("document", documents), ("row", rows)):
            if allowed:
                within = tantivy.Query.term_set_query(self._schema, field, list(allowed))
                free = tantivy.Query.const_score_query(within, 0.0)
                any_term = tantivy.Query.boolean_query([(tantivy.Occur.Must, any_term), (tantivy.Occur.Must, free)])
        return any_term

    def _highest(self, any_term: Any, count: int) -> list[tuple[int, float]]:
        hits = self._searcher.search(any_term, limit=count, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return list(zip(rows, rounded(np.array([score for score, _ in hits]), _PLACES), strict=True))

    def attainable(self, query: str) -> float:
        """Return the BM25 score of a row of average length that holds the heaviest terms of the query once each.

        A term that no row holds is the heaviest of all. Scores divided by it compare between queries; 0 without terms.
        """
        weights = (self._weight(term) for term in tuple(dict.fromkeys(terms(query)))[:_MAX_TERMS])
        return sum(sorted(weights, reverse=True)[:ATTAINABLE_TERMS])

    def _term_weight(self, term: str) -> float:
        rows, holds = self._searcher.num_docs, self._searcher.doc_freq("text", term)
        rarity = math.log(1.0 + (rows - holds + 0.5) / (holds + 0.5))
        return rarity * (FUNCTION_WORD_WEIGHT if term in function_terms() else 1.0)

    def _term_query(self, term: str) -> Any:
        import tantivy

        query = tantivy.Query
        fields = []
        for field, weight in (("text", 1.0), ("heading", HEADING_WEIGHT), ("about", ABOUT_WEIGHT)):
            found = query.term_query(self._schema, field, term, _FREQUENCIES)
            fields.append((tantivy.Occur.Should, found if weight == 1.0 else query.boost_query(found, weight)))
        anywhere = query.boolean_query(fields)
        return query.boost_query(anywhere, FUNCTION_WORD_WEIGHT) if term in function_terms() else anywhere


def build(rows: Iterable[LexicalRow], path: Path | None = None) -> LexicalIndex:
    """Index the rows, in memory or in the empty folder at `path`.

    One thread writes, so that the same rows give the same segments and the same order of summation.
    """
    import tantivy

    index = tantivy.Index(_schema(), path=None if path is None else str(path))
    index.register_tokenizer(_ANALYZER, _analyzer())
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    for number, row in enumerate(rows):
        document = tantivy.Document(heading=row.heading, text=row.text, document=row.document, about=row.about)
        document.add_unsigned("row", number)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    return LexicalIndex(index)


def load(path: Path, rows: Iterable[LexicalRow]) -> LexicalIndex:
    """Open the index in a folder; where the folder may not be written, index the rows again in memory.

    tantivy takes a lock file even to read, which a read-only installation denies.
    """
    import tantivy

    if not os.access(path, os.W_OK):
        return build(rows)
    return LexicalIndex(tantivy.Index.open(str(path)))


def terms(text: str) -> list[str]:
    """Return the terms of a text as they are indexed: lower case, no accents, English stems.

    Example: "The 41,706 confirmed orders" -> the, 41,706, confirm, order
    """
    return list(_terms(text))


@lru_cache(maxsize=64)  # a question is cut for its search at each level, its clauses and what it can attain
def _terms(text: str) -> tuple[str, ...]:
    return tuple(_analyzer().analyze(text.encode("utf-8", "replace").decode("utf-8")))


@cache
def function_words() -> frozenset[str]:
    """Return the words that hold a sentence together, as they are written."""
    data = tomllib.loads(Path(__file__).with_name("lexical.toml").read_text(encoding="utf-8"))
    return frozenset(data["function_words"].split())


@cache
def function_terms() -> frozenset[str]:
    """Return the function words as they are indexed."""
    return frozenset(terms(" ".join(sorted(function_words()))))


@cache
def _analyzer() -> Any:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = TextAnalyzerBuilder(Tokenizer.regex(_WORD)).filter(Filter.remove_long(_LONGEST_WORD))
    return builder.filter(Filter.lowercase()).filter(Filter.ascii_fold()).filter(Filter.stemmer("english")).build()


@cache
def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("heading", tokenizer_name=_ANALYZER, index_option=_FREQUENCIES)
    builder.add_text_field("text", tokenizer_name=_ANALYZER, index_option=_FREQUENCIES)
    builder.add_text_field("about", tokenizer_name=_ANALYZER, index_option=_FREQUENCIES)
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("row", fast=True, indexed=True)
    return builder.build()
