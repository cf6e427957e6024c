"""Many numbers rounded at once, each as `round` has it: one by one, that costs more than all else done to a score."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_NEARLY_HALF = 0.4999  # from here on, what multiplying loses may decide


def rounded(values: NDArray[np.float64], places: int) -> list[float]:
    """Return values below a thousand to up to nine decimal places, to the last bit as `round` has them.

    `round` comes to the double nearest to a whole number of units of the last place, which is what dividing that
    number comes to. Which number it is, multiplying can miss only about the middle between two.
    """
    unit = 10.0**places
    scaled = values * unit
    whole = np.rint(scaled)
    found: list[float] = (whole / unit).tolist()
    for at in np.flatnonzero(np.abs(scaled - whole) > _NEARLY_HALF).tolist():
        found[at] = round(float(values[at]), places)
    return found
