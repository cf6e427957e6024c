"""Owners that a figure takes from elsewhere than its own clause: from the figure it leans on, from what is shared."""

from __future__ import annotations

from dataclasses import replace

from documents.figures.cast import Cast
from documents.figures.inheritance import Read
from documents.figures.kinds import is_cue, kinds_of
from documents.figures.pronouns import whole
from documents.figures.scene import Scene, clause_of
from documents.figures.status import RESULTS
from documents.figures.subjects import Background, Owner
from documents.figures.types import Figure


def leant(read: Scene, at: int, owner: Owner, past: Figure, cast: Cast) -> Owner:
    """Return whose a figure is that leans on one before: a name of its own clause first, "At the port it was 3"."""
    first, last = clause_of(read, at)
    here = read.named(read.parts[first].first, read.parts[last - 1].last)
    own = tuple(name for _, _, name in here)
    for j in range(at - 1, 0, -1):
        part = read.parts[j]
        if part.sort == "figure" or part.low == ";":
            break
        placed = read.named(part.first, part.last) if part.sort == "phrase" else []
        opens = j == 1 or read.parts[j - 2].sort in ("mark", "join")
        if placed and opens and read.parts[j - 1].low in ("at", "in", "for"):
            own = (placed[0][2],)  # "at Acme, which still prints, it was $22, and at Boro a mere $8"
            break
    firm = any(cast.firm(name) for name in own)  # "At Boro it is 12" tells nothing of the firm before
    kept = tuple(name for name in past.subjects if not (firm and cast.firm(name)))
    subjects = tuple(dict.fromkeys((*own, *kept))) if own else past.subjects
    return Owner(subjects[0] if subjects else None, subjects, owner.own)


def with_whole(owner: Owner, read: Scene, at: int, cast: Cast) -> Owner:
    """Return the owner with the names of what the share is of, for a list: "Tills: take 45% of | Acme's money".

    They stand for whom the text is about where the owner is no name itself.
    """
    if at + 2 >= len(read.parts) or read.parts[at + 1].low != "of":
        return owner
    whole = tuple(name for _, _, name in read.named(read.parts[at + 2].first, read.parts[at + 2].last))
    label = (owner.subject,) if whole and owner.subject is not None and owner.subject not in cast.known else None
    return replace(owner, subjects=tuple(dict.fromkeys((*(label or owner.subjects), *whole))))


def of_each(noun: str, earlier: list[Read], back: Background) -> Owner:
    """Return the things that "each" stands for as the owner, and whose they are."""
    behind = earlier[-1].figure.subjects if earlier else whole(back)
    return Owner(noun, tuple(dict.fromkeys((noun, *behind))))


def no_person(owner: Owner, cast: Cast) -> Owner:
    """Return the owner, or whom the text is about where it is a person: "It takes 9 days" is of nobody."""
    person = owner.subject is not None and cast.person(owner.subject)
    return Owner(cast.main, (cast.main,)) if person and cast.main is not None else owner


def of_firm(owner: Owner, speaker: str | None, metric: str, dimension: str, cast: Cast) -> Owner:
    """Return the firm of the person who says it as the owner of a result that is told of nobody else.

    Example: "Acme's rival lost money. Acme's founder, Ada Keller, expects revenue of $3 million" is Acme's revenue.
    """
    firm = cast.firms.get(speaker or "")
    told = {cue[2] for cue in kinds_of(tuple(metric.lower().split()), dimension) if not cue[3]}
    if owner.own and owner.subject is not None and not is_cue(owner.subject.lower()):
        return owner
    return Owner(firm, cast.chain(firm)) if firm and told & RESULTS and firm not in owner.subjects[:1] else owner


def in_person(owner: Owner, metric: str, dimension: str, cast: Cast) -> Owner:
    """Return the person alone as the owner of an age: "Ada Keller, 41," tells nothing of her firm."""
    if dimension != "duration" or owner.subject is None or owner.subject not in cast.firms:
        return owner
    aged = metric.split()[-1:] == owner.subject.split()[-1:]
    return Owner(owner.subject, (owner.subject,)) if aged else owner
