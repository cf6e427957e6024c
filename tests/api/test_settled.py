"""An opened index is left out of the search for garbage, and one that is given up is let go."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from assistant.api import settled
from assistant.api.settled import settle


class Cyclic:
    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def unfrozen() -> Iterator[None]:
    yield
    gc.callbacks.remove(settled._searches)
    settled._searches.made = 0
    gc.unfreeze()


def searched(thing: object) -> bool:
    return any(one is thing for one in gc.get_objects())


def test_what_is_open_is_not_searched() -> None:
    held = Cyclic()
    settle()
    assert not searched(held)
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


def test_what_a_whole_search_went_through_is_left_out_of_the_next() -> None:
    settle()
    held = Cyclic()
    assert searched(held)
    gc.collect(1)
    assert searched(held)
    gc.collect()
    assert not searched(held)


def test_now_and_then_a_search_leaves_out_nothing() -> None:
    settle()
    old = Cyclic()
    gone = weakref.ref(old)
    gc.collect()
    del old
    for _ in range(settled._ALL - 2):
        gc.collect()
    assert gone() is not None
    gc.collect()
    assert gone() is None


def test_settling_twice_searches_once() -> None:
    settle()
    settle(again=True)
    assert gc.callbacks.count(settled._searches) == 1
