"""What a figure measures, from the words around it: kinds.toml says which nouns and verbs tell which kind."""

from __future__ import annotations

from functools import cache, lru_cache

from documents.figures.units import singular
from documents.figures.verbs import base_of, forms
from documents.figures.vocabulary import load

_WEAK = frozenset(
    {"vehicles", "models", "population", "dose"}
)  # what is counted; a verb nearby says better what the count measures
_ACTING = frozenset({"will", "would", "can", "could", "must", "may", "might", "should", "they", "we", "i", "you"})
_REACH = 8  # words
_NEAR = 4  # words between a verb and what it counts


@cache
def _cues() -> dict[tuple[str, ...], tuple[tuple[str, bool], ...]]:
    """Return cue words -> the kinds they tell, in the order of the file, each with whether the cue is a verb."""
    found: dict[tuple[str, ...], list[tuple[str, bool]]] = {}
    for kind, entry in load("kinds").items():
        for noun in entry["nouns"]:
            parts = noun.split()
            for key in {tuple(parts), (*parts[:-1], singular(parts[-1]))}:
                found.setdefault(key, []).append((kind, False))
        for verb in entry["verbs"]:
            for form in sorted(forms(verb)):
                found.setdefault(tuple(form.split()), []).append((kind, True))
    return {key: tuple(value) for key, value in found.items()}


def is_cue(low: str) -> bool:
    """Say whether the single word is a noun that tells a kind."""
    told = _cues().get((low,)) or _cues().get((singular(low),))
    return bool(told) and any(not verb for _, verb in told or ())


def kinds_of(low: tuple[str, ...], dimension: str) -> tuple[tuple[int, int, str, bool], ...]:
    """Return the cues in the words as (first, last, kind, verb), longer cues in place of their parts."""
    kinds = load("kinds")
    found: list[tuple[int, int, str, bool]] = []
    i = 0
    at = _cues_at(low)
    while i < len(low):
        for length, told in at[i]:
            fitting = [(kind, verb) for kind, verb in told if dimension in kinds[kind]["dimensions"]]
            if fitting:
                found.extend((i, i + length, kind, verb) for kind, verb in fitting)
                i += length - 1
                break
        i += 1
    return tuple(found)


@lru_cache(maxsize=256)  # the same words are asked for each dimension
def _cues_at(low: tuple[str, ...]) -> tuple[tuple[tuple[int, tuple[tuple[str, bool], ...]], ...], ...]:
    """Return for each position the cues that start there as (words, kinds that they tell), the longest first."""
    table = _cues()
    at = []
    for i in range(len(low)):
        runs = [low[i : i + length] for length in (3, 2, 1) if i + length <= len(low)]
        told = [(len(run), table.get(run) or table.get((*run[:-1], singular(run[-1])))) for run in runs]
        at.append(tuple((length, kinds) for length, kinds in told if kinds))
    return tuple(at)


def kind_of(
    metric: tuple[str, ...], clause: tuple[str, ...], at: int, dimension: str, *, specific: bool = False
) -> str | None:
    """Return the kind of a figure: told by its metric (the last noun first), else by the nearest cue of the clause.

    `metric` and `clause` are words in lower case, `at` the position of the figure in the clause. `specific`: the
    metric names what is counted, so that only a verb close by can say more.
    """
    around = tuple(
        cue
        for cue in kinds_of(clause, dimension)
        if not (_no_deed(clause, cue) if cue[3] else _denied(clause, cue[0]) or _done(clause, cue[0]))
    )
    if specific:
        around = tuple(cue for cue in around if (cue[3] and abs(cue[0] - at) <= _NEAR) or cue[2] == "rank")
    done = {clause[i] for i in range(len(clause)) if _done(clause, i)}  # words that are verbs here: "they will pay"
    named = [cue for cue in kinds_of(metric, dimension) if cue[3] or metric[cue[0]] not in done]
    inside = [cue for cue in named if cue[2] not in _WEAK] or named
    strong = [cue for cue in around if cue[2] not in _WEAK and abs(cue[0] - at) <= _REACH]
    if inside and inside[0][2] in _WEAK and strong:
        return min(strong, key=lambda cue: (abs(cue[0] - at), cue[3], cue[0]))[2]
    nouns = [cue for cue in inside if not cue[3]]
    if nouns:
        return max(nouns, key=lambda cue: (cue[1], cue[1] - cue[0]))[2] if not _several(nouns) else _first_last(nouns)
    if inside:
        return inside[0][2]
    if not around:
        return None
    return min(around, key=lambda cue: (min(abs(cue[0] - at), abs(cue[1] - at)), cue[3], cue[0]))[2]


def _no_deed(clause: tuple[str, ...], cue: tuple[int, int, str, bool]) -> bool:
    """Say whether a word that can be a verb tells no deed: "under | a contract", "will | grow | from 90 to 130"."""
    at, after, kind, _ = cue
    noun = at > 0 and clause[at - 1] in ("a", "an", "the") and base_of(clause[at]) == clause[at]
    grows = kind == "production" and base_of(clause[at]) == "grow" and after < len(clause)
    return noun or (grows and clause[after] == "from")


def _done(clause: tuple[str, ...], at: int) -> bool:
    """Say whether a word that can be a noun is what somebody does: "they will | pay"."""
    paid = clause[at] == "pay" and "for" not in clause[at:]  # "we pay $9 an hour": what somebody earns
    return at > 0 and clause[at - 1] in _ACTING and base_of(clause[at]) == clause[at] and not paid


def _denied(clause: tuple[str, ...], at: int) -> bool:
    """Say whether what the word tells is said not to be there: "$3 in cash and no | debt"."""
    return at > 0 and clause[at - 1] in ("no", "without", "nor")


def _several(nouns: list[tuple[int, int, str, bool]]) -> bool:
    last = max(cue[1] for cue in nouns)
    return sum(1 for cue in nouns if cue[1] == last) > 1


def _first_last(nouns: list[tuple[int, int, str, bool]]) -> str:
    """Return the first listed kind among those that the last noun tells."""
    last = max(cue[1] for cue in nouns)
    return next(cue[2] for cue in nouns if cue[1] == last)
