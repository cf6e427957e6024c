"""Questions of every kind about a generated article, as people type them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from tests.generate.others import OTHERS
from tests.generate.questions import OPERATIONS
from tests.generate.styles import styled
from tests.generate.values import Article, Asked

LOOKUPS = 5  # a reader looks up more often than he calculates


def questions(article: Article, seed: int, count: int) -> Iterator[Asked]:
    """Yield questions about an article; the same seed gives the same questions."""
    rng = Random(f"{seed} questions {article.id}")
    makers = [*OPERATIONS.values(), *OTHERS.values()]
    weights = [LOOKUPS if make is OPERATIONS["lookup"] else 1 for make in makers]
    while count:
        asked = rng.choices(makers, weights)[0](rng, article)
        if asked is not None:
            count -= 1
            yield styled(rng, asked)


def asked_of(articles: Sequence[Article], seed: int, count: int) -> Iterator[tuple[Article, Asked]]:
    """Yield as many questions of each article as make up the count."""
    each, more = divmod(count, len(articles))
    for at, article in enumerate(articles):
        yield from ((article, asked) for asked in questions(article, seed, each + (at < more)))
