"""Which way a table is to be read: whether its columns are measures of the things that its rows name."""

from __future__ import annotations

from documents.figures.quantities import quantities
from documents.types import Document, Table


def measured_columns(document: Document, table: Table) -> bool:
    """Say whether each column keeps to a dimension of its own, as measures do: pieces in one, money in the next."""
    columns = [
        {q.dimension for row in table.rows for q in quantities(document.text, row[at].start, row[at].end)}
        for at in range(1, len(table.header))
    ]
    return len(columns) > 1 and all(len(found) == 1 for found in columns) and len(set.union(*columns)) > 1
