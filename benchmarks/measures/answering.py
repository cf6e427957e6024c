"""Answers: whole ones of article-assistant beside the hybrid retrieval alone of the peers, and how their cost grows.

Each side is a process that has opened its index. Everything is asked twice: the first time a library prepares what it
keeps, the second is measured. article-assistant, which remembers what it worked out for a question, opens its index
anew in between, so that no answer comes from memory.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measures.corpora import Asked, Corpus
from benchmarks.measures.sessions import Failed, Reply, Session, Side, session
from benchmarks.measures.types import Curve, Figure, Part, Table, number

P50, P95 = 15.0, 40.0  # ms of an answer on the article
OF_PEERS = 0.5  # of the fastest peer's hybrid retrieval alone
LENGTHS = (8, 16, 32, 64, 128)  # words of a question
EACH = 20  # questions of a length: with five, the few that are read again made one length twice as dear as the next
OURS = ("answer", "retrieve")
_NOTE = (
    "Milliseconds of a question in a process that is ready, over all rounds; 'first' is each question's first time. "
    "'Processor' is the mean over the article, of all threads. 'Right' is how often the article that a question is "
    "about came first, among all texts of the library; a whole answer cites it first, or refuses. Peers run as their "
    "libraries set them up, then once more held to one thread, which is quicker where others use the machine too: "
    "threads of OpenMP wait for each other by spinning. article-assistant reads a question of several clauses whole "
    "and by clause, which is up to twice the words: a step that comes between 32 and 115. A text longer than any "
    "question has no clauses and is read up to where questions end; for a whole answer its parts that ask are read."
)


@dataclass
class Times:
    """What one side took: replies by what was asked of which corpus, over all rounds."""

    side: Side
    first: list[Reply] = field(default_factory=list)
    article: list[Reply] = field(default_factory=list)
    lengths: dict[int, list[Reply]] = field(default_factory=dict)
    sizes: dict[str, list[Reply]] = field(default_factory=dict)
    right: float | None = None  # share of the library's questions

    @property
    def is_peer(self) -> bool:
        return self.side.name not in OURS


def measure(
    sides: Sequence[Side], corpora: Mapping[str, Corpus], article: Sequence[str], library: Sequence[Asked], rounds: int
) -> tuple[Part, dict[str, str]]:
    """Ask every side all questions in every round; return what was found, and for each side that failed why."""
    times = {side.title: Times(side) for side in sides}
    failed: dict[str, str] = {}
    held = [side.on_one_thread for side in sides if side.name not in OURS]
    times.update({side.title: Times(side) for side in held})
    small = {name: corpus for name, corpus in corpora.items() if name == "article"}
    plan = [(side, corpora) for _ in range(rounds) for side in sides] + [(side, small) for side in held]
    for turn, (side, of) in enumerate(plan, 1):
        print(f"{turn}/{len(plan)} asking: {side.title}", file=sys.stderr, flush=True)
        try:
            ask(times[side.title], of, article, library)
        except Failed as problem:
            failed[side.name] = str(problem)
    return found([of for of in times.values() if of.side.name not in failed], corpora), failed


def ask(to: Times, corpora: Mapping[str, Corpus], article: Sequence[str], library: Sequence[Asked]) -> None:
    """Ask one side everything once more, in a fresh process, and add what it took."""
    long = [text for words in LENGTHS for text in lengthened(article, words)]
    with session(to.side) as answers:
        for name, corpus in corpora.items():
            place = corpus.folder / to.side.name if to.is_peer else corpus.folder
            if name == "article":
                first, second = twice(answers, place, [*article, *long], anew=not to.is_peer)
                to.first += first[: len(article)]
                to.article += second[: len(article)]
                for at, words in enumerate(LENGTHS):
                    start = len(article) + at * EACH
                    to.lengths.setdefault(words, []).extend(second[start : start + EACH])
            else:
                _, second = twice(answers, place, [asked.question for asked in library], anew=not to.is_peer)
                to.sizes.setdefault(name, []).extend(second)
                pairs = zip(second, library, strict=True)
                to.right = statistics.mean(reply.found[:1] == (asked.article,) for reply, asked in pairs)


def twice(answers: Session, place: Path, questions: Sequence[str], *, anew: bool) -> tuple[list[Reply], list[Reply]]:
    """Ask all questions, and all again, of an index that is opened anew where what was asked is remembered."""
    answers.open(place)
    first = [answers.ask(question) for question in questions]
    if anew:
        answers.open(place)
        # The first question after opening pays for what an assistant prepares once; nobody's figure is that.
        answers.ask("warm")
    return first, [answers.ask(question) for question in questions]


def lengthened(questions: Sequence[str], words: int) -> list[str]:
    """Return questions of that many words, each one sentence: one question after another, cut off there."""
    longer = []
    for start in range(EACH):
        said = [word for text in (*questions[start:], *questions[:start]) for word in text.split()]
        # Several sentences would be several questions, which are answered one by one.
        longer.append(" ".join(word.rstrip("?!.,;:") for word in said[:words]) + "?")
    return longer


def found(times: Sequence[Times], corpora: Mapping[str, Corpus]) -> Part:
    """Return figures, table and curves of measured times."""
    mine = next(of.article for of in times if of.side.name == "answer")
    peers = [of for of in times if of.is_peer]
    as_set_up = min((_p50(of.article) for of in peers if not of.side.environment), default=None)
    quickest = min((_p50(of.article) for of in peers), default=None)
    none = "" if peers else "no peer was measured"
    figures = (
        Figure("answer on the article, median", _p50(mine), "ms", P50),
        Figure("answer on the article, 95th percentile", _p95(mine), "ms", P95),
        Figure(
            "whole answer against the fastest peer's hybrid retrieval alone, medians",
            _p50(mine) / as_set_up if as_set_up else None, "x", OF_PEERS, note=none,
        ),
        Figure(
            "the same, peers held to one thread as well",
            _p50(mine) / quickest if quickest else None, "x", OF_PEERS, note=none,
        ),
    )  # fmt: skip
    growing = [name for name in corpora if name != "article"]
    rows = []
    for of in times:
        cpu = 1000 * statistics.mean(reply.cpu for reply in of.article)
        sizes = (number(_p50(of.sizes[name])) if name in of.sizes else "" for name in growing)
        memory = max(reply.memory for reply in of.article) / (1 << 20)
        right = "" if of.right is None else f"{of.right:.2f}"
        rows.append((
            of.side.title, number(_p50(of.first)), number(_p50(of.article)), number(_p95(of.article)), number(cpu),
            *sizes, f"{memory:.0f}", right,
        ))  # fmt: skip
    head = ("", "first, p50", "p50", "p95", "processor", *(f"p50, {corpora[name].words:,} words" for name in growing))
    table = Table("Answers and retrieval", (*head, "memory, MB", "right"), tuple(rows), _NOTE)
    curves = [curve for of in times if not of.side.environment for curve in _curves(of, corpora)]
    return Part("answers", figures, (table,), tuple(curves))


def _curves(of: Times, corpora: Mapping[str, Corpus]) -> list[Curve]:
    """Return how the processor time of a question grows with the library, and with its own length."""
    words = tuple(float(corpora[name].words) for name in of.sizes)
    sizes, lengths = (tuple(map(_cpu, replies)) for replies in (of.sizes.values(), of.lengths.values()))
    by_size = [Curve(of.side.title, words, sizes, "words of the library", "ms")] if len(words) > 1 else []
    return [*by_size, Curve(of.side.title, tuple(map(float, of.lengths)), lengths, "words of the question", "ms")]


def _cpu(replies: Sequence[Reply]) -> float:
    return 1000 * statistics.median(reply.cpu for reply in replies)


def _p50(replies: Sequence[Reply]) -> float:
    return 1000 * statistics.median(reply.seconds for reply in replies)


def _p95(replies: Sequence[Reply]) -> float:
    return 1000 * statistics.quantiles((reply.seconds for reply in replies), n=20)[-1]
