"""Whether a misspelt question gets the answer of the clean one.

    python benchmarks/typos.py

Misspells the questions of the sets that ship, and those of `../shared/evals` where they are, as `tests/misspelling.py`
describes. An answer is the same where text, status, citations and calculation are; a refusal may repeat a word as it
was typed. Words that an edit made into another English word or another word of the article are counted apart: nothing
tells them from what a reader means.
"""

from __future__ import annotations

import argparse
import calendar
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from assistant.lexicon import Lexicon
from assistant.pipeline import Assistant
from assistant.types import Answer
from assistant.words import fold, is_english, stop_words
from documents.figures.units import unit_of
from tests import run_evals
from tests.misspelling import Misspelt, Mistake, misspelt

# What an unseen article gets is measured on these; nothing may be tuned on them.
UNSEEN = ("football-numbers", "solar-interview")
SEED = 4


@dataclass(frozen=True, slots=True)
class Case:
    """A misspelt question of a set, the class of its first mistake, and whether the answer stayed the same."""

    name: str
    asked: Misspelt
    clean: str
    sort: str
    real: bool  # the edits made a word of the language or of the article
    before: Answer
    after: Answer

    @property
    def same(self) -> bool:
        return _content(self.before, self.asked.mistakes) == _content(self.after, self.asked.mistakes)


def main() -> int:
    """Print the share of unchanged answers by kind of edit and by class of word; 1 where it is below --floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=300, help="misspelt questions on the original, and on the others")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", metavar="NAME", help="misspell the questions of one set")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="print N questions whose answer changed")
    parser.add_argument("--floor", type=float, default=0.0, help="share that must be unchanged, of either group")
    options = parser.parse_args()
    shipped = sorted(path.stem for path in run_evals.SETS.glob("*.jsonl") if path.stem not in UNSEEN)
    original = [run_evals.ORIGINAL] if (run_evals.SHARED / "evals" / "article-dev.jsonl").exists() else []
    below = False
    for title, names in (("the original", original), ("the sets that ship", shipped)):
        names = [name for name in names if options.only in (None, name)]
        if names:
            found = tuple(cases(names, options.count, options.seed))
            print(f"\n{title}: {len(found)} misspelt questions, seed {options.seed}")
            show(found)
            failures([case for case in found if not case.same][: options.failures])
            below |= sum(case.same for case in found) < options.floor * len(found)
    return int(below)


def cases(names: Sequence[str], count: int, seed: int) -> Iterator[Case]:
    """Yield `count` misspelt questions, spread over the sets by their size."""
    rows = [(name, row) for name in names for row in rows_of(name)]
    asked = misspelt([row["question"] for _, row in rows], count, seed)
    for name in names:
        with tempfile.TemporaryDirectory(prefix="typos-") as scratch:
            assistant = Assistant.open(run_evals.documents_of(name, Path(scratch)), Path(scratch, "data"))
            lexicon = assistant.corpus.lexicon
            clean: dict[int, Answer] = {}
            for one in asked:
                if rows[one.row][0] != name:
                    continue
                row = rows[one.row][1]
                if one.row not in clean:
                    clean[one.row] = assistant.ask(row["question"], row["history"])
                real = any(is_word(mistake.typed, lexicon) for mistake in one.mistakes)
                after = assistant.ask(one.text, row["history"])
                sort = sort_of(one.mistakes[0].word, row["question"], lexicon)
                yield Case(name, one, row["question"], sort, real, clean[one.row], after)


def rows_of(name: str) -> list[dict[str, Any]]:
    """Return the rows of a question set."""
    path = run_evals.SHARED / "evals" / "article-dev.jsonl" if name == run_evals.ORIGINAL else None
    text = (path or run_evals.SETS / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def is_word(typed: str, lexicon: Lexicon) -> bool:
    """Say whether letters make a word of English or of the article."""
    return is_english(typed) or lexicon.knows(typed)


def sort_of(word: str, question: str, lexicon: Lexicon) -> str:
    """Return the class of a word: part of a name, a unit or month, a function word, or content."""
    folded = fold(word)
    if any(folded in fold(question[m.start : m.end]).split() for m in lexicon.mentions(question, asked=True)):
        return "name"
    if unit_of(folded) is not None or folded.capitalize() in calendar.month_name:
        return "unit or month"
    return "function" if folded in stop_words() else "content"


def _content(answer: Answer, mistakes: Sequence[Mistake]) -> tuple[object, ...]:
    text = answer.text
    for mistake in mistakes:
        text = text.replace(mistake.typed, mistake.word)
    calculation = answer.calculation.result if answer.calculation is not None else None
    return text, answer.status, answer.citations, calculation


def show(found: Sequence[Case]) -> None:
    """Print one line for all, for each kind of edit, for each class of word, and for edits that make words."""
    total: Counter[str] = Counter()
    same: Counter[str] = Counter()
    for case in found:
        groups = ["all", f"edit: {case.asked.kind}", f"word: {case.sort}"]
        groups.append("makes another word" if case.real else "makes no word")
        total.update(groups)
        same.update(group for group in groups if case.same)
    for group in sorted(total, key=lambda name: (name != "all", name)):
        print(f"  {group:24} {same[group]:4}/{total[group]:<4} {100 * same[group] / total[group]:5.1f} %")


def failures(found: Sequence[Case]) -> None:
    """Print questions whose answer changed."""
    for case in found:
        pairs = ", ".join(f"{mistake.word} > {mistake.typed}" for mistake in case.asked.mistakes)
        print(f"\n  {case.name} [{case.sort}; {pairs}]{' (a word)' if case.real else ''}\n    {case.clean}")
        print(f"    {case.asked.text}\n    was: {case.before.text[:200]!r}\n    now: {case.after.text[:200]!r}")
        print(f"    read: {case.after.standalone!r}")


if __name__ == "__main__":
    sys.exit(main())
