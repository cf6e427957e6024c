"""Runs of capitalised words and codes, the raw material of names. Which of them are names is decided elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace

from documents.figures.kinds import is_cue
from documents.figures.tokens import Token
from documents.figures.units import unit_of
from documents.figures.verbs import ambiguous, base_of, is_a
from documents.figures.vocabulary import numbers, words
from documents.types import Span

_OPENERS = frozenset('.!?:“"‘•·*—–([')
_QUOTES = {'"': '"', "“": "”", "‘": "’", "«": "»"}
_LONGEST = 6  # words in a name
_BEFORE_MONTH = frozenset(
    ("in", "since", "until", "till", "by", "during", "from", "last", "next", "of", "early", "late")
)
_PREFIXES = frozenset(("co", "re", "anti", "non", "inter", "trans"))
_SYLLABLE = 5  # letters of a syllable in a given name of two: "Mi-rae"
_SPANS = frozenset(("year", "half", "quarter", "months", "weeks", "twelvemonth"))


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that stand together: "Bank of England". `acts`: a verb or a possessive ending follows."""

    words: tuple[str, ...]
    text: str
    span: Span
    starts: tuple[int, ...]  # offset of each word
    opening: bool = False  # at the start of a sentence
    owner: bool = False  # ends in 's
    acts: bool = False
    quoted: bool = False
    label: bool = False
    header: bool = False  # of a table: a column or row name

    def without_first(self) -> Run:
        """Return the run without its first word and the small words after it."""
        k = 1
        while k < len(self.words) and not capital(self.words[k]):
            k += 1
        if k >= len(self.words):
            return replace(self, words=())
        cut = self.starts[k] - self.span.start
        return replace(
            self,
            words=self.words[k:],
            starts=self.starts[k:],
            text=self.text[cut:],
            span=Span(self.starts[k], self.span.end),
            opening=False,
        )

    def without_last(self) -> Run:
        """Return the run without its last word."""
        k = len(self.words) - 1
        while k > 1 and not capital(self.words[k - 1]):
            k -= 1
        end = self.starts[k - 1] + len(self.words[k - 1])
        cut = self.text[: end - self.span.start]
        return replace(self, words=self.words[:k], starts=self.starts[:k], text=cut, span=Span(self.span.start, end))


def capital(word: str) -> bool:
    """Say whether the word is written as names are: "Acme", "iPad", "SU-27", not "acme"."""
    return word[:1].isupper() or any(letter.isupper() for letter in word[1:])


def generic(word: str) -> bool:
    """Say whether a capitalised word names nobody: an abbreviation, a weekday, a month, a unit, a cue of a kind."""
    low = word.lower()
    if unit_of(word) is not None:
        return True
    return (
        low in words("generic", name="names")
        or low in words("generic", "kinds", name="names")
        or low in words("demonyms", name="names")
        or low in numbers("months")
        or low in words("titles", name="names")
        or (low.endswith("s") and unit_of(low[:-1]) is not None)
        or low in words("function")
        or is_cue(low)
    )


def runs(tokens: tuple[Token, ...], closed: list[bool], label: bool = False) -> list[Run]:
    """Return the runs of capitals in tokens; `closed` marks tokens that belong to figures."""
    found: list[Run] = []
    i = 0
    quote_end = -1
    while i < len(tokens):
        if tokens[i].text in _QUOTES and i > quote_end:
            quoted, end = _quoted(tokens, i)
            quote_end = end
            if quoted is not None:
                found.append(quoted)
                i = end
                continue
        if closed[i] or not _starts(tokens, i):
            i += 1
            continue
        run, i = _run(tokens, i, closed, label)
        if run is not None:
            found.append(run)
    return found


def _starts(tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    if token.kind == "code":
        return any(letter.isupper() for letter in token.text) and "/" not in token.text and "@" not in token.text
    glued = i > 0 and not token.gap and tokens[i - 1].kind == "number"
    dates = i > 0 and token.low in numbers("months") and tokens[i - 1].low in _BEFORE_MONTH  # "In June Acme cut it"
    ends = i > 1 and tokens[i - 1].low == "to" and tokens[i - 2].low in _SPANS  # "in the year to June Acme's sales"
    dates = dates or (ends and token.low in numbers("months"))
    return token.kind == "word" and capital(token.text) and not glued and not dates


def _bare(token: Token) -> tuple[str, bool]:
    text = token.text.replace("’", "'")
    owned = text.endswith("'s") and len(text) > 2
    return (token.text[:-2] if owned else token.text), owned


def _run(tokens: tuple[Token, ...], i: int, closed: list[bool], label: bool) -> tuple[Run | None, int]:
    """Return the run that starts at i and the position after it."""
    listed: list[str] = []
    starts: list[int] = []
    end, owned, j = tokens[i].end, False, i
    while j < len(tokens) and len(listed) < _LONGEST and not closed[j]:
        token = tokens[j]
        if j > i and (token.line or (token.gap and token.start - tokens[j - 1].end > 1)):
            break
        if _starts(tokens, j):
            text, owned = _bare(token)
            if token.text.endswith(("'", "’")):
                text = token.text[:-1]
        elif j > i and token.gap and (_inner(tokens, j, closed) or _numbered(token)):
            text = token.text
        elif j > i and token.text in "-‑&" and j + 1 < len(tokens) and _hyphened(tokens, j):
            if not capital(tokens[j + 1].text):  # "Co-operative" is one word
                listed[-1], end, j = listed[-1] + token.text + tokens[j + 1].text, tokens[j + 1].end, j + 1
            j += 1
            continue
        else:
            break
        listed.append(text)
        starts.append(token.start)
        end = token.start + len(text)
        j += 1
        if owned:
            break
    owned = owned or _possessive(tokens, j)
    while listed and listed[0].lower().strip(".") in words("titles", name="names"):
        listed, starts = listed[1:], starts[1:]
    if not listed:
        return None, max(j, i + 1)
    begin = starts[0]
    text = _between(tokens[i:j], begin, end)
    opening = begin == tokens[i].start and (i == 0 or tokens[i].line or tokens[i - 1].text in _OPENERS)
    acts = owned or _apposed(tokens, j) or (j < len(tokens) and _agent(tokens[j].low) and not listed[-1].endswith("s"))
    return Run(tuple(listed), text, Span(begin, end), tuple(starts), opening, owned, acts, label=label), max(j, i + 1)


def _apposed(tokens: tuple[Token, ...], j: int) -> bool:
    """Say whether what the name is follows: "Acme, a Leeds carrier"."""
    return j + 1 < len(tokens) and tokens[j].text == "," and tokens[j + 1].low in ("a", "an", "the", "which", "who")


def _agent(low: str) -> bool:
    """Say whether the verb form tells of somebody acting: what precedes it is more likely a name than a topic."""
    base = base_of(low)
    acting = base is not None and (is_a(low, "say") or is_a(low, "hold"))
    return acting and base != low and not ambiguous(low)


def _inner(tokens: tuple[Token, ...], j: int, closed: list[bool]) -> bool:
    """Say whether a small word goes on with the name: "Bank | of | England"."""
    if tokens[j].low == "of" and tokens[j - 1].low not in words("institutions", name="names"):
        return False  # "Anna Keller of Hillmere Bank" are two names
    return tokens[j].low in words("inside", name="names") and _capital_next(tokens, j, closed)


def _numbered(token: Token) -> bool:
    """Say whether a number goes on with the name: "Model | 3"."""
    return token.kind == "number" and token.text.isdecimal() and len(token.text) <= 4


def _between(tokens: tuple[Token, ...], start: int, end: int) -> str:
    """Return the text between two offsets as the tokens spell it."""
    out = ""
    for token in tokens:
        if token.start >= start and token.start < end:
            out += (" " if token.gap and out else "") + token.text[: end - token.start]
    return out


def _capital_next(tokens: tuple[Token, ...], j: int, closed: list[bool]) -> bool:
    for k in (j + 1, j + 2):
        if k >= len(tokens) or closed[k] or tokens[k].line:
            return False
        if _starts(tokens, k):
            return True
        if tokens[k].low not in words("inside", name="names"):
            return False
    return False


def _hyphened(tokens: tuple[Token, ...], j: int) -> bool:
    after = tokens[j + 1]
    if tokens[j].text == "&":
        return after.kind == "word" and after.text[:1].isupper()
    if tokens[j].gap or after.gap or after.kind != "word":
        return False
    return after.text[:1].isupper() or tokens[j - 1].low in _PREFIXES or _given(tokens, j)


def _given(tokens: tuple[Token, ...], j: int) -> bool:
    """Say whether the hyphen at j joins the syllables of a given name: "Han Mi-rae", "Mi-rae Han"; not "Leeds-born"."""
    head, tail = tokens[j - 1], tokens[j + 1]
    short = len(head.text) <= _SYLLABLE and 1 < len(tail.text) <= _SYLLABLE and head.text.isalpha()
    if not short or tail.low.endswith("ed") or tail.low in words("compounding", name="names"):
        return False
    beside = [tokens[k] for k in (j - 2, j + 2) if 0 <= k < len(tokens)]
    return any(
        token.kind == "word" and token.text.istitle() and token.low not in words("function")
        and (head if token.start < head.start else token).gap
        for token in beside
    )  # fmt: skip


def _possessive(tokens: tuple[Token, ...], j: int) -> bool:
    """Say whether a detached 's stands at j, as after a number: "Model 3's"."""
    if j >= len(tokens) or tokens[j].gap:
        return False
    if tokens[j].text not in "'’":
        return False
    return j + 1 >= len(tokens) or tokens[j + 1].gap or (tokens[j + 1].low == "s" and not tokens[j + 1].gap)


def _quoted(tokens: tuple[Token, ...], i: int) -> tuple[Run | None, int]:
    """Return the coined name in the quotation that opens at i, if it is one, and the position of the closing mark."""
    close = _QUOTES[tokens[i].text]
    listed: list[Token] = []
    for j in range(i + 1, min(i + 8, len(tokens))):
        if tokens[j].text == close and listed:
            content = [token for token in listed if token.text not in ".,"]
            small = [t for t in content if not capital(t.text) and t.low not in words("function")]
            if len(content) < 2 or small or not all(t.kind in ("word", "code") for t in content):
                return None, j
            if not capital(content[0].text) or len([t for t in content if capital(t.text)]) < 2:
                return None, j
            texts = tuple(_bare(token)[0] for token in content)
            start, end = content[0].start, content[-1].start + len(texts[-1])
            return Run(texts, " ".join(texts), Span(start, end), tuple(t.start for t in content), quoted=True), j
        listed.append(tokens[j])
    return None, i
