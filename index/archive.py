"""An archive: the passages of a folder of articles, embedded in shards and kept in a collection, which is searched.

An index answers questions from the memory of one process. An archive keeps there no more than the ids of its passages:
any number of processes make the shards (`index.shards`), a collection (`index.stores.COLLECTIONS`) finds passages among
more than a process holds, and what is found is read in its shard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from documents.errors import shown
from index import files, places, runtime
from index.cache import Progress
from index.embedders import DEFAULT, export, for_questions, named
from index.encoder import Encoder
from index.errors import IndexMissing, NothingToIndex, RefusedShrink
from index.places import Failure
from index.shards import disk, pool
from index.shards.disk import Manifest, Row
from index.shards.maker import Job, Run
from index.shards.plan import Shard, planned
from index.stores import COLLECTIONS
from index.types import EVERYTHING, Entry, Filter, PassageStore

TOKEN_VARIABLE = "ARTICLE_ASSISTANT_MILVUS_TOKEN"
_SHARDS = "shards"
_LONGEST_NAME = 100  # characters; a server takes 255
_SHRINK = 0.5  # a collection that would lose more than this share is left as it is, unless forced
_AT_ONCE = 20_000  # passages that are in memory at a time: 60 MB

Opened = Callable[[str, int], PassageStore]  # of a model's id and the length of its vectors


@dataclass(frozen=True, slots=True)
class Filled:
    """What bringing an archive up to date did."""

    articles: int
    shards: int
    made: int  # shards that were missing or damaged
    embedded: int  # passages
    held: int  # passages in the collection
    added: int
    removed: int
    failures: tuple[Failure, ...] = ()


def collection(at: str, name: str, token: str = "") -> Opened:
    """Return what opens the collection of a name: on the server that `at` is the address of, else below that folder.

    Vectors of different models are never mixed, so a collection belongs to a model.
    """
    plain = re.sub(r"\W+", "_", name, flags=re.ASCII)[:_LONGEST_NAME]

    def opened(embedder_id: str, dimension: int) -> PassageStore:
        whole = f"passages_{plain}_{sha256(embedder_id.encode()).hexdigest()[:8]}"
        if "://" in at:
            return COLLECTIONS["milvus"](at, whole, dimension, token)
        return COLLECTIONS["faiss"](str(Path(at).expanduser()), whole, dimension, token)

    return opened


def fill(
    documents: Path,
    library: Path,
    opened: Opened,
    *,
    run: Run = pool.run,
    progress: Progress | None = None,
    force: bool = False,
    fast: bool = False,
) -> Filled:
    """Embed what is new or changed below a folder of articles, by `run`, then bring the collection to that.

    `library` is the folder of data. Whatever stops it, the next call goes on with the shards that are missing. Raises
    MissingFolder, NothingToIndex, RefusedShrink, IndexBusy, DiskFull, NotWritable, EmbedderUnavailable,
    StoreUnavailable, or what `run` raises.
    """
    tell = progress or (lambda stage, done, total: None)
    with files.locked(library / "lock"):
        places.set_aside(library)
        shards = library.absolute() / _SHARDS
        plan = planned(documents, named(DEFAULT).id, fast=fast)
        missing = [shard for shard, held in _checked(shards, plan.shards, tell) if held is None]
        embedded, problems = 0, dict[str, Failure]()
        if missing:
            models = places.models_folder(library).absolute()
            export(DEFAULT, models, progress)
            job = Job(str(documents.absolute()), str(shards), str(models), DEFAULT, fast)
            missing.sort(key=_size, reverse=True)  # the largest first, so that the processes end together
            done, total = 0, sum(len(shard.members) for shard in missing)
            tell("embedding articles", 0, total)
            with closing(run(missing, job)) as every:
                for made in every:
                    embedded += made.embedded
                    done += len(made.shard.members)
                    if made.problem:
                        problems[made.shard.name] = _not_made(made.shard, made.problem)
                    tell("embedding articles", done, total)
        standing = list(_standing(shards, plan.shards, problems))
        manifests = [manifest for _, manifest in standing]
        failures = (*plan.failures, *(f for manifest in manifests for f in manifest.failures), *problems.values())
        if not any(manifest.passages for manifest in manifests):
            raise NothingToIndex(*_nothing(documents, failures))
        dimension = next(manifest.dimension for manifest in manifests if manifest.passages)
        store = opened(named(DEFAULT).id, dimension)
        try:
            held, added, removed = sync([folder for folder, _ in standing], dimension, store, tell, force=force)
        finally:
            store.close()
        disk.sweep(shards, plan.shards, spared=problems.keys())
    articles = sum(len(manifest.documents) for manifest in manifests)
    return Filled(articles, len(plan.shards), len(missing) - len(problems), embedded, held, added, removed, failures)


def sync(
    folders: Sequence[Path], dimension: int, store: PassageStore, tell: Progress, *, force: bool = False
) -> tuple[int, int, int]:
    """Send the passages of shards that a collection lacks, remove what is of none; return held, added, removed.

    An unchanged passage keeps its id, so one changed article of an archive sends its own passages only. What is new is
    there before what is old goes: a reader meanwhile finds both, never neither. Raise RefusedShrink, nothing changed,
    where most of the collection would go: it may be another folder's.
    """
    wanted = {id for folder in folders for id in disk.ids(folder)}
    held = store.ids()
    new, gone = wanted - held, sorted(held - wanted)
    if len(gone) > _SHRINK * len(held) and not force:
        problem = f"the collection would lose {len(gone):,} of its {len(held):,} passages, so it was left as it is"
        raise RefusedShrink(problem, "name another with --collection, or add --force if that is meant")
    entries, done = _entries(folders, new, dimension), 0
    while part := list(islice(entries, _AT_ONCE)):
        store.upsert(part)
        done += len(part)
        tell("sending", done, len(new))
    store.delete(gone)
    return len(wanted), len(new), len(gone)


@dataclass(frozen=True, slots=True)
class Searcher:
    """A collection with the shards that its passages are read in."""

    shards: Path
    store: PassageStore
    encoder: Encoder

    def __call__(self, text: str, k: int, where: Filter = EVERYTHING) -> tuple[tuple[Row, float], ...]:
        """Return up to k passages by words and meaning, best first; those that no shard holds are passed over."""
        found = self.store.hybrid(text, self.encoder.vector(text), k, where) if text.strip() else ()
        rows = disk.found(self.shards, (id for id, _ in found))
        return tuple((rows[id], score) for id, score in found if id in rows)

    def documents(self) -> Iterator[str]:
        """The ids of all articles; reads every manifest."""
        for folder in disk.every(self.shards):
            yield from disk.read_manifest(folder).documents


def searcher(library: Path, opened: Opened) -> Searcher:
    """Open what `fill` has filled, to be searched. Raise IndexMissing where it has not, or with another model."""
    shards, model = library / _SHARDS, named(DEFAULT)
    for folder in disk.every(shards):
        manifest = disk.read_manifest(folder)
        if manifest.passages and manifest.embedder_id == model.id:
            encoder = Encoder(lambda: for_questions(DEFAULT, places.models_folder(library)), model.id)
            return Searcher(shards, opened(model.id, manifest.dimension), encoder)
    raise IndexMissing("the passages of these articles have not been embedded", "run it without --search first")


def _checked(shards: Path, wanted: Sequence[Shard], tell: Progress) -> Iterator[tuple[Shard, Manifest | None]]:
    """Yield each shard with its manifest, None where it is missing or damaged; every byte is read."""
    with ThreadPoolExecutor(runtime.threads()) as threads:
        found = threads.map(disk.whole, (disk.place(shards, shard) for shard in wanted))
        for done, (shard, manifest) in enumerate(zip(wanted, found, strict=True), 1):
            tell("checking shards", done, len(wanted))
            yield shard, manifest


def _standing(shards: Path, wanted: Iterable[Shard], problems: dict[str, Failure]) -> Iterator[tuple[Path, Manifest]]:
    """Yield the folders of shards, that of one that could not be made as it was before."""
    for shard in wanted:
        if shard.name not in problems:
            yield (folder := disk.place(shards, shard)), disk.read_manifest(folder)
            continue
        for version in disk.versions(shards / shard.name):
            if manifest := disk.whole(version):
                yield version, manifest
                break


def _entries(folders: Sequence[Path], new: set[str], dimension: int) -> Iterator[Entry]:
    for folder in folders:
        if new.isdisjoint(disk.ids(folder)):
            continue
        for row, vector in zip(disk.rows(folder), disk.vectors(folder, dimension), strict=True):
            if row.id in new:
                words = "\n".join(filter(None, (row.heading, row.text, row.about)))
                yield Entry(row.id, row.document, words, vector)


def _size(shard: Shard) -> int:
    return sum(member.bytes for member in shard.members)


def _not_made(shard: Shard, problem: str) -> Failure:
    first, last = shown(shard.members[0].path), shown(shard.members[-1].path)
    which = f"{len(shard.members)} articles from {first} to {last} were" if first != last else f"{first} was"
    return Failure(shard.members[0].path, "shard", f"{which} not embedded ({problem}); run it again.")


def _nothing(folder: Path, failures: Sequence[Failure]) -> tuple[str, str]:
    told = f": {failures[0].message}" if failures else ""
    return f"the folder {folder.name} holds no article that can be read{told.rstrip('.')}", "add some"
