"""Answers that are a name, a date or a place, with the sentence that gives it."""

from __future__ import annotations

import re

from assistant.corpus import Corpus
from assistant.display import capital
from assistant.lexicon import Mention
from assistant.operands import ENOUGH_WORDS, Candidate
from assistant.replies.case import Case, quoting
from assistant.types import Draft, Evidence, Quote
from assistant.words import fold, same_idea, tokens, vocabulary
from documents.figures.periods import periods

# A name this many words or more away from the question's words is not what they are about.
_NEAR = 12
_QUOTED = re.compile(r'"([^"]{8,400})"')


def person(case: Case) -> Draft | None:
    """Return who it is: the speaker of a figure or quotation, else the name nearest to the question's words."""
    quoted = _QUOTED.search(case.question.standalone)
    if quoted:
        return _said(case, quoted.group(1))
    speaker = _speaker(case)
    if speaker is not None:
        return speaker
    best = case.best(3)
    for found in best:
        who = _agent(case, found) or _nearest_name(case, found)
        if who:
            unnamed = fold(who).startswith(("a ", "an "))
            return quoting(
                case, found, text=f"{who} {{0}}; the article does not name it." if unnamed else f"{who} {{0}}."
            )
    return quoting(case, best[0]) if best else None


def date(case: Case) -> Draft | None:
    """Return the sentence that dates what is asked; None where the sentences on it give no date."""
    for found in case.best(3):
        dated = periods(case.text(found))
        if dated:
            words = " ".join(dated[0][0].surface.split())
            return quoting(case, found, text=f"{capital(words)}: {case.text(found)} {{0}}")
    return None


def place(case: Case) -> Draft | None:
    """Return the sentence that places what is asked; None where none of them names a place."""
    asked = set(case.question.whole.names)
    for found in case.best(3):
        text = case.text(found)
        for mention in case.corpus.lexicon.mentions(text):
            before = fold(text[: mention.start]).rstrip().rsplit(" ", 1)[-1]
            if before in vocabulary("replies")["place"]["before"][:6] and mention.name not in asked:
                return quoting(case, found, text=f"{text[mention.start : mention.end]}: {text} {{0}}")
    return None


def _speaker(case: Case) -> Draft | None:
    """Return the speaker of the figure that the question quotes or describes."""
    for candidate in case.figures[:3]:
        figure = candidate.figure
        if figure.speaker and _described(candidate):
            return Draft("answered", f"{figure.speaker} {{0}}.", (Quote(figure.document, figure.sentence),))
    return None


def _described(candidate: Candidate) -> bool:
    return candidate.score > 1 or (candidate.fits and candidate.words >= ENOUGH_WORDS)


def _said(case: Case, words: str) -> Draft | None:
    """Return who spoke the quoted words: the name in the same sentence or in those around it."""
    wanted = [t.stem for t in tokens(words)]
    for name in sorted(case.corpus.documents):
        document = case.corpus.documents[name]
        for i in range(len(document.sentences)):
            stems = [t.stem for t in tokens(case.corpus.text(name, i))]
            if not _contains(stems, wanted):
                continue
            at = next(e for e in case.evidence if (e.document, e.sentence) == (name, i))
            beside = [case.near(at, offset) for offset in (1, -1, 2)]
            for found in [at, *(e for e in beside if e is not None)]:
                who = _speaking(case.text(found), case.corpus)
                if who:
                    rest = (at, found) if found is not at else (at,)
                    return quoting(case, *rest, text=f"{who} " + "".join(f"{{{n}}}" for n in range(len(rest))) + ".")
            return quoting(case, at)
    return None


def _contains(stems: list[str], wanted: list[str]) -> bool:
    size = len(wanted)
    return any(stems[i : i + size] == wanted for i in range(len(stems) - size + 1))


_SPEAKS = re.compile(
    r"\b(?:says?|said|spoke|spoken|told|wrote|writes|adds?|added|argues?|argued|noted|noting|explains?|explained"
    r"|declared|called|calls|asks|asked|words|put it|recalls?|recalled)\b"
)


def _speaking(text: str, corpus: Corpus) -> str | None:
    outside = re.sub(r'["“][^"”]*["”]', lambda m: " " * len(m.group()), text)
    if not _SPEAKS.search(fold(outside)):
        return None
    mentions = corpus.lexicon.mentions(outside)
    if not mentions:
        return None
    verb = _SPEAKS.search(fold(outside))
    assert verb is not None
    nearest = min(
        mentions,
        key=lambda m: (abs(m.end - verb.start()) if m.end <= verb.start() else m.start - verb.end() + 3, m.start),
    )
    return text[nearest.start : nearest.end]


def _agent(case: Case, found: Evidence) -> str | None:
    """Return "by ..." after the question's words: "published by a national agency"."""
    text = case.text(found)
    for match in re.finditer(r"\bby ((?:an? |the )[a-z][\w' -]{3,80}?)(?=[,.;:)]|$)", text):
        before = {t.stem for t in tokens(text[: match.start()])[-_NEAR:]}
        hits = [t for t in case.question.whole.terms if t.stem in before or any(same_idea(t.stem, b) for b in before)]
        if hits:
            return capital(match.group(1))
    return None


def _nearest_name(case: Case, found: Evidence) -> str | None:
    """Return the name, not in the question, nearest to the question's words; a name's brackets belong to it."""
    text = case.text(found)
    words = tokens(text)
    asked = {t.stem for t in case.question.whole.terms}
    hits = [i for i, w in enumerate(words) if w.stem in asked or any(same_idea(w.stem, a) for a in sorted(asked))]
    names = set(case.question.whole.names)
    others = [m for m in case.corpus.lexicon.mentions(text) if m.name not in names and not _bracketed(text, m)]
    if not hits or not others:
        return None
    rare = max(hits, key=lambda i: (_weight(case, words[i].stem), i))
    best = min(others, key=lambda m: (_distance(text, words[rare].start, m), m.start))
    owner = case.corpus.lexicon.names[best.name].owner
    maker = next((m for m in others if m.name == owner), None) if owner else None
    if maker is None and _OBJECT.search(fold(text[: best.start])):
        maker = next((m for m in reversed(others) if m.end < best.start), None)
    best = maker or best  # who supplies a chip is its maker, where the sentence names both
    return text[best.start : best.end]


_OBJECT = re.compile(
    r"\b(?:suppl(?:y|ies|ied)|makes?|made|builds?|built|provides?|provided|delivers?|delivered|produces?|produced"
    r"|develops?|developed|sells?|sold|owns?|owned|runs?|leads?|led|founded) (?:the |its |a |an )?$"
)


def _weight(case: Case, stem: str) -> float:
    return max((t.weight for t in case.question.whole.terms if t.stem == stem), default=0.0)


def _bracketed(text: str, mention: Mention) -> bool:
    return text.rfind("(", 0, mention.start) > text.rfind(")", 0, mention.start)


def _distance(text: str, at: int, mention: Mention) -> int:
    """Return how far a name is from a word; a word in brackets belongs to the name before them."""
    opening = text.rfind("(", 0, at)
    if opening > text.rfind(")", 0, at) and mention.end <= opening:
        return opening - mention.end
    return abs(at - mention.end) if mention.end <= at else mention.start - at + 5
