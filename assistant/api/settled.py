"""What is open stays open: it is left out of Python's search for garbage, which holds up one answer in a few hundred.

An opened index is some hundred thousand objects. Searching them takes 90 ms where an answer takes 10.
"""

from __future__ import annotations

import gc


def settle(*, again: bool = False) -> None:
    """Leave out all objects that there are; `again`, where another index was opened, first let go of the one before."""
    if again:
        gc.unfreeze()
        gc.collect()
    gc.freeze()
