"""A question is embedded once, whoever asks first: the thread that begins ahead, or the one that needs its vector."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event, current_thread

import numpy as np
import pytest

from index.encoder import Encoder
from index.errors import IndexVersion
from index.types import Vectors


class Waiting:
    """An embedder that notes what it is given, and by whom, and waits to be let on."""

    id = "waiting@0"
    dimension = 2

    def __init__(self) -> None:
        self.given: list[tuple[str, ...]] = []
        self.threads: set[str] = set()
        self.begun, self.on = Event(), Event()

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.given.append(tuple(texts))
        self.threads.add(current_thread().name)
        self.begun.set()
        assert self.on.wait(10)
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


def test_what_is_begun_ahead_is_waited_for_and_not_embedded_again() -> None:
    model = Waiting()
    encoder = Encoder(lambda: model, model.id)
    encoder.ahead("How many loaves?")
    assert model.begun.wait(10)  # beside this thread, which goes on
    model.on.set()
    assert encoder.vector("How many loaves?")[0] == len("How many loaves?")
    encoder.ahead("How many loaves?")
    assert encoder.vector("How many loaves?")[0] == len("How many loaves?")
    assert model.given == [("How many loaves?",)]
    assert current_thread().name not in model.threads


def test_what_was_begun_in_vain_changes_nothing() -> None:
    model = Waiting()
    model.on.set()
    encoder = Encoder(lambda: model, model.id)
    encoder.ahead("rye")
    assert encoder.vector("spelt")[0] == 5
    assert encoder.vector("rye")[0] == 3
    assert sorted(model.given) == [("rye",), ("spelt",)]


def test_an_error_is_told_to_whoever_needs_the_vector() -> None:
    model = Waiting()
    model.on.set()
    encoder = Encoder(lambda: model, "another@1")
    encoder.ahead("rye")
    with pytest.raises(IndexVersion):
        encoder.vector("rye")
    assert model.given == []
