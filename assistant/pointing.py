"""What "it", "its" and "that abbreviation" of a follow-up turn point back to in the question before it."""

from __future__ import annotations

import re

from assistant.lexicon import Lexicon, Mention
from assistant.words import fold, stop_words, tokens
from documents.figures.verbs import base_of

_ASKS = re.compile(
    r"\W*(?:and |but |so |or |ok,? |then )?(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did"
    r"|has|have|had|can|will|list|name)\b"
)
_OWNED = re.compile(r"\b(?:its|their|his)\b", re.IGNORECASE)
_BARE = re.compile(r"\b(?:it|they|them|he|she|him)\b", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:he|she|him|his|her)\b", re.IGNORECASE)
_TERM = re.compile(
    r"\b(?:that|this|the) (?:abbreviation|acronym|term|word|name|expression|phrase|concept)\b", re.IGNORECASE
)
_AUXILIARY = re.compile(
    r"(?:'s|\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b) ((?:[\w'&-]+ ?){1,9})",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\bhow many ((?:[\w'&-]+ ){1,4}?)(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:they|them)\b", re.IGNORECASE)
_WHO = re.compile(r"\W*who(?:m|se)?\b")
_HEAD = re.compile(r" ([a-z]{3,})\b")
_LONGEST = 5  # words of what is pointed at
_LEADS = re.compile(r"^(?:and|but|so|or|then)\s+", re.IGNORECASE)
_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9&]{1,7}\b")
_ENDS = frozenset(
    ("in", "on", "at", "for", "from", "by", "with", "about", "than", "per", "to", "since", "until", "and", "or")
)


def filled(said: str, before: str, lexicon: Lexicon, named: str | None = None) -> str | None:
    """Return a follow-up question with what it points at put in; None where it points at nothing that can be told.

    `named` is whom the answer to a "who" question named.

    Example: "and who founded it?" after "Where does the mill stand?" -> "who founded the mill?"
    """
    bare = _LEADS.sub("", said)
    if lexicon.mentions(said, asked=True):
        return None
    if _OWNED.match(bare):  # "and its margin?"
        owner = subject(before, lexicon)
        return None if owner is None else "what is " + _OWNED.sub(lambda _: f"{owner}'s", bare, count=1)
    if not _ASKS.match(fold(said)):
        return None
    term = _TERM.search(said)
    if term is not None:
        meant = _CAPITALS.search(before) or _first_name(before, lexicon)
        return f"{said[: term.start()]}{meant.group()}{said[term.end() :]}" if meant is not None else None
    if not (_OWNED.search(said) or _BARE.search(said)):
        return None
    counted = _COUNTED.search(before) if _SEVERAL.search(said) else None
    if counted is not None:  # "How many suppliers are there, and who are they?"
        return _SEVERAL.sub(lambda _: f"the {counted.group(1).strip()}", bare, count=1)
    who = _WHO.match(fold(before)) is not None
    if who and named is None and _PERSON.search(said):
        return None  # nobody was named who could be "he"
    thing = named if who and named else subject(before, lexicon)
    if thing is None:
        return None
    owned = _OWNED.sub(lambda _: f"{thing}'s", bare, count=1)
    return owned if owned != bare else _BARE.sub(lambda _: thing, bare, count=1)


def points(said: str) -> bool:
    """Say whether a turn is a question with "it", "she" or "their" in it."""
    return _ASKS.match(fold(said)) is not None and bool(_OWNED.search(said) or _BARE.search(said))


def _first_name(before: str, lexicon: Lexicon) -> re.Match[str] | None:
    found = lexicon.mentions(before, asked=True)
    return re.compile(re.escape(before[found[0].start : found[0].end])).search(before) if found else None


def subject(question: str, lexicon: Lexicon) -> str | None:
    """Return what a question is about: the one name in it, else the words between its auxiliary and its verb."""
    names = lexicon.mentions(question, asked=True)
    if len({m.name for m in names}) == 1:
        return _named_thing(question, names[0])
    if names:
        return None
    match = _AUXILIARY.search(question)
    if match is None:
        return None
    words = tokens(match.group(1))
    kept = 0
    for i, word in enumerate(words):
        low = fold(word.text)
        verb = i > 0 and base_of(low) is not None and low not in ("the", "a")
        if low in _ENDS or low == "you" or (verb and i + 1 >= kept and not _owns(match.group(1), word.end)):
            break
        kept = i + 1
    if kept == 0 or kept > _LONGEST:
        return None
    phrase = match.group(1)[words[0].start : words[kept - 1].end]
    return phrase if fold(phrase) not in ("there", "it", "they", "the", "a", "this", "that", "we", "i") else None


def _named_thing(question: str, name: Mention) -> str:
    """Return a name, or what is only called after it: "the Acme extension" of "when does the Acme extension open?"."""
    called, before = question[name.start : name.end], fold(question[: name.start])
    head = _HEAD.match(question[name.end :])
    if head is None or not before.endswith("the ") or head[1] in stop_words() or base_of(head[1]) is not None:
        return called
    return f"the {called} {head[1]}"


def _owns(text: str, at: int) -> bool:
    return text[at : at + 2] in ("'s", "’s")
