"""The service of the generation that serves now. A new one is opened beside the old one and takes its place at once.

Whoever answers asks for the service once and keeps it until the answer is out, so that it is of one generation.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from threading import Event, Thread

from assistant.api.answerer import published
from assistant.api.service import Service
from assistant.api.settled import settle
from assistant.pipeline import Assistant
from index.errors import IndexProblem
from index.hybrid import HybridIndex

_LOOK = 1.0  # seconds between two looks at what is published

log = logging.getLogger(__name__)


class Current:
    """Gives the service; `watch` renews it whenever another generation has been published."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._passed_over = ""
        self._closed = Event()

    def __call__(self) -> Service:
        return self._service

    def watch(self) -> None:
        """Look for a new generation from now on, in a thread of its own."""
        settle()
        Thread(target=self._watch, name="generations", daemon=True).start()

    def close(self) -> None:
        """Look no more."""
        self._closed.set()

    def renew(self) -> bool:
        """Take up the generation that is published now; return whether it is another one."""
        old = self._service.assistant
        if old.library is None:
            return False
        named = published(old.library)
        if not named or named == self._passed_over or named.endswith(f"-{old.generation[:16]}"):
            return False
        try:
            index = HybridIndex.open(old.library)
        except (IndexProblem, OSError) as problem:
            log.warning("A new index was published and cannot be opened (%s); the one before serves.", problem)
            # Where it was swept away by one that is newer still, that one is named next time.
            self._passed_over = named
            return False
        self._passed_over = "" if named.endswith(f"-{index.generation[:16]}") else named
        if index.generation == old.generation:
            return False
        if index.manifest.embedder_id == old.index.manifest.embedder_id:
            index = replace(index, encoder=old.index.encoder)  # the model is in memory once
        renewed = Assistant(index, warnings=index.warnings, library=old.library)
        service = Service(renewed, self._service.journal, self._service.work)
        service.examples()  # what the first reader would wait for
        self._service = service
        return True

    def _watch(self) -> None:
        while not self._closed.wait(_LOOK):
            try:
                if self.renew():
                    settle(again=True)
            except Exception:
                log.exception("A new index could not be taken up; the one before serves")
