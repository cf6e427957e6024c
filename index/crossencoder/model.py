"""The cross-encoder as it ships, run by onnxruntime: does this sentence answer this question, and where?

`answers.onnx` has the model's layers, `answers.bin` their 8-bit weights; `training/` makes them and MODEL_CARD.md tells
from what. Words are looked up outside (`index.crossencoder.words`). Pairs are run one by one, each on one thread:
nothing is padded and no scale is shared, so that a pair gives the same numbers whatever it is read beside. Numbers are
rounded before anybody compares them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from index.crossencoder.encoding import Encoded, Pair, encode, shared
from index.crossencoder.words import Words
from index.topk import rounded
from index.types import Vectors

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

    def __init__(self, graph: Path, embedder: Path) -> None:
        """Load the model, and words and tokenizer of the folder of a sentence model.

        Raises what onnxruntime or tokenizers raise for files that are none of theirs.
        """
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 4
        # Pairs have some hundred lengths, and an arena, or a plan for each of them, would stay in memory.
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        # Further rewriting loses time here: it joins sums and norms to what takes four times as long as the two.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session: Any = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        self._tokenizer = shared(embedder / "tokenizer.json")
        self._words = Words(embedder)
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
            each = map if len(new) == 1 else self._pool.map  # another thread takes 0.6 ms to take and give back
            known |= dict(zip(new, each(self._run, rows, self._embedded(rows)), strict=True))
        with self._lock:
            for pair in new:
                self._known[pair] = known[pair]
            for pair in known:
                self._known.setdefault(pair, known[pair])
                self._known.move_to_end(pair)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return tuple(known[pair] for pair in pairs)

    def _embedded(self, rows: Sequence[Encoded]) -> Iterator[Vectors]:
        """Yield each row's words. Pairs that are read together share many, and each is looked up once."""
        ids = sorted({token for row in rows for token in row.ids})
        found = self._words.of(ids)
        return (found[np.searchsorted(ids, row.ids)] for row in rows)

    def forget(self) -> None:
        """Forget what was read, so that all is read anew: for whoever measures how long that takes."""
        with self._lock:
            self._known.clear()

    def _run(self, row: Encoded, words: Vectors) -> Read:
        end = row.start + len(row.offsets)
        fed = {
            "words": words[np.newaxis],
            "segments": np.array([row.segments], dtype=np.int64),
            "kept": np.array([0, *range(row.start, end + 1)], dtype=np.int64),  # the first, and the sentence's
        }
        answers, points = self._session.run(["answers", "points"], fed)
        own = points[1:-1] - points[0]
        return Read(round(float(answers[0]), _PLACES), tuple(rounded(own, _PLACES)), row.offsets)
