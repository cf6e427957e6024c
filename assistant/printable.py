"""Text that is safe to show wherever it came from."""

from __future__ import annotations

import re

# C0 and C1 controls but tab and newline: an article must not be able to drive the terminal.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """Return the text without control characters."""
    return _CONTROL.sub("", text)
