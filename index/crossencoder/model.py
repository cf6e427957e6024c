"""The cross-encoder as it ships, run by onnxruntime: does this sentence answer this question, and where?

`answers.onnx` has the model's layers with 8-bit weights; `training/` makes it and MODEL_CARD.md tells from what. Pairs
are run one by one, each on one thread: nothing is padded and no scale is shared, so that a pair gives the same numbers
whatever it is read beside. Numbers are rounded before anybody compares them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from index.crossencoder.encoding import Encoded, Pair, encode, whole_texts

_REMEMBERED = 2_048  # pairs, some hundred bytes each: a conversation reads the same sentences again
_THREADS = 2
_PLACES = 4  # of a logit


@dataclass(frozen=True, slots=True)
class Read:
    """What the model makes of a pair, as logits: above 0 speaks for it."""

    answers: float  # that the sentence answers the question
    points: tuple[float, ...]  # of each token of the sentence: that it is of the answer, against "none is"
    offsets: tuple[tuple[int, int], ...]  # of each token: its characters in the sentence

    @property
    def logit(self) -> float:
        """Return what both heads make of the sentence: the mean of the pair's and its best token's."""
        return round((self.answers + max(self.points, default=self.answers)) / 2, _PLACES)

    def at(self, start: int, end: int) -> float | None:
        """Return the highest logit of the tokens that the characters touch; None where none was read."""
        return max(
            (
                point
                for point, (left, right) in zip(self.points, self.offsets, strict=True)
                if left < end and right > start
            ),
            default=None,
        )


class CrossEncoder:
    """Reads pairs of a question and a sentence. Safe to share between threads."""

    def __init__(self, graph: Path, tokenizer: Path) -> None:
        """Load the model. Raises what onnxruntime or tokenizers raise for files that are none of theirs."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session: Any = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        self._tokenizer = whole_texts(tokenizer)
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="crossencoder")
        self._known: OrderedDict[Pair, Read] = OrderedDict()
        self._lock = Lock()

    def read(self, pairs: Sequence[Pair]) -> tuple[Read, ...]:
        """Return what each pair is read as, in order; pairs read lately are not read again."""
        with self._lock:
            known = {pair: self._known[pair] for pair in pairs if pair in self._known}
        new = [pair for pair in dict.fromkeys(pairs) if pair not in known]
        if new:
            rows = encode(self._tokenizer, new)
            known |= dict(zip(new, self._pool.map(self._run, rows), strict=True))
        with self._lock:
            for pair in new:
                self._known[pair] = known[pair]
            for pair in known:
                self._known.setdefault(pair, known[pair])
                self._known.move_to_end(pair)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return tuple(known[pair] for pair in pairs)

    def _run(self, row: Encoded) -> Read:
        ids = np.array([row.ids], dtype=np.int64)
        segments = np.array([row.segments], dtype=np.int64)
        fed = {"ids": ids, "segments": segments, "mask": np.ones_like(ids)}
        answers, points = self._session.run(["answers", "points"], fed)
        own = points[0, row.start : row.start + len(row.offsets)] - points[0, 0]
        return Read(
            round(float(answers[0]), _PLACES), tuple(round(float(value), _PLACES) for value in own), row.offsets
        )
