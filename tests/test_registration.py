"""A plug-in that is not in its table does not exist: every module stands in the table of its kind."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
TABLES = {
    "documents.readers": "READERS",
    "index.embedders": "EMBEDDERS",
    "index.stores": "STORES",
    "assistant.operations": "OPERATIONS",
}


def table(package: str) -> dict[str, Any]:
    found = getattr(importlib.import_module(package), TABLES[package])
    assert isinstance(found, dict)
    return found


def modules(package: str) -> set[str]:
    return {path.stem for path in ROOT.joinpath(*package.split(".")).glob("*.py")} - {"__init__"}


def imported(package: str, module: str) -> set[str]:
    """The modules of the same package that a module imports, at its top or inside a function."""
    path = ROOT.joinpath(*package.split("."), f"{module}.py")
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == package:
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{package}."):
            found.add((node.module or "").removeprefix(f"{package}.").split(".")[0])
        elif isinstance(node, ast.Import):
            found |= {alias.name.rsplit(".", 1)[1] for alias in node.names if alias.name.startswith(f"{package}.")}
    return found & modules(package)


@pytest.mark.parametrize("package", TABLES)
def test_the_table_is_not_empty_and_its_names_are_plain(package: str) -> None:
    names = list(table(package))
    assert names
    assert all(isinstance(name, str) and name == name.strip() and name for name in names)


@pytest.mark.parametrize("package", TABLES)
def test_no_module_is_left_out(package: str) -> None:
    """A module that the package never imports is dead: a plug-in nobody registered, or a leftover."""
    reached, waiting = set(), imported(package, "__init__")
    while waiting:
        module = waiting.pop()
        reached.add(module)
        waiting |= imported(package, module) - reached
    left = modules(package) - reached
    assert not left, f"{package}: {sorted(left)} not reached from its {TABLES[package]} table"


def test_every_operation_has_its_line() -> None:
    for module in modules("assistant.operations"):
        operation = getattr(importlib.import_module(f"assistant.operations.{module}"), "OPERATION", None)
        if operation is not None:
            assert table("assistant.operations").get(operation.name) is operation, module


def test_every_format_of_the_readme_has_a_reader() -> None:
    assert {".txt", ".md", ".html", ".pdf"} <= set(table("documents.readers"))
