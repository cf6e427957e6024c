"""How well a figure agrees with a question in period, window, unit, kind and what is counted or measured."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from datetime import date
from functools import cache, lru_cache

from assistant.own_words import OwnWords
from assistant.types import Focus, Question, Term
from assistant.words import WordSet, content, same_idea, stem, stems, vocabulary
from documents.figures.kinds import kinds_of
from documents.figures.types import Figure, Period
from documents.figures.units import dimension_of

# Words of less weight say what kind of answer is wanted, not what it is about.
TELLING = 0.4
# A metric whose head the question does not name is of something else: "capacity factor" is no capacity.
_NO_HEAD = 0.6
_SMALL = 12  # "the three hospitals" quotes no figure
UNDATED = 0.4  # how well any period agrees with a question that names none
_UNASKED = 0.5  # where no noun is counted


def other_currency(question: Question, figure: Figure) -> bool:
    """Say whether an amount is wanted in another currency than the article gives: no rate is stated to turn it."""
    wanted = question.target_unit
    money = figure.quantity.dimension == "money"
    return money and wanted is not None and dimension_of(wanted) == "money" and wanted != figure.quantity.unit


def other_part(question: Question, narrowed: Iterable[tuple[Term, Term]], figure: Figure) -> bool:
    """Say whether the figure is of another part than the one asked for: "car business", "services business"."""
    counted = question.noun is not None and stem(question.noun) in stems(figure.metric)
    return any(_apart(narrowed, stems(text)) for text in (figure.subject or "", figure.metric if counted else ""))


def _apart(narrowed: Iterable[tuple[Term, Term]], own: tuple[str, ...]) -> bool:
    """Say whether the question narrows a noun by another word: "hip replacements", "joint replacements"."""
    for before, head in narrowed:
        if head.stem not in own[1:] or before.stem in own:
            continue
        apart = [stem for stem in own[: own.index(head.stem)] if len(stem) > 1]
        if apart and not any(same_idea(before.stem, other) for other in apart):
            return True
    return False


def quoted(focus: Focus, figure: Figure) -> bool:
    """Say whether the question itself quotes the figure: "the 248,000 orders"."""
    mine = figure.quantity
    if mine.dimension == "duration" and mine.low == mine.high:
        return False  # "in the first 24 hours" says when, it quotes no figure
    return (mine.high > _SMALL or mine.dimension == "money") and any(
        (q.low == mine.low and q.high == mine.high and (q.unit == mine.unit or not q.unit or q.dimension == "number"))
        or (q.low == mine.low and q.high == mine.high and q.dimension == mine.dimension == "count")
        for q in focus.quantities
    )


def period_fit(focus: Focus, stated: Period | None, mentioned: Container[str]) -> float:
    """Return 1 where the periods agree, -1 where they contradict, little where the figure is undated.

    `mentioned` holds the words of the article: an undated figure is of no year that the article never names.
    """
    if not focus.periods:
        return UNDATED
    if stated is None:
        years = [word for asked in focus.periods for word in stems(asked.surface) if word.isdigit() and len(word) == 4]
        return 0.2 if all(year in mentioned for year in years) else -1.0
    return max(-1.0 if _of_longer(asked, stated) else _overlap(asked, stated) for asked in focus.periods)


def of_longer_time(focus: Focus, stated: Iterable[Period | None]) -> bool:
    """Say whether periods are stated, and all are longer than those asked: a year is no half of it."""
    dated = [period for period in stated if period is not None]
    return bool(dated and focus.periods) and all(_of_longer(a, b) for a in focus.periods for b in dated)


def shorter_than_year(period: Period) -> bool:
    """Say whether a period is a month, a quarter or a half, not a day or a year."""
    days = (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days + 1 if _closed(period) else 0
    return _SHORTEST <= days < _YEAR


def _of_longer(asked: Period, stated: Period) -> bool:
    """Say whether a stated period holds a month, quarter or half that is asked for and more than that."""
    within = stated.start <= asked.start and asked.end <= stated.end
    longer = (stated.start, stated.end) != (asked.start, asked.end)
    return within and longer and _closed(stated) and not stated.cumulative and shorter_than_year(asked)


def _closed(period: Period) -> bool:
    return not period.end.startswith("9999")


_SHORTEST, _YEAR, _MONTH = 20, 350, 30  # days


def contradicts_time(focus: Focus, stated: Iterable[Period | None]) -> bool:
    """Say whether periods are stated, and none of them can be one that is asked for."""
    dated = [period for period in stated if period is not None]
    return bool(dated and focus.periods) and all(_overlap(a, b) < 0 for a in focus.periods for b in dated)


def _overlap(asked: Period, stated: Period) -> float:
    if (asked.start, asked.end) == (stated.start, stated.end) or (stated.cumulative and stated.end == asked.end):
        return 1.0
    if asked.cumulative or stated.cumulative:
        return 1.0 if asked.end == stated.end else -1.0
    if asked.start <= stated.start and stated.end <= asked.end:
        return 0.6  # asked of the year, stated of a quarter in it
    if stated.start <= asked.start and asked.end <= stated.end:
        return 0.3
    if asked.start <= stated.end <= asked.end:
        return 0.2  # asked of 2025, stated of the year to March 2025
    if asked.surface.lower() == "last year" and asked.start <= stated.start <= asked.end and _full_year(stated):
        return 0.5  # of a year of account, the last one that is over
    return -1.0


def _full_year(period: Period) -> bool:
    return 0 <= (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days - _YEAR <= _MONTH


def counted_fit(question: Question, own: OwnWords) -> float:
    """Return how well what is counted agrees: 1 for the same noun, 0 for another thing, 0.5 where nothing is asked."""
    if question.noun is None or question.operation in ("ratio", "share", "implied_value", "time_to_reach", "per_unit"):
        return _UNASKED
    noun, figure = stem(question.noun), own.figure
    if noun in own.counted.stems:
        return 1.0
    if own.counted.meets(noun):
        return 0.9
    if figure.kind and figure.kind in kinds_told((question.noun,), figure.quantity.dimension):
        return 0.9
    if noun in _people() and figure.kind is not None:  # units sold are no people
        return 0.7 if figure.kind in vocabulary("kinds_asked")["people_kinds"] else 0.0
    if figure.quantity.unit in _general_nouns() and figure.quantity.dimension in ("count", "ordinal"):
        return 0.6
    return 0.0


def kinds_clash(question: Question, figure: Figure) -> bool:
    """Say whether the question counts one kind of thing and the figure another: deliveries, orders."""
    if question.kind is None or figure.kind is None or question.kind == figure.kind or question.foci:
        return False
    countable = _countable()
    return question.kind in countable and figure.kind in countable and figure.quantity.dimension in ("count", "ordinal")


def money_clash(kinds: frozenset[str], figure: Figure) -> bool:
    """Say whether kinds of money are asked for and the figure is of one that they never are: a price, a loss."""
    if not kinds or figure.quantity.dimension != "money" or figure.kind is None:
        return False
    apart = vocabulary("kinds_asked")["money_apart"]
    return all(figure.kind in apart.get(kind, ()) for kind in kinds)


@cache
def _countable() -> frozenset[str]:
    return frozenset(vocabulary("kinds_asked")["countable"])


@cache
def _people() -> frozenset[str]:
    return frozenset(stem(word) for word in vocabulary("kinds_asked")["people"])


@cache
def _general_nouns() -> frozenset[str]:
    return frozenset(vocabulary("kinds_asked")["general"])


def own_fit(telling: Sequence[Term], asked: Callable[[str], bool], own: OwnWords) -> float:
    """Return the share of the telling words that the figure's own subject and metric hold, not its surroundings.

    `asked` tells whether a stem is met by the words of the question.
    """
    words = own.all
    met = [term.weight for term in telling if words.meets(term.stem)]
    if not met:
        return 0.0
    other = own.head and not asked(own.head)
    return sum(met) / sum(term.weight for term in telling) * (_NO_HEAD if other else 1.0)


def metric_fit(asked: Callable[[str], bool], own: OwnWords) -> float:
    """Return the share of the metric's own words that the question holds: 1 for "average size" asked of that."""
    return sum(map(asked, own.metric)) / len(own.metric) if own.metric else 0.0


def phrase_fit(phrases: frozenset[tuple[str, str]], own: OwnWords) -> float:
    """Return 1 where two words stand together in the question and in what the figure measures: "market share"."""
    return float(bool(phrases) and not phrases.isdisjoint(own.together))


def kind_fit(asked: frozenset[str], figure: Figure) -> float:
    """Return 1 where the question's words tell the figure's kind, -1 where they tell only others, 0 where none."""
    if not asked or figure.kind is None:
        return 0.0
    return 1.0 if figure.kind in asked else -1.0


@lru_cache(maxsize=256)
def kinds_told(words: tuple[str, ...], dimension: str) -> frozenset[str]:
    """Return the kinds of figures of a dimension that words tell."""
    return frozenset(kind for _, _, kind, _ in kinds_of(words, dimension))


def size_fit(fitting: frozenset[str], figure: Figure) -> float:
    """Return 1 where a word of measure fits the figure's dimension, -1 where none does, 0 without such a word."""
    if not fitting:
        return 0.0
    return 1.0 if figure.quantity.dimension in fitting else -1.0


def per_fit(asked: frozenset[str], figure: Figure) -> float:
    """Return 1 where figure and question are per the same thing, else 0."""
    own = figure.quantity.per
    if own is None and figure.subject and figure.subject.islower():
        return float(stems(figure.subject)[-1:] != () and stems(figure.subject)[-1] in asked)  # "each car loses $9"
    if own is None or not asked:
        return 0.0
    times = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")
    if own in times and asked & {stem(time) for time in times}:
        return 1.0  # so much a quarter tells how much a year
    return float(stem(own) in asked)


def touches(figure: Figure, focus: Focus) -> bool:
    """Say whether the question's words name what the figure measures."""
    words = sorted({term.stem for term in focus.terms if term.weight >= TELLING})
    if figure.row is not None and row_named(focus, figure):
        return True
    told = {*stems(figure.metric), *stems(figure.row or ""), *stems((figure.kind or "").replace("_", " "))}
    if figure.status != "actual":
        told.add(stem(figure.status))
    return any(map(WordSet.of(told).meets, words))


def row_named(focus: Focus, figure: Figure) -> bool:
    """Say whether the question names the row of a table's cell: "Europe" in "Europe volume in 2023"."""
    row = {token.stem for token in content(figure.row or "")}
    asked = {term.stem for term in focus.terms} | {s for name in focus.names for s in stems(name)}
    return bool(row) and row <= asked


def row_measured(question: Question, figure: Figure) -> bool:
    """Say whether a table's row is in the unit asked for: "how many barrels were filled" of "Volume (barrels)"."""
    unit = question.target_unit
    if figure.row is None or unit is None or question.expects != "count":
        return False
    return bool(question.whole.periods) and stem(unit) in stems(figure.row)


def same_value(left: Figure, right: Figure) -> bool:
    """Say whether two figures state the same number of the same unit."""
    mine, other = left.quantity, right.quantity
    return (mine.low, mine.high, mine.unit) == (other.low, other.high, other.unit)


def same_metric(left: Figure, right: Figure) -> bool:
    """Say whether two figures measure the same thing."""
    if left.row is not None and left.row == right.row and left.metric == right.metric:
        return left.quantity.unit == right.quantity.unit
    if left.quantity.dimension != right.quantity.dimension:
        return False
    if left.kind and right.kind:
        return left.kind == right.kind
    mine, other = set(stems(left.metric)), set(stems(right.metric))
    if not mine or not other:
        return False
    shared = sum(1 for s in mine if s in other or any(same_idea(s, o) for o in other))
    return shared * 2 >= min(len(mine), len(other))
