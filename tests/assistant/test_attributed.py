"""What somebody says is told in their own sentences, all that they said, with the sentence that names them."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Bread and Stone

The mill at Orrel has two owners and no peace. Flour cost £420 a tonne in 2025. The Orrel loaf was not in any shop, and
Tamsin Bakers says it will not be before May.

Petra Voss of Ashdown Research is calmer. She thinks that loaf sales will stop at 9,000 a week, since "everyone who
likes rye has a loaf by now". Tamsin Bakers disagrees.

"The trouble with Orrel isn't its flour," Voss argues. "It's that a half-empty oven makes every loaf dear. Fill the oven
and the cost halves."

Why did the mill raise wages? Jonas Reed says that it was about the harvest: the mill had hired forty hands before the
rain came, and he wanted to keep them. His rivals are less kind. "Jonas needed a story for the bank," said Otto Lind,
who runs the Tamsin ovens. "You do not raise wages above the price of bread because you are kind."
"""


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("What does Petra Voss say about the sales of the Orrel loaf?", "stop at 9,000 a week", "before May"),
        ("What is Petra Voss's view of loaf sales?", "Petra Voss of Ashdown Research is calmer", "before May"),
        ("What does Tamsin Bakers say about the Orrel loaf?", "before May", "9,000"),
        ("What does Voss say about Orrel's trouble?", "Fill the oven and the cost halves", "Tamsin"),
        ("Why did the mill raise wages, according to Jonas Reed?", "it was about the harvest", "kind"),
        ("Why did the mill raise wages, according to Otto Lind?", "said Otto Lind", "harvest"),
    ],
)
def test_only_the_words_of_who_is_asked(mill: Assistant, question: str, said: str, unsaid: str) -> None:
    answer = mill.ask(question)
    assert said in answer.text
    assert unsaid not in answer.text
