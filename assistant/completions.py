"""What a reader may be typing: questions that are known to be answered, and names and measures of the articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.labels import metric
from assistant.lexicon import Lexicon
from assistant.phrases import reads_as_noun
from assistant.words import fold
from documents.figures.types import Figure

MOST = 6
_SHORTEST = 2  # letters of a word before it is completed
_WORDS_BACK = 3  # of what is typed that a name may begin in: "about the Northern Li"
_LONGEST = 40  # characters of a measure that a reader would type


@dataclass(frozen=True, slots=True)
class Completer:
    """The phrases of the articles with how often they occur, and the questions to begin with."""

    questions: tuple[str, ...]
    phrases: tuple[tuple[str, str], ...]  # folded and as written, most frequent first

    def complete(self, typed: str) -> tuple[str, ...]:
        """Return up to six whole lines that go on as typed; for nothing typed, the questions to begin with."""
        text = " ".join(typed.split())
        if not text:
            return self.questions[:MOST]
        folded = fold(text)
        found = [question for question in self.questions if _begun(folded, fold(question))]
        found += self._ended(text, typed[-1:].isspace())
        return tuple(line for line in dict.fromkeys(found) if fold(line) != folded)[:MOST]

    def _ended(self, text: str, closed: bool) -> list[str]:
        """Return the text with its last words completed by phrases of the articles, the longest match first."""
        words = text.split(" ")
        found: list[str] = []
        for back in range(min(_WORDS_BACK, len(words)), 0, -1):
            begun = fold(" ".join(words[-back:])) + (" " if closed else "")
            if len(begun) < _SHORTEST:
                continue
            head = " ".join(words[:-back])
            found += [
                f"{head} {phrase}".strip()
                for folded, phrase in self.phrases
                if folded.startswith(begun) and folded != begun.rstrip()
            ][:MOST]
        return found


def completer(questions: Sequence[str], lexicon: Lexicon, figures: Iterable[Figure]) -> Completer:
    """Return a completer of the articles' names, with their other forms, and of the measures of their figures."""
    counts: Counter[str] = Counter()
    for name in lexicon.names.values():
        for form in (name.surface, *name.aliases):
            counts[form] += name.count
    for figure in figures:
        measure = metric(figure)
        if measure and len(measure) <= _LONGEST and measure[0].isalpha() and reads_as_noun(measure):
            counts[measure] += 1
    ranked = sorted(counts, key=lambda phrase: (-counts[phrase], phrase))
    once = {fold(phrase): phrase for phrase in reversed(ranked)}
    return Completer(tuple(questions), tuple((fold(p), p) for p in ranked if once[fold(p)] == p))


def _begun(typed: str, question: str) -> bool:
    """Say whether every typed word begins a word of the question, in any order."""
    words, parts = question.split(), typed.rstrip("?").split()
    return bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)
