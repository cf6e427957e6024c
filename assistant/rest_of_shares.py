"""The share of what an article calls the rest: "58% from beans, 21% from fees and only the remainder from drinks"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from assistant.agreement import period_fit
from assistant.changing import moves
from assistant.corpus import Corpus
from assistant.display import capital, stated
from assistant.expression import Constant, Convert, Expression, Input, apply
from assistant.operations.working import working
from assistant.ownership import MET, name_match, whose
from assistant.relatedness import telling
from assistant.replies.case import Case
from assistant.splitting import REST
from assistant.topics import GENERIC_WEIGHT
from assistant.types import Calculation, Evidence, Question
from assistant.words import content, fold, same_idea, stem, stems
from documents.figures.types import Figure

_ASKS = re.compile(r"\b(?:shares?|percentage|per ?cent|proportion|portion|fraction|part|how much of)\b")
_ITEM = re.compile(r" (?:from|to|by|on|for|with|at) ")
_OWNING = re.compile(r"\b(?:own|owns|owned|hold|holds|held|has|have|had|controls?|controlled|keeps?|kept|retains?)\W*$")
_OF_WHOLE = re.compile(r" of (?:the |its )?[^,;:.]+")  # "has owned 55% | of Acme"
_OWN = frozenset(map(stem, ("own", "owner", "hold", "held", "belong", "stake", "shareholder", "control")))
_EACH = re.compile(r",? (?:and|or) |, ")
_ASIDE = re.compile(r",? \b(?:who|which|where|whose|although|though|but|while|because)\b")
_LED = re.compile(r"\W*(?:in|of|among|for|at|across) [^,]*,")  # "In Norway, ...", which holds for all that follows
SENTENCES = 10  # best ones that are looked at
_ALL = Constant(Fraction(1), "x", "all of it")


@dataclass(frozen=True, slots=True)
class Rest:
    """The shares that are stated of a whole, the words of the whole, those of each part and those of the rest."""

    shares: tuple[Figure, ...]
    whole: str
    parts: str
    rest: str
    owned: bool = False  # whether it is told who owns the parts, who stand before them or behind them


def rest_of_shares(case: Case) -> Calculation | None:
    """Return what stated shares leave of their whole, where the question asks of what the article calls the rest."""
    if not _ASKS.search(fold(case.question.standalone)) or case.question.expects == "yes_no":
        return None
    for found in case.evidence[:SENTENCES]:
        rest = _read(found, case.corpus)
        if rest is not None and asked(case.question, rest, found, case.corpus):
            return _left(rest.shares)
    return None


def _read(found: Evidence, corpus: Corpus) -> Rest | None:
    """Read a sentence that tells of a rest; the shares stand before it there, else in the sentence before."""
    article = corpus.documents[found.document]
    span = article.sentences[found.sentence].span
    match = REST.search(fold(article.quote(span)))
    if match is None:
        return None
    begin, end = span.start, span.start + match.start()
    shares = _shares(found.document, found.sentence, end, corpus)
    before = found.sentence - 1
    if not shares and before >= 0 and article.sentences[before].block == article.sentences[found.sentence].block:
        begin, end = article.sentences[before].span.start, article.sentences[before].span.end
        shares = _shares(found.document, before, end, corpus)
    text = article.text[span.start + match.end() : span.end]
    if not shares or any(f.quantity.span.start > end for f in corpus.by_sentence.get(found[:2], ())):
        return None  # "the rest, 21%, from drinks"
    at = [share.quantity.span for share in shares]
    pieces = [article.text[a.end : b] for a, b in zip(at, [*(s.start for s in at[1:]), end], strict=True)]
    ahead = article.text[begin : at[0].start]
    led = _LED.match(ahead.lower())
    own = _OF_WHOLE.match(pieces[0]) if _OWNING.search(ahead.lower()) is not None else None
    item = _ITEM.search(pieces[0])
    border = own.end() if own is not None else item.start() if item is not None else 0
    whole = [pieces[0][:border], led.group() if led is not None else ""]
    parts = [pieces[0][border:], *pieces[1:], ahead[len(whole[1]) :] if own is not None else ""]
    owners = {name for share in shares for name in corpus.once(whose, share).owners}
    owners = owners if len(owners) > 1 else set()  # of a single one it is the whole
    return Rest(
        shares, " ".join(whole), " ".join((*parts, *sorted(owners))), re.split(r"[.;]", text)[0], own is not None
    )


def _shares(document: str, sentence: int, end: int, corpus: Corpus) -> tuple[Figure, ...]:
    """Return the shares that a sentence states up to a place, without what one was before and without changes."""
    over = {move.before for move in moves(corpus)}
    told = (f for f in corpus.by_sentence.get((document, sentence), ()) if f.quantity.span.start < end)
    kept = [f for f in told if f.quantity.unit == "%" and f not in over and f not in corpus.changes]
    sure = all(f.status == "actual" and f.quantity.bound in ("exact", "about") for f in kept)
    return tuple(kept) if sure and 0 < sum(f.quantity.high for f in kept) < 100 else ()


def asked(question: Question, rest: Rest, found: Evidence, corpus: Corpus) -> bool:
    """Say whether the question has a word or name of the rest, and none that is of the parts and not of the whole."""
    own, whole, parts = (frozenset(stems(text)) for text in (rest.rest, rest.whole, rest.parts))
    names = {m.name for m in corpus.lexicon.mentions(rest.rest)}
    terms = [term for term in telling(question.whole) if term.weight > GENERIC_WEIGHT]
    profile = corpus.sentence(found.document, found.sentence)
    terms = [term for term in terms if term.stem not in _OWN] if rest.owned else terms
    held = [_in(term.stem, own) for term in terms]
    if (rest.owned and not all(held)) or not _all_of_it(question, rest.rest, corpus):
        return False
    if not (
        any(h and not _in(t.stem, whole | parts) for h, t in zip(held, terms, strict=True)) or _named(question, names)
    ):
        return False
    beside = any(_in(t.stem, parts) and not _in(t.stem, own | whole) for t in terms)
    others = {m.name for m in corpus.lexicon.mentions(rest.parts)} - names
    others -= {m.name for m in corpus.lexicon.mentions(rest.whole)}
    foreign = any(name in others and name not in names for name in question.whole.names)
    met = all(name_match(name, profile, corpus) >= MET or name in names for name in question.whole.names)
    dated = any(period_fit(question.whole, corpus.period(f), corpus.lexicon.words) < 0 for f in rest.shares)
    return met and not beside and not foreign and not (question.whole.periods and dated)


def _all_of_it(question: Question, rest: str, corpus: Corpus) -> bool:
    """Say whether the question speaks of all that the rest is for: of "the rest in Basel and on Ulm" both islands."""
    asked = frozenset((*(term.stem for term in question.whole.terms), *stems(question.standalone)))
    items = _EACH.split(_ASIDE.split(rest)[0])
    for item in items if len(items) > 1 else ():
        words = [token.stem for token in content(item)]
        named = {m.name for m in corpus.lexicon.mentions(item)} & set(question.whole.names)
        if words and not named and not any(_in(word, asked) for word in words):
            return False
    return True


def _named(question: Question, names: set[str]) -> bool:
    return any(name in names for name in question.whole.names)


def _in(word: str, words: frozenset[str]) -> bool:
    return word in words or any(same_idea(word, other) for other in words)


def _left(shares: tuple[Figure, ...]) -> Calculation | None:
    parts: list[Expression] = [Convert(Input(i), "x", Fraction(1, 100)) for i in range(len(shares))]
    first: Expression = _ALL
    work = working(
        shares, Convert(reduce(lambda taken, part: apply("-", taken, part), parts, first), "%", Fraction(100))
    )
    if work is None:
        return None
    listed = " and ".join(f"{stated(f.quantity)} {{{i}}}" for i, f in enumerate(shares))
    told = f"{capital(work.surface)}: the rest, all but {listed}."
    return work.calculation("difference", told, ("the shares are of the whole that the article tells the rest of",))
