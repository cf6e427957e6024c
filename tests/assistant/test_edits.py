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

    def __init__(self, now: Answer, kept: Answer | None = None) -> None:
        self.now, self.kept = now, kept

    def again(self, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer:
        return self.now

    def answer_then(
        self, generation: str, text: str, history: Sequence[str] = (), document: str | None = None
    ) -> Answer | None:
        return self.kept

    def changes_since(self, generation: str) -> tuple[Change, ...]:
        return (Change("hill", "Hill", (), ("A hill rose.",)), CHANGE)


def replayed(then: Answer, now: Answer, kept: Answer | None = None) -> receipts.Replay:
    return receipts.replay(Edited(now, kept), receipts.read(receipts.issue(then, (), None)))


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


def test_the_articles_of_then_tell_an_answer_that_no_edit_gives_back() -> None:
    then = answer(BEFORE, "A week is €126 [1].", "old")
    replay = replayed(then, answer("Gulls live there.", "The article does not say it [1].", "new"), kept=then)
    assert replay.earlier == "A week is €126 [1]."
    note = told(replay)
    assert note.startswith('<div class="mind since">')
    main, _, others = note.partition('<details class="changes"><summary>Other edits')
    assert '<details class="changes" open><summary>What changed' in main
    assert main.index("A week is €126.") < main.index("The article does not say it.") < main.index(BEFORE)
    assert "A hill rose." in others
    assert "A hill rose." not in main


def test_what_was_kept_is_told_only_where_the_receipt_proves_it() -> None:
    then = answer(BEFORE, "A week is €126 [1].", "old")
    assert replayed(then, answer(NOW, "None [1].", "new"), kept=answer(BEFORE, "A forgery.", "old")).earlier is None


def test_edits_that_leave_the_answer_as_it_was_are_closed() -> None:
    then = answer("Sheep live there.", "Sheep [1].", "old")
    note = told(replayed(then, answer("Sheep live there.", "Sheep [1].", "new")))
    assert "The answer is the same." in note
    assert '<details class="changes"><summary>What changed</summary>' in note


def test_what_the_receipt_does_not_prove_is_not_told() -> None:
    replay = replayed(answer(BEFORE, "It was dear then [1].", "old"), answer(NOW, "€20 a day [1].", "new"))
    assert replay.earlier is None
    note = told(replay)
    assert "This answer" not in note
    assert note.index(NOW) < note.index("Other edits")
