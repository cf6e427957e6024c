"""docs/api.md names every route, every filter and every code, and none that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from assistant.api.problems import PROBLEMS

TEXT = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def test_every_route_is_told(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()["paths"]
    routes = {f"{method.upper()} /api{path}" for path, methods in described.items() for method in methods}
    assert set(re.findall(r"\| `((?:GET|POST) /api/v1/[^`]+)` \|", TEXT)) == routes


def test_every_filter_of_the_figures_is_told(client: TestClient) -> None:
    parameters = client.get("/api/openapi.json").json()["paths"]["/v1/figures"]["get"]["parameters"]
    [row] = re.findall(r"\| `GET /api/v1/figures` \|(.*)\|", TEXT)
    assert {one["name"] for one in parameters} == set(re.findall(r"`(\w+)`", row))


def test_every_code_is_told_with_its_status() -> None:
    [line] = re.findall(r"a\s+`code` that stays: (.*?)\n- \*\*", TEXT, re.DOTALL)
    told, codes = {}, []
    for code, status in re.findall(r"`(\w+)`|\((\d{3})", line):
        codes += [code] if code else []
        if status:
            told |= {one: int(status) for one in codes}
            codes = []
    assert told == {code: status for code, (status, _) in PROBLEMS.items()}
