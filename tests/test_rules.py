"""Rules that hold for every source file: it fits on a few screens, calculates exactly, and knows no article."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHIPPED = ("documents", "index", "assistant")
EVERYTHING = (*SHIPPED, "tests", "benchmarks", "training")
LONGEST = 300  # lines of a Python file; a longer one holds two things

# Numbers that reach an answer are Decimal or Fraction. These files read, calculate or write numbers.
CALCULATING = (
    "documents/figures/*.py",
    "assistant/operations/*.py",
    "assistant/ledger/*.py",
    *(f"assistant/{part}.py" for part in ("interval", "expression", "evaluate", "formula", "recompute", "display")),
)
# These also choose operands by how well words agree, which is a float; no function of theirs does both.
CHOOSING = {"assistant/operations/base.py", "assistant/operations/group.py"}
EXACT = {
    "Decimal", "Fraction", "Interval", "interval", "plain", "Calculation", "Result", "convert", "Working", "evaluate",
}  # fmt: skip

# Capitalised in an article, yet no name of it: the calendar, countries, currencies and everyday words.
GENERAL = """
January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep
Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Saturdays Sundays
China Chinese Denmark English European Kenyan Western Oslo Rotterdam RMB NOK USD EUR CHF TEU KSh MWh CO2 Europe CEO SUV
Internet JavaScript
Big Call Captain Compared Crack Factory General Halved Judgment Master Odd Old Safe Sites Street Super Unit Worked World
Stockholm Swedish Christmas Danish Sweden Britain British Norway Norwegian Scotland Wales
"""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def found(folders: Iterable[str], *patterns: str) -> Iterator[Path]:
    for folder in folders:
        for pattern in patterns:
            yield from sorted((ROOT / folder).rglob(pattern))
    if "*.py" in patterns:
        yield ROOT / "ui.py"


def articles() -> Iterator[Path]:
    """The shipped edition and the articles of the question sets."""
    yield from sorted((ROOT / "documents" / "articles").glob("*.*"))
    yield from (
        path for path in sorted((ROOT / "tests" / "evals").glob("*.*")) if path.suffix in (".md", ".txt", ".html")
    )


@cache
def names_of_articles() -> frozenset[str]:
    """Words that stand capitalised within a sentence or as a label, and nowhere in lower case."""
    names: set[str] = set()
    lower: set[str] = set()
    for path in articles():
        text = path.read_text(encoding="utf-8")
        lower |= set(re.findall(r"\b[a-z]{2,}\b", text))
        names |= set(re.findall(r"(?<=[a-z,] )[A-Z][A-Za-z0-9]{2,}\b", text))
        names |= set(re.findall(r"\*\*([A-Z][A-Za-z0-9]{2,}):", text))
    return frozenset(word for word in names - set(GENERAL.split()) if word.lower() not in lower)


@cache
def figures_of_articles() -> frozenset[str]:
    """Numbers that are nobody's by chance: four significant digits or more, years left out."""
    figures: set[str] = set()
    for path in articles():
        for number in re.findall(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?", path.read_text(encoding="utf-8")):
            plain = number.replace(",", "")
            is_year = re.fullmatch(r"(?:1[89]|20)\d\d", plain)
            if len(plain.replace(".", "").strip("0")) >= 4 and not is_year:
                figures.add(plain)
    return frozenset(figures)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_no_name_or_figure_of_an_article() -> None:
    """Code and vocabulary must work on any article, so they know none."""
    known: dict[str, list[str]] = {}
    for path in found((*SHIPPED, "training"), "*.py", "*.toml", "*.css", "*.js"):
        text = path.read_text(encoding="utf-8")
        words = set(re.findall(r"[A-Za-z][A-Za-z0-9]*", text))
        numbers = {number.replace(",", "") for number in re.findall(r"(?<![\w.])\d[\d,]*(?:\.\d+)?", text)}
        if here := (names_of_articles() & words) | (figures_of_articles() & numbers):
            known[name(path)] = sorted(here)
    assert not known


def test_the_rule_above_sees_names_and_figures() -> None:
    assert {"Xiaomi", "NIO", "SU7"} <= names_of_articles()
    assert {"88898", "943.7"} <= figures_of_articles()


def test_files_are_short() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in found(EVERYTHING, "*.py")}
    assert not {path: lines for path, lines in lengths.items() if lines > LONGEST}


def test_files_say_what_they_are_for() -> None:
    silent = [
        name(path) for path in found(EVERYTHING, "*.py") if (tree := tree_of(path)).body and not ast.get_docstring(tree)
    ]
    assert not silent


def floats_of(tree: ast.AST) -> list[int]:
    """Lines on which a float is written or asked for."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
    ]


def calculates(tree: ast.AST) -> bool:
    return any(isinstance(node, ast.Name) and node.id in EXACT for node in ast.walk(tree))


def inexact(path: Path) -> list[int]:
    """Lines with a float in the parts of a file that calculate: all of it, unless it also chooses operands."""
    tree = tree_of(path)
    if name(path) not in CHOOSING:
        return floats_of(tree)
    return [line for part in tree.body if calculates(part) for line in floats_of(part)]


def test_no_float_where_numbers_are_calculated() -> None:
    calculating = [path for pattern in CALCULATING for path in sorted(ROOT.glob(pattern))]
    assert set(map(name, calculating)) >= CHOOSING
    assert not {name(path): lines for path in calculating if (lines := inexact(path))}


def test_nothing_is_unpickled_or_evaluated() -> None:
    """A saved index comes from a disk that others may write to; an article comes from anywhere."""
    unsafe = []
    for path in found(SHIPPED, "*.py"):
        for node in ast.walk(tree_of(path)):
            modules: set[str] = set()
            if isinstance(node, ast.Import):
                modules = {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                modules = {node.module or ""}
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("eval", "exec")
            if called or modules & {"pickle", "shelve", "marshal", "dill"}:
                unsafe.append(name(path))
    assert not unsafe
