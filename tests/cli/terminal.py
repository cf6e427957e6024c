"""Two small articles, and what a line of complaint looks like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
Run = Callable[..., tuple[int, str, str]]  # the command's words -> status, standard output, standard error

BAKERY = """# A Bakery Opens Its Books

## Sales

The Corner Bakery sold 4,200 loaves in March 2025. In April 2025 it sold 5,040 loaves.
A loaf costs 3.50 euros. The rival on Mill Lane sold about 2,100 loaves in March 2025.

## The people

Marta Lind, who founded the bakery, employs 12 people. She hopes to open a second shop.
"""
MILL = """# The Mill

The mill ground 900 tonnes of flour in 2024. It stands on the river Aune.
"""


def is_one_line_error(text: str) -> bool:
    """Say whether standard error holds one sentence for a person and no traceback."""
    return text.startswith("article-assistant: ") and text.count("\n") == 1 and "Traceback" not in text
