"""The logistic function: log-odds to a probability."""

from __future__ import annotations

import math


def logistic(value: float) -> float:
    """Return 1 / (1 + e^-value)."""
    return 1.0 / (1.0 + math.exp(-value)) if value > -700 else 0.0
