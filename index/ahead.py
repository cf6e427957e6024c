"""Work for a thread that begins while its caller still finds out what else there is to do.

Texts are embedded so while the figures of their documents are read: the two share nothing but processors, and one of
them leaves most of those idle.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Event, Thread
from types import TracebackType
from typing import Generic, TypeVar

from index.cache import Progress

T = TypeVar("T")
Work = Callable[[Progress], T]


class Stopped(Exception):
    """Nobody waits for the work any more."""


class Ahead(Generic[T]):
    """A thread for one piece of work; leaving ends it, after its next step where it was not waited for.

    One thread does all of it: what the work starts may end with the thread that started it.
    """

    def __init__(self, progress: Progress | None, first: Callable[[], object] = lambda: None) -> None:
        """`first` is done at once; what it raises is raised by `result`. `progress` is told from the thread."""
        self._told = progress or (lambda stage, done, total: None)
        self._stopped = Event()
        self._work: Future[Work[T]] = Future()
        self._done: Future[T] = Future()
        self._thread = Thread(target=self._run, args=(first,), name="ahead")

    @property
    def begun(self) -> bool:
        """Whether there is work."""
        return self._work.done()

    def begin(self, work: Work[T]) -> None:
        """Do this; `work` is to tell its progress, which raises Stopped where nobody waits for it."""
        self._work.set_result(work)

    def result(self) -> T:
        """Wait for what came of it; what it raised is raised here."""
        return self._done.result()

    def __enter__(self) -> Ahead[T]:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stopped.set()
        self._work.cancel()
        self._thread.join()

    def _run(self, first: Callable[[], object]) -> None:
        try:
            try:
                first()
            finally:
                work = self._work.result()
            self._done.set_result(work(self._tell))
        except BaseException as error:
            self._done.set_exception(error)

    def _tell(self, stage: str, done: int, total: int) -> None:
        if self._stopped.is_set():
            raise Stopped
        self._told(stage, done, total)
