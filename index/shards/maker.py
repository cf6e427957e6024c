"""The one function that embeds a shard: it takes names of articles and leaves files, the same bytes wherever it runs.

Nothing is shared between two shards, so it runs in any number of processes (`index.shards.pool`), on any number of
machines (`index.shards.on_ray`), and again where a run was stopped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from documents.codec import decode, encode
from documents.errors import ChangedDocument, DocumentError
from documents.readers import source_of
from documents.reading import ReadingProcess
from documents.types import Document
from index import content, errors
from index.cache import embed
from index.embedders import LazyEmbedder, for_indexing
from index.errors import IndexProblem
from index.passages import embedding_text
from index.places import Failure
from index.shards import disk
from index.shards.disk import Manifest, Row
from index.shards.plan import FORMAT, Shard
from index.types import Embedder


@dataclass(frozen=True, slots=True)
class Job:
    """What the shards of a run have in common. Folders are absolute; several machines see the same ones by one name."""

    documents: str
    shards: str
    models: str
    embedder: str
    fast: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a shard."""

    shard: Shard
    embedded: int = 0  # passages whose vectors were not known
    problem: str = ""  # why it was not made, without a full stop


# Has shards made, by whomever, and yields them as they are done.
Run = Callable[[Sequence[Shard], Job], Generator[Made, None, None]]


class Maker:
    """Makes one shard after another with one model, which is loaded when it is needed."""

    def __init__(self, job: Job, embedder: Embedder | None = None) -> None:
        self._job = job
        self._embedder = embedder or for_indexing(job.embedder, Path(job.models), fast=job.fast)

    def __call__(self, shard: Shard) -> Made:
        """Leave the files of a shard. Raises DiskFull, NotWritable or EmbedderUnavailable."""
        documents, failures = self._read(shard)
        texts: dict[Row, str] = {}
        for document in documents:
            try:
                texts.update(_texts(shard, document))
            except Exception as error:  # a text from anywhere may hold what nobody thought of
                failures.append(_uncut(document, error))
        folder = disk.place(Path(self._job.shards), shard)
        known = disk.known(folder.parent, self._embedder.id)
        missing = [row for row in texts if row.id not in known]
        found, _ = embed([texts[row] for row in missing], self._embedder) if missing else ((), 0)
        known.update((row.id, vector) for row, vector in zip(missing, found, strict=True))
        vectors = np.array([known[row.id] for row in texts], dtype=np.float32)
        manifest = Manifest(
            format=FORMAT,
            embedder_id=self._embedder.id,
            dimension=vectors.shape[1] if texts else 0,
            passages=len(texts),
            documents=tuple(document.id for document in documents),
            failures=tuple(failures),
        )
        disk.write(folder, manifest, tuple(texts), vectors)
        return Made(shard, len(missing))

    def answer(self, shard: str) -> str:
        """Make a shard for another process: it and what became of it as JSON."""
        try:
            return json.dumps({"embedded": self(decode(Shard, json.loads(shard))).embedded})
        except IndexProblem as problem:  # of the disk or the model: the next shard would meet it, too
            return json.dumps({"code": problem.code, "problem": problem.problem, "step": problem.step})
        except Exception as error:
            return json.dumps({"fault": f"{type(error).__name__}: {error!s:.200}"})

    def close(self) -> None:
        """End what the model has started."""
        if isinstance(self._embedder, LazyEmbedder):
            self._embedder.close()

    def _read(self, shard: Shard) -> tuple[list[Document], list[Failure]]:
        documents, failures = [], []
        folder = Path(self._job.documents)
        with ReadingProcess() as process:
            for member in shard.members:
                try:
                    source = source_of(folder / member.path, folder)
                    if hashlib.sha256(source.data).hexdigest() != member.sha256:
                        raise ChangedDocument(source.name, "changed while the archive was embedded", "run again")
                    documents.append(process.read(replace(source, id=member.id)))
                except DocumentError as error:
                    failures.append(Failure(error.name, error.code, str(error)))
        return documents, failures


def asked(shard: Shard) -> str:
    """Return a shard as `Maker.answer` takes it."""
    return json.dumps(encode(shard), separators=(",", ":"))


def heard(shard: Shard, answer: str) -> Made:
    """Return what became of a shard from what `Maker.answer` says. Raises the IndexProblem that it met."""
    said: dict[str, Any] = json.loads(answer)
    if "code" in said:
        raise errors.with_code(said["code"])(said["problem"], said["step"])
    return Made(shard, problem=said["fault"]) if "fault" in said else Made(shard, said["embedded"])


def _texts(shard: Shard, document: Document) -> Iterator[tuple[Row, str]]:
    """Yield the passages of an article, each with the text that is embedded."""
    found = content.of((document,), ())
    for passage, searched in zip(found.passages, found.rows("passage"), strict=True):
        yield disk.row_of(shard, passage.id, searched), embedding_text(passage)


def _uncut(document: Document, error: Exception) -> Failure:
    what = f"{document.source} cannot be cut into passages ({type(error).__name__}); report it with the file."
    return Failure(document.source, "passages", what)
