"""Where a process that this one starts finds the modules that this one has."""

from __future__ import annotations

import sys
from pathlib import Path


def module_folders() -> list[str]:
    """Return the folders of modules; the current one, which may be full of strangers' files, is left out."""
    folders = [folder for folder in sys.path if folder]
    own = str(Path(__file__).parents[1])
    return folders if own in folders else [own, *folders]
