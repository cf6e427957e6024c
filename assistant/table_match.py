"""Which series of a table a question speaks of, and which of its cells are of the periods asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from assistant.series import Series, deeds
from assistant.words import concepts, fold, stem, stop_words, tokens, vocabulary
from documents.figures.types import Figure, Period
from documents.types import Span

# How much a word of the question counts by where it is met.
OWN, GROUP, AROUND, SYNONYM = 1.0, 0.8, 0.6, 0.7
NOISE = 0.35  # a word that says how to calculate, where a row is called so
BORROWED = 0.15  # what words of the other side add where they are met
# Of the question's words that must be met, and of the series' own words that the question must have.
COVERED, NAMED = 0.6, 0.45
SPOKEN = 0.7  # of a sentence no such share is asked: it says more than one thing
_PHRASE = 0.2  # two words side by side in the question and in the name
_PART = 0.5  # what is met in part: the whole score is a mean of both


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words that tell a series: stem -> weight, and the periods it is wanted for."""

    words: tuple[tuple[str, float], ...]
    periods: tuple[Period, ...] = ()
    lent: tuple[tuple[str, float], ...] = ()  # words of the other side: a series may be called so, but need not


@dataclass(frozen=True, slots=True)
class Match:
    """A series with how well it fits, 0 to 1."""

    series: Series
    score: float


def wanted(
    text: str,
    spans: Iterable[Span],
    hidden: Sequence[Span],
    periods: tuple[Period, ...] = (),
    called: Container[str] = (),
) -> Wanted:
    """Return the words in spans of a question that tell what is measured; hidden are its dates and numbers.

    `called` are the stems that rows and columns are called by.
    """
    words: dict[str, float] = {}
    for span in spans:
        for token in tokens(text):
            place = Span(token.start, token.end)
            told = fold(token.text)
            if not span.holds(place) or any(h.start < place.end and place.start < h.end for h in hidden):
                continue
            if told in stop_words() and not (token.stem in deeds() and token.stem in called):
                continue
            if not any(char.isalpha() for char in told) or len(told) < 2:
                continue
            words[token.stem] = max(words.get(token.stem, 0.0), NOISE if token.stem in noise() else 1.0)
    return Wanted(tuple(words.items()), periods)


def joined(first: Wanted, *others: Wanted) -> Wanted:
    """Return the words of one side with those of the others as words that it may share."""
    own = {word for word, _ in first.words}
    lent = {word: weight for other in others for word, weight in other.words if word not in own}
    return Wanted(first.words, first.periods, tuple(lent.items()))


def matches(ask: Wanted, series: Sequence[Series], rarity: Mapping[str, float]) -> list[Match]:
    """Return the series that the words tell and that have the periods, best first, ties in text order."""
    found = []
    for one in series:
        if ask.periods and not all(at(one, period) for period in ask.periods):
            continue
        score = _score(ask, one, rarity)
        if score is not None:
            found.append(Match(one, round(score, 6)))
    return sorted(found, key=lambda match: (-match.score, match.series.table, match.series.line))


def called(found: Iterable[Match], series: Sequence[Series], words: Iterable[str]) -> list[Match]:
    """Return the matches without those that the words do not call where they do call another line of the same table.

    "Acme's staff" is no cell of the row "Shops", though that is Acme's, too, and no cell of another firm's column;
    "shops" are not the row "Shops abroad" where there is a row "Shops".
    """
    asked = frozenset(words)
    kept = list(found)
    for line in (_row, _column):
        named = _named(series, line, asked)
        kept = [m for m in kept if not _foreign(line(m.series), named.get(m.series.table, ()), asked)]
    return kept


Line = Callable[[Series], frozenset[str]]


def _row(one: Series) -> frozenset[str]:
    return frozenset(one.row)


def _column(one: Series) -> frozenset[str]:
    return frozenset(one.column)


def _named(series: Sequence[Series], line: Line, asked: frozenset[str]) -> dict[tuple[str, int], set[frozenset[str]]]:
    """Return the rows or columns of each table that are asked for by all words that not every one of them has."""
    lines: dict[tuple[str, int], set[frozenset[str]]] = {}
    for one in series:
        if own := line(one) - noise():
            lines.setdefault(one.table, set()).add(own)
    found = {}
    for table, owns in lines.items():
        common = frozenset.intersection(*owns) if len(owns) > 1 else frozenset[str]()
        found[table] = {own for own in owns if own - common and own - common <= asked}
    return found


def _foreign(own: frozenset[str], named: Iterable[frozenset[str]], asked: frozenset[str]) -> bool:
    """Say whether a row or column has words beside those of one that is asked for, and none of them is asked.

    "Market share in Norway" is asked for as the market share, whatever else is called a market.
    """
    beside = (own - other for other in named)
    return any(rest - noise() and not any(_in(word, asked) for word in rest) for rest in beside)


def _score(ask: Wanted, one: Series, rarity: Mapping[str, float]) -> float | None:
    met, total = _met(ask.words, one, rarity)
    lent, most = _met(ask.lent, one, rarity)
    asked = {word for word, _ in (*ask.words, *ask.lent)}
    names = [(word, (NOISE if word in noise() else 1.0) * rarity.get(word, 1.0)) for word in one.own]
    named = sum(weight * _in(word, asked) for word, weight in names)
    size = sum(weight for _, weight in names)
    naming = SPOKEN if one.spoken else named / size if size else 0.5
    asked_pairs = {*pairwise(word for word, _ in ask.words), *pairwise(word for word, _ in ask.lent)}
    together = asked_pairs & set(pairwise(one.own))  # "market share" is no marketing
    if (
        not total
        or met / total < COVERED
        or (naming < NAMED and not together)
        or not (named or set(one.group) & asked or not size)
    ):
        return None
    gained = BORROWED * lent / most if most else 0.0
    return _PART * met / total + (1 - _PART) * naming + gained + (_PHRASE if together else 0.0)


def _met(words: Iterable[tuple[str, float]], one: Series, rarity: Mapping[str, float]) -> tuple[float, float]:
    """Return the weight of the words that are met, and of those that count."""
    own, group = set(one.own), set(one.group)
    met = total = 0.0
    for word, weight in words:
        weight *= rarity.get(word, 1.0)
        hit = max(OWN * _in(word, own), GROUP * _in(word, group), AROUND * _in(word, one.around))
        if weight <= NOISE and not hit:
            continue
        met += weight * hit
        total += weight
    return met, total


def _in(word: str, words: Iterable[str]) -> float:
    """Return 1 where the word is among the words, less where only its idea is."""
    if word in words:
        return 1.0
    ideas = concepts().get(word, frozenset())
    return SYNONYM if ideas and any(ideas & concepts().get(other, frozenset()) for other in words) else 0.0


def rarities(series: Sequence[Series]) -> dict[str, float]:
    """Return how much each word tells one series from the others, 0.5 to 1."""
    counts = Counter(word for one in series for word in {*one.own})
    return {word: 1.0 - 0.5 * count / len(series) for word, count in counts.items()}


def at(series: Series, asked: Period) -> tuple[Figure, ...]:
    """Return the cells of a period; those of exactly it, else those that end with it or in it; of several years, all.

    A year is told by its end: "2024" is the year ended June 30, 2024, and December 31, 2024.
    """
    if asked.end[:4] > asked.start[:4] and asked.end[5:] == "12-31":
        return tuple(f for f in series.cells if f.period and asked.start <= f.period.end <= asked.end)
    exact = [f for f in series.cells if f.period and (f.period.start, f.period.end) == (asked.start, asked.end)]
    if exact:
        return tuple(exact)
    ends = [f for f in series.cells if f.period and f.period.end == asked.end]
    return tuple(ends or [f for f in series.cells if f.period and asked.start <= f.period.end <= asked.end])


def dated(series: Series) -> tuple[Figure, ...]:
    """Return the cells that have a period, the earliest first."""
    own = [f for f in series.cells if f.period is not None]
    return tuple(sorted(own, key=lambda f: (f.period.end, f.period.start) if f.period else ("", "")))


@cache
def noise() -> frozenset[str]:
    """Return the stems of words that say how to calculate."""
    return frozenset(stem(word) for word in vocabulary("tables")["words"]["noise"])
