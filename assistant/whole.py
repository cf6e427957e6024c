"""The sentence that most likely answers, quoted whole where nothing shorter can be cut out of it.

What is put forward otherwise is a figure, a name or a clause. Where none is found, the sentence may still say what is
asked in words that no rule reads: "When did the convention meet?" of "the convention of 1989 led to ...". It is quoted
where the probability that it answers is high enough for what is asked; else the question is refused.
"""

from __future__ import annotations

from assistant.answerable import off_topic, others_figure
from assistant.confidence import Likely
from assistant.expectation import dimensions
from assistant.holds import holds, named_place
from assistant.offices import field, has_office
from assistant.other_cases import tells_of_other
from assistant.replies.attribute import unmet
from assistant.replies.attributed import of_another
from assistant.replies.case import Case, quoting
from assistant.replies.cell import only_counts
from assistant.replies.deed import of_another_deed
from assistant.replies.predicate import of_another_verb
from assistant.replies.when_where import asks_seat, asks_to_come, may_come
from assistant.types import Draft, Evidence, Question
from assistant.words import fold

# Bars of the probability that the sentence answers, set so that of the questions of our own sets that have to be
# refused hardly one more is answered, and of those that squad2 answers as many as that leaves.
_LIKELY = 0.5
_LIKELY_READ = 0.55  # where the cross-encoder has read it, whose sign makes most probabilities greater
_UNSAID_AT_ALL, _CLEARLY = 0.85, 1.5  # of what it hardly has a word, only clear log-odds of the cross-encoder tell
_OF_KIND = 0.3  # a time, place or name that the question does not say is a sign of its own
_NOT_OF_KIND = 0.66  # where it is asked for and not seen in the sentence; of a time or place, never
_FIGURE = 0.6  # a figure of something else is the worst answer
_ALIKE = 0.5  # cosine of sentence and question for what is asked by its kind
_MEASURED_ALIKE = 0.6
_UNNAMED = 0.15  # of its names: one that the heading or the sentence before has is nearly met
_LACKING = 0.3  # share of the question's words that a sentence with a figure may lack: more, and it is another metric
_UNSAID = 0.65  # share of the question's words that a sentence may lack which is to tell who
_ON_TOPIC = 0.8
_MET = 0.6  # share of the question's weighted words
_SCORE = 0.6  # of the evidence

_TOLD = ("date", "place", "person", "quotation")
_MEASURED = ("count", "money", "measure", "share", "duration", "points", "factor", "speed", "age")
_NEVER = ("yes_no", "instruction")  # a yes or no is not left to the reader


def quoted_whole(case: Case) -> Draft | None:
    """Return the likeliest sentence as the answer, None where it is not likely enough."""
    question, likely = case.question, case.likely
    if likely is None or case.on_topic < _ON_TOPIC or question.unknown or case.unspoken_time is not None:
        return None
    if question.operation is not None and question.expects not in _TOLD:
        return None  # where the lowest point lies is no calculation
    if question.expects == "reason" and len(question.whole.names) > 1:
        return None  # why one did something to another is told by a sentence on both, or not at all
    if question.expects in _NEVER or off_topic(question) or others_figure(case):
        return None
    best = case.evidence[0]
    if _quotable(case, best) and _says_it(case, best) and not unmet(case, quoting(case, best)):
        return quoting(case, best)
    told = quoting(case, likely.found) if _quotable(case, likely.found) and _enough(case, question, likely) else None
    return None if told is None or unmet(case, told) or _of_another_deed(case, told) else told


def _of_another_deed(case: Case, told: Draft) -> bool:
    return case.question.expects == "reason" and of_another_deed(case, told)


def _quotable(case: Case, found: Evidence) -> bool:
    text = case.text(found)
    asks = text.rstrip("\"'”’) ").endswith("?")
    office = field(case.question.standalone)
    held = office is None or has_office(text, office)
    held = held and not of_another(case, found) and not only_counts(case, found)
    held = held and not tells_of_other(case.question, found.document, found.sentence, case.corpus)
    held = held and not (case.question.expects == "person" and of_another_verb(case.question, text))
    if asks_to_come(case.question) and not may_come(text, case.corpus.lexicon.day):
        return False
    return held and not found.missing and not case.of_other_time(found) and not asks and not _turned_down(case, found)


def _turned_down(case: Case, found: Evidence) -> bool:
    """Say whether all figures of a sentence that could be asked for are of another thing, part, name or time.

    Where none of them may be told on its own, the sentence around them does not answer either.
    """
    wanted = dimensions(case.question)
    if not wanted:
        return False
    here = [c for c in case.anything if (c.figure.document, c.figure.sentence) == (found.document, found.sentence)]
    able = [c for c in here if c.figure.quantity.dimension in wanted]
    told = {"period", "part", "row"} if case.question.expects == "money" else {"period"}  # "146 of them" may be all
    return bool(able) and all(any(lack in told or lack.startswith("name:") for lack in c.lacks) for c in able)


def _says_it(case: Case, found: Evidence) -> bool:
    """Say whether a sentence has what is asked in the question's own words; of a number, that would not be enough."""
    expects = case.question.expects
    if expects in _MEASURED and expects != "duration":
        return False
    met = found.coverage >= _MET and found.score >= _SCORE
    return met and holds(expects, case.question.standalone, case.text(found)) > 0.0


def _enough(case: Case, question: Question, likely: Likely) -> bool:
    """Say whether the sentence is likely enough to answer, by the kind of answer."""
    expects = question.expects
    signs, probability = likely.signals, likely.probability
    bare = expects == "place" and not question.whole.terms
    comes = all(" from " in f" {fold(text)} " for text in (question.standalone.rstrip("?! "), case.text(likely.found)))
    if bare and not comes and not named_place(question.standalone, case.text(likely.found)):
        return False  # what is said of Acme does not tell where it is
    if expects in _MEASURED:
        alike = signs.likeness >= _MEASURED_ALIKE and signs.unsaid <= _LACKING and signs.unnamed <= _UNNAMED
        return alike and signs.of_kind > 0.0 and probability >= _FIGURE
    if signs.of_kind == 0.0:
        if expects in ("date", "place"):
            return False  # a sentence without any time does not tell when, without any place not where
        return probability >= _NOT_OF_KIND
    if (expects == "person" or asks_seat(question)) and signs.unsaid > _UNSAID:
        return False  # "who tried to buy it?" of the year in which it opened: a name is in every other sentence
    told = expects in _TOLD and signs.likeness >= _ALIKE
    if signs.read is not None and signs.unsaid > _UNSAID_AT_ALL and signs.read < _CLEARLY:
        return False
    likely_enough = _LIKELY if signs.read is None else _LIKELY_READ
    return probability >= (_OF_KIND if told else likely_enough)
