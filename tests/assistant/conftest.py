"""One invented article with the real model: opened once for all tests of the assistant."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.pipeline import Assistant

ARTICLE = """# Quiet Blades: Two Makers Fight for Britain's Lawns

By Nora Whitfield

Garden robots were a joke ten years ago. Today Mowbray and Fennick share a market that both want alone.

## The order books

The launch of Mowbray's R4 in Leeds surprised even its makers. The shop took 6,240 firm orders within the first
48 hours. By the end of 2023, reserved orders had passed 19,500.

How long the first machines took is a different story:

- Fennick: Its first mower, the Hedgehog, took 75 days to reach the 2,000-unit production milestone.
- Lawnly: It needed about 5 months to build its 2,000th machine, the Clover.

The R4 Basic costs £840, against £1,050 for the Hedgehog. Fennick is said to earn more on each machine.

## Money

In 2023 the mower division of Mowbray lost £4.1 million, because batteries were bought at the peak of the market.
It lost another £900,000 in Q1 2024. The gross margin of the service business was 61.5% in Q1 2024, that of the mower
business 14.2%. Analysts at Harrow Lane predict sales of 52,000 mowers in 2024.

| Measure | Mowbray | Fennick |
|---|---|---|
| Staff | 310 | 1,240 |
| Own factories | none | two, in Ghent and Porto |
| Returned machines (2023) | 6.3% | 2.1% |

Mowbray waits 9-12 weeks for its batteries. "I would rather sell slowly than badly," said Ida Fennick, who founded
the company in 1998. Customers wait because the battery plant in Turin burned down.

## Our view

Whoever masters batteries will win. The race is open, and we expect it to stay so.
"""


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    (folder / "quiet-blades.md").write_text(ARTICLE, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def assistant(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return Assistant.open(library, tmp_path_factory.mktemp("data"))
