"""Verbs of several words, read as the one word that they mean: "lay off", "give up", "go on sale".

Alone their words carry no topic ("give", "up") or another one ("lay"). Pure tables and words: `words` stems the word
that a verb means in the place of its first word and leaves what stands behind it, "sale" a sale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from documents.figures.verbs import forms

_GAP = 3  # words that may stand inside of a verb: "lay hundreds of people off"
_BEHIND = frozenset((  # what may follow there: "lay the cable 20 km off the coast" has no such verb
    "in", "last", "this", "next", "after", "before", "when", "because", "for", "since", "during", "and", "but", "until",
    "with", "as", "over", "within", "while", "despite", "again", "already", "now", "yet", "so", "or",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verb:
    """What follows the first word of a verb, what must not follow it all, and the word that it means."""

    rest: tuple[str, ...]
    parts: bool  # whether words may stand inside: "lay off", "lay people off"
    unlike: frozenset[tuple[str, ...]]
    means: str


Verbs = Mapping[str, tuple[Verb, ...]]  # by first word, in any form, in lower case and with a capital


def verbs(rows: Iterable[Mapping[str, Any]]) -> Verbs:
    """Return the verbs of vocabulary/phrasal.toml by their first words."""
    found: dict[str, list[Verb]] = {}
    for row in rows:
        unlike = frozenset(tuple(words.split()) for words in row.get("unlike", ()))
        for phrase in row["phrases"]:
            head, _, rest = phrase.partition(" ")
            one = Verb(tuple(rest.removeprefix("... ").split()), rest.startswith("... "), unlike, row["means"])
            for form in sorted(forms(head)):
                for key in (form, form.capitalize()):
                    found.setdefault(key, []).append(one)
    return {key: tuple(several) for key, several in found.items()}


def meanings(words: Sequence[str], known: Verbs) -> Iterator[tuple[int, str]]:
    """Yield the place of each verb's first word and the word that the verb means."""
    for at, word in enumerate(words):
        for verb in known.get(word, ()):
            if _follows(words, at + 1, verb):
                yield at, verb.means
                break


def _follows(words: Sequence[str], start: int, verb: Verb) -> bool:
    size = len(verb.rest)
    for gap in range(_GAP + 1 if verb.parts else 1):
        end = start + gap + size
        if tuple(word.lower() for word in words[start + gap : end]) == verb.rest:
            after = tuple(word.lower() for word in words[end : end + 2])
            alike = after[:1] not in verb.unlike and after not in verb.unlike
            return alike and (not gap or not after or after[0] in _BEHIND)
    return False
