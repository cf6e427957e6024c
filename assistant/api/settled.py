"""What is open stays open: it is left out of Python's search for garbage, which holds up one answer in a few hundred.

An opened index is some hundred thousand objects, and what is kept of answers soon as many again. Searching them takes
90 to 220 ms where an answer takes 10. So what a whole search has gone through is left out of the next ones, too, but
for one in fifty, which goes through all there is: nothing stays for ever that nobody refers to.
"""

from __future__ import annotations

import gc
from typing import Any

_OLDEST = 2  # the generation whose search is a whole one
_ALL = 50  # of so many whole searches one leaves out nothing: one answer in some 20,000 waits for it


class _Searches:
    """Counts the whole searches and says what each may leave out (a callback of `gc.callbacks`)."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, phase: str, of: dict[str, Any]) -> None:
        if of["generation"] != _OLDEST:
            return
        if phase == "start":
            self.made += 1
            if self.made % _ALL == 0:
                gc.unfreeze()
        else:
            gc.freeze()


_searches = _Searches()


def settle(*, again: bool = False) -> None:
    """Leave out all objects that there are; `again`, where another index was opened, first let go of the one before."""
    if again:
        gc.unfreeze()
        gc.collect()
    gc.freeze()
    if _searches not in gc.callbacks:
        gc.callbacks.append(_searches)
