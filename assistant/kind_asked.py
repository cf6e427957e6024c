"""The kind of thing that a question counts: orders, employees, shops."""

from __future__ import annotations

from assistant.words import fold, tokens, vocabulary
from documents.figures.kinds import kinds_of


def kind_asked(text: str, *, of_money: bool) -> tuple[str | None, str | None]:
    """Return the kind of thing that the question counts and the word that tells it: its noun, else its verb.

    Of money what was paid for a site, or to the staff, is of no kind that counts sites or staff.
    """
    words = tuple(fold(token.text) for token in tokens(text))
    countable = frozenset(vocabulary("kinds_asked")["countable"])
    told = [cue for cue in kinds_of(words, "count") if cue[2] in countable]
    after_many = [cue for cue in told if "many" in words and 0 <= cue[0] - words.index("many") <= 4 and not cue[3]]
    if not told:
        return None, None
    first, last, kind, _ = (after_many or told)[0]
    if of_money and kind in vocabulary("kinds_asked")["standing"]:
        return None, None
    return kind, " ".join(words[first:last])
