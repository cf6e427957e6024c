"""Answered, partial or not found, and why: what the articles lack, and the nearest thing that they say."""

from __future__ import annotations

import re

from assistant.agreement import quoted, row_measured, row_named, same_metric, touches
from assistant.comparability import caveats, counted_kind, kind_phrase
from assistant.display import capital
from assistant.labels import full, metric, subject, verbal
from assistant.operands import Candidate
from assistant.own_words import own_words
from assistant.replies import conditional
from assistant.replies.case import Case
from assistant.replies.staked import asks_stake
from assistant.restrictions import narrowed, untold
from assistant.types import Draft, Evidence, Focus, Question, Quote
from assistant.unlike_measure import UNLIKE
from assistant.words import fold, same_idea, stem, stems, stop_words
from documents.figures.types import Figure, Quantity
from documents.figures.verbs import base_of

# A near miss is worth showing where it meets this share of the question's words.
_NEAR_WORDS = 0.35
# A figure that meets this share of the words is what is asked for; one that meets less by this much is not.
_SURE_WORDS = 0.75
_AS_WELL = 0.2
_LETTERS = 2  # that are a name only with the word before them
_FEW = 12  # a count up to this announces a list
_MEASURED = ("any", "list", "measure", "count", "money", "share", "duration", "points", "factor")
_TELLING = 0.6  # a word that says what the question is about
_NEAR_SENTENCES = 25  # that may be shown as the nearest thing stated
_NAMED, _MET = 0.3, 0.2  # what a name and a word of the question in the sentence itself add to its score
_SENTENCE = re.compile(r"\w (?:is|are|was|were|came|comes|went|goes|has|have|had)\b")  # "revenue came from bread"
_OFF_TOPIC = "I answer questions from the articles and do nothing else."


def off_topic(question: Question) -> bool:
    """Say whether a question asks something of the assistant rather than of the articles."""
    return question.expects == "instruction"


def not_found(case: Case) -> Draft:
    """Return a refusal that names what is missing and the nearest figure stated, labelled as such."""
    question = case.question
    if off_topic(question):
        return Draft("not_found", _OFF_TOPIC)
    near = _nearest(case)
    what = _missing(case, near)
    if near is None:
        return _with_sentence(case, what)
    figure = near.figure
    quote = Quote(figure.document, figure.sentence)
    what = _unless_shown(what, case.at(figure.document, figure.sentence), case)
    notes = [f"Nearest in the article: {full(figure)} {{0}}."]
    found, wanted = kind_phrase(counted_kind(figure) or ""), kind_phrase(question.kind or "")
    if "kind" in near.lacks and found and wanted and found != wanted:
        notes.insert(0, f"{capital(found)} are not {wanted}.")
    return Draft("not_found", what, (quote,), (*notes, *caveats((figure,))))


def _unless_shown(what: str, shown: Evidence, case: Case) -> str:
    """Return a refusal that says no more than the sentence shown beside it allows.

    That something is not said of somebody is no thing to say above a sentence that names them and meets most of it.
    """
    text = case.text(shown)
    named = {m.name for m in case.corpus.lexicon.mentions(text)}
    of_them = what.startswith(_OF_WHOM) and all(name in named for name in case.question.whole.names)
    profile = case.corpus.sentence(shown.document, shown.sentence)
    telling = [t for t in case.question.whole.terms if t.weight >= _TELLING]
    if not of_them or not telling or profile.coverage(telling) < _SURE_WORDS:
        return what
    return f"The article speaks of {_listed(case.question.whole.names)}; nothing in it answers this for sure."


_OF_WHOM = "The article does not say this of "


def _with_sentence(case: Case, what: str) -> Draft:
    """Return the refusal with what the articles say of the same names and words, labelled as the nearest thing."""
    named = set(case.question.whole.names)
    telling = {t.stem for t in case.question.whole.terms if t.weight >= _TELLING}
    best: tuple[float, Evidence] | None = None
    for found in case.evidence[:_NEAR_SENTENCES]:
        profile = case.corpus.sentence(found.document, found.sentence)
        own = set(stems(case.text(found)))
        holds = named & {m.name for m in case.corpus.lexicon.mentions(case.text(found))}
        met = sum(1 for t in telling if t in own or any(same_idea(t, o) for o in own))
        if found.missing or case.asks(found) or not (holds or (not named and met) or (met and profile.names)):
            continue
        value = found.score + _NAMED * len(holds) / max(1, len(named)) + _MET * met / max(1, len(telling))
        if best is None or value > best[0]:
            best = (value, found)
    if best is None or (not named and best[1].coverage < _NEAR_WORDS):
        return Draft("not_found", what)
    found = best[1]
    return Draft(
        "not_found",
        _unless_shown(what, found, case),
        (Quote(found.document, found.sentence),),
        (f"Nearest in the article: {case.text(found)} {{0}}",),
    )


def others_figure(case: Case) -> bool:
    """Say whether what is asked is given only for somebody else or another time."""
    if case.question.expects not in _MEASURED or not case.anything or _asks_agent(case.question):
        return False
    if asks_stake(case.question) or conditional.reply(case) is not None:
        return False  # which may be a name and no figure, or what a sentence states under the same condition
    able = [c for c in case.anything if c.words >= _SURE_WORDS and not {"kind", "unit"} & set(c.lacks)]
    near = max(able or case.anything, key=lambda c: (c.words, c.score))
    if (
        case.question.expects == "list"
        and near.figure.quantity.dimension == "count"
        and near.figure.quantity.low <= _FEW
    ):
        return False  # "three risks" announces the list, whoever it is of
    if any("currency" in c.lacks and quoted(case.question.whole, c.figure) for c in case.anything):
        return True  # "what is $5 in yen": the amount is there, a rate is not
    only_names = bool(near.lacks) and all(lack.startswith("name:") or lack == "period" for lack in near.lacks)
    fitting = any(c.fits and (c.words >= near.words - _AS_WELL or _cell(case, c)) for c in case.anything)
    return only_names and not fitting and near.words >= _SURE_WORDS and touches(near.figure, case.question.whole)


def _asks_agent(question: Question) -> bool:
    """Say whether it is asked what did it, which no figure tells: "what destroyed the crop?"."""
    match = _WHAT_DID.match(fold(question.standalone))
    return (
        match is not None and question.expects == "any" and (match[1].endswith("ed") or base_of(match[1]) is not None)
    )


_WHAT_DID = re.compile(r"^\W*(?:and |so )?what (?!is|was|are|were|do|does|did|has|have|had|can|will)([a-z]+) (?!of\b)")


def _cell(case: Case, candidate: Candidate) -> bool:
    figure = candidate.figure
    dated = figure.period is not None and bool(case.question.whole.periods)
    meant = row_measured(case.question, figure) or row_named(case.question.whole, figure)
    return figure.row is not None and dated and meant


def _missing(case: Case, near: Candidate | None) -> str:
    question = case.question
    if question.unknown:
        return f"The article does not mention {_listed(question.unknown)}."
    nearest = near.figure if near is not None else None
    part = untold(narrowed(question, question.whole, case.corpus), question.standalone, nearest, case.corpus)
    if part and question.expects in _MEASURED:
        return f'The article gives no figure{_of(question.whole)} for "{part}" alone.'
    if near is not None and "currency" in near.lacks:
        unit = near.figure.quantity.unit
        return f"The article gives this in {unit} only, and no exchange rate to {question.target_unit}."
    if near is not None and "kind" in near.lacks and question.kind and not _has_kind(case):
        return f"The article gives no figure for {kind_phrase(question.kind)}{_of(question.whole)}."
    lacking = _lacking_names(case, near)
    if case.unspoken_time is not None and (near is None or lacking or "period" not in near.lacks):
        return f"The article does not speak of {case.unspoken_time}."
    measured = metric(near.figure) if near is not None else ""
    told = near is not None and _sayable(measured, near.figure, case)
    if lacking and near is not None and told and subject(near.figure) and not _told_of(lacking, near, case):
        return f"The article gives {measured} for {subject(near.figure)}, not for {_listed(lacking)}."
    if lacking:
        return f"The article does not say this of {_listed(lacking)}."
    if near is not None and told and "period" in near.lacks and question.whole.periods:
        return f"The article does not give {measured} for {question.whole.periods[0].surface}."
    telling = [t for t in question.whole.terms if t.weight >= _TELLING]
    typed = [t for t in telling if t.text in question.standalone]  # of "give up" it is "abandon" that is looked for
    absent = [t.text for t in typed if not case.corpus.lexicon.speaks_of(t.stem)]
    if absent:
        quoted = tuple(f'"{_with_word_before(word, question.standalone)}"' for word in absent[:2])
        # Of two that are compared the word belongs to one, which may not be the one that has a name.
        return f"The article does not speak of {_listed(quoted)}{'' if question.foci else _of(question.whole)}."
    if question.noun and question.expects == "count" and not _counted(question.noun, case):
        return f"The article gives no number of {question.noun}{_of(question.whole)}."
    return f"The article does not say this{_of(question.whole)}."


def _has_kind(case: Case) -> bool:
    """Say whether the articles have figures of the kind that is asked for, of those whom the question names."""
    alike = (c for c in case.anything if c.figure.kind == case.question.kind)
    return any(not any(lack.startswith("name:") for lack in c.lacks) for c in alike)


def _counted(noun: str, case: Case) -> bool:
    """Say whether the articles count what is asked for, of those whom it names, perhaps of other times."""
    alike = (c for c in case.anything if own_words(c.figure).counted.meets(stem(noun)))
    return any(not any(lack.startswith("name:") for lack in c.lacks) for c in alike)


def _sayable(measured: str, figure: Figure, case: Case) -> bool:
    """Say whether it can be told by its name that the articles give a figure: by a noun that the question asks for.

    A cell may be headed by a number, "a dose costs Acme" is no noun, and severance that was paid is no salary.
    """
    if not measured or any(c.isdigit() for c in measured):
        return False
    words = fold(measured).split()
    named = figure.row is None and case.corpus.lexicon.mentions(measured)
    if named or words[0] in stop_words() or verbal(measured) or _SENTENCE.search(fold(measured)):
        return False
    asked = {term.stem for term in case.question.whole.terms}
    by_verb = measured != " ".join(figure.metric.split()).strip(" ,;:") and figure.row is None  # then it is the kind
    if by_verb and figure.kind not in ("price", "cost"):
        return any(word in asked for word in stems(measured))
    return any(word in asked or any(same_idea(word, other) for other in asked) for word in stems(measured))


def _with_word_before(word: str, text: str) -> str:
    """Return a letter or two with the word that they stand behind: "y" says nothing where "model y" was asked for."""
    if len(word) > _LETTERS:
        return word
    match = re.search(rf"(\w+)[ -]{re.escape(word)}(?!\w)", text)
    return match.group() if match and match[1].lower() not in stop_words() else word


def _told_of(names: tuple[str, ...], near: Candidate, case: Case) -> bool:
    """Say whether the articles measure the same of those whom the nearest figure is not of, or name them beside it."""
    beside = case.corpus.text(near.figure.document, near.figure.sentence)
    if near.figure.row is None and {m.name for m in case.corpus.lexicon.mentions(beside)} & set(names):
        return True
    alike = [c for c in case.anything if c.figure is not near.figure and same_metric(c.figure, near.figure)]
    return any(f"name:{name}" not in c.lacks for c in alike for name in names)


def _lacking_names(case: Case, near: Candidate | None) -> tuple[str, ...]:
    if near is not None:
        return tuple(lack.removeprefix("name:") for lack in near.lacks if lack.startswith("name:"))
    return case.evidence[0].missing if case.evidence else ()


def _of(focus: Focus) -> str:
    return f" of {_listed(focus.names)}" if focus.names else ""


def _nearest(case: Case) -> Candidate | None:
    """Return the figure that misses the question by least: by its name, kind, unit or period, not by its words."""
    if case.question.expects not in _MEASURED and case.question.operation is None:
        return None
    window = [q for q in case.question.whole.quantities if q.dimension == "duration"]
    near = [c for c in case.anything if _is_near(c, case.question)]
    return max(near, key=lambda c: (_in_window(c.figure, window), -len(c.lacks), c.score), default=None)


def _is_near(candidate: Candidate, question: Question) -> bool:
    if not {"words", "anchor", UNLIKE}.isdisjoint(candidate.lacks) or candidate.words < _NEAR_WORDS:
        return False
    other_kind = "kind" in candidate.lacks and (question.kind is not None or question.noun is None)
    return touches(candidate.figure, question.whole) or other_kind


def _in_window(figure: Figure, asked: list[Quantity]) -> bool:
    """Say whether the figure came about within the time that the question names."""
    within = figure.within
    return within is not None and any((q.low, q.unit) == (within.low, within.unit) for q in asked)


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
