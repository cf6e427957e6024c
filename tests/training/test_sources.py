"""What each source says is true, as examples, and the cells of questions that are composed over tables."""

from __future__ import annotations

from pathlib import Path

from tests.training.examples import TABLE, airline, labelled_row, paragraph, report, write
from training import sources
from training.composed import composed
from training.sources import Example, report_rows, row_text


def said(found: Example) -> dict[int, list[str]]:
    """The answers of an example as they stand in its sentences."""
    return {at: [found.sentences[at][start:end] for start, end in spans] for at, spans in found.answers.items()}


def test_labelled_sentences_are_read_and_doubtful_ones_left_out(tmp_path: Path) -> None:
    write(
        tmp_path / "some.jsonl.gz",
        labelled_row(1, section="Kilns", topic="pottery"),
        labelled_row(2, answer_sentences=None),
        labelled_row(3, answer_sentences=[]),
        labelled_row(4, answer_sentences=[], answerable=False),
        labelled_row(5, ambiguous=True),
        labelled_row(6, agreement=0.5),
        labelled_row(7, answers=["a word that is not there"]),
    )
    first, unanswered, unplaced = sources.labelled(tmp_path, "some")
    assert (first.gold, said(first), first.group, first.above) == (frozenset({1}), {1: ["201"]}, "pottery", "Kilns")
    assert (unanswered.question[-7:], unanswered.gold, unanswered.answers) == ("4 fire?", frozenset(), {})
    assert (unplaced.gold, unplaced.answers) == (frozenset({1}), {})


def test_questions_on_one_sentence_have_others_of_its_article_beside_it(tmp_path: Path) -> None:
    rows = [
        {
            "question": "What was fired?",
            "sentences": [text],
            "sent_id": f"clay:{n}:1:{n}",
            "answers": ["?", answer],
            "answerable": bool(answer),
            "source": "ours",
        }
        for n, (text, answer) in enumerate(
            [("Jugs were fired.", "Jugs"), ("Clay was dug.", "clay"), ("It rained.", "")]
        )
    ]
    write(tmp_path / "q.jsonl.gz", *rows)
    found = list(sources.qamr(tmp_path, "q"))
    assert [one.gold for one in found] == [frozenset({0}), frozenset({0}), frozenset()]
    assert said(found[1]) == {0: ["Clay"]}
    assert all(one.sentences[0] == row["sentences"][0] for one, row in zip(found, rows, strict=True))
    assert all(len(set(one.sentences)) == len(one.sentences) for one in found)


def test_paragraphs_have_the_answers_place_and_near_misses_have_none(tmp_path: Path) -> None:
    write(tmp_path / "p.jsonl.gz", paragraph("Old_kilns", 4))
    lit, out = sources.squad2(tmp_path, "p")
    assert lit.sentences == ("The kiln has 4 doors.", "It was lit in 1921, at dawn.", "Nobody knows why.")
    assert (said(lit), lit.gold, lit.above, lit.group) == ({1: ["1921"]}, frozenset({1}), "Old kilns", "Old_kilns")
    assert (out.gold, out.answers) == (frozenset(), {})


def test_a_row_is_written_with_its_columns_and_its_cells_are_found() -> None:
    text, places = row_text(TABLE["header"], TABLE["rows"][1])
    assert text == "South; Jugs: 52; Doors: 4"
    assert [text[start:end] for start, end in places] == ["South", "52", "4"]


def test_questions_on_tables_have_the_cell_that_answers(tmp_path: Path) -> None:
    asked = {"question": "how many jugs in the south?", "table_id": "t1", "answer_cells": [[1, 1]], "source": "ours"}
    write(tmp_path / "tables.jsonl.gz", {"table_id": "t1", **TABLE})
    write(
        tmp_path / "train.jsonl.gz",
        asked,
        {**asked, "question": "which kiln fired the most jugs?"},  # compares the rows
        {**asked, "answer_cells": [[1, 1], [0, 1]]},  # the same value twice: which is meant is not known
        {**asked, "answer_cells": [[2, 1]]},  # an empty cell
    )
    (found,) = sources.wikitables(tmp_path, "")
    assert (said(found), found.rows, found.group) == ({1: ["52"]}, True, "t1")

    write(
        tmp_path / "sentences.jsonl.gz",
        {"question": "jugs?", "evidence_cells": [[0, 1], [1, 1]], "title": "Kilns", "source": "ours", **TABLE},
        {"question": "doors?", "evidence_cells": [], "title": "Kilns", "source": "ours", **TABLE},
    )
    (found,) = sources.fetaqa(tmp_path, "sentences")
    assert (said(found), found.above) == ({0: ["46"], 1: ["52"]}, "Kilns")


def test_headers_that_are_paths_are_joined(tmp_path: Path) -> None:
    write(tmp_path / "all.jsonl.gz", airline(1))
    (found,) = sources.aitqa(tmp_path, "all")
    assert found.sentences[0] == "North old; Jugs 2020: 46; Jugs 2021: 47"
    assert said(found) == {1: ["53"]}


def test_the_figures_that_a_report_quotes_are_found_in_its_rows_and_sentences(tmp_path: Path) -> None:
    write(tmp_path / "train.jsonl.gz", report(46))
    (found,) = sources.tatqa(tmp_path, "train")
    assert found.sentences[0] == "Kilns: Jugs; 2020: 1,046; 2021: 2,200"
    assert said(found) == {0: ["1,046"], 3: ["90"]}
    assert report_rows("| | a |\n| | b |\n| x | 1 |") == ["x; a b: 1"]


def test_composed_questions_name_the_rows_and_columns_of_their_cells(data: Path) -> None:
    made = list(composed(data, ""))
    assert len(made) > 20
    two = 0
    for found in made:
        assert found.gold == frozenset(found.answers)
        two += len(found.gold) == 2
        for at, spans in found.answers.items():
            row = found.sentences[at]
            assert row.split("; ")[0].lower() in found.question
            for start, end in spans:
                column = row[:start].rsplit("; ", 1)[-1].removesuffix(": ").lower()
                assert row[start - 2 : start] == ": "
                assert row[end : end + 2] in ("; ", "")
                assert column in found.question or column.split()[-1] in found.question
    assert two
    changes = [spans for found in made for spans in found.answers.values() if len(spans) > 1]
    assert changes
    assert all(len(set(spans)) == 2 for spans in changes)  # the cells of two columns
    assert made == list(composed(data, ""))
