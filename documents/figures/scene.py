"""One sentence with its figures, periods, names and clauses: what metric and subject are read from."""

from __future__ import annotations

from dataclasses import dataclass

from documents.figures.cast import Cast
from documents.figures.clauses import left_end, opening, right_end
from documents.figures.elements import Element, elements
from documents.figures.periods import dated_periods, period_of
from documents.figures.quantities import quantities
from documents.figures.tokens import Token, tokenize
from documents.figures.types import Period, Quantity
from documents.types import Span


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


def scene(text: str, span: Span, cast: Cast | None = None, year: int | None = None, day: str | None = None) -> Scene:
    """Read text[span] as one sentence, with the names of the cast in it; `year` and `day` date what has no year."""
    tokens = tokenize(text, span.start, span.end)
    found = quantities(text, span.start, span.end)
    dated = dated_periods(tokens, year, day)
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
    return left_end(scene.parts, k), right_end(scene.parts, k)


def verb_before(scene: Scene, first: int, k: int) -> int | None:
    """Return the last verb between the start of the clause and element k, parentheses left out."""
    j = k - 1
    while j >= first:
        if scene.parts[j].sort == "mark" and scene.parts[j].low == ")":
            j = opening(scene.parts, j) - 1
            continue
        if scene.parts[j].sort == "verb":
            return j
        j -= 1
    return None


def _raised(scene: Scene, first: int, verb: int) -> int | None:
    """Return the object that an infinitive has for its subject: "wants | its ratio | to stay above 3%"."""
    led = verb >= first + 3 and scene.parts[verb - 1].low == "to" and scene.parts[verb - 2].sort == "phrase"
    seen = verb >= first + 2 and scene.parts[verb - 1].sort == "phrase" and scene.parts[verb - 2].low in _SEEN
    if seen and scene.parts[verb - 2].sort == "verb":
        return verb - 1  # "watched | its margin | shrink by 3"
    return verb - 2 if led and scene.parts[verb - 3].sort == "verb" else None


_SEEN = frozenset({"see", "watch", "let"})


def _dating(scene: Scene, j: int, verb: int) -> bool:
    """Say whether a time before now stands at j and so no subject: "A year earlier", "Two years ago"."""
    part = scene.parts[j]
    opens = part.sort == "phrase" and scene.tokens[part.first].low in _RECENT and part.last - part.first == 2
    if opens and scene.tokens[part.last - 1].low in _SEASONS and j + 1 < verb:
        return scene.parts[j + 1].sort in ("phrase", "pronoun", "filler")  # "Last winter | the lifts | carried 5"
    if part.sort not in ("phrase", "figure") or j + 1 >= verb or scene.parts[j + 1].low not in _DATING:
        return False
    return part.sort == "figure" or scene.tokens[part.last - 1].low in _SPANS


_DATING = frozenset({"earlier", "later", "ago", "before", "after"})
_SPANS = frozenset({"year", "month", "week", "day", "decade", "quarter", "hour", "moment"})
_RECENT = frozenset({"last", "this", "next", "that"})
_SEASONS = _SPANS | {"winter", "spring", "summer", "autumn", "fall", "season", "weekend", "night", "century"}


def _counted(scene: Scene, j: int) -> bool:
    """Say whether the phrase at j is what the figure before it counts; "For four years | Acme | led" counts years."""
    part, figure = scene.parts[j], scene.parts[j - 1].figure
    timed = scene.figures[figure].dimension in ("duration", "money")
    begins = any(first == part.first for first, _, _ in scene.named(part.first, part.last))
    return part.sort == "phrase" and not (timed and begins)


def subject_head(scene: Scene, first: int, verb: int) -> int | None:
    """Return the phrase or pronoun that is the subject of the verb: what comes first after any opening "In 2024,"."""
    raised = _raised(scene, first, verb)
    if raised is not None:
        return raised
    j = first
    while j < verb:
        part = scene.parts[j]
        if part.low in ("there", "here") and any(other.sort == "phrase" for other in scene.parts[j + 1 : verb]):
            j += 1  # "There | the game | sold 5"
        elif _dating(scene, j, verb):
            j += 1 + (scene.parts[j + 1].low in _DATING and scene.parts[j + 1].sort != "prep")
        elif part.sort in ("filler", "join", "mark", "period"):
            j += 1
        elif part.sort == "prep":
            j += 1
            while j < verb and scene.parts[j].sort in ("phrase", "figure", "period", "pronoun", "filler"):
                j += 1
                if scene.parts[j - 1].sort in ("phrase", "figure", "period", "pronoun") and not (
                    scene.parts[j - 1].sort == "figure" and j < verb and _counted(scene, j)
                ):
                    break
        elif part.sort in ("phrase", "pronoun") or part.sort == "figure":
            return j
        else:
            j += 1
    return None
