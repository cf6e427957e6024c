"""What changed between the generations of an index, sentence by sentence: an older answer can say why it differs.

One line of JSON for each publication, beside the generations. Losing it loses this explanation and nothing else.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from documents.codec import decode, encode
from documents.types import Document
from index import files

_FILE = "changes.jsonl"
_KEPT = 200  # publications; an older answer is told that the articles changed, and not what
_MOST = 200  # sentences told of one article each way: beyond it, it is another article


@dataclass(frozen=True, slots=True)
class Change:
    """What an article says no longer and what it says now; both empty where only its title or place changed."""

    document: str
    title: str
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Step:
    before: str  # generation
    after: str
    changes: tuple[Change, ...]


def record(library: Path, before: tuple[str, Iterable[Document]], after: tuple[str, Iterable[Document]]) -> None:
    """Keep what changes from one generation to the next, each given with its documents."""
    step = _Step(before[0], after[0], _differences(before[1], after[1]))
    lines = [*_lines(library)[1 - _KEPT :], json.dumps(encode(step), ensure_ascii=False)]
    files.replace(library / _FILE, "".join(f"{line}\n" for line in lines).encode("utf-8"))


def since(library: Path, earlier: str, now: str) -> tuple[Change, ...] | None:
    """Return what changed between two generations by article, None where that was not recorded.

    A generation may be named by the beginning of its id.
    """
    if now.startswith(earlier):
        return ()
    steps = _steps(library)
    for start in range(len(steps) - 1, -1, -1):
        if steps[start].before.startswith(earlier):
            chain = _chain(steps[start:], now)
            return None if chain is None else _joined(chain)
    return None


def _chain(steps: list[_Step], now: str) -> list[_Step] | None:
    """Return the steps that lead on from the first one; what was written for a publication that failed is left out."""
    chain = steps[:1]
    for step in steps[1:]:
        if step.before == chain[-1].after:
            chain.append(step)
        elif step.before == chain[-1].before:
            chain[-1] = step  # the one before was never published
    return chain if chain[-1].after == now else None


def _joined(chain: list[_Step]) -> tuple[Change, ...]:
    """Return the net of several steps: what was added and taken out again is no change."""
    titles: dict[str, str] = {}
    removed: dict[str, Counter[str]] = {}
    added: dict[str, Counter[str]] = {}
    for step in chain:
        for change in step.changes:
            titles[change.document] = change.title
            out, new = removed.setdefault(change.document, Counter()), added.setdefault(change.document, Counter())
            for sentence in change.removed:
                _move(sentence, new, out)
            for sentence in change.added:
                _move(sentence, out, new)
    net = (Change(id, titles[id], _listed(removed[id]), _listed(added[id])) for id in titles)
    return tuple(change for change in net if change.removed or change.added)


def _move(sentence: str, undone: Counter[str], done: Counter[str]) -> None:
    if undone[sentence]:
        undone[sentence] -= 1
    else:
        done[sentence] += 1


def _listed(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(counts.elements())


def _differences(before: Iterable[Document], after: Iterable[Document]) -> tuple[Change, ...]:
    old, new = ({document.id: document for document in documents} for documents in (before, after))
    return tuple(
        _difference(old.get(id), new.get(id)) for id in dict.fromkeys((*old, *new)) if _hash(old, id) != _hash(new, id)
    )


def _hash(documents: Mapping[str, Document], id: str) -> str | None:
    return documents[id].content_hash if id in documents else None


def _difference(old: Document | None, new: Document | None) -> Change:
    document = new or old
    assert document is not None
    mine, theirs = _sentences(old), _sentences(new)
    return Change(
        document.id,
        document.title,
        removed=tuple((mine - theirs).elements())[:_MOST],
        added=tuple((theirs - mine).elements())[:_MOST],
    )


def _sentences(document: Document | None) -> Counter[str]:
    if document is None:
        return Counter()
    return Counter(" ".join(document.quote(sentence.span).split()) for sentence in document.sentences)


def _steps(library: Path) -> list[_Step]:
    steps = []
    for line in _lines(library):
        try:
            steps.append(decode(_Step, json.loads(line)))
        except (ValueError, RecursionError):
            continue  # a damaged line costs its own explanation
    return steps


def _lines(library: Path) -> list[str]:
    try:
        return (library / _FILE).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []
