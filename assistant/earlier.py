"""What was answered before the last edit of the articles: the index keeps the generation before the one that serves."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from threading import Lock

from assistant.guard import UncoveredNumber
from assistant.pipeline import Assistant
from assistant.types import Answer
from index.errors import IndexProblem
from index.hybrid import HybridIndex

# Sentences of a generation that is opened for a reader's old link: it lies in memory beside the one that serves.
_MOST = 20_000
_ANSWERS = 64  # kept ready: a link is opened by many

log = logging.getLogger(__name__)


class Earlier:
    """Answers of the articles as they were, each generation opened on the first question. Safe for several threads."""

    def __init__(self, assistant: Assistant) -> None:
        self._now = assistant
        self._lock = Lock()
        self._opened: dict[str, Assistant] = {}
        self._answer = lru_cache(maxsize=_ANSWERS)(self._worked_out)

    def answer(self, generation: str, text: str, history: Sequence[str], document: str | None) -> Answer | None:
        """Return what was answered in a generation, named by the beginning of its id; None where it is not kept."""
        with self._lock:  # one at a time: links of before an edit are few, and each costs as much as a question
            return self._answer(generation, text, tuple(history), document)

    def _worked_out(self, generation: str, text: str, history: tuple[str, ...], document: str | None) -> Answer | None:
        then = self._assistant(generation)
        if then is None or (document is not None and document not in {one.id for one in then.documents}):
            return None
        try:
            return then.answer(text, history, document, ())
        except UncoveredNumber:
            return None

    def _assistant(self, generation: str) -> Assistant | None:
        if self._now.library is None:
            return None
        if generation in self._opened:
            return self._opened[generation]
        try:
            found = HybridIndex.of_generation(self._now.library, generation, most=_MOST)
        except (IndexProblem, OSError) as problem:
            log.info("The generation %s cannot be opened: %s", generation[:16], problem)
            return None
        if found is None:
            return None
        if found.manifest.embedder_id == self._now.index.manifest.embedder_id:
            found = replace(found, encoder=self._now.index.encoder)  # the model is in memory once
        self._opened = {generation: Assistant(found)}
        return self._opened[generation]
