"""A collection of passages on a Milvus server: `milvus-lite server` on this machine, or a cluster. Both speak alike.

The only file that imports pymilvus. The server searches by vector and by words (its BM25 function), applies the filter
and fuses the rankings; here are the schema, the requests, and one order for what comes back.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from index import fusion
from index.errors import StoreUnavailable
from index.stores.entries import DEPTH, LONGEST, checked
from index.stores.milvus_requests import TEXT, one_of, ordered, parts, terms, within
from index.topk import best, rounded
from index.types import EVERYTHING, Entry, Filter, Found, Vectors

_PATIENCE = 30  # seconds for one request; adding a batch to a server that is busy indexing takes some of them
_CONNECTING = 5  # seconds
# After so many passages the server is asked to write out what it holds in memory only: milvus-lite searches that ten
# times more slowly. Milvus writes out by itself, and allows a request once in ten seconds.
_LARGE = 1_000
_LISTED = 10_000  # ids a request
_MOST = 16_384  # results that a server gives for one search
_NOT_CONNECTED, _NOT_LOADED = 2, 101  # codes of pymilvus and of the server: the collection is not in memory
# Rounding makes a tie a tie on every machine: cosines as FAISS has them, BM25 as tantivy, fused scores so fine that
# ranks of a thousand and one differ.
_COSINE, _BM25, _FUSED = 6, 5, 7


class MilvusPassages:
    """A `PassageStore` on a server. Any number of processes may search it."""

    def __init__(self, uri: str, collection: str, dimension: int, token: str = "") -> None:
        """Open or make a collection. Raise StoreUnavailable where the server is away or the name is another's."""
        self._name, self._dimension = collection, dimension
        self._server = _Server(uri, token, collection)
        if not self._server("has_collection"):
            self._server(_created, dimension=dimension)
        if not self._server("list_indexes"):  # new, or whoever made it was stopped before this
            self._server(_structured)
        fields = {field["name"]: field for field in self._server("describe_collection")["fields"]}
        held = fields.get("vector", {}).get("params", {}).get("dim")
        if held is None or int(held) != dimension or "terms" not in fields:
            problem = f"the collection {collection} on {self._server.place} holds no passages of {dimension} numbers"
            raise StoreUnavailable(problem, "name another collection")
        self._server("load_collection")

    def add(self, entries: Sequence[Entry]) -> None:
        """Hold new passages. Raise ValueError, and hold none of them, where one is held already."""
        vectors = checked(entries, self._dimension)
        for part in parts([entry.id for entry in entries]):
            if found := self._server("query", filter=one_of("id", part), output_fields=["id"]):
                raise ValueError(f"held already: {', '.join(sorted(row['id'] for row in found)[:3])}")
        self._send(entries, vectors)

    def upsert(self, entries: Sequence[Entry]) -> None:
        """Hold passages, each in the place of the one with its id."""
        self._send(entries, checked(entries, self._dimension))

    def delete(self, ids: Sequence[str]) -> None:
        """Hold these no longer."""
        for part in parts(sorted(set(ids))):
            self._server("delete", filter=one_of("id", part))

    def ids(self) -> frozenset[str]:
        """Return the ids of all that is held, read in parts: 64 bytes of memory a passage, and time."""
        found: set[str] = set()
        listed = self._server("query_iterator", batch_size=_LISTED, filter="", output_fields=["id"])
        while part := listed.next():
            found.update(row["id"] for row in part)
        listed.close()
        return frozenset(found)

    def dense(self, vector: Vectors, k: int, where: Filter = EVERYTHING) -> Found:
        """Return up to k passages by cosine, ties by id; at most 16,384."""
        question = np.asarray(vector, dtype=np.float32).reshape(self._dimension)
        return self._ranked("vector", question, "COSINE", k, where, _COSINE)

    def lexical(self, text: str, k: int, where: Filter = EVERYTHING) -> Found:
        """Return up to k passages that share a word with the text, by the server's BM25, ties by id; at most 16,384."""
        words = terms(text)
        return self._ranked("words", words, "BM25", k, where, _BM25) if words else ()

    def hybrid(self, text: str, vector: Vectors, k: int, where: Filter = EVERYTHING) -> Found:
        """Return up to k passages by the server's reciprocal rank fusion of words and meaning, ties by id.

        Passages that are equal in a ranking have the ranks there that the server gives them.
        """
        from pymilvus import AnnSearchRequest, RRFRanker

        depth, words = min(max(DEPTH, k), _MOST // 2), terms(text)
        if k <= 0 or not words:
            ids = [id for id, _ in self.dense(vector, depth if k > 0 else 0, where)]
            return ordered(((id, 1 / (fusion.RRF_K + rank)) for rank, id in enumerate(ids, 1)), _FUSED)[: max(k, 0)]
        question = np.asarray(vector, dtype=np.float32).reshape(self._dimension)
        requests = [
            AnnSearchRequest([data], field, {"metric_type": metric}, depth, expr=within(where) or None)
            for data, field, metric in ((question, "vector", "COSINE"), (words, "words", "BM25"))
        ]
        # All that was fused, so that ties at the last place are broken here and not by the server.
        found = self._server(
            "hybrid_search", reqs=requests, ranker=RRFRanker(fusion.RRF_K), limit=2 * depth, output_fields=["id"]
        )
        return ordered(((hit["id"], hit["distance"]) for hit in found[0]), _FUSED)[:k]

    def close(self) -> None:
        """End the connection. What was held stays."""
        self._server.close()

    def _send(self, entries: Sequence[Entry], vectors: Vectors) -> None:
        rows = [
            {"id": entry.id, "document": entry.document, "terms": terms(entry.text), "vector": vector}
            for entry, vector in zip(entries, vectors, strict=True)
        ]
        for part in parts(rows):
            self._server("upsert", data=part)
        if len(rows) >= _LARGE:
            with suppress(StoreUnavailable):  # it is held all the same
                self._server("flush")

    def _ranked(self, field: str, question: Any, metric: str, k: int, where: Filter, places: int) -> Found:
        def highest(count: int) -> list[tuple[str, float]]:
            found = self._server(
                "search",
                data=[question],
                anns_field=field,
                search_params={"metric_type": metric},
                filter=within(where),
                limit=count,
                output_fields=["id"],
            )
            # milvus-lite gives BM25 as a distance, below zero; Milvus as a score, above it.
            scores = [abs(hit["distance"]) if metric == "BM25" else hit["distance"] for hit in found[0]]
            return list(zip((hit["id"] for hit in found[0]), rounded(np.array(scores), places), strict=True))

        return best(highest, min(k, _MOST), _MOST)


class _Server:
    """A connection for one collection that is made anew once where it was lost. Safe to share between threads."""

    def __init__(self, uri: str, token: str, collection: str) -> None:
        try:
            address = urlsplit(uri)
            host, port = address.hostname or "", address.port or 19530
        except ValueError:  # a port that is none
            address, host, port = urlsplit(""), "", 0
        if address.scheme not in ("http", "https") or not host:
            raise StoreUnavailable("this is no address of a Milvus server", "name one as http://127.0.0.1:19530")
        self.place = f"{host}:{port}"  # for messages: without a password
        self._uri, self._token, self._collection = uri, token, collection
        self._lock = Lock()
        self._client: Any = None

    def __call__(self, request: str | Callable[..., Any], **arguments: Any) -> Any:
        """Make a request of the client by its name. Raise StoreUnavailable where the server does not do it."""
        for last in (False, True):
            client = None
            try:
                client = self._connected()
                call = getattr(client, request) if isinstance(request, str) else partial(request, client)
                return call(collection_name=self._collection, timeout=_PATIENCE, **arguments)
            except StoreUnavailable:
                raise
            except Exception as error:  # pymilvus has its own and lets those of grpc through
                if last or not self._mended(error, client):
                    raise self._unavailable(error) from None
        raise AssertionError("the second time raises")

    def close(self) -> None:
        """End the connection; the next request makes another."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _connected(self) -> Any:
        with self._lock:
            if self._client is None:
                # pymilvus reads a file .env, of any folder above its own, into the environment of the program.
                os.environ.setdefault("PYTHON_DOTENV_DISABLED", "1")
                try:
                    from pymilvus import MilvusClient
                except ImportError as error:
                    step = 'run: pip install "article-assistant[milvus]"'
                    raise StoreUnavailable(f"the package {error.name or 'pymilvus'} is not installed", step) from None
                # It logs each error with its stack before raising it; who gets the error says what matters of it.
                logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
                # Its own connection: those that pymilvus shares stay broken after the server was away.
                self._client = MilvusClient(self._uri, token=self._token, timeout=_CONNECTING, dedicated=True)
            return self._client

    def _mended(self, error: Any, client: Any) -> bool:
        """Do what may make the next try succeed, and say whether there is anything."""
        code = error.code() if callable(getattr(error, "code", None)) else getattr(error, "code", None)
        if code == _NOT_LOADED and client is not None:  # as after a restart of milvus-lite
            with suppress(Exception):  # the next try says what is wrong
                client.load_collection(self._collection, timeout=_PATIENCE)
            return True
        with self._lock:
            replaced = self._client is not client  # by another thread, which closed this one under our hands
            if not replaced:
                self._client = None
        if client is not None and not replaced:
            client.close()
        return replaced or code == _NOT_CONNECTED or getattr(code, "name", "") == "UNAVAILABLE"

    def _unavailable(self, error: Exception) -> StoreUnavailable:
        said = " ".join((str(getattr(error, "message", error)) or type(error).__name__).split())
        return StoreUnavailable(f"the vector store at {self.place} did not answer ({said:.160})", "see that it runs")


def _created(client: Any, collection_name: str, timeout: int, dimension: int) -> None:
    """Make an empty collection. Texts are cut into terms here, so the server's analyzer has only to part them."""
    from pymilvus import DataType, Function, FunctionType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=LONGEST)
    schema.add_field("document", DataType.VARCHAR, max_length=LONGEST)
    schema.add_field(
        "terms", DataType.VARCHAR, max_length=TEXT, enable_analyzer=True, analyzer_params={"tokenizer": "standard"}
    )
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function("bm25", FunctionType.BM25, input_field_names=["terms"], output_field_names=["words"]))
    client.create_collection(collection_name, schema=schema, consistency_level="Strong", timeout=timeout)


def _structured(client: Any, collection_name: str, timeout: int) -> None:
    """Give a collection the structures that it is searched by."""
    structures = client.prepare_index_params()
    # All vectors are compared. No search names the structure, so that whoever runs the server may make another one.
    structures.add_index("vector", index_type="FLAT", metric_type="COSINE")
    # The constants that tantivy has, so that both engines weigh a repeated word alike.
    bm25 = {"bm25_k1": 1.2, "bm25_b": 0.75}
    structures.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25", params=bm25)
    # Nothing is held yet, so there is nothing to wait for; waiting looks once in half a second for each index.
    client.create_index(collection_name, structures, timeout=timeout, sync=False)
