"""How the lexicon of a corpus is collected: names, their aliases and the words of its articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.lexicon import LONGEST_NAME, Lexicon
from assistant.likelihood import Likelihood
from assistant.spelling import Speller
from assistant.words import fold, is_english, phrasal_stems, rarity, split, stem, stop_words, tokens
from documents.figures.names import Name
from documents.figures.units import unit_of
from documents.types import Document

_LONGEST_LABEL = 3  # words of a list label that reads as a name
_SHORTEST_ALIAS = 4  # letters of a word that may stand for the name it is part of


def _join_openings(names: dict[str, Name]) -> None:
    """Take "Today Acme", the start of a sentence, for "Acme", where that is a name too."""
    owned: dict[str, list[str]] = {}
    for name in names.values():
        if name.owner is not None:
            owned.setdefault(name.owner, []).append(name.surface)
    for name in list(names.values()):
        first, _, rest = name.surface.partition(" ")
        if rest in names and name.surface in names and is_english(first) and rarity(first) < 1.0:
            known = names[rest]
            names[rest] = replace(known, aliases=(*known.aliases, name.surface), count=known.count + name.count)
            del names[name.surface]
            held = [other for other in owned.pop(name.surface, ()) if other in names]
            names.update({other: replace(names[other], owner=rest) for other in held})
            owned.setdefault(rest, []).extend(held)


def _plain(words: Sequence[str]) -> bool:
    """Say whether capitalised words are ordinary ones: "Summary", "Emergency Care"."""
    return all(is_english(word) for word in words)


def _part_called(names: dict[str, Name], documents: Sequence[Document]) -> None:
    """Make a name of its own of what a label or a table's header calls something: a firm named like its founder."""
    called = {block.label for document in documents for block in document.blocks if block.label}
    called |= {document.quote(cell) for document in documents for table in document.tables for cell in table.header}
    aliases = {alias for name in names.values() for alias in name.aliases}
    for label in sorted(called):
        words = label.split()
        new = any(c.isalpha() for c in label) and label not in names and label not in aliases
        if (
            new
            and len(words) <= _LONGEST_LABEL
            and all(w[:1].isupper() or w[:1].isdigit() for w in words)
            and not _plain(words)
        ):
            names[label] = Name(label)
    for name in list(names.values()):
        surname = name.surface.rpartition(" ")[2]
        own = tuple(
            alias for alias in name.aliases if alias == surname and alias in called and name.surface not in called
        )
        if own:
            names[name.surface] = replace(name, aliases=tuple(a for a in name.aliases if a not in own))
            for alias in own:
                names.setdefault(alias, replace(name, surface=alias, aliases=(), owner=None))


def _shortened(names: dict[str, Name], aliases: dict[tuple[str, ...], str]) -> None:
    """Let a word that only one name has stand for it: "Kesten" for "Ada Kesten", "Brell" for "Brell Homes"."""
    holders: dict[str, set[str]] = {}
    for name in names.values():
        for word in name.surface.split():
            holders.setdefault(fold(word), set()).add(name.surface)
    for word, found in sorted(holders.items()):
        if len(found) == 1 and len(word) >= _SHORTEST_ALIAS and word.isalpha() and not is_english(word):
            aliases.setdefault((word,), next(iter(found)))


def build(documents: Sequence[Document], names: Iterable[Name], counted: Iterable[str] = ()) -> Lexicon:
    """Collect the lexicon of a corpus; `counted` holds the nouns that its figures count."""
    words: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    meant: Counter[str] = Counter()  # by verbs of several words
    for document in documents:
        for text in (document.text, document.title):
            found = split(text)
            words.update([fold(token.text) for token in found])
            capitals.update([token.text for token in found if token.text[0].isupper()])
            pairs.update(pairwise([token.stem for token in found]))
            meant.update([t.stem for t in found if t.stem in phrasal_stems() and t.stem != stem(t.text)])
    by_surface: dict[str, Name] = {}
    for name in sorted(names, key=lambda n: (-n.count, n.surface)):
        if not any(c.isalpha() for c in name.surface):
            continue
        by_surface.setdefault(name.surface, name)
    _part_called(by_surface, documents)
    _join_openings(by_surface)
    aliases: dict[tuple[str, ...], str] = {}
    for name in by_surface.values():
        for surface in (name.surface, *name.aliases):
            key = tuple(fold(token.text) for token in tokens(surface))
            if " & " in surface and len(key) < LONGEST_NAME:  # readers type "and"
                spelled = tuple(fold(token.text) for token in tokens(surface.replace(" & ", " and ")))
                aliases.setdefault(spelled, name.surface)
            measure = len(key) == 1 and unit_of(surface) is not None  # "TEU" measures, whatever it is short for
            if key and not measure and len(key) <= LONGEST_NAME and key[0] not in stop_words():
                aliases.setdefault(key, name.surface)
    _shortened(by_surface, aliases)
    stems: Counter[str] = Counter(meant)
    for word, count in words.items():
        stems[stem(word)] += count
    days = {document.published for document in documents}
    day = days.pop() if len(days) == 1 else None
    written = {fold(token.text): token.text for name in reversed(by_surface) for token in tokens(name)}
    # Sentences open with any word; one that has a capital in most places is a part of a name.
    written |= {fold(word): word for word, count in sorted(capitals.items()) if 2 * count >= words[fold(word)]}
    return Lexicon(
        by_surface, aliases, words, stems, Speller(Likelihood(words, stems, frozenset(pairs)), written),
        counted=frozenset(stem(noun) for noun in counted), day=day,
    )  # fmt: skip
