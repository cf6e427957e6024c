"""What a document says about the words of a table elsewhere in its text.

Names that stand together in a sentence belong together in a header as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from documents.lost_tokens import JOINTS, Token, tokens_of
from documents.types import Span

# Of all rows that are cut by trying: a book of tables has fewer, and crafted text takes seconds, not minutes.
MOST_WORDS_CUT = 30_000


@dataclass(frozen=True, slots=True)
class Known:
    """What the rest of the document says about words: pairs that stand together, words that start names."""

    pairs: Mapping[tuple[str, str], int] = field(default_factory=dict)
    starts: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Words:
    """Counts over a whole document, made only when a table is likely: words, pairs, and starts of names."""

    text: str
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    starts: Counter[str] = field(default_factory=Counter)
    counted: bool = False
    left: int = MOST_WORDS_CUT  # words of rows that may still be cut without borders

    def may_cut(self, tokens: Sequence[Token]) -> bool:
        """Take the words of one row off what may still be cut, and say whether it was enough."""
        self.left -= len(tokens)
        return self.left > 0

    def outside(self, rows: Sequence[Sequence[Token]]) -> Known:
        """What the document says beside these rows."""
        if not self.counted:
            self.counted = True
            for line in self.text.split("\n"):
                _count(tokens_of(line, Span(0, len(line))), self.pairs, self.starts)
        pairs: Counter[tuple[str, str]] = Counter()
        starts: Counter[str] = Counter()
        for row in rows:
            _count(row, pairs, starts)
        return Known(
            {pair: self.pairs[pair] - times for pair, times in pairs.items() if self.pairs[pair] > times},
            {word: self.starts[word] - times for word, times in starts.items() if self.starts[word] > times},
        )


def _count(tokens: Sequence[Token], pairs: Counter[tuple[str, str]], starts: Counter[str]) -> None:
    for before, after in pairwise(tokens):
        if before.text[-1] not in ",;:.!?":
            pairs[before.bare, after.bare] += 1
            if after.capital and (not before.capital or before.low in JOINTS):
                starts[after.bare] += 1
