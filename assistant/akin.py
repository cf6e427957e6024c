"""Words of the articles that mean nearly what a word means which they do not have: "phone" for "handset"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.words import SYNONYM, concepts, stem

SHORTEST, LONGEST = 3, 40  # letters: of fewer the vectors say little, and no word has more
# Words of a question that no dictionary has and that are looked up all the same: "fintech". Several such are slips,
# another language or none, and what is near them is spelt alike and means nothing alike.
MOST_UNLISTED = 1
# Cosines of single words: what is unrelated has up to 0.4, "handset" and "phone" have 0.6, "buyers" and "owners" 0.7.
_UNRELATED, _SAME = 0.40, 0.70

Near = tuple[tuple[str, float], ...]
Akin = Callable[..., Sequence[Near]]  # words -> for each the words of the articles near it, with their cosines


def alone(*words: str) -> list[Near]:
    """Return that no word has any near it, where there is nothing that could tell."""
    return [() for _ in words]


def by_stem(word: str, near: Near) -> Near:
    """Return the stems of the words near a word, each with how nearly it means the same, 0 to SYNONYM."""
    mine = stem(word)
    found: dict[str, float] = {}
    for other, cosine in near:
        theirs = stem(other)
        if concepts().get(mine) and concepts().get(theirs):
            continue  # what both are known for is told by the groups: a deficit is no turnover
        found[theirs] = max(found.get(theirs, 0.0), _nearly(cosine))
    return tuple((other, nearly) for other, nearly in found.items() if nearly > 0.0)


def _nearly(cosine: float) -> float:
    return round(SYNONYM * min(1.0, max(0.0, (cosine - _UNRELATED) / (_SAME - _UNRELATED))), 3)
