"""Passages are verbatim, whole sentences of one section, and no sentence is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.build import About, Raw, build
from documents.types import Document, Span
from index.passages import (
    MAX_TOKENS,
    embedding_text,
    passages,
    sentence_contexts,
    sentence_embedding_text,
    tokens,
)


def assert_sound(document: Document, max_tokens: int) -> None:
    found = passages(document, max_tokens)
    covered = []
    for passage in found:
        first, end = passage.sentences
        assert first < end
        members = document.sentences[first:end]
        assert passage.text == document.text[passage.start : passage.end]
        assert (passage.start, passage.end) == (members[0].span.start, members[-1].span.end)
        assert len({sentence.section for sentence in members}) == 1
        assert passage.heading == document.sections[members[0].section].path
        if end - first > 1 and not any(document.blocks[s.block].kind == "row" for s in members):
            assert sum(tokens(document.quote(sentence.span)) for sentence in members) <= max_tokens
        covered.extend(range(first, end))
    assert covered == list(range(len(document.sentences)))


words = st.lists(
    st.sampled_from(["ship", "harbour", "1,900", "tide", "Oban", "costs", "slow"]), min_size=1, max_size=12
)
sentence = words.map(lambda chosen: " ".join(chosen).capitalize() + ".")
paragraph = st.lists(sentence, min_size=1, max_size=8).map(" ".join)
pieces = st.lists(
    st.tuples(st.sampled_from(["heading", "paragraph", "item"]), st.integers(1, 3), paragraph), min_size=1, max_size=14
)


@settings(max_examples=150, deadline=None)
@given(pieces, st.integers(5, 120))
def test_any_document_is_cut_soundly(drawn: list[tuple[str, int, str]], max_tokens: int) -> None:
    text, raws = "", []
    for kind, level, part in drawn:
        span = Span(len(text), len(text) + len(part))
        raws.append(Raw(kind, span, level=level if kind == "heading" else 0))  # type: ignore[arg-type]
        text += part + "\n"
    assert_sound(build(text, raws, About(title="T"), id="d", source="d.txt"), max_tokens)


def test_sections_are_never_mixed(bakery):
    headings = [passage.heading for passage in passages(bakery)]
    assert headings == [("Bread",), ("Shops",), ("Shops", "By town")]
    assert_sound(bakery, MAX_TOKENS)


def test_a_table_stays_with_its_header(bakery):
    table = passages(bakery)[-1]
    assert table.text.startswith("Town | Loaves | Rent")
    assert table.text.endswith("Uelzen | 2,300 | 17")
    # A table that does not fit is cut between rows.
    assert [passage.text for passage in passages(bakery, max_tokens=8)][-3:] == [
        "Town | Loaves | Rent",
        "Celle | 1,900 | 21",
        "Uelzen | 2,300 | 17",
    ]


def test_a_long_section_is_cut_into_even_parts_between_paragraphs(make_document):
    paragraph = " ".join(f"The {number}th boat carried salt, timber and wool to town." for number in range(6))
    document = make_document("d", "T", [("p", paragraph) for _ in range(6)])
    found = passages(document, 200)
    assert_sound(document, 200)
    sizes = [tokens(passage.text) for passage in found]
    assert max(sizes) <= 1.35 * min(sizes)
    starts = {block.span.start for block in document.blocks}
    assert all(passage.start in starts for passage in found)


def test_one_endless_sentence_is_one_passage(make_document):
    document = make_document("d", "T", [("p", "word " * 2000 + "end.")])
    assert len(passages(document)) == 1


def test_ids_are_of_content_and_stay_when_another_section_changes(bakery, make_document):
    before = {passage.id for passage in passages(bakery)}
    assert len(before) == 3
    changed = make_document("bakery", "Other title", [("h1", "Bread"), ("p", "New text."), ("h1", "Shops")])
    assert {passage.id for passage in passages(changed)} & before == set()
    again = make_document("bakery", "A bakery grows", [("h1", "Bread"), ("p", "Something else before it.")])
    assert passages(again)[0].heading == ("Bread",)


def test_a_passage_is_embedded_with_its_headings(bakery):
    assert embedding_text(passages(bakery)[-1]).startswith("Shops > By town\nTown")


def test_a_sentence_is_embedded_behind_its_context_unless_that_cuts_it_off():
    assert (
        sentence_embedding_text("A bakery grows\nBread", "It runs on gas.") == "A bakery grows > Bread\nIt runs on gas."
    )
    assert sentence_embedding_text("", "It runs on gas.") == "It runs on gas."
    long = "It runs on gas and on wood. " * 30
    assert sentence_embedding_text("A bakery grows " * 20, long) == long


def test_a_row_has_its_header_as_context(bakery):
    contexts = dict(zip((bakery.quote(s.span) for s in bakery.sentences), sentence_contexts(bakery), strict=True))
    assert contexts["Celle | 1,900 | 21"] == "A bakery grows\nShops\nBy town\nTown\nLoaves\nRent"
    assert contexts["The ovens run on gas."] == "A bakery grows\nBread"


def test_a_label_is_context_of_the_later_sentences_of_its_item(make_document):
    document = make_document("d", "Ports", [("p", "Two ports:"), ("item", "Oban: It is deep. Ferries leave daily.")])
    contexts = sentence_contexts(document)
    assert document.blocks[1].label == "Oban"
    assert contexts[1] == "Ports"
    assert contexts[2] == "Ports\nOban"


def test_tokens_are_counted_like_word_pieces():
    assert tokens("The 88,898 boats") == 5
    assert tokens("") == 0
    assert tokens("小船") == 2
