"""What a conflict in the figures of the articles is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.ledger.entries import Entry

Sort = Literal["two values", "change", "share", "total", "product", "times", "over 100 %"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures that cannot all be true."""

    sort: Sort
    text: str  # one sentence that names the values and what they make
    recomputed: str  # what the other figures make; "" for two values of one metric
    entries: tuple[Entry, ...]  # in the order of the text

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences that the figures stand in, each once."""
        return tuple(dict.fromkeys(entry.sentence for entry in self.entries))
