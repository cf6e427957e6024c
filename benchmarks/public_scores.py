"""When an answer counts as right: TAT-QA's exact match with scale and F1, FinQA's executed answer."""

from __future__ import annotations

import re
import string
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

from public_predicted import Prediction
from public_sets import Asked

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_CENT = Decimal("0.01")
# FinQA leaves the scale of a table out of its answers; the product does not.
_TABLE_SCALES = (Decimal(1), Decimal(10) ** 3, Decimal(10) ** 6, Decimal(10) ** 9)
_LAST_DECIMAL = Decimal("0.00001")
_FINQA_TOLERANCE = Decimal("0.005")  # relative; gold answers are rounded to five decimals, or to what a reader wrote


def tatqa_match(asked: Asked, got: Prediction) -> bool:
    """Say whether number and scale, or all spans, are those of the gold answer.

    Numbers are compared after rounding to two decimals in the gold scale, as the set's own metric does.
    """
    if asked.numeric:
        if got.number is None:
            return False
        return _rounded(got.number / asked.scale) == _rounded(Decimal(asked.gold[0]))
    return sorted(map(normalised, asked.gold)) == sorted(map(normalised, got.spans))


def tatqa_f1(asked: Asked, got: Prediction) -> Decimal:
    """Return the F1 of the words for spans; for numbers it is the exact match."""
    if asked.numeric:
        return Decimal(tatqa_match(asked, got))
    gold, own = (Counter(" ".join(map(normalised, spans)).split()) for spans in (asked.gold, got.spans))
    shared = sum((gold & own).values())
    if not shared:
        return Decimal(0)
    precision, recall = Decimal(shared) / sum(own.values()), Decimal(shared) / sum(gold.values())
    return 2 * precision * recall / (precision + recall)


def finqa_match(asked: Asked, got: Prediction, *, exactly: bool = False) -> bool:
    """Say whether the executed answer is reached, a percentage in either form, a table's amounts in its own scale.

    `exactly`: to the five decimals that the gold answers have.
    """
    if not asked.numeric:
        return got.yes is not None and got.yes == (asked.gold[0] == "yes")
    if got.number is None:
        return False
    gold = Decimal(asked.gold[0])
    if exactly:
        return any(abs(got.number / scale - gold) <= _LAST_DECIMAL for scale in (*_TABLE_SCALES, Decimal("0.01"), 100))
    near = [got.number / scale for scale in _TABLE_SCALES] + [100 * got.number]
    return any(abs(value - gold) <= _FINQA_TOLERANCE * abs(gold) for value in near)


def normalised(text: str) -> str:
    """Return a span as the sets' metrics compare it: lower case, no articles, no punctuation, numbers in one form."""
    words = []
    for word in re.split(r"[\s-]+", text.lower()):
        bare = word.strip(string.punctuation + "‘’“”–—£€¥").replace(",", "")
        if re.fullmatch(r"\d+(?:\.\d+)?", bare):
            bare = f"{Decimal(bare).normalize():f}" + ("%" if word.rstrip(".,;").endswith("%") else "")
        words.append("".join(char for char in bare if char not in set(string.punctuation) - {".", "%"}))
    return " ".join(_ARTICLES.sub(" ", " ".join(words)).split())


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)
