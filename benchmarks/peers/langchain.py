"""LangChain: FAISS and BM25 in an EnsembleRetriever. Read by `program`, in LangChain's own Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

BEST = 10


@cache
def _encoder(model: str) -> Any:
    from langchain_huggingface import HuggingFaceEmbeddings

    return HuggingFaceEmbeddings(
        model_name=model, model_kwargs={"device": "cpu"}, encode_kwargs={"normalize_embeddings": True}
    )


def indexer(model: str) -> Callable[[Sequence[tuple[str, str]], Path], int]:
    """Load the model; return what splits, embeds and saves texts, and says how many chunks there are."""
    from langchain_community.vectorstores import FAISS
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    encoder = _encoder(model)
    encoder.embed_query("warm")
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)

    def index(texts: Sequence[tuple[str, str]], folder: Path) -> int:
        documents = [Document(page_content=text, metadata={"source": name}) for name, text in texts]
        chunks = splitter.split_documents(documents)
        FAISS.from_documents(chunks, encoder).save_local(str(folder))
        return len(chunks)

    return index


def opened(model: str, folder: Path) -> Callable[[str], list[str]]:
    """Return the search of a saved index: BM25 is made anew from its texts, as it has no form on disk."""
    from langchain_classic.retrievers import EnsembleRetriever
    from langchain_community.retrievers import BM25Retriever
    from langchain_community.vectorstores import FAISS

    store = FAISS.load_local(str(folder), _encoder(model), allow_dangerous_deserialization=True)
    kept = [store.docstore.search(id) for id in store.index_to_docstore_id.values()]
    words = BM25Retriever.from_documents(kept, k=BEST)
    meaning = store.as_retriever(search_kwargs={"k": BEST})
    both = EnsembleRetriever(retrievers=[words, meaning], weights=[0.5, 0.5])
    return lambda question: [document.metadata["source"] for document in both.invoke(question)[:BEST]]
