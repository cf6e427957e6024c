"""What each kind of question gets where an article tells it in another form: lists by number, ages, cells, views."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.expectation import expectation
from assistant.pipeline import Assistant

ARTICLE = """# The orchard that sells shade

By Lone Petrak

Sigrid Amdal, 61, is the head gardener of the Varnholt Orchard. What she sells is the lee. The lee is the strip of
still air behind a hedge, in which seedlings do not dry out. Her neighbour Torvald Rask grows wheat.

The orchard holds 900 pear trees. Nobody may climb them, because the bark splits under a boot.

Grazing under the trees has three drawbacks. It ruins the roots. It brings wasps. And it annoys the postman.

Last spring the county council trimmed the grant for hedges. A seed merchant offered Amdal a place in his shop. She
turned it down.

What the orchard does next:

- **The wall.** Forty metres of brick are rebuilt by hand.
- A well will be dug in spring.

| | North field | South field |
|---|---|---|
| Type of hedge | Hawthorn | Beech |
| Main crop | Pears | Quinces |

Several farmers told me that hedges are a fad. In my view they are wrong. The old barn was built in 1871.
"""

ANSWERS = (
    ("who is sigrid amdal", "answered", "Sigrid Amdal, 61, is the head gardener"),
    ("how old is Sigrid Amdal?", "answered", "61:"),
    ("How old is Torvald Rask?", "not_found", ""),
    ("how old is the barn?", "answered", "Since 1871:"),
    ("what is the lee?", "answered", "The lee is the strip"),
    ("lee definition", "answered", "The lee is the strip"),
    ("how come nobody may climb the pear trees in the orchard", "answered", "Nobody may climb them, because"),
    ("three drawbacks of grazing", "answered", "It ruins the roots. [1] It brings wasps. [2] And it annoys"),
    ("what does the orchard do next", "answered", "The wall [1][2]; A well will be dug"),
    ("what sort of hedge does the south field have", "answered", "Beech (South field, Type of hedge)"),
    ("What is the north field mainly used for as a crop?", "answered", "Pears (North field, Main crop)"),
    ("Why did the county council raise the grant for hedges?", "not_found", "The article says otherwise: "),
    ("Did Amdal accept a place in the shop of the seed merchant?", "answered", "No: A seed merchant offered"),
)


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    root: Path = tmp_path_factory.mktemp("kinds")
    (root / "documents").mkdir()
    (root / "documents" / "orchard.md").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(root / "documents", root / "data")


@pytest.mark.parametrize(("question", "status", "start"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_an_answer_has_the_form_of_its_question(orchard: Assistant, question: str, status: str, start: str) -> None:
    answer = orchard.ask(question)
    assert answer.status == status, answer.text
    assert answer.text.startswith(start), answer.text


def test_the_authors_own_view_stands_beside_what_others_say(orchard: Assistant) -> None:
    answer = orchard.ask("Does the author think that hedges are a fad?")
    assert "In my view they are wrong." in answer.text


def test_items_are_quoted_with_what_follows_their_label(orchard: Assistant) -> None:
    answer = orchard.ask("what does the orchard do next")
    assert any("Forty metres of brick" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("three deciding battles", "list"),
        ("what is wrong with it? list the incidents", "list"),
        ("three years of losses", "any"),
        ("which chip is behind the screen", "any"),
        ("what's behind the ban on drones?", "reason"),
        ("how can they get away with so little staff", "reason"),
        ("swale meaning", "definition"),
        ("how old is the mill", "age"),
    ],
)
def test_how_questions_are_put(question: str, kind: str) -> None:
    assert expectation(question) == kind
