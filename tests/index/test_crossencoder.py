"""The cross-encoder: what it is given to read, the same numbers in any company, and nothing that fails without it."""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from index import crossencoder, files
from index.crossencoder import GRAPH, MANIFEST, PARTS, VARIABLE, WEIGHTS, damaged, embedder, fault, packaged, words
from index.crossencoder.encoding import BEFORE, LONGEST, QUESTION, SENTENCE, Encoded, Pair, encode, whole_texts
from index.crossencoder.model import CrossEncoder, Read
from index.types import Vectors

SHIPPED = Path(os.environ.get(VARIABLE) or Path(crossencoder.__file__).parent)
LOOM = "The weaving mill of Arnsby runs 46 looms in two shifts."
PAIRS = [
    Pair("How many looms does the mill run?", LOOM, "The mill"),
    Pair("How many looms does the mill run?", "Wool is bought in Norwick each spring.", LOOM),
    Pair("Where is wool bought?", "Wool is bought in Norwick each spring.", LOOM),
    Pair("", LOOM),
    Pair("How many?", ""),
    Pair("half a character \ud800", "and \ud800 another: 7 looms", "\udfff"),
    Pair("Which of the looms is the oldest? " * 30, "Each of the looms is older than the last. " * 30, LOOM * 30),
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return whole_texts(embedder() / "tokenizer.json")


@pytest.fixture(scope="module")
def model() -> CrossEncoder:
    found = packaged()
    assert found is not None, fault()
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in place of the packaged one, empty; what was opened is forgotten on both sides of the test."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    crossencoder._opened.cache_clear()
    yield tmp_path
    crossencoder._opened.cache_clear()


def written(folder: Path, graph: bytes) -> None:
    """Write a model's files as they are published, whole, whatever the graph is."""
    (folder / GRAPH).write_bytes(graph)
    (folder / WEIGHTS).write_bytes(b"some weights")
    sums = {name: files.checksum(folder / name) for name in (GRAPH, WEIGHTS)}
    told = {"sha256": sums, "words": words.checksum(embedder())}
    (folder / MANIFEST).write_text(json.dumps(told), encoding="utf-8")


def spelled(tokenizer: Tokenizer, ids: tuple[int, ...]) -> list[str]:
    return [tokenizer.id_to_token(one) for one in ids]


def test_a_pair_is_laid_out_as_question_sentence_and_what_stands_before(tokenizer: Tokenizer) -> None:
    (row,) = encode(tokenizer, [Pair("How many machines?", "Two machines run.", "The mill")])
    expected = "[CLS] how many machines ? [SEP] two machines run . [SEP] the mill [SEP]"
    assert " ".join(spelled(tokenizer, row.ids)) == expected
    assert row.segments == (0,) * 6 + (1,) * 5 + (0,) * 3  # the sentence with its [SEP], and nothing else
    assert spelled(tokenizer, row.ids)[row.start] == "two"


def test_without_anything_before_nothing_follows_the_sentence(tokenizer: Tokenizer) -> None:
    (row,) = encode(tokenizer, [Pair("How many looms?", "Two looms run.")])
    assert spelled(tokenizer, row.ids)[-2:] == [".", "[SEP]"]
    assert len(row.ids) == len(row.segments)
    assert row.segments[-1] == 1


def test_offsets_are_the_characters_of_the_sentence(tokenizer: Tokenizer) -> None:
    (row,) = encode(tokenizer, [Pair("How much?", LOOM, "Mills")])
    said = [LOOM[start:end].lower() for start, end in row.offsets]
    read = [word.removeprefix("##") for word in spelled(tokenizer, row.ids[row.start : row.start + len(row.offsets)])]
    assert said == read
    assert "46" in said


def test_each_part_is_cut_to_its_own_length_and_the_end_of_what_stands_before_is_kept(tokenizer: Tokenizer) -> None:
    asked, said = " ".join(["asked"] * 99), " ".join(["said"] * 99)
    above = " ".join(["far"] * 99 + ["near"])
    (row,) = encode(tokenizer, [Pair(asked, said, above)])
    found = spelled(tokenizer, row.ids)
    assert (found.count("asked"), found.count("said")) == (QUESTION, SENTENCE)
    assert found[-2:] == ["near", "[SEP]"]
    assert found.count("far") == BEFORE - 1
    assert (row.start, len(row.offsets), len(found)) == (QUESTION + 2, SENTENCE, LONGEST)
    assert sum(row.segments) == SENTENCE + 1


def test_a_row_is_the_same_whatever_it_is_encoded_with(tokenizer: Tokenizer) -> None:
    assert encode(tokenizer, PAIRS) == [encode(tokenizer, [pair])[0] for pair in PAIRS]
    assert encode(tokenizer, []) == []


def test_an_endless_text_is_not_read_to_its_end(tokenizer: Tokenizer) -> None:
    class Counting:
        longest = 0

        def encode_batch(self, texts: list[str], add_special_tokens: bool) -> object:
            self.longest = max(map(len, texts))
            return tokenizer.encode_batch(texts, add_special_tokens=add_special_tokens)

        token_to_id = staticmethod(tokenizer.token_to_id)

    counting = Counting()
    (row,) = encode(counting, [Pair("loom " * 50_000, "yarn " * 50_000, "far " * 50_000 + "near")])  # type: ignore[arg-type]
    assert counting.longest < 10_000
    assert spelled(tokenizer, row.ids)[-2] == "near"
    assert len(row.offsets) == SENTENCE


def test_half_a_character_keeps_the_offsets(tokenizer: Tokenizer) -> None:
    text = "odd \ud800 mills"
    (row,) = encode(tokenizer, [Pair("", text)])
    assert [text[start:end] for start, end in row.offsets] == ["odd", "\ud800", "mills"]


def test_the_numbers_are_the_same_alone_in_company_and_again(model: CrossEncoder) -> None:
    def fresh() -> CrossEncoder:
        return CrossEncoder(SHIPPED / GRAPH, embedder())

    together = model.read(PAIRS)
    assert fresh().read(PAIRS[::-1]) == together[::-1]
    alone = fresh()
    assert tuple(alone.read([pair])[0] for pair in PAIRS) == together
    assert model.read(PAIRS) == together


def test_order_and_repetition_are_kept(model: CrossEncoder) -> None:
    first, second = model.read(PAIRS[:2])
    assert model.read([PAIRS[1], PAIRS[0], PAIRS[1]]) == (second, first, second)
    assert model.read([]) == ()


def test_numbers_are_rounded_and_there_is_one_for_each_token(model: CrossEncoder) -> None:
    for read in model.read(PAIRS):
        assert len(read.points) == len(read.offsets)
        assert all(value == round(value, 4) for value in (read.answers, read.logit, *read.points))


def test_what_answers_is_told_from_what_does_not_and_the_figure_from_the_other(model: CrossEncoder) -> None:
    says, is_near, answers = model.read(PAIRS[:3])
    assert says.logit > is_near.logit
    assert answers.logit > is_near.logit
    looms = says.at(*_place("46"))
    shifts = says.at(*_place("two"))
    assert looms is not None
    assert shifts is not None
    assert looms > shifts


def _place(part: str) -> tuple[int, int]:
    return LOOM.index(part), LOOM.index(part) + len(part)


def test_a_place_has_the_highest_logit_of_the_tokens_that_it_touches() -> None:
    read = Read(1.0, (-2.0, 0.5, 3.0), ((0, 3), (4, 6), (6, 9)))
    assert read.at(4, 9) == 3.0
    assert read.at(5, 6) == 0.5
    assert read.at(3, 4) is None  # between two tokens
    assert read.at(40, 44) is None  # beyond what was read
    assert read.logit == 2.0  # (1.0 + 3.0) / 2
    assert Read(-1.5, (), ()).logit == -1.5


def test_what_was_read_lately_is_not_read_again_and_memory_is_bounded(
    model: CrossEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = CrossEncoder(SHIPPED / GRAPH, embedder())
    monkeypatch.setattr("index.crossencoder.model._REMEMBERED", 2)
    ran: list[object] = []
    run = own._run

    def counted(row: Encoded, embedded: Vectors) -> Read:
        ran.append(row)
        return run(row, embedded)

    monkeypatch.setattr(own, "_run", counted)
    own.read([PAIRS[0], PAIRS[1], PAIRS[0]])
    assert len(ran) == 2
    own.read([PAIRS[0]])  # the one read last is kept longest
    assert len(ran) == 2
    own.read([PAIRS[2]])
    own.read([PAIRS[0]])
    assert len(ran) == 3
    own.read([PAIRS[1]])  # forgotten
    assert len(ran) == 4
    assert len(own.read(PAIRS)) == len(PAIRS)  # more than are remembered
    before = len(ran)
    own.forget()
    own.read([PAIRS[-1]])
    assert len(ran) == before + 1


def test_threads_share_it(model: CrossEncoder) -> None:
    expected = model.read(PAIRS)
    own = CrossEncoder(SHIPPED / GRAPH, embedder())
    turned = [PAIRS[n:] + PAIRS[:n] for n in range(len(PAIRS))] * 2
    with ThreadPoolExecutor(6) as pool:
        for pairs, read in zip(turned, pool.map(own.read, turned), strict=True):
            assert read == tuple(expected[PAIRS.index(pair)] for pair in pairs)


def test_it_is_opened_once_by_all_who_ask(model: CrossEncoder) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert {id(found) for found in pool.map(lambda _: packaged(), range(8))} == {id(model)}
    assert fault() == ""
    assert not damaged()


def test_another_folder_is_named_by_the_variable(folder: Path, model: CrossEncoder) -> None:
    for name in PARTS:
        shutil.copy(SHIPPED / name, folder)
    other = packaged()
    assert other is not None
    assert other is not model
    assert other.read(PAIRS[:2]) == model.read(PAIRS[:2])


def test_without_its_files_there_is_none_and_one_line_says_so(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert [packaged() for _ in range(3)] == [None] * 3
    assert len(caplog.records) == 1
    assert f"ranked without the cross-encoder: {folder / MANIFEST} is not there." in caplog.text
    assert fault() == f"{folder / MANIFEST} is not there"
    assert not damaged()


def test_switched_off_there_is_none_and_nothing_is_said(
    folder: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(folder, b"some graph")
    monkeypatch.setenv(VARIABLE, "off")
    assert packaged() is None
    assert caplog.text == ""
    assert fault() == f"it is switched off ({VARIABLE}=off)"
    assert not damaged()


@pytest.mark.parametrize("change", [f"{part} {how}" for part in PARTS for how in ("cut", "gone", "empty", "list")])
def test_damage_leaves_the_product_without_and_one_line_says_so(
    folder: Path, caplog: pytest.LogCaptureFixture, change: str
) -> None:
    written(folder, b"some graph")
    name, how = change.split()
    data = (folder / name).read_bytes()
    (folder / name).unlink()
    left = {"cut": data[:-2], "empty": b"", "list": b"[1]"}.get(how)
    if left is not None:
        (folder / name).write_bytes(left)
    assert [packaged(), packaged()] == [None, None]
    assert len(caplog.records) == 1
    assert str(folder / name) in fault()
    assert fault() in caplog.text
    assert damaged()


def test_a_file_that_is_whole_and_cannot_be_run_is_no_traceback(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    written(folder, b"no graph")
    assert packaged() is None
    assert len(caplog.records) == 1
    assert fault().startswith(f"{folder / GRAPH} cannot be run (")
    assert damaged()  # so that `check` does not call it whole
