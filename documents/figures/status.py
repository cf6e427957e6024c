"""Whether a figure is actual, an estimate, a forecast or a target, and who says so."""

from __future__ import annotations

from documents.figures.clauses import insertions
from documents.figures.noun_phrases import core
from documents.figures.scene import Scene, clause_of, subject_head, verb_before
from documents.figures.types import Status
from documents.figures.verbs import is_a
from documents.figures.vocabulary import words


def status_of(scene: Scene, figure: int) -> Status:
    """Return the status that the words of the figure's clause tell; the cue nearest to the figure decides."""
    k = scene.at(figure)
    first, last = clause_of(scene, k)
    begin, end = scene.parts[first].first, scene.parts[last - 1].last
    here = scene.parts[k].first
    best: tuple[int, Status] | None = None
    statuses: tuple[Status, ...] = ("forecast", "target", "estimate")
    base = k > first and scene.parts[k - 1].low in _BASES  # "expects 15,000, after 11,200 in 2025": that was reached
    if first and scene.parts[first - 1].sort == "verb" and is_a(scene.parts[first - 1].low, "say"):
        begin = scene.parts[first - 1].first  # "expects | it to reach 15,000"
    aside = _aside(scene, first, k)
    for i in range(begin, end):
        low = scene.tokens[i].low
        if any(start <= i < stop for start, stop in aside):
            continue
        if (i < here and base) or (i > here and _joined(scene, k, i)):
            continue
        for status in statuses:
            if low in words("status", status, name="grammar") and (i < here or i - here <= 8):
                near = abs(i - here)
                if best is None or near < best[0]:
                    best = (near, status)
    return best[1] if best else "actual"


_BASES = frozenset(("after", "from", "against", "versus"))


def _aside(scene: Scene, first: int, k: int) -> list[tuple[int, int]]:
    """Return the tokens of what is told of somebody on the way: "a firm | that nobody will name, | bought 61"."""
    found = insertions(scene.parts, first, k)
    return [(scene.parts[start].first, scene.parts[stop - 1].last) for start, stop in found if stop > start]


def _joined(scene: Scene, figure: int, token: int) -> bool:
    """Say whether a word stands behind an "and" after the figure: "employs 34 people and expects ..."."""
    return any(part.low in ("and", "but") and part.first < token for part in scene.parts[figure + 1 :])


def speaker_of(scene: Scene, figure: int) -> tuple[int, int] | None:
    """Return the tokens of who says the figure: "Acme expects ...", "according to Acme", "..., says Acme"."""
    k = scene.at(figure)
    first, last = clause_of(scene, k)
    verb = verb_before(scene, first, k)
    if (
        verb is not None
        and is_a(scene.parts[verb].low, "say")
        and scene.parts[verb].low not in ("see", "put", "add", "show")
    ):
        head = subject_head(scene, first, verb)
        found = _who(scene, head)
        if found is not None and not _passive(scene, verb):
            return found
    settled = verb is not None and any(part.low == "at" for part in scene.parts[verb + 1 : k])
    if verb is not None and settled and scene.parts[verb].low == "put":
        return _who(scene, subject_head(scene, first, verb))
    return _outside(scene, first, last)


def _passive(scene: Scene, verb: int) -> bool:
    part = scene.parts[verb]
    lows = [scene.tokens[i].low for i in range(part.first, part.last)]
    return bool(set(lows) & {"is", "are", "was", "were", "be", "been"}) and lows[-1].endswith(("ed", "t", "n"))


def _who(scene: Scene, head: int | None) -> tuple[int, int] | None:
    if head is None or scene.parts[head].sort not in ("phrase", "pronoun"):
        return None
    if scene.parts[head].sort == "pronoun":
        person = scene.parts[head].low in words("roles", "person", name="names")
        return (scene.parts[head].first, scene.parts[head].last) if person else None
    first, last, owner = core(scene, scene.parts[head].first, scene.parts[head].last)
    if owner is not None and first == last:
        return owner
    return (first, last) if last > first else None


def _outside(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """Look before and after the clause for its speaker."""
    parts = scene.parts
    if (tagged := quoter(scene)) is not None and parts[first].first < tagged[0]:
        return tagged
    for j in range(len(parts) - 2):
        if parts[j].low == "according" and parts[j + 1].low == "to" and parts[j + 2].sort == "phrase":
            return _who(scene, j + 2)
    for j in range(first - 1, 0, -1):
        if parts[j].sort == "verb" and parts[j].low in words("speech", name="grammar") and j + 1 < len(parts):
            if parts[j + 1].sort in ("relative", "mark", "phrase", "pronoun") and j + 2 >= first - 1:
                return _who(scene, subject_head(scene, _start(scene, j), j))
            return None
    for j in range(last, len(parts) - 1):
        if parts[j].sort == "verb" and parts[j].low in words("speech", name="grammar"):
            head = j + 1 if parts[j + 1].sort in ("phrase", "pronoun") else j - 1
            return _who(scene, head)
    return None


def quoter(scene: Scene) -> tuple[int, int] | None:
    """Return who is told after a quotation that opens the sentence: '"It grew by 5%," | she | said.'."""
    parts = scene.parts
    if parts[0].low not in ('"', "“"):
        return None
    closed = next((j for j in range(1, len(parts)) if parts[j].low in ('"', "”")), len(parts))
    if closed + 2 >= len(parts):
        return None
    for verb, head in ((closed + 2, closed + 1), (closed + 1, closed + 2)):
        if parts[verb].sort == "verb" and parts[verb].low in words("speech", name="grammar"):
            return _who(scene, head)
    return None


def _start(scene: Scene, j: int) -> int:
    return clause_of(scene, j)[0]
