"""What the cross-encoder changes in a ranking: one term each, for what was read, and nothing without a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant import reread
from assistant.confidence import Likely, likeliest
from assistant.corpus import Corpus
from assistant.logistic import logistic
from assistant.operands import READING_MARGIN, Candidate
from assistant.reread import CLEAR, EVIDENCE, FIGURES, OPERAND, SENTENCES, Rereading
from assistant.signals import Signals
from assistant.types import Evidence
from index.crossencoder.encoding import Pair
from index.crossencoder.model import Read
from tests.assistant.one_corpus import corpus_of, place_of

QUESTION = "How many barrels did the cooperage sell?"
ARTICLE = """# The cooperage

The cooperage sold 310 barrels and 45 tubs in 2022. It sold 290 barrels before, up from 240 barrels.

| Wood | Barrels | Price |
|---|---|---|
| Oak | 180 | £95 |
| Ash | 130 | £60 |

""" + "\n\n".join(f"Shed {n} holds {n} staves." for n in range(11, 31))


@dataclass
class Scripted:
    """A model that says what it is told to of a word: of the sentence that has it, and of the word itself."""

    told: dict[str, float]
    seen: list[Pair] = field(default_factory=list)

    def read(self, pairs: Sequence[Pair]) -> tuple[Read, ...]:
        self.seen += pairs
        return tuple(map(self._read, pairs))

    def _read(self, pair: Pair) -> Read:
        parts = [(pair.sentence.index(word), word) for word in self.told if word in pair.sentence]
        offsets = tuple((at, at + len(word)) for at, word in parts) or ((0, 1),)
        points = tuple(self.told[word] for _, word in parts) or (-9.0,)
        return Read(max(points), points, offsets)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of(ARTICLE, tmp_path_factory.mktemp("cooperage"))


def use(monkeypatch: pytest.MonkeyPatch, told: dict[str, float] | None) -> Scripted:
    model = Scripted(told or {})
    monkeypatch.setattr(reread, "packaged", lambda: None if told is None else model)
    return model


def found(corpus: Corpus, *scored: tuple[str, float]) -> tuple[Evidence, ...]:
    return tuple(Evidence(*place_of(corpus, words), score, 1.0) for words, score in scored)


def candidates(corpus: Corpus, *scored: tuple[str, float], lacks: tuple[str, ...] = ()) -> tuple[Candidate, ...]:
    own = {figure.quantity.surface: figure for figure in corpus.figures}
    return tuple(Candidate(own[surface], score, 1.0, 1.0, lacks) for surface, score in scored)


def surfaces(ranked: tuple[Candidate, ...]) -> list[str]:
    return [one.figure.quantity.surface for one in ranked]


def test_evidence_rises_by_its_term_and_no_more(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, {"310": 2.0, "290": -1.0})
    before = found(corpus, ("290", 0.5), ("310", 0.45))
    after = Rereading(QUESTION, corpus).evidence(before)
    assert [one.sentence for one in after] == [before[1].sentence, before[0].sentence]
    assert [one.score for one in after] == [
        round(0.45 + EVIDENCE * logistic(2.0), 6),
        round(0.5 + EVIDENCE * logistic(-1.0), 6),
    ]
    assert [(one.coverage, one.missing) for one in after] == [(1.0, ())] * 2


def test_the_question_is_read_with_each_sentence_in_its_place(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    model = use(monkeypatch, {})
    Rereading(QUESTION, corpus).evidence(found(corpus, ("290", 0.5), ("180", 0.4)))
    assert model.seen == [
        Pair(QUESTION, "It sold 290 barrels before, up from 240 barrels.", model.seen[0].before),
        Pair(QUESTION, "Oak; Barrels: 180; Price: £95", "The cooperage"),
    ]
    assert model.seen[0].before.startswith("The cooperage sold 310 barrels")


def test_only_the_best_are_read_and_each_once(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    model = use(monkeypatch, {"staves": 3.0})
    many = found(corpus, *((f"{n} staves", round(0.9 - n / 100, 2)) for n in range(11, 31)))
    again = Rereading(QUESTION, corpus)
    after = again.evidence(many)
    assert len(model.seen) == SENTENCES
    assert [one.sentence for one in after] == [one.sentence for one in many]
    assert after[SENTENCES:] == many[SENTENCES:]  # unread: as it was
    assert again.logit(many[-1].document, many[-1].sentence) is None
    assert again.read([(one.document, one.sentence) for one in many[:3]])
    assert len(model.seen) == SENTENCES


def test_no_more_are_read_than_a_text_may(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    model = use(monkeypatch, {f"{n} staves": 0.0 for n in range(11, 31)})
    again = Rereading(QUESTION, corpus, most=2)
    after = again.candidates(staves(corpus))
    assert len(model.seen) == 2
    assert after[2:] == staves(corpus)[2:]
    assert not again.clearly(*place_of(corpus, "30 staves"))
    assert again.sign(*place_of(corpus, "30 staves")) is None
    assert len(model.seen) == 2


def test_ties_of_evidence_are_in_text_order(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, {"310": 1.0, "290": 1.0})
    after = Rereading(QUESTION, corpus).evidence(found(corpus, ("290", 0.5), ("310", 0.5)))
    assert after[0].score == after[1].score
    assert after[0].sentence < after[1].sentence


def test_a_difference_beyond_the_places_kept_is_a_tie(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, {"310": 1.0, "290": 1.0})
    after = Rereading(QUESTION, corpus).evidence(found(corpus, ("290", 0.50000004), ("310", 0.5)))
    assert after[0].score == after[1].score
    assert after[0].sentence < after[1].sentence


def test_a_figure_rises_by_its_term_and_no_more(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, {"310": 2.0, "45": -3.0})
    after = Rereading(QUESTION, corpus).candidates(candidates(corpus, ("45 tubs", 0.52), ("310 barrels", 0.5)))
    assert surfaces(after) == ["310 barrels", "45 tubs"]
    assert [one.score for one in after] == [
        round(0.5 + OPERAND * logistic(2.0), 6),
        round(0.52 + OPERAND * logistic(-3.0), 6),
    ]


def test_both_ends_of_a_change_rise_together(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, {"290": 3.0, "240": -3.0})
    before = candidates(corpus, ("240 barrels", 0.5), ("290 barrels", 0.5))
    after = Rereading(QUESTION, corpus).candidates(before)
    assert {one.score for one in after} == {round(0.5 + OPERAND * logistic(3.0), 6)}
    assert surfaces(after) == surfaces(before)  # ties stay as they came


def test_the_cell_of_a_row_that_is_pointed_at_rises(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, {"180": 2.0, "£95": -2.0})
    after = Rereading(QUESTION, corpus).candidates(candidates(corpus, ("£95", 0.5), ("180", 0.5)))
    assert surfaces(after) == ["180", "£95"]


def test_what_lacks_something_stays_behind_what_does_not(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, {"310": 5.0})
    fits = candidates(corpus, ("45 tubs", 0.1))
    lacking = candidates(corpus, ("310 barrels", 0.9), lacks=("period",))
    assert surfaces(Rereading(QUESTION, corpus).candidates((*fits, *lacking))) == ["45 tubs", "310 barrels"]


def staves(corpus: Corpus, best: float = 0.9) -> tuple[Candidate, ...]:
    """Twenty figures of nearly one score; the first has the best."""
    scores = (best, *(round(0.9 - n / 1000, 3) for n in range(12, 31)))
    return candidates(corpus, *((f"{n} staves", score) for n, score in zip(range(11, 31), scores, strict=True)))


def test_only_the_best_figures_are_read(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    model = use(monkeypatch, {f"{n} staves": 0.0 for n in range(11, 31)})
    many = staves(corpus)
    after = Rereading(QUESTION, corpus).candidates(many)
    assert len(model.seen) == FIGURES
    assert after[FIGURES:] == many[FIGURES:]
    assert after[0].score == round(many[0].score + OPERAND * logistic(0.0), 6)


def test_no_figure_is_read_after_one_that_clearly_is_of_the_answer(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = use(monkeypatch, {"11 staves": 0.0, "12 staves": 3.0, "13 staves": 9.0})
    after = Rereading(QUESTION, corpus).candidates(staves(corpus))
    assert ["12 staves" in pair.sentence for pair in model.seen] == [False, True]
    assert surfaces(after)[:2] == ["12 staves", "11 staves"]


def test_a_figure_that_none_comes_near_is_not_read(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    model = use(monkeypatch, {"11 staves": 3.0})
    alone = staves(corpus, best=0.9 + READING_MARGIN)
    assert Rereading(QUESTION, corpus).candidates(alone) is alone
    assert model.seen == []


def contenders(corpus: Corpus, *likeness: tuple[str, float]) -> tuple[Likely, ...]:
    """Sentences that may answer, in the order given, told apart by nothing but their likeness to the question."""
    signs = (Signals(value, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0) for _, value in likeness)
    places = (Evidence(*place_of(corpus, words), 0.5, 1.0) for words, _ in likeness)
    return tuple(Likely(place, one) for place, one in zip(places, signs, strict=True))


def test_sentences_are_read_in_turn_until_one_clearly_answers(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    told = contenders(corpus, ("290", 0.6), ("310", 0.5), ("180", 0.4))
    model = use(monkeypatch, {"290": CLEAR - 1.1, "310": CLEAR, "180": 9.0})
    best = likeliest(told, Rereading(QUESTION, corpus))
    assert best is not None
    assert best.found == told[1].found
    assert best.signals.read == CLEAR
    assert len(model.seen) == 2


def test_where_none_clearly_answers_all_are_weighed(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    told = contenders(corpus, ("290", 0.6), ("310", 0.5), ("180", 0.4))
    model = use(monkeypatch, {"290": -6.0, "310": 0.5, "180": -6.0})
    best = likeliest(told, Rereading(QUESTION, corpus))
    assert best is not None
    assert best.found == told[1].found
    assert len(model.seen) == 3


def test_without_a_model_the_likeliest_is_the_one_by_the_other_signs(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, None)
    told = contenders(corpus, ("290", 0.6), ("310", 0.5))
    assert likeliest(told, Rereading(QUESTION, corpus)) == told[0]
    assert likeliest((), Rereading(QUESTION, corpus)) is None


def test_without_a_model_nothing_changes(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, None)
    again = Rereading(QUESTION, corpus)
    evidence = found(corpus, ("290", 0.5), ("310", 0.123456789))
    figures = candidates(corpus, ("45 tubs", 0.52), ("310 barrels", 0.123456789))
    assert again.evidence(evidence) is evidence
    assert again.candidates(figures) is figures
    assert not again.read([place_of(corpus, "290")])
    assert again.logit(*place_of(corpus, "290")) is None


@pytest.mark.parametrize("term", ["EVIDENCE", "OPERAND"])
def test_each_term_can_be_taken_out_alone(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, term: str) -> None:
    use(monkeypatch, {"310": 5.0, "45": -5.0})
    monkeypatch.setattr(reread, term, 0.0)
    evidence = found(corpus, ("290", 0.5), ("310", 0.49))
    figures = candidates(corpus, ("45 tubs", 0.52), ("310 barrels", 0.5))
    again = Rereading(QUESTION, corpus)
    assert (again.evidence(evidence) == evidence) == (term == "EVIDENCE")
    assert (again.candidates(figures) == figures) == (term == "OPERAND")


def test_as_a_sign_a_sentence_is_read_when_asked_for_unless_signs_are_out(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = use(monkeypatch, {"290": 1.5})
    place = place_of(corpus, "290")
    assert Rereading(QUESTION, corpus).sign(*place) == 1.5
    assert len(model.seen) == 1
    monkeypatch.setattr(reread, "SIGN", False)
    assert Rereading(QUESTION, corpus).sign(*place) is None
    use(monkeypatch, None)
    monkeypatch.setattr(reread, "SIGN", True)
    assert Rereading(QUESTION, corpus).sign(*place) is None


def test_figures_of_one_dimension_rise_together_whatever_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = corpus_of("# Yards\n\nThe yard employs 31 coopers and 18 carters, and paid them £640.\n", tmp_path)
    use(monkeypatch, {"31": 2.0, "18": -4.0, "£640": -1.0})
    after = Rereading(QUESTION, corpus).candidates(
        candidates(corpus, ("£640", 0.5), ("18 carters", 0.5), ("31 coopers", 0.5))
    )
    assert surfaces(after) == ["18 carters", "31 coopers", "£640"]
    assert after[0].score == after[1].score == round(0.5 + OPERAND * logistic(2.0), 6)
    assert after[2].score == round(0.5 + OPERAND * logistic(-1.0), 6)


def test_nothing_found_is_nothing_read(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    model = use(monkeypatch, {})
    assert Rereading(QUESTION, corpus).evidence(()) == ()
    assert Rereading(QUESTION, corpus).candidates(()) == ()
    assert model.seen == []


def test_the_logistic_has_no_overflow() -> None:
    assert logistic(0.0) == 0.5
    assert logistic(-2000.0) == 0.0
    assert logistic(2000.0) == 1.0
