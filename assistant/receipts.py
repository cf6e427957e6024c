"""Receipts: a short text from which an answer is made again, byte for byte, or told how it differs now and why.

A receipt holds the question, the turns before it, the index's generation and a digest of the answer. Nothing is stored
for it on the server, so a link to an answer works for as long as the articles do and tells nothing about its reader.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.edits import before, touching
from assistant.settings import MAX_QUESTION
from assistant.types import Answer
from index.history import Change

_VERSION = 1
_HEX = 16  # of a SHA-256: enough to tell the few generations of one library apart
_LARGEST = 64 * 1024  # bytes of a receipt once unpacked: 20 turns of 2,000 characters fit


class BadReceipt(ValueError):
    """A text that is no receipt; the message is a sentence for the reader."""


class Replayer(Protocol):
    """What a receipt needs of the assistant."""

    def again(self, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer: ...
    def changes_since(self, generation: str) -> tuple[Change, ...] | None: ...
    def answer_then(
        self, generation: str, text: str, history: Sequence[str] = (), document: str | None = None
    ) -> Answer | None: ...


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an answer is made again from."""

    question: str
    history: tuple[str, ...]
    document: str | None
    generation: str  # the beginning of its id
    digest: str  # of what the answer says


@dataclass(frozen=True, slots=True)
class Replay:
    """The answer of a receipt as it is now."""

    answer: Answer
    unchanged: bool  # it says what it said
    same_articles: bool  # the index is the one of then: the answer is the same to the byte
    changes: tuple[Change, ...] | None  # what the articles say otherwise, None where that is not known
    then: Answer | None = None  # the answer of then where it was another one and its digest proves it

    @property
    def earlier(self) -> str | None:
        """What the answer said then, None where it says the same or that is not known."""
        return None if self.then is None else self.then.text


def issue(answer: Answer, history: Sequence[str], document: str | None) -> str:
    """Return the receipt of an answer: letters, digits, "-" and "_"."""
    parts = [_VERSION, answer.question, list(history), document, answer.generation[:_HEX], digest(answer)]
    packed = zlib.compress(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), 9)
    return base64.urlsafe_b64encode(packed).decode("ascii").rstrip("=")


def read(text: str) -> Receipt:
    """Return what a receipt holds. Raises BadReceipt."""
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        unpacked = zlib.decompressobj()
        raw = unpacked.decompress(packed, _LARGEST)
        if unpacked.unconsumed_tail or not unpacked.eof:
            raise ValueError
        match json.loads(raw):
            case [1, str(question), list(history), document, str(generation), str(digest)] if all(
                isinstance(turn, str) for turn in history
            ) and isinstance(document, str | None):
                if 0 < len(question) <= MAX_QUESTION and generation and digest:
                    return Receipt(question, tuple(history), document, generation, digest)
    except (ValueError, zlib.error, RecursionError):
        pass
    raise BadReceipt("This link to an answer is incomplete or was changed. Ask the question again.")


def replay(engine: Replayer, receipt: Receipt) -> Replay:
    """Return the answer as it is now, whether it says the same, and what the articles say otherwise since."""
    answer = engine.again(receipt.question, receipt.history, receipt.document)
    same = answer.generation.startswith(receipt.generation)
    unchanged = digest(answer) == receipt.digest
    changes = () if same else engine.changes_since(receipt.generation)
    then = None if unchanged or same else _then(engine, receipt, answer, changes or ())
    return Replay(
        answer=answer,
        unchanged=unchanged,
        same_articles=same,
        changes=changes,
        then=then,
    )


def _then(engine: Replayer, receipt: Receipt, answer: Answer, changes: tuple[Change, ...]) -> Answer | None:
    """Return the answer that the receipt was made of: from the articles of then where they are kept, else put back."""

    def is_it(one: Answer) -> bool:
        return digest(one) == receipt.digest

    kept = engine.answer_then(receipt.generation, receipt.question, receipt.history, receipt.document)
    if kept is not None and is_it(kept):
        return kept
    made = touching(answer, changes)
    return before(answer, made, is_it) if made else None


def digest(answer: Answer) -> str:
    """Return a hash of what an answer says and quotes, wherever in its article that stands."""
    quotes = [(citation.document, citation.heading, citation.quote) for citation in answer.citations]
    formula = answer.calculation and (answer.calculation.formula, answer.calculation.result.surface)
    text = json.dumps([answer.status, answer.text, answer.caveats, quotes, formula], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HEX]
