"""The owner's digest: what was asked in vain or judged badly, by matter, with what the articles say of it now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.corpus import Corpus
from assistant.journal.matters import Meant, together
from assistant.journal.types import Asked, Judged
from assistant.legible import clean
from assistant.types import Answer, Evidence, Status
from assistant.words import content
from documents.types import Document
from index.errors import IndexProblem
from index.hybrid import HybridIndex

_NEAR = 3  # sentences that are quoted
_SAYS = 2  # content words from which a follow-up is a matter of its own: "and the rival?" means nothing by itself
_NEAREST = 0.35  # of a question's words, that a sentence has to hold to be worth quoting


class Engine(Protocol):
    """What the digest needs of the assistant."""

    @property
    def index(self) -> HybridIndex: ...
    @property
    def corpus(self) -> Corpus: ...
    @property
    def documents(self) -> tuple[Document, ...]: ...
    def ask(self, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer: ...
    def evidence(self, standalone: str, document: str | None = None) -> tuple[Evidence, ...]: ...


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence of the articles that comes near to a question."""

    document: str
    title: str
    heading: tuple[str, ...]
    quote: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that readers asked, in one wording or several."""

    question: str  # the wording that was used most
    wordings: tuple[tuple[str, int], ...]  # each with how often, most often first
    count: int
    unanswered: int
    disliked: int
    liked: int
    reasons: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]
    documents: tuple[str, ...]  # the articles that were asked alone
    first: str  # day, ISO 8601
    last: str
    status: Status | None = None  # what it is answered now; None where the articles could not be opened
    answer: str = ""
    near: tuple[Near, ...] = ()
    follow_ups: bool = False  # whether these only mean something after another question, which is not kept


def matters(
    asked: Iterable[Asked],
    judged: Iterable[Judged],
    engine: Engine | None,
    *,
    unanswered: bool = True,
    disliked: bool = True,
) -> tuple[Matter, ...]:
    """Return what was asked in vain or judged badly, most often first; `told` adds what the articles say of it."""
    wordings = _wordings(asked, judged)
    chosen = [one for one in wordings if (unanswered and one.unanswered) or (disliked and one.disliked)]
    chosen.sort(key=lambda one: (-one.count, one.question))
    alone = [one for one in chosen if not one.follow_ups]
    leaning = [one for one in chosen if one.follow_ups]
    groups = together([one.question for one in alone], _Reader(engine))
    joined = [_joined([alone[position] for position in group]) for group in groups]
    joined += [replace(_joined(leaning), follow_ups=True)] if leaning else []
    return tuple(sorted(joined, key=lambda one: (-(one.unanswered + one.disliked), -one.count, one.question)))


def told(matter: Matter, engine: Engine) -> Matter:
    """Return the matter with today's answer and the sentences that come nearest; follow-ups as they are."""
    if matter.follow_ups:
        return matter
    ids = {document.id: document for document in engine.documents}
    document = matter.documents[0] if len(matter.documents) == 1 and matter.documents[0] in ids else None
    answer = engine.ask(matter.question, (), document)
    near = []
    for found in engine.evidence(matter.question, document)[:_NEAR]:
        if found.coverage >= _NEAREST:
            article = ids[found.document]
            sentence = article.sentences[found.sentence]
            heading = article.sections[sentence.section].path
            near.append(Near(article.id, article.title, heading, article.quote(sentence.span), sentence.page))
    return replace(matter, status=answer.status, answer=answer.text, near=tuple(near))


def _wordings(asked: Iterable[Asked], judged: Iterable[Judged]) -> list[Matter]:
    """Return a matter for each wording. Feedback on a question of the log is about a question counted there."""
    questions: dict[tuple[bool, str], list[Asked]] = {}
    feedback: dict[tuple[bool, str], list[Judged]] = {}
    for question in asked:
        questions.setdefault(_key(question), []).append(question)
    for one in judged:
        feedback.setdefault(_key(one), []).append(one)
    return [
        replace(_wording(questions.get(key, []), feedback.get(key, [])), follow_ups=key[0])
        for key in sorted(questions | feedback)
    ]


def _wording(asked: list[Asked], judged: list[Judged]) -> Matter:
    rows: tuple[Asked | Judged, ...] = (*asked, *judged)
    texts = Counter(row.standalone for row in rows)
    question = min(texts, key=lambda text: (-texts[text], text))
    days = sorted(row.day for row in rows)
    count = max(len(asked), len(judged))
    bad = [row for row in judged if row.rating == "down"]
    return Matter(
        question=question,
        wordings=((question, count),),
        count=count,
        unanswered=max(_in_vain(asked), _in_vain(judged)),
        disliked=len(bad),
        liked=len(judged) - len(bad),
        reasons=tuple(Counter(reason for row in bad for reason in row.reasons).items()),
        notes=tuple(row.note for row in judged if row.note),
        documents=tuple(sorted({row.document for row in asked if row.document})),
        first=days[0],
        last=days[-1],
    )


def _in_vain(rows: Sequence[Asked | Judged]) -> int:
    return sum(row.status != "answered" for row in rows)


def _joined(group: list[Matter]) -> Matter:
    wordings = sorted((pair for one in group for pair in one.wordings), key=lambda pair: (-pair[1], pair[0]))
    reasons: Counter[str] = Counter()
    for one in group:
        reasons.update(dict(one.reasons))
    return Matter(
        question=wordings[0][0],
        wordings=tuple(wordings),
        count=sum(one.count for one in group),
        unanswered=sum(one.unanswered for one in group),
        disliked=sum(one.disliked for one in group),
        liked=sum(one.liked for one in group),
        reasons=tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
        notes=tuple(dict.fromkeys(note for one in group for note in one.notes)),
        documents=tuple(sorted({document for one in group for document in one.documents})),
        first=min(one.first for one in group),
        last=max(one.last for one in group),
    )


def _key(row: Asked | Judged) -> tuple[bool, str]:
    """Return whether a row means nothing by itself, and its wording without case and closing marks."""
    leans = row.follow_up and len(content(row.standalone)) < _SAYS
    return leans, clean(row.standalone).casefold().rstrip(" ?!.")


class _Reader:
    """Tells what a question means; only its names and numbers where there is no index or no model."""

    def __init__(self, engine: Engine | None) -> None:
        self.engine = engine

    def __call__(self, text: str) -> Meant:
        if self.engine is None:
            return Meant()
        lexicon = self.engine.corpus.lexicon
        names = {found.name for found in lexicon.mentions(text, asked=True)} | set(lexicon.strangers(text))
        try:
            vector = self.engine.index.encoder.vector(text)
            best = self.engine.evidence(text)[:1]
        except IndexProblem:
            return Meant(names=frozenset(names))
        place = (best[0].document, best[0].sentence) if best and best[0].coverage >= _NEAREST else None
        return Meant(vector, place, frozenset(names))
