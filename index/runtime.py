"""The process settings that native libraries read once, when they are loaded.

Call `prepare` before importing torch, faiss or anything built on them.
"""

from __future__ import annotations

import os

_SETTINGS = {
    # Idle OpenMP threads that spin take the core from whoever works: measured ten times slower under other load.
    "OMP_WAIT_POLICY": "PASSIVE",
    # The tokenizers' own thread pool warns, and may hang, when a process forks after using it.
    "TOKENIZERS_PARALLELISM": "false",
    # Nothing is fetched at run time, and nothing is reported.
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
}


def prepare() -> None:
    """Set what is not set yet, so that an owner's own choice stands."""
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    # Not a default: a model hub must never be asked, whatever the environment says.
    os.environ["HF_HUB_OFFLINE"] = "1"


def threads() -> int:
    """How many threads embed: what OMP_NUM_THREADS says, which torch and FAISS follow too, else one a processor."""
    said = os.environ.get("OMP_NUM_THREADS", "").partition(",")[0].strip()
    return int(said) if said.isdecimal() and int(said) else os.cpu_count() or 1
