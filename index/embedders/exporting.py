"""Export a sentence model once, while indexing, for `index.embedders.exported`: trace, compare, publish whole.

The TorchScript exporter (`dynamo=False`) is the one used. Measured with torch 2.13 on this model: 2 s against 16 s for
the newer one, which also needs onnxscript and onnx-ir; the vectors are the same. PyTorch calls it deprecated. Should it
go, exporting fails, questions are read by the model itself as before, and `tests/index/test_exported.py` tells.
Nothing is fetched: the model is in memory already, its tokenizer with it.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from documents.codec import encode
from index import files
from index.embedders import exported
from index.embedders.company import same_in_company
from index.embedders.exported import GRAPH, INPUTS, MANIFEST, TOKENIZER, WEIGHTS, Export, ExportedEmbedder, NoExport
from index.embedders.transformer import TransformerEmbedder
from index.errors import IndexBusy, IndexProblem
from index.sealed import sealed
from index.snapshot import StoredFile

AGREEMENT = 0.9999  # cosine of the two vectors of each sentence, at least; measured: 1 within 2e-7 in every place
STAGE = "exporting the model"
_MODULES = ("Transformer", "Pooling", "Normalize")  # whose export has been compared; Dense, LSTM and others stay
_INLINE = 1_024  # bytes: smaller tensors stay in the graph
# Of every length, case and kind: what the tokenizer drops, splits and cuts is in here.
SENTENCES = (
    "",
    "Why?",
    "How many loaves did the bakery sell in March?",
    "HOW MUCH, ROUGHLY, WAS THE RENT PER SQUARE METRE?",
    "The line lost 1,400,000.50 pounds in 2023, i.e. 12.5 % more than (or 38-50 weeks after) Q1.",
    "Zoë's café in São Tomé serves crème brûlée — “naïve”, they said; ½ portion costs €4.",
    "船は午後十一時に港を出る。 Корабль отходит в одиннадцать.",
    "https://news.example/a-b_c?d=1&e=2 #tag @name 10k 3x v2.0",
    "\u202e\x00\ufffd zero\u200bwidth \t\n tabs",
    "antidisestablishmentarianism" * 3,
    "The ferry carries 230 cars and 900 people when the sea is calm, and half of that when it is not. " * 4,
    "A crossing takes seven hours. " * 200,
)
NOT_EXPORTED = "The sentence model was not exported (%s): texts are read by sentence-transformers."
Progress = Callable[[str, int, int], None]

log = logging.getLogger(__name__)


def ensure(reference: Callable[[], object], embedder_id: str, models: Path, progress: Progress | None = None) -> bool:
    """Export a model where there is no whole export of it; return whether there is one now.

    `reference` builds or returns the model. What goes wrong is one line in the log: an index is as good without.
    """
    if whole(models, embedder_id):
        return True
    try:
        with files.writing(models), files.locked(models / "lock"):
            if not whole(models, embedder_id):
                _export(reference(), embedder_id, models, progress)
        return True
    except IndexBusy:
        return False  # whoever exports it now publishes it
    except (NoExport, IndexProblem) as problem:
        what = problem.problem if isinstance(problem, IndexProblem) else str(problem)
    except Exception as error:  # an exporter has many ways to fail, and none may cost the index
        what = f"{type(error).__name__}: {str(error).strip().partition(chr(10))[0]:.120}"
    log.warning(NOT_EXPORTED, what)
    return False


def whole(models: Path, embedder_id: str) -> bool:
    """Say whether there is an export that is whole by the sizes of its files."""
    try:
        return exported.verified(models, embedder_id, full=False) is not None
    except NoExport:
        return False


def _export(reference: object, embedder_id: str, models: Path, progress: Progress | None) -> None:
    if not isinstance(reference, TransformerEmbedder):
        raise NoExport("it is not of sentence-transformers")
    tell = progress or (lambda stage, done, total: None)
    tell(STAGE, 0, 3)
    for path in models.glob(".new-*"):  # of a writer that was stopped: the lock is ours
        files.remove(path)
    temporary = models / f".new-{os.getpid()}"
    temporary.mkdir()
    try:
        inputs = _write(reference.model, temporary)
        tell(STAGE, 1, 3)
        export = Export(
            format=exported.FORMAT,
            embedder_id=embedder_id,
            runtime=exported.runtime_version(),
            dimension=reference.dimension,
            inputs=inputs,
            together=True,
            files=tuple(_stored(temporary / name) for name in (GRAPH, WEIGHTS, TOKENIZER)),
        )
        _compare(reference, ExportedEmbedder(temporary, export))
        export = replace(export, together=_the_same_together(temporary, export))
        tell(STAGE, 2, 3)
        files.write(temporary / MANIFEST, sealed(encode(export)))
        files.sync_tree(temporary)
        exported.forget(models, embedder_id)
        files.remove(exported.place(models, embedder_id))  # damaged or of another version, else it would have served
        os.replace(temporary, exported.place(models, embedder_id))
        files.sync_folder(models)
    finally:
        files.remove(temporary)
    tell(STAGE, 3, 3)


def _write(model: Any, folder: Path) -> tuple[str, ...]:
    """Write graph, weights and tokenizer of a SentenceTransformer; return the graph's inputs. Raise NoExport."""
    import onnx
    import torch

    inputs = _known(model)
    graph = folder / f".{GRAPH}"
    tokens = torch.ones((2, 7), dtype=torch.int64)
    with warnings.catch_warnings():
        # The exporter warns that it is the older one and that shapes are traced; `_compare` sees what came of it.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _traceable(model, inputs), tuple(tokens for _ in inputs), str(graph), input_names=list(inputs),
            output_names=["vector"], dynamo=False,
            dynamic_axes={"vector": {0: "texts"}, **{name: {0: "texts", 1: "tokens"} for name in inputs}},
        )  # fmt: skip
    onnx.save(
        onnx.load(str(graph)), str(folder / GRAPH), save_as_external_data=True, location=WEIGHTS, size_threshold=_INLINE
    )
    graph.unlink()
    (folder / WEIGHTS).chmod(folder.stat().st_mode & 0o666)
    tokenizer = model.tokenizer.backend_tokenizer
    tokenizer.enable_truncation(model.max_seq_length)
    (folder / TOKENIZER).write_text(tokenizer.to_str(), encoding="utf-8")
    return inputs


def _known(model: Any) -> tuple[str, ...]:
    """Return what the graph of a model takes. Raise NoExport where the model does what no export has been tried of."""
    kinds = [type(module) for module in model]
    names = [kind.__name__ for kind in kinds]
    ours = all(kind.__module__.startswith("sentence_transformers.") for kind in kinds)
    if not ours or names[:2] != ["Transformer", "Pooling"] or names[2:] not in ([], ["Normalize"]):
        raise NoExport(f"its modules are {', '.join(names)}, and {', '.join(_MODULES)} are known")
    if (model.prompts or {}).get(model.default_prompt_name or "", ""):
        raise NoExport("it puts a prompt before each text")
    if not hasattr(model.tokenizer, "backend_tokenizer"):
        raise NoExport("its tokenizer is written in Python")
    read = model.preprocess(["One text."])
    inputs = tuple(name for name, value in read.items() if hasattr(value, "shape"))
    if not {"input_ids", "attention_mask"} <= set(inputs) <= INPUTS:
        raise NoExport(f"it reads {', '.join(inputs)}")
    return inputs


def _traceable(model: Any, inputs: tuple[str, ...]) -> Any:
    """The modules of a model one after the other, its very pooling included, and the normalising that is asked for.

    The runtime sums one row in another order than several. So the first text is pooled a second time, behind all of
    them, and left out of the result: what is pooled is several rows always, and a text alone gives the bytes that it
    gives beside others. What stands before the pooling is the same in any company.
    """
    import torch

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *tensors: Any) -> Any:
            features: dict[str, Any] = {**dict(zip(inputs, tensors, strict=True)), "modality": "text"}
            encode, *pooling = self.model
            features = encode(features)
            for name in ("token_embeddings", "attention_mask"):
                features[name] = torch.cat([features[name], features[name][:1]])
            for module in pooling:
                features = module(features)
            return torch.nn.functional.normalize(features["sentence_embedding"], p=2, dim=1)[:-1]

    return Whole().eval()


def _compare(reference: TransformerEmbedder, export: ExportedEmbedder) -> None:
    """Raise NoExport where the vectors of a sentence are not the same."""
    worst = float(np.min(np.sum(reference.embed(SENTENCES) * export.embed(SENTENCES), axis=1)))
    if not worst >= AGREEMENT:  # nor is NaN agreement
        raise NoExport(f"it agrees with the model by {worst:.4f} only, {AGREEMENT} is asked")


def _the_same_together(folder: Path, export: Export) -> bool:
    """Say whether texts of one length may be run together."""
    together, alone = ExportedEmbedder(folder, export), ExportedEmbedder(folder, replace(export, together=False))
    return same_in_company(together.embed, alone.embed)


def _stored(path: Path) -> StoredFile:
    return StoredFile(path.name, path.stat().st_size, files.checksum(path))
