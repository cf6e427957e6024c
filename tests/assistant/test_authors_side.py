"""Whom the author sides with, and what the author says of themselves."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The quarrel over the Varnholt weir

The town of Varnholt wants to pull down its weir. Petra Dahl, a biologist, says the salmon would be back within three
years. Gustav Reim, who runs the mill, fears for his turbine, which earns 84,000 euros a year. "I think the fish are an
excuse," he says.

## The dispute

Dahl counted 212 salmon below the weir last autumn. Reim disputes the count and says that half of them were trout. The
biologist and the miller have not spoken since March.

I find Dahl the more convincing of the two. Her count was filmed, and his was made from a bar stool. The miller sold
shares in the mill to his neighbours at 40 euros apiece. I bought a share in the mill myself, in 2019.

## The money

Pulling it down would cost 1.3 million euros. I doubt that it can be done for that. The bid leaves out the road. The
last weir on this river came to 2.1 million. That is what a town of this size should put aside, and a loan will not do.
"""


@pytest.fixture(scope="module")
def weir(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    "question",
    [
        "Does the author side with the biologist or the miller?",
        "Who does the writer find more convincing on the salmon count, Reim or Dahl?",
        "Does the writer agree with the miller about the trout?",
    ],
)
def test_the_side_is_told_in_the_authors_words_and_why(weir: Assistant, question: str) -> None:
    text = weir.ask(question).text
    assert "I find Dahl the more convincing of the two." in text
    assert "filmed" in text


def test_words_in_quotation_marks_are_not_the_authors(weir: Assistant) -> None:
    assert "excuse" not in weir.ask("Does the author side with the biologist or the miller?").text


def test_what_the_author_owns_is_told_by_the_author(weir: Assistant) -> None:
    assert "I bought a share in the mill myself" in weir.ask("Does the author own a share in the mill?").text
