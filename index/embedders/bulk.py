"""Many texts at once with matrices multiplied in 16 bits (bf16), by torch in a process of its own.

Only where it is asked for (`article-assistant index --fast`), because it changes what is near: the vectors agree with
the model's by a cosine of 0.9999 and more, which `exporting.AGREEMENT` asks of every form of it and is measured on its
sentences before one is used, but two passages that score nearly alike may change places. It gains where the processor
has AMX, and nothing beside the export where it has AVX-512 alone (`benchmarks/indexing.py`). There, and where the
process cannot be started or is lost, texts are embedded as usual, with one line in the log.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO

import numpy as np

from documents.frames import BadFrame, ended, receive, send
from documents.module_folders import module_folders
from index import runtime
from index.embedders.exporting import AGREEMENT, SENTENCES
from index.embedders.transformer import TransformerEmbedder, plain
from index.types import Embedder, Vectors

READY = b"ready"
_MOST = 1 << 30  # bytes of a request or a reply
# The C library else gives the memory of every batch back to the system, which clears it for the next: a twentieth.
_KEEPING = {"MALLOC_MMAP_THRESHOLD_": str(1 << 30), "MALLOC_TRIM_THRESHOLD_": str(1 << 30)}
_PROGRAM = (
    "import json,sys;a=json.loads(sys.argv[1]);sys.path[:]=a['path'];"
    "from index.embedders.bulk import main;main(a['name'],a['parent'])"
)

log = logging.getLogger(__name__)


class BulkEmbedder:
    """Embeds in bf16 while its process lives, else as usual. To be used by one thread, which the process ends with."""

    def __init__(self, name: str, usual: Callable[[], Embedder]) -> None:
        """`usual` builds the form of the model that is used otherwise, while the process starts."""
        self._given_up = False
        self._ready = False
        self._process: subprocess.Popen[bytes] | None = None
        given = json.dumps({"path": module_folders(), "name": name, "parent": os.getpid()})
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _PROGRAM, given],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env={**os.environ, **_KEEPING},
            )  # fmt: skip
        except OSError as error:
            self._give_up(error)
        try:
            self._built = usual()
        except BaseException:
            self.close()
            raise

    @property
    def id(self) -> str:
        """That of the model."""
        return self._built.id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._built.dimension

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimension), rows of length 1, float32."""
        if not self._given_up:
            try:
                if not self._ready:
                    self._begin()
                return self._asked(texts)
            except (OSError, BadFrame, ValueError) as error:
                self._give_up(error)
        return self._built.embed(texts)

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            ended(process)

    def _give_up(self, why: object) -> None:
        self._given_up = True
        self.close()
        log.warning("Texts are embedded in full precision: %s.", why)

    def _begin(self) -> None:
        """Wait for the process and compare its vectors with the usual ones. Raise ValueError where it is no use."""
        _, replies = self._pipes()
        if (told := receive(replies, _MOST)) != READY:
            raise ValueError((told or b"its process does not start").decode("utf-8", "replace"))
        least = float(np.min(np.sum(self._asked(SENTENCES) * self._built.embed(SENTENCES), axis=1)))
        if not least >= AGREEMENT:
            raise ValueError(f"bf16 agrees with the model by {least:.5f} only, {AGREEMENT} is asked")
        self._ready = True

    def _asked(self, texts: Sequence[str]) -> Vectors:
        requests, replies = self._pipes()
        send(requests, json.dumps(list(texts)).encode("ascii"))
        data = receive(replies, _MOST)
        if data is None:
            raise ValueError("their process was lost")
        vectors = np.frombuffer(data, dtype="<f4").reshape(len(texts), self.dimension)
        if not np.isfinite(vectors).all():
            raise ValueError("what came is no vector")
        return vectors

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            raise ValueError("their process was ended")
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout


def main(name: str, parent: int) -> None:
    """Embed one list of texts after another; first of all, say whether this is the place for it."""
    from documents.child import die_with, pipes

    die_with(parent)
    requests, replies = pipes()
    with suppress(BrokenPipeError, KeyboardInterrupt):
        embed, problem = _halved(name)
        send(replies, problem.encode("utf-8") if embed is None else READY)
        while embed is not None and (piece := receive(requests, _MOST)) is not None:
            send(replies, embed(json.loads(piece)).astype("<f4").tobytes())
    os._exit(0)


def _halved(name: str) -> tuple[Callable[[Sequence[str]], Vectors] | None, str]:
    """Return what embeds in bf16, or None and why not, without a full stop."""
    runtime.prepare()
    if not gains():
        return None, "this processor has no AMX, without which bf16 gains nothing"
    from index.embedders import named, recipe
    from index.embedders.layers import Layers, Unknown

    with suppress(Unknown):
        if (folder := recipe(name).folder) is not None:
            layers = Layers(folder())
            return lambda texts: layers.embed([plain(text) for text in texts]), ""
    model = named(name).built()
    if not isinstance(model, TransformerEmbedder):
        return None, "the model is not of sentence-transformers"
    return model.halved, ""


def gains() -> bool:
    """Say whether bf16 gains anything: measured, several times with AMX, and nothing with AVX-512 alone."""
    import torch

    return bool(torch.cpu._is_amx_tile_supported())
