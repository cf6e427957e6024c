"""A sentence with a figure that is read as the answer is quoted, though it says it in rather other words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.confidence import Likely
from assistant.followups import follow
from assistant.replies.case import Case
from assistant.signals import Signals
from assistant.whole import quoted_whole
from tests.assistant.one_article import opened

ARTICLE = """# The bank on the phone

Pelion, a bank that exists only as an app, has made its first profit. It was founded by Ruta Kaln in 2017.

Until March it offered savers 6.75% a year; since then it has offered 5.5%, and hardly anyone left.
"""
ANSWERS = Signals(
    likeness=0.58, unsaid=0.33, unnamed=0.2, unnumbered=0.0, opposed=0.0, denied=0.0, joined=0.5, of_kind=1.0, read=1.6
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    bank = opened(ARTICLE, tmp_path_factory)
    return bank._case(follow("How high is the interest that Pelion's savers get?", (), bank.corpus.lexicon), None, 1)


def _quoted(case: Case, signals: Signals) -> bool:
    found = next(e for e in case.evidence if "6.75%" in case.text(e))
    others = tuple(e for e in case.evidence if e is not found)
    likely = Likely(found, signals)
    draft = quoted_whole(replace(case, evidence=(*others, found), ranks=replace(case.ranks, likely=lambda: likely)))
    return draft is not None and draft.quotes[0].sentence == found.sentence


def test_what_is_read_as_the_answer_is_quoted(case: Case) -> None:
    assert _quoted(case, ANSWERS)


@pytest.mark.parametrize(
    "signs",
    [
        {"read": 0.3},
        {"read": None},
        {"likeness": 0.5},
        {"unsaid": 0.4},
        {"unnamed": 1.0},
        {"denied": 1.0},
        {"of_kind": 0.0},
    ],
)
def test_one_sign_against_it_is_enough(case: Case, signs: dict[str, float | None]) -> None:
    assert not _quoted(case, replace(ANSWERS, **signs))
