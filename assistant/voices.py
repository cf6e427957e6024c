"""Whose words the sentences of an article are: "..., says Ida Fenn", "according to the union", "she told me"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.corpus import Corpus
from assistant.lexicon import Mention
from assistant.people import in_place, people, referent
from assistant.words import fold, stem, vocabulary

_QUOTED = re.compile(r'["“][^"“”]{2,900}["”]?|(?<=[\s(])[^"“”]{2,900}”')
_MARK = re.compile(r'["“”]')
_ACCORDING = re.compile(r"\baccording to |\bin the (?:view|words|eyes|opinion) of ")
_CREDIT = re.compile(r"(?:by|interview(?:ed)?|words|text|photos?|questions|interview by)\b")
_NOUN_PHRASE = re.compile(r"\b((?:the|a|an|his|her|its|their|one) (?:[\w'-]+ ){0,6}?[\w'-]+)[ ,]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a sentence: a name of the lexicon where there is one, and the words that say so."""

    name: str | None
    words: str  # as written: "the riders' union"; the name where a pronoun stands for it
    quotes: bool  # whether the sentence holds words in quotation marks
    named_in: int  # the sentence that names the speaker


def voices(corpus: Corpus, document: str) -> tuple[Voice | None, ...]:
    """Return the speaker of each sentence of an article, None where the author speaks."""
    found: tuple[Voice | None, ...] = corpus.once(_voices, document)
    return found


def _voices(document: str, corpus: Corpus) -> tuple[Voice | None, ...]:
    article = corpus.documents[document]
    found: list[Voice | None] = []
    begun = False  # whether a quotation goes on from the sentence before
    for i, sentence in enumerate(article.sentences):
        text = corpus.text(document, i)
        inside = begun and i > 0 and article.sentences[i - 1].block == sentence.block
        quoted = _quoted(text, inside)
        begun = _goes_on(text, inside)
        outside = _without(text, quoted)
        voice = _speaker(corpus, document, i, outside, bool(quoted))
        voice = _interviewed(corpus, document, i) if voice is None else voice
        before = found[-1] if found and article.sentences[i - 1].block == sentence.block else None
        if voice is None and quoted and before is not None and _only_quoted(outside):
            voice = Voice(before.name, before.words, True, before.named_in)
        elif voice is None and quoted and _only_quoted(outside):
            voice = _after_deed(corpus, document, i, found)
        found.append(voice)
    for i in range(len(found) - 2, -1, -1):  # "Heat is wasted," and the next sentence tells who says so
        after = found[i + 1]
        same = article.sentences[i].block == article.sentences[i + 1].block
        text = corpus.text(document, i)
        alone = text.lstrip()[:1] in '"“' and _only_quoted(_without(text, [m.span() for m in _QUOTED.finditer(text)]))
        if found[i] is None and same and after is not None and after.quotes and alone:
            found[i] = after
    return tuple(found)


def _after_deed(corpus: Corpus, document: str, i: int, found: list[Voice | None]) -> Voice | None:
    """Return who spoke two sentences before, where the one between only tells of them: "She has not given up." """
    article = corpus.documents[document]
    if i < 2 or len({article.sentences[j].block for j in (i - 2, i - 1, i)}) > 1:
        return None
    spoke, between = found[i - 2], corpus.text(document, i - 1)
    own = _THEY.match(fold(between)) is not None and not corpus.lexicon.mentions(between)
    return Voice(spoke.name, spoke.words, True, spoke.named_in) if spoke is not None and own else None


_THEY = re.compile(r"(?:he|she) ")


def _quoted(text: str, inside: bool) -> list[tuple[int, int]]:
    """Return what of a sentence stands in quotation marks, from its beginning where a quotation goes on."""
    closing = next((m.end() for m in _MARK.finditer(text)), len(text)) if inside else 0
    rest = [(m.start() + closing, m.end() + closing) for m in _QUOTED.finditer(text[closing:])]
    return [span for span in ((0, closing), *rest) if len(text[slice(*span)].split()) > 1]


def _goes_on(text: str, inside: bool) -> bool:
    """Say whether a quotation is still open at the end of a sentence."""
    for mark in _MARK.finditer(text):
        inside = mark.group() == "“" or (mark.group() == '"' and not inside)
    return inside


def interviewee(corpus: Corpus, document: str) -> tuple[str, int] | None:
    """Return who answers in an interview and the sentence that names them: the person of its introduction."""
    asked = corpus.answers(document).values()
    article = corpus.documents[document]
    first = min((b for b in asked if article.blocks[b].kind != "heading"), default=None)
    if first is None:
        return None
    known = people(corpus, document)
    for i, sentence in enumerate(article.sentences):
        if sentence.block >= first:
            return None
        text = corpus.text(document, i)
        if article.blocks[sentence.block].label is None and not _CREDIT.match(fold(text)):
            named = next((m.name for m in corpus.lexicon.mentions(text) if m.name in known), None)
            if named is not None:
                return named, i
    return None


def _interviewed(corpus: Corpus, document: str, i: int) -> Voice | None:
    article = corpus.documents[document]
    asked = corpus.answers(document).get(article.sentences[i].block)
    if asked is None or article.blocks[asked].kind == "heading":
        return None
    who = interviewee(corpus, document)
    return Voice(who[0], who[0], False, who[1]) if who is not None else None


def quoted_in(text: str) -> tuple[str, ...]:
    """Return what stands in quotation marks in a text, longer than one word."""
    return tuple(m.group().strip('"“” ,.') for m in _QUOTED.finditer(text) if len(m.group().split()) > 1)


def only_quotes(corpus: Corpus, document: str, i: int) -> bool:
    """Say whether a sentence is nothing but somebody's words, in quotation marks or in the midst of such."""
    return bool(corpus.once(_quotes_alone, document)[i])


def _quotes_alone(document: str, corpus: Corpus) -> tuple[bool, ...]:
    article = corpus.documents[document]
    found, begun = [], False
    for i, sentence in enumerate(article.sentences):
        text = corpus.text(document, i)
        inside = begun and i > 0 and article.sentences[i - 1].block == sentence.block
        begun = _goes_on(text, inside)
        found.append(bool(quoted := _quoted(text, inside)) and _only_quoted(_without(text, quoted)))
    return tuple(found)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _only_quoted(outside: str) -> bool:
    return len(outside.split()) <= 2


def _speaker(corpus: Corpus, document: str, i: int, outside: str, quotes: bool) -> Voice | None:
    according = _ACCORDING.search(outside)
    mentions = corpus.lexicon.mentions(outside)
    if according is not None:
        after = next((m for m in mentions if 0 <= m.start - according.end() <= 25), None)
        if after is not None:
            return Voice(after.name, outside[after.start : after.end], quotes, i)
    folded = fold(outside)
    for verb in _verbs().finditer(folded):
        if verb.group() in ("called", "described") and folded[: verb.start()].rstrip()[-1:] == ",":
            continue  # "the trial, called Acme": a name, no speech
        voice = _beside(corpus, document, i, outside, verb.span(), mentions, quotes)
        if voice is not None:
            return voice
    return None


def _beside(
    corpus: Corpus, document: str, i: int, outside: str, verb: tuple[int, int], mentions: tuple[Mention, ...],
    quotes: bool,
) -> Voice | None:  # fmt: skip
    """Return who stands before or after a verb of speech: a name, a pronoun, "the union"."""
    known = people(corpus, document)
    head, tail = outside[: verb[0]], outside[verb[1] :]
    clause = max(head.rfind(". "), head.rfind("; "), 0)
    before = [m for m in mentions if clause <= m.start and m.end <= verb[0] and not in_place(outside, m)]
    before = _of_clause(head, before)
    near_pronoun = re.search(r"\b(he|she|i)(?: \w+ly| has| had| also| then)* $", fold(head))
    if near_pronoun is None:
        following = re.match(r" (he|she)\b", fold(tail))
        near_pronoun = following
    if near_pronoun is not None:
        return _pronoun(corpus, document, i, outside, near_pronoun.group(1), before, quotes)
    opening = re.match(r"\W*(he|she|i)\b", fold(outside[clause:]))
    if opening is not None and not any(m.name in known for m in before):
        return _pronoun(corpus, document, i, outside, opening.group(1), [], quotes)
    after = next((m for m in mentions if 0 <= m.start - verb[1] <= 40), None)
    inverted = after is not None and re.fullmatch(r" (?:[\w'.-]+,? ){0,6}", outside[verb[1] : after.start]) is not None
    if inverted and after is not None and (quotes or not before) and not re.search(r" (?:to|that|of) ", tail[:25]):
        return Voice(after.name, outside[after.start : after.end], quotes, i)
    phrase = _NOUN_PHRASE.search(head)
    if before and phrase is not None and _set_off(head, phrase, before):
        return _described(corpus, document, i, phrase.group(1), quotes)
    if before:
        subject = next((m for m in before if m.name in known), before[0])
        return Voice(subject.name, outside[subject.start : subject.end], quotes, i)
    return Voice(None, phrase.group(1), quotes, i) if phrase is not None and len(head) - phrase.start() < 60 else None


def _set_off(head: str, phrase: re.Match[str], before: list[Mention]) -> bool:
    """Say whether commas set a noun off from the names before it: "What Acme wants, the analyst | argued"."""
    inside = any(m.end > phrase.start() for m in before)
    return not inside and head[: phrase.start()].rstrip()[-1:] == "," and not head[phrase.end(1) :].strip()


def _described(corpus: Corpus, document: str, i: int, phrase: str, quotes: bool) -> Voice:
    """Return who "the analyst" is: the one that the sentence before calls "an analyst at Acme", where it does."""
    article = corpus.documents[document]
    if i and article.sentences[i - 1].block == article.sentences[i].block and fold(phrase).startswith("the "):
        text = corpus.text(document, i - 1)
        called = re.search(rf"\ban? {re.escape(fold(phrase)[4:])} (?:at|of|from|with|for) ", fold(text))
        told = corpus.lexicon.mentions(text) if called is not None else ()
        body = next((m for m in told if called is not None and 0 <= m.start - called.end() <= len("the ")), None)
        if body is not None:
            return Voice(body.name, phrase, quotes, i - 1)
    return Voice(None, phrase, quotes, i)


_JOINS = re.compile(r", (?:and|but|while|although|though|whereas) ")


def _of_clause(head: str, before: list[Mention]) -> list[Mention]:
    """Return the names of the last clause before a verb, where it has any: "The loom is slow, and Acme | says"."""
    joins = max((m.end() for m in _JOINS.finditer(head)), default=0)
    return [m for m in before if m.start >= joins] or before


def _pronoun(
    corpus: Corpus, document: str, i: int, outside: str, pronoun: str, before: list[Mention], quotes: bool
) -> Voice | None:
    """Return whom "she" means: somebody named earlier in the sentence, else the one named last before it."""
    if pronoun == "i":
        return None
    known = people(corpus, document)
    same = [m for m in before if m.name in known]
    if same:
        return Voice(same[0].name, outside[same[0].start : same[0].end], quotes, i)
    who = referent(corpus, document, i, pronoun)
    return Voice(who[0], who[0], quotes, who[1]) if who is not None else None


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    verbs = sorted(vocabulary("replies")["speech"]["verbs"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(verbs) + r")\b")


@lru_cache(maxsize=1)
def speech_stems() -> frozenset[str]:
    """Return the stems of the verbs of speech."""
    return frozenset(stem(verb.split()[0]) for verb in vocabulary("replies")["speech"]["verbs"])
