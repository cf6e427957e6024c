"""Who somebody is, and how old: what the sentences that name them say beside the name."""

from __future__ import annotations

import re

from assistant.replies.case import Case, quoting
from assistant.replies.figure import reply as state
from assistant.types import Draft, Evidence
from assistant.words import fold, tokens, vocabulary
from documents.figures.vocabulary import words

_ASKS = re.compile(r"^\W*(?:and |so |but )?(?:who(?:'s| is| was|s)|tell me who) (?!(?:the|an?|in|on|at|behind)\b)")
_SAYS_AGE = re.compile(r"\b(?:old|age|aged|years of age)\b")
_MADE = re.compile(
    r"\b(?:built|founded|laid|opened|established|created|launched|completed|born|set up|started|erected"
    r"|dates? (?:from|to)) (?:[\w'-]+ ){0,4}?(?:in|back to|from)? ?(?P<year>1[0-9]{3}|20[0-9]{2})\b"
)
_AGES = (
    r"{name}(?: \([^)]*\))?, (?:now |then |who is |aged )?(?P<age>\d{{1,3}}),",
    r"{name} \((?P<age>\d{{1,3}})\)",
    r"(?P<age>\d{{1,3}})-year-old (?:[\w-]+ ){{0,4}}{name}",
    r"{name},? (?:is|was|turned|turns) (?:now )?(?P<age>\d{{1,3}})(?: years old)?(?=[,.;]| and\b| when\b)",
    r"{name},? aged (?P<age>\d{{1,3}})\b",
)


def told(case: Case) -> Draft | None:
    """Return the sentence that says who the named one is: "Ida Fenn, 58, is the chief inspector of ..."."""
    names = case.question.whole.names
    if len(names) != 1 or not _ASKS.match(fold(case.question.standalone)) or case.question.whole.terms:
        return None
    scored: list[tuple[float, Evidence]] = []
    for found in case.evidence:
        if not found.missing and (value := _introduces(case.text(found), names[0])):
            scored.append((value, found))
    return quoting(case, max(scored, key=lambda s: (s[0], -s[1].sentence))[1]) if scored else None


def _introduces(text: str, name: str) -> float:
    """Return 2 where a sentence says that the name is somebody in a role, less where it stands beside one, else 0."""
    called = _called(name)
    outright = re.search(rf"{called}(?:, \d{{1,3}},)? (?:is|was|has been) (?:an?|the|its|our|[\w-]+'s) ([^,.;]+)", text)
    if outright is not None and _human(outright.group(1)):
        return 2.0
    beside = re.search(rf"{called}, (?:an?|the|its|their|our|his|her|who|[\w-]+'s|head|chief) ?([^,.;]*)", text)
    before = re.search(rf"((?:[\w'-]+ ){{1,5}}),?{called}", text)
    if beside is not None and (_human(beside.group()) or " who " in f" {beside.group()} "):
        return 1.5
    set_before = re.search(
        rf"\b(?i:the|its|their|an?|his|her|our)\b ((?:[\w'-]+ ){{0,4}}[\w'-]+), {called}(?=[,.;])", text
    )
    if set_before is not None and _human(set_before.group(1)):
        return 1.5  # "the harbour master, Ida Fenn, told reporters"
    if before is None or not _human(before.group(1)):
        return 0.0
    return 0.5 if before.group(1).split()[-1].lower() in _TITLES else 1.0  # "Mr Fenn said": no more than his title


_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx"))


def _called(name: str) -> str:
    last = name.split()[-1]
    return rf"\b(?:{re.escape(name)}|{re.escape(last)})\b" if last[:1].isupper() else rf"\b{re.escape(name)}\b"


def _human(phrase: str) -> bool:
    known = words("human", name="names") | words("titles", name="names") | words("roles", "company", name="names")
    known |= frozenset(vocabulary("replies")["leading"]["nouns"])
    own = [fold(t.text) for t in tokens(phrase)]
    return any(
        w in known or (len(w) > 5 and w.endswith(("ist", "or", "ian", "eer", "er", "man", "woman"))) for w in own
    )


def aged(case: Case) -> Draft | None:
    """Return how old the named one is; not found where the articles give no age of them: a term is no age."""
    names = case.question.whole.names
    if not names:
        return None
    for found in case.evidence:
        if found.missing:
            continue
        for name in names:
            for pattern in _AGES:
                match = re.search(pattern.format(name=_called(name)), case.text(found))
                if match is not None:
                    return quoting(case, found, text=f"{match.group('age')}: {case.text(found)} {{0}}")
    return None


def old(case: Case) -> Draft | None:
    """Return the age of a thing: a figure whose own sentence speaks of age, else the year in which it came about."""
    for candidate in case.figures:
        figure = candidate.figure
        said = fold(case.corpus.text(figure.document, figure.sentence))
        if candidate.fits and _SAYS_AGE.search(said) and not case.question.whole.names:
            return state(case)
    for found in case.best(3):
        made = _MADE.search(case.text(found))
        if made is not None:
            return quoting(case, found, text=f"Since {made.group('year')}: {case.text(found)} {{0}}")
    return None
