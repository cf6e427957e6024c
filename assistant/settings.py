"""Where things lie and what the limits are: the shipped articles, the user's data, the length of a question.

What tunes an answer belongs beside the stage that uses it, not here.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import platformdirs

import documents

DATA_VARIABLE = "ARTICLE_ASSISTANT_DATA"
MAX_QUESTION = 2_000  # characters: a long paragraph; beyond it nobody asks one thing

_KEY_LENGTH = 12  # hex digits of SHA-256: enough to keep any number of folders apart


def shipped_documents() -> Path:
    """Return the folder of articles that comes with the package."""
    return Path(documents.__file__).with_name("articles")


def data_folder(folder: Path, data: Path | None = None) -> Path:
    """Return where the index of a documents folder lies; nothing is created.

    The base is `data`, else the environment's ARTICLE_ASSISTANT_DATA, else the user's data folder. Below it
    every documents folder has its own place, named after it and its full path, so that two of them never mix.
    """
    stated = os.environ.get(DATA_VARIABLE, "").strip()
    base = data or (Path(stated) if stated else platformdirs.user_data_path("article-assistant", appauthor=False))
    full = folder.expanduser().resolve()
    name = re.sub(r"[^a-z0-9]+", "-", full.name.lower()).strip("-") or "documents"
    key = hashlib.sha256(str(full).encode("utf-8", "surrogateescape")).hexdigest()[:_KEY_LENGTH]
    return base.expanduser() / f"{name[:40]}-{key}"
