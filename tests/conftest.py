"""What all tests share: one folder of exported models, so that a session exports the model once and none of the user's
folders is written to. `.ci/run` names one for all of its jobs."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.embedders import DEFAULT, export, exported, named
from index.places import MODELS_VARIABLE

_PATIENCE = 120  # seconds for another worker's export on a slow machine


@pytest.fixture(scope="session", autouse=True)
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of exported models, shared by the workers of a session; who indexes first fills it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "models"
    if "CI" in os.environ and MODELS_VARIABLE in os.environ:
        folder = Path(os.environ[MODELS_VARIABLE])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(MODELS_VARIABLE, str(folder))
        yield folder


@pytest.fixture(scope="session")
def exported_model(models: Path) -> exported.ExportedEmbedder:
    """The model that ships, exported."""
    end = time.monotonic() + _PATIENCE
    while not export(DEFAULT, models):
        assert time.monotonic() < end, "the model was not exported"
        time.sleep(0.2)  # another worker is at it
    found = exported.opened(models, named(DEFAULT).id)
    assert isinstance(found, exported.ExportedEmbedder)
    return found
