"""Answers that are a person or a body: the name first, with what the article says they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.display import capital
from assistant.lexicon import Mention
from assistant.offices import field, has_office
from assistant.people import in_place, leads, people, referent, role, runs
from assistant.replies.case import ENOUGH, Case, its, quoting
from assistant.replies.handed_over import asks_before, gave_over, of_another_time, presides
from assistant.replies.headed import under_question
from assistant.replies.joined import titled, together
from assistant.replies.objects import of_wish, speaks_of
from assistant.replies.predicate import (
    PASSIVE,
    asks_passive,
    done_to,
    done_to_another,
    is_noun_phrase,
    may_tell_who,
    meets,
    phrasal,
    predicate,
    widened,
)
from assistant.replies.said import of_figure, speaker_of
from assistant.side_by_side import of_another_clause
from assistant.superlatives import of_another, of_utmost
from assistant.types import Draft, Evidence
from assistant.voices import interviewee
from assistant.words import Token, fold, is_english, stem, stems, tokens, vocabulary
from documents.figures.vocabulary import words

# A name this many words or more away from the question's words is not what they are about.
_NEAR = 12
# What tells that a name is the one asked for, beside how well its sentence fits.
_AGENT, _SUBJECT, _ROLE, _POINTED, _BESIDE = 0.3, 0.26, 0.36, 0.22, 0.08
_UNSAID = 0.5  # share of the question's words that the likeliest sentence may lack for it to be quoted
_ELSEWHERE = 0.2  # "its chair", after a sentence on another house than the one asked of
_TELLING = 0.4  # weight of a word that says what a question is about
_SPEAKING = 0.1  # less sure than "she": "we" may mean anybody
_AS_WELL = 0.12  # others of a paragraph whose score is this near do it, too: "the family holds ..., the staff ..."
_PERSON, _PLACE, _ITS = 0.1, -0.2, 0.3  # "its chief", after a sentence on the one asked of
_POOL = 15  # sentences in which the one asked for is looked for
_LEAST = 0.62  # score without which a name is a guess
_ROLE_BEFORE = re.compile(r"\b(?:[Ii]ts|[Tt]heir|[Tt]he) ((?:[\w-]+ ){0,3}[\w-]+), $")
_HOME = re.compile(r", (?:an?|the) (?:[\w-]+ ){1,3}(?:from|based in) $")
_BODY = re.compile(r"\b(?:which|what) (?:compan|bank|firm|organi[sz]ation|agenc|body|bodies|institut)")


@dataclass(frozen=True, slots=True)
class _Hit:
    score: float
    found: Evidence
    name: str  # canonical
    shown: str
    fit: float = 0.0
    beside: Evidence | None = None  # the sentence that names whom a pronoun means


def person(case: Case) -> Draft | None:
    """Return who it is: the speaker of a figure or of quoted words, else the name that fits the question's words."""
    speaker = speaker_of(case) or of_figure(case)
    if speaker is not None:
        return speaker
    headed = under_question(case)
    if headed:
        return quoting(case, *headed)
    hits = sorted(_hits(case), key=lambda h: (-round(h.score, 9), h.found.document, h.found.sentence))
    if (office := field(case.question.standalone)) is not None:  # whoever runs the whole is not the head of finance
        hits = [hit for hit in hits if has_office(case.text(hit.found), office)]
    if hits and hits[0].score >= _LEAST:
        return _several(case, hits) or _named(case, hits[0])
    bare = not case.question.whole.terms  # "who is Ida?" has the name itself
    best = [e for e in case.best(2) if bare or (may_tell_who(case.question, case.text(e)) and of_wish(case, e))]
    if office is not None or not best or case.likely is None or case.likely.signals.unsaid > _UNSAID:
        return None  # "who paints the cars?", where nothing is painted or nobody named
    return quoting(case, *sorted(best, key=lambda e: e.sentence))


def _several(case: Case, hits: list[_Hit]) -> Draft | None:
    """Return all who do it where a paragraph tells of several: "the family holds 61%, the staff hold 24%"."""
    first = hits[0]
    if first.name or first.fit < _SUBJECT or first.beside is not None:
        return None
    block = case.sentence(first.found).block
    close = [
        h for h in hits
        if h.score >= first.score - 2 * _AS_WELL and h.fit >= _SUBJECT / 2 and h.found.document == first.found.document
        and case.sentence(h.found).block == block
    ]  # fmt: skip
    shown = dict.fromkeys(h.shown for h in sorted(close, key=lambda h: h.found.sentence))
    if len(shown) < 2:
        return None
    found = list(dict.fromkeys(h.found for h in sorted(close, key=lambda h: h.found.sentence)))
    return quoting(case, *found)


def _named(case: Case, hit: _Hit) -> Draft:
    if not hit.name:
        return quoting(case, hit.found, text=f"{hit.shown} {{0}}; the article does not name them.")
    if hit.beside is not None:
        return quoting(case, hit.found, hit.beside, text=f"{hit.shown} {{0}}{{1}}.")
    return quoting(case, hit.found, text=f"{hit.shown} {{0}}.")


def _hits(case: Case) -> Iterator[_Hit]:
    """Yield the names and phrases that may be the one asked for, with how well each fits."""
    asked, asking = predicate(case.question), fold(case.question.standalone)
    leading = bool(asked & {stem(w) for w in vocabulary("replies")["leading"]["verbs"]})
    asked, former = widened(asked), leading and asks_before(case.question)
    extreme, lexicon, names = case.question.operation == "extreme", case.corpus.lexicon, case.question.whole.names
    objects = frozenset(t.stem for t in case.question.whole.terms) - asked
    thing = done_to(case.question) - asked
    pool = [e for e in case.evidence[:_POOL] if not e.missing]
    if leading:  # "who runs it?" is answered by a role, whatever the verb
        pool += [e for e in case.evidence[_POOL:] if not e.missing and leads(case.text(e))]
        pool += [e for e in case.evidence[: 3 * _POOL] if e.missing and leads(case.text(e)) and its(case, e)]
    for found in pool:
        text = case.text(found)
        if thing and not leading and not speaks_of(case, found, thing):
            continue  # who supplies the chips is not who supplies the lamps
        if text.rstrip().endswith("?") or (extreme and not of_utmost(asking, text, len(text))):
            continue
        known = people(case.corpus, found.document)
        named = case.corpus.lexicon.mentions(text)
        for mention in named:
            shown = text[mention.start : mention.end]
            home = _HOME.search(fold(text[: mention.start])) is not None  # "Acme, a carrier from Hull"
            if mention.name in case.question.whole.names or _of_question(case, mention) or shown.islower() or home:
                continue
            if leading and of_another_time(case.question, text, mention, named):
                continue
            if not of_utmost(asking, text, mention.end) or (extreme and of_another(lexicon, text, names)):
                continue
            told = role(case.corpus, text, mention)
            fit = _relation(case, text, mention, told, asked, leading)
            fit = max(fit, _ROLE) if former and gave_over(text, mention) else fit
            if fit > 0:
                fit -= _ELSEWHERE if of_another_clause(text, mention.start, objects) else 0.0
                fit -= _ELSEWHERE if told is not None and _of_another(case, found, told) else 0.0
                kind = _kind(case, mention, mention.name in known, text)
                kind += _ITS if found.missing else 0.0
                yield _Hit(
                    found.score + fit + kind, found, mention.name, together(case, text, mention, told, asked), fit
                )
        yield from _phrases(case, found, text, asked)
        yield from _pointed(case, found, text, asked)


def _relation(case: Case, text: str, mention: Mention, told: str | None, asked: frozenset[str], leading: bool) -> float:
    """Return how a name stands to the question's words: it does it, or it is called so."""
    fits = [0.0]
    objects = frozenset(t.stem for t in case.question.whole.terms) - asked
    office = told or ""
    if not _of_asked(office, case, objects):  # "the writer who chaired the panel" runs no company
        office = office.partition(" who ")[0]
    held = leading and leads(office)
    if told is not None and (held or asked & set(stems(office))) and not presides(case.question, office):
        fits.append(_ROLE if not leading or runs(told) else _ROLE - _BESIDE)
    if leading and (before := _ROLE_BEFORE.search(text[: mention.start])) and leads(before.group(1)):
        fits.append(_ROLE)  # "its chief executive, Ida Fennick"
    for word in tokens(text):
        if meets(word.stem, asked) and fold(word.text) != "own" and not phrasal(case.question, text, word):
            fits.append(_stands(text, word, mention, case, objects))
        elif word.stem in objects and re.fullmatch(r" (?:from|by)(?: both)? ", text[word.end : mention.start]):
            fits.append(_AGENT)  # "chips from Acme", the verb told of something else before it
    return max(fits)


def _of_another(case: Case, found: Evidence, told: str) -> bool:
    """Say whether "its manager" stands after a sentence that speaks of nothing that the question names."""
    if not re.match(r"(?:its|their)\b", fold(told)) or not found.sentence:
        return False
    things = {t.stem for t in case.question.whole.terms if t.weight >= _TELLING} - predicate(case.question)
    return bool(things) and not things & set(stems(case.corpus.text(found.document, found.sentence - 1)))


def _stands(text: str, word: Token, mention: Mention, case: Case, objects: frozenset[str]) -> float:
    """Return what a name gains by its place about one word of the question."""
    after = mention.start >= word.end
    between = text[word.end : mention.start] if after else text[mention.end : word.start]
    if len(between.split()) > _NEAR or "; " in between:
        return 0.0
    plain = re.sub(r"\([^()]*\)|, [^,]{3,80},", " ", between)
    others = [m for m in case.corpus.lexicon.mentions(plain) if m.name != mention.name and not in_place(plain, m)]
    if after:
        if done_to_another(case.question, text[: word.start], case.corpus.lexicon):
            return 0.0
        if re.fullmatch(r"(?: of [^,]{2,60})?, (?:the |an? |its )?(?:[\w'-]+ ){0,4}", between) and not others:
            return _ROLE  # "the sponsor of the race, the insurer Acme"
        agent = re.search(r"\b(?:by|from|belongs? to) (?:[\w'-]+,? ){0,6}$", between)
        if agent and objects & set(stems(text)) and not objects & set(stems(between)):
            return _BESIDE  # it is something else that comes from there
        return _AGENT if agent and not others else (_BESIDE if len(between.split()) <= 3 and not others else 0.0)
    if PASSIVE.search(fold(plain)) and not fold(word.text).endswith("ing") and not asks_passive(case.question):
        return 0.0  # "the mill was founded": it did not found itself
    if _WHO_DID.search(fold(between)) and not _of_asked(text[word.end :], case, objects):
        return 0.0  # "Ida Fenn, who had run a pub", where it is asked who runs Acme
    if others or re.search(r"\b(?:the|a|an|its|their) [\w-]+ $", fold(plain)):
        return _BESIDE  # somebody else stands nearer: "Ida left when the trustees chose Abel"
    return _SUBJECT * (1.0 - 0.05 * len(plain.split()))


_WHO_DID = re.compile(r"\bwho (?:\w+ ){0,2}$")


def _of_asked(after: str, case: Case, objects: frozenset[str]) -> bool:
    asked = objects | {s for name in case.question.whole.names for s in stems(name)}
    return any(meets(stemmed, asked) for stemmed in stems(re.split(r"[,.;]", after, maxsplit=1)[0]))


_SUBJECT_PHRASE = re.compile(
    r"(?:^|[,;:] |\d |\b(?:when|while|because|since|as|that|and|but|after|until|before) )"
    r"((?:the|an?|its|their|our|my|one|two|some|several) (?:[\w'-]+ ){0,4}?[\w'-]+)"
    r" (?:has |had |have |will |also |still |\w+ly ){0,2}$",
    re.IGNORECASE,
)
_AGENT_PHRASE = re.compile(r" (?:\w+ ){0,3}?by ((?:an?|the) [a-z][\w' -]{3,80}?)(?=[,.;:)]|$)")


def _phrases(case: Case, found: Evidence, text: str, asked: frozenset[str]) -> Iterator[_Hit]:
    """Yield who acts without a name: "the trustees appointed", "published by a national agency"."""
    for word in tokens(text):
        if not meets(word.stem, asked) or phrasal(case.question, text, word):
            continue
        subject = _SUBJECT_PHRASE.search(text[: word.start])
        phrase = (agent := _AGENT_PHRASE.match(text[word.end :])) or subject
        if agent is None and subject is not None and not is_noun_phrase(subject.group(1)):
            continue  # "the mill was founded": whoever did it comes after
        head = stems(phrase.group(1))[-1:] if phrase is not None else ()
        if (
            phrase is None
            or set(head) & {t.stem for t in case.question.whole.terms}
            or case.corpus.lexicon.mentions(phrase.group(1))
        ):
            continue
        human = bool({fold(w) for w in phrase.group(1).split()} & words("roles", "company", name="names"))
        weight = _AGENT if agent is not None else _SUBJECT if human or phrase.group(1).endswith("s") else _BESIDE * 2
        yield _Hit(found.score + weight, found, "", capital(phrase.group(1)), weight)


def _pointed(case: Case, found: Evidence, text: str, asked: frozenset[str]) -> Iterator[_Hit]:
    """Yield the person named before whom "she" or "the former pilot" means, where the sentence names nobody else."""
    known = people(case.corpus, found.document)
    own = [m.name for m in case.corpus.lexicon.mentions(text) if m.name in known]
    opening = re.match(r"\W*(?:in \w+ |then |now |today )?(he|she|i|we|the (?:[\w-]+ ){0,2}[\w-]+)\b", fold(text))
    if own or opening is None:
        return
    word = opening.group(1)
    fits = found.coverage >= ENOUGH or (not case.question.whole.terms and not found.missing)
    met = fits = fits and any(meets(s, asked) for s in stems(text))
    if word.startswith("the "):
        held = set(word.split())
        met = met and bool(held & (words("human", name="names") | {"accountant", "veteran"}))
        held_roles = any(w.endswith(("ant", "ist", "eer", "ian", "er", "or")) for w in held)
        met = met or (fits and held_roles and "former" in held)
    if not met:
        return
    who = referent(case.corpus, found.document, found.sentence, word)
    if word in ("i", "we"):
        who = interviewee(case.corpus, found.document) if _tells_all(case, found, text) else None
    if who is None or who[0] in case.question.whole.names:
        return
    beside = case.at(found.document, who[1])
    there = case.text(beside)
    mention = next(m for m in case.corpus.lexicon.mentions(there) if m.name == who[0])
    shown = titled(there, mention, role(case.corpus, there, mention))
    gain = _SPEAKING if word in ("i", "we") else _POINTED
    yield _Hit(found.score + gain + _PERSON, found, who[0], shown, gain, beside)


def _tells_all(case: Case, found: Evidence, text: str) -> bool:
    turn = case.turn_of(found)
    own = set(stems(text)) | set(stems(case.text(turn)) if turn is not None else ())
    return all(meets(t.stem, frozenset(own)) for t in case.question.whole.terms if t.weight >= _TELLING)


def _kind(case: Case, mention: Mention, is_person: bool, text: str) -> float:
    body = _BODY.search(fold(case.question.standalone))
    if is_person:
        return -_PERSON if body else _PERSON
    if len(mention.name.split()) == 1 and is_english(mention.name):
        return _PLACE  # "Saturdays", "Management": a word of the dictionary more often than somebody
    return _PLACE if in_place(text, mention) and not body else 0.0


def _of_question(case: Case, mention: Mention) -> bool:
    """Say whether a name is in the question under fewer words: "the Acme works" for Acme Wagon Works."""
    asked = set(stems(case.question.standalone))
    if case.question.expects == "person" and not _BODY.search(fold(case.question.standalone)):
        head = stems(mention.name)[-1:]
        if len(mention.name.split()) > 1 and head and head[0] in {t.stem for t in case.question.whole.terms}:
            return True  # "the Core Pump", where it is asked who makes the pumps
    rare = [w for w in mention.name.split() if not is_english(w) and not w.isdigit()]
    return bool(rare) and all(set(stems(w)) <= asked for w in rare)
