"""A question and a sentence in its place, as the one row of tokens that the cross-encoder reads.

`[CLS] question [SEP] sentence [SEP] what stands before it [SEP]`; the sentence has segment 1, the rest segment 0
(Devlin et al. 2019, BERT, section 3). Training reads pairs by the same code.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Tokens of each part that are read. Nine in ten questions, sentences and sentences before them are shorter.
QUESTION, SENTENCE, BEFORE = 40, 72, 24
LONGEST = 1 + QUESTION + 1 + SENTENCE + 1 + BEFORE + 1  # tokens of a row
_LONGEST = 4_000  # characters that are tokenized: more than those tokens span, so that no text costs seconds
_CLS, _SEP = "[CLS]", "[SEP]"


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, a sentence, and what stands before the sentence: the sentence before it, or a heading."""

    question: str
    sentence: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids and segments, both of one length, and where the sentence's tokens stand in both texts."""

    ids: tuple[int, ...]
    segments: tuple[int, ...]
    start: int  # position of the sentence's first token
    offsets: tuple[tuple[int, int], ...]  # of each token of the sentence: its characters in the sentence


@cache
def shared(path: Path) -> Tokenizer:
    """Return the tokenizer at a path as `whole_texts` does, opened once in a process: it takes 8 MB."""
    return whole_texts(path)


def whole_texts(path: Path) -> Tokenizer:
    """Return the tokenizer at a path, set to neither pad nor cut: `encode` cuts each part by itself."""
    from tokenizers import Tokenizer

    found: Tokenizer = Tokenizer.from_file(str(path))
    found.no_padding()
    found.no_truncation()
    return found


def encode(tokenizer: Tokenizer, pairs: list[Pair]) -> list[Encoded]:
    """Return each pair as tokens. A text that repeats is tokenized once; half a character is read as "?"."""
    cut = [(pair.question[:_LONGEST], pair.sentence[:_LONGEST], pair.before[-_LONGEST:]) for pair in pairs]
    texts = dict.fromkeys(text for three in cut for text in three)
    whole = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]  # as long as it was, and UTF-8
    parts = dict(zip(texts, tokenizer.encode_batch(whole, add_special_tokens=False), strict=True))
    cls, sep = (int(tokenizer.token_to_id(name) or 0) for name in (_CLS, _SEP))
    rows = []
    for asked, said, above in cut:
        question = parts[asked].ids[:QUESTION]
        sentence = parts[said].ids[:SENTENCE]
        before = parts[above].ids[-BEFORE:]  # its end stands nearest
        ids = (cls, *question, sep, *sentence, sep, *((*before, sep) if before else ()))
        start = len(question) + 2
        own = len(sentence) + 1
        segments = (*(0,) * start, *(1,) * own, *(0,) * (len(ids) - start - own))
        rows.append(Encoded(ids, segments, start, tuple(parts[said].offsets[:SENTENCE])))
    return rows
