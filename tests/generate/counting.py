"""What a run found: answers by status, numbers checked, faults, and grades by operation and kind of article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tests.generate.answering import Answered
from tests.generate.covering import check
from tests.generate.grading import grade

GRADES = ("right", "partial", "refused", "wrong")


@dataclass(slots=True)
class Count:
    """Sums over many answers; those of two processes add up."""

    questions: int = 0
    numbers: int = 0
    status: Counter[str] = field(default_factory=Counter)
    grades: Counter[tuple[str, str]] = field(default_factory=Counter)  # (operation or kind of article, grade)
    faults: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def add(self, one: Answered, text: str) -> None:
        """Count an answer about the article of that canonical text."""
        checked = check(one, text)
        self.questions += 1
        self.numbers += checked.numbers
        self.status[one.answer["status"]] += 1
        self.faults += [f"{fault} | {_told(one)}" for fault in checked.faults]
        if one.asked.gold is None:
            return
        got = "wrong" if one.error else grade(one.asked, one.answer)
        for row in (one.asked.operation, f"in a {one.article.kind}", "all"):
            self.grades[row, got] += 1
        if got != "right":
            self.failures.append(f"{got} | {one.asked.operation} | {_told(one)}")

    def merged(self, others: Iterable[Count]) -> Count:
        """Return the sum of this count and others."""
        total = Count(self.questions, self.numbers, self.status, self.grades, [*self.faults], [*self.failures])
        for other in others:
            total.questions += other.questions
            total.numbers += other.numbers
            total.status = total.status + other.status
            total.grades = total.grades + other.grades
            total.faults += other.faults
            total.failures += other.failures
        return total

    def summary(self) -> Iterator[str]:
        """Yield the figures of the guard."""
        uncovered = sum(fault.startswith("uncovered") for fault in self.faults)
        yield f"questions            {self.questions:,}"
        yield from (f"  {status:18} {count:,}" for status, count in sorted(self.status.items()))
        yield f"numbers checked      {self.numbers:,}"
        yield f"numbers uncovered    {uncovered:,}"
        yield f"other faults         {len(self.faults) - uncovered:,}"

    def table(self) -> Iterator[str]:
        """Yield the grades as a table, a row for each operation and each kind of article."""
        yield f"| {'questions':18} | n | {' | '.join(GRADES)} |"
        yield "|---|" + "---|" * (1 + len(GRADES))
        for row in sorted({row for row, _ in self.grades}, key=lambda row: (row == "all", row.startswith("in a"), row)):
            counts = [self.grades[row, got] for got in GRADES]
            shares = [f"{100 * count / sum(counts):.0f} %" for count in counts]
            yield f"| {row:18} | {sum(counts)} | {' | '.join(shares)} |"


def _told(one: Answered) -> str:
    gold = one.asked.gold
    wanted = "" if gold is None else gold.name or ("refusal" if gold.refuse else f"{gold.low}..{gold.high} {gold.unit}")
    facts = "; ".join(f"{fact.told or 'not told'} {fact.amount.surface}" for fact in one.asked.facts[:3])
    history = "".join(f"{turn} > " for turn in one.asked.history)
    got = f"{one.answer['status']}: {one.answer['text']}"
    return f"{one.article.id}{one.article.suffix} | {history}{one.asked.text} | {got} | wanted {wanted} | {facts}"
