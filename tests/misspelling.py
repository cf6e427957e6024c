"""Questions as hasty fingers type them: one or two edits in words of four letters and more, the same for a seed.

Two of three questions get one edit; the others two, in one word of seven letters or more or in two words. Numbers and
codes stay as they are. An edit may make another word ("sales" -> "sails"): who counts can tell such cases apart.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"(?<![\w&.'’-])[^\W\d_]{4,}(?![\w&])")
_TWICE_FROM = 7  # letters of a word that may get both edits
_ONE_EDIT = 2 / 3
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A word, how it was typed, and the kinds of edit that made it so, in the order in which they were made."""

    word: str
    typed: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A question with mistakes; `row` is its place among the clean questions."""

    row: int
    text: str
    mistakes: tuple[Mistake, ...]

    @property
    def kind(self) -> str:
        """The kind of the one edit, else where the two stand."""
        if len(self.mistakes) == 2:
            return "two words"
        kinds = self.mistakes[0].kinds
        return kinds[0] if len(kinds) == 1 else "one word twice"


def near_keys(letter: str) -> str:
    """Return the letters around a letter on the keyboard; a letter that has no key there has none."""
    for at, row in enumerate(_ROWS):
        place = row.find(letter)
        if place < 0:
            continue
        # Each row starts a good half key to the right of the one above.
        beside = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
        above = _ROWS[at - 1][place : place + 2] if at else ""
        below = _ROWS[at + 1][max(0, place - 1) : place + 1] if at + 1 < len(_ROWS) else ""
        return beside + above + below
    return ""


def _insertion(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    key = chance.choice(near_keys(word[at]) or word[at])
    at += chance.randrange(2)
    return word[:at] + key + word[at:]


def _deletion(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _substitution(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + chance.choice(near_keys(word[at]) or word[at]) + word[at + 1 :]


def _transposition(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _doubling(word: str, chance: random.Random) -> str:
    """Return the word with one of a double letter dropped, or, where it has none, with a letter doubled."""
    doubled = [at for at in range(len(word) - 1) if word[at] == word[at + 1]]
    if doubled:
        at = chance.choice(doubled)
        return word[:at] + word[at + 1 :]
    at = chance.randrange(len(word))
    return word[: at + 1] + word[at:]


EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "insertion": _insertion,
    "deletion": _deletion,
    "substitution": _substitution,
    "transposition": _transposition,
    "doubling": _doubling,
}


def misspelt(questions: Sequence[str], count: int, seed: int) -> tuple[Misspelt, ...]:
    """Return `count` misspelt questions, each question in turn as often as the next one."""
    chance = random.Random(seed)
    able = [row for row, question in enumerate(questions) if _WORD.search(question)]
    made: list[Misspelt] = []
    while able and len(made) < count:
        for row in chance.sample(able, len(able))[: count - len(made)]:
            made.append(_with_mistakes(row, questions[row], chance))
    return tuple(made)


def _with_mistakes(row: int, question: str, chance: random.Random) -> Misspelt:
    words = list(_WORD.finditer(question))
    edits = 1 if chance.random() < _ONE_EDIT else 2
    long = [word for word in words if len(word[0]) >= _TWICE_FROM]
    if edits == 2 and long and (len(words) < 2 or chance.random() < 1 / 2):
        chosen = [(chance.choice(long), 2)]
    else:
        chosen = [(word, 1) for word in chance.sample(words, min(edits, len(words)))]
    mistakes: list[Mistake] = []
    for word, times in sorted(chosen, key=lambda item: -item[0].start()):
        mistake = _mistake(word[0], times, chance)
        mistakes.insert(0, mistake)
        question = question[: word.start()] + mistake.typed + question[word.end() :]
    return Misspelt(row, question, tuple(mistakes))


def _mistake(word: str, times: int, chance: random.Random) -> Mistake:
    while True:
        typed, kinds = word.lower(), []
        for _ in range(times):
            kind = chance.choice(list(EDITS))
            before, typed = typed, EDITS[kind](typed, chance)
            if typed == before:
                break
            kinds.append(kind)
        if len(kinds) == times and typed != word.lower():
            return Mistake(word, _cased(typed, word), tuple(kinds))


def _cased(typed: str, word: str) -> str:
    """Return the letters in capitals where those of the word are: fingers slip, the shift key stays."""
    if word.isupper():
        return typed.upper()
    return typed[:1].upper() + typed[1:] if word[:1].isupper() else typed
