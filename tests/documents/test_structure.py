"""The structure of text without markup: headings, lists, labels, leads, wrapped lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.types import Document

Write = Callable[[str, str], Document]
Paths = Callable[[Document], list[tuple[str, ...]]]

NEWSLETTER = """\
The Kiln Makers' Gamble: Can Clay Beat Concrete?

Two potteries want to build houses. Their bricks cost more, and they last longer.

Abstract: In May 2022 the Adler works bought a kiln the size of a church. This report follows the money.


The First Bet: "We Will Bake a Street"

When Ruth Adler said this, nobody laughed. She had 41 orders.

The Two Workshops: A Closer Look

Both workshops stand on one river.

Workshop #1: The Old Kiln

The old kiln burns wood.

  • Fast Firing: The War on Time
    A load takes 38 hours. That is quick.
    The comparison is telling:

    • Adler: It took 11 weeks to fire its first 10,000 bricks.
    • Baum: Its crew needed 170 days for as many.
      In one season Adler outran them all.
  • Low Cost: The Fuel Is Waste
    Sawdust is free. It comes from 3 mills.

Workshop #2: The New Kiln

The new kiln burns gas.

  • Even Heat: Every Brick Alike
    Only 2% of the bricks crack.

What Could Go Wrong

The risks are plain.

  • Glory: The Prize and the Press

    • The works won a prize worth €50,000 in its first year.
    • Orders came from 12 countries.
  • Thorns: The Debt and the Rain

    • However, the loan costs 7% a year.

Final Verdict:

The outcome depends on three questions:

  1. The Question of Price: Will gas stay cheap?
  2. The Question of Clay: Will the pit last until 2040?
  3. The Question of Taste: Will people want brick?

The kiln is hot, but the street is empty.
"""


@pytest.fixture
def newsletter(document: Write) -> Document:
    return document("kiln.txt", NEWSLETTER)


def block(document: Document, start: str) -> int:
    found = [at for at, b in enumerate(document.blocks) if b.span.of(document.text).startswith(start)]
    assert len(found) == 1, start
    return found[0]


def test_the_title_is_the_first_heading_and_opens_no_section(newsletter: Document) -> None:
    assert newsletter.title == "The Kiln Makers' Gamble: Can Clay Beat Concrete?"
    assert newsletter.blocks[0].kind == "heading"
    assert newsletter.sections[0].path == ()


def test_headings_items_and_numbered_headings_nest(newsletter: Document, paths: Paths) -> None:
    two = "The Two Workshops: A Closer Look"
    one = "Workshop #1: The Old Kiln"
    assert paths(newsletter) == [
        ('The First Bet: "We Will Bake a Street"',),
        (two,),
        (two, one),
        (two, one, "Fast Firing: The War on Time"),
        (two, one, "Low Cost: The Fuel Is Waste"),
        (two, "Workshop #2: The New Kiln"),
        (two, "Workshop #2: The New Kiln", "Even Heat: Every Brick Alike"),
        ("What Could Go Wrong",),
        ("What Could Go Wrong", "Glory: The Prize and the Press"),
        ("What Could Go Wrong", "Thorns: The Debt and the Rain"),
        ("Final Verdict:",),
    ]
    assert [section.level for section in newsletter.sections] == [len(s.path) for s in newsletter.sections]


def test_labels_of_items_and_paragraphs(newsletter: Document) -> None:
    labels = [b.label for b in newsletter.blocks if b.label]
    assert labels == [
        "Abstract",
        "Adler",
        "Baum",
        "The Question of Price",
        "The Question of Clay",
        "The Question of Taste",
    ]


def test_a_label_holds_for_the_item_and_not_for_the_lines_below(newsletter: Document) -> None:
    below = newsletter.blocks[block(newsletter, "In one season")]
    assert (below.kind, below.label) == ("paragraph", None)
    assert newsletter.sections[below.section].heading == "Fast Firing: The War on Time"


def test_items_know_their_marker_depth_and_lead(newsletter: Document) -> None:
    baum = newsletter.blocks[block(newsletter, "Baum")]
    assert (baum.marker, baum.depth, baum.lead) == ("•", 0, block(newsletter, "The comparison is telling:"))
    clay = newsletter.blocks[block(newsletter, "The Question of Clay")]
    assert (clay.marker, clay.lead) == ("2.", block(newsletter, "The outcome depends on three questions:"))
    orders = newsletter.blocks[block(newsletter, "Orders came")]
    assert orders.lead == block(newsletter, "Glory: The Prize and the Press")


def test_text_after_a_list_returns_to_the_section_around_it(document: Write) -> None:
    text = (
        "A Title\n\nThe Plan\n\nIt has parts.\n\n  • Part of Water: The Two Ponds\n    The ponds hold 41 litres.\n\n"
        "That was the whole plan of the farm.\n"
    )
    read = document("plan.txt", text)
    assert [s.path for s in read.sections] == [
        (),
        ("The Plan",),
        ("The Plan", "Part of Water: The Two Ponds"),
        ("The Plan",),
    ]
    assert read.sections[-1].span.of(read.text) == "That was the whole plan of the farm."


def test_pasted_without_blank_lines(document: Write, paths: Paths) -> None:
    text = (
        "Solar Farms Are Running Out of Land\nBy Maria Lopez | 3 May 2024\n"
        "The race for flat land has become the main problem. Prices have doubled.\nWhy Land Got Scarce\n"
        "A park of 100 MW needs about 160 hectares. The office received 48 applications:\n"
        "• 31 were refused because of birds.\n• 5 were approved.\nWhat Developers Do Now\n"
        "Some build on water. Others rent the roofs of warehouses and schools.\n"
    )
    read = document("solar.txt", text)
    assert paths(read) == [("Why Land Got Scarce",), ("What Developers Do Now",)]
    assert (read.author, read.published) == ("Maria Lopez", "2024-05-03")


def test_lines_wrapped_to_a_width_are_joined(document: Write) -> None:
    text = (
        "THE HARBOUR LETTER\n==================\n\n"
        "Container traffic through the port fell by 4.2% last year, the first\n"
        "decline since 2016. The port authority blames the dredging works, which\n"
        "closed the main channel for 61 days.\n\n"
        "  * Dredging: the main channel was closed for 61 days, twice as long as\n"
        "    planned, because a wreck was found.\n"
        "  * Strikes: crane drivers stopped work for nine days in March. They\n"
        "    wanted 6% and got 4.5%.\n\n"
        "Kaldnes handled 1.31 million containers (up 12%), and its neighbour\n"
        "St. Olav handled 0.40 million.\n"
    )
    read = document("harbour.txt", text)
    kinds = [b.kind for b in read.blocks]
    assert kinds == ["heading", "paragraph", "item", "item", "paragraph"]
    assert [s.span.of(read.text) for s in read.sentences][1].startswith("The port authority blames the dredging works,")
    assert text == read.text


def test_levels_of_numbered_and_capital_headings(document: Write, paths: Paths) -> None:
    text = (
        "1. Introduction\n\nThis report looks at freight.\n\n1.1 Scope\n\nOnly electric lines are covered.\n\n"
        "1.2 Method\n\nWe counted trains.\n\n2. Results\n\nFreight rose by 8%.\n"
    )
    assert paths(document("report.txt", text)) == [
        ("Introduction",),
        ("Introduction", "1.1 Scope"),
        ("Introduction", "1.2 Method"),
        ("Results",),
    ]
    text = "A Title\n\nFIRST PART\n\nText one.\n\nA Detail of It\n\nText two.\n\nSECOND PART\n\nText three.\n"
    assert paths(document("caps.txt", text)) == [("FIRST PART",), ("FIRST PART", "A Detail of It"), ("SECOND PART",)]


def test_marked_headings_in_plain_text(document: Write, paths: Paths) -> None:
    text = "# A Title\n\nIntro.\n\n## One\n\nText.\n\n### Below\n\nText.\n\n**Key Risks:**\n\nText.\n"
    read = document("marks.txt", text)
    assert read.title == "A Title"
    assert paths(read)[:2] == [("One",), ("One", "Below")]
    assert "Key Risks:" not in read.title


def test_bullets_alone_show_the_level_in_text_from_a_word_processor(document: Write) -> None:
    text = "Feed\n\n•\tSilage was bought.\n•\tHerbs replaced clover:\no\tChicory\no\tPlantain below\n•\tCows graze.\n"
    items = [b for b in document("feed.txt", text).blocks if b.kind == "item"]
    assert [(b.marker, b.depth) for b in items] == [("•", 0), ("•", 0), ("o", 1), ("o", 1), ("•", 0)]
    assert items[2].lead is not None


def test_a_list_of_names_has_no_headings(document: Write, paths: Paths) -> None:
    names = "\n\n".join(["Anna Berg", "Tom Lind", "Wei Zhang", "Maria Ortiz", "Jo Marsh"])
    assert paths(document("names.txt", f"Guests\n\n{names}\n\nThey all came to the opening of the new hall.\n")) == [
        ("Jo Marsh",)
    ]


def test_a_number_at_the_start_of_a_wrapped_line_is_no_item(document: Write) -> None:
    text = (
        "The fund was opened in the spring of 2019, and the number of its members was\n"
        "12. That has not changed since, although the fund has grown by a third and\n"
        "pays more than before.\n"
    )
    read = document("fund.txt", "A Title\n\n" + text)
    assert [b.kind for b in read.blocks] == ["heading", "paragraph"]
