"""What an article says is not told: "she would not say what it cost", "the firm does not name them".

Where that is the very thing asked, the answer is a refusal that quotes it, and no figure of something near.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.agreement import TELLING
from assistant.replies.case import Case
from assistant.types import Draft, Evidence, Quote
from assistant.words import WordSet, content, fold, stem, stems, vocabulary

_LOOK = 40  # sentences among which one is looked for
_MOST = 0.6  # share of the question's words that what is not told must stand with
_BEFORE = 2  # sentences before it that say of what it is
_ENDS = r"(?=[;:.?!\"]|, (?:and|but|though|although|while|because|which|who|nor|so)\b| but |$)"
_FRONT = re.compile(
    r"^\W*(?:(?:at|by|on|for|to|in|from|with|about|under) )?"
    r"(what for|how much|how many|how|what|why|when|where|whom|who|which|whether|if)\b"
)
_NOT_SO = r"(?! (?:no|that)\b| (?:we|i|you|he|she|they|it) (?:was|were|is|are|had|has|have|would|did)\b)"
_FIRST = re.compile(r"(?:^|[;:.]\s*|, (?:and|but) )(?P<what>(?:how|what|why|when|where|who|which|whether)\b[^;:]*), $")
_OF_TELLING = re.compile(r"^\W*(?:did|does|do|has|have|had|will|would|can|could|why|is|are|was|were)\b")
_COUNTED = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) ([a-z]+)\b")


@dataclass(frozen=True, slots=True)
class _Unsaid:
    """One clause of a sentence that says that something is not told."""

    what: str  # the words for it, "" where it only points back
    kind: str  # a key of `asks`
    always: bool  # whether it is so at any time
    start: int  # where the clause says so
    end: int


def withheld(case: Case, draft: Draft) -> Draft | None:
    """Return the refusal that quotes who does not tell what is asked, None where nobody does or a draft tells it."""
    question = case.question
    if question.foci or question.operation in ("sum", "compare", "rank") or question.unknown or _of_telling(case):
        return None
    for found in case.evidence[:_LOOK]:
        text = case.text(found)
        for unsaid in _unsaid(text):
            if _asked(case, found, unsaid) and not _told_elsewhere(case, found, unsaid, draft):
                told = f"The article says that this is not told: {text} {{0}}"
                return Draft("not_found", told, (Quote(found.document, found.sentence),))
    return None


def _of_telling(case: Case) -> bool:
    """Say whether it is asked whether or why something is told: "has Acme named the buyer?"."""
    asked = fold(case.question.standalone)
    words = frozenset(re.findall(r"[a-z]+", asked))
    told = vocabulary("withheld")
    return _OF_TELLING.match(asked) is not None and not words.isdisjoint((*told["verbs"], *told["passive"]))


@lru_cache(maxsize=4096)
def _unsaid(text: str) -> tuple[_Unsaid, ...]:
    folded = fold(text)
    if not any(word in folded for word in _signs()):
        return ()
    active, passive, hidden = _patterns()
    found = [_active(folded, m) for m in active.finditer(folded)]
    for match in passive.finditer(folded):
        found.append(_Unsaid(match["what"], _kind(match["what"]), True, match.start(), match.end()))
    for match in hidden.finditer(folded):
        found.append(_Unsaid("", "amount", True, match.start(), match.end()))
    return tuple(found)


def _active(folded: str, match: re.Match[str]) -> _Unsaid:
    what = match["what"].strip()
    before = _FIRST.search(re.sub(r"[\w' -]*$", "", folded[: match.start()]))
    if not what and before is not None:
        what = before["what"]  # "how large it is, the firm does not say"
    return _Unsaid(what, _kind(what), match["not"] in vocabulary("withheld")["always"], match.start(), match.end())


def _kind(what: str) -> str:
    words = vocabulary("withheld")["words"]
    front = _FRONT.match(what)
    if front is not None:
        return str(words[front[1]])
    return next((str(words[word]) for word in re.findall(r"[a-z]+", what) if word in words), "whole")


def _asked(case: Case, found: Evidence, unsaid: _Unsaid) -> bool:
    """Say whether what is not told is what the question asks for, of those whom it names and of its time."""
    question = case.question
    if question.expects not in vocabulary("withheld")["asks"][unsaid.kind] or case.asks(found):
        return False
    text = case.text(found)
    context = [text]
    before: Evidence | None = found
    for _ in range(_BEFORE):
        before = case.near(before, -1) if before is not None else None
        context.append(case.text(before) if before is not None else "")
    beside = " ".join((*context, case.corpus.documents[found.document].title))
    own, near = WordSet.of(stems(text)), WordSet.of(stems(beside))
    asked = WordSet.of((*stems(question.standalone), *(s for t in question.whole.terms for s, _ in t.near)))
    terms = [t.stem for t in question.whole.terms if t.weight >= TELLING and t.stem not in _loose()]
    what = _told(unsaid.what)
    if not terms or not _of_names(case, beside) or not (unsaid.always or _of_time(case, own)):
        return False
    if not all(asked.meets(word) for word in what):
        return False
    if what and not any(WordSet.of(what).meets(term) for term in terms):
        return False
    if not what and _same_number(question.standalone, text):
        return True
    held = near if what else own
    met = sum(1 for term in terms if held.meets(term))
    return met >= _MOST * len(terms) and any(own.meets(term) for term in terms)


def _same_number(asked: str, text: str) -> bool:
    """Say whether a sentence speaks of as many of the same as the question: "which three customers left?"."""
    counted = {(m[1], stem(m[2])) for m in _COUNTED.finditer(fold(asked))}
    return not counted.isdisjoint((m[1], stem(m[2])) for m in _COUNTED.finditer(fold(text)))


def _told(what: str) -> tuple[str, ...]:
    """Return the stems of what is not told that say what it is."""
    words = _FRONT.sub("", what)
    return tuple(t.stem for t in content(words) if t.stem not in _loose())


def _of_names(case: Case, beside: str) -> bool:
    told = [m.name for m in case.corpus.lexicon.mentions(beside)]
    related = case.corpus.lexicon.related
    return all(any(name == one or related(name, one) for one in told) for name in case.question.whole.names)


def _of_time(case: Case, own: WordSet) -> bool:
    """Say whether a sentence speaks of the time that is asked, where one is."""
    return all(all(own.meets(word) for word in stems(p.surface)) for p in case.question.whole.periods)


def _told_elsewhere(case: Case, found: Evidence, unsaid: _Unsaid, draft: Draft) -> bool:
    """Say whether an answer rests on what tells it all the same: behind what is not told, or elsewhere by its words."""
    if draft.status != "answered":
        return False
    what = _told(unsaid.what) or tuple(t.stem for t in case.question.whole.terms if t.weight >= TELLING)
    for quote in draft.quotes:
        if (quote.document, quote.sentence) == (found.document, found.sentence):
            article = case.corpus.documents[found.document]
            start = article.sentences[found.sentence].span.start
            figures = case.corpus.by_sentence.get((quote.document, quote.sentence), ())
            if any(f.quantity.span.start - start >= unsaid.end for f in figures):
                return True
        elif all(map(WordSet.of(stems(case.corpus.text(quote.document, quote.sentence))).meets, what)):
            return True
    return False


@cache
def _loose() -> frozenset[str]:
    return frozenset(map(stem, vocabulary("withheld")["loose"]))


@cache
def _signs() -> tuple[str, ...]:
    """Return words of which a sentence holds one where something in it is not told."""
    told = vocabulary("withheld")
    return ("not ", "n't ", "never ", "declin", "refus", *told["hidden"])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    told = vocabulary("withheld")

    def any_of(key: str) -> str:
        return "|".join(sorted(map(re.escape, told[key]), key=len, reverse=True))

    verb = rf"(?: (?:{any_of('adverbs')}))* (?:{any_of('verbs')})\b{_NOT_SO}"
    active = rf"\b(?P<not>{any_of('not')}){verb}(?P<what>.*?){_ENDS}"
    adverbs = rf"(?: (?:{any_of('adverbs')}))*"
    passive = (
        rf"(?:^|[;:.,] |\b(?:and|but|though|although|while) )(?P<what>[^;:.,]{{6,90}}?)"
        rf" (?:(?:has|have|had) (?:not|never){adverbs} been|(?:was|were|is|are) (?:not|never))"
        rf"{adverbs} (?:{any_of('passive')})\b"
    )
    hidden = rf"\ban? (?:{any_of('hidden')}) (?:sum|amount|price|fee|figure|number)\b"
    return re.compile(active), re.compile(passive), re.compile(hidden)
