"""What is offered to be asked: in whole sentences, answered as it is asked, and not the same after every answer."""

from __future__ import annotations

import pytest

from assistant.anchored import Turn
from assistant.completions import completer
from assistant.phrases import is_plural, names_measure, reads_as_noun
from assistant.pipeline import Assistant
from assistant.suggest import suggestions
from assistant.types import Draft, Focus, Question

FARMS = """# Two farms

Fenwick spent £48 million on its second hall in Selby, where 62 robots cut the plants. It was founded by Ada Pell, a
former engineer. Harrow Farms pays 9.5 pence per kilowatt-hour, whereas Fenwick paid 21 pence per kilowatt-hour.

| | Fenwick | Harrow Farms |
| --- | --- | --- |
| Beans sold in 2024 (tonnes) | 3,100 | 4,650 |
| Revenue in 2024 | £27.9 million | £37.2 million |
| Staff | 210 | 365 |

Fenwick's sales fell by 7%, while Harrow Farms' rose by 24%. The grocer Ostby takes 45% of Harrow Farms' beans.
Harrow Farms made a net profit of £1.1 million in 2024; Fenwick's net loss was £8.4 million.
Harrow Farms has been growing for 12 years. Fenwick employs 210 workers.
"""
NOUNS = ["operating profit", "confirmed orders", "smart home devices", "waiting time", "market share", "bank loan"]
NOT_NOUNS = [
    "spent on its second hall", "fell", "growing for", "takes of Harrow's beans", "stop supermarket promotions",
    "its steel", "each paying", "meant to add", "started", "BYD's",
]  # fmt: skip


@pytest.fixture(scope="module")
def farms(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("farms")
    (folder / "farms.md").write_text(FARMS, encoding="utf-8")
    return Assistant.open(folder, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize("phrase", NOUNS)
def test_a_thing_reads_as_one(phrase: str) -> None:
    assert reads_as_noun(phrase)


@pytest.mark.parametrize("phrase", NOT_NOUNS)
def test_what_somebody_does_does_not(phrase: str) -> None:
    assert not reads_as_noun(phrase)
    assert not names_measure(phrase)


@pytest.mark.parametrize(
    ("phrase", "dimension", "is_one"),
    [
        ("net profit", "money", True),
        ("electricity", "money", False),
        ("net profit", "duration", False),
        ("astonishing gross margin", "share", False),
        ("driving range", None, True),
    ],
)
def test_a_measure_is_a_noun_for_what_is_measured(phrase: str, dimension: str | None, is_one: bool) -> None:
    assert names_measure(phrase, dimension) is is_one


def test_plurals_take_are() -> None:
    assert [is_plural(phrase) for phrase in ("marketing expenses", "loss", "people", "fee")] == [
        True,
        False,
        True,
        False,
    ]


def test_questions_to_begin_with_read_as_questions_and_are_answered(farms: Assistant) -> None:
    offered = farms.examples()
    assert "How does Fenwick compare with Harrow Farms on revenue in 2024?" in offered
    assert "How does Fenwick compare with Harrow Farms on staff?" in offered
    assert "Who is Ada Pell?" in offered
    for question in offered:
        assert not [verb for verb in ("spent", "fell", "takes", "growing", "pays") if verb in question], question
        assert farms.ask(question).status == "answered", question


def test_a_comparison_that_is_offered_compares_the_two_it_names(farms: Assistant) -> None:
    offered = [question for question in farms.examples() if question.startswith("How does")]
    assert offered
    for question in offered:
        text = farms.ask(question).text
        assert "Fenwick" in text
        assert "Harrow Farms" in text


def test_completions_leave_out_what_reads_as_no_thing(farms: Assistant) -> None:
    complete = completer((), farms.corpus.lexicon, farms.figures)
    assert not [line for line in complete.complete("how much is the gro") if line.endswith(("growing for", "growing"))]
    assert not [line for line in complete.complete("what is the spent") if "hall" in line]


def asked(text: str) -> Question:
    return Question(text=text, standalone=text, expects="any", whole=Focus())


def said(text: str) -> Draft:
    return Draft("answered", text)


POOL = (
    "What is the net loss of Fenwick?", "Who is Ada Pell?", "What is the revenue of Harrow Farms?",
    "How many robots does Fenwick have?", "What is the price of a hall?", "Who is Tom Askew?",
)  # fmt: skip


def test_those_about_the_question_and_its_answer_come_first() -> None:
    found = suggestions(asked("Who founded Fenwick?"), said("It was founded by Ada Pell {0}."), (), POOL)
    assert found == ("Who is Ada Pell?", "What is the net loss of Fenwick?", "How many robots does Fenwick have?")


def test_what_was_asked_is_not_offered_again_and_others_get_their_turn() -> None:
    first = asked("How many robots does Fenwick have?")
    shown = suggestions(first, said("62 robots {0}."), (), POOL)
    then = suggestions(asked("What is the net loss of Fenwick?"), said("£8.4 million {0}."), (Turn(first, ()),), POOL)
    assert not {first.text, "What is the net loss of Fenwick?"} & set(then)
    assert len(set(shown) | set(then)) >= 4
