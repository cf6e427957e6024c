"""The corpus of one article, for tests that need neither an index nor a model."""

from __future__ import annotations

from pathlib import Path

from assistant import naming
from assistant.corpus import Corpus
from documents.figures.extract import extract
from documents.figures.names import names
from documents.readers import read


def corpus_of(article: str, folder: Path) -> Corpus:
    """Read a Markdown text with its figures and names."""
    path = folder / "article.md"
    path.write_text(article, encoding="utf-8")
    document = read(path)
    return Corpus((document,), extract(document), naming.build((document,), list(names(document))))


def place_of(corpus: Corpus, words: str) -> tuple[str, int]:
    """Return the one sentence that has the words, as its article's id and its number there."""
    (article,) = corpus.documents.values()
    (found,) = [n for n, one in enumerate(article.sentences) if words in article.quote(one.span)]
    return article.id, found
