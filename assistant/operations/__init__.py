"""OPERATIONS: every way to calculate, by name. The first whose cues stand in a question is tried.

The order is from the more to the less particular: "how many times longer" is a ratio before it is a comparison.
"""

from __future__ import annotations

from assistant.operations.annualise import OPERATION as ANNUALISE
from assistant.operations.average import OPERATION as AVERAGE
from assistant.operations.base import Operands, Operation
from assistant.operations.compare import OPERATION as COMPARE
from assistant.operations.difference import OPERATION as DIFFERENCE
from assistant.operations.extreme import OPERATION as EXTREME
from assistant.operations.implied_part import OPERATION as IMPLIED
from assistant.operations.midpoint import OPERATION as MIDPOINT
from assistant.operations.percent_change import OPERATION as PERCENT_CHANGE
from assistant.operations.range_width import OPERATION as WIDTH
from assistant.operations.rank import OPERATION as RANK
from assistant.operations.rate import OPERATION as RATE
from assistant.operations.ratio import OPERATION as RATIO
from assistant.operations.share import OPERATION as SHARE
from assistant.operations.sum import OPERATION as SUM
from assistant.operations.time_to_reach import OPERATION as TIME_TO_REACH
from assistant.operations.unit_conversion import OPERATION as CONVERSION

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
