"""The people and bodies of an article: what each is called by, and whom "she" and "the director" mean.

Read from the text alone: appositions ("Ida Fenn, its director"), titles before a name, the person named last.
"""

from __future__ import annotations

import re
from functools import cache

from assistant.corpus import Corpus
from assistant.lexicon import Mention
from assistant.words import fold, is_english, stem, stems, stop_words, tokens, vocabulary
from documents.figures.vocabulary import words

_LONGEST_ROLE = 70  # characters of an apposition
_BACK = 12  # sentences in which "she" may find the one she is
_AFTER = re.compile(r", ([^,.;:()\"“”]{3,70})(?=[,.;)]| who\b)")
_BEFORE = re.compile(
    r"((?:\b(?:an?|the|its|their|our|his|her|my)\b|[^\W\d_][\w-]*'s?) (?:[\w'-]+ ){0,5}[\w-]+),? (?:by )?$",
    re.IGNORECASE,
)
_BECAME = re.compile(
    r"(?:, who)?(?: \w+){1,3}? (?:as|became) (?:an? |the |its |their )?([a-z][\w' -]{3,40}?)"
    r"(?=[,.;]| (?:in|on|of|since|when|from) )"
)
# It begins at the first capital of a word, "McFenn", so that a word of capitals is not tried from each of them.
_TITLE = re.compile(r"(?<![\w.-])(?:(?![A-Z])[\w.-])*+((?:[A-Z][\w.-]++ ){1,3})$")
_PLACED = re.compile(r"\b(?:in|at|from|near|outside|around|off|of|to)(?: the)? $")


class People:
    """The names that read as a person's in an article; of all that are known each is looked at when it is asked for."""

    def __init__(self, document: str, corpus: Corpus) -> None:
        self._text = corpus.documents[document].text
        self._names = corpus.lexicon.names
        self._sure = corpus.people(document)
        self._bodies = frozenset(corpus.named(document).bodies)
        self._told: dict[str, bool] = {}

    def __contains__(self, name: str) -> bool:
        if name not in self._told:
            self._told[name] = name in self._sure or (name in self._names and self._reads_as_person(name))
        return self._told[name]

    def _reads_as_person(self, name: str) -> bool:
        return name not in self._bodies and _personal(name) and not _set_in_place(self._text, name)


def people(corpus: Corpus, document: str) -> People:
    """Return the names that read as a person's."""
    found: People = corpus.once(People, document)
    return found


def _personal(name: str) -> bool:
    """Say whether a name has the shape of a person's: two or three words, no body's, the last in no dictionary."""
    parts = name.split()
    bodies = _body_words()
    shaped = all(p[:1].isupper() and p[1:2].islower() and fold(p).strip(".") not in bodies for p in parts)
    return shaped and 2 <= len(parts) <= 3 and not is_english(parts[-1])


def _set_in_place(text: str, name: str) -> bool:
    """Say whether a name stands mostly after "the" or "in": a body or a place."""
    places = [m.start() for m in re.finditer(re.escape(name), text)]
    placed = sum(1 for at in places if re.search(r"\b(?:the|in|at|from|near) $", text[max(0, at - 6) : at].lower()))
    return bool(places) and placed * 2 > len(places)


def role(corpus: Corpus, text: str, mention: Mention) -> str | None:
    """Return what the sentence says that somebody is: "its director", "head of operations", "a retired pilot"."""
    after = _AFTER.match(text, mention.end)
    if after is not None and _is_role(after.group(1)):
        return after.group(1).strip()
    became = _BECAME.match(text, mention.end)
    if became is not None and _is_role("the " + became.group(1)):
        return became.group(1).strip()
    head = text[max(0, mention.start - 90) : _title_start(text, mention)]
    before = _BEFORE.search(head)
    if before is not None and _is_role(before.group(1)):
        phrase = before.group(1)
        first, _, rest = phrase.partition(" ")
        return f"{first.lower()} {rest}" if fold(first) in stop_words() else phrase
    return None


def called(text: str, mention: Mention) -> str:
    """Return the name as written with the title before it: "Dr Ida Fenn", "Captain Fenn"."""
    return text[_title_start(text, mention) : mention.end]


def full_name(text: str, mention: Mention) -> str:
    """Return the name with its title, written out where the sentence has the surname alone."""
    shown = called(text, mention)
    return mention.name if shown != mention.name and mention.name.endswith(f" {shown}") else shown


def _title_start(text: str, mention: Mention) -> int:
    match = _TITLE.search(text[: mention.start])
    if match is None:
        return mention.start
    titles = words("titles", name="names") | words("human", name="names")
    run = match.group(1).split()
    if fold(run[-1]).strip(".") not in titles:
        return mention.start
    keep = 1
    while keep < len(run) and keep < 3 and run[-keep - 1][:1].isupper() and match.start() + keep > 0:
        keep += 1
    start = mention.start - len(" ".join(run[-keep:])) - 1
    return start


def _is_role(phrase: str) -> bool:
    """Say whether a phrase names a role or a body: it is determined or opens with the noun of one."""
    own = [t.text if t.text[0].isupper() and i else fold(t.text) for i, t in enumerate(tokens(phrase))]
    if not own or len(phrase) > _LONGEST_ROLE or own[0] in _no_role() or own[-1] in stop_words():
        return False
    nouns = words("human", name="names") | words("titles", name="names") | _bodies() | _leaders()
    held = [i for i, w in enumerate(own) if w in nouns or (len(w) > 5 and w.endswith(("ist", "or", "ian", "eer")))]
    determined = bool(_DETERMINED.match(fold(phrase)))
    return (bool(held) and (determined or held[0] < 4)) or (own[0] in ("a", "an") and len(own) >= 2)


_DETERMINED = re.compile(r"(?:an?|the|its|their|our|his|her|my|now|[^\W\d_][\w-]*'s?) ")


@cache
def _no_role() -> frozenset[str]:
    return frozenset(vocabulary("replies")["leading"]["no_role"])


@cache
def _bodies() -> frozenset[str]:
    return words("roles", "company", name="names")


@cache
def _body_words() -> frozenset[str]:
    return _bodies() | words("corporate", name="names") | frozenset(vocabulary("replies")["bodies"]["words"])


@cache
def _leaders() -> frozenset[str]:
    return frozenset(vocabulary("replies")["leading"]["nouns"])


def leads(phrase: str) -> bool:
    """Say whether a role is that of somebody who runs a thing."""
    return bool({stem(w) for w in _leaders()} & set(stems(phrase)))


def runs(phrase: str) -> bool:
    """Say whether a role is that of somebody who runs a thing from day to day, rather than presides over it."""
    return bool({stem(w) for w in vocabulary("replies")["leading"]["daily"]} & set(stems(phrase)))


def in_place(text: str, mention: Mention) -> bool:
    """Say whether a name stands where a place does: "in Acmeton"."""
    return _PLACED.search(fold(text[: mention.start])) is not None


def referent(corpus: Corpus, document: str, sentence: int, pronoun: str = "") -> tuple[str, int] | None:
    """Return the person last named before a sentence, in its section, and the sentence that names them."""
    article = corpus.documents[document]
    known = people(corpus, document)
    wanted = {"he": -1, "him": -1, "his": -1, "she": 1, "her": 1}.get(pronoun, 0)
    section = article.sentences[sentence].section
    second: tuple[str, int] | None = None
    weak = False  # whether the second is only somebody whose words are told on the way
    for position in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
        if article.sentences[position].section != section:
            break
        named = [m.name for m in corpus.lexicon.mentions(corpus.text(document, position)) if m.name in known]
        named = [name for name in named if _gender(corpus, document, name) * wanted >= 0]
        sure = [name for name in named if _gender(corpus, document, name) * wanted > 0]
        if sure:
            return sure[0], position
        beside = position == sentence - 1 and article.sentences[position].block == article.sentences[sentence].block
        if beside and named and _opens(corpus.text(document, position), named[0]):
            return named[0], position  # "The analyst Ida Fenn doubts it. ... she said", whoever "she" was further off
        aside = bool(named) and _aside(corpus.text(document, position), named[0])
        if named and (second is None or weak):
            second, weak = (named[0], position), aside
    return second


def _gender(corpus: Corpus, document: str, name: str) -> int:
    return int(corpus.once(_told_gender, name, document))


def _told_gender(name: str, document: str, corpus: Corpus) -> int:
    """Return 1 where the text speaks of "she" beside a name, -1 of "he", 0 where it tells neither."""
    article = corpus.documents[document]
    known = people(corpus, document)
    votes = 0
    for i in range(len(article.sentences)):
        text = corpus.text(document, i)
        held = {m.name for m in corpus.lexicon.mentions(text) if m.name in known}
        if held != {name}:
            continue
        at = text.find(name.split()[-1])
        after = fold(text[at:])
        if i + 1 < len(article.sentences) and article.sentences[i + 1].block == article.sentences[i].block:
            follows = fold(corpus.text(document, i + 1))
            after += " " + (
                follows[:4] if not _aside(text, name) and follows[:3] in ("she", "he ", "her", "his") else ""
            )
            said = _TAG.match(follows)
            after += f" {said.group(1)}" if said is not None and _opens(text, name) else ""
        votes += len(_HERS.findall(after)) - len(_HIS.findall(after))
        before = fold(text[max(0, at - 40) : at])
        votes += 2 * bool(_WOMAN.search(before)) - 2 * bool(_MAN.search(before))
    return (votes > 0) - (votes < 0)


def _opens(text: str, name: str) -> bool:
    """Say whether a sentence opens with a name, or with what somebody is and the name: "The analyst Ida Fenn"."""
    at = text.find(name if name in text else name.split()[-1])
    return at >= 0 and "," not in text[:at] and len(text[:at].split()) <= _OPENING


def _aside(text: str, name: str) -> bool:
    """Say whether a sentence names somebody only as the one who says it: "it may, Fenn says, end"."""
    return re.search(rf", {re.escape(name.split()[-1])} \w+,", text) is not None


_OPENING = 4  # words before a name that still opens a sentence: "The former union leader Ida Fenn"
_TAG = re.compile(r'["“][^"“”]{2,900}["”] (he|she) \w+')  # of a quotation: "..., she said"
_HERS = re.compile(r"\b(?:she|her|hers|herself)\b")
_HIS = re.compile(r"\b(?:he|him|his|himself)\b")
_WOMAN = re.compile(r"\b(?:mrs|ms|madam|lady|daughter|sister|wife|mother|spokeswoman|chairwoman|queen)\b")
_MAN = re.compile(r"\b(?:mr|sir|lord|son|brother|husband|father|spokesman|chairman|king)\b")
