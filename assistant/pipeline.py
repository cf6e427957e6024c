"""Assistant.ask: the stages of an answer in their order, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from assistant import citations, naming, table_question
from assistant.anchored import Turn
from assistant.answerable import not_found, off_topic, others_figure
from assistant.calculated import calculated
from assistant.compose import compose, uncalculated
from assistant.confidence import OFF_TOPIC, confidence, leaning
from assistant.corpus import Corpus
from assistant.expectation import asks_opinion, of_one, takes_part
from assistant.followups import follow
from assistant.gap_stated import stated_gap
from assistant.gathering import gathered, ranked
from assistant.guard import UncoveredNumber, guard
from assistant.inert import inert_documents, inert_figures
from assistant.left_open import leaves_open
from assistant.legible import blank, longer, storable
from assistant.moved import moved
from assistant.numbered import Numbered
from assistant.operations import Operands, calculate, lacking, unmeasured
from assistant.overview import asks_overview, overview
from assistant.peaks import untold
from assistant.premise import refuted
from assistant.prepared import Beside
from assistant.replies import REPLIES, Case, forecasts, superseded
from assistant.replies.attribute import unmet
from assistant.replies.case import told
from assistant.reread import Rereading
from assistant.rest_of_amounts import rest_of_amounts
from assistant.rest_of_shares import rest_of_shares
from assistant.scope import SEARCHED, Scope
from assistant.settings import MAX_QUESTION
from assistant.several import merged, parts
from assistant.suggest import examples, suggestions
from assistant.totalled import totalled
from assistant.types import Answer, Calculation, Citation, Draft, Evidence, Excerpt, Focus, Question, Refused
from assistant.unstated import unstated
from assistant.whole import quoted_whole
from assistant.withheld import withheld
from assistant.words import vocabulary
from documents.figures.types import Figure
from documents.types import Document
from index.history import Change, since
from index.hybrid import HybridIndex
from index.places import Failure
from index.update import serve

Progress = Callable[[str, int, int], None]
_Stated = Callable[[], tuple[Figure, ...]]  # the figures that an answer states, which only a later turn asks for

_NO_PART = ("share", "net", "including", "outstanding")  # operations of which one operand is not a part of the answer
_HINT = "Ask a question about the article, for example any of those suggested."
MOST_TURNS = 20  # earlier turns that are read again; older ones are dropped


@dataclass(frozen=True)
class Assistant:
    """An index opened for questions. The same question, history and index give the same answer."""

    index: HybridIndex
    failures: tuple[Failure, ...] = ()  # files that are not in the index, and why
    warnings: tuple[str, ...] = ()  # why an older index serves, one sentence each
    library: Path | None = None  # where the index lies; None for one in memory

    @classmethod
    def open(cls, documents: Path, data: Path | None = None, progress: Progress | None = None) -> Assistant:
        """Index what is new or changed in a folder and open it; raises DocumentError or IndexProblem."""
        serving = serve(documents, data, progress=progress)
        return cls(serving.index, serving.failures, serving.warnings, serving.library)

    def ask(self, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer:
        """Answer a question from the articles; `history` holds the reader's earlier turns, oldest first."""
        try:
            return self.answer(text, history, document, self.examples(document=document))
        except UncoveredNumber:  # a fault of the program; the reader gets no number that nothing covers
            return self._plain(text, "I have no answer to this that I can prove from the article.", ())

    def answer(self, text: str, history: Sequence[str], document: str | None, pool: Sequence[str]) -> Answer:
        """Answer as `ask` does, with suggestions from the pool; raises UncoveredNumber where the guard finds one."""
        text = storable(text)
        if blank(text[:MAX_QUESTION]):
            return self._plain(text[:MAX_QUESTION], _HINT, pool)
        if longer(text, MAX_QUESTION):
            return self._plain("", f"The question is longer than {MAX_QUESTION:,} characters; ask a shorter one.", pool)
        told = (storable(earlier[:MAX_QUESTION]) for earlier in list(history)[-MOST_TURNS:])
        turns = self._turns(tuple(t for t in told if not blank(t) and not longer(t, MAX_QUESTION)), document)
        question = follow(text, turns, self.corpus.lexicon)
        about = overview(self._scope.only(document)) if asks_overview(text) else None
        if question.is_empty and about is None:
            return self._plain(text, _HINT, pool)
        draft = about or self._several(question, turns, document) or self._draft(question, document)[0]
        answer = compose(question, draft, self._articles, suggestions(question, draft, turns, pool), self.generation)
        return guard(answer, self.numbered, self._articles)

    def _several(self, question: Question, turns: tuple[Turn, ...], document: str | None) -> Draft | None:
        """Return the answers to the questions of one turn where it asks several and all but one can be told apart."""
        asked = parts(question.standalone)
        if len(asked) < 2 or question.foci or off_topic(question):
            return None
        drafts: list[Draft] = []
        for part in asked:
            read = follow(part, turns, self.corpus.lexicon)
            draft, figures = self._draft(read, document, len(asked))
            turns = (*turns, Turn(read, figures(), self._named(read, draft)))
            drafts.append(draft)
        return merged(drafts) if any(draft.status != "not_found" for draft in drafts) else None

    def examples(self, count: int | None = None, document: str | None = None) -> tuple[str, ...]:
        """Return questions about these articles, or one of them, that are answered, most telling first."""
        return tuple(question for question, of in self._examples if document in (None, of))[:count]

    @cached_property
    def _examples(self) -> tuple[tuple[str, str], ...]:
        return self._beside.examples(lambda: examples(self._scope.sample, self._provable))

    @cached_property
    def _beside(self) -> Beside:
        return Beside(self.library, self.generation, self.documents, self.figures)

    def _provable(self, question: str) -> Answer | None:
        try:
            return self.answer(question, (), None, ())
        except UncoveredNumber:
            return None

    def evidence(self, standalone: str, document: str | None = None) -> tuple[Evidence, ...]:
        """Return the sentences of what a search finds as they are ranked, best first: of a few articles all of them."""
        question = follow(standalone, (), self.corpus.lexicon)
        corpus = self._scope.wide(question, document)
        return ranked(question, corpus, self._scope.near(question, corpus), Rereading(question.standalone, corpus))

    def excerpt(self, citation: Citation) -> Excerpt:
        """Return the section in which a citation stands, split at the quote."""
        return citations.excerpt(citation, self._articles[citation.document])

    def changes_since(self, generation: str) -> tuple[Change, ...] | None:
        """Return what the articles say otherwise since an earlier generation, None where that is not known."""
        return None if self.library is None else since(self.library, generation, self.generation)

    @property
    def documents(self) -> tuple[Document, ...]:
        return self.index.documents

    @property
    def figures(self) -> Sequence[Figure]:
        return self.index.figures

    @property
    def generation(self) -> str:
        return self.index.generation

    @cached_property
    def _articles(self) -> dict[str, Document]:
        return {document.id: document for document in self.index.documents}

    @cached_property
    def corpus(self) -> Corpus:
        named, counted = self._beside.named, self._beside.counted
        lexicon = naming.build(self.index.documents, (name for one in named.values() for name in one.names), counted)
        read = inert_documents(self.index.documents)
        # Of a few articles all figures are looked at for each question.
        figures = tuple(self.figures) if len(read) <= SEARCHED else self.figures
        return Corpus(read, inert_figures(figures), replace(lexicon, akin=self.index.near_words), named)

    @cached_property
    def _turns(self) -> Callable[[tuple[str, ...], str | None], tuple[Turn, ...]]:
        """Read a conversation so far; a reader's next turn begins with all the turns before it."""

        def read(said: tuple[str, ...], document: str | None) -> tuple[Turn, ...]:
            if not said:
                return ()
            before = kept(said[:-1], document)
            return (*before, self._turn(said[-1], before, document))

        kept = lru_cache(maxsize=256)(read)
        return kept

    def _turn(self, text: str, turns: tuple[Turn, ...], document: str | None) -> Turn:
        question = follow(text, turns, self.corpus.lexicon)
        draft, figures = self._draft(question, document)
        return Turn(question, figures(), self._named(question, draft))

    def _named(self, question: Question, draft: Draft) -> str | None:
        """Return whom the answer to a "who" question begins with."""
        if question.expects not in ("person", "quotation") or draft.status == "not_found":
            return None
        if question.whole.names and not question.whole.terms:
            return question.whole.names[0]  # "who is Ida?"
        return next((m.name for m in self.corpus.lexicon.mentions(draft.text[:80]) if m.start < 30), None)

    def _draft(self, question: Question, document: str | None, among: int = 1) -> tuple[Draft, _Stated]:
        """Return the answer before its citations are numbered, and what tells the figures it states."""
        case = self._case(question, document, among)
        draft, stated = self._drafted(case)
        unsaid = None if off_topic(question) else withheld(case, draft)
        draft, stated = (draft, stated) if unsaid is None else (unsaid, tuple)
        asked = 0.0 if off_topic(question) else case.on_topic
        return replace(draft, confidence=confidence(draft, case.unread, asked)), stated

    def _drafted(self, case: Case) -> tuple[Draft, _Stated]:
        question = case.question
        if case.on_topic < OFF_TOPIC and not leaning(question):
            return not_found(case), tuple
        # "How much of the bill did the county pay" asks for an amount before it asks for a share.
        part = unstated(case) if takes_part(question) else None
        outcome = part or table_question.calculate(question, case.corpus) or self._calculate(case)
        calculation = outcome if isinstance(outcome, Calculation) else None
        said = refuted(case, calculation) or stated_gap(case, calculation)
        outcome = (
            outcome or rest_of_shares(case) or rest_of_amounts(case) or unstated(case) or moved(case) or totalled(case)
        )
        draft = said or calculated(question, outcome)
        draft = None if draft is not None and leaves_open(case, draft) else draft
        if draft is not None and draft.calculation is not None:
            inputs = draft.calculation.inputs
            return draft, lambda: inputs
        told_so = draft or self._stated(case) or quoted_whole(case) or not_found(case)
        told_so = not_found(case) if leaves_open(case, told_so) else told_so
        return superseded.beside(case, forecasts.beside(case, told_so)), lambda: told(case, told_so)

    def _stated(self, case: Case) -> Draft | None:
        """Return what the articles state; a part of the answer where a calculation was asked for and none is made."""
        draft = self._reply(case)
        lacks = lacking(case.question, draft, case.corpus) if draft is not None else ""
        if draft is None or not lacks:
            return draft
        # Amounts that nothing relates tell no share, not even in part; what was ordered is nothing of what is missing.
        unrelated = case.question.operation in _NO_PART and not takes_part(case.question)
        unrelated = unrelated and (case.question.operation != "outstanding" or case.question.expects == "count")
        wordy = not any(case.corpus.by_sentence.get((quote.document, quote.sentence)) for quote in draft.quotes)
        return not_found(case) if unrelated or wordy else uncalculated(draft, lacks)

    def _reply(self, case: Case) -> Draft | None:
        question = case.question
        if off_topic(question) or question.unknown or unmeasured(question) or others_figure(case):
            return None
        if untold(question, lambda: case.anything, case.corpus):
            return None
        judged = asks_opinion(question) and question.expects not in ("definition", "reason")
        kind = "opinion" if judged else str(vocabulary("expects")[question.expects]["reply"])
        apart = case.sides and kind not in ("reason", "yes_no", "opinion") and not of_one(question)
        sides = REPLIES["sides"] if apart else ()
        for reply in (*sides, *REPLIES[kind]):
            draft = reply(case)
            if draft is not None and not unmet(case, draft):
                return draft
        return None

    def _case(self, question: Question, document: str | None, among: int = 1) -> Case:
        corpus = self._scope.of(question, document)
        return gathered(question, corpus, self._scope.near(question, corpus), among)

    def _calculate(self, case: Case) -> Calculation | Refused | None:
        question = case.question
        if question.operation is None or question.unknown or off_topic(question) or unmeasured(question):
            return None
        sides = tuple(side.figures for side in case.sides)
        return calculate(question, Operands(case.anything, sides, case.corpus))

    @cached_property
    def numbered(self) -> Numbered:
        """The names of the articles that hold a number."""
        return Numbered(self.corpus.lexicon.names)

    @cached_property
    def _scope(self) -> Scope:
        return Scope(self.index, self.corpus)

    def _plain(self, text: str, words: str, pool: Sequence[str]) -> Answer:
        """Return one helpful sentence where there is no question to answer."""
        empty = Question(text=text, standalone=text, expects="any", whole=Focus())
        answer = compose(empty, Draft("not_found", words), self._articles, tuple(pool[:3]), self.generation)
        return replace(answer, question=text)
