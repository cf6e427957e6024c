"""All whom a sentence names for one thing: "Acme and Bolt supply it", "Acme supplies the chip and Bolt the screen"."""

from __future__ import annotations

import re

from assistant.lexicon import Mention
from assistant.people import full_name
from assistant.replies.case import Case
from assistant.replies.handed_over import gave_over
from assistant.words import fold, stems

# What leads on to another who does the same, with the verb or without it: ", and Bolt [supplies] the screen".
_ALSO = re.compile(r",? (?:and|while|but) $|[,;] $")
_CALLED = r"(?:(?:his|her|its|their|the|an?) (?:[a-z-]+ ){1,3})?"  # "and her cousin Abel"
_APPOSITION = re.compile(
    rf", (?:an?|the|its|their|his|her|then|now|formerly|who|whose) [^,;.:]{{2,80}}, (?:and )?{_CALLED}"
)
_AND_CALLED = re.compile(rf",? and {_CALLED}")
_LIST_GOES_ON = re.compile(r"[,.;)]|$| (?:in|on|at|from|for|of|as)\b")
_OBJECT = re.compile(r" (?:the|an?|its|their|all|some|\d)\b")
_ENDS = re.compile(r"[;.]|,? (?:and|while|but) ")


def together(case: Case, text: str, mention: Mention, told: str | None, asked: frozenset[str]) -> str:
    """Return the name with its role, and those beside it who do the same by the question's verb, as a list."""
    shown = [titled(text, mention, told)]
    last = mention
    for other in case.corpus.lexicon.mentions(text):
        if (
            other.start < last.end
            or bracketed(text, other)
            or gave_over(text, other)
            or re.match(r"['’]s\b", text[other.end :])
        ):
            continue  # "Ida Fenn, Acme's head"
        between = re.sub(r"\([^()]*\)", "", text[last.end : other.start])
        if between.strip() not in (",", "and", ", and", "or") and not _beside_apposition(between, text[other.end :]):
            rest = _likewise(text, last, other, asked)
            only_first, only_other = _apart(case, text[last.end : other.start], rest, asked) if rest else ((), ())
            if not rest or only_first:
                continue
            if only_other:
                shown = []  # "Acme builds vans and Bolt lorries": who builds the lorries?
        name = full_name(text, other)
        if name not in shown:
            shown.append(name)
        last = other
    if len(shown) == 1:
        return shown[0]
    told_more = any(", " in name for name in shown[:-1])  # "Ida Fenn, a former pilot, and Abel"
    return ", ".join(shown[:-1]) + f"{',' if told_more else ''} and {shown[-1]}"


def _beside_apposition(between: str, after: str) -> bool:
    """Say whether a name is the next of a list whose last one is told more of: "Ida Fenn, a former pilot, and Abel"."""
    joined = _APPOSITION.fullmatch(between) or _AND_CALLED.fullmatch(between)
    return joined is not None and _LIST_GOES_ON.match(after) is not None


def titled(text: str, mention: Mention, told: str | None) -> str:
    """Return the name with its title, and its role after it."""
    name = full_name(text, mention)
    return f"{name}, {told}" if told and fold(told) not in fold(name) else name


def bracketed(text: str, mention: Mention) -> bool:
    """Say whether a name stands in brackets."""
    return text.rfind("(", 0, mention.start) > text.rfind(")", 0, mention.start)


def _likewise(text: str, first: Mention, other: Mention, asked: frozenset[str]) -> str:
    """Return what the second name does it to, "" where it does not do what the first does."""
    clause = text[first.end : other.start]
    if not _ALSO.search(clause) or not asked & set(stems(clause)):
        return ""
    end = _ENDS.search(text, other.end)
    rest = text[other.end : end.start() if end else len(text)]
    return rest if _OBJECT.match(rest) or asked & set(stems(rest)[:1]) else ""


def _apart(case: Case, clause: str, rest: str, asked: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what of the things asked for only the one clause has, and only the other."""
    focus = case.question.whole
    things = {*(t.stem for t in focus.terms), *(s for name in focus.names for s in stems(name))} - asked
    mine, other = things & set(stems(clause)), things & set(stems(rest))
    return tuple(sorted(mine - other)), tuple(sorted(other - mine))
