"""REPLIES: how each kind of question is answered, by the `reply` of vocabulary/expects.toml.

Each entry is a list of functions `Case -> Draft | None`, tried in order; the first that has an answer gives it.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.replies import (
    both,
    cell,
    conditional,
    definition,
    employer,
    figure,
    heads,
    items,
    labelled,
    maker,
    opinion,
    placed,
    predecessor,
    prose,
    put_off,
    said,
    staked,
    utmost,
    when_where,
    who,
    who_is,
    yes_no,
)
from assistant.replies.case import Case
from assistant.types import Draft

Reply = Callable[[Case], Draft | None]

REPLIES: dict[str, tuple[Reply, ...]] = {
    "figure": (
        conditional.reply,
        put_off.votes_needed,
        put_off.done_to_it,
        cell.reply,
        figure.reply,
        labelled.reply,
        items.count,
    ),
    "age": (who_is.aged, who_is.old),
    "any": (
        staked.staked,
        put_off.will_do,
        employer.before,
        cell.reply,
        placed.where,
        when_where.happened,
        utmost.called,
        prose.of_noun,
        definition.defined,
        figure.named,
        definition.of_thing,
        prose.statement,
    ),
    "summary": (prose.summary,),
    "title": (cell.reply, definition.defined, prose.statement),
    "statement": (cell.reply, placed.where, prose.statement),
    "person": (
        predecessor.reply,
        employer.before,
        maker.reply,
        placed.who,
        heads.reply,
        who_is.told,
        cell.reply,
        utmost.called,
        who.person,
    ),
    "words": (put_off.will_do, cell.reply, said.words_of, said.statement),
    "date": (cell.reply, when_where.date),
    "place": (employer.before, cell.reply, placed.where, when_where.seat, when_where.place),
    "reason": (prose.reason,),
    "definition": (definition.reply,),
    "items": (cell.reply, items.reply),
    "yes_no": (yes_no.reply,),
    "opinion": (opinion.opinion,),
    "sides": (both.reply,),
}

__all__ = ["REPLIES", "Case", "Reply"]
