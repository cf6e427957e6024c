"""The layers of a BERT sentence model in bf16, written for many texts at once; torch is all that it loads.

torch's own autocast casts every weight anew for every batch, which is most of what a batch of words takes. Here weights
are cast once and laid out for the multiplication, and every multiplication has the same number of rows, whatever the
lengths of the texts, so that the library's code for that size is made once. Measured against autocast with AMX, all
that an index embeds: a third to a quarter of the processor's time. What is added up (the residual stream, norms, the
mean) stays in 32 bits: with 16 the cosine with the model falls below 0.9999.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from index import runtime
from index.types import Vectors

ROWS = 1_024  # tokens of one multiplication: measured, 2,048 takes as long and 512 a tenth longer
_SHORT = 12  # tokens: below that, torch's attention of many texts costs more than three plain steps do
_READ = 64  # texts that a thread reads into tokens at once
_MEAN = "pooling_mode_mean_tokens"
_MODULES = (["Transformer", "Pooling", "Normalize"], ["Transformer", "Pooling"])
Group = tuple[int, int, int]  # first row, number of texts, tokens of each


class Unknown(Exception):
    """A model is of another kind, or this torch cannot run it so; the message says why, without a full stop."""


class Layers:
    """A model that is saved in a folder, in bf16."""

    def __init__(self, folder: Path) -> None:
        """Raise Unknown where the folder holds a model of another kind."""
        import torch

        try:
            made = _described(folder)
            self._heads, self._epsilon = int(made["num_attention_heads"]), float(made["layer_norm_eps"])
            self._tokenizer = _tokenizer(folder)
            with torch.inference_mode():
                self._read(folder, int(made["num_hidden_layers"]))
                self._run([[0] * 3, [0] * _SHORT])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError) as error:
            raise Unknown(f"the model is not one that is known ({type(error).__name__})") from None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimension), rows of length 1, float32. Texts are UTF-8."""
        found = np.zeros((len(texts), self._dimension), dtype=np.float32)
        parts = [list(texts[at : at + _READ]) for at in range(0, len(texts), _READ)]
        with ThreadPoolExecutor(runtime.threads()) as pool:
            ids = [read.ids for part in pool.map(self._tokenizer.encode_batch, parts) for read in part]

            def run(rows: list[int]) -> None:
                found[rows] = self._run([ids[row] for row in rows])

            list(pool.map(run, _batches([len(one) for one in ids])))  # what one raises is raised here
        return found

    def _read(self, folder: Path, count: int) -> None:
        import torch
        from safetensors.torch import load_file

        weights = {name: tensor.float() for name, tensor in load_file(folder / "model.safetensors").items()}

        def pair(name: str) -> tuple[Any, Any]:
            return weights[f"{name}.weight"], weights[f"{name}.bias"]

        def laid_out(weight: Any, bias: Any) -> tuple[Any, Any]:
            cast = weight.to(torch.bfloat16).contiguous()
            return torch.ops.mkldnn._reorder_linear_weight(cast, ROWS), bias.to(torch.bfloat16)

        self._words = weights["embeddings.word_embeddings.weight"]
        self._places = weights["embeddings.position_embeddings.weight"]
        self._places = self._places + weights["embeddings.token_type_embeddings.weight"][0]
        self._first = pair("embeddings.LayerNorm")
        self._dimension = int(self._words.shape[1])
        self._layers = []
        for number in range(count):
            own = f"encoder.layer.{number}"
            three = [pair(f"{own}.attention.self.{name}") for name in ("query", "key", "value")]
            self._layers.append((
                laid_out(torch.cat([weight for weight, _ in three]), torch.cat([bias for _, bias in three])),
                laid_out(*pair(f"{own}.attention.output.dense")),
                pair(f"{own}.attention.output.LayerNorm"),
                laid_out(*pair(f"{own}.intermediate.dense")),
                laid_out(*pair(f"{own}.output.dense")),
                pair(f"{own}.output.LayerNorm"),
            ))  # fmt: skip

    def _run(self, texts: Sequence[Sequence[int]]) -> Vectors:
        """Return the vectors of texts of at most ROWS tokens together, those of one length beside each other."""
        import torch

        torch.set_num_threads(1)  # of this thread alone
        ids, places = np.zeros(ROWS, dtype=np.int64), np.zeros(ROWS, dtype=np.int64)
        groups: list[Group] = []
        at = 0
        for length, same in groupby(texts, key=len):
            start = at
            for text in same:
                ids[at : at + length], places[at : at + length] = text, np.arange(length)
                at += length
            groups.append((start, (at - start) // length, length))
        with torch.inference_mode():
            stream = self._through(torch.from_numpy(ids), torch.from_numpy(places), groups)
            means = [stream[of].view(count, length, -1).mean(1) for of, count, length in _slices(groups)]
            vectors: Vectors = torch.nn.functional.normalize(torch.cat(means), dim=1).numpy()
        return vectors

    def _through(self, ids: Any, places: Any, groups: Sequence[Group]) -> Any:
        """Return what the layers make of the tokens, shape (ROWS, dimension), 32 bits."""
        import torch

        multiplied, half = torch.ops.mkldnn._linear_pointwise, torch.bfloat16
        plain: Any = ("none", [], "")
        gelu: Any = ("gelu", [], "none")

        def norm(stream: Any, by: tuple[Any, Any]) -> Any:
            return torch.nn.functional.layer_norm(stream, (self._dimension,), *by, self._epsilon)

        stream = norm(self._words[ids] + self._places[places], self._first)
        attended = torch.zeros(stream.shape, dtype=half)
        for three, out, after, wide, narrow, last in self._layers:
            of_words = multiplied(stream.to(half), *three, *plain)
            for of, count, length in _slices(groups):
                self._attend(of_words[of].view(count, length, -1), attended[of].view(count, length, -1))
            stream = norm(stream + multiplied(attended, *out, *plain), after)
            stream = norm(stream + multiplied(multiplied(stream.to(half), *wide, *gelu), *narrow, *plain), last)
        return stream

    def _attend(self, of_words: Any, attended: Any) -> None:
        """Fill what every word of texts of one length makes of the words beside it."""
        import torch

        count, length, _ = attended.shape
        query, key, value = of_words.view(count, length, 3, self._heads, -1).permute(2, 0, 3, 1, 4)
        if length < _SHORT:
            scale = query.shape[-1] ** -0.5
            shares = torch.softmax(torch.matmul(query, key.transpose(-1, -2)).float() * scale, -1)
            found = torch.matmul(shares.to(value.dtype), value)
        else:
            found = torch.nn.functional.scaled_dot_product_attention(query, key, value)
        attended.view(count, length, self._heads, -1).copy_(found.transpose(1, 2))


def _slices(groups: Sequence[Group]) -> Iterator[tuple[slice, int, int]]:
    for start, count, length in groups:
        yield slice(start, start + count * length), count, length


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions of texts of at most ROWS tokens together, the longest first so that the threads end together."""
    batch: list[int] = []
    left = ROWS
    for at in sorted(range(len(lengths)), key=lambda at: (-lengths[at], at)):
        if lengths[at] > left:
            yield batch
            batch, left = [], ROWS
        batch.append(at)
        left -= lengths[at]
    if batch:
        yield batch


def _described(folder: Path) -> dict[str, Any]:
    """Return what the folder says of the model. Raise Unknown where that is another one than is run here."""
    made, modules, pooling = (
        json.loads((folder / name).read_text(encoding="utf-8"))
        for name in ("config.json", "modules.json", "1_Pooling/config.json")
    )
    other = folder / "config_sentence_transformers.json"
    prompts = json.loads(other.read_text(encoding="utf-8")).get("default_prompt_name") if other.is_file() else None
    known = made["model_type"] == "bert" and made["hidden_act"] == "gelu"
    known = known and made.get("position_embedding_type", "absolute") == "absolute"
    known = known and [module["type"].rpartition(".")[2] for module in modules] in _MODULES
    known = known and [name for name, on in pooling.items() if name.startswith("pooling_mode") and on] == [_MEAN]
    if not known or prompts:
        raise Unknown("the model is of another kind")
    found: dict[str, Any] = made
    return found


def _tokenizer(folder: Path) -> Any:
    from tokenizers import Tokenizer

    most = json.loads((folder / "sentence_bert_config.json").read_text(encoding="utf-8"))["max_seq_length"]
    found = Tokenizer.from_file(str(folder / "tokenizer.json"))
    found.no_padding()
    found.enable_truncation(min(int(most), ROWS))
    return found
