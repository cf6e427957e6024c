"""The question sets are well formed, and their evidence stands in the articles that they ask about."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from documents.readers import READERS, read

FOLDER = Path(__file__).parent
SHIPPED = FOLDER.parents[1] / "documents" / "articles"
SETS = sorted(FOLDER.glob("*.jsonl"))
FIELDS = ["id", "question", "history", "kind", "op", "answer", "numbers", "evidence", "must_not", "caveat", "refuse"]
KINDS = {
    *("lookup", "compute", "compare", "list", "table", "why", "who", "definition", "opinion-of-author", "followup"),
    *("unanswerable", "false-premise", "ambiguous"),
}
OPS = {
    *("ratio", "difference", "percent_change", "rate", "time_to_reach", "sum", "average", "share", "rank", "max"),
    *("min", "count", "unit_conversion", "implied_value"),
}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def article(path: Path) -> Path:
    """Return the article of a set; one that has none beside it asks about the edition that ships."""
    beside = (path.with_suffix(suffix) for suffix in READERS)
    return next((own for own in beside if own.exists()), next(SHIPPED.glob("*.md")))


def folded(text: str) -> str:
    """Readers differ in how they part the cells of a row and in white space; nothing else may differ."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("|", " ").split())


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_rows_have_the_fields_that_scoring_needs(path: Path) -> None:
    found = rows(path)
    assert len({row["id"] for row in found}) == len(found)
    for row in found:
        assert list(row) == FIELDS, row["id"]
        assert row["kind"] in KINDS, row["id"]
        assert row["op"] is None or (row["op"] in OPS and row["numbers"]), row["id"]
        assert bool(row["history"]) == (row["kind"] == "followup"), row["id"]
        assert row["refuse"] or row["evidence"] or row["numbers"], row["id"]
        assert all(number["value"] >= 0 for number in row["numbers"]), row["id"]


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_evidence_stands_in_the_article(path: Path) -> None:
    text = folded(read(article(path)).text)
    missing = [(row["id"], entry) for row in rows(path) for entry in row["evidence"] if folded(entry) not in text]
    assert missing == []
