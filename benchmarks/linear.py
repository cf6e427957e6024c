"""Whether reading an article and extracting its figures takes time in proportion to its length, whatever stands in it.

    python benchmarks/linear.py

A megabyte of prose and half of it, then lines that make a careless pattern run back and forth: one length and twice
the length. A ratio of 2 is linear, 4 is quadratic.
"""

from __future__ import annotations

import cProfile
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from documents.figures.extract import extract
from documents.figures.types import Figure
from documents.readers import document_of
from documents.readers.common import Source

PROSE = """The Harbour Mills

In 2023 the Larkby mill ground 41,300 tonnes of oats, 12% more than a year earlier. Its owner paid between £2.1 million
and £2.4 million for a second pair of stones. "We waited 9 to 11 weeks for them," says Nell Orrin, who runs it. The
Stowe mill, the older one, ground over 38,000 tonnes.

- Larkby: It took 44 days to grind its first 5,000 tonnes.
- Stowe: It needed about two months for the same.

Margins fell by 1.5 percentage points to 8%, because one in five ships came late. Nobody minded at the time.

"""
# What each line repeats.
REPEATED = {
    "digits": "7",
    "numbers": "7 ",
    "commas": ",",
    "numbers and commas": "1,",
    "endless range": "1 to ",
    "hyphens": "1-",
    "bounds": "over ",
    "open ranges": "between 1 and ",
    "percent signs": "%",
    "percentages": "5% ",
    "one long word": "a",
    "hyphenated words": "a-b-",
    "dollar signs": "$",
    "scales": "million thousand ",
    "number words": "ten ",
    "half of halves": "and a half ",
    "quarters of": "a quarter of ",
    "years": "in 2024 ",
    "brackets": "(",
    "full stops": ".",
    "quotation marks": '" ',
    "rates": "per day ",
    "ratios": "1:1/",
    "no sentence ends": "the mill ground oats and sold 5 sacks ",
    "respectively": "5, 6 and 7 respectively ",
    "changes": "5, up from ",
}


def line(what: str, length: int) -> str:
    """Return a line of that many characters that repeats what makes it hard."""
    piece = REPEATED[what]
    return (piece * (length // len(piece) + 1))[:length]


def prose(length: int) -> str:
    """Return that many characters of ordinary prose."""
    return (PROSE * (length // len(PROSE) + 1))[:length]


def figures(text: str) -> tuple[Figure, ...]:
    """Read a text as a file and return its figures."""
    return extract(document_of(Source("text", "text.txt", f"Title\n\n{text}\n".encode())))


def calls(text: str) -> int:
    """Return how many functions are called to read a text and its figures."""
    return calls_of(lambda: figures(text))


def calls_of(work: Callable[[], object]) -> int:
    """Return how many functions some work calls: the same on every machine, however busy."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that the work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> None:
    """Measure and print a line a text."""
    print(f"{'text':24}{'characters':>12}{'time':>12}{'of half':>12}{'ratio':>8}")
    figures("once 5% for what is prepared at first use")
    show("prose", prose(500_000), prose(1_000_000))
    for what in REPEATED:
        show(what, line(what, 10_000), line(what, 20_000))


def show(what: str, half: str, whole: str) -> None:
    """Print what a text and its half take."""
    less, more = seconds(lambda: figures(half)), seconds(lambda: figures(whole))
    ratio = f"{more / less:.2f}" if more >= 0.01 else "-"
    print(f"{what:24}{len(whole):12,}{1000 * more:9,.0f} ms{1000 * less:9,.0f} ms{ratio:>8}", flush=True)


if __name__ == "__main__":
    main()
