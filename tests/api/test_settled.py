"""An opened index is left out of the search for garbage, and one that is given up is let go."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from assistant.api.settled import settle


class Cyclic:
    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def unfrozen() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_open_is_not_searched() -> None:
    held = Cyclic()
    settle()
    assert not any(one is held for one in gc.get_objects())
    assert gc.get_freeze_count() > 0


def test_an_index_that_another_takes_the_place_of_is_let_go() -> None:
    old = Cyclic()
    gone = weakref.ref(old)
    settle()
    del old
    gc.collect()
    assert gone() is not None  # it refers to itself, and nobody looks for it
    settle(again=True)
    assert gone() is None
