"""What a link to an answer says of the time since it was made, as escaped HTML."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.receipts import Replay
from assistant.shown import shown, verbatim
from index.history import Change

_SHOWN = 12  # sentences each way: more is another article, to be read rather than compared


def told(replay: Replay) -> str:
    """Return the note above a replayed answer; "" where article and answer are the same."""
    if replay.same_articles and replay.unchanged:
        return ""
    if replay.same_articles:
        return _note("The assistant was updated since this link was made: it reads the same article otherwise now.", "")
    said = "The answer is the same." if replay.unchanged else "The answer is another one now."
    if replay.changes is None:
        return _note(f"The articles were edited since this link was made; what changed was not kept. {said}", "")
    cited = {citation.document for citation in replay.answer.citations}
    changes = sorted(replay.changes, key=lambda change: change.document not in cited)
    if not changes:
        return _note(f"The articles were read anew since this link was made; their sentences are the same. {said}", "")
    return _note(f"The articles were edited since this link was made. {said}", "".join(map(_change, changes)))


def _note(sentence: str, more: str) -> str:
    listed = f'<details class="changes"><summary>What changed</summary>{more}</details>' if more else ""
    return f'<div class="mind since"><p>{shown(sentence)}</p>{listed}</div>'


def _change(change: Change) -> str:
    removed, added = _lines("del", "It said", change.removed), _lines("ins", "It says", change.added)
    return f'<p class="title" dir="auto">{shown(change.title)}</p>{removed}{added}'


def _lines(tag: str, label: str, sentences: Sequence[str]) -> str:
    if not sentences:
        return ""
    items = "".join(f'<li dir="auto"><{tag}>{verbatim(one)}</{tag}></li>' for one in sentences[:_SHOWN])
    more = f"<li>and {len(sentences) - _SHOWN} more</li>" if len(sentences) > _SHOWN else ""
    return f"<p>{label}:</p><ul>{items}{more}</ul>"
