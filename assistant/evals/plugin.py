"""The pytest plug-in: an article's questions as tests of its owner.

    @pytest.mark.article_questions("questions.jsonl", documents="articles")
    def test_question(article_question):
        article_question.check()

    def test_floors(evaluate_articles):
        evaluate_articles("questions.jsonl", documents="articles").require(ALL=0.8, refusal=0.9)

Paths are relative to the test's own file. pytest imports this file in every run of everybody who has the product
installed, so whatever takes time to load is imported inside the functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from assistant.evals.types import Evaluation, Judged, Row
    from assistant.pipeline import Assistant

MARKER = "article_questions"
_FIXTURE = "article_question"
_CACHE = "article-assistant"  # folder of pytest's own cache that keeps the indexes
_assistants = pytest.StashKey[dict[Path, "Assistant"]]()


@dataclass(frozen=True)
class ArticleQuestion:
    """One question of a marked test, asked when `answer` or `check` is."""

    row: Row
    _judged: Callable[[], Judged]

    @property
    def answer(self) -> Mapping[str, Any]:
        """The answer as the JSON object that `article-assistant ask --json` prints."""
        return self._judged().answer or {}

    @property
    def parts(self) -> Mapping[str, bool]:
        """What of the answer is right: refusal, numbers, evidence, ... as far as it applies."""
        return self._judged().parts

    def check(self) -> None:
        """Fail the test, saying what was expected and what came, unless every part is right."""
        from assistant.evals import text

        __tracebackhide__ = True
        judged = self._judged()
        if not judged.passed:
            pytest.fail("\n".join(text.failure(judged)), pytrace=False)


@dataclass(frozen=True)
class ArticleEvaluation:
    """What `evaluate_articles` returns: every measure, and a way to require them."""

    evaluation: Evaluation

    def value(self, name: str) -> float:
        """Return a measure by its name, "ALL" or "assistant recall@10"; raises KeyError where there is none."""
        found = self.evaluation.measure(name)
        if found is None:
            raise KeyError(f"{name}; there are {', '.join(one.name for one in self.evaluation.measures)}")
        return found.value

    def require(self, floors: str | Path | None = None, **least: float) -> None:
        """Fail the test with a sentence for each floor that is missed; `floors` is a TOML file."""
        from assistant.evals.floors import missed, read_floors

        __tracebackhide__ = True
        wanted = dict(read_floors(Path(floors), self.evaluation.name)) if floors is not None else {}
        wanted |= {name: Decimal(str(value)) for name, value in least.items()}
        below = missed(self.evaluation, wanted)
        if below:
            pytest.fail("\n".join(below), pytrace=False)


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker, so that --strict-markers knows it."""
    config.addinivalue_line(
        "markers",
        f"{MARKER}(path, documents=None): run the test once for each question of a .jsonl file, asked of a folder of "
        f"articles; the fixture {_FIXTURE} holds the question and its answer.",
    )
    config.stash[_assistants] = {}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a test of each question of a marked test."""
    marker = metafunc.definition.get_closest_marker(MARKER)
    if marker is None or _FIXTURE not in metafunc.fixturenames:
        return
    from assistant.evals.rows import read_rows
    from assistant.evals.types import EvalError

    path, documents = _of_marker(*marker.args, **marker.kwargs)
    folder = metafunc.definition.path.parent
    try:
        rows = read_rows(folder / path).rows
    except EvalError as error:
        raise pytest.UsageError(f"{metafunc.definition.nodeid}: {error}") from error
    where = None if documents is None else folder / documents
    metafunc.parametrize(_FIXTURE, [(row, where) for row in rows], ids=[row.id for row in rows], indirect=True)


def _of_marker(path: str | Path, documents: str | Path | None = None) -> tuple[Path, Path | None]:
    return Path(path), None if documents is None else Path(documents)


@pytest.fixture
def article_question(request: pytest.FixtureRequest) -> ArticleQuestion:
    """Return the question of this test; the mark `article_questions` names the file."""
    if not hasattr(request, "param"):
        raise pytest.UsageError(f'mark the test: @pytest.mark.{MARKER}("questions.jsonl", documents="articles")')
    row, documents = request.param
    kept: list[Judged] = []

    def judged() -> Judged:
        from assistant.evals.run import ask

        if not kept:
            kept.append(ask(row, _opened(request.config, documents)))
        return kept[0]

    return ArticleQuestion(row, judged)


@pytest.fixture
def evaluate_articles(request: pytest.FixtureRequest) -> Callable[..., ArticleEvaluation]:
    """Return a function (questions, documents=None) that asks a file of questions and measures the answers."""

    def evaluated(questions: str | Path, documents: str | Path | None = None) -> ArticleEvaluation:
        from assistant.evals.rows import read_rows
        from assistant.evals.run import evaluate

        folder = request.path.parent
        path = folder / questions
        asked = read_rows(path)
        assistant = _opened(request.config, None if documents is None else folder / documents)
        return ArticleEvaluation(evaluate(path.stem, asked, assistant))

    return evaluated


def _opened(config: pytest.Config, documents: Path | None) -> Assistant:
    """Return the assistant of a folder, opened once a run; its index is kept in pytest's cache between runs."""
    from assistant import settings
    from assistant.pipeline import Assistant

    folder = (documents or settings.shipped_documents()).resolve()
    opened = config.stash[_assistants]
    if folder not in opened:
        opened[folder] = Assistant.open(folder, _data(config))
    return opened[folder]


def _data(config: pytest.Config) -> Path | None:
    """Return where indexes are kept; None, the user's data folder, where pytest's cache is switched off."""
    cache = getattr(config, "cache", None)
    return None if cache is None else Path(cache.mkdir(_CACHE))
