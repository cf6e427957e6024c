"""How likely a word is typed as another: fingers slip to a key nearby, swap two letters or double one."""

from __future__ import annotations

from functools import cache, lru_cache
from string import ascii_lowercase

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
# Tenfold steps by which each slip is less likely than typing the word; the exact values matter little, the order does.
_SWAP, _DOUBLE, _NEAR_KEY, _LEFT_OUT, _VOWEL, _EXTRA, _OTHER = 1.8, 1.8, 2.1, 2.2, 2.2, 2.6, 3.2
LEAST = _SWAP
_FIRST = 0.4  # people see a wrong first letter
_VOWELS = frozenset("aeiouy")


def one_slip(typed: str) -> list[str]:
    """Return what may have been meant by letters with one left out, added, replaced or swapped."""
    halves = [(typed[:at], typed[at:]) for at in range(len(typed) + 1)]
    added = [left + letter + right for left, right in halves for letter in ascii_lowercase]
    replaced = [left + letter + right[1:] for left, right in halves if right for letter in ascii_lowercase]
    dropped = [left + right[1:] for left, right in halves if right]
    swapped = [left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1]
    return added + replaced + dropped + swapped


@cache
def near_keys(letter: str) -> frozenset[str]:
    """Return the keys around a letter of the keyboard."""
    for at, row in enumerate(_ROWS):
        place = row.find(letter)
        if place >= 0:
            # Each row starts a good half key to the right of the one above.
            above = _ROWS[at - 1][place : place + 2] if at else ""
            below = _ROWS[at + 1][max(0, place - 1) : place + 1] if at + 1 < len(_ROWS) else ""
            return frozenset(row[max(0, place - 1) : place] + row[place + 1 : place + 2] + above + below)
    return frozenset()


@lru_cache(maxsize=16384)
def unlikeliness(word: str, typed: str) -> float:
    """Return how many tenfold steps less likely the typed letters are than the word itself.

    The cheapest way from one to the other by letters left out, added, replaced and swapped (optimal string alignment).
    Example: "which", "whcih" -> 1.8
    """
    table = [[0.0] * (len(typed) + 1) for _ in range(len(word) + 1)]
    for i in range(len(word) + 1):
        for j in range(len(typed) + 1):
            if i or j:
                table[i][j] = min(_steps(word, typed, i, j, table))
    return table[-1][-1]


def _steps(word: str, typed: str, i: int, j: int, table: list[list[float]]) -> list[float]:
    """Return what each way to (i, j) costs: i letters of the word told by j typed ones."""
    first = _FIRST if min(i, j) <= 1 else 0.0
    ways: list[float] = []
    if i and j:
        same = word[i - 1] == typed[j - 1]
        ways.append(table[i - 1][j - 1] + (0.0 if same else first + _replaced(word[i - 1], typed[j - 1])))
    if i:
        doubled = i > 1 and word[i - 1] == word[i - 2]
        ways.append(table[i - 1][j] + (_DOUBLE if doubled else _LEFT_OUT + first * (i == 1)))
    if j:
        ways.append(table[i][j - 1] + _added(typed, j) + first * (j == 1))
    if i > 1 and j > 1 and word[i - 1] == typed[j - 2] and word[i - 2] == typed[j - 1]:
        ways.append(table[i - 2][j - 2] + _SWAP)
    return ways


def _replaced(letter: str, typed: str) -> float:
    if typed in near_keys(letter):
        return _NEAR_KEY
    return _VOWEL if letter in _VOWELS and typed in _VOWELS else _OTHER


def _added(typed: str, j: int) -> float:
    """Return what the letter at j costs as one too many: twice the same, or a key beside its neighbour's."""
    beside = typed[max(0, j - 2) : j - 1] + typed[j : j + 1]
    if typed[j - 1] in beside:
        return _DOUBLE
    return _NEAR_KEY if any(typed[j - 1] in near_keys(letter) for letter in beside) else _EXTRA
