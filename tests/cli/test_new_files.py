"""A PDF, a web page and a Markdown file dropped into a folder: found, indexed beside the others, and cited."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.terminal import BAKERY, Run
from tests.documents.conftest import pdf_of

PDF = pdf_of(
    [
        [
            ("The Glass Works", 72, 740, 22, True),
            ("What it makes", 72, 700, 15, True),
            (
                "The works on the quay melts 310 tonnes of sand a week. Its furnace was lit in 1987 and has",
                72,
                676,
                11,
                False,
            ),
            ("never gone out since.", 72, 662, 11, False),
        ]
    ]
)
HTML = """<html><head><title>The Ropewalk</title></head><body><article><h1>The Ropewalk</h1>
<p>The ropewalk behind the church spins 86 kilometres of hemp a year. Nobody else on the coast still does.</p>
</article></body></html>"""
MARKDOWN = """# The Sail Loft

The loft above the chandlery cut 27 mainsails last winter. Two people work there.
"""
DROPPED = [
    ("glass-works.pdf", PDF, "How much sand does the works melt?", "310 tonnes", 1),
    ("ropewalk.html", HTML.encode(), "How much hemp does the ropewalk spin?", "86 kilometres", None),
    ("sail-loft.md", MARKDOWN.encode(), "How many mainsails did the loft cut?", "27 mainsails", None),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all three: each file joins those that were dropped before it."""
    made = tmp_path_factory.mktemp("harbour")
    (made / "bakery.md").write_text(BAKERY, encoding="utf-8")
    return made


def counted(summary: str) -> tuple[int, int, int]:
    """Return documents, embedded and reused texts of what `index` says."""
    found = re.fullmatch(r"Indexed (\d+) documents?, .*; (\d+) texts? embedded, (\d+) reused\.\n", summary)
    assert found, summary
    return int(found[1]), int(found[2]), int(found[3])


def texts_of(run: Run, folder: Path, data: Path) -> int:
    """Return how many texts an index of the folder from nothing embeds."""
    status, out, _ = run("index", "--documents", folder, "--data", data)
    assert status == 0
    return counted(out)[1]


@pytest.mark.parametrize(("name", "content", "question", "words", "page"), DROPPED, ids=[row[0] for row in DROPPED])
def test_a_dropped_file_is_found_indexed_alone_and_cited(
    name: str,
    content: bytes,
    question: str,
    words: str,
    page: int | None,
    run: Run,
    folder: Path,
    tmp_path: Path,
) -> None:
    folders = ("--documents", folder, "--data", tmp_path)
    there = len(list(folder.iterdir()))
    before = texts_of(run, folder, tmp_path)
    (folder / name).write_bytes(content)
    status, out, err = run("index", *folders)
    assert (status, err) == (0, "")
    documents, embedded, reused = counted(out)
    assert documents == there + 1
    assert reused == before
    assert 0 < embedded < 25  # its passages, sentences and new words

    status, out, _ = run("ask", "--json", question, *folders)
    answer = json.loads(out)
    assert (status, answer["status"]) == (0, "answered"), answer["text"]
    cited = answer["citations"][0]
    assert cited["document"] == Path(name).stem
    assert words in cited["quote"]
    assert cited["page"] == page
