"""Write a trained state as the model that ships: `python -m training.export STATE FOLDER`.

The layers' weights are rounded to 8 bits by column; activations are scaled as they come (`training.graph`). They lie
beside the graph, so that loading takes no second copy of them. `answers.json` holds the sums of both files and of the
word embeddings that belong to them, by which the product knows that all is whole.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import onnx
import torch

from index import files
from index.crossencoder import GRAPH, MANIFEST, WEIGHTS, embedder, words
from training.calibration import reached
from training.graph import built
from training.network import CrossEncoder

_INLINE = 1_024  # bytes: smaller tensors stay in the graph


def main() -> None:
    """Read the arguments and write the files."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("state", type=Path, help="model.pt of training.train")
    arguments.add_argument("folder", type=Path, help="where the files of the model are written")
    given = arguments.parse_args()
    model = CrossEncoder(str(embedder()))
    model.load_state_dict(torch.load(given.state))
    given.folder.mkdir(parents=True, exist_ok=True)
    export(model, given.folder)


def export(model: CrossEncoder, folder: Path) -> None:
    """Write a model as 8-bit ONNX: its graph, its weights beside it, and their sums."""
    told = model.bert.config
    state = {name: value.float().numpy() for name, value in model.state_dict().items()}
    for name in (GRAPH, WEIGHTS):
        (folder / name).unlink(missing_ok=True)  # onnx would add to the weights that are there
    onnx.save(
        built(state, reached(model), told.num_attention_heads, told.layer_norm_eps), str(folder / GRAPH),
        save_as_external_data=True, location=WEIGHTS, size_threshold=_INLINE,
    )  # fmt: skip
    (folder / WEIGHTS).chmod((folder / GRAPH).stat().st_mode & 0o777)  # onnx keeps them to their owner
    sums = {name: files.checksum(folder / name) for name in (GRAPH, WEIGHTS)}
    manifest = {"sha256": sums, "words": words.checksum(embedder())}
    (folder / MANIFEST).write_text(json.dumps(manifest) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
