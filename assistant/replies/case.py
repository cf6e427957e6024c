"""What every kind of answer is made from: the question, the ranked sentences and the ranked figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from assistant.agreement import contradicts_time
from assistant.confidence import Likely
from assistant.corpus import Corpus
from assistant.operands import Candidate
from assistant.overview import in_masthead
from assistant.topics import GENERIC_WEIGHT
from assistant.types import Draft, Evidence, Focus, Question, Quote
from documents.figures.types import Figure
from documents.types import Sentence

# Of the question's weighted words, the share that a sentence in its place must meet to answer it.
ENOUGH = 0.5
# The same where the question has nothing but words that say what kind of answer is wanted: "the range of the R4".
_ALL = 0.75
# Log-odds, by the cross-encoder, below which the likeliest sentence is none that answers.
_BESIDE = -0.5
# A line that says who wrote the article, and where, answers only a question that it meets so well.
_OF_ITSELF = 0.9
# A sentence this much weaker than the best one adds nothing.
CLOSE = 0.12


@dataclass(frozen=True, slots=True)
class SideCase:
    """One side of a comparison with the sentences and figures that bear on it, best first."""

    focus: Focus
    evidence: tuple[Evidence, ...]
    figures: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Ranks:
    """How what a case holds is ranked; each is ranked when it is first asked for, since few answers need all."""

    figures: Callable[[], tuple[Candidate, ...]]
    anything: Callable[[], tuple[Candidate, ...]]
    implied: Callable[[], tuple[Candidate, ...]]
    sides: Callable[[], tuple[SideCase, ...]]
    likely: Callable[[], Likely | None]


@dataclass(frozen=True)
class Case:
    """A question with all that bears on it."""

    question: Question
    corpus: Corpus
    evidence: tuple[Evidence, ...]  # best first
    ranks: Ranks
    on_topic: float = 1.0  # probability that the articles speak of what is asked, 0 to 1
    unread: Likely | None = None  # the sentence that most likely answers, before any is read again

    @cached_property
    def figures(self) -> tuple[Candidate, ...]:
        """Figures of the dimension that is wanted, for the question as one, best first."""
        return self.ranks.figures()

    @cached_property
    def anything(self) -> tuple[Candidate, ...]:
        """The same whatever their dimension: the operands of a calculation."""
        return self.ranks.anything()

    @cached_property
    def implied(self) -> tuple[Candidate, ...]:
        """Figures that the articles only imply, best first."""
        return self.ranks.implied()

    @cached_property
    def sides(self) -> tuple[SideCase, ...]:
        """The sides of a comparison, in the order of the question."""
        return self.ranks.sides()

    @cached_property
    def likely(self) -> Likely | None:
        """The sentence that most likely answers, read again."""
        return self.ranks.likely()

    @property
    def _only_named(self) -> bool:
        return not self.question.whole.terms and bool(self.question.whole.names)

    def text(self, found: Evidence) -> str:
        """Return the sentence on one line."""
        return " ".join(self.corpus.text(found.document, found.sentence).split())

    def sentence(self, found: Evidence) -> Sentence:
        return self.corpus.documents[found.document].sentences[found.sentence]

    def near(self, found: Evidence, offset: int) -> Evidence | None:
        """Return the sentence before (-1) or after (+1) in the same section, with its own score."""
        position = found.sentence + offset
        sentences = self.corpus.documents[found.document].sentences
        if not 0 <= position < len(sentences) or sentences[position].section != sentences[found.sentence].section:
            return None
        return self.at(found.document, position)

    def best(self, count: int = 3) -> tuple[Evidence, ...]:
        """Return the sentences that meet the names and enough of the words, near the best one's score."""
        enough = ENOUGH if any(t.weight > GENERIC_WEIGHT for t in self.question.whole.terms) else _ALL
        able = [e for e in self.evidence[:40] if not e.missing and (e.coverage >= enough or self._only_named)]
        able = [e for e in able if not self.corpus.heads(e.document, e.sentence)]
        able = [e for e in able if e.coverage >= _OF_ITSELF or not in_masthead(e.document, e.sentence, self.corpus)]
        if able and self.of_other_time(able[0]):
            # What says less of what is asked for is no answer where the sentence that says it is of another time.
            able = [e for e in able if e.coverage >= able[0].coverage]
        able = [e for e in able if not self.of_other_time(e)]
        able = [e for e in able if not self.asks(e)] or able
        return tuple(e for e in able[:count] if e.score >= able[0].score - CLOSE)

    def of_other_time(self, found: Evidence) -> bool:
        """Say whether a sentence states figures of another time than the question names, and none of that time."""
        here = self.corpus.by_sentence.get((found.document, found.sentence), ())
        return contradicts_time(self.question.whole, [self.corpus.period(figure) for figure in here])

    @cached_property
    def unspoken_time(self) -> str | None:
        """The time that the question names where the articles hold neither its year nor a figure of it."""
        periods = self.question.whole.periods
        years = {year for p in periods for year in (p.start[:4], p.end[:4])}
        if not years or any(self.corpus.lexicon.stems.get(year) for year in years):
            return None
        dated = (f.period for f in self.corpus.figures if f.period is not None)
        if any(one.start <= p.end and p.start <= one.end for one in dated for p in periods):
            return None
        return periods[0].surface

    def read_as_beside(self, found: Evidence) -> bool:
        """Say whether the cross-encoder takes the likeliest sentence for none that answers, and it is this one."""
        if self.likely is None or self.likely.signals.read is None:
            return False
        likely = self.likely.found
        return (likely.document, likely.sentence) == (
            found.document,
            found.sentence,
        ) and self.likely.signals.read < _BESIDE

    def asks(self, found: Evidence) -> bool:
        """Say whether a sentence is an interviewer's question, which answers nothing."""
        return self.corpus.asks(found.document, found.sentence) and self.text(found).rstrip("\"'”’) ").endswith("?")

    def answered_by(self, found: Evidence, count: int = 2) -> tuple[Evidence, ...]:
        """Return the first sentences of what is answered to an interviewer's turn; () where it is none."""
        if not self.corpus.asks(found.document, found.sentence):
            return ()
        article = self.corpus.documents[found.document]
        answers = self.corpus.answers(found.document)
        asked = article.sentences[found.sentence].block
        own = [i for i, s in enumerate(article.sentences) if answers.get(s.block) == asked]
        return tuple(self.at(found.document, i) for i in own[:count])

    def turn_of(self, found: Evidence) -> Evidence | None:
        """Return the interviewer's question that a sentence answers, None where it answers none."""
        article = self.corpus.documents[found.document]
        asked = self.corpus.answers(found.document).get(article.sentences[found.sentence].block)
        if asked is None or article.blocks[asked].kind == "heading":
            return None
        turns = [self.at(found.document, i) for i, s in enumerate(article.sentences) if s.block == asked]
        return max(turns, key=lambda e: (e.coverage, -e.sentence), default=None)

    def at(self, document: str, sentence: int) -> Evidence:
        """Return a sentence as evidence, with its score."""
        return self._by_place[document, sentence]

    @cached_property
    def _by_place(self) -> dict[tuple[str, int], Evidence]:
        return {(e.document, e.sentence): e for e in self.evidence}


def its(case: Case, found: Evidence) -> bool:
    """Say whether a sentence opens with "its" after one of its paragraph that has the names it lacks: "Its head is"."""
    before = case.near(found, -1)
    if before is None or not _ITS.match(case.text(found)) or case.sentence(before).block != case.sentence(found).block:
        return False
    named = {m.name for m in case.corpus.lexicon.mentions(case.text(before))}
    return named >= set(found.missing)


_ITS = re.compile(r"(?:Its|Their) ")


def quoting(case: Case, *found: Evidence, text: str | None = None, caveats: tuple[str, ...] = ()) -> Draft:
    """Return an answer that rests on these sentences: the given words, or the first sentence itself."""
    words = text if text is not None else " ".join(f"{case.text(e)} {{{i}}}" for i, e in enumerate(found))
    return Draft("answered", words, tuple(Quote(e.document, e.sentence) for e in found), caveats)


def told(case: Case, draft: Draft) -> tuple[Figure, ...]:
    """Return the figures that an answer without a calculation states: one of each side, else the one that fits best."""
    if draft.status == "not_found":
        return ()
    quoted = {(quote.document, quote.sentence) for quote in draft.quotes}
    own = [side.figures[0].figure for side in case.sides if side.figures and side.figures[0].fits]
    sides = tuple(figure for figure in own if (figure.document, figure.sentence) in quoted)
    return sides if len(sides) > 1 else tuple(c.figure for c in case.figures[:1] if c.fits)
