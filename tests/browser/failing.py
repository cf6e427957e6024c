"""Serve the page over the real assistant, which raises at one question and dawdles at another.

Usage: failing.py DATA_FOLDER
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from starlette.responses import JSONResponse
from starlette.routing import Route

import ui
from assistant import server, settings
from assistant.pipeline import Assistant
from assistant.types import Answer
from documents.figures.types import Figure
from documents.types import Document
from index.history import Change

BREAKS_AT = "What breaks the engine?"
DAWDLES_AT = "What takes five seconds?"


class Failing:
    """The assistant, but for two questions."""

    def __init__(self, real: Assistant) -> None:
        self.real = real

    @property
    def documents(self) -> tuple[Document, ...]:
        return self.real.documents

    def ask(self, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer:
        if text == BREAKS_AT:
            raise RuntimeError("broken on purpose")
        if text == DAWDLES_AT:
            time.sleep(5)
        return self.real.ask(text, history, document)

    def again(self, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer:
        return self.ask(text, history, document)

    def examples(self, count: int = 4) -> tuple[str, ...]:
        return self.real.examples(count)

    def answer_then(
        self, generation: str, text: str, history: Sequence[str] = (), document: str | None = None
    ) -> Answer | None:
        return None

    def changes_since(self, generation: str) -> tuple[Change, ...] | None:
        return self.real.changes_since(generation)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.real.figures


if __name__ == "__main__":
    engine = Failing(Assistant.open(settings.shipped_documents(), Path(sys.argv[1])))
    listener = server.listen("127.0.0.1", 0)
    app = ui.mount(ui.build(engine))
    # Who types slowly is offered completions; this site has no API of its own.
    app.router.routes.insert(0, Route("/api/v1/suggestions", lambda request: JSONResponse({"suggestions": []})))
    server.run(app, listener, lambda: print(server.address(listener), flush=True))
