"""OPERATIONS: every way to calculate, by name. The first whose cues stand in a question is tried.

The order is from the more to the less particular: "how many times longer" is a ratio before it is a comparison.
"""

from __future__ import annotations

from assistant.operations.base import Operands, Operation
from assistant.operations.compare import OPERATION as COMPARE
from assistant.operations.convert import ANNUALISE, CONVERSION
from assistant.operations.difference import OPERATION as DIFFERENCE
from assistant.operations.extreme import EXTREME, RANK
from assistant.operations.percent_change import OPERATION as PERCENT_CHANGE
from assistant.operations.rate import OPERATION as RATE
from assistant.operations.ratio import OPERATION as RATIO
from assistant.operations.share import IMPLIED, SHARE
from assistant.operations.time_to_reach import OPERATION as TIME_TO_REACH
from assistant.operations.total import AVERAGE, MIDPOINT, SUM, WIDTH

OPERATIONS: dict[str, Operation] = {
    operation.name: operation
    for operation in (
        RANK,
        PERCENT_CHANGE,
        RATIO,
        TIME_TO_REACH,
        IMPLIED,
        ANNUALISE,
        MIDPOINT,
        WIDTH,
        AVERAGE,
        RATE,
        SUM,
        DIFFERENCE,
        CONVERSION,
        SHARE,
        EXTREME,
        COMPARE,
    )
}

__all__ = ["OPERATIONS", "Operands", "Operation"]
