"""The words of a library with their vectors: which of them mean nearly what another word means.

A reader who types "handset" asks of what the article calls a phone. Sentences are compared whole elsewhere; here single
words are, each embedded on its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from documents.types import Document
from index.lexical import function_words
from index.types import Vectors, VectorStore

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3  # letters; shorter words are abbreviations and small words, whose vectors say little
_LONGEST = 40  # letters: what is longer is no word
MOST = 200_000  # words of a library: past this come misspellings and foreign words
NEAREST = 12  # words near a word that are of use: the forms of two or three words


def words_of(documents: Iterable[Document]) -> tuple[str, ...]:
    """Return the distinct words of documents, lower case and without accents, sorted; function words left out."""
    found: set[str] = set()
    for document in documents:
        found.update(_WORD.findall(plain(document.text)))
        found.update(_WORD.findall(plain(document.title)))
    kept = sorted(w for w in found if _SHORTEST <= len(w) <= _LONGEST and w not in function_words())
    return tuple(kept[:MOST])


def plain(text: str) -> str:
    """Return a text in lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


@dataclass(frozen=True)
class WordVectors:
    """Words, each with the vector of the row of its place."""

    words: tuple[str, ...]
    store: VectorStore

    def near(self, vector: Vectors) -> tuple[tuple[str, float], ...]:
        """Return up to NEAREST (word, cosine) pairs for the vector of a word, best first, ties in word order."""
        if not self.words:
            return ()
        return tuple((self.words[row], cosine) for row, cosine in self.store.search(vector, NEAREST))
