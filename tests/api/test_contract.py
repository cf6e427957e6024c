"""Generated requests, good and bad: every response is what the API's own description says."""

from __future__ import annotations

import contextlib

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from assistant.api.service import Service
from tests.api.conftest import app_of

EXAMPLES = 20  # of each sort for each route: some seconds in all
ROUTES = 11
MEANT = ("/figures",)  # what a size or a period is, no schema says: some are refused that are texts as described


@pytest.fixture(scope="module")
def described(service: Service) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/api/openapi.json", app_of(service))


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("number", range(ROUTES))
def test_responses_are_as_described(described: schemathesis.BaseSchema, number: int, mode: GenerationMode) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > number >= len(operations) - ROUTES, "ROUTES counts them"

    @given(case=operations[number].as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=[positive_data_acceptance] if case.path.endswith(MEANT) else [])

    with contextlib.suppress(Unsatisfiable):  # any text may stand in a path: nothing is bad there
        ask()
