"""Ask thousands of generated questions, check every number of every answer, and say how many answers are right.

    python -m tests.generate --articles 200 --questions 10000 --seed 1

Exits with 1 where a number is uncovered, a quotation is not verbatim, an answer is unsteady or an exception is raised.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.generate.answering import written
from tests.generate.counting import Count
from tests.generate.running import Part, counted


def main() -> int:
    """Run, print the figures, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--failures", type=Path, help="file for the answers that are not right, one a line")
    given = parser.parse_args()
    from index.update import update

    with tempfile.TemporaryDirectory(prefix="generated-") as scratch:
        folder, data = Path(scratch) / "articles", Path(scratch) / "data"
        written(folder, given.seed, given.articles)
        update(folder, data)
        split = given.processes
        parts = [Part(folder, data, given.seed, given.articles, given.questions, at, split) for at in range(split)]
        with ProcessPoolExecutor(given.processes, mp_context=get_context("spawn")) as pool:
            count = Count().merged(pool.map(counted, parts))
    print("\n".join([*count.summary(), "", *count.table()]))
    print("\n".join(["", *count.faults[:40]]))
    if given.failures:
        given.failures.write_text("\n".join([*count.faults, *count.failures]) + "\n", encoding="utf-8")
    return 1 if count.faults else 0


if __name__ == "__main__":
    sys.exit(main())
