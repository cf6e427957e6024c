"""Whether a text gives the same bytes in any company: where a processor sums otherwise, each is run alone.

Texts of one length are run together, since that is quicker. Libraries choose how to multiply by how many rows there
are, and on some processors one way rounds the last bit otherwise than another: it is measured, not assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from index.types import Vectors

_FIRST = ("bread", "rent", "boats", "seven", "the")
_RESTS = (
    "fell",
    "cost more than it did a year ago, he said",
    "The ferry carries 230 cars and 900 people when the sea is calm, and half of that when it is not. " * 4,
)
_SOME = (1, 2, 3, 7)
_CROWD = (40, 8, 1)  # times that all of a length come at once, so that runs are as full as they get

Embed = Callable[[Sequence[str]], Vectors]


def same_in_company(together: Embed, alone: Embed) -> bool:
    """Say whether texts of one length give the same bytes together, in runs of several sizes, as each gives alone."""
    # Of one length by their first word: the words are single tokens.
    texts = [f"{first} {rest}" for rest in _RESTS for first in _FIRST]
    expected = dict(zip(texts, alone(texts), strict=True))
    crowd = [f"{first} {rest}" for rest, times in zip(_RESTS, _CROWD, strict=True) for first in _FIRST * times]
    companies = [texts[at : at + some] for some in _SOME for at in range(0, len(texts), some)]
    return all(
        np.array_equal(together(company), np.array([expected[text] for text in company]))
        for company in (*companies, crowd)
    )
