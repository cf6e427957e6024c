"""Whether a figure is actual, an estimate, a forecast or a target, and who says so."""

from __future__ import annotations

from documents.figures.clauses import insertions
from documents.figures.kinds import is_cue, kinds_of
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
        and not _own_result(scene, verb)
    ):
        found = _sayer(scene, subject_head(scene, first, verb))
        if found is not None and not _passive(scene, verb):
            return found
    settled = verb is not None and any(part.low == "at" for part in scene.parts[verb + 1 : k])
    if verb is not None and settled and scene.parts[verb].low == "put":
        return _who(scene, subject_head(scene, first, verb))
    return _outside(scene, first, last)


def _own_result(scene: Scene, verb: int) -> bool:
    """Say whether the verb tells a result of the subject itself: "reported sales of $5", "reported 71% in a trial"."""
    if scene.parts[verb].low not in ("report", "forecast") or _passive(scene, verb) or verb + 1 >= len(scene.parts):
        return False
    told = scene.parts[verb + 1]
    if told.sort == "figure":
        quantity = scene.figures[told.figure]
        bare = quantity.dimension == "count" and not quantity.unit  # "Acme reported 4,200 for the same day"
        return bare or quantity.dimension in ("money", "share", "points")
    told_ = tuple(token.low for token in scene.tokens[told.first : told.last])
    bare = told.sort == "phrase" and told_[0] not in words("determiners", name="grammar")
    return bare and any(cue[2] in RESULTS for cue in kinds_of(told_, "money"))


RESULTS = frozenset(("revenue", "sales", "profit", "loss", "margin", "orders", "deliveries", "production", "shipments"))


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


def _sayer(scene: Scene, head: int | None) -> tuple[int, int] | None:
    """Return who says it, None where the subject is a measure: "Profits told another story"."""
    found = _who(scene, head)
    measured = found is not None and is_cue(scene.tokens[found[1] - 1].low)
    return found if not measured else None


def _outside(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """Look before and after the clause for its speaker."""
    parts = scene.parts
    if (tagged := quoter(scene)) is not None and parts[first].first < tagged[0]:
        return tagged
    for j in range(len(parts) - 2):
        if parts[j].low == "according" and parts[j + 1].low == "to" and parts[j + 2].sort == "phrase":
            return _who(scene, j + 2)
        if parts[j].low == "by" and _reckoned(scene, j + 1):
            owned = core(scene, parts[j + 1].first, parts[j + 1].last)[2]
            return owned or (_who(scene, j + 3) if parts[j + 2].low == "of" and j + 3 < len(parts) else None)
    for j in range(first - 1, 0, -1):
        if parts[j].sort == "verb" and parts[j].low in words("speech", name="grammar") and j + 1 < len(parts):
            if parts[j + 1].sort in ("relative", "mark", "phrase", "pronoun") and j + 2 >= first - 1:
                return _sayer(scene, subject_head(scene, _start(scene, j), j))
            return None
    for j in range(last, len(parts) - 1):
        if parts[j].sort == "verb" and parts[j].low in words("speech", name="grammar"):
            return _teller(scene, j)
    return None


def _reckoned(scene: Scene, j: int) -> bool:
    """Say whether the phrase is somebody's reckoning: "by | the estimate | of Ada Keller", "by | her own count"."""
    part = scene.parts[j]
    return part.sort == "phrase" and scene.tokens[part.last - 1].low in _RECKONINGS


_RECKONINGS = frozenset(("estimate", "estimates", "reckoning", "calculation", "calculations", "forecast"))


def _teller(scene: Scene, j: int) -> tuple[int, int] | None:
    """Return who tells the clause before by the verb at j: ", says | Ada Keller", ", | the firm | said in May".

    A clause that says something of its own tells nothing of the one before: "Acme sold 5, but | Boro announced a deal",
    "though its owner has never confirmed the figure".
    """
    parts = scene.parts
    head = subject_head(scene, _start(scene, j), j)
    if head is None and parts[_start(scene, j) - 1].sort == "relative":
        return None  # "a studio of thirty people, | which | has not announced a game"
    if head is None:
        return _who(scene, j + 1 if parts[j + 1].sort in ("phrase", "pronoun") else j - 1)
    at = j + 1
    if parts[j].low == "tell" and at < len(parts) and parts[at].sort in ("phrase", "pronoun"):
        at += 1  # "its founder | told investors"
    after = parts[at] if at < len(parts) else None
    closed = after is None or after.sort in ("mark", "period", "join") or after.low in _WHERE
    denied = any(scene.tokens[i].low in ("not", "never") for i in range(parts[j].first, parts[j].last))
    return _sayer(scene, head) if closed and not denied and not _passive(scene, j) else None


_WHERE = frozenset(("in", "on", "at", "to", "during", "after"))


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
