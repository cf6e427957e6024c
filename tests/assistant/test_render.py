"""What a reader sees of an answer: complete, escaped, and each marker leading to its citation."""

from __future__ import annotations

from decimal import Decimal
from html.parser import HTMLParser

import pytest

from assistant import render
from assistant.types import Answer, Calculation, Citation, Result
from documents.figures.types import Figure, Quantity
from documents.types import Document, Section, Span

HOSTILE = '<img src=x onerror="alert(1)"> & "quoted" \'too\' <b>bold</b>'


class Parsed(HTMLParser):
    """The tags with their attributes, the text, and whether every tag is closed."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "input":  # a void element has no end
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, of_class: str = "") -> list[dict[str, str | None]]:
        return [a for name, a in self.tags if name == tag and of_class in ["", *(a.get("class") or "").split()]]


def citation(
    number: int = 1, *, start: int = 10, quote: str = "The mill ground 40 tonnes.", page: int | None = None
) -> Citation:
    return Citation(number, "mill", "The Mill", ("Output", "Spring"), quote, start, start + len(quote), page)


def answer(text: str = "The mill ground 40 tonnes [1].", **fields: object) -> Answer:
    known: dict[str, object] = {
        "id": "1", "question": "How much?", "standalone": "How much?", "status": "answered", "citations": (citation(),)
    }  # fmt: skip
    return Answer(**{**known, "text": text, **fields})  # type: ignore[arg-type]


def tonnes(surface: str, start: int) -> Figure:
    value = Decimal(surface.split()[0])
    quantity = Quantity(value, value, "tonne", "count", surface, Span(start, start + len(surface)))
    return Figure("mill", 0, quantity, "tonnes")


def test_a_marker_with_a_citation_opens_its_place() -> None:
    page = Parsed(render.answer(answer()))
    [marker] = page.all("button", "cite")
    assert (marker["data-document"], marker["data-start"], marker["data-end"]) == ("mill", "10", "36")
    assert "40 tonnes [1]." in page.text


def test_caveats_have_their_markers_and_their_own_heading() -> None:
    page = Parsed(render.answer(answer("Forty.", caveats=("tonnes are not sacks [1]",))))
    assert len(page.all("button", "cite")) == 1
    assert "Bear in mindTonnes are not sacks [1]" in page.text
    assert "Near it, but not the answer" in render.answer(answer(status="not_found", caveats=("nearest: 40",)))


def test_a_marker_without_a_citation_stays_text() -> None:
    page = Parsed(render.answer(answer("A list [7] of [1] things [2x].")))
    assert len(page.all("button", "cite")) == 1
    assert "A list [7] of [1] things [2x]." in page.text


@pytest.mark.parametrize(
    "value",
    [
        answer(HOSTILE),
        answer(standalone=HOSTILE),
        answer(caveats=(HOSTILE,)),
        answer(citations=(Citation(1, HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, 0, 5),)),
        answer(calculation=Calculation("sum", (), HOSTILE, Result("1", "1", "x", HOSTILE), (HOSTILE,), (HOSTILE,))),
    ],
    ids=["text", "standalone", "caveat", "citation", "calculation"],
)
def test_nothing_from_outside_becomes_markup(value: Answer) -> None:
    page = Parsed(render.answer(value))
    assert {tag for tag, _ in page.tags}.isdisjoint({"img", "b", "script"})
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert HOSTILE in page.text.replace(HOSTILE[:1].upper() + HOSTILE[1:], HOSTILE)
    assert page.open == []


def test_a_question_and_a_title_are_escaped() -> None:
    assert Parsed(render.question(HOSTILE)).text == HOSTILE
    assert HOSTILE in Parsed(render.masthead([document(HOSTILE)])).text


@pytest.mark.parametrize(
    ("status", "label"), [("answered", ""), ("partial", "Answered in part"), ("not_found", "Not in the article")]
)
def test_the_status_is_said_unless_all_is_answered(status: str, label: str) -> None:
    page = Parsed(render.answer(answer(status=status)))
    assert bool(page.all("p", "status")) == bool(label)
    assert label in page.text
    assert page.all("article", f"is-{status.replace('_', '-')}")


def test_the_reading_is_shown_where_it_differs_by_more_than_case_and_marks() -> None:
    assert "Read as: How much in May?" in Parsed(render.answer(answer(standalone="How much in May?"))).text
    assert "Read as" not in render.answer(answer(question="how  much", standalone="How much?"))


def test_the_working_shows_formula_result_steps_operands_and_assumptions() -> None:
    inputs = (tonnes("40 tonnes", 26), tonnes("40 tonnes", 26), tonnes("8 tonnes", 500))
    calculation = Calculation(
        "rate", inputs, "40 tonnes / 8", Result("5", "5", "tonne", "5 tonnes"), ("40 / 8 = 5",), ("an even pace",)
    )
    page = Parsed(render.answer(answer(calculation=calculation)))
    assert page.all("details", "working") == [{"class": "working", "open": None}]
    assert "40 tonnes / 8 = 5 tonnes" in page.text
    assert "40 / 8 = 5" in page.text
    assert "Assuming an even pace." in page.text
    # One operand lies in the citation and is named once; the other lies in none and leads nowhere.
    assert "Figures used: 40 tonnes [1]" in page.text
    assert "8 tonnes [" not in page.text


def test_an_assumption_among_the_caveats_is_not_said_twice() -> None:
    calculation = Calculation("rate", (), "40 / 8", Result("5", "5", "x", "5"), (), ("an even pace", "no holidays"))
    text = Parsed(render.answer(answer(calculation=calculation, caveats=("Assumed: an even pace.",)))).text
    assert text.count("even pace") == 1
    assert "Assuming no holidays." in text


def test_one_step_is_a_sentence_several_are_a_list() -> None:
    def steps(*lines: str) -> Parsed:
        calculation = Calculation("rate", (), "40 / 8", Result("5", "5", "x", "5"), lines)
        return Parsed(render.answer(answer(calculation=calculation, citations=())))

    assert not steps("40 / 8 = 5").all("li")
    assert len(steps("40 / 8 = 5", "5 x 2 = 10").all("li")) == 2


def test_a_formula_that_states_its_result_is_not_given_another() -> None:
    calculation = Calculation("sum", (), "2 + 2 = 4", Result("4", "4", "x", "4"))
    assert "2 + 2 = 4</p>" in render.answer(answer(calculation=calculation))


def test_a_calculation_without_formula_or_steps_has_no_working() -> None:
    assert "working" not in render.answer(answer(calculation=Calculation("lookup", (), "", Result("4", "4", "x", "4"))))


def test_sources_give_title_headings_page_and_the_quote_itself() -> None:
    page = Parsed(render.answer(answer(citations=(citation(page=3), citation(2, start=90)))))
    assert "The Mill › Output › Spring, page 3" in page.text
    assert page.text.count("The mill ground 40 tonnes.") == 2
    assert [a["data-start"] for a in page.all("button", "where")] == ["10", "90"]


def test_lists_in_an_answer_keep_their_lines() -> None:
    page = Parsed(render.answer(answer("Three:\n• one [1]\n\n  • two\n• three")))
    assert len(page.all("p", "item")) == 3
    assert len(page.all("p", "depth-1")) == 1


def document(title: str, *headings: str) -> Document:
    sections = tuple(Section(heading, 1, (heading,), Span(0, 0)) for heading in headings)
    return Document(title, title, "a.md", "", sections, (), (), (), "0", author="A. Miller", published="2025-02-03")


def test_one_article_is_named_several_are_counted() -> None:
    assert Parsed(render.masthead([document("The Mill")])).text.startswith("Article AssistantThe Mill")
    assert Parsed(render.masthead([document("A"), document("B")])).text.startswith("Article Assistant2 articles")


def calculated() -> Answer:
    result = Result("80", "80", "tonne", "80 tonnes")
    made = Calculation("sum", (tonnes("40 tonnes", 25),), "2 x 40 tonnes = 80 tonnes", result)
    return answer(calculation=made)


def test_a_quoted_operand_of_the_formula_leads_to_its_quote() -> None:
    buttons = Parsed(render.answer(calculated())).all("button", "operand")
    assert buttons
    assert [button["data-start"] for button in buttons] == ["10"]
    assert "2 x 40 tonnes = 80 tonnes" in Parsed(render.answer(calculated())).text


def test_the_tools_carry_the_receipt_and_stand_only_where_there_is_one() -> None:
    page = Parsed(render.answer(calculated(), 'a"b'))
    assert page.all("div", "tools")[0]["data-receipt"] == 'a"b'
    assert page.all("a", "link")[0]["href"] == '?a=a"b'
    assert not Parsed(render.answer(calculated())).all("div", "tools")


def test_a_hint_is_announced_when_it_appears() -> None:
    assert Parsed(render.hint("")).tags == Parsed(render.hint("Type first")).tags  # the live region is there before
    assert Parsed(render.hint(HOSTILE)).text == HOSTILE
