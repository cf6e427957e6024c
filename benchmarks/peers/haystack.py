"""Haystack: a pipeline of its in-memory BM25 and embedding retrievers. Read by `program`, in Haystack's own Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

BEST = 10
FILE = "store.json"


def indexer(model: str) -> Callable[[Sequence[tuple[str, str]], Path], int]:
    """Load the model; return what splits, embeds and saves texts, and says how many chunks there are."""
    from haystack import Document
    from haystack.components.preprocessors import DocumentSplitter
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from haystack_integrations.components.embedders.sentence_transformers import SentenceTransformersDocumentEmbedder

    embedder = SentenceTransformersDocumentEmbedder(model=model, progress_bar=False)
    embedder.warm_up()
    embedder.run(documents=[Document(content="warm")])
    # As in its tutorial, but for 150 words in place of 512: what the model reads.
    splitter = DocumentSplitter(split_by="word", split_length=150, split_overlap=32)
    splitter.warm_up()

    def index(texts: Sequence[tuple[str, str]], folder: Path) -> int:
        store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        documents = [Document(content=text, meta={"source": name}) for name, text in texts]
        chunks = splitter.run(documents=documents)["documents"]
        store.write_documents(embedder.run(documents=chunks)["documents"])
        store.save_to_disk(str(folder / FILE))
        return int(store.count_documents())

    return index


def opened(model: str, folder: Path) -> Callable[[str], list[str]]:
    """Return the search of a saved index."""
    from haystack import Pipeline
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from haystack_integrations.components.embedders.sentence_transformers import SentenceTransformersTextEmbedder

    store = InMemoryDocumentStore.load_from_disk(str(folder / FILE))
    both = Pipeline()
    both.add_component("embedder", SentenceTransformersTextEmbedder(model=model, progress_bar=False))
    both.add_component("meaning", InMemoryEmbeddingRetriever(document_store=store, top_k=BEST))
    both.add_component("words", InMemoryBM25Retriever(document_store=store, top_k=BEST))
    both.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=BEST))
    both.connect("embedder", "meaning")
    both.connect("words", "joiner")
    both.connect("meaning", "joiner")
    both.warm_up()

    def search(question: str) -> list[str]:
        done = both.run({"embedder": {"text": question}, "words": {"query": question}})
        return [document.meta["source"] for document in done["joiner"]["documents"]]

    return search
