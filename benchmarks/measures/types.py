"""What a part of the benchmark finds: figures with their targets, tables, and curves of cost over work."""

from __future__ import annotations

from dataclasses import dataclass

NOISE = 1.1  # two runs of one thing differ by a tenth here; a cost that grows by no more than that grows with its work


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value, and the target that it is held against: at most or at least `limit`, where there is one."""

    what: str
    value: float | None  # None where it could not be measured; `note` then says why
    unit: str = ""
    limit: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def verdict(self) -> str:
        """Say whether the target is met; "" where there is none."""
        if self.value is None:
            return "not measured"
        if self.limit is None:
            return ""
        met = self.value >= self.limit if self.at_least else self.value <= self.limit
        return "met" if met else "MISSED"

    @property
    def target(self) -> str:
        """Return the target in words."""
        if self.limit is None:
            return ""
        return f"{'at least' if self.at_least else 'at most'} {number(self.limit)} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as they are shown, and what has to be known to read them."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """What something costs as its work grows: the first of both is the smallest."""

    what: str
    work: tuple[float, ...]
    cost: tuple[float, ...]
    of: str  # what the work is counted in
    unit: str  # of the cost

    @property
    def excess(self) -> float:
        """Return by how many times the cost grew faster than the work, between the two points where it did most."""
        return max(
            (self.cost[later] / self.cost[earlier]) / (self.work[later] / self.work[earlier])
            for later in range(len(self.work))
            for earlier in range(later)
        )

    def figure(self) -> Figure:
        """Return the target that every curve is held against: no faster than the work."""
        return Figure(f"{self.what}: growth against that of the {self.of}", self.excess, "x", NOISE)


@dataclass(frozen=True, slots=True)
class Part:
    """All that one part found."""

    name: str
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    curves: tuple[Curve, ...] = ()


def number(value: float) -> str:
    """Write a number with the digits that are worth reading: 0.042, 1.7, 23, 1,460."""
    digits = 0 if abs(value) >= 20 or value == int(value) else 1 if abs(value) >= 10 else 2 if abs(value) >= 0.1 else 3
    return f"{value:,.{digits}f}"
