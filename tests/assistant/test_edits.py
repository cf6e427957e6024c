"""What a link to an answer says of edits: this answer then and now, what it cites, and then the rest."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import receipts
from assistant.edits import Edit, edits
from assistant.render_replay import told
from assistant.types import Answer, Citation
from index.history import Change

QUESTION = "What does the ferry charge?"
NOW = "The ferry at Marl charges €20 a day."
BEFORE = "The ferry at Marl charges €18 a day."
CHANGE = Change("marl", "Marl", ("It is calm.", BEFORE), (NOW, "Gulls live there."))


def answer(quote: str, text: str, generation: str) -> Answer:
    citation = Citation(1, "marl", "Marl", (), quote, 0, len(quote))
    return Answer("a", QUESTION, QUESTION, "answered", text, citations=(citation,), generation=generation)


class Edited:
    """An assistant whose article was edited."""

    def __init__(self, now: Answer) -> None:
        self.now = now

    def again(self, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer:
        return self.now

    def changes_since(self, generation: str) -> tuple[Change, ...]:
        return (Change("hill", "Hill", (), ("A hill rose.",)), CHANGE)


def replayed(then: Answer, now: Answer) -> receipts.Replay:
    return receipts.replay(Edited(now), receipts.read(receipts.issue(then, (), None)))


def test_each_new_sentence_comes_with_the_one_it_was() -> None:
    assert edits(CHANGE) == (Edit(BEFORE, NOW), Edit("", "Gulls live there."), Edit("It is calm.", ""))


def test_the_old_text_is_told_where_the_receipt_proves_it() -> None:
    replay = replayed(
        answer(BEFORE, "€18 a day: the ferry [1].", "old"), answer(NOW, "€20 a day: the ferry [1].", "new")
    )
    assert replay.earlier == "€18 a day: the ferry [1]."
    note = told(replay)
    order = ("This answer", "€18 a day: the ferry.", "€20 a day: the ferry.", "In what it cites", BEFORE, NOW,
             "Other edits", "It is calm.", "Gulls live there.", "A hill rose.")  # fmt: skip
    places = [note.index(part) for part in order]
    assert places == sorted(places)
    assert note.count(NOW) == 1


def test_a_quoted_sentence_is_put_back_whole() -> None:
    assert replayed(answer(BEFORE, BEFORE, "old"), answer(NOW, NOW, "new")).earlier == BEFORE


def test_what_the_receipt_does_not_prove_is_not_told() -> None:
    replay = replayed(answer(BEFORE, "It was dear then [1].", "old"), answer(NOW, "€20 a day [1].", "new"))
    assert replay.earlier is None
    note = told(replay)
    assert "This answer" not in note
    assert note.index(NOW) < note.index("Other edits")
