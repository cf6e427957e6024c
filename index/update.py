"""Bring the index of a folder of documents up to date: read, extract, embed what is new, publish, or do nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from documents.errors import MissingFolder, shown
from documents.figures.names import Named
from documents.figures.types import Figure
from documents.types import Document
from index import content, files, history, names, places, snapshot
from index.ahead import Ahead
from index.cache import EmbeddingCache, Progress, embed
from index.content import Content
from index.embedders import DEFAULT, LazyEmbedder, export, for_indexing, named
from index.errors import DiskFull, IndexBusy, IndexProblem, NothingToIndex, NotWritable, RefusedShrink
from index.hybrid import Embedded, HybridIndex, embedded_texts, of_content
from index.places import Failure
from index.snapshot import Manifest
from index.types import Embedder

if TYPE_CHECKING:
    from documents.library import Library

_CHECK_IN_FULL = 64 << 20  # bytes of a generation that are hashed before it is called unchanged: some 0.1 s
_SHRINK = 0.5  # an index that loses more than this share of its passages is refused unless forced
_MEMORY = 10  # generations for which an embedding is kept that none of them used
_SHOWN = 3  # failures that a message names


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did. `library` is what `HybridIndex.open` takes."""

    library: Path
    generation: str
    changed: bool  # a new generation was published
    documents: int
    figures: int
    passages: int
    sentences: int
    embedded: int = 0  # texts that had to be embedded
    reused: int = 0  # texts whose vectors were known
    failures: tuple[Failure, ...] = ()


def update(
    documents_folder: Path,
    data: Path | None = None,
    *,
    embedder: str | Embedder = DEFAULT,
    store: str = "faiss",
    progress: Progress | None = None,
    force: bool = False,
    fast: bool = False,
) -> Update:
    """Index what is new or changed below a folder. Quick when nothing is.

    Raises MissingFolder, NothingToIndex, RefusedShrink, IndexBusy, DiskFull, NotWritable or EmbedderUnavailable;
    whichever it is, what was published before still serves. `force` reads everything and allows the index to shrink;
    `fast` embeds what is new in bf16 where that gains anything.
    """
    if not documents_folder.is_dir():
        problem = "is not a folder" if documents_folder.exists() else "does not exist"
        raise MissingFolder(str(documents_folder), problem, "name a folder with .txt, .md, .html or .pdf articles")
    library = places.data_folder(documents_folder, data)
    model = named(embedder) if isinstance(embedder, str) else embedder
    now = places.look(documents_folder, model.id, store)
    before = places.remembered(library)
    if before is not None and before.same_as(now) and not force:
        manifest = _serving(library)
        if manifest is not None and manifest.generation == before.generation:
            return _report(library, manifest, before.failures)
    models = places.models_folder(library)
    embedding = for_indexing(embedder, models, progress, fast=fast) if isinstance(embedder, str) else embedder
    # What bf16 needs takes seconds to start, so that is done while documents are read.
    first = embedding.built if fast and isinstance(embedding, LazyEmbedder) else tuple
    with files.locked(library / "lock"), _closed(embedding), Ahead[Embedded](progress, first) as ahead:
        places.set_aside(library)
        articles = _articles(documents_folder, progress)
        serving = _serving(library)
        if _others(articles.documents, serving) or force:
            text = content.of(articles.documents, ())
            _refuse_shrink(serving, text, force)
            ahead.begin(partial(_embedded, library, text, embedding))
        figures, told, failures = _figures(articles, progress)
        found = content.of(articles.documents, figures)
        generation = content.generation(found, model.id, store)
        if serving is not None and serving.generation == generation and not force:
            done = _report(library, serving, failures)
        else:
            _refuse_shrink(serving, found, force)
            with files.writing(library):
                if not ahead.begun:
                    ahead.begin(partial(_embedded, library, found, embedding))
                _record_changes(library, serving, found, generation)
                index = of_content(found, embedder=embedder, store=store, embedded=ahead.result())
                done = _published(library, index, failures)
        if isinstance(embedder, str):
            export(embedder, models, progress)
        names.keep(library, done.generation, [told[document.id] for document in found.documents])
        with files.writing(library):
            places.remember(library, replace(now, generation=done.generation, failures=failures))
    return done


@dataclass(frozen=True, slots=True)
class Serving:
    """An index to answer from, and what its reader should know of it, one sentence each."""

    index: HybridIndex
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()
    library: Path | None = None  # where it lies


def serve(
    documents_folder: Path,
    data: Path | None = None,
    *,
    embedder: str | Embedder = DEFAULT,
    progress: Progress | None = None,
) -> Serving:
    """Bring the index up to date and open it; where that cannot be done, open what was published and say why.

    Raises what `update` raises where nothing was published before, and MissingFolder.
    """
    library = places.data_folder(documents_folder, data)
    ready = None if isinstance(embedder, str) else embedder
    try:
        done = update(documents_folder, data, embedder=embedder, progress=progress)
    except (IndexBusy, DiskFull, NotWritable, RefusedShrink, NothingToIndex) as problem:
        try:
            index = HybridIndex.open(library, embedder=ready)
        except IndexProblem:
            raise problem from None
        return Serving(
            index,
            warnings=(f"{problem.problem}; answers come from the index as it was", *index.warnings),
            library=library,
        )
    index = HybridIndex.open(library, embedder=ready)
    return Serving(index, done.failures, index.warnings, library)


def _articles(folder: Path, progress: Progress | None) -> Library:
    """Read the documents below a folder. Raise NothingToIndex where there are none."""
    # Imported here: the readers and their parsers are not needed when nothing changed.
    from documents.library import Library

    found = Library(folder, partial(progress, "reading") if progress else None)
    if not found.documents:
        raise NothingToIndex(*_nothing(folder, _unread(found)))
    return found


def _unread(articles: Library) -> tuple[Failure, ...]:
    return tuple(Failure(f.source, f.error.code, str(f.error)) for f in articles.failures)


def _figures(
    articles: Library, progress: Progress | None
) -> tuple[list[Figure], dict[str, Named], tuple[Failure, ...]]:
    """Return the figures, what each document names, by its id, and the files that cannot be read, all or in part."""
    from documents.figures.many import told_of

    failures = list(_unread(articles))
    figures: list[Figure] = []
    named_in: dict[str, Named] = {}
    for done, (document, told) in enumerate(zip(articles.documents, told_of(articles.documents), strict=True), 1):
        named_in[document.id] = told.named
        figures.extend(told.figures)
        if told.error:  # its sentences can still be quoted
            failures.append(_without_figures(document.source, told.error))
        if progress:
            progress("figures", done, len(articles))
    return figures, named_in, tuple(failures)


def _without_figures(source: str, error: str) -> Failure:
    what = f"{shown(source)} is indexed without its figures, which could not be read ({error})"
    return Failure(source, "figures", f"{what}; report it with the file.")


def _nothing(folder: Path, failures: tuple[Failure, ...]) -> tuple[str, str]:
    step = "add a .txt, .md, .html or .pdf article"
    if not failures:
        return f"the folder {folder.name} holds no document", step
    named_few = " ".join(failure.message for failure in failures[:_SHOWN])
    more = f" And {len(failures) - _SHOWN} more." if len(failures) > _SHOWN else ""
    return f"none of the {len(failures)} files in {folder.name} can be read: {named_few}{more}", step


def _serving(library: Path) -> Manifest | None:
    """The manifest of the published generation, or None where it is missing, damaged or of another format."""
    try:
        folder = next(snapshot.candidates(library))
        size = sum(stored.bytes for stored in snapshot.read_manifest(folder).files)
        return snapshot.verified(folder, full=size <= _CHECK_IN_FULL)
    except IndexProblem:
        return None


def _refuse_shrink(serving: Manifest | None, found: Content, force: bool) -> None:
    if serving is None or force or len(found.passages) >= serving.passages * (1 - _SHRINK):
        return
    raise RefusedShrink(
        f"the index would shrink from {serving.passages} to {len(found.passages)} passages, so the old one was kept",
        "if that is meant, run `article-assistant index --force`",
    )


def _record_changes(library: Path, serving: Manifest | None, found: Content, generation: str) -> None:
    """Keep what an update changes, before it is published: a crash in between leaves a step that leads nowhere."""
    if serving is None or serving.generation == generation:
        return
    try:
        old = content.documents(next(snapshot.candidates(library)))
    except IndexProblem:
        return
    history.record(library, (serving.generation, old), (generation, found.documents))


def _others(documents: Sequence[Document], serving: Manifest | None) -> bool:
    """Say whether other documents are served than these, or none."""
    these = sorted((document.id, document.source, document.content_hash) for document in documents)
    return serving is None or these != sorted((one.id, one.source, one.content_hash) for one in serving.documents)


@contextmanager
def _closed(embedder: Embedder) -> Iterator[None]:
    try:
        yield
    finally:
        if isinstance(embedder, LazyEmbedder):
            embedder.close()


def _embedded(library: Path, text: Content, embedder: Embedder, progress: Progress) -> Embedded:
    """Embed what is new, all of it known without the figures."""
    number = snapshot.next_number(library)
    cache = EmbeddingCache(library / "embeddings.sqlite3", number=number)
    try:
        found = embed(embedded_texts(text), embedder, cache, progress)
        cache.forget_before(number - _MEMORY)
        return found
    finally:
        cache.close()


def _published(library: Path, index: HybridIndex, failures: tuple[Failure, ...]) -> Update:
    manifest = index.publish(library)
    texts = len(index.passages) + len(index.sentences) + len(index.words.words)
    return replace(
        _report(library, manifest, failures), changed=True, embedded=index.embedded, reused=texts - index.embedded
    )


def _report(library: Path, manifest: Manifest, failures: tuple[Failure, ...]) -> Update:
    return Update(
        library=library,
        generation=manifest.generation,
        changed=False,
        documents=len(manifest.documents),
        figures=manifest.figures,
        passages=manifest.passages,
        sentences=manifest.sentences,
        failures=failures,
    )
