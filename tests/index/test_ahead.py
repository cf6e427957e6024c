"""Work that begins ahead is done, or fails, or ends, and never outlives who began it."""

from __future__ import annotations

import threading

import pytest

from index.ahead import Ahead, Stopped


def test_what_comes_of_the_work_is_what_it_returned_and_told():
    told: list[tuple[str, int, int]] = []
    with Ahead[int](lambda *step: told.append(step)) as ahead:
        assert not ahead.begun
        ahead.begin(lambda tell: tell("embedding", 1, 2) or 42)
        assert ahead.begun
        assert ahead.result() == 42
    assert told == [("embedding", 1, 2)]


@pytest.mark.parametrize("where", ["first", "work"])
def test_what_was_raised_is_raised_to_who_waits(where: str):
    def fails(*_: object) -> int:
        raise OSError("full")

    with Ahead[int](None, fails if where == "first" else tuple) as ahead:
        ahead.begin(fails if where == "work" else lambda tell: 1)
        with pytest.raises(OSError, match="full"):
            ahead.result()


def test_one_thread_does_all_of_it():
    seen: list[threading.Thread] = []
    with Ahead[None](None, lambda: seen.append(threading.current_thread())) as ahead:
        ahead.begin(lambda tell: seen.append(threading.current_thread()))
        ahead.result()
    assert seen[0] is seen[1] is not threading.current_thread()


def test_work_that_nobody_waits_for_ends_at_its_next_step():
    ended: list[str] = []
    going = threading.Event()

    def work(tell) -> None:
        try:
            while True:
                going.set()
                tell("embedding", 0, 1)
        except Stopped:
            ended.append("stopped")

    with Ahead[None](None) as ahead:
        ahead.begin(work)
        going.wait()
    assert ended == ["stopped"]
    with Ahead[None](None):
        pass  # nor is work waited for that never came
    assert all(thread.name != "ahead" for thread in threading.enumerate())
