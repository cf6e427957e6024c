"""One sentence with its figures, periods, names and clauses: what metric and subject are read from."""

from __future__ import annotations

from dataclasses import dataclass

from documents.figures.cast import Cast
from documents.figures.elements import Element, elements
from documents.figures.periods import dated_periods, period_of
from documents.figures.quantities import quantities
from documents.figures.tokens import Token, tokenize
from documents.figures.types import Period, Quantity
from documents.figures.verbs import is_a
from documents.figures.vocabulary import words
from documents.types import Span

_BREAKS = frozenset(";:—–()")
_SUBORDINATORS = frozenset(
    {
        "while",
        "whereas",
        "but",
        "although",
        "though",
        "because",
        "if",
        "when",
        "where",
        "so",
        "yet",
        "once",
        "unless",
        "then",
    }
)
_LINKS = frozenset({"and", "or", "nor", "plus"})


@dataclass(frozen=True, slots=True)
class Scene:
    """A stretch of text as elements; `at` is the element of each figure, `when` each period with its element."""

    text: str
    tokens: tuple[Token, ...]
    parts: tuple[Element, ...]
    figures: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    names: tuple[tuple[int, int, str], ...] = ()  # (first token, last token, name) of each name

    def at(self, figure: int) -> int:
        """Return the element that is the figure."""
        return next(k for k, part in enumerate(self.parts) if part.sort == "figure" and part.figure == figure)

    def named(self, first: int, last: int) -> list[tuple[int, int, str]]:
        """Return the names within tokens[first:last]."""
        return [name for name in self.names if first <= name[0] and name[1] <= last]

    def words(self, first: int, last: int) -> str:
        """Return the text of elements[first:last]."""
        if last <= first:
            return ""
        return self.text[self.tokens[self.parts[first].first].start : self.tokens[self.parts[last - 1].last - 1].end]

    def cut(self, first: int, last: int) -> str:
        """Return the text of tokens[first:last]."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""

    def span(self, first: int, last: int) -> Span:
        """Return the span of elements[first:last]."""
        return Span(self.tokens[self.parts[first].first].start, self.tokens[self.parts[last - 1].last - 1].end)


def scene(text: str, span: Span, cast: Cast | None = None) -> Scene:
    """Read text[span] as one sentence, with the names of the cast in it."""
    tokens = tokenize(text, span.start, span.end)
    found = quantities(text, span.start, span.end)
    dated = dated_periods(tokens)
    ranges = _token_ranges(tokens, [quantity.span for quantity in found])
    parts = elements(tokens, ranges, [(d.first, d.last) for d in dated])
    named = tuple(cast.mentions(tokens, 0, len(tokens))) if cast is not None else ()
    return Scene(text, tokens, parts, found, tuple(period_of(tokens, d, text)[0] for d in dated), named)


def _token_ranges(tokens: tuple[Token, ...], spans: list[Span]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    i = 0
    for span in spans:
        while i < len(tokens) and tokens[i].end <= span.start:
            i += 1
        first = i
        while i < len(tokens) and tokens[i].start < span.end:
            i += 1
        ranges.append((first, i))
    return ranges


def clause_of(scene: Scene, k: int) -> tuple[int, int]:
    """Return the elements [first, last) of the clause that element k stands in."""
    return _left(scene.parts, k), _right(scene.parts, k)


def _left(parts: tuple[Element, ...], k: int) -> int:
    j = k - 1
    while j >= 0:
        part = parts[j]
        if part.low == ")" and part.sort == "mark":
            j = _opening(parts, j) - 1
            continue
        if part.sort == "mark" and part.low in _BREAKS:
            return j + 1
        inserted = _inserted(parts, j)
        if inserted is not None:
            j = inserted - 1
            continue
        if part.sort == "relative" or (part.sort == "join" and part.low in _SUBORDINATORS):
            return j + 1
        if _divides(parts, j, k) or _reports(parts, j, k):
            return j + 1
        j -= 1
    return 0


def _inserted(parts: tuple[Element, ...], j: int) -> int | None:
    """Return the comma that opens a relative clause closed by the comma at j: "taxes, which rose, | go up"."""
    if parts[j].low != "," or parts[j].sort != "mark" or j + 1 >= len(parts):
        return None
    after = j + 1
    while after < len(parts) and parts[after].sort == "filler":
        after += 1
    if after >= len(parts) or parts[after].sort != "verb":
        return None
    for i in range(j - 1, 0, -1):
        if parts[i].sort == "mark" and parts[i].low in _BREAKS:
            return None
        if parts[i].sort == "relative" and parts[i - 1].low == ",":
            return i - 1
        if parts[i].low == "," and parts[i - 1].sort == "phrase" and i + 1 < j and parts[i + 1].sort == "verb":
            begin = _left(parts, i - 1)
            return i if not any(part.sort == "verb" for part in parts[begin:i]) else None
    return None


def insertions(parts: tuple[Element, ...], first: int, k: int) -> list[tuple[int, int]]:
    """Return the elements of clauses inserted between first and k: ", opened in 2024,"."""
    found: list[tuple[int, int]] = []
    for j in range(first, k):
        opened = _inserted(parts, j)
        if opened is not None and opened >= first:
            found.append((opened, j))
    return found


def _reports(parts: tuple[Element, ...], j: int, k: int) -> bool:
    """Say whether the verb at j reports a clause of its own before k: "data shows | the rate is"."""
    if parts[j].sort != "verb" or not is_a(parts[j].low, "say") or j + 2 >= k:
        return False
    if parts[j + 1].sort not in ("phrase", "pronoun"):
        return False
    return any(part.sort == "verb" for part in parts[j + 2 : k])


def _right(parts: tuple[Element, ...], k: int) -> int:
    j = k + 1
    while j < len(parts):
        part = parts[j]
        if part.low == "(" and part.sort == "mark":
            j = _closing(parts, j) + 1
            continue
        if part.sort == "mark" and part.low in _BREAKS:
            return j
        if part.sort == "relative" or (part.sort == "join" and part.low in _SUBORDINATORS):
            return j
        if _divides(parts, j, j + 1):
            return j
        j += 1
    return len(parts)


def _opening(parts: tuple[Element, ...], j: int) -> int:
    while j > 0 and parts[j].low != "(":
        j -= 1
    return j


def _closing(parts: tuple[Element, ...], j: int) -> int:
    while j < len(parts) - 1 and parts[j].low != ")":
        j += 1
    return j


def _divides(parts: tuple[Element, ...], j: int, k: int) -> bool:
    """Say whether a comma, "and" or "with" at j starts a clause of its own before element k."""
    part = parts[j]
    if not ((part.sort == "mark" and part.low == ",") or (part.sort == "join" and part.low in _LINKS)):
        return False
    if not _complete(parts, j):
        return False
    following = parts[j + 1] if j + 1 < len(parts) else None
    if following is None:
        return False
    if following.sort == "join":
        return _opens_clause(parts, j + 2) or following.low in _SUBORDINATORS
    if (
        part.low == ","
        and following.sort == "prep"
        and following.low in ("with", "despite", "including", "compared", "against")
    ):
        return True
    if part.low == "," and (following.sort == "verb" or _filled_verb(parts, j + 1)):
        return True
    return _opens_clause(parts, j + 1)


def _filled_verb(parts: tuple[Element, ...], j: int) -> bool:
    while j < len(parts) and parts[j].sort == "filler":
        j += 1
    return j < len(parts) and parts[j].sort == "verb"


def _complete(parts: tuple[Element, ...], j: int) -> bool:
    """Say whether a verb or figure stands between the last break and j, so that a clause can end there."""
    for i in range(j - 1, -1, -1):
        if parts[i].sort == "verb":
            return True
        if parts[i].sort == "mark" and parts[i].low in _BREAKS:
            return False
        if parts[i].sort == "relative" or (parts[i].sort == "join" and parts[i].low in _SUBORDINATORS):
            return False
    return False


def _opens_clause(parts: tuple[Element, ...], j: int) -> bool:
    """Say whether elements from j on read as subject and verb, or as subject and figure with the verb left out."""
    seen = False
    for i in range(j, min(j + 8, len(parts))):
        part = parts[i]
        if part.sort == "filler" or (part.sort == "prep" and (seen or part.low in _STARTS)):
            continue
        if part.sort in ("phrase", "pronoun"):
            seen = True
            continue
        if part.sort in ("period",) and not seen:
            continue
        if part.sort == "figure":
            after = parts[i + 1] if i + 1 < len(parts) else None
            if seen and parts[i - 1].sort == "prep":
                continue
            if not seen:
                if after is not None and after.sort == "verb":
                    return True
                if after is not None and after.low == "of":
                    seen = True
                    continue
                return False
            return (
                parts[i - 1].sort == "phrase"
                and not parts[i - 1].low
                and parts[i - 2].sort in ("mark", "join", "filler")
            )
        if part.low == "," and seen and i + 1 < len(parts) and parts[i + 1].sort in ("verb", "relative"):
            return True
        return part.sort == "verb" and seen
    return False


_STARTS = words("starting", name="grammar")


def verb_before(scene: Scene, first: int, k: int) -> int | None:
    """Return the last verb between the start of the clause and element k, parentheses left out."""
    j = k - 1
    while j >= first:
        if scene.parts[j].sort == "mark" and scene.parts[j].low == ")":
            j = _opening(scene.parts, j) - 1
            continue
        if scene.parts[j].sort == "verb":
            return j
        j -= 1
    return None


def subject_head(scene: Scene, first: int, verb: int) -> int | None:
    """Return the phrase or pronoun that is the subject of the verb: what comes first after any opening "In 2024,"."""
    j = first
    while j < verb:
        part = scene.parts[j]
        if part.sort in ("filler", "join", "mark", "period"):
            j += 1
        elif part.sort == "prep":
            j += 1
            while j < verb and scene.parts[j].sort in ("phrase", "figure", "period", "pronoun", "filler"):
                j += 1
                if scene.parts[j - 1].sort in ("phrase", "figure", "period", "pronoun") and not (
                    scene.parts[j - 1].sort == "figure" and j < verb and scene.parts[j].sort == "phrase"
                ):
                    break
        elif part.sort in ("phrase", "pronoun"):
            return j
        elif part.sort == "figure":
            return j
        else:
            j += 1
    return None
