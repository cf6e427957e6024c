"""A reader's words -> Question. What the words alone tell, before any article is looked at.

Cues are data (`vocabulary/questions.toml`, and each operation's own CUES); names and spelling come from the lexicon.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from assistant.asked_part import asked_part
from assistant.asked_units import asked_in, asked_per
from assistant.expectation import expectation
from assistant.inert import inert
from assistant.kind_asked import kind_asked
from assistant.legible import clean, latin
from assistant.lexicon import Lexicon, Mention
from assistant.operations import OPERATIONS
from assistant.operations.ordering import of_two
from assistant.replies.staked import STAKED
from assistant.sides import Side, sides
from assistant.topics import GENERIC_WEIGHT, comparing, topic
from assistant.types import Focus, Question, Term
from assistant.words import fold, stem, stop_words, tokens, vocabulary
from documents.figures.periods import periods
from documents.figures.quantities import quantities
from documents.figures.types import Period, Quantity
from documents.figures.units import unit_of
from documents.figures.verbs import base_of
from documents.types import Span

# What the sides of a comparison share says less of each than its own words.
_SHARED = 0.6
# Operations over two or more things; the others have one operand.
_CAGR = re.compile(r"\bcagr\b", re.IGNORECASE)
_FASTER = re.compile(r"\bhow (?:much|many times) (?:faster|quicker|sooner)\b", re.IGNORECASE)
_SIDED = frozenset(
    (
        "rank", "growth", "shortfall", "percent_change", "margin", "ratio", "time_to_reach", "average", "sum",
        "difference", "share", "extreme", "compare",
    )
)  # fmt: skip
# "three battles" asks for battles; in "10,000 cars" the number is what is asked for.
_SMALL_NUMBER = 12
_PRICE = Term("price", stem("price"), 0.85)
_CHEAPER = re.compile(r"\b(?:cheaper|dearer|costlier|(?:more|less) expensive)\b")
_PAYING, _TELLING = ("pay", "pays", "paid", "paying"), 0.7
_IPO = re.compile(r"\bipo\b", re.IGNORECASE)
_DO_WITH = re.compile(
    r"\bwhat (will|would|did|does) (.{2,60}?) (?:want to )?do with "
    r"(?=(?:the|its|their|his|her|all|that)\b[^?]{0,40}\b(?:money|proceeds|cash|funds|windfall|grant)\b)",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|q[1-4]|h[12])\b(?= (?:of )?(?:'?\d\d|(?:19|20)\d\d))"
)
_MOST_COMPARED = 120  # words of a question that compares; a longer one is a pasted text, with joints of its own
_MORE = re.compile(r"\b(?:more|fewer)\b")
_DEARER = re.compile(r"\bhow much (?:cheaper|dearer|costlier|(?:more|less) (?:expensive|costly))\b.{2,80}\bthan\b")
_COMPARING = ("more", "fewer", "less")
_COUNTED = re.compile(r"\b(?:how many|number of|count of)\b")


def understand(text: str, lexicon: Lexicon) -> Question:
    """Read one self-contained question."""
    said, notes = spelled(text, lexicon)
    return read(text, said, lexicon, notes)


def spelled(text: str, lexicon: Lexicon) -> tuple[str, tuple[str, ...]]:
    """Return a reader's words without slips, talk around them and abbreviations, and a note for what is changed."""
    part, left_out = asked_part(clean(text))
    mended, pairs = lexicon.speller.correct(latin(part, lexicon.knows))
    notes = dict.fromkeys((*left_out, *(f'"{wrong}" read as "{right}"' for wrong, right in pairs)))
    return inert(lexicon.expand(strip_chat(mended))), tuple(notes)


def strip_chat(text: str) -> str:
    """Return the text without greetings and talk around the question."""
    folded = fold(text)
    spans = sorted(m.span() for pattern in _chat() for m in pattern.finditer(folded))
    kept, last = "", 0
    for start, end in spans:  # they may overlap
        kept += text[last : max(start, last)]
        last = max(end, last)
    text = kept + text[last:]
    return " ".join(text.split()).strip(" ,;:-") or text.strip()


def read(text: str, standalone: str, lexicon: Lexicon, notes: tuple[str, ...] = ()) -> Question:
    """Read a question whose typos and references are already resolved."""
    folded = fold(standalone)
    mentions = lexicon.mentions(standalone, asked=True)
    dated = periods(_capitals(standalone), day=lexicon.day)
    figures = tuple(q for q in quantities(standalone) if not _inside(q.span, mentions))
    operation = _operation(folded, figures, mentions)
    if operation == "time_to_reach" and _FASTER.search(standalone):  # a time for each tells how much faster one was
        return read(text, _FASTER.sub("how fast", standalone), lexicon, notes)
    if (spent := _DO_WITH.sub(r"how \1 \2 spend ", standalone)) != standalone:
        known = lexicon.knows("ipo") or not lexicon.knows("listing")
        return read(text, spent if known else _IPO.sub("listing", spent), lexicon, notes)
    if (staked := STAKED.sub(r"how much \1 \2 put into", standalone)) != standalone:
        return read(text, staked, lexicon, notes)  # a stake that is put on a thing is money, and no share of it
    if (in_words := _CAGR.sub("compound annual growth rate", standalone)) != standalone:
        return read(text, in_words, lexicon, notes)
    expects = expectation(folded)
    per_unit = asked_per(folded)
    target = asked_in(folded)
    whole = _focus(standalone, Span(0, len(standalone)), lexicon, mentions, dated, figures)
    if expects == "money":
        bare = not any(term.weight > GENERIC_WEIGHT for term in whole.terms)  # "how much is it?" asks for a price
        whole = replace(whole, terms=_paid_for((*whole.terms, _PRICE) if bare else whole.terms))
    noun = _noun(standalone, mentions, lexicon)
    kind, kind_word = kind_asked(standalone, of_money=expects == "money" and operation is None)
    compares = operation in _SIDED and len(tokens(standalone)) <= _MOST_COMPARED
    compares = compares and not (operation == "extreme" and of_two(folded))  # "quicker from seed to fruit" has no sides
    parts = sides(standalone, mentions, lexicon) if compares else ()
    foci = tuple(_side(standalone, part, lexicon, mentions, dated, figures) for part in parts)
    if _CHEAPER.search(folded) and not any(focus.terms for focus in foci):
        foci = tuple(replace(focus, terms=(_PRICE,)) for focus in foci)  # "is Acme cheaper than Brill?"
    if operation == "share" and sum(focus.dated for focus in foci) == 1:
        # "What share of its bikes did it lose in 2022": part and whole are of one year.
        told = next(focus.periods for focus in foci if focus.dated)
        foci = tuple(replace(focus, periods=told) for focus in foci)
    return Question(
        text=text,
        standalone=standalone,
        expects=expects,
        whole=whole,
        foci=foci if len(foci) > 1 else (),
        operation=operation,
        noun=noun,
        kind=kind,
        kind_word=kind_word,
        unknown=lexicon.strangers(standalone),
        threshold=_threshold(figures, operation),
        target_unit=target,
        per_unit=per_unit,
        notes=notes,
    )


def _paid_for(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the terms, those of paying at little weight where another says for what: "what it paid for its lamps"."""
    paying = {stem(word) for word in _PAYING}
    if not any(t.stem not in paying and t.weight >= _TELLING for t in terms):
        return terms
    return tuple(replace(t, weight=min(t.weight, GENERIC_WEIGHT)) if t.stem in paying else t for t in terms)


def _capitals(text: str) -> str:
    """Return the text with the months and quarters of a hasty reader as articles write them: "march 2025"."""
    return _MONTH.sub(lambda match: match.group().capitalize(), text)


def _operation(folded: str, figures: tuple[Quantity, ...], mentions: tuple[Mention, ...]) -> str | None:
    names = tuple(dict.fromkeys(m.name for m in mentions))
    for mention in mentions:  # the "Mark 6 Plus" is no sum
        own = folded[mention.start : mention.end].replace("plus", "xxxx")
        folded = folded[: mention.start] + own + folded[mention.end :]
    for name, operation in OPERATIONS.items():
        if operation.asked(folded, figures, names):
            if name == "rate" and _DEARER.search(folded):
                return "difference"  # "how much cheaper is Acme than Boro per month"
            return name
    return None


def _focus(
    text: str,
    span: Span,
    lexicon: Lexicon,
    mentions: tuple[Mention, ...],
    dated: tuple[tuple[Period, Span], ...],
    figures: tuple[Quantity, ...],
) -> Focus:
    hidden = [Span(m.start, m.end) for m in mentions] + [s for _, s in dated]
    bare = [_number_span(q) for q in figures]
    return Focus(
        terms=topic(text, span, lexicon, [*hidden, *bare]),
        names=tuple(dict.fromkeys(m.name for m in mentions if span.start <= m.start and m.end <= span.end)),
        periods=tuple(p for p, s in dated if span.holds(s)),
        quantities=tuple(q for q in figures if span.holds(q.span)),
    )


def _number_span(quantity: Quantity) -> Span:
    """Return what of a quantity is no topic: "24 hours" as a whole, of "10,000 cars" the number."""
    if quantity.dimension not in ("count", "ordinal", "rank", "number") or quantity.low > _SMALL_NUMBER:
        return quantity.span
    first = next((t for t in tokens(quantity.surface) if t.text[0].isalpha() and t.start > 0), None)
    end = quantity.span.start + first.start if first is not None else quantity.span.end
    return Span(quantity.span.start, end)


def _side(
    text: str,
    side: Side,
    lexicon: Lexicon,
    mentions: tuple[Mention, ...],
    dated: tuple[tuple[Period, Span], ...],
    figures: tuple[Quantity, ...],
) -> Focus:
    """Return one side: its own words in full, what it shares with the others at less weight."""
    own = [_focus(text, span, lexicon, mentions, dated, figures) for span in side.own]
    shared = [_focus(text, span, lexicon, mentions, dated, figures) for span in side.shared]
    common = {term.stem for focus in shared for term in focus.terms}
    mine = {
        t.stem: replace(t, weight=round(t.weight * _SHARED, 3)) if t.stem in common else t
        for focus in own
        for t in focus.terms
    }
    rest = {
        term.stem: replace(term, weight=round(term.weight * _SHARED, 3))
        for focus in shared
        for term in focus.terms
        if term.stem not in mine
    }
    names = tuple(dict.fromkeys(name for focus in own for name in focus.names))
    dates = tuple(p for focus in own for p in focus.periods) or tuple(
        p for span in side.own for p, _ in periods(text[span.start : span.end])
    )
    return Focus(
        terms=(*mine.values(), *rest.values()),
        own=tuple(t for t in mine.values() if t.stem not in {o.stem for focus in shared for o in focus.terms}),
        side=True,
        dated=bool(dates),
        names=names or tuple(dict.fromkeys(name for focus in shared for name in focus.names)),
        periods=dates or tuple(p for focus in shared for p in focus.periods),
        quantities=tuple(q for focus in own for q in focus.quantities),
    )


def _noun(text: str, mentions: tuple[Mention, ...], lexicon: Lexicon) -> str | None:
    """Return what "how many" counts: "orders" in "how many new orders came in"."""
    match = _COUNTED.search(fold(text))
    if match is not None and not text[match.end() :].strip(" ?.!"):
        match = _MORE.search(fold(text))  # "which has more shops, and by how many?"
    if match is None:
        return None
    run: list[str] = []
    for token in tokens(text):
        if token.start < match.end():
            continue
        if any(m.start <= token.start < m.end for m in mentions):
            if run:
                break
            continue
        word = fold(token.text)
        if not run and word in _COMPARING:
            continue  # "how many more parcels"
        if unit_of(word) is not None or word in _not_counted():
            return None
        if word in stop_words() or word in comparing() or word[0].isdigit():
            break
        if run and _begins_clause(run[-1], word) and stem(word) not in lexicon.counted:
            break
        run.append(word)
    # "How many turbines stood idle" counts turbines: the last word that the articles count, else the last of all.
    return next((word for word in reversed(run) if stem(word) in lexicon.counted), run[-1] if run else None)


def _begins_clause(before: str, word: str) -> bool:
    """Say whether a word is the verb of what is counted: "how many people work", "how many ships built"."""
    several = before.endswith("s") or before in vocabulary("kinds_asked")["people"]
    return word.endswith(("ed", "ing")) or (several and base_of(word) is not None)


def _threshold(figures: tuple[Quantity, ...], operation: str | None) -> Quantity | None:
    counts = [q for q in figures if q.dimension in ("count", "ordinal", "number", "money")]
    if operation in ("rank", "extreme"):
        counts = [q for q in counts if q.low > _SMALL_NUMBER]  # "rank the five operators" names no number to reach
    return counts[0] if counts and operation in ("time_to_reach", "rank", "extreme") else None


def _inside(span: Span, mentions: tuple[Mention, ...]) -> bool:
    return any(m.start <= span.start < m.end for m in mentions)


@cache
def _chat() -> tuple[re.Pattern[str], ...]:
    talk = vocabulary("questions")["chat"]
    return tuple(map(re.compile, (*talk["wrapping"], *talk["patterns"])))


@cache
def _not_counted() -> frozenset[str]:
    return frozenset(("times", "percent", "percentage", "points", "lie"))
