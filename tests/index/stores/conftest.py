"""One way to open a collection in either store; for Milvus on a real server, which is started once."""

from __future__ import annotations

import importlib.util
import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.stores import COLLECTIONS
from index.types import PassageStore
from tests.index.stores.server import Server, program


@pytest.fixture(scope="session")
def milvus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server, one for all tests of this process."""
    if importlib.util.find_spec("pymilvus") is None or not program():
        if "CI" in os.environ:
            pytest.fail("pymilvus and milvus-lite are not installed; `make dev` installs both")
        pytest.skip("pymilvus and milvus-lite are not installed; `make dev` installs both")
    server = Server(tmp_path_factory.mktemp("milvus"))
    server.start()
    yield server
    server.stop()


Opener = Callable[..., PassageStore]


@pytest.fixture(params=sorted(COLLECTIONS))
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens this test's collection, again and again the same one; all are closed after it."""
    kind: str = request.param
    name = f"test_{uuid.uuid4().hex}"
    handles: list[PassageStore] = []

    def open_collection(dimension: int = 16) -> PassageStore:
        place = str(tmp_path) if kind == "faiss" else request.getfixturevalue("milvus").uri
        handles.append(COLLECTIONS[kind](place, name, dimension, ""))
        return handles[-1]

    yield open_collection
    for handle in handles:
        handle.close()


@pytest.fixture
def restarted(opened: Opener, request: pytest.FixtureRequest) -> Callable[[], None]:
    """Ends and starts the process that holds the collection, if it is another one."""

    def restart() -> None:
        if request.node.callspec.params["opened"] == "milvus":
            server = request.getfixturevalue("milvus")
            server.stop()
            server.start()

    return restart
