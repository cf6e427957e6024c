"""What an article rules out altogether: "has not paid any penalty", "no longer holds shares", "runs only on the R4".

A denial of all covers whatever narrower is asked: who made no layoffs in three years made none last year. It says "no"
where it is of whom and of what is asked, and is not narrower itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.replies.case import Case, quoting
from assistant.replies.predicate import verbs_asked
from assistant.types import Draft, Evidence
from assistant.words import WordSet, fold, same_idea, stem, stems, tokens, vocabulary

_LOOK = 12  # sentences among which one that denies is looked for
_CLAUSE = re.compile(r"[;:]|,? (?:and|but|while|though|although|because|since|which|who|so|after|before)\b")
_NOT = re.compile(r"\b(?:not|no|never|nor|without|cannot|nothing|nobody)\b|n't\b")
_HEDGED = re.compile(
    r"\b(?:may|might|could|would|should|if|whether|unless|says?|said|claims?|claimed|insists?|denies|denied|expects?"
    r"|thinks?|believes?|promise[sd]?|almost|nearly|hardly|barely)\b|[\"“”]"
)
_LONGER = re.compile(r"\bno longer (?P<verb>\w+)(?P<rest>.*)")
_ANY = re.compile(
    r"\b(?:has|have|had|did|does|do|is|are|was|were)(?: not|n't) (?:yet )?(?P<verb>\w+)"
    r"(?P<rest> (?:any|anyone|anybody|anything|a single)\b.*)"
)
_NEVER = re.compile(r"\b(?:has |have |had )?never (?P<verb>\w+)(?P<rest>.*)")
_NONE = re.compile(r"\b(?P<verb>\w+) no (?!longer\b|more\b|less\b|fewer\b|such\b|one\b)(?P<rest>.*)")
_SPAN = re.compile(
    r"\b(?:in|over|for|during) the (?:past|last) (?:(?P<years>\w+) )?years?\b"
    r"|\b(?:so far|to date|yet|at all|ever|altogether|this year|since \d{4})\b"
)
_YEARS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_NOW = re.compile(r"^\W*(?:and |so |but )?(?:is|are|does|do|has|have|can)\b")
_LIGHT = frozenset(("make", "have", "take", "give", "see", "announce", "plan", "order"))
_CUT = re.compile(
    r"\b(?:cut|cuts|cutting|shed|sheds|axed?|slash(?:ed)?|dismiss(?:ed)?|fired?|sacked?|lost)"
    r" (?:(?:not )?(?:any|a single|no) )?(?:anyone|anybody|jobs?|staff|posts?|workers?|employees|people|positions)\b"
)
_ENDS_OBJECT = frozenset(
    ("for", "in", "at", "on", "to", "of", "by", "from", "with", "last", "this", "since", "during", "after", "before",
     "because", "over", "when", "while", "under", "yet", "still", "now", "already", "into", "about", "off", "up", "out")
)  # fmt: skip
_ANYBODY = frozenset(("anyone", "anybody", "any", "anything", "somebody", "someone", "something", "ever", "single"))


def denied(case: Case) -> Draft | None:
    """Return "No" with the sentence that rules out what is asked, None where none does so plainly."""
    if _NOT.search(fold(case.question.standalone)) or case.question.foci or not case.question.whole.names:
        return None
    for found in case.evidence[:_LOOK]:
        text = case.text(found)
        if case.asks(found) or text.rstrip("\"'”’) ").endswith("?"):
            continue
        plain = fold(_MONTH.sub("in Xay", text))
        ruled = any(_rules_out(case, found, plain, start, end) for start, end in _clauses(plain))
        if ruled or (_named_first(case, found) and (_left(case, plain) or _elsewhere(case, found, plain))):
            told = _led_in(case, found)
            words = " ".join(f"{case.text(e)} {{{i}}}" for i, e in enumerate(told))
            return quoting(case, *told, text=f"No: {words}")
    return None


_MONTH = re.compile(r"\b(?:[Ii]n|[Ll]ast|[Tt]his|[Bb]y|\d{1,2}) May\b")


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for joint in _CLAUSE.finditer(text):
        yield start, joint.start()
        start = joint.end()
    yield start, len(text)


def _led_in(case: Case, found: Evidence) -> tuple[Evidence, ...]:
    """Return the sentence, after the one that it points back to."""
    before = case.near(found, -1)
    points = re.match(r"(?:it|he|she|they|this|that) ", fold(case.text(found))) is not None
    return (before, found) if points and before is not None else (found,)


def _asked(case: Case, name: str) -> bool:
    return any(case.corpus.lexicon.related(own, name) for own in case.question.whole.names)


def _named_first(case: Case, found: Evidence) -> bool:
    """Say whether the first whom a sentence names, or the one before it where it names nobody, is asked of."""
    return _told_of(case, found, len(case.text(found)))


def of_asked(case: Case, found: Evidence, at: int) -> bool:
    """Say whether what is said at a place of a sentence is said of one that is asked of, where any is named."""
    if not case.question.whole.names:
        return True
    start = max((begin for begin, end in _clauses(fold(case.text(found))) if begin <= at), default=0)
    return _told_of(case, found, at, start)


def _told_of(case: Case, found: Evidence, end: int, start: int = 0) -> bool:
    """Say whether what stands up to a place of a sentence tells of one that is asked of, its own clause first."""
    mentions = [m for m in case.corpus.lexicon.mentions(case.text(found)) if m.end <= end]
    near = [m for m in mentions if m.start >= start] or mentions
    if near:
        return _asked(case, near[0].name)
    before = case.near(found, -1)
    held = () if before is None else case.corpus.lexicon.mentions(case.text(before))
    return _asked(case, held[0].name) if held else not found.missing


def _rules_out(case: Case, found: Evidence, text: str, start: int, end: int) -> bool:
    clause = text[start:end]
    if _HEDGED.search(clause):
        return False
    for pattern in (_LONGER, _ANY, _NEVER, _NONE):
        match = pattern.search(clause)
        if match is not None and _in_time(case, clause, pattern is _LONGER):
            return _told_of(case, found, start + match.start(), start) and _same_deed(case, clause, match)
    return False


def _in_time(case: Case, clause: str, now: bool) -> bool:
    """Say whether a denial is of the time that is asked: what is so no longer was so once."""
    periods, asked = case.question.whole.periods, fold(case.question.standalone)
    if now:
        return not periods and _NOW.match(asked) is not None
    span = _SPAN.search(clause)
    if not periods:
        return "last year" not in asked or "has" in clause.split() or "have" in clause.split() or span is not None
    day = case.corpus.lexicon.day
    back = _YEARS.get(span["years"], 1) if span is not None and span["years"] else 1
    perfect = "has" in clause.split() or "have" in clause.split()
    return (
        day is not None and (span is not None or perfect)
        and all(int(day[:4]) - back <= int(p.start[:4]) and p.end[:4] <= day[:4] for p in periods)
    )  # fmt: skip


def _same_deed(case: Case, clause: str, match: re.Match[str]) -> bool:
    """Say whether what a clause denies is what is asked, or more than that."""
    verbs, thing = verbs_asked(case.question), _object(case)
    rest = _SPAN.sub(" ", match["rest"])
    held = WordSet.of(stems(rest))
    dismisses = any(v == stem("layoff") or same_idea(v, stem("layoff")) for v in verbs)
    if dismisses and (_CUT.search(clause) or any(held.meets(v) for v in verbs)):
        return _no_narrower(case, rest, frozenset(("layoff", *_STAFF)))
    verb = stem(match["verb"])
    same = any(v == verb or same_idea(v, verb) for v in verbs) or (not verbs and verb in _owning())
    if not same or not all(held.meets(word) for word in thing):
        return False
    return bool(thing or _ANYBODY & set(rest.split())) and _no_narrower(case, rest, thing)


_STAFF = ("staff", "worker", "job", "employee", "people", "post", "anyone", "anybody", "position")


def _no_narrower(case: Case, rest: str, thing: frozenset[str]) -> bool:
    """Say whether a denial is of all that is asked: what follows its object stands in the question as well."""
    own = WordSet.of((*stems(case.question.standalone), *thing, *map(stem, _STAFF if thing & {"layoff"} else ())))
    small = {
        w for key in ("articles", "pronouns", "prepositions", "connectives") for w in vocabulary("words")["stop"][key]
    }
    return all(own.meets(t.stem) for t in tokens(rest) if fold(t.text) not in small and fold(t.text) not in _ANYBODY)


def _object(case: Case) -> frozenset[str]:
    """Return the stems of what the question's verb is done to: "fine" in "has it paid a fine for the delay"."""
    verbs = verbs_asked(case.question)
    names = {s for name in case.question.whole.names for s in stems(name)}
    small = {
        *_ANYBODY,
        *_words("articles", "pronouns", "question"),
        *vocabulary("replies")["auxiliary"]["words"],
        "own",
    }
    found: list[str] = []
    begun = not verbs
    for token in tokens(case.question.standalone):
        word = fold(token.text)
        if begun and word in _ENDS_OBJECT and found:
            break
        if begun and word not in small and word not in _ENDS_OBJECT and token.stem not in names:
            found.append(token.stem)
        begun = begun or token.stem in verbs
    return frozenset(found)


def _words(*groups: str) -> Iterator[str]:
    return (word for group in groups for word in vocabulary("words")["stop"][group])


@cache
def _owning() -> frozenset[str]:
    return frozenset(map(stem, ("have", "has", "had", "hold", "own", "carry")))


_STILL_IN = re.compile(
    r"^\W*(?:is|are|does|do) .{2,60}? (?:still |now )?"
    r"(?:active |present |operat\w+ |based |open |do business |sell |trade )?in (?P<place>.{2,40}?)\W*$"
)
_LEFT = re.compile(
    r"\b(?:left|leaves|quit|exited|withdrew from|withdrawn from|pulled out of|abandoned|gave up on)"
    r" (?:that|the|this) (?:country|market|city|region|state|continent)\b"
)
_LEFT_IT = r"\b(?:left|quit|exited|withdrew from|withdrawn from|pulled out of|abandoned|gave up on) (?:the )?"


def _left(case: Case, text: str) -> bool:
    """Say whether a sentence tells that the place in which somebody is asked to be still has been left."""
    match = _STILL_IN.match(fold(case.question.standalone))
    if match is None or case.question.whole.periods or _HEDGED.search(text) or _NOT.search(text):
        return False
    place = re.escape(match["place"].removeprefix("the "))
    if re.search(rf"{_LEFT_IT}{place}\b(?: (?:altogether|entirely|for good)\b|[.,;]|$| in \d)", text):
        return True
    country = _LEFT.search(text)
    return country is not None and re.search(rf"\b{place}\b", text[: country.start()]) is not None


_ON = re.compile(r" (?P<by>on|for) (?:an? |the )?(?P<what>[\w' -]{2,30}?)\W*$")
_ALONE = r"\b(?:only|exclusively|solely) {by} (?:the )?|\bnowhere but {by} (?:the )?"
_RUNS = re.compile(r"\b(?:available|runs?|running|play\w*|sold|sells?|work\w*|come|comes|out|offered|released|made)\b")


def _elsewhere(case: Case, found: Evidence, text: str) -> bool:
    """Say whether a sentence tells that something is to be had on one thing alone, which is not the one asked."""
    asked = fold(case.question.standalone)
    match = _ON.search(asked)
    if match is None or not _RUNS.search(asked) or not _RUNS.search(text) or _HEDGED.search(text):
        return False
    alone = re.search(_ALONE.format(by=match["by"]), text)
    if alone is None or case.question.whole.periods:
        return False
    named = next((m for m in case.corpus.lexicon.mentions(case.text(found)) if m.start == alone.end()), None)
    if named is None or re.match(r"[.,;]|$", text[named.end :]) is None:
        return False  # "only on Acme devices", "only on the R4 and the R5"
    return not set(stems(named.name)) & set(stems(match["what"]))
