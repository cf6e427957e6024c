"""What the one asked for in a "who" question does or is: "chairs" in "who chairs the board?"."""

from __future__ import annotations

import re

from assistant.holds import holds
from assistant.lexicon import Lexicon
from assistant.types import Question
from assistant.words import Token, content, fold, phrasal_stems, same_idea, stem, stop_words, tokens, vocabulary
from documents.figures.verbs import ambiguous, base_of


def predicate(question: Question) -> frozenset[str]:
    """Return the stems that say what the one asked for does or is: "chair" in "who chairs the board?"."""
    folded = fold(question.standalone)
    opening = _WHO.search(folded)
    terms = frozenset(t.stem for t in question.whole.terms)
    if opening is None:
        return terms
    rest = [t for t in tokens(question.standalone) if t.start >= opening.end()]
    if opening.group("noun"):
        rest = rest[1:] if opening.group("copula") else rest
    if opening.group("copula") and rest and fold(rest[0].text) in ("the", "a", "an", "its", "their", "her", "his"):
        phrase = []
        for token in rest[1:]:
            if fold(token.text) in stop_words():
                break
            phrase.append(token.stem)
        return frozenset(phrase[-1:]) or terms
    if rest and fold(rest[0].text) in _MAKES:
        return frozenset(stem(word) for word in _MAKING)
    verb = rest[0] if rest and fold(rest[0].text) in vocabulary("words")["stop"]["verbs"] else None
    if verb is not None and fold(verb.text) not in vocabulary("replies")["auxiliary"]["words"]:
        return frozenset((verb.stem,))  # "took over": it carries no topic elsewhere
    first = next((t for t in rest if fold(t.text) not in stop_words()), None)
    return frozenset((first.stem,)) if first is not None and first.stem in terms else terms


def verbs_asked(question: Question) -> frozenset[str]:
    """Return the stems of the question's verbs, without those that are as often nouns."""
    own = content(question.standalone)
    means = phrasal_stems()
    return frozenset(
        t.stem for t in own if t.stem in means or ((base := base_of(fold(t.text))) is not None and not ambiguous(base))
    )


def done_to(question: Question) -> frozenset[str]:
    """Return the stems of the things that "who" does it to: "lamp" in "who supplies the lamps?"; empty else."""
    things = frozenset(t.stem for t in question.whole.terms if t.weight >= _THING) - predicate(question)
    return things if fold(question.standalone).startswith("who ") else frozenset()


def widened(asked: frozenset[str]) -> frozenset[str]:
    """Return the words of what somebody does with those that tell the same of people: who "runs" it, "wants" it."""
    told = vocabulary("replies")
    groups = [frozenset(map(stem, told[kind]["verbs"])) for kind in ("leading", "wishing")]
    return asked.union(*(group for group in groups if group & asked))


def may_tell_who(question: Question, text: str) -> bool:
    """Say whether a sentence holds a name, and the verb of the question not only where it is another one."""
    return not of_another_verb(question, text) and holds("person", question.standalone, text) > 0.0


def of_another_verb(question: Question, text: str) -> bool:
    """Say whether a sentence holds the verb of the question only where it is another one."""
    asked = predicate(question)
    held = [token for token in tokens(text) if token.stem in asked]
    return bool(held) and all(phrasal(question, text, token) for token in held)


_THING = 0.7  # weight of a word that tells a thing
_MAKES = ("make", "makes", "made", "manufactures", "manufactured")
_MAKING = ("makes", "supplies", "builds", "produces", "manufactures", "develops", "provides", "delivers")
_WHO = re.compile(
    r"\b(?:who(?:m|se)?|which|what)(?P<noun> (?:person|company|companies|bank|banks|analysts?|firms?|organi[sz]ations?"
    r"|agency|agencies|body|man|woman|institute|university))?(?P<copula>'s| is| was| are| were| has| had)?\b"
)
_ONE_OF_SEVERAL = re.compile(r"\b(?:one|another|each|every|some) $")
_PARTICLE = re.compile(r" (out|into|off|away|through|dry|short)\b")


def phrasal(question: Question, text: str, verb: Token) -> bool:
    """Say whether a verb is another one by the word behind it, or none: a contract that "runs out", "one manager"."""
    after = _PARTICLE.match(text, verb.end)
    another = after is not None and after[1] not in fold(question.standalone).split()
    office = fold(verb.text) in vocabulary("replies")["leading"]["nouns"]
    return another or (office and _ONE_OF_SEVERAL.search(fold(text[: verb.start])) is not None)


PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got) (?:not |also |first |later |\w+ly )?$")


def done_to_another(question: Question, before: str, lexicon: Lexicon) -> bool:
    """Say whether what stands before a verb puts it in the passive, and of another than the one asked of.

    "Brill was founded by Ida" does not tell who founded Acme.
    """
    passive = PASSIVE.search(fold(before))
    subject = before[: passive.start()].rstrip() if passive is not None else ""
    named = [m for m in lexicon.mentions(subject) if m.end == len(subject)]
    asked = question.whole.names
    return bool(asked and named) and not any(lexicon.related(named[-1].name, name) for name in asked)


def is_noun_phrase(phrase: str) -> bool:
    """Say whether words are a noun and what belongs to it: no verb in it, no small word at its end."""
    own = [fold(w) for w in phrase.split()]
    verbs = set(vocabulary("replies")["auxiliary"]["words"])
    part = len(own) == 2 and own[0] in ("its", "their") and own[1].endswith("ing")  # "its operating | margin"
    return not part and own[-1] not in stop_words() and not any(w in verbs or w.endswith("ed") for w in own)


def meets(stemmed: str, asked: frozenset[str]) -> bool:
    """Say whether a word is one of those asked for or means the same."""
    return stemmed in asked or any(same_idea(stemmed, a) for a in sorted(asked))


def asks_passive(question: Question) -> bool:
    """Say whether it is asked to whom it was done: "who was hired?"."""
    return _PASSIVE_ASKED.search(fold(question.standalone)) is not None


_PASSIVE_ASKED = re.compile(r"\bwho(?:m)? (?:else )?(?:is|are|was|were|has been|have been|had been|got|gets|will be)\b")
