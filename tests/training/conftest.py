"""A folder with a little of every source."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.training.examples import TABLE, airline, labelled_row, paragraph, report, write
from training import sources


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a little of every source."""
    root = tmp_path_factory.mktemp("data")
    special = {
        "squad2": [paragraph("Imperialism", 2), *(paragraph(f"Kilns {n}", n) for n in range(3, 9))],
        "tatqa": [report(n) for n in range(4)],
        "aitqa": [airline(n) for n in range(6)],
        "fetaqa": [
            {"question": "?", "evidence_cells": [[0, 1]], "title": f"K{n}", "source": "o", **TABLE} for n in range(3)
        ],
        "wikitables": [{"question": "jugs?", "table_id": "t", "answer_cells": [[0, 1]], "source": "ours"}],
    }
    write(root / "wikitablequestions" / "tables.jsonl.gz", {"table_id": "t", **TABLE})
    for name, (folder, reader, file) in sources.SOURCES.items():
        rows = special.get(name) or [labelled_row(n) for n in range(40)]
        if reader is sources.qamr:
            rows = [
                {**row, "sent_id": f"{n}:1:1", "answers": ["", *row["answers"]], "answerable": True}
                for n, row in enumerate(rows)
            ]
            rows = [{**row, "sentences": row["sentences"][1:2]} for row in rows]
        write(root / folder / f"{file or 'train'}.jsonl.gz", *rows)
    return root
