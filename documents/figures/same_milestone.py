"""Times to a milestone that only the figure before names: "Acme needed 9 months to reach 1,000 shops, Boreal six"."""

from __future__ import annotations

from collections.abc import Sequence

from documents.figures.scene import Scene, clause_of, subject_head, verb_before
from documents.figures.types import Figure, Quantity

_NEEDS = frozenset({"need", "take", "require"})
_DOES = frozenset({"get", "do", "manage", "make", "reach", "achieve", "accomplish", "pass"})
_THAT = frozenset({"there", "it", "so", "same", "that"})
_GOALS = frozenset({"reach", "pass", "hit", "get", "sell"})


def same_milestone(scene: Scene, k: int, told: Sequence[Figure], sentence: int) -> tuple[Quantity, Figure] | None:
    """Return what was reached after the duration and the figure that tells it, where its own clause leaves it out.

    `told` are the figures before, nearest first; only those of this sentence and the one before count.
    """
    if scene.figures[k].dimension != "duration":
        return None
    who, again = _bare(scene, scene.at(k)), _again(scene, scene.at(k))
    for figure in told:
        if figure.sentence < sentence - 1 or not (who or again):
            return None
        if figure.milestone is not None:
            return (figure.milestone, figure) if again or figure.subject != who else None
        if figure.within is not None and figure.quantity.dimension in ("count", "ordinal", "money"):
            return (figure.quantity, figure) if again else None
    return None


def _bare(scene: Scene, at: int) -> str:
    """Return who needed the time where nothing says for what: "| Boreal | needed 34 months"; "" elsewhere."""
    first, last = clause_of(scene, at)
    verb = verb_before(scene, first, at)
    head = subject_head(scene, first, verb) if verb is not None and scene.parts[verb].low in _NEEDS else None
    if verb is None or head is None:
        return ""
    led = all(part.sort == "filler" for part in scene.parts[verb + 1 : at])
    closed = at + 1 >= last or scene.parts[at + 1].sort in ("mark", "join")
    named = scene.named(scene.parts[head].first, scene.parts[head].last)
    return named[-1][2] if led and closed and named else ""


def _again(scene: Scene, at: int) -> bool:
    """Say whether the clause points to what was reached: "got there in 9 months", "took 9 months to do the same"."""
    first, last = clause_of(scene, at)
    for j in range(first, last - 1):
        part = scene.parts[j]
        if part.sort == "verb" and part.low in _DOES and not _before_needs(scene, j, at):
            after = scene.parts[j + 1]
            return scene.tokens[after.last - 1].low in _THAT and after.sort in ("pronoun", "phrase", "filler", "join")
    return False


def _before_needs(scene: Scene, j: int, at: int) -> bool:
    """Say whether the time of the verb at j is told neither by "within" after it nor by "took" before it."""
    if j < at:
        return scene.parts[at - 1].low not in ("within", "in", "after", "inside")
    return not any(part.low in _NEEDS and part.sort == "verb" for part in scene.parts[:at])
