"""Verb forms from base forms: "stretch" gives stretches, stretched, stretching. Data in verbs.toml."""

from __future__ import annotations

from functools import cache

from documents.figures.vocabulary import load, words

CLASSES = ("measure", "change", "hold", "say", "other")


@cache
def forms(base: str) -> frozenset[str]:
    """Return the forms of a verb, its base form included: "rise" -> rise, rises, rose, risen, rising."""
    head, _, rest = base.partition(" ")
    found = {head}
    listed = load("verbs")["irregular"].get(head, ())
    found.update(listed)
    found.add(_third(head))
    stem = head[:-1] if head.endswith("e") and not head.endswith("ee") else head
    if len(head) <= 5 and _closed(head):
        stem = head + head[-1]
    if not any(form.endswith("ing") for form in listed):
        found.add(stem + "ing")
    if not any(not form.endswith(("ing", "s")) for form in listed):
        found.add(head[:-1] + "ied" if head.endswith("y") and head[-2] not in "aeiou" else stem + "ed")
    return frozenset(f"{form} {rest}" if rest else form for form in found)


def _closed(head: str) -> bool:
    """Say whether a short verb doubles its last letter: "stop", not "mean" or "show"."""
    vowels = [letter in "aeiou" for letter in head]
    return len(head) > 2 and sum(vowels) == 1 and vowels[-2] and not vowels[-1] and head[-1] not in "wxy"


def _third(head: str) -> str:
    if head.endswith("y") and head[-2] not in "aeiou":
        return head[:-1] + "ies"
    return head + ("es" if head.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


@cache
def _bases(kind: str) -> dict[str, str]:
    """Return form -> base form of one class of verbs."""
    return {form: base for base in sorted(words(kind, name="verbs")) for form in sorted(forms(base))}


@cache
def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    listed = [base for kind in CLASSES for base in sorted(words(kind, name="verbs"))]
    listed += sorted(load("verbs")["irregular"])
    for kind in load("kinds").values():
        listed += [verb for verb in kind["verbs"] if " " not in verb]
    for base in listed:
        for form in sorted(forms(base)):
            found.setdefault(form, base)
    return found


def base_of(word: str) -> str | None:
    """Return the base form of a known verb form, in lower case: "surpassed" -> "surpass"."""
    return _known().get(word)


def is_a(word: str, kind: str) -> bool:
    """Say whether the form belongs to a class: "measure", "change", "hold" or "say"."""
    return word in _bases(kind)


def ambiguous(word: str) -> bool:
    """Say whether the form is as often a noun or an adjective."""
    return word in words("ambiguous", name="verbs")
