"""Who runs a body: those whom an article calls its chief, the one of today before those who went."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.lexicon import Mention
from assistant.offices import field
from assistant.people import full_name, people, referent
from assistant.replies.case import Case, quoting
from assistant.types import Draft
from assistant.words import fold, stems

_OFFICE = (
    r"(?:chief executive(?: officer)?|ceo|managing director|president|boss|head|director|principal|leader|manager)"
)
_ASKS = re.compile(
    r"\bwho (?:now |currently |really )?(?:runs?|leads?|heads?|manages?|directs?|is (?:in charge|running|leading))\b"
    rf"|\bwho(?:'s| is| are) (?:now )?(?:the |its |their |[\w'’ &-]+['’]s? )?(?:(?:new|current|present) )?{_OFFICE}\b"
)
_PAST_ASKED = re.compile(r"\b(?:former|previous|first|last|was|were|ran|led|headed|before|used to)\b")
_ROLE_AFTER = re.compile(
    r",? (?:who (?:is|has been|became|now)(?: still| now)? )?(?:as |(?:the |its |their |still |now |now the ))?"
    r"(?:new |current )?"
    rf"(?P<office>{_OFFICE})\b(?: of (?P<of>[^,.;:]+))?"
)
_STILL = re.compile(rf"\bwho is (?:still|now|today) (?:the |its )?{_OFFICE}\b")
_ROLE_BEFORE = re.compile(
    rf"(?P<whose>\b(?:its|their|the)|['’]s?) (?:new |current |\w+-born )?(?P<office>{_OFFICE})(?:,?| is| remains) $"
)
_RUNS = re.compile(r",? (?:now |who now |who |still )?(?:runs|leads|heads|is running|is in charge of) (?P<of>[^,.;:]+)")
_SUCCESSOR = re.compile(r"\b(?:his|her|their) successor(?: is| was|,| as [\w ]+ is) $")
_GONE = re.compile(
    r"\b(?:stepped down|resigned|retired|left|was (?:sacked|fired|ousted|replaced)|quit)\b"
    rf"|\bformer(?:ly)? (?:\w+ )?{_OFFICE}|\bthen (?:its )?{_OFFICE}"
)


@dataclass(frozen=True, slots=True)
class _Head:
    rank: int  # 2 where the text says that it is so today, 1 where it says nothing of the time, 0 where it is over
    place: tuple[str, int]
    shown: str
    beside: int | None = None  # the sentence that tells of which body


def reply(case: Case) -> Draft | None:
    """Return who runs the one body that is asked of, with the sentence that says so; None where no article does."""
    asked = fold(case.question.standalone)
    names = case.question.whole.names
    if not _ASKS.search(asked) or _PAST_ASKED.search(asked) or len(names) != 1 or field(asked) is not None:
        return None
    found = [head for document in sorted(case.corpus.documents) for head in _heads(case, document, names[0])]
    best = max(found, key=lambda head: head.rank, default=None)  # the first of the best
    if best is None or best.rank == 0:
        return None
    evidence = [case.at(*best.place)]
    if best.beside is not None:
        evidence.insert(0, case.at(best.place[0], best.beside))
    cited = "".join(f"{{{i}}}" for i in range(len(evidence)))
    return quoting(case, *evidence, text=f"{best.shown} {cited}.")


def _heads(case: Case, document: str, body: str) -> list[_Head]:
    """Return those who are called the head of a body, in text order."""
    corpus = case.corpus
    known = people(corpus, document)
    own = {body, *corpus.lexicon.family(body)}
    heads: list[_Head] = []
    ofs: dict[str, str] = {}  # whom each that is gone was the head of
    for i in range(len(corpus.documents[document].sentences)):
        text = corpus.text(document, i)
        if case.asks(case.at(document, i)):
            continue
        for mention in corpus.lexicon.mentions(text):
            if mention.name not in known:
                continue
            told = _told(text, mention)
            if told is not None:
                of = _of(case, document, i, text, mention, told)
                over = _GONE.search(fold(text[mention.end :])) is not None and not _STILL.search(fold(text))
                if of in own:
                    heads.append(
                        _Head(0 if over else 1 + _now(text, mention), (document, i), _shown(text, mention, told))
                    )
            elif _GONE.search(fold(text)) and re.search(_OFFICE, fold(text[mention.end :])):
                of = _of(case, document, i, text, mention, "")
                ofs[mention.name] = of or ""
            if _SUCCESSOR.search(fold(text[: mention.start])):
                before = referent(corpus, document, i, fold(text).split()[0])
                if before is not None and ofs.get(before[0]) in own:
                    heads.append(_Head(2, (document, i), full_name(text, mention), before[1]))
    return heads


def _told(text: str, mention: Mention) -> str | None:
    """Return the office that a sentence gives somebody, as written; None where it gives none."""
    after, before = text[mention.end :], text[: mention.start]
    for pattern in (_ROLE_AFTER, _RUNS):
        match = pattern.match(after)
        if match is not None and field(match.group()) is None and not _GONE.match(fold(after)):
            return match.group().strip(" ,")
    still = _STILL.search(after)
    if still is not None:
        return still.group()
    match = _ROLE_BEFORE.search(before)
    return None if match is None else match.group().strip(" ,")


def _of(case: Case, document: str, sentence: int, text: str, mention: Mention, told: str) -> str | None:
    """Return the body that an office is of: the one named with it, else the one spoken of last."""
    lexicon, known = case.corpus.lexicon, people(case.corpus, document)

    def last(piece: str) -> str | None:
        named = [m.name for m in lexicon.mentions(piece) if m.name not in known]
        return named[-1] if named else None

    explicit = re.search(r"\b(?:of|runs|leads|heads|running|charge of) (.+)$", told)
    if explicit is not None:
        return last(explicit.group(1)) or ""
    main = frozenset(name for name in case.corpus.main_names(document) if name not in known)
    article = case.corpus.documents[document]
    texts = [text[: mention.start]]
    texts += [case.corpus.text(document, i) for i in range(sentence - 1, -1, -1)
              if article.sentences[i].section == article.sentences[sentence].section]  # fmt: skip
    for piece in texts:
        named = [m.name for m in lexicon.mentions(piece) if m.name not in known]
        near = [name for name in named if name in main or piece is texts[0]]
        if near:
            return near[-1]
    return min(main) if len(main) == 1 else None


def _now(text: str, mention: Mention) -> int:
    return int(re.search(r"\b(?:still|now|today|new)\b", fold(text[max(0, mention.start - 30) :])) is not None)


def _shown(text: str, mention: Mention, told: str) -> str:
    office = re.search(rf"(?:{_OFFICE})(?: of [^,.;:]+)?", told, re.IGNORECASE)
    name = full_name(text, mention)
    return f"{name}, {office.group()}" if office is not None and set(stems(office.group())) - set(stems(name)) else name
