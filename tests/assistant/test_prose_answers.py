"""Answers that are names, reasons, lists, definitions and somebody's words, over an invented profile and interview."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant

PROFILE = """# The brewery that counts bees

By Imre Castellan

The Thornwick Brewery in Lower Asham owns 214 hives and not one lorry. Its manager, Dorothea Quill, says that this is
no accident. "Lorries do not pollinate anything," she tells visitors.

## The beginnings

The brewery was founded in 1903 by Ambrose Quill, a retired canal pilot. The county sold him the old mill because the
river had changed its bed. In 2011 the shareholders appointed his great-granddaughter Dorothea.

## What they do differently

The house brews by what it calls the nectar calendar, a list of the days on which each hedge flowers. The Guild of
Honest Brewers (GHB) warned in March that "a calendar is not a recipe". Its chair, Sir Noel Pargeter, later bought
forty bottles.

Two things explain the growth of the last years:

- **Honey ale:** a beer that is sold only in June.
- **Open hives:** school classes may look at the bees for nothing.

The Friends of the Mill call the beehives a nuisance. "Nobody asked the walkers," says their spokesman, Piet Aldous.

Deliveries to pubs have become fewer. The reason is the bridge at Asham, which has been closed since 2022.
"""

INTERVIEW = """Salt in the blood: a conversation with Maren Okafor

Maren Okafor has run the salt works of Brine & Sons in Hallowmouth since 2014. She employs 85 people.

Why did you leave the bank?

Because I could no longer see the sea. My uncle was ill, so there was also nobody else.

What is the "slow pan" that visitors ask about?

The slow pan is our name for a basin in which the wind does the work. It needs nine weeks.

In 2021 you stopped selling to the Corlan chain. What happened?

They wanted blue packets and a rebate of six percent. I said no to both.

Will you sell the company?

No. My children would never forgive me.
"""


@pytest.fixture(scope="module")
def open_articles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Assistant]:
    opened = {}
    for name, text, suffix in (("profile", PROFILE, "md"), ("interview", INTERVIEW, "txt")):
        folder = tmp_path_factory.mktemp(name)
        (folder / f"{name}.{suffix}").write_text(text, encoding="utf-8")
        opened[name] = Assistant.open(folder, tmp_path_factory.mktemp(f"{name}-data"))
    return opened


# (article, question, how the statement begins, what it holds)
NAMED = (
    ("profile", "Who runs the brewery?", "Dorothea Quill, its manager", ""),
    ("profile", "Who founded it?", "Ambrose Quill, a retired canal pilot", ""),
    ("profile", "Who appointed Dorothea?", "The shareholders", ""),
    ("profile", "who said lorries do not pollinate anything?", "Dorothea Quill", ""),
    ("profile", "Who chairs the GHB?", "Sir Noel Pargeter, its chair", ""),
    ("profile", "What does GHB stand for?", "GHB stands for Guild of Honest Brewers", ""),
    ("profile", "what do the Friends of the Mill say about the beehives?", "The Friends of the Mill", "Nobody asked"),
    ("interview", "Why did she leave the bank?", "Because I could no longer see the sea", ""),
    ("interview", "What is the slow pan?", "The slow pan is our name for a basin", ""),
    ("interview", "why did they stop selling to Corlan?", "", "They wanted blue packets"),
)


@pytest.mark.parametrize(("article", "question", "start", "held"), NAMED, ids=[row[1] for row in NAMED])
def test_the_answer_comes_first(
    open_articles: dict[str, Assistant], article: str, question: str, start: str, held: str
) -> None:
    answer = open_articles[article].ask(question)
    assert answer.status == "answered", answer.text
    assert answer.text.startswith(start), answer.text
    assert held in answer.text
    assert answer.citations


def test_an_interviewers_question_is_no_answer(open_articles: dict[str, Assistant]) -> None:
    for question in ("Why did Maren Okafor leave the bank?", "What happened with Corlan?", "What is the slow pan?"):
        answer = open_articles["interview"].ask(question)
        assert not any(citation.quote.endswith("?") for citation in answer.citations), answer.text


# (article, earlier turn, follow-up, standalone reading, what the statement holds)
FOLLOWED = (
    ("profile", "Where does the brewery stand?", "and who founded it?", "who founded the brewery?", "Ambrose Quill"),
    ("profile", "Did deliveries to pubs become fewer?", "why?", "Why did deliveries to pubs become fewer?", "bridge"),
    (
        "profile",
        "Who runs the brewery?",
        "what does she tell visitors?",
        "what does Dorothea Quill tell visitors?",
        "Lorr",
    ),
    (
        "profile",
        "What did the GHB warn of?",
        "what does that abbreviation stand for?",
        "what does GHB stand for?",
        "Guild",
    ),
)


@pytest.mark.parametrize(("article", "before", "asked", "reading", "held"), FOLLOWED, ids=[row[2] for row in FOLLOWED])
def test_follow_ups_read_as_questions(
    open_articles: dict[str, Assistant], article: str, before: str, asked: str, reading: str, held: str
) -> None:
    answer = open_articles[article].ask(asked, (before,))
    assert answer.standalone == reading
    assert held in answer.text


# (article, question, first word)
DECIDED = (
    ("profile", "Does the brewery own more than 200 hives?", "Yes"),
    ("profile", "Does the brewery own fewer than 100 hives?", "No"),
    ("profile", "Do lorries pollinate anything?", "No"),
    ("interview", "Will you sell the company?", "No"),
)


@pytest.mark.parametrize(("article", "question", "verdict"), DECIDED, ids=[row[1] for row in DECIDED])
def test_yes_or_no_comes_first(open_articles: dict[str, Assistant], article: str, question: str, verdict: str) -> None:
    answer = open_articles[article].ask(question)
    assert answer.text.startswith(f"{verdict}: "), answer.text


def test_two_questions_in_one_are_both_answered(open_articles: dict[str, Assistant]) -> None:
    answer = open_articles["profile"].ask("Who founded the brewery, and when was the bridge closed?")
    assert answer.status == "answered"
    assert "Ambrose Quill" in answer.text
    assert "2022" in answer.text


def test_a_refusal_shows_the_nearest_sentence(open_articles: dict[str, Assistant]) -> None:
    answer = open_articles["profile"].ask("Why did the GHB sue the brewery?")
    assert answer.status == "not_found"
    assert any(note.startswith("Nearest in the article: The Guild") for note in answer.caveats), answer.caveats
