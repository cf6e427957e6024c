"""Bring the index of a folder of documents up to date: read, extract, embed what is new, publish, or do nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from documents.errors import MissingFolder, shown
from documents.figures.names import Named
from documents.figures.types import Figure
from index import content, files, history, names, places, snapshot
from index.cache import EmbeddingCache, Progress
from index.content import Content
from index.embedders import DEFAULT, export, named
from index.errors import DiskFull, IndexBusy, IndexProblem, NothingToIndex, NotWritable, RefusedShrink
from index.hybrid import HybridIndex, of_content
from index.places import Failure
from index.snapshot import Manifest
from index.types import Embedder

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
    with files.locked(library / "lock"):
        places.set_aside(library)
        found, told, failures = _read(documents_folder, progress)
        serving = _serving(library)
        if serving is not None and serving.generation == content.generation(found, model.id, store) and not force:
            done = _report(library, serving, failures)
        else:
            _refuse_shrink(serving, found, force)
            with files.writing(library):
                _record_changes(library, serving, found, content.generation(found, model.id, store))
                done = _publish(library, found, failures, embedder, store, progress, fast)
        if isinstance(embedder, str):
            export(embedder, places.models_folder(library), progress)
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


def _read(folder: Path, progress: Progress | None) -> tuple[Content, dict[str, Named], tuple[Failure, ...]]:
    """Return what there is to index, what each document names, by its id, and the files that cannot be read."""
    # Imported here: the readers and their parsers are not needed when nothing changed.
    from documents.figures.many import told_of
    from documents.library import Library

    library = Library(folder, partial(progress, "reading") if progress else None)
    failures = [Failure(f.source, f.error.code, str(f.error)) for f in library.failures]
    if not library.documents:
        raise NothingToIndex(*_nothing(folder, tuple(failures)))
    figures: list[Figure] = []
    named_in: dict[str, Named] = {}
    for done, (document, told) in enumerate(zip(library.documents, told_of(library.documents), strict=True), 1):
        named_in[document.id] = told.named
        figures.extend(told.figures)
        if told.error:  # its sentences can still be quoted
            failures.append(_without_figures(document.source, told.error))
        if progress:
            progress("figures", done, len(library.documents))
    return content.of(library.documents, figures), named_in, tuple(failures)


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


def _publish(
    library: Path,
    found: Content,
    failures: tuple[Failure, ...],
    embedder: str | Embedder,
    store: str,
    progress: Progress | None,
    fast: bool,
) -> Update:
    number = snapshot.next_number(library)
    cache = EmbeddingCache(library / "embeddings.sqlite3", number=number)
    try:
        models = places.models_folder(library)
        index = of_content(
            found, embedder=embedder, store=store, cache=cache, progress=progress, models=models, fast=fast
        )
        manifest = index.publish(library)
        cache.forget_before(number - _MEMORY)
    finally:
        cache.close()
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
