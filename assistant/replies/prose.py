"""Answers that are sentences: the statement that fits and the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.agreement import TELLING
from assistant.holds import holds
from assistant.other_cases import tells_of_other
from assistant.ownership import whose
from assistant.profile import Profile, ProfileBuilder
from assistant.replies.asked_why import answers_another, asked_in_article
from assistant.replies.attributed import of_another, with_speaker
from assistant.replies.case import CLOSE, ENOUGH, Case, quoting
from assistant.replies.cell import of_another_row, of_sentence
from assistant.replies.deed import of_another_deed
from assistant.replies.enumeration import announced
from assistant.replies.headed import under_question
from assistant.replies.listed import led_by
from assistant.replies.put_off import view_behind
from assistant.types import Draft, Evidence
from assistant.words import WordSet, fold, same_idea, stem, stems, vocabulary
from documents.figures.vocabulary import words

# What a causal word adds to a sentence's score when a reason is wanted.
_STRONG, _WEAK = 0.14, 0.07
_GIVEN = 0.1  # a sentence on the topic that itself gives the reason outranks one that does not
# A cause stands in the same paragraph, at most this many sentences away; its words count less than that it is a cause.
_REACH = 4
_PULL = 0.4
_SAME_QUESTION = 0.6  # share of the reader's words in the interviewer's question
_OWN_WORDS = 0.45  # a sentence that meets more of them itself stands for itself
_OPENING = 3  # sentences of an answer
_SENTENCES = 3  # of a summary
_APART, _SOME = 0.3, 0.3  # below the best one's score, and of the words: what a sentence of a summary may lack
_LOOK = 12  # sentences among which one is looked for that goes on about what the one before it names
_BOTH = 0.6  # of the question's words, what two such sentences must hold together
_POINTS_BACK = re.compile(r"\b(?:it|its|they|them|their|this|that|these|those|he|she|his|her|him)\b")
_ADDS = 0.1  # of the question's words, what a second sentence must add to the first to stand beside it
_TELLING = 0.4  # weight of a word that says what a question is about
_BESIDE = 2  # sentences to a second cause


def statement(case: Case) -> Draft | None:
    """Return the sentence that says what is asked, with a second one where it fits as well."""
    best = tuple(e for e in case.best(3) if not of_another_row(case, e))[:2]
    if not best or case.unspoken_time is not None:  # "what will it do in 2040?", where no 2040 occurs
        return None
    question = case.question
    if _of_one_alone(case, best) or tells_of_other(question, best[0].document, best[0].sentence, case.corpus):
        return None
    if _of_others(case, best[0]):
        return None
    if question.expects == "measure":
        measured = holds("measure", question.standalone, case.text(best[0]))
        if not measured or (question.operation is None and case.read_as_beside(best[0])):
            return None  # "the prize is just as large" tells nothing of how large the plant is
    cell = of_sentence(case, best[0])
    if cell is not None:
        return cell
    led = led_by(case, best[0])
    if led is not None:
        return led
    answered = case.answered_by(best[0]) or _in_answer(case, best[0]) or _after_question(case, best[0])
    if answered:
        return quoting(case, *answered)
    view = view_behind(case, best[0])
    if view:
        return quoting(case, *view)
    told = announced(case, best[0]) if len(case.text(best[0]).split()) <= _ANNOUNCES else []
    if told:
        return quoting(case, best[0], *told)
    before = case.near(best[0], -1)
    if before is not None and _POINTED.match(fold(case.text(best[0]))) and _same_block(case, before, best[0]):
        return quoting(case, before, best[0])
    if len(best) == 2 and best[0].score - best[1].score < 0.03 and _adds(case, *best):
        return quoting(case, *sorted(best, key=lambda e: e.sentence))
    return quoting(case, best[0])


def _of_others(case: Case, found: Evidence) -> bool:
    """Say whether a number is asked of somebody, and a sentence on "the company" tells only those of another one."""
    names, lexicon = case.question.whole.names, case.corpus.lexicon
    figures = case.corpus.by_sentence.get((found.document, found.sentence), ())
    called = _CALLED.match(case.text(found))
    firm = called is not None and called[1] in words("roles", "company", name="names") | words("firms", name="names")
    if not names or not figures or not firm or case.question.expects not in _MEASURED:
        return False
    told = {mention.name for mention in lexicon.mentions(case.text(found))}
    owners = [case.corpus.once(whose, figure).listed for figure in figures]
    told = told.union(*owners)
    return all(owners) and not any(lexicon.related(name, other) for name in names for other in told)


_CALLED = re.compile(r"(?:The|This) ([a-z]+)\b")
_MEASURED = ("measure", "count", "money", "share")


def _of_one_alone(case: Case, best: Sequence[Evidence]) -> bool:
    """Say whether two are compared by nothing but a word like "faster", and the sentences name one of them at most."""
    names = {name for focus in case.question.foci for name in focus.names}
    if case.question.operation != "compare" or len(names) < 2:
        return False
    if any(term.weight >= TELLING for term in case.question.whole.terms):
        return False
    named = {mention.name for found in best for mention in case.corpus.lexicon.mentions(case.text(found))}
    return len(names & named) < 2


def _adds(case: Case, first: Evidence, second: Evidence) -> bool:
    """Say whether a second sentence of the same article holds words of the question that the first lacks."""
    terms = case.question.whole.terms
    own, other = set(stems(case.text(first))), set(stems(case.text(second)))
    held = sum(t.weight for t in terms if t.stem in own)
    gained = sum(t.weight for t in terms if t.stem in other - own)
    return first.document == second.document and gained >= _ADDS * (held + gained) and gained > 0


_HEAD = re.compile(
    r"^(?:and |so |but )?(?:what|which) ([a-z]{4,}) (?:do|does|did|is|are|was|were|has|have|had|can|will|would)\b"
)


def of_noun(case: Case) -> Draft | None:
    """Return a sentence where "what advice does she give" names something that the best figure does not measure."""
    head = _HEAD.search(fold(case.question.standalone))
    best = next((c.figure for c in case.figures if c.fits), None)
    if head is None or best is None or not case.question.whole.terms:
        return None
    noun = stem(head.group(1))
    texts = (best.metric, best.row or "", best.kind or "", best.quantity.surface, best.quantity.unit)
    own = {s for text in texts for s in stems(text.replace("_", " "))}
    if noun not in {t.stem for t in case.question.whole.terms if t.weight >= _TELLING} or noun in own:
        return None
    return None if any(same_idea(noun, s) for s in own) else statement(case)


_ANNOUNCES = 12  # words of a sentence that announces others: "The company did four things differently."
_POINTED = re.compile(r"(?:it|this|that|they|these|he|she) ")


def _same_block(case: Case, left: Evidence, right: Evidence) -> bool:
    return case.sentence(left).block == case.sentence(right).block


def _after_question(case: Case, found: Evidence) -> tuple[Evidence, ...]:
    """Return what follows where the author asks the reader's question and answers it."""
    if not case.text(found).rstrip("\"'”’) ").endswith("?"):
        return ()
    after = case.near(found, 1)
    return () if after is None or case.sentence(after).block != case.sentence(found).block else (after,)


def _in_answer(case: Case, found: Evidence) -> tuple[Evidence, ...]:
    """Return the first sentences of an answer where the interviewer's question, not the sentence, is the reader's."""
    turn = case.turn_of(found)
    if turn is None or turn.coverage < _SAME_QUESTION:
        return ()
    own = Profile(dict.fromkeys(stems(case.text(found)), 1.0), {}, {})
    terms = case.question.whole.terms
    return () if own.coverage(terms) > _OWN_WORDS else case.answered_by(turn, _OPENING)


def summary(case: Case) -> Draft | None:
    """Return the best few sentences on a topic, in the order of the article."""
    pool = [e for e in case.evidence[:20] if not e.missing and not case.asks(e)]
    pool = [e for e in pool if e.coverage >= _SOME and not case.text(e).rstrip().endswith("?")]
    if not pool or pool[0].coverage < ENOUGH:
        return statement(case)
    chosen = [e for e in pool if e.score >= pool[0].score - _APART][:_SENTENCES]
    for offset in (1, 2):
        follows = case.near(chosen[0], offset)
        if len(chosen) < _SENTENCES and follows is not None and follows not in chosen:
            chosen.append(follows)
    return quoting(case, *sorted(chosen, key=lambda e: (e.document, e.sentence)))


def reason(case: Case) -> Draft | None:
    """Return the sentences that give the cause, None where they tell of another deed than the one asked of."""
    same = asked_in_article(case)
    if same:
        return quoting(case, *same)
    told = _reason(case)
    return None if told is None or of_another_deed(case, told) else told


def _reason(case: Case) -> Draft | None:
    """Return the sentence on the topic and those beside it that give the cause, in the order of the article."""
    headed = under_question(case)
    if headed:
        return quoting(case, *headed)
    pool = [e for e in case.evidence[:25] if not e.missing and not of_another(case, e)]
    pool = [e for e in pool if not answers_another(case, e)]
    continued = _continued(case, pool[:_LOOK])
    if continued is not None and pool[0].coverage < ENOUGH:
        return quoting(case, *continued)
    if not pool or pool[0].coverage < ENOUGH:
        return None
    near = [e for e in pool[:8] if e.coverage >= ENOUGH and e.score >= pool[0].score - CLOSE and not case.asks(e)]
    topic = max(
        near or pool[:1], key=lambda e: (e.score + (_GIVEN if _causal(case.text(e)) == _STRONG else 0.0), -e.sentence)
    )
    answered = case.answered_by(topic, _OPENING) or _in_answer(case, topic)
    if answered:
        return quoting(case, *(announced(case, answered[0]) or answered))
    if not _of_all(case, topic):
        return None  # what is said of the one gives no reason for what it did to the other
    told = _FOR.search(fold(case.question.standalone)) and _FOR_DOING.search(fold(case.text(topic)))
    if told or _causal(case.text(topic)) == _STRONG:
        return quoting(case, *with_speaker(case, topic))
    causes = _causes(case, topic)
    if not causes:
        return quoting(case, *with_speaker(case, topic))
    return quoting(case, *_joined(case, topic, causes))


def _of_all(case: Case, topic: Evidence) -> bool:
    """Say whether a sentence and the one before it name all whom a question on several names."""
    names = case.question.whole.names
    if len(names) < 2:
        return True
    beside = [case.text(e) for offset in (-1, 0) if (e := case.near(topic, offset)) is not None]
    named = {m.name for text in beside for m in case.corpus.lexicon.mentions(text)}
    return all(name in named or any(case.corpus.lexicon.related(name, other) for other in named) for name in names)


_FOR, _FOR_DOING = re.compile(r" for\W*$"), re.compile(r"\bfor (?:not |having )?\w+(?:ing|ed)\b")


def _continued(case: Case, pool: list[Evidence]) -> tuple[Evidence, ...] | None:
    """Return a sentence that gives a cause and the one before it where the two hold the question's words together.

    Example: "A cable holds 9,400 wires." "No one can see them, because they are wrapped in lead."
    """
    terms = case.question.whole.terms
    for found in pool:
        before = case.near(found, -1)
        text = case.text(found)
        if before is None or _causal(text) != _STRONG or not _POINTS_BACK.search(fold(text)) or case.asks(found):
            continue
        own = WordSet.of(stems(text))
        both = ProfileBuilder(case.corpus.lexicon).add(case.text(before), 1.0).add(text, 1.0).done()
        if both.coverage(terms) >= _BOTH and any(own.meets(t.stem) for t in terms):
            return (before, found)
    return None


def _causes(case: Case, topic: Evidence) -> list[Evidence]:
    """Return the sentence near the topic that reads most as its cause, and one on the other side that does so too."""
    beside = [e for offset in range(-_REACH, _REACH + 1) if offset and (e := case.near(topic, offset)) is not None]
    beside = [e for e in beside if not case.asks(e) and not of_another(case, e)]
    own = [e for e in beside if case.sentence(e).block == case.sentence(topic).block]
    if not own:  # a list item, or a paragraph of one sentence: the cause stands elsewhere in the section
        own = [e for e in beside if not e.missing]
    lifted = [(round(_PULL * e.score + _causal(case.text(e)), 9), -abs(e.sentence - topic.sentence), e) for e in own]
    if not lifted:
        return []
    first = max(lifted, key=lambda entry: entry[:2])
    other = [x for x in lifted if (x[2].sentence - topic.sentence) * (first[2].sentence - topic.sentence) < 0]
    second = max((x for x in other if _causal(case.text(x[2]))), key=lambda entry: entry[:2], default=None)
    sure = _causal(case.text(first[2])) == _STRONG
    return [first[2]] if sure or second is None or second[1] < -_BESIDE else [first[2], second[2]]


def _joined(case: Case, topic: Evidence, causes: list[Evidence]) -> list[Evidence]:
    """Return the sentences in order, with one that stands alone between two of them."""
    found = sorted((topic, *causes), key=lambda e: e.sentence)
    if len(found) == 2 and found[1].sentence - found[0].sentence == 2:
        between = case.near(found[0], 1)
        found = [found[0], between, found[1]] if between is not None else found
    return found


def _causal(text: str) -> float:
    folded = f" {fold(text)} "
    if any(f" {cue} " in folded for cue in vocabulary("replies")["cause"]["strong"]):
        return _STRONG
    return _WEAK if any(f" {cue} " in folded for cue in vocabulary("replies")["cause"]["weak"]) else 0.0
