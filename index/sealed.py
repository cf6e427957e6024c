"""A JSON object that carries its own checksum: what was cut or changed is told from what was written."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

_LIMIT = 256 << 20  # bytes; the manifest of a million documents is far below


def sealed(body: dict[str, Any]) -> bytes:
    """Return the object with its checksum, as ASCII."""
    return json.dumps({"manifest": body, "sha256": digest(body)}, indent=1, sort_keys=True).encode("ascii")


def unsealed(path: Path) -> dict[str, Any]:
    """Read what `sealed` wrote. Raise OSError, ValueError, KeyError, TypeError or RecursionError for anything else."""
    if path.stat().st_size > _LIMIT:
        raise ValueError("too large")
    found = json.loads(path.read_bytes())
    body: dict[str, Any] = found["manifest"]
    if found["sha256"] != digest(body):
        raise ValueError("checksum differs")
    return body


def digest(body: object) -> str:
    """SHA-256 (hex) of the object, however its file is laid out."""
    return hashlib.sha256(json.dumps(body, separators=(",", ":"), sort_keys=True).encode("ascii")).hexdigest()
