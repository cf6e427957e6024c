"""Which figures a question is about: every figure scored on words, names, period, unit and kind.

A figure that contradicts the question (another subject, another period, another unit) is not a candidate;
it is kept as a near miss, with what it lacks, so that a refusal can name it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass

from assistant.corpus import Corpus, Profile
from assistant.types import Focus, Question, Term
from assistant.words import same_idea, stem, stems, vocabulary
from documents.figures.kinds import kinds_of
from documents.figures.types import Figure, Period, Quantity
from documents.figures.units import convert, dimension_of

# The parts of a score, summing to 1. Words tell most; the rest decides between figures of like wording.
WORDS, NAMES, PERIOD, COUNTED, MEANING, METRIC = 0.38, 0.21, 0.12, 0.12, 0.12, 0.05

# A name is met where the figure's own sentence, label, heading or subject holds it.
MET = 0.3
# Of the question's weighted words, the share that a figure must meet to be an answer at all.
ENOUGH_WORDS = 0.45
# Words of less weight say what kind of answer is wanted, not what it is about.
TELLING = 0.4
# Where what is counted agrees, verbs and the like may differ: "carried" passengers, "had" passengers.
COUNTED_SURE, ENOUGH_BESIDE_NOUN = 0.85, 0.25
# Other figures of nearly the same score are further readings of the question.
# A stated share that meets this much of the question's words is the answer, not a calculation of one.
STATED = 0.6
_SMALL = 12  # "the three hospitals" quotes no figure either
READING_MARGIN = 0.08
READING_WORDS = 0.1  # of the weighted words that the best one meets


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure with its score and what it lacks of the question ("name:Acme", "period", "unit", "kind", "words")."""

    figure: Figure
    score: float
    words: float
    lacks: tuple[str, ...]

    @property
    def fits(self) -> bool:
        return not self.lacks


def rank(
    question: Question,
    focus: Focus,
    corpus: Corpus,
    meaning: Callable[[Figure], float],
    *,
    dimensions: Iterable[str] = (),
    figures: Iterable[Figure] | None = None,
) -> tuple[Candidate, ...]:
    """Return the figures as candidates for one focus, best first, ties in text order.

    `meaning` gives the cosine of the question and the figure's sentence, 0 to 1; `dimensions` limits what
    may be answered with, empty meaning anything.
    """
    allowed = frozenset(dimensions)
    pool = corpus.figures if figures is None else figures
    scored = [_candidate(question, focus, figure, corpus, meaning(figure), allowed) for figure in pool]
    order = {id(c): i for i, c in enumerate(scored)}
    return tuple(sorted(scored, key=lambda c: (bool(c.lacks), -c.score, order[id(c)])))


def _candidate(
    question: Question, focus: Focus, figure: Figure, corpus: Corpus, meaning: float, allowed: frozenset[str]
) -> Candidate:
    if focus.anchors:
        anchored = figure in focus.anchors
        return Candidate(figure, 1.0 if anchored else 0.0, 1.0, () if anchored else ("anchor",))
    profile = corpus.figure(figure)
    lacks: list[str] = []
    counted = _counted(question, figure)
    # What is counted, and of which kind it is, are weighed on their own.
    settled = frozenset(stem(word) for word in (question.noun, question.kind_word) if word and not question.foci)
    terms = tuple(term for term in focus.terms if term.stem not in settled)
    telling = any(term.weight >= TELLING for term in terms)
    words = profile.coverage(terms) if telling else 0.5
    names, missing = _names(focus, figure, profile, corpus)
    lacks += [f"name:{name}" for name in missing]
    period = _period(focus, figure)
    dated_side = bool(focus.periods) and focus.side and not focus.own and not focus.names
    if period < 0 or (dated_side and figure.period is None):
        lacks.append("period")
    if allowed and figure.quantity.dimension not in allowed:
        lacks.append("unit")
    if counted == 0:
        lacks.append("kind")
    if _kinds_clash(question, figure):
        lacks.append("kind")
    if _other_currency(question, figure):
        lacks.append("currency")
    if _other_part(focus, figure):
        lacks.append("part")
    needed = ENOUGH_WORDS if counted < COUNTED_SURE else ENOUGH_BESIDE_NOUN
    if not all(_enough(profile, group, settled, needed) for group in (focus.terms, focus.own)):
        lacks.append("words")
    score = (
        WORDS * words
        + NAMES * names
        + PERIOD * max(period, _window(focus, figure), 0)
        + COUNTED * counted
        + MEANING * meaning
        + METRIC * _metric_named(focus, figure)
    )
    if _quoted(focus, figure):
        score, lacks = score + 1.0, [lack for lack in lacks if lack != "words"]
    return Candidate(figure, round(score, 9), words, tuple(dict.fromkeys(lacks)))


def _enough(profile: Profile, terms: tuple[Term, ...], settled: Container[str], needed: float) -> bool:
    """Say whether enough of the words that carry the topic are met; words that say only what is wanted do not count."""
    telling = [term for term in terms if term.weight >= TELLING and term.stem not in settled]
    return not telling or profile.coverage(telling) >= needed


def _other_currency(question: Question, figure: Figure) -> bool:
    """Say whether an amount is wanted in another currency than the article gives: no rate is stated to turn it."""
    wanted = question.target_unit
    money = figure.quantity.dimension == "money"
    return money and wanted is not None and dimension_of(wanted) == "money" and wanted != figure.quantity.unit


def _other_part(focus: Focus, figure: Figure) -> bool:
    """Say whether the figure is of another part than the one asked for: "car business", "services business"."""
    own = stems(figure.subject or "")
    for before, head in zip(focus.terms, focus.terms[1:], strict=False):
        if head.stem not in own[1:] or before.stem in own or before.weight < TELLING:
            continue
        apart = [stem for stem in own[: own.index(head.stem)] if len(stem) > 1]
        if apart and not any(same_idea(before.stem, other) for other in apart):
            return True
    return False


def _quoted(focus: Focus, figure: Figure) -> bool:
    """Say whether the question itself quotes the figure: "the 248,000 orders"."""
    mine = figure.quantity
    if mine.dimension == "duration" and mine.low == mine.high:
        return False  # "in the first 24 hours" says when, it quotes no figure
    return mine.high > _SMALL and any(
        (q.low == mine.low and q.high == mine.high and (q.unit == mine.unit or not q.unit or q.dimension == "number"))
        or (q.low == mine.low and q.high == mine.high and q.dimension == mine.dimension == "count")
        for q in focus.quantities
    )


def name_match(name: str, profile: Profile, corpus: Corpus) -> float:
    """Return how well a name of the question is met by a sentence or figure, 0 to 1."""
    best = profile.names.get(name, 0.0)
    lexicon = corpus.lexicon
    for other, weight in profile.names.items():
        if name in lexicon.family(other)[1:]:
            best = max(best, 0.9 * weight)  # asked of the maker, stated of its product
        elif other in lexicon.family(name)[1:]:
            best = max(best, 0.4 * weight)  # asked of the product, stated of the maker
    if best < MET:
        own = [profile.stems.get(s, 0.0) for s in stems(name)]
        best = max(best, 0.8 * min(own)) if own else best
    return best


def _names(focus: Focus, figure: Figure, profile: Profile, corpus: Corpus) -> tuple[float, tuple[str, ...]]:
    """Return how well the names are met, and those that are not."""
    if not focus.names:
        return 0.5, ()
    lexicon = corpus.lexicon
    owners = _primary(figure, corpus)
    listed = {m.name for text in figure.subjects for m in lexicon.mentions(text)}
    met: list[float] = []
    missing: list[str] = []
    for name in focus.names:
        value = name_match(name, profile, corpus)
        if (
            owners
            and name not in listed
            and not any(lexicon.related(name, owner) for owner in owners)
            and not _spoken(name, figure, corpus)
        ):
            # Somebody else's figure, though the name may stand in the same sentence.
            value = min(value, 0.2) if not _holds(figure, name, corpus) else value * 0.7
        elif value < MET and not owners and name in corpus.main_names(figure.document):
            value = MET  # the article's own subject, where the sentence names nobody
        met.append(value)
        if value < MET:
            missing.append(name)
    return sum(met) / len(met), tuple(missing)


def _primary(figure: Figure, corpus: Corpus) -> list[str]:
    """Return the names of whose figure it is, without those that it belongs to: the variant, not its maker."""
    article = corpus.documents[figure.document]
    label = article.blocks[article.sentences[figure.sentence].block].label
    called = [mention.name for mention in corpus.lexicon.mentions(label or "")]
    for text in (figure.column, figure.subject, *figure.subjects):
        mentions = corpus.lexicon.mentions(text or "")
        if mentions:
            found = [mention.name for mention in mentions]
            inner = [n for n in found if not any(n in corpus.lexicon.family(other)[1:] for other in found)]
            return [*called, *(inner or found)]
    return called


def _spoken(name: str, figure: Figure, corpus: Corpus) -> bool:
    speakers = corpus.lexicon.mentions(figure.speaker or "")
    return any(corpus.lexicon.related(name, mention.name) for mention in speakers)


def _holds(figure: Figure, name: str, corpus: Corpus) -> bool:
    """Say whether the figure's own words (metric, surface, row or column) hold the name."""
    texts = (figure.metric, figure.quantity.surface, figure.row or "", figure.column or "")
    return any(mention.name == name for text in texts for mention in corpus.lexicon.mentions(text))


def _period(focus: Focus, figure: Figure) -> float:
    """Return 1 where the periods agree, 0.4 where the figure has none, -1 where they contradict."""
    if not focus.periods:
        return 0.4
    if figure.period is None:
        return 0.2
    return max(_overlap(asked, figure.period) for asked in focus.periods)


def _window(focus: Focus, figure: Figure) -> float:
    """Return 1 where the question names the time in which the figure came about: "in the first 24 hours"."""
    window = figure.within
    return float(window is not None and any(_same_time(window, asked) for asked in focus.quantities))


def _same_time(window: Quantity, asked: Quantity) -> bool:
    if asked.dimension != "duration":
        return False
    same = convert(asked.low, asked.unit, window.unit)
    return same is not None and same == window.low


def _overlap(asked: Period, stated: Period) -> float:
    if (asked.start, asked.end) == (stated.start, stated.end) or (stated.cumulative and stated.end == asked.end):
        return 1.0
    if asked.cumulative or stated.cumulative:
        return 1.0 if asked.end == stated.end else -1.0
    if asked.start <= stated.start and stated.end <= asked.end:
        return 0.6  # asked of the year, stated of a quarter in it
    if stated.start <= asked.start and asked.end <= stated.end:
        return 0.3
    return -1.0


def _counted(question: Question, figure: Figure) -> float:
    """Return how well what is counted agrees: 1 for the same noun, 0 for another thing, 0.5 where nothing is asked."""
    if question.noun is None or question.operation in ("ratio", "share", "implied_value", "time_to_reach"):
        return 0.5
    noun = stem(question.noun)
    own = set(stems(figure.quantity.unit)) | set(stems(figure.metric)) | set(stems(figure.quantity.surface))
    if noun in own:
        return 1.0
    if any(same_idea(noun, other) for other in sorted(own)):
        return 0.9
    if figure.kind and any(cue[2] == figure.kind for cue in kinds_of((question.noun,), figure.quantity.dimension)):
        return 0.9
    if noun in _people() and figure.kind in vocabulary("kinds_asked")["people_kinds"]:
        return 0.7
    if figure.quantity.unit in _general_nouns() and figure.quantity.dimension in ("count", "ordinal"):
        return 0.6
    return 0.0


def _kinds_clash(question: Question, figure: Figure) -> bool:
    """Say whether the question counts one kind of thing and the figure another: deliveries, orders."""
    if question.kind is None or figure.kind is None or question.kind == figure.kind or question.foci:
        return False
    countable = frozenset(vocabulary("kinds_asked")["countable"])
    return question.kind in countable and figure.kind in countable and figure.quantity.dimension in ("count", "ordinal")


def _people() -> frozenset[str]:
    return frozenset(stem(word) for word in vocabulary("kinds_asked")["people"])


def _general_nouns() -> frozenset[str]:
    return frozenset(vocabulary("kinds_asked")["general"])


def readings(question: Question, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the best candidate and those that fit the question as well, different figures only, best first."""
    fitting = [c for c in candidates if c.fits and _named_or_counted(question, c.figure)]
    if not fitting:
        return ()
    best = fitting[0]
    chosen: list[Candidate] = []
    for candidate in fitting:
        if best.score - candidate.score > READING_MARGIN:
            break
        if best.words - candidate.words > READING_WORDS or not _alike(best.figure, candidate.figure):
            continue
        if not any(same_value(candidate.figure, other.figure) for other in chosen):
            chosen.append(candidate)
    return tuple(chosen)


def _named_or_counted(question: Question, figure: Figure) -> bool:
    """Say whether the question asks for what the figure measures, by its words or by what is counted."""
    telling = [t for t in question.whole.terms if t.weight >= TELLING and t.text != question.noun]
    counted = question.noun is not None and _counted(question, figure) >= COUNTED_SURE - 0.2
    return counted or not telling or bool(question.whole.anchors) or touches(figure, question.whole)


def _alike(best: Figure, other: Figure) -> bool:
    """Say whether two figures can be readings of one question: of one dimension, or of one speaker."""
    return best.quantity.dimension == other.quantity.dimension or (
        best.speaker is not None and best.speaker == other.speaker
    )


def _metric_named(focus: Focus, figure: Figure) -> bool:
    measured = {*stems(figure.metric), *stems(figure.row or "")}
    return any(term.stem in measured for term in focus.terms if term.weight >= TELLING)


def touches(figure: Figure, focus: Focus) -> bool:
    """Say whether the question's words name what the figure measures."""
    words = sorted({term.stem for term in focus.terms if term.weight >= TELLING})
    measured = {*stems(figure.metric), *stems(figure.row or ""), *stems((figure.kind or "").replace("_", " "))}
    if figure.status != "actual":
        measured.add(stem(figure.status))
    return any(word in measured or any(same_idea(word, m) for m in measured) for word in words)


def same_value(left: Figure, right: Figure) -> bool:
    """Say whether two figures state the same number of the same unit."""
    mine, other = left.quantity, right.quantity
    return (mine.low, mine.high, mine.unit) == (other.low, other.high, other.unit)
