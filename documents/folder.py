"""Which files of a folder may be articles: everything below it that is neither hidden nor set aside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

# A folder with a file of this name holds no articles: an index that lies among them is not read as one.
SET_ASIDE = ".no-articles"


def visible(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, those of a folder together; hidden files and folders set aside are left out."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not os.path.lexists(Path(parent, name, SET_ASIDE))
        )
        yield from (Path(parent, name) for name in names if not name.startswith("."))
