"""The documents that everybody is measured on, and the questions about them.

    <corpus>/files/   what article-assistant reads          <corpus>/data/   its index
    <corpus>/texts/   the same as plain text, for the peers   <corpus>/NAME/   the index of the peer NAME

"article" is the edition that ships. "quarter", "half" and "whole" are a growing library of plain texts: the articles of
the question sets and, where they are, the paragraphs of the public set squad2, a topic a text.
"""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from assistant.settings import shipped_documents
from documents.library import Library

ROOT = Path(__file__).parents[2]
SETS = ROOT / "tests" / "evals"
SIZES = {"quarter": 0.25, "half": 0.5, "whole": 1.0}
PARAGRAPHS = 12  # of a text made of public paragraphs: as long as an article
Text = tuple[str, str]  # name, text


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder laid out as above, and how many words its texts have."""

    folder: Path
    words: int

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def texts(self) -> Path:
        return self.folder / "texts"

    @property
    def data(self) -> Path:
        return self.folder / "data"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that needs no earlier turn, and the id of the article that it is about."""

    question: str
    article: str


def article(folder: Path) -> Corpus:
    """Lay out the edition that ships."""
    shutil.copytree(shipped_documents(), folder / "files")
    return _laid_out(folder, [(document.id, document.text) for document in Library(folder / "files")])


def library(folder: Path, texts: Sequence[Text], share: float) -> Corpus:
    """Lay out the first texts of a library, so many that they hold that share of its words."""
    wanted, chosen, held = share * sum(words(text) for _, text in texts), [], 0
    for name, text in texts:
        if held >= wanted:
            break
        chosen.append((name, text))
        held += words(text)
    return _laid_out(folder, chosen)


def texts(public: Path | None) -> list[Text]:
    """Return the articles of the question sets as plain text, and the public paragraphs below a folder, if it is."""
    found = [(document.id, document.text) for document in Library(SETS)]
    squad = public / "squad2" if public else None
    if squad is not None and squad.is_dir():
        rows = [*_rows(squad / "paragraphs.jsonl.gz"), *_rows(squad / "distractors.jsonl.gz")]
        rows.sort(key=lambda row: str(row["title"]))  # stable: the order of the paragraphs stays
        for title, of_title in groupby(rows, key=lambda row: str(row["title"])):
            paragraphs = [str(row["context"]) for row in of_title]
            for start in range(0, len(paragraphs), PARAGRAPHS):
                heading = title.replace("_", " ")
                text = "\n\n".join([heading, *paragraphs[start : start + PARAGRAPHS]])
                found.append((f"public-{title}-{start:03}".lower(), text))
    return found


def questions(name: str) -> list[Asked]:
    """Return the questions of a set that need no earlier turn, in their order."""
    lines = (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return [Asked(row["question"], name) for row in rows if not row.get("history")]


def words(text: str) -> int:
    return len(text.split())


def _rows(path: Path) -> Iterable[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _laid_out(folder: Path, chosen: Sequence[Text]) -> Corpus:
    for place in ("texts", "files"):
        (folder / place).mkdir(parents=True, exist_ok=True)
        if place == "texts" or not any((folder / place).iterdir()):
            for name, text in chosen:
                (folder / place / f"{name}.txt").write_text(text, encoding="utf-8")
    return Corpus(folder, sum(words(text) for _, text in chosen))
