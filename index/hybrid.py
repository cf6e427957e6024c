"""HybridIndex: documents with their figures, searchable by words and by meaning. Build, publish, open, search.

How generations lie on disk belongs in `index.snapshot`, how rows are ranked in `index.level`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from pathlib import Path

import numpy as np

from documents.figures.types import Figure
from documents.types import Document
from index import content, lexical, places, snapshot
from index.cache import EmbeddingCache, Progress, embed
from index.content import Content, LevelName
from index.embedders import DEFAULT, for_questions, named
from index.encoder import Encoder
from index.errors import REBUILD, IndexCorrupt, IndexVersion
from index.level import Level, Scores
from index.passages import embedding_text, sentence_embedding_text
from index.relevance import Reading, Relevance
from index.snapshot import FORMAT, Manifest, StoredDocument
from index.stores import STORES
from index.types import EVERYTHING, Embedder, Filter, Hit, Passage, Vectors
from index.words import WordVectors, plain

_LEVELS: tuple[LevelName, ...] = ("passage", "sentence")
_WORD_VECTORS = "word.vectors"
Embedded = tuple[Vectors, int]  # of `embedded_texts`, a row each, and how many had to be embedded


@dataclass(frozen=True)
class HybridIndex:
    """One generation of an index. Nothing in it changes; a new state of the documents is a new index."""

    content: Content
    manifest: Manifest
    levels: Mapping[LevelName, Level]
    words: WordVectors
    encoder: Encoder
    embedded: int = 0  # texts that building it had to embed because the cache did not hold them
    warnings: tuple[str, ...] = ()  # why this is not the newest generation, one sentence each

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents, in the order of their source."""
        return self.content.documents

    @property
    def figures(self) -> Sequence[Figure]:
        """The figures of all documents, in the order of the documents; of an opened index `StoredFigures`."""
        return self.content.figures

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The rows of the level "passage"."""
        return self.content.passages

    @cached_property
    def sentences(self) -> tuple[tuple[str, int], ...]:
        """The rows of the level "sentence", all sentences, as (document id, position in Document.sentences)."""
        return self.content.sentences()

    @property
    def generation(self) -> str:
        """Hash of content and embedder: the same library gives the same generation."""
        return self.manifest.generation

    def document(self, id: str) -> Document:
        """Return the document of an id. Raise KeyError where the index holds none."""
        return self._by_id[id]

    def search(
        self, query: str, k: int = 10, *, level: LevelName = "passage", where: Filter = EVERYTHING
    ) -> tuple[Hit, ...]:
        """Return up to k hits, best first, ties by row; a blank query finds nothing."""
        if not query.strip() or k <= 0:
            return ()
        return self._readings[level].relevance(query, self.encoder.vector, where, k).best(k)

    def relevance(self, query: str, level: LevelName = "sentence", where: Filter = EVERYTHING) -> Relevance:
        """Return every row that the filter allows with its score, the one that `search` ranks by."""
        return self._readings[level].relevance(query, self.encoder.vector, where, len(self.levels[level].documents))

    def likely(self, query: str, k: int) -> Relevance:
        """Return the best k sentences by words and by meaning, with their scores: which articles they are of matters.

        It takes half the time of `search`; the scores are the same, to the last digits, where the query has no clauses.
        """
        return self._readings["sentence"].likely(query, self.encoder.vector, k)

    def scores(self, query: str, level: LevelName = "sentence", where: Filter = EVERYTHING) -> Scores:
        """Return the raw scores of every row of a level, for callers that weigh them in their own way."""
        return self.levels[level].scores(query, self.encoder.vector(query), where)

    def near_words(self, *words: str) -> list[tuple[tuple[str, float], ...]]:
        """Return for each word the words of the documents that mean nearly the same, with their cosines, best first."""
        return [self.words.near(vector) for vector in self.encoder.vectors([plain(word) for word in words])]

    def publish(self, library: Path) -> Manifest:
        """Write this index as a new generation under `library` and make it the one that serves.

        Hold the library's lock (`index.update` does). Raises DiskFull or NotWritable; the old generation then serves.
        """
        stored = self.content.files()

        def fill(folder: Path) -> None:
            for name, data in stored.items():
                with open(folder / name, "wb") as file:
                    file.write(data)
            for level in self.levels.values():
                level.store.save(folder / f"{level.name}.vectors")
                words = folder / f"{level.name}.lexical"
                words.mkdir()
                lexical.build(level.rows(), words)
            self.words.store.save(folder / _WORD_VECTORS)

        rows = self.manifest.passages + self.manifest.sentences + self.manifest.words
        vectors = rows * self.manifest.dimension * 4
        needs = vectors + 2 * sum(len(data) for data in stored.values())
        return snapshot.publish(library, self.manifest, fill, _whole, needs=needs)

    @staticmethod
    def build(
        documents: Sequence[Document],
        figures: Sequence[Figure] = (),
        *,
        embedder: str | Embedder = DEFAULT,
        store: str = "faiss",
        cache: EmbeddingCache | None = None,
        progress: Progress | None = None,
    ) -> HybridIndex:
        """Build an index in memory. `progress` is told ("embedding", done, total) of what the cache does not hold."""
        return of_content(
            content.of(documents, figures), embedder=embedder, store=store, cache=cache, progress=progress
        )

    @staticmethod
    def open(library: Path, *, embedder: Embedder | None = None) -> HybridIndex:
        """Open the generation that serves, every byte verified; a damaged one gives way to the one before it.

        The model is loaded on the first question, not here. `warnings` says what was passed over and why. Raises
        IndexMissing, IndexVersion, or IndexCorrupt where no generation is whole.
        """
        passed_over: list[IndexCorrupt] = []
        models = places.models_folder(library)
        for folder in snapshot.candidates(library):
            try:
                found = _load(folder, snapshot.verified(folder), embedder, models)
            except IndexCorrupt as problem:
                passed_over.append(problem)
                continue
            return replace(
                found, warnings=tuple(f"{problem.problem}; an older index serves" for problem in passed_over)
            )
        raise passed_over[0]

    @staticmethod
    def of_generation(library: Path, generation: str, *, most: int) -> HybridIndex | None:
        """Open a generation that need not serve, every byte verified; None where it is not kept any more.

        It is named by 16 digits of its id or more. One of more than `most` sentences counts as not kept. Raises
        IndexMissing, IndexVersion or IndexCorrupt.
        """
        for folder in snapshot.candidates(library):
            if folder.name.endswith(f"-{generation[:16]}") and snapshot.read_manifest(folder).sentences <= most:
                return _load(folder, snapshot.verified(folder), models=places.models_folder(library))
        return None

    @cached_property
    def _readings(self) -> Mapping[LevelName, Reading]:
        row = {sentence: at for at, sentence in enumerate(self.sentences)}
        place = np.zeros(len(self.sentences), dtype=np.int64)
        for number, passage in enumerate(self.passages):
            place[[row[passage.document, at] for at in range(*passage.sentences)]] = number
        passages = self.levels["passage"]
        return {"passage": Reading(passages), "sentence": Reading(self.levels["sentence"], passages, place)}

    @cached_property
    def _by_id(self) -> dict[str, Document]:
        return {document.id: document for document in self.documents}


def of_content(
    found: Content,
    *,
    embedder: str | Embedder = DEFAULT,
    store: str = "faiss",
    cache: EmbeddingCache | None = None,
    progress: Progress | None = None,
    embedded: Embedded | None = None,
) -> HybridIndex:
    """Embed the rows of a content, where `embedded` does not give them, and make them searchable, in memory."""
    model = named(embedder) if isinstance(embedder, str) else embedder
    vectors, new = embedded or embed(embedded_texts(found), model, cache, progress)
    first, last = len(found.passages), len(vectors) - len(found.words)
    parts = {"passage": vectors[:first], "sentence": vectors[first:last]}
    levels: dict[LevelName, Level] = {}
    for name in _LEVELS:
        filled = STORES[store].create(vectors.shape[1])
        filled.add(parts[name])
        levels[name] = Level(name, found.documents_of(name), partial(found.rows, name), filled)
    of_words = STORES[store].create(vectors.shape[1])
    of_words.add(vectors[last:])
    manifest = Manifest(
        format=FORMAT,
        generation=content.generation(found, model.id, store),
        number=0,
        embedder=embedder if isinstance(embedder, str) else model.id,
        embedder_id=model.id,
        dimension=vectors.shape[1],
        store=store,
        figures=len(found.figures),
        passages=len(parts["passage"]),
        sentences=len(parts["sentence"]),
        words=len(found.words),
        documents=tuple(StoredDocument(d.id, d.source, d.content_hash) for d in found.documents),
    )
    words = WordVectors(found.words, of_words)
    return HybridIndex(found, manifest, levels, words, Encoder(lambda: model, model.id), new)


def embedded_texts(found: Content) -> list[str]:
    """Return what is embedded of a content: its passages, its sentences, its words. No figure is in it."""
    passages = [embedding_text(passage) for passage in found.passages]
    sentences = [sentence_embedding_text(row.heading, row.text) for row in found.rows("sentence")]
    return [*passages, *sentences, *found.words]


def _load(
    folder: Path, manifest: Manifest, embedder: Embedder | None = None, models: Path | None = None
) -> HybridIndex:
    """Load a verified generation. Raise IndexCorrupt where the files do not fit together.

    Questions are read by `embedder`, else by the export in the folder `models` of the model that the manifest names.
    """
    if manifest.store not in STORES:
        raise IndexVersion(f"the index needs the vector store {manifest.store!r:.40}, which is not known", REBUILD)
    found = content.read(folder)
    of = {name: found.documents_of(name) for name in _LEVELS}
    counts = (len(found.figures), len(of["passage"]), len(of["sentence"]), len(found.words), len(found.documents))
    stated = (manifest.figures, manifest.passages, manifest.sentences, manifest.words, len(manifest.documents))
    if counts != stated:
        raise IndexCorrupt(f"the files of generation {folder.name} hold other counts than its manifest", REBUILD)
    levels: dict[LevelName, Level] = {}
    for name in _LEVELS:
        store = STORES[manifest.store].load(folder / f"{name}.vectors", len(of[name]), manifest.dimension)
        words = lexical.load(folder / f"{name}.lexical", found.rows(name))
        levels[name] = Level(name, of[name], partial(found.rows, name), store, words)
    encoder = Encoder(_reader(manifest, embedder, models), manifest.embedder_id)
    of_words = STORES[manifest.store].load(folder / _WORD_VECTORS, manifest.words, manifest.dimension)
    return HybridIndex(found, manifest, levels, WordVectors(found.words, of_words), encoder)


def _whole(folder: Path, manifest: Manifest) -> None:
    """Load a generation that was written, and read what opening it leaves for later. Raise IndexCorrupt."""
    read = sum(1 for _ in _load(folder, manifest).figures)
    if read != manifest.figures:
        raise IndexCorrupt(f"{read} figures of generation {folder.name} can be read of {manifest.figures}", REBUILD)


def _reader(manifest: Manifest, embedder: Embedder | None, models: Path | None) -> Callable[[], Embedder]:
    if embedder is not None:
        return lambda: embedder
    return cache(lambda: for_questions(manifest.embedder, models) if models else named(manifest.embedder))
