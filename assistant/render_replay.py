"""What a link to an answer says of the time since it was made, as escaped HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.edits import touching
from assistant.receipts import Replay
from assistant.shown import shown, verbatim
from index.history import Change

_MARKERS = re.compile(r" ?\[\d+\]")
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
    if not replay.changes:
        return _note(f"The articles were read anew since this link was made; their sentences are the same. {said}", "")
    return _note(f"The articles were edited since this link was made. {said}", _changed(replay, replay.changes))


def _changed(replay: Replay, changes: Sequence[Change]) -> str:
    """Return this answer then and now, then the edits of what it cites, then all others, cited articles first."""
    answer = ""
    if replay.earlier is not None:
        then, now = (_MARKERS.sub("", text) for text in (replay.earlier, replay.answer.text))
        answer = _title("This answer") + _lines("del", "It said", [then]) + _lines("ins", "It says", [now])
    near = touching(replay.answer, changes)
    cited = _title("In what it cites") if near else ""
    for edit in near:
        cited += _lines("del", "The article said", [edit.before] if edit.before else [])
        cited += _lines("ins", "The article says", [edit.now])
    told_before, told_now = ({getattr(edit, name) for edit in near} for name in ("before", "now"))
    documents = {citation.document for citation in replay.answer.citations}
    rest = [
        replace(
            change,
            removed=tuple(one for one in change.removed if one not in told_before),
            added=tuple(one for one in change.added if one not in told_now),
        )
        for change in sorted(changes, key=lambda change: change.document not in documents)
    ]
    others = "".join(_change(change) for change in rest if change.removed or change.added or not near)
    return answer + cited + (_title("Other edits") if near and others else "") + others


def _title(text: str) -> str:
    return f'<p class="title">{text}</p>'


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
