"""What a link to an answer says of the time since it was made, as escaped HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.edits import Edit, touching
from assistant.receipts import Replay
from assistant.shown import apart, shown, verbatim
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
    """Return this answer then and now with the edits of what it cites, open, and all others, closed.

    Cited articles come first. Where it is another answer and none of this is known, any edit may be why.
    """
    near = touching(replay.answer, changes, replay.then)
    touched = _this_answer(replay) + (_title("In what it cites") if near else "")
    for edit in near:
        touched += _columns(replay, edit)
        touched += _lines("del", "The article said", [edit.before] if edit.before else [])
        touched += _lines("ins", "The article says", [edit.now] if edit.now else [])
    others = _others(replay, changes, near)
    if not touched:
        return _fold("What changed", others, opened=not replay.unchanged)
    return _fold("What changed", touched, opened=True) + _fold("Other edits", others)


def _this_answer(replay: Replay) -> str:
    if replay.earlier is None:
        return ""
    then, now = (_MARKERS.sub("", text) for text in (replay.earlier, replay.answer.text))
    return _title("This answer") + _lines("del", "It said", [then]) + _lines("ins", "It says", [now])


def _others(replay: Replay, changes: Sequence[Change], near: Sequence[Edit]) -> str:
    """Return the edits that are not told with the answer, those of cited articles first."""
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
    return "".join(_change(change) for change in rest if change.removed or change.added or not near)


def _fold(summary: str, markup: str, *, opened: bool = False) -> str:
    shown_first = " open" if opened else ""
    return f'<details class="changes"{shown_first}><summary>{summary}</summary>{markup}</details>' if markup else ""


def _columns(replay: Replay, edit: Edit) -> str:
    """Return what heads the columns of an edited row that is cited; "" for other sentences."""
    heads = (citation.columns for citation in replay.answer.citations if citation.quote == edit.now)
    return "".join(f'<p class="columns">Columns: {apart(head)}</p>' for head in dict.fromkeys(heads) if head)


def _title(text: str) -> str:
    return f'<p class="title">{text}</p>'


def _note(sentence: str, more: str) -> str:
    return f'<div class="mind since"><p>{shown(sentence)}</p>{more}</div>'


def _change(change: Change) -> str:
    removed, added = _lines("del", "It said", change.removed), _lines("ins", "It says", change.added)
    return f'<p class="title" dir="auto">{shown(change.title)}</p>{removed}{added}'


def _lines(tag: str, label: str, sentences: Sequence[str]) -> str:
    if not sentences:
        return ""
    items = "".join(f'<li dir="auto"><{tag}>{verbatim(one)}</{tag}></li>' for one in sentences[:_SHOWN])
    more = f"<li>and {len(sentences) - _SHOWN} more</li>" if len(sentences) > _SHOWN else ""
    return f"<p>{label}:</p><ul>{items}{more}</ul>"
