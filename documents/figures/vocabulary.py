"""The word lists that lie beside the code as .toml, loaded once. No word of a single article belongs in them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Return the tables of `name`.toml in this folder."""
    path = Path(__file__).with_name(f"{name}.toml")
    with path.open("rb") as file:
        return tomllib.load(file)


@cache
def words(table: str, key: str = "words", name: str = "words") -> frozenset[str]:
    """Return one list of words as a set: `words("function")`, `words("roles", "person", "names")`."""
    found = load(name)[table]
    return frozenset(found[key] if isinstance(found, dict) else found)


@cache
def numbers(table: str, name: str = "words") -> dict[str, int]:
    """Return a table word -> whole number: `numbers("ones")`, `numbers("months")`."""
    return dict(load(name)[table])


@cache
def phrases(table: str, name: str = "words") -> dict[tuple[str, ...], str]:
    """Return phrase (split into words) -> key for a table key -> list of phrases."""
    found: dict[tuple[str, ...], str] = {}
    for key, listed in load(name)[table].items():
        for phrase in listed:
            found.setdefault(tuple(phrase.split()), key)
    return found
