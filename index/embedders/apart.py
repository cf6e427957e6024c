"""A model is exported in a process of its own: torch leaves with it.

A server that makes its first index would else keep the library that it needed once, some 600 MB.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from documents.module_folders import module_folders
from index.embedders import exporting

_PROGRAM = (
    "import json,sys;a=json.loads(sys.argv[1]);sys.path[:]=a['path'];"
    "from index.embedders.apart import main;main(a['name'],a['models'])"
)

log = logging.getLogger(__name__)


def ensure(name: str, embedder_id: str, models: Path, progress: Callable[[str, int, int], None] | None = None) -> bool:
    """Export the model of a name where there is no whole export of it; return whether there is one now.

    What goes wrong is one line in the log, as for `exporting.ensure`.
    """
    if exporting.whole(models, embedder_id):
        return True
    tell = progress or (lambda stage, done, total: None)
    tell(exporting.STAGE, 0, 1)
    given = {"path": module_folders(), "name": name, "models": os.fspath(models)}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _PROGRAM, json.dumps(given)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    except OSError as error:
        log.warning(exporting.NOT_EXPORTED, f"no process can be started: {error.strerror}")
        return False
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        log.warning("%s", line)
    if done.returncode:
        log.warning(exporting.NOT_EXPORTED, f"its process ended with {done.returncode}")
    tell(exporting.STAGE, 1, 1)
    return exporting.whole(models, embedder_id)


def main(name: str, models: str) -> None:
    """Export the model of a name; what is told of it is printed, a line each."""
    from index.embedders import named

    told = logging.StreamHandler(sys.stdout)
    told.setFormatter(logging.Formatter("%(message)s"))
    logging.getLogger("index").addHandler(told)
    model = named(name)
    exporting.ensure(model.built, model.id, Path(models))
