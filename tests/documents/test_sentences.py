"""Sentence spans: whole sentences, no text lost, abbreviations and quotations kept together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.sentences import introduces, is_abbreviation, sentence_spans


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentence_spans(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["It sold approx. 5 units, i.e. few.", "Then it stopped."],
        ["It cost 3.5 bn. vs. 2 bn. a year ago.", "Then it fell."],
        ["Sales grew to €3 bn.", "The firm was pleased."],
        ["Kiln Inc. rose by 4%.", "Its rival Kiln Ltd. fell."],
        ["Exports to the U.S. rose.", "Those to the U.K. fell."],
        ["See Fig. 3 and Sec. 4.", "No. 5 is missing."],
        ["Is that so?", "No.", "It is not."],
        ['"Why?" she asked.', "Nobody knew."],
        ["“First,” he said.", "‘Second.’", "Third."],
        ["Dr. Marsh and J. K. Ford met at 3 p.m. in Bath.", "They talked."],
        ["And so on...", "The end came."],
        ["He wrote…", "And then he left."],
        ["iPads sell.", "eBay rose.", "2024 was good."],
        ["The rate is 3.75%.", "It was 1.5% in Jan. 2021."],
        ["St. Olav handled 0.4 million.", "Mt. Vernon did not."],
        ['The plant "never ran."', "It was sold."],
    ],
)
def test_sentences_are_whole(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_line_break_within_a_paragraph_ends_no_sentence() -> None:
    assert split("The first line\ngoes on here. The second\nsentence too.") == [
        "The first line\ngoes on here.",
        "The second\nsentence too.",
    ]


@pytest.mark.parametrize("blank", [char for char in map(chr, range(0x3001)) if char.isspace() and not char.isascii()])
def test_a_blank_of_any_width_is_a_blank(blank: str) -> None:
    text = "The kiln is in hall A . Nobody minded. Dr. Marsh met J. K. Ford there. They talked."
    assert len(split(text)) == 3
    assert sentence_spans(text.replace(" ", blank)) == sentence_spans(text)


def test_an_unclosed_quotation_does_not_swallow_what_follows() -> None:
    assert split("It fell. “Nobody saw it. We were away. Then it rose.")[-2:] == ["We were away.", "Then it rose."]


def test_writers_without_capitals_keep_their_sentences() -> None:
    assert split("we went home. then it rained. nobody minded.") == [
        "we went home.",
        "then it rained.",
        "nobody minded.",
    ]


def test_blank_text_has_no_sentence() -> None:
    assert sentence_spans("") == ()
    assert sentence_spans(" \n ") == ()


def test_a_block_longer_than_the_segmenter_takes_is_cut_between_sentences() -> None:
    sentence = "This one has exactly ten words in it, they say."
    assert split(" ".join([sentence] * 2_000)) == [sentence] * 2_000


@given(st.text(alphabet=st.sampled_from("aB1.?!…\"'“”()[] \n,:;-é中"), max_size=120))
def test_spans_are_in_order_and_cover_all_text(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)


def test_known_abbreviations() -> None:
    assert is_abbreviation("approx.")
    assert is_abbreviation("Inc.")
    assert not is_abbreviation("plant.")
    assert introduces("St.")
    assert not introduces("Inc.")
