"""What depends on the articles alone is read once, not at every question; what is kept says the same as before."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from assistant import gathering, pipeline, pool
from assistant.lexicon import Lexicon
from assistant.pipeline import Assistant
from assistant.postings import Postings
from assistant.profile import Profile
from assistant.types import Term
from assistant.words import WordSet, concepts, same_idea

TEXT = """# Two Shipyards

Norvik built 14 ferries in 2023 and employed 610 people. Its costs were 38 million dollars.

Skarne built 9 ferries in 2023. It employed 420 people, and its margin was 6%.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("yards")
    (folder / "yards.md").write_text(TEXT, encoding="utf-8")
    return Assistant.open(folder, tmp_path_factory.mktemp("data"))


def test_a_figure_is_read_once_for_all_questions(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    assistant.ask("How many ferries did Norvik build in 2023?")
    monkeypatch.setattr(pool, "_traits", None)
    assert "420" in assistant.ask("How many people did Skarne employ?").text


def test_figures_are_weighed_once_for_a_question_and_each_of_its_sides(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    foci: list[object] = []
    real = gathering.weighed
    monkeypatch.setattr(gathering, "weighed", lambda *args: foci.append(args[1]) or real(*args))
    assistant.ask("How many more ferries did Norvik build than Skarne?")
    assert len(foci) == 3


def test_a_turn_is_read_once_in_a_conversation(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    assistant.examples()
    read: list[str] = []
    real = pipeline.follow
    monkeypatch.setattr(pipeline, "follow", lambda text, *rest: read.append(text) or real(text, *rest))
    said = ["How many ferries did Skarne build in 2023?", "and Norvik?", "What was the margin of Skarne?"]
    for at, text in enumerate(said):
        assistant.ask(text, said[:at])
    assert read.count(said[0]) == 2  # asked, and then a turn before the others


def test_postings_say_what_profiles_say() -> None:
    rng = random.Random(7)
    words = [*rng.sample(sorted(concepts()), 30), "ferri", "keel", "hull"]
    ideas = sorted({idea for word in words for idea in concepts().get(word, ())})

    def some(of: list[str]) -> dict[str, float]:
        return {one: round(rng.random(), 2) for one in rng.sample(of, rng.randint(0, len(of) // 2))}

    profiles = [Profile(some(words), some(ideas), {}) for _ in range(40)]
    terms = [
        Term(word, word, rng.random(), rng.random(), tuple((other, rng.random()) for other in rng.sample(words, 2)))
        for word in rng.sample(words, 9)
    ]
    assert Postings(profiles).coverage(terms).tolist() == [profile.coverage(terms) for profile in profiles]
    assert Postings(profiles).coverage(()).tolist() == [0.0] * len(profiles)


def test_a_word_set_meets_what_one_of_its_words_meets() -> None:
    words = sorted(concepts())[:60]
    held = words[::7]
    assert [WordSet.of(held).meets(word) for word in words] == [
        word in held or any(same_idea(word, other) for other in held) for word in words
    ]


def test_what_one_article_speaks_of_does_not_depend_on_what_was_asked_before(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "yards.md").write_text(TEXT, encoding="utf-8")
    (folder / "gardens.md").write_text("# Two Gardens\n\nLarchmont grew 310 roses in 2023.\n", encoding="utf-8")
    corpus = Assistant.open(folder, tmp_path / "data").corpus
    gardens = next(id for id, document in corpus.documents.items() if "Gardens" in document.title)
    assert corpus.lexicon.speaks_of("spend")  # costs
    assert not corpus.only(gardens).lexicon.speaks_of("spend")


def test_names_are_found_as_if_every_run_of_words_were_looked_up() -> None:
    names = (("acme",), ("acme", "r9"), ("old", "acme", "works"), ("dane",))
    lexicon = Lexicon(aliases={key: " ".join(key).title() for key in names})
    text = "Old Acme Works sold Acmes, Acme R9s and an Acme; Danes of old acme bought R9."
    found = [(mention.name, text[mention.start : mention.end]) for mention in lexicon.mentions(text)]
    assert found == [
        ("Old Acme Works", "Old Acme Works"), ("Acme", "Acmes"), ("Acme R9", "Acme R9s"), ("Acme", "Acme"),
        ("Dane", "Danes"),
    ]  # fmt: skip
