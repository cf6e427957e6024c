"""What the command line, the chat page and the assistant agree on: the shipped articles and the limits.

What tunes an answer belongs beside the stage that uses it, not here; where an index lies is known to `index.places`.
"""

from __future__ import annotations

from pathlib import Path

import documents

MAX_QUESTION = 2_000  # characters: a long paragraph; beyond it nobody asks one thing


def shipped_documents() -> Path:
    """Return the folder of articles that comes with the package."""
    return Path(documents.__file__).with_name("articles")
