"""Whose a figure is and what it measures, where the nearest name is not the owner: tables of sentences of one build."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.cast import cast_of
from documents.figures.extract import extract
from documents.types import Document

Made = Callable[[str], Document]
Row = tuple[str, str, dict[str, tuple[str, str]]]  # what comes before, the sentence, surface -> (subject, metric)

INNS = "Arlon Inns and Boro Rooms are rivals."
TRAMS = "Kessel and Ubo make trams. Jon Vik runs Kessel."
BREAD = "Marsk and Tofte bake bread. Sven Lund watches them."


def check(document: Made, row: Row) -> None:
    """Compare the owner and the metric of each figure named; a metric may hold more words than wanted."""
    before, sentence, wanted = row
    found = {one.quantity.surface: one for one in extract(document(f"# A trade\n\n{before}\n\n{sentence}"))}
    for surface, (subject, metric) in wanted.items():
        assert found[surface].subject == subject, surface
        assert metric in found[surface].metric, surface


EFFORTS: list[Row] = [
    (f"{INNS} Ida Fenn watches them. Ida Fenn likes both.",
     "It takes 9 minutes from door to bed at Arlon Inns, 14 minutes at Boro Rooms, and about 30 minutes in a hostel.",
     {"9 minutes": ("Arlon Inns", "takes from door to bed"), "14 minutes": ("Boro Rooms", "takes from door to bed"),
      "30 minutes": ("hostel", "takes from door to bed")}),
    (TRAMS, "It takes 11 months from order to delivery at Kessel and 16 months at Ubo.",
     {"11 months": ("Kessel", "from order to delivery"), "16 months": ("Ubo", "from order to delivery")}),
    (BREAD, "It takes three hours to bake a loaf at Marsk, and five hours at Tofte.",
     {"three hours": ("Marsk", "takes to bake a loaf"), "five hours": ("Tofte", "takes to bake a loaf")}),
    (TRAMS, "It cost Kessel 300 kWh to weld a door.", {"300 kWh": ("Kessel", "cost to weld a door")}),
    (INNS, "Cleaning a room takes Arlon Inns 22 minutes and Boro Rooms 31 minutes.",
     {"22 minutes": ("Arlon Inns", "Cleaning a room"), "31 minutes": ("Boro Rooms", "Cleaning a room")}),
    (TRAMS, "Building one tram costs Kessel $2.1 million and Ubo $1.8 million.",
     {"$2.1 million": ("Kessel", "Building one tram"), "$1.8 million": ("Ubo", "Building one tram")}),
    (BREAD, "Baking a tonne of bread takes Marsk about 300 kWh, whereas Tofte needs 410 kWh.",
     {"300 kWh": ("Marsk", "Baking a tonne of bread"), "410 kWh": ("Tofte", "needs")}),
]  # fmt: skip


@pytest.mark.parametrize("row", EFFORTS)
def test_an_effort_is_of_whoever_makes_it(document: Made, row: Row) -> None:
    check(document, row)


LEFT_OUT: list[Row] = [
    (INNS, "Arlon's revenue was up 24% from 2023. Boro's fell by 7% in the same period.",
     {"24%": ("Arlon Inns", "revenue"), "7%": ("Boro Rooms", "revenue")}),
    (TRAMS, "Kessel's margin was 9% in 2024. Ubo's was 12%.", {"9%": ("Kessel", "margin"), "12%": ("Ubo", "margin")}),
    (BREAD, "The price of Marsk's loaf rose to $3. Tofte's rose to $4.", {"$4": ("Tofte", "price")}),
    (INNS, "Arlon's bed costs £90, and the bed from Boro Rooms £70.", {"£70": ("Boro Rooms", "costs")}),
    (INNS, "A night at Arlon Inns costs £90, and the one at Boro Rooms £70.", {"£70": ("Boro Rooms", "costs")}),
    (TRAMS, "Kessel's weighs 41 tonnes, while the tram by Ubo only 36 tonnes.",
     {"41 tonnes": ("Kessel", "weighs"), "36 tonnes": ("Ubo", "weighs")}),
    (BREAD, "A loaf of Marsk's costs £3.10, the loaf from Tofte £2.60.", {"£2.60": ("Tofte", "costs")}),
]  # fmt: skip


@pytest.mark.parametrize("row", LEFT_OUT)
def test_what_is_left_out_is_what_was_named_before(document: Made, row: Row) -> None:
    check(document, row)


THAT_YEAR: list[tuple[Row, str]] = [
    ((INNS, "Arlon Inns made $3 million in 2024; Boro Rooms lost $8 million that year, after a loss of $12m in 2023.",
      {"$8 million": ("Boro Rooms", "lost"), "$12m": ("Boro Rooms", "loss")}), "2024"),
    ((TRAMS, "In May 2022 Kessel hired 40 welders. It earned $2 million that year, against a profit of $5m in 2021.",
      {"$2 million": ("Kessel", "earned"), "$5m": ("Kessel", "profit")}), "2022"),
    ((BREAD, "Marsk baked 3 million loaves in 2023. Tofte baked 2 million loaves in the same year, after sales of 1m.",
      {"2 million loaves": ("Tofte", "loaves")}), "2023"),
    ((TRAMS, "Kessel sold 90 trams last year, after sales of 70 trams in 2023.", {"70 trams": ("Kessel", "trams")}),
     "2023"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "year"), THAT_YEAR)
def test_that_year_is_a_time_and_nobody(document: Made, row: Row, year: str) -> None:
    check(document, row)
    surface = next(iter(row[2]))
    figures = extract(document(f"# A trade\n\n{row[0]}\n\n{row[1]}"))
    period = next(one.period for one in figures if one.quantity.surface == surface)
    assert period is not None
    assert (period.start, period.end) == (f"{year}-01-01", f"{year}-12-31")


LISTS: list[Row] = [
    (f"{INNS}\n\nTheir guests come from three sides:",
     "- **Agents:** bring 40% of Boro's guests.\n- **Airlines:** bring 25% of Boro's guests.\n"
     "- **Own website:** brings the remaining 35%, at half the cost.",
     {"40%": ("Agents", "bring"), "35%": ("Own website", "brings"), "half": ("Own website", "cost")}),
    (f"{TRAMS} Ubo is older.\n\nUbo has three plants:",
     "- **Old mill:** makes 30 of Ubo's trams a week.\n"
     "- **Harbour yard:** makes 50 trams a week and employs 900 people.\n"
     "- **Tool shop:** employs 120 people.",
     {"900 people": ("Harbour yard", "people"), "120 people": ("Tool shop", "people")}),
    (f"{BREAD}\n\nBread goes three ways:",
     "- Corner shops: buy 60% of it.\n- School kitchens: buy 25% of it and pay £1.10 a loaf.",
     {"60%": ("Corner shops", "buy"), "25%": ("School kitchens", "buy"), "£1.10 a loaf": ("School kitchens", "pay")}),
    (BREAD, "Corner shops sell 40% and keep 60%.", {"60%": ("Corner shops", "keep")}),
]  # fmt: skip


@pytest.mark.parametrize("row", LISTS)
def test_the_label_of_an_item_does_what_the_item_says(document: Made, row: Row) -> None:
    check(document, row)


def test_a_list_is_about_whom_its_items_share(document: Made) -> None:
    text = f"# Arlon\n\n{INNS} Arlon is older.\n\n- Agents: bring 40% of Boro's guests.\n"
    text += "- Airlines: bring 25% of Boro's guests.\n- Own website: brings the rest, 35%.\n"
    subjects = {one.quantity.surface: one.subjects for one in extract(document(text))}
    assert subjects["35%"] == ("Own website", "Boro Rooms")
    assert subjects["40%"][:1] == ("Agents",)
    assert "Boro Rooms" in subjects["40%"]


AGAIN: list[Row] = [
    ("Arlon Inns lets rooms.",
     "Ida Fenn of Mollby Research believes that inns will take 12% of all guests by 2030. Her rival, Otto Brandt of "
     "Tidemark, laughs at that: he puts it at no more than 5%.", {"5%": ("inns", "take of all guests")}),
    ("Kessel makes trams.",
     "Ada Keller thinks that trams will carry 9% of all commuters. Jon Vik, an economist, disagrees: he puts it at 6%.",
     {"6%": ("trams", "carry of all commuters")}),
]  # fmt: skip


@pytest.mark.parametrize("row", AGAIN)
def test_it_is_what_somebody_else_has_put_a_figure_on(document: Made, row: Row) -> None:
    check(document, row)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ida Fenn of Mollby Research believes in inns.", "Ida Fenn"),
        ("The flour is milled by Tom Askell, who had run a pub.", "Tom Askell"),
        ('"It was dear," says Ewan Ross, Kessel\'s head of welding.', "Ewan Ross"),
        ("Her rival, Otto Brandt of Mollby Capital, laughs: he sells trams.", "Otto Brandt"),
        ("The analyst at Mollby Capital, who sells trams, laughs.", ""),
        ("Arlon Inns believes in rooms.", ""),
    ],
)
def test_a_person_is_known_by_what_is_said_beside_the_name(document: Made, text: str, person: str) -> None:
    assert cast_of(document(text)).people == ({person} if person else set())


EACH: list[Row] = [
    ("Arlon Inns lets rooms.", "Arlon Inns opened three hostels, in Norway, Spain and Peru, each costing $4m.",
     {"$4m": ("hostels", "costing")}),
    ("Kessel makes trams.",
     "Kessel licenses its design to other makers: it has signed five of them, in Chile, Oman and Canada, "
     "each paying $2 million a year.", {"$2 million a year": ("other makers", "paying")}),
    ("Tofte bakes bread.", "Tofte runs six mills, in Denmark, Italy and Wales, each grinding 400 tonnes a week.",
     {"400 tonnes a week": ("mills", "grinding")}),
]  # fmt: skip


@pytest.mark.parametrize("row", EACH)
def test_each_is_one_of_what_was_counted_and_no_place(document: Made, row: Row) -> None:
    check(document, row)


SPEAKERS: list[Row] = [
    ("Arlon Inns lets rooms. Its founder, Ida Fenn, wants more.",
     "Arlon Inns plans to open a second wing in May. It will cost about $9 million, of which the Nordic Credit Bank "
     "lends $4 million, and is to have 90 beds. Fenn expects revenue of $30 million in 2027.",
     {"$30 million": ("Arlon Inns", "revenue")}),
    ("Kessel makes trams. Jon Vik, who runs Kessel, is an engineer.",
     "The state pays $40 million. The Harbour Bank lends $20 million. Vik predicts sales of $300 million in 2028.",
     {"$300 million": ("Kessel", "sales")}),
    ("Tofte and Marsk bake bread. Tofte's head, Sven Lund, is a baker.",
     "Marsk sold 40,000 loaves. Lund hopes for a profit of $2 million this year.", {"$2 million": ("Tofte", "profit")}),
    ("Tofte and Marsk bake bread. Tofte's head, Sven Lund, is a baker.",
     "Marsk sold 40,000 loaves. Lund expects a profit of $2 million at Marsk.", {"$2 million": ("Marsk", "profit")}),
    ("Kessel makes trams. Kessel is old.",
     "Kessel plans a hall. It is to cost $5m, of which the Harbour Bank lends $2m. The order book is worth $9m.",
     {"$2m": ("Harbour Bank", "lends")}),
]  # fmt: skip


@pytest.mark.parametrize("row", SPEAKERS)
def test_a_result_is_of_the_firm_whose_head_expects_it_and_not_of_a_lender(document: Made, row: Row) -> None:
    check(document, row)


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("Kessel's founder, Ida Fenn, left. She is 41.", {"Ida Fenn": "Kessel"}),
        ("Some know Kessel. Kessel grows. Its chief executive, Ida Fenn, left. She is 41.", {"Ida Fenn": "Kessel"}),
        ("Kessel grows. Ida Fenn, the boss of Kessel, left.", {"Ida Fenn": "Kessel"}),
        ("Kessel grows. Ida Fenn, Kessel's head of sales, left.", {"Ida Fenn": "Kessel"}),
        ("Kessel was founded in May 2016 by Ida Fenn, who is a welder. Some know Kessel.", {"Ida Fenn": "Kessel"}),
        ("Kessel grows. Ida Fenn, an analyst at Mollby Research, left.", {}),
    ],
)
def test_whom_a_person_speaks_for(document: Made, text: str, firms: dict[str, str]) -> None:
    assert cast_of(document(text)).firms == firms


WHERE: list[Row] = [
    ("Arlon Inns lets rooms.",
     "It spent $9 million on its second annex in Bergen, which opened in May 2022 and where 14 cooks work.",
     {"14 cooks": ("second annex", "cooks")}),
    ("Kessel makes trams.", "Kessel paid $40m for a hall in Leeds, which is made of glass and where 300 welders work.",
     {"300 welders": ("hall", "welders")}),
    ("Tofte bakes bread.", "Tofte bought a mill near Parma, where 40 people grind wheat.",
     {"40 people": ("mill", "people")}),
    ("Tofte bakes bread.", "Tofte bought a mill near Parma, where 200,000 people live.",
     {"200,000 people": ("Parma", "people")}),
]  # fmt: skip


@pytest.mark.parametrize("row", WHERE)
def test_where_people_work_is_the_hall_and_where_they_live_the_town(document: Made, row: Row) -> None:
    check(document, row)


def test_what_has_opened_in_a_month_is_not_counted_in_it(document: Made) -> None:
    figures = extract(document(f"{WHERE[0][0]} {WHERE[0][1]}"))
    assert next(one.period for one in figures if one.quantity.surface == "14 cooks") is None


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Arlon Inns spends 2% of revenue on adverts.", "share of revenue spent on adverts"),
        ("Kessel spent 9% of its turnover on steel.", "share of turnover spent on steel"),
        ("The mills spend 31% of their income on grain.", "share of income spent on grain"),
    ],
)
def test_a_share_that_is_spent_is_named_as_one_phrase(document: Made, text: str, metric: str) -> None:
    assert extract(document(text))[0].metric == metric


@pytest.mark.parametrize(
    ("text", "surface", "subjects"),
    [
        ("Kessel's founder, Ida Fenn, left. She hopes to sell 500 trams.", "500 trams", ("Ida Fenn", "Kessel")),
        ("Kessel's founder, Ida Fenn, left. Welding costs fell by a quarter.", "a quarter", ("Ida Fenn", "Kessel")),
        ("Kessel's founder, Ida Fenn, 41, left. She paints.", "41", ("Ida Fenn",)),
    ],
)
def test_what_the_head_of_a_firm_does_is_found_by_the_firm(
    document: Made, text: str, surface: str, subjects: tuple[str, ...]
) -> None:
    assert {one.quantity.surface: one.subjects for one in extract(document(text))}[surface] == subjects


SET_BESIDE: list[Row] = [
    ("Arlon Inns lets rooms.", "Its laundry uses 40 litres a day, a fifth of what a spa needs.",
     {"a fifth": ("laundry", "uses")}),
    ("Kessel makes trams.", "Kessel approved a $48 million plan for 2026, 3% less than last year's.",
     {"3%": ("Kessel", "plan")}),
    ("Tofte bakes bread.", "By May Tofte had built some 41 ovens, 11 fewer than planned.", {"11": ("Tofte", "ovens")}),
    ("Tofte bakes bread.", "Flour made up about a third of Tofte's costs.", {"a third": ("Flour", "costs")}),
    ("Arlon Inns lets rooms.", "Wages took up nearly half of revenue.", {"half": ("Wages", "revenue")}),
    ("Kessel makes trams.", "Scrap fell to 3% of output, saving $14m.", {"$14m": ("Scrap", "saving")}),
    ("Tofte bakes bread.", "Tofte closed a mill, losing 40 bakers.", {"40 bakers": ("Tofte", "bakers")}),
    ("Arlon Inns lets rooms.", "The plan would save Arlon €28 million and bring room rates down by 9%.",
     {"9%": ("plan", "room rates")}),
    ("Kessel makes trams.", "The deal will cost Kessel $3 million and push steel prices up by 4%.",
     {"4%": ("deal", "steel prices")}),
    ("Kessel makes trams.", "Kessel sold $250m of ten-year bonds at 8.75%.", {"8.75%": ("Kessel", "bonds")}),
]  # fmt: skip


@pytest.mark.parametrize("row", SET_BESIDE)
def test_what_is_set_beside_a_figure_or_goes_on_from_it(document: Made, row: Row) -> None:
    check(document, row)


@pytest.mark.parametrize(
    ("text", "surface", "year"),
    [
        ("Arlon's bookings rose to 470 in 2024, filling 16,800 beds.", "16,800 beds", "2024"),
        ("Kessel opened a hall in Leeds in 2023, hiring 90 welders.", "90 welders", "2023"),
        ("Tofte has sold 61 mills since 2021, cutting 2,350 jobs.", "2,350 jobs", ""),
        ("Kessel paid $85 million for a mill in Leeds in 2021 and has spent another $13 million on it.", "$13 million",
         ""),
        ("Arlon bought 40 inns in the far north in 2020 and now owns 90 inns.", "90 inns", ""),
    ],
)  # fmt: skip
def test_a_participle_goes_on_in_time_and_what_holds_now_does_not(
    document: Made, text: str, surface: str, year: str
) -> None:
    period = {one.quantity.surface: one.period for one in extract(document(text))}[surface]
    assert (period.surface if period else "") == year
