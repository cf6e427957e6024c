"""article-assistant, measured by the program that measures its peers (`benchmarks.peers.program`), in its own Python.

    python -m benchmarks.measures.ours index  CORPUS...   index folders as if for the first time, one after another
    python -m benchmarks.measures.ours fast   CORPUS      the same of one, as `index --fast` does
    python -m benchmarks.measures.ours again  CORPUS      change one article of an index, bring it up to date
    python -m benchmarks.measures.ours encoder CORPUS     embed the passages of a corpus, and do nothing else
    python -m benchmarks.measures.ours steps   CORPUS N... an index that is up to date; prose of N characters read
    python -m benchmarks.measures.ours answer             answer questions, with citations and calculations
    python -m benchmarks.measures.ours retrieve           its retrieval alone: the passages that are near a question

Indexing does more than that of the peers: besides its passages it embeds every sentence and every word, and it reads
every figure.
"""

from __future__ import annotations

import logging.handlers
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.peers import program
from benchmarks.peers.program import Say
from index import places
from index.embedders import DEFAULT, for_indexing, named
from index.hybrid import HybridIndex
from index.passages import embedding_text
from index.types import Vectors
from index.update import update

BEST = 10
ADDED = "\n\nA further paragraph says what became of it: the mill of Upper Stowe ground 41 sacks of oats that day.\n"


class Noted:
    """An embedder that embeds nothing and notes what it is asked to: the texts of an index."""

    dimension = 384

    def __init__(self) -> None:
        self.id = "noted@0"
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return the same vector for all."""
        self.texts += texts
        found = np.zeros((len(texts), self.dimension), dtype=np.float32)
        found[:, 0] = 1
        return found


def index(corpora: Sequence[str], say: Say) -> None:
    """Index each corpus and say what it took, the model loaded before."""
    for corpus in map(Path, corpora):
        models = places.models_folder(places.data_folder(corpus / "files", corpus / "data"))
        for_indexing(DEFAULT, models).embed(["warm"])
        begun, used = time.perf_counter(), time.process_time()
        done = update(corpus / "files", corpus / "data")
        say({
            "chunks": done.passages, "seconds": time.perf_counter() - begun, "cpu": time.process_time() - used,
            "embedded": done.embedded, "sentences": done.sentences, "figures": done.figures,
            "documents": done.documents,
        })  # fmt: skip


def fast(corpora: Sequence[str], say: Say) -> None:
    """Index a corpus in bf16 and say what it took, the process that embeds so started before.

    `refused` says why nothing was embedded so, "" where it was.
    """
    corpus = Path(corpora[0])
    refused = logging.handlers.BufferingHandler(capacity=100)
    logging.getLogger("index").addHandler(refused)
    models = places.models_folder(places.data_folder(corpus / "files", corpus / "data"))
    begun = time.perf_counter()
    embedder = for_indexing(DEFAULT, models, fast=True)
    embedder.embed(["warm"])
    loading = time.perf_counter() - begun
    begun = time.perf_counter()
    done = update(corpus / "files", corpus / "fast", embedder=embedder)
    seconds = time.perf_counter() - begun
    why = refused.buffer[0].getMessage() if refused.buffer else ""
    say({"chunks": done.passages, "seconds": seconds, "loading": loading, "refused": why})


def again(corpora: Sequence[str], say: Say) -> None:
    """Add a paragraph to one article, and say how many texts are embedded, and how many are new by another count."""
    corpus = Path(corpora[0])
    before = _texts(corpus / "files")
    changed = min((corpus / "files").glob("*.txt"), key=lambda path: path.name)
    changed.write_text(changed.read_text(encoding="utf-8") + ADDED, encoding="utf-8")
    after = _texts(corpus / "files")
    for_indexing(DEFAULT, places.models_folder(places.data_folder(corpus / "files", corpus / "data"))).embed(["warm"])
    begun = time.perf_counter()
    done = update(corpus / "files", corpus / "data")
    say({
        "seconds": time.perf_counter() - begun, "embedded": done.embedded, "reused": done.reused,
        "new": len(after - before), "documents": done.documents,
    })  # fmt: skip


def encoder(corpora: Sequence[str], say: Say) -> None:
    """Say what embedding takes that does nothing else: of the passages, and of all that the index embeds."""
    corpus = Path(corpora[0])
    library = places.data_folder(corpus / "files", corpus / "data")
    model = for_indexing(DEFAULT, places.models_folder(library))
    model.embed(["warm"])
    passages = [embedding_text(passage) for passage in HybridIndex.open(library).passages]
    everything = sorted(_texts(corpus / "files"))
    for what, texts in (("passages", passages), ("everything", everything)):
        begun = time.perf_counter()
        model.embed(texts)
        say({"what": what, "texts": len(texts), "seconds": time.perf_counter() - begun})


def steps(arguments: Sequence[str], say: Say) -> None:
    """Say what single steps take, everything loaded."""
    from assistant.pipeline import Assistant
    from benchmarks import linear

    corpus = Path(arguments[0])
    files, data = corpus / "files", corpus / "data"
    update(files, data)

    def first() -> None:
        Assistant.open(files, data).ask("How long did it take?")

    first()
    linear.figures(linear.prose(1_000))
    _timed(say, "index, nothing changed", lambda: update(files, data))
    _timed(say, "index, everything read, no text embedded", lambda: update(files, data, force=True))
    _timed(say, "open the index", lambda: Assistant.open(files, data))
    _timed(say, "open the index, first answer", first)
    for characters in map(int, arguments[1:]):
        text = linear.prose(characters)
        _timed(
            say, f"read {characters:,} characters of prose with its figures", partial(linear.figures, text), characters
        )


def _timed(say: Say, what: str, work: Callable[[], object], characters: int = 0) -> None:
    begun, used = time.perf_counter(), time.process_time()
    work()
    seconds, cpu = time.perf_counter() - begun, time.process_time() - used
    say({"what": what, "seconds": seconds, "cpu": cpu, "characters": characters})


class Answering:
    """Open an index for whole answers; the id of the article that is cited first is what was found."""

    @staticmethod
    def opened(_: str, corpus: Path) -> Callable[[str], list[str]]:
        """Return what answers; an assistant of its own, since one remembers what it worked out for a question.

        The cross-encoder's pairs outlive an assistant and are forgotten as well.
        """
        from assistant.pipeline import Assistant
        from index.crossencoder import packaged

        if (model := packaged()) is not None:
            model.forget()
        assistant = Assistant.open(corpus / "files", corpus / "data")
        return lambda question: [citation.document for citation in assistant.ask(question).citations]


class Retrieving:
    """Open an index for its retrieval alone."""

    @staticmethod
    def opened(_: str, corpus: Path) -> Callable[[str], list[str]]:
        """Return the search."""
        found = HybridIndex.open(places.data_folder(corpus / "files", corpus / "data"))
        return lambda question: [found.passages[hit.row].document for hit in found.search(question, BEST)]


def _texts(files: Path) -> set[str]:
    noted = Noted()
    with tempfile.TemporaryDirectory(prefix="noted-") as data:
        update(files, Path(data), embedder=noted)
    return set(noted.texts)


def main(arguments: Sequence[str]) -> None:
    """Do what the command line says."""
    command, *rest = arguments
    say = program.output()
    if command in ("answer", "retrieve"):
        program.ask(Answering if command == "answer" else Retrieving, [named(DEFAULT).id], say)
    else:
        {"index": index, "fast": fast, "again": again, "encoder": encoder, "steps": steps}[command](rest, say)


if __name__ == "__main__":
    main(sys.argv[1:])
