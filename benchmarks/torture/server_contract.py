"""Generated requests, good and bad, against the API's own description."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from assistant import server
from assistant.api import app as api
from assistant.api.service import Service
from assistant.pipeline import Assistant
from benchmarks.torture.server_process import PRICES, write_fares
from benchmarks.torture.types import Outcome, Run

_MEANT = ("/figures",)  # what a size or a period is, no schema says: some are refused that are texts as described
_TEXTS = ("q", "history", "document")  # of a query: a list or an object in their place is sent as a text, or not at all


def run(run: Run) -> Iterator[Outcome]:
    """Call every operation in both modes."""
    articles = run.folder / "contract"
    articles.mkdir()
    write_fares(articles, PRICES[0])
    service = Service(Assistant.open(articles, run.folder / "contract-data"))
    app = server.new_app()
    api.mount(app, lambda: service)
    described = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    operations = [found.ok() for found in described.get_all_operations()]
    statuses: Counter[int] = Counter()
    broken: list[str] = []
    each = run.many(10, 700, 3_000)
    for operation in operations:
        for mode in GenerationMode:

            @seed(run.seed)
            @given(case=operation.as_strategy(generation_mode=mode))
            @settings(max_examples=each, deadline=None, database=None, suppress_health_check=list(HealthCheck))
            def ask(case: schemathesis.Case) -> None:
                response = case.call()
                statuses[response.status_code] += 1
                excluded = [positive_data_acceptance] if case.path.endswith(_MEANT) else []
                if any(not isinstance((case.query or {}).get(name, ""), str) for name in _TEXTS):
                    excluded.append(negative_data_rejection)
                case.validate_response(response, excluded_checks=excluded)

            try:
                ask()
            except Unsatisfiable:
                pass  # any text may stand in a path: nothing is bad there
            except (Exception, BaseExceptionGroup) as problem:  # several failures are a group, which is none
                broken.append(f"{operation.method} {operation.path}: {problem!s:.200}")
    told = ", ".join(f"{status}: {number:,}" for status, number in sorted(statuses.items()))
    yield Outcome(
        "every response is what the API's description says, none a 5xx", statuses.total(),
        len(broken) + sum(number for status, number in statuses.items() if status >= 500), told, tuple(broken[:5]),
    )  # fmt: skip
