"""The graph that ships says what the trained layers say, and its files are those that the product takes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from index import crossencoder
from index.crossencoder import GRAPH, PARTS, VARIABLE, embedder, fault
from index.crossencoder.encoding import LONGEST, Pair, encode, whole_texts
from index.crossencoder.model import CrossEncoder as Shipped
from tests.training.examples import QUESTION, SENTENCES
from training import graph
from training.calibration import PAIRS, reached
from training.export import export
from training.network import CrossEncoder, padded

ASKED = (
    *(Pair(QUESTION, sentence, before) for sentence, before in zip(SENTENCES[1:], SENTENCES, strict=False)),
    Pair("Where does the ferry go, and what does it cost?", "It goes to Tollgate; a car costs €41.50 and a dog €3."),
    Pair("", "Seven."),
    Pair("Why?", ""),
    Pair("Which of the looms is the oldest? " * 30, "Each of the looms is older than the last. " * 30, "x y " * 90),
)


@pytest.fixture(scope="module")
def model() -> CrossEncoder:
    """The sentence model's layers with heads that nobody trained."""
    torch.manual_seed(1)
    return CrossEncoder(str(embedder())).eval()


@pytest.fixture(scope="module")
def exported(model: CrossEncoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    export(model, folder)
    return folder


def exact(model: CrossEncoder) -> list[tuple[float, list[float]]]:
    """What the layers say in 32 bits, as the product tells it."""
    found = []
    for row in encode(whole_texts(embedder() / "tokenizer.json"), list(ASKED)):
        with torch.no_grad():
            answers, points = model(*padded([row]))
        own = points[0, row.start : row.start + len(row.offsets)] - points[0, 0]
        found.append((float(answers[0]), own.tolist()))
    return found


def furthest(model: CrossEncoder, folder: Path) -> float:
    """How far the shipped form is from the layers at most, in spreads of what they say."""
    told = exact(model)
    read = Shipped(folder / GRAPH, embedder()).read(ASKED)
    assert [len(one.points) for one in read] == [len(points) for _, points in told]
    points = np.concatenate([points for _, points in told])
    off = np.concatenate([one.points for one in read]) - points
    answers = np.array([answers for answers, _ in told])
    off_pairs = np.array([one.answers for one in read]) - answers
    return float(max(np.abs(off).max() / points.std(), np.abs(off_pairs).max() / answers.std()))


def test_the_shipped_form_says_what_the_layers_say(model: CrossEncoder, exported: Path) -> None:
    assert furthest(model, exported) < 0.4  # measured with other heads: 0.20, 0.22, 0.33


def test_channels_that_stand_out_would_cost_the_others_their_places(
    model: CrossEncoder, exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph, "_APART", 1e9)
    export(model, tmp_path)
    assert furthest(model, tmp_path) > 1.5 * furthest(model, exported)


def test_the_files_are_what_the_product_takes(exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(exported))
    assert fault() == ""
    assert {path.name for path in exported.iterdir()} == set(PARTS)
    modes = {path.stat().st_mode for path in exported.iterdir()}
    assert len(modes) == 1  # onnx keeps weights to their owner


def test_a_state_gives_the_same_bytes_over_files_that_are_there(
    model: CrossEncoder, exported: Path, tmp_path: Path
) -> None:
    for _ in range(2):
        export(model, tmp_path)
        assert all((tmp_path / name).read_bytes() == (exported / name).read_bytes() for name in PARTS)


def test_all_that_can_be_read_has_its_place(model: CrossEncoder, exported: Path) -> None:
    rows = encode(whole_texts(embedder() / "tokenizer.json"), [ASKED[-1]])
    assert len(rows[0].ids) == LONGEST
    (read,) = Shipped(exported / GRAPH, embedder()).read(ASKED[-1:])
    assert np.isfinite([read.answers, *read.points]).all()


def test_how_far_values_reach_is_told_of_every_product(model: CrossEncoder) -> None:
    found = reached(model)
    state = model.state_dict()
    assert {name: len(values) for name, values in found.items()} == {
        name: state[f"{name}.weight"].shape[1] for name in found
    }
    assert set(found) == {name for name, part in model.named_modules() if isinstance(part, torch.nn.Linear)}
    assert all((values >= 0).all() and values.max() > 0 for values in found.values())
    again = reached(model)
    assert all(np.array_equal(found[name], again[name]) for name in found)
    assert not any(part._forward_pre_hooks for part in model.modules())


def test_what_is_watched_is_of_every_length() -> None:
    lengths = [len(row.ids) for row in encode(whole_texts(embedder() / "tokenizer.json"), list(PAIRS))]
    assert min(lengths) < 10
    assert max(lengths) > 100


def test_the_shipped_model_has_the_parts_of_an_export(exported: Path) -> None:
    shipped = Path(crossencoder.__file__).parent
    assert {path.name for path in shipped.glob("answers.*")} == {path.name for path in exported.iterdir()}
