"""Libraries that another one imports and that no request needs: they stay out of memory, and a start does not wait."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

# Asked of all modules by whoever looks for one of them; that is no use of a library.
_LOOKED_AT = frozenset(("__file__", "__warningregistry__", "__wrapped__"))


class _Later(ModuleType):
    """Stands for a library, and hands out what is the library's own from when something of it is first used."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            if name in _LOOKED_AT:
                raise AttributeError(name)
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def later(name: str) -> None:
    """Import a library once something of it is used, and not where it is only named."""
    spec = find_spec(name) if name not in sys.modules else None
    if spec is not None:
        sys.modules[name] = waiting = _Later(name)
        waiting.__spec__ = spec


@contextmanager
def without(name: str) -> Iterator[None]:
    """Let what is imported meanwhile do without a library that it only offers something for."""
    hidden = name not in sys.modules
    if hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # what the import statement takes for "is not there"
    try:
        yield
    finally:
        if hidden:
            del sys.modules[name]


@contextmanager
def gradio() -> Iterator[None]:
    """Hold around an import of Gradio: what our page has no use for is 60 to 100 MB of the server's memory."""
    later("pandas")  # for tables that it caches or shows
    with without("mcp"):  # for tools of its own; ours do not go through it
        yield
