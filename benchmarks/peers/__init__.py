"""The peers that `make bench` measures beside article-assistant: one small file each, and its line in this table.

A peer's file does what that library's own documentation recommends for hybrid search on one machine: the best passages
by meaning, of a local sentence-transformers model, and by words, as BM25 finds them, in one ranking. It is run by a
Python of its own (`environments`), which has nothing of this program, and speaks JSON lines (`program`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Peer:
    """A library, what is installed for it, and how it indexes and searches, in words."""

    title: str
    requirements: tuple[str, ...]  # the versions that were tried; torch comes from constraints.txt
    recipe: str
    guide: str  # the page of its documentation that is followed


_SENTENCES = "sentence-transformers==6.2.0"  # one version for all, so that the encoder is the same
_FAISS = "faiss-cpu==1.15.1"

# The file's name -> the peer.
PEERS: dict[str, Peer] = {
    "langchain": Peer(
        "LangChain",
        (
            "langchain-classic==1.0.8", "langchain-community==0.4.2", "langchain-huggingface==1.2.3",
            "langchain-text-splitters==1.1.3", "rank-bm25==0.2.2", _FAISS, _SENTENCES,
        ),
        "RecursiveCharacterTextSplitter (1,000 characters, 200 of overlap), FAISS, BM25Retriever, EnsembleRetriever",
        "docs.langchain.com: Retrievers; EnsembleRetriever",
    ),
    "llamaindex": Peer(
        "LlamaIndex",
        (
            "llama-index-core==0.14.25", "llama-index-embeddings-huggingface==0.8.0",
            "llama-index-retrievers-bm25==0.8.0", "llama-index-vector-stores-faiss==0.7.0", _FAISS, _SENTENCES,
        ),
        "SentenceSplitter (256 tokens), FaissVectorStore, BM25Retriever, QueryFusionRetriever (reciprocal rank)",
        "developers.llamaindex.ai: Reciprocal Rerank Fusion Retriever",
    ),
    "haystack": Peer(
        "Haystack",
        ("haystack-ai==3.4.1", "sentence-transformers-haystack==2.0.0", _SENTENCES),
        "DocumentSplitter (150 words), InMemoryDocumentStore, its BM25 and embedding retrievers, DocumentJoiner",
        "haystack.deepset.ai: Tutorial 33, Creating a Hybrid Retrieval Pipeline",
    ),
    "txtai": Peer(
        "txtai",
        ("txtai==9.14.0", _FAISS, _SENTENCES),
        "Segmentation (paragraphs), Embeddings with hybrid and content on: FAISS, BM25, SQLite",
        "neuml.github.io/txtai: Embeddings, Configuration, hybrid",
    ),
}  # fmt: skip
