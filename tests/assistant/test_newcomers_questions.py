"""What a newcomer asked of articles that nobody here had seen, and was answered wrongly."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant

FERRIES = """# The Ferry That Pays

*By Anna Holt*

Brightsea Lines runs 14 ferries between the islands. In 2025 it carried 3.4 million passengers, 8% more than in 2024,
and earned revenue of €96 million. It employs 640 people, 90 of them in the new workshop.

The first electric ferry, the Petrel, entered service in May 2024. It carries 220 passengers. The rival Nordhav charges
€7.20 and carried 1.1 million passengers in 2025, with 4 ferries and a revenue of €29 million. Nordhav has 210
employees. Wilson bought the Petrel's sister ship and named it Orla.
Suppliers and dealers complained that the harbours were full.
"""


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("ferries")
    (folder / "ferries.md").write_text(FERRIES, encoding="utf-8")
    return Assistant.open(folder, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    ("question", "inputs"),
    [
        ("revenue per passenger of Brightsea", {"€96 million", "3.4 million passengers"}),
        ("What is the revenue per ferry of Nordhav?", {"€29 million", "4 ferries"}),
    ],
)
def test_what_is_divided_is_of_one_owner(ferries: Assistant, question: str, inputs: set[str]) -> None:
    calculation = ferries.ask(question).calculation
    assert calculation is not None
    assert {figure.quantity.surface for figure in calculation.inputs} == inputs


def test_a_price_is_not_divided_by_what_there_is_of_its_seller(ferries: Assistant) -> None:
    answer = ferries.ask("How much does Nordhav charge for each ferry?")
    assert answer.calculation is None or "€7.20" not in answer.calculation.formula


def test_people_employed_are_set_against_employees(ferries: Assistant) -> None:
    text = ferries.ask("Which has more employees, Brightsea or Nordhav?").text
    assert "640 people" in text
    assert "210 employees" in text
    assert "90" not in text


def test_a_part_is_told_where_it_is_asked_for(ferries: Assistant) -> None:
    assert "640 people" in ferries.ask("How many employees does Brightsea have?").text
    assert "90" in ferries.ask("How many of its employees are in the new workshop of Brightsea?").text


@pytest.mark.parametrize("noun", ["dealers", "suppliers", "harbours"])
def test_what_is_nowhere_counted_is_not_told_by_another_count(ferries: Assistant, noun: str) -> None:
    answer = ferries.ask(f"how many {noun} are there?")
    assert answer.status == "not_found"
    assert answer.text == f"The article gives no number of {noun}."


def test_its_means_whom_the_question_before_named_refused_or_not(ferries: Assistant) -> None:
    answer = ferries.ask("and its revenue?", ["what is Nordhav's gross margin?"])
    assert answer.standalone == "what is Nordhav's revenue?"
    assert "€29 million" in answer.text


def test_no_starter_takes_a_verb_for_a_measure(ferries: Assistant) -> None:
    assert not [question for question in ferries.examples(6) if question.split(" of ")[0].endswith(("charges", "has"))]


LABS = """# Two labs

| Field | Orva Works | Behr Motors |
|---|---|---|
| Research | Batteries (€54 million in 2024) | Software (€4.7 million for the steering of its first van) |
| Staff | 410 people | 95 people |
"""


def test_an_amount_for_one_purpose_is_told_as_such(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("labs")
    (folder / "labs.md").write_text(LABS, encoding="utf-8")
    labs = Assistant.open(folder, tmp_path_factory.mktemp("data"))
    answer = labs.ask("Compare the research spending of Orva Works and Behr Motors")
    assert "for the steering of its first van" in answer.text
    assert any("a part may be set against a whole" in caveat for caveat in answer.caveats)
    assert not any("a part" in caveat for caveat in labs.ask("Who has more staff, Orva Works or Behr Motors?").caveats)


def test_a_sentence_that_names_nobody_does_not_tell_who(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("yard")
    text = "# The Yard at Brill\n\nThe yard has 90 robots, and its laser system inspects each hull within 3 hours.\n"
    (folder / "yard.md").write_text(text, encoding="utf-8")
    yard = Assistant.open(folder, tmp_path_factory.mktemp("data"))
    assert yard.ask("Which company makes the laser?").status == "not_found"
    assert "90 robots" in yard.ask("How many robots does the yard have?").text
