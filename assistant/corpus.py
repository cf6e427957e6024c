"""What each sentence and each figure is about: its words and names, each with how near it stands.

A sentence in a newsletter is read in its place: "It took 11 months" is about the label before it, the heading
above it and the sentence it follows. The weights below say how much each place lends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from assistant.dialogue import answers
from assistant.implied import Implied, implied
from assistant.lexicon import Lexicon
from assistant.milestones import milestone
from assistant.naming import build
from assistant.profile import Profile, ProfileBuilder
from assistant.selling import is_price
from assistant.words import stems
from documents.figures.names import Named, named
from documents.figures.relations import is_change
from documents.figures.types import Figure, Period, Quantity
from documents.types import Document, Section
from index.figures import StoredFigures

# How much a word counts by where it stands, the sentence itself being 1.
CLAUSE = 0.95
OTHER_CLAUSE = 0.7  # elsewhere in the figure's sentence
LABEL = 1.0
HEADER = 0.9  # of a table
LEAD = 0.6  # the line that introduces a list
HEADING = 0.6
OUTER_HEADING = 0.35
POINTED = 0.8  # the sentence before, where this one starts with "This" or "It"
BEFORE = 0.45  # the sentence before, in the same paragraph
PARAGRAPH = 0.4  # a name further back in the same paragraph
_PARAGRAPH = 6  # sentences back
TITLE = 0.25
ASKED = 0.85  # the interviewer's question, in the first sentences of its answer
ASKED_EARLIER = 0.6  # further on in the answer
_OPENING = 3  # sentences that answer most directly
_OFTEN = 4  # mentions that make one of the two most frequent names what an article is about
_LONGEST_LABEL = 3  # words of an item's label that tells it from the others

_POINTING = re.compile(r"\W*(?:This|That|These|Those|It|They|He|She|Such)\b")


class Corpus:
    """The stored articles, their figures and their lexicon, with profiles made when first asked for."""

    def __init__(
        self,
        documents: tuple[Document, ...],
        figures: Sequence[Figure],
        lexicon: Lexicon,
        named: Mapping[str, Named] | None = None,  # what each document names, read here where it is not given
    ) -> None:
        self.documents = {document.id: document for document in documents}
        self.figures = figures
        self.lexicon = lexicon
        # what a function of another file makes of a figure or document, which comes last, made once; of a name in a
        # document, while asked
        self.once: Callable[..., Any] = lru_cache(maxsize=None)(self._made)
        self.lately: Callable[..., Any] = lru_cache(maxsize=4096)(self._made)
        self.sentence: Callable[[str, int], Profile] = lru_cache(maxsize=None)(self._sentence)
        self.figure: Callable[[Figure], Profile] = lru_cache(maxsize=None)(self._figure)
        self.labels: Callable[[Figure], tuple[frozenset[str], frozenset[str]]] = lru_cache(maxsize=None)(self._labels)
        self._given = named or {}
        self.named: Callable[[str], Named] = lru_cache(maxsize=None)(self._named)  # of an article, by its id
        self._counts: Callable[[str], Counter[str]] = lru_cache(maxsize=None)(self._count)
        self._main: Callable[[str], tuple[str, ...]] = lru_cache(maxsize=None)(self._main_names)
        self.answers: Callable[[str], dict[int, int]] = lru_cache(maxsize=None)(self._answers)
        self._heads: Callable[[str], frozenset[int]] = lru_cache(maxsize=None)(self._table_heads)

    def only(self, document: str | None) -> Corpus:
        """Return the corpus of one article (of all, if None): what others say is no answer about this one."""
        if document is None:
            return self
        articles = tuple(d for d in self.documents.values() if d.id == document)
        # Names are known from all articles; a word or a year that only another one holds is foreign to this one.
        own = build(articles, ())
        lexicon = replace(self.lexicon, words=own.words, stems=own.stems, _spoken=[])
        part = Corpus(articles, self.of(document), lexicon, self._given)
        # A profile depends on its own article alone.
        part.sentence, part.figure, part._main = self.sentence, self.figure, self._main
        return part

    def of(self, document: str) -> tuple[Figure, ...]:
        """Return the figures of an article, in text order."""
        if isinstance(self.figures, StoredFigures):
            return self.figures.of(document)
        return self._of.get(document, ())

    @cached_property
    def _of(self) -> dict[str, tuple[Figure, ...]]:
        table: dict[str, list[Figure]] = {}
        for figure in self.figures:
            table.setdefault(figure.document, []).append(figure)
        return {document: tuple(figures) for document, figures in table.items()}

    def _made(self, make: Callable[..., Any], *of: Any) -> Any:
        return make(*of, self)

    @cached_property
    def by_sentence(self) -> dict[tuple[str, int], tuple[Figure, ...]]:
        """The figures of each sentence, in text order."""
        table: dict[tuple[str, int], tuple[Figure, ...]] = {}
        for figure in self.figures:
            key = (figure.document, figure.sentence)
            table[key] = (*table.get(key, ()), figure)
        return table

    def period(self, figure: Figure) -> Period | None:
        """Return a figure's period, else that of the same value of the same kind where the article dates it."""
        if figure.period is None and (changed := self._changed_in.get(figure)) is not None:
            return changed
        if figure.period is not None or figure.kind is None:
            return figure.period
        return self._dated.get((figure.document, figure.kind, figure.quantity.low, figure.quantity.unit))

    @cached_property
    def _changed_in(self) -> dict[Figure, Period | None]:
        """The times of changes that are told apart from their level, which is of that time."""
        found = (one.relation for one in self.implied.values() if one.relation.apart)
        return {relation.base: relation.change.period for relation in found}

    @cached_property
    def _dated(self) -> dict[tuple[str, str, Decimal, str], Period]:
        return {
            (f.document, f.kind, f.quantity.low, f.quantity.unit): f.period
            for f in reversed(self.figures)
            if f.period is not None and f.kind is not None
        }

    def milestone(self, figure: Figure) -> Quantity | None:
        """Return what was reached after a duration: stated with it, beside it or just before."""
        return milestone(figure, self)

    @cached_property
    def implied(self) -> dict[Figure, Implied]:
        """The figures that the articles do not state but imply, with what implies them."""
        documents = self.documents.values()
        found = [one for document in documents for one in implied(document, self.of(document.id), self.lexicon)]
        return {one.figure: one for one in found}

    @cached_property
    def changes(self) -> frozenset[Figure]:
        """The figures that tell a change and no level: "rose by 4%"."""
        return frozenset(f for f in self.figures if f.column is None and is_change(self.documents[f.document], f))

    def _labels(self, figure: Figure) -> tuple[frozenset[str], frozenset[str]]:
        article = self.documents[figure.document]
        block = article.blocks[article.sentences[figure.sentence].block]
        if block.label is None:
            return frozenset(), frozenset()
        others = [b.label for b in article.blocks if b.section == block.section and b.label not in (None, block.label)]
        own = frozenset(stems(block.label))
        short = [label for label in others if label and len(label.split()) <= _LONGEST_LABEL]
        return own, frozenset(s for label in short for s in stems(label))

    def text(self, document: str, sentence: int) -> str:
        """Return a sentence verbatim."""
        article = self.documents[document]
        return article.quote(article.sentences[sentence].span)

    def heads(self, document: str, sentence: int) -> bool:
        """Say whether a sentence is the head of a table, which names its columns and states nothing."""
        return sentence in self._heads(document)

    def _table_heads(self, document: str) -> frozenset[int]:
        article = self.documents[document]
        spans = {table.header[0].start: table.header[-1].end for table in article.tables if table.header}
        return frozenset(
            i for i, s in enumerate(article.sentences)
            if any(start <= s.span.start and s.span.end <= end for start, end in spans.items())
        )  # fmt: skip

    def people(self, document: str) -> frozenset[str]:
        """Return the names that an article treats as people's."""
        return frozenset(self.named(document).people)

    def _named(self, document: str) -> Named:
        return self._given.get(document) or named(self.documents[document])

    def _answers(self, document: str) -> dict[int, int]:
        return answers(self.documents[document])

    def asks(self, document: str, sentence: int) -> bool:
        """Say whether a sentence stands in an interviewer's question."""
        return self.documents[document].sentences[sentence].block in self.answers(document).values()

    def weight(self, document: str, name: str) -> int:
        """Return how often an article mentions a name."""
        return self._counts(document)[name]

    def main_names(self, document: str) -> tuple[str, ...]:
        """Return what an article is about where it does not say: the names in its title and its most frequent ones."""
        return self._main(document)

    def _main_names(self, document: str) -> tuple[str, ...]:
        article = self.documents[document]
        titled = [m.name for m in self.lexicon.mentions(article.title)]
        counts = self._counts(document)
        top = counts.most_common(2)
        frequent = [name for name, count in top if count >= max(_OFTEN, top[0][1] // 2)]
        return tuple(dict.fromkeys([*titled, *frequent]))

    def _count(self, document: str) -> Counter[str]:
        return Counter(m.name for m in self.lexicon.mentions(self.documents[document].text))

    def _sentence(self, document: str, position: int) -> Profile:
        article = self.documents[document]
        sentence = article.sentences[position]
        block = article.blocks[sentence.block]
        builder = ProfileBuilder(self.lexicon).add(article.quote(sentence.span), 1.0).add(block.label, LABEL)
        lead = block.lead if block.kind != "row" else _before_table(article, sentence.block)
        if lead is not None:
            builder.add(article.quote(article.blocks[lead].span), LEAD)
            last = max((i for i, s in enumerate(article.sentences[:position]) if s.block == lead), default=None)
            if last is not None:
                builder.merge(self.sentence(document, last), LEAD)
        if position and article.sentences[position - 1].block == sentence.block:
            pointing = _POINTING.match(article.quote(sentence.span)) is not None
            before = article.quote(article.sentences[position - 1].span)
            asking = before.rstrip("\"'”’) ").endswith("?")
            builder.add(before, ASKED if asking else POINTED if pointing else BEFORE)
        elif position and article.sentences[position - 1].section == sentence.section:
            builder.add(article.quote(article.sentences[position - 1].span), BEFORE / 2)
        asked = self.answers(document).get(sentence.block)
        if asked is not None and article.blocks[asked].kind != "heading":
            near = position >= _OPENING and article.sentences[position - _OPENING].block > asked
            builder.add(article.quote(article.blocks[asked].span), ASKED_EARLIER if near else ASKED)
        for earlier in article.sentences[max(0, position - _PARAGRAPH) : max(0, position - 1)]:
            if earlier.block == sentence.block:  # whom a paragraph speaks of need not be named in each sentence
                builder.name(article.quote(earlier.span), PARAGRAPH)
        for table in article.tables:
            if sentence.block in table.row_blocks:
                for cell in table.header:
                    builder.add(article.quote(cell), HEADER)
        _add_headings(builder, article.sections[sentence.section])
        return builder.add(article.title, TITLE).done()

    def section(self, document: str, position: int) -> Profile:
        """Return what a whole section is about."""
        article = self.documents[document]
        section = article.sections[position]
        return (
            ProfileBuilder(self.lexicon).add(article.quote(section.span), 1.0).add(" ".join(section.path), 1.0).done()
        )

    def _figure(self, figure: Figure) -> Profile:
        article = self.documents[figure.document]
        sentence = article.sentences[figure.sentence]
        clause = figure.clause or sentence.span
        builder = ProfileBuilder(self.lexicon).merge(self.sentence(figure.document, figure.sentence), OTHER_CLAUSE)
        builder.add(article.quote(clause), CLAUSE)
        for text in (figure.metric, figure.quantity.surface, figure.row, figure.column):
            builder.add(text, 1.0)
        for text in (figure.subject, *figure.subjects, figure.speaker):
            builder.add(text, 1.0)
        if (figure.quantity.dimension == "money" and figure.quantity.per is not None) or is_price(figure, self):
            builder.add("price", CLAUSE)  # money for each of something is a price, whatever the verb
        if figure.kind:
            builder.add(figure.kind.replace("_", " "), CLAUSE)
        if figure.status != "actual":
            builder.add(figure.status, CLAUSE)
        if figure.column is not None:
            # The other columns' names stand in the same row and must not be taken for this cell's.
            for cell_names in list(builder.names):
                if builder.names[cell_names] < CLAUSE:
                    builder.names[cell_names] = min(builder.names[cell_names], TITLE)
        return builder.done()


def _before_table(article: Document, block: int) -> int | None:
    """Return the last block before the table that a row stands in."""
    while block >= 0 and article.blocks[block].kind == "row":
        block -= 1
    return block if block >= 0 else None


def _add_headings(builder: ProfileBuilder, section: Section) -> None:
    for distance, heading in enumerate(reversed(section.path)):
        builder.add(heading, HEADING if distance == 0 else OUTER_HEADING)
