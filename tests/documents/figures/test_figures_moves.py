"""Two levels of one thing, "from 3 to 5", and what somebody plans."""

from __future__ import annotations

from collections.abc import Callable

from documents.figures.extract import extract
from documents.figures.types import Figure
from documents.types import Document

Make = Callable[[str], Document]


def of(document: Document) -> list[Figure]:
    return list(extract(document))


def test_both_levels_of_a_price_are_per_unit(document: Make) -> None:
    read = of(document("The price of rye rose from €210 to €260 a tonne."))
    assert [(f.metric, f.quantity.unit, f.quantity.per) for f in read] == [("price", "EUR", "tonne")] * 2


def test_the_level_that_a_plan_starts_from_is_of_today(document: Make) -> None:
    text = "The oven should open in the spring of 2028 and raise output from 3 million to 5 million loaves a year."
    now, later = of(document(text))
    assert [(f.metric, f.quantity.unit, f.quantity.per) for f in (now, later)] == [("output", "loaf", "year")] * 2
    assert (now.period, now.status) == (None, "actual")
    assert later.period is not None
    assert (later.period.end[:4], later.status) == ("2028", "forecast")


def test_what_has_moved_keeps_its_period(document: Make) -> None:
    read = of(document("In 2024 output rose from 3 tonnes to 5 tonnes a day."))
    assert {f.period.surface if f.period else None for f in read} == {"2024"}


def test_a_plan_is_of_the_person_who_makes_it(document: Make) -> None:
    text = (
        "Ostrova was founded by the baker Ida Fenn. Kell is larger than Ostrova, and Kell owns no oven.\n\n"
        "Kell sells bread. Kell opened in May.\n\nFenn plans a second bakery, in Riga, for €7 million."
    )
    read = of(document(text))[-1]
    assert read.subject == "Ida Fenn"
    assert "second bakery" in read.subjects


def test_what_somebody_says_of_a_trade_is_the_trades(document: Make) -> None:
    text = (
        "The potter Mirabel Ostrey runs Claywell. Claywell is large, and Claywell grows.\n\n"
        'The analyst Tova Quill doubts it. "The trade grew by 9% in 2022 and by 2% last year," she said.'
    )
    for read in of(document(text))[-2:]:
        assert (read.subject, read.kind, read.speaker) == ("trade", "growth", "Tova Quill")


def test_a_forecast_is_of_what_the_forecaster_has_just_valued(document: Make) -> None:
    text = (
        "Claywell is large. Claywell grows, and Claywell sells tiles.\n\n"
        "Quillans values the tile business at €37 million, and Quillans predicts sales of 41,000 tiles for 2025."
    )
    assert [read.subject for read in of(document(text))] == ["tile business"] * 2
