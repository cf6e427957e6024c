"""LlamaIndex: a FAISS vector store and BM25 in a QueryFusionRetriever. Read by `program`, in LlamaIndex' own Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

BEST = 10
DIMENSION = 384  # of all-MiniLM-L6-v2


@cache
def _encoder(model: str) -> Any:
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    return HuggingFaceEmbedding(model_name=model, device="cpu")


def indexer(model: str) -> Callable[[Sequence[tuple[str, str]], Path], int]:
    """Load the model; return what splits, embeds and saves texts, and says how many chunks there are."""
    import faiss
    from llama_index.core import Document, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.retrievers.bm25 import BM25Retriever
    from llama_index.vector_stores.faiss import FaissVectorStore

    encoder = _encoder(model)
    encoder.get_query_embedding("warm")
    # 256 tokens: what the model reads; of the default, 1,024, it would not read the rest.
    splitter = SentenceSplitter(chunk_size=256, chunk_overlap=20)

    def index(texts: Sequence[tuple[str, str]], folder: Path) -> int:
        documents = [Document(text=text, metadata={"source": name}) for name, text in texts]
        nodes = splitter.get_nodes_from_documents(documents)
        storage = StorageContext.from_defaults(vector_store=FaissVectorStore(faiss_index=faiss.IndexFlatIP(DIMENSION)))
        made = VectorStoreIndex(nodes, storage_context=storage, embed_model=encoder)
        made.storage_context.persist(str(folder / "index"))
        words = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=min(BEST, len(nodes)))
        words.persist(str(folder / "words"))
        return len(nodes)

    return index


def opened(model: str, folder: Path) -> Callable[[str], list[str]]:
    """Return the search of a saved index."""
    from llama_index.core import StorageContext, load_index_from_storage
    from llama_index.core.llms import MockLLM
    from llama_index.core.retrievers import QueryFusionRetriever
    from llama_index.retrievers.bm25 import BM25Retriever
    from llama_index.vector_stores.faiss import FaissVectorStore

    place = str(folder / "index")
    storage = StorageContext.from_defaults(vector_store=FaissVectorStore.from_persist_dir(place), persist_dir=place)
    meaning = load_index_from_storage(storage, embed_model=_encoder(model)).as_retriever(similarity_top_k=BEST)
    words = BM25Retriever.from_persist_dir(str(folder / "words"))
    # One query, the reader's own: no language model writes further ones. Without one named, OpenAI's is looked for.
    both = QueryFusionRetriever(
        [meaning, words], llm=MockLLM(), mode="reciprocal_rerank", num_queries=1, similarity_top_k=BEST, use_async=False
    )
    return lambda question: [found.node.metadata["source"] for found in both.retrieve(question)]
