"""Words of a question that narrow what is counted or measured to a part, which a figure of the whole is none of.

"How many women work there?", "online sales", "people under 60", "without the bonus": what the article tells of all
is no answer, unless the article is about that part throughout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from assistant.corpus import Corpus
from assistant.left_out import leaves_out, telling, told
from assistant.own_words import own_words
from assistant.types import Focus, Question
from assistant.words import WordSet, fold, stem, stems, stop_words, vocabulary
from documents.figures.types import Figure

_THROUGHOUT = 3  # times that an article says a word of what it is about throughout
_AGED = re.compile(
    r"\b(?P<way>under|below|younger than|over|above|older than|aged|at least|up to) (?P<years>\d{1,3})\b"
    r"(?! ?(?:%|per ?cent|million|billion|thousand|[a-z]*s\b))"
)
_PEOPLE = re.compile(
    r"\b(?:people|persons|adults|women|men|patients|those|customers|voters|children|users|volunteers|players|buyers"
    r"|residents|drivers|anyone|everyone|readers|workers|employees|members|citizens|participants)\b[^.?]{0,12}$"
)
_YOUNGER = frozenset(("under", "below", "younger than", "up to"))
_BEING = re.compile(r"\b(?:is|are|was|were|be|been|being|at once) $")
_TELLING = 0.6
_NOTHING = WordSet.of(())


@dataclass(frozen=True, slots=True)
class Narrowed:
    """To what a question narrows what it asks for."""

    words: tuple[tuple[str, ...], ...] = ()  # of each part the forms by which it may be told
    beside: tuple[tuple[str, tuple[str, ...]], ...] = ()  # stem of what is called so right behind the word, and forms
    ages: tuple[tuple[bool, str], ...] = ()  # whether those younger are asked, and than what
    telling: WordSet = _NOTHING  # of what is asked for


def narrowed(question: Question, focus: Focus, corpus: Corpus) -> Narrowed:
    """Read to what a question narrows what it asks of a focus."""
    if focus.anchors:
        return Narrowed()
    names = tuple((m.start, m.end) for m in corpus.lexicon.mentions(question.standalone, asked=True))
    read = _read(question.standalone, names)
    wanted = telling((term.stem for term in focus.terms if term.weight >= _TELLING), question.standalone)
    if question.operation is None and not question.foci:
        return replace(read, beside=(), telling=wanted)
    own = {t.stem for t in focus.terms}
    beside = tuple((s, w) for s, w in read.beside if not focus.side or any(own.issuperset(stems(f)) for f in w))
    return Narrowed(beside=beside, ages=read.ages, telling=wanted)


def is_narrowed(asked: Narrowed) -> bool:
    """Say whether a question narrows what it asks for by a word of its own."""
    return bool(asked.words or asked.beside or asked.ages)


def of_whole(asked: Narrowed, figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure is of the whole, or leaves out what is asked, and so of no part that is asked for."""
    return (
        any(not _told(forms, figure, corpus) for forms in asked.words)
        or any(own_words(figure).all.meets(noun) and not _told(forms, figure, corpus) for noun, forms in asked.beside)
        or any(not _aged(younger, years, figure, corpus) for younger, years in asked.ages)
        or leaves_out(asked.telling, corpus.once(told, figure))
    )


def untold(asked: Narrowed, text: str, near: Figure | None, corpus: Corpus) -> str:
    """Return how a question says to what part it narrows, where the nearest figure is of the whole; "" elsewhere."""
    folded = fold(text)
    for forms in asked.words:
        said = _any_form(forms).search(folded)
        if said is not None and (near is None or not _told(forms, near, corpus)):
            return text[said.start() : said.end()]
    for younger, years in asked.ages:
        aged = next((m for m in _AGED.finditer(folded) if m["years"] == years), None)
        if aged is not None and (near is None or not _aged(younger, years, near, corpus)):
            return text[aged.start() : aged.end()]
    return ""


def speaks_of_part(asked: Narrowed, document: str, sentence: int, corpus: Corpus) -> bool:
    """Say whether a sentence without figures speaks of the parts that are asked for, or its headings do."""
    article = corpus.documents[document]
    texts = (
        corpus.text(document, sentence),
        article.title,
        *article.sections[article.sentences[sentence].section].path,
    )
    told = fold(" ".join(texts))
    return all(_any_form(forms).search(told) for forms in asked.words)


@lru_cache(maxsize=64)
def _read(standalone: str, names: tuple[tuple[int, int], ...]) -> Narrowed:
    folded = fold(standalone)

    def named(start: int) -> bool:
        return any(first <= start < last for first, last in names)

    found = [(forms, m) for forms, pattern in _groups() for m in pattern.finditer(folded) if not named(m.start())]
    words = tuple(dict.fromkeys(forms for forms, m in found if _narrows(folded, m, named)))
    ages = tuple(
        (m["way"] in _YOUNGER, m["years"]) for m in _AGED.finditer(folded) if _PEOPLE.search(folded[: m.start()])
    )
    beside = tuple(
        dict.fromkeys((stem(behind[1]), forms) for forms, m in found if (behind := _behind(folded, m, named)))
    )
    return Narrowed(words, beside, ages)


def _narrows(folded: str, match: re.Match[str], named: Callable[[int], bool]) -> bool:
    if match.group() not in vocabulary("narrowing")["part"]["before"]:
        return _BEING.search(folded[: match.start()]) is None  # "were online at once"
    return _behind(folded, match, named) is not None


def _behind(folded: str, match: re.Match[str], named: Callable[[int], bool]) -> re.Match[str] | None:
    """Return the word right behind one that narrows, where it is a thing: who "used Acme before" had no used one."""
    if named(match.end() + 1):
        return None
    following = re.match(r" ([a-z-]+)", folded[match.end() :])
    small = following is not None and (
        following[1] in vocabulary("narrowing")["part"]["follow"] or following[1] in stop_words()
    )
    return None if small else following


def _texts(figure: Figure, corpus: Corpus) -> Sequence[str]:
    """Return what stands with a figure: its sentence, label, headings, row and column, folded."""
    article = corpus.documents[figure.document]
    sentence = article.sentences[figure.sentence]
    block = article.blocks[sentence.block]
    lead = article.quote(article.blocks[block.lead].span) if block.lead is not None else ""
    called = (figure.row, figure.column, figure.group, figure.subject, *figure.subjects, figure.metric, block.label)
    own = "" if figure.column is not None else article.quote(sentence.span)
    return tuple(fold(text) for text in (*called, own, lead, *article.sections[sentence.section].path) if text)


def _told(forms: tuple[str, ...], figure: Figure, corpus: Corpus) -> bool:
    pattern = _any_form(forms)
    texts: Sequence[str] = corpus.once(_texts, figure)
    if any(pattern.search(text) for text in texts):
        return True
    article = corpus.documents[figure.document]
    if pattern.search(fold(article.title)):
        return True
    return bool(corpus.once(_often, figure.document, forms) >= _THROUGHOUT)


def _often(document: str, forms: tuple[str, ...], corpus: Corpus) -> int:
    return len(_any_form(forms).findall(fold(corpus.documents[document].text)))


def _aged(younger: bool, years: str, figure: Figure, corpus: Corpus) -> bool:
    """Say whether people of an age are told of with a figure, or in the sentence before."""
    texts = [*corpus.once(_texts, figure)]
    if figure.sentence:
        texts.append(fold(corpus.text(figure.document, figure.sentence - 1)))
    return any(
        m["years"] == years and (m["way"] in _YOUNGER) == younger for text in texts for m in _AGED.finditer(text)
    )


@cache
def _groups() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    return tuple((tuple(group), _any_form(tuple(group))) for group in vocabulary("narrowing")["part"]["groups"])


@cache
def _any_form(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(form) for form in forms)})(?![\w-])")
