"""A trained state as the ONNX graph that ships: only what one pair needs, in the operators that cost least.

Built by hand, not traced: pairs come one by one, so nothing is masked; question, key and value are one product; and of
the last layer only the rows are worked out that the two heads look at, the first token's and the sentence's.

Weights are rounded to 8 bits by column, and what they are multiplied with as it comes, with one scale for all of it. A
few channels reach ten times as far as the others, and that scale would leave the others some ten steps. So a channel
that stands out is divided, and its weights are multiplied by as much (Xiao et al. 2022, SmoothQuant). A channel of the
wide layer is computed as often instead and each copy divided, which leaves the weights as they are (Zhao et al. 2019,
Outlier Channel Splitting).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from index.crossencoder.encoding import LONGEST

INPUTS, OUTPUTS = ("words", "segments", "kept"), ("answers", "points")
_RUNTIME = "com.microsoft"  # onnxruntime's own operators
_OPSETS = {"": 23, _RUNTIME: 1}
_IR = 11
_APART = 2.5  # times the median channel's reach: one that reaches further stands out
_HIGHEST = 127  # of 8 bits; -128 is left out, so that a column's scale is the same on both sides

Array = np.ndarray[Any, Any]


class _Graph:
    """Nodes and weights, as they are put together."""

    def __init__(self, weights: Mapping[str, Array], reached: Mapping[str, Array]) -> None:
        self.weights = weights
        self.reached = reached
        self.nodes: list[onnx.NodeProto] = []
        self.held: list[onnx.TensorProto] = []

    def hold(self, value: Array) -> str:
        """Return the name of a constant."""
        name = f"held_{len(self.held)}"
        self.held.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def many(self, count: int, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> list[str]:
        """Add an operator and return the names of what it gives."""
        given = [f"{kind}_{len(self.nodes)}_{at}" for at in range(count)]
        self.nodes.append(helper.make_node(kind, inputs, given, domain=domain, **attributes))
        return given

    def op(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Add an operator that gives one thing and return its name."""
        return self.many(1, kind, *inputs, domain=domain, **attributes)[0]

    def integers(self, *values: int) -> str:
        """Return the name of a list of whole numbers."""
        return self.hold(np.array(values, dtype=np.int64))

    def apart(self, name: str) -> Array:
        """Return of each input of a product how many times too far it reaches, 1 where it does not."""
        reached = self.reached[name]
        apart: Array = np.maximum(reached / (np.median(reached) * _APART), 1.0)
        return apart.astype(np.float32)

    def product(self, rows: str, *names: str, columns: Array | None = None) -> str:
        """Multiply rows by the weights of some layers side by side, in 8 bits, and add their biases.

        Of the columns, those that are named are worked out, in their order.
        """
        weights, bias = self.beside(*names)
        if columns is not None:
            weights, bias = weights[:, columns], bias[columns]
        apart = self.apart(names[0])
        if (apart > 1.0).any():
            rows = self.op("Mul", rows, self.hold(1 / apart))
            weights = weights * apart[:, np.newaxis]
        return self.rounded(rows, weights, bias)

    def of_copies(self, rows: str, name: str, copies: Array) -> str:
        """Multiply rows, of which each channel comes as often as it is to be, each time whole, and add the bias."""
        weights, bias = self.beside(name)
        at = np.repeat(np.arange(len(copies)), copies)
        shares = (1 / copies[at]).astype(np.float32)
        return self.rounded(self.op("Mul", rows, self.hold(shares)), weights[at], bias)

    def beside(self, *names: str) -> tuple[Array, Array]:
        """Return weights (inputs, outputs) and biases of some layers side by side."""
        weights = np.concatenate([self.weights[f"{name}.weight"].T for name in names], axis=1)
        return weights, np.concatenate([self.weights[f"{name}.bias"] for name in names])

    def rounded(self, rows: str, weights: Array, bias: Array) -> str:
        """Multiply and add in 8 bits."""
        scale = np.maximum(np.abs(weights).max(axis=0), np.finfo(np.float32).tiny) / _HIGHEST
        whole = np.clip(np.rint(weights / scale), -_HIGHEST, _HIGHEST).astype(np.int8)
        held = self.hold(whole), self.hold(scale.astype(np.float32)), "", self.hold(bias)
        return self.op("DynamicQuantizeMatMul", rows, *held, domain=_RUNTIME)

    def norm(self, rows: str, name: str, epsilon: float) -> str:
        """Bring each row to one mean and spread."""
        held = self.hold(self.weights[f"{name}.weight"]), self.hold(self.weights[f"{name}.bias"])
        return self.op("LayerNormalization", rows, *held, axis=-1, epsilon=epsilon)


def built(weights: Mapping[str, Array], reached: Mapping[str, Array], heads: int, epsilon: float) -> onnx.ModelProto:
    """Return the model of a state by the names of `training.network.CrossEncoder`, each weight in 32 bits.

    `reached` tells of each product how far each of its inputs reaches (`training.calibration`).
    words (1, tokens, width) are word embeddings, segments (1, tokens) as they are encoded, kept (rows) the places of
    the first token and of the sentence's, its end included. answers (1,) is the pair's logit, points (rows,) are those
    of kept.
    """
    made = _Graph(weights, reached)
    rows = _embedded(made, epsilon)
    layers = len({name.split(".")[3] for name in weights if name.startswith("bert.encoder.layer.")})
    for layer in range(layers):
        rows = _layer(made, rows, f"bert.encoder.layer.{layer}", heads, epsilon, last=layer == layers - 1)
    _heads(made, rows)
    width = weights["points.weight"].shape[1]
    inputs = (
        helper.make_tensor_value_info("words", TensorProto.FLOAT, [1, "tokens", width]),
        helper.make_tensor_value_info("segments", TensorProto.INT64, [1, "tokens"]),
        helper.make_tensor_value_info("kept", TensorProto.INT64, ["rows"]),
    )
    outputs = (
        helper.make_tensor_value_info("answers", TensorProto.FLOAT, [1]),
        helper.make_tensor_value_info("points", TensorProto.FLOAT, ["rows"]),
    )
    graph = helper.make_graph(made.nodes, "answers", inputs, outputs, made.held)
    opsets = [helper.make_opsetid(*one) for one in _OPSETS.items()]
    return helper.make_model(graph, opset_imports=opsets, ir_version=_IR, producer_name="article-assistant")


def _embedded(made: _Graph, epsilon: float) -> str:
    places = made.hold(made.weights["bert.embeddings.position_embeddings.weight"][:LONGEST])
    kinds = made.hold(made.weights["bert.embeddings.token_type_embeddings.weight"])
    count = made.op("Shape", "words", start=1, end=2)
    here = made.op("Slice", places, made.integers(0), count, made.integers(0))
    known = made.op("Add", made.op("Gather", kinds, "segments"), here)
    return made.norm(made.op("Add", "words", known), "bert.embeddings.LayerNorm", epsilon)


def _layer(made: _Graph, rows: str, name: str, heads: int, epsilon: float, *, last: bool) -> str:
    own = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    if last:
        looked = made.many(2, "Split", made.product(rows, *own[1:]), axis=-1, num_outputs=2)
        rows = made.op("Gather", rows, "kept", axis=1)
        looked.insert(0, made.product(rows, own[0]))
    else:
        looked = made.many(3, "Split", made.product(rows, *own), axis=-1, num_outputs=3)
    seen = made.op("Attention", *looked, q_num_heads=heads, kv_num_heads=heads)
    added = made.op("Add", made.product(seen, f"{name}.attention.output.dense"), rows)
    rows = made.norm(added, f"{name}.attention.output.LayerNorm", epsilon)
    copies = np.ceil(made.apart(f"{name}.output.dense")).astype(np.int64)
    columns = np.repeat(np.arange(len(copies)), copies)
    wide = made.op("Gelu", made.product(rows, f"{name}.intermediate.dense", columns=columns))
    added = made.op("Add", made.of_copies(wide, f"{name}.output.dense", copies), rows)
    return made.norm(added, f"{name}.output.LayerNorm", epsilon)


def _heads(made: _Graph, rows: str) -> None:
    """Add both heads: each is one column, for the pair one over the first row and one over the mean of the others."""
    weights = made.weights["answers.weight"][0]
    columns = (made.weights["points.weight"][0], *np.split(weights, 2))
    logits = made.op("MatMul", made.op("Squeeze", rows, made.integers(0)), made.hold(np.stack(columns, axis=1)))
    points, first, others = made.many(3, "Split", logits, axis=1, num_outputs=3)
    made.nodes.append(helper.make_node("Squeeze", [points, made.integers(1)], ["points"]))
    first = made.op("Slice", first, made.integers(0), made.integers(1), made.integers(0))
    others = made.op("Slice", others, made.integers(1), made.integers(LONGEST), made.integers(0))
    mean = made.op("ReduceMean", others, made.integers(0), keepdims=1)
    pair = made.op("Squeeze", made.op("Add", first, mean), made.integers(1))
    made.nodes.append(helper.make_node("Add", [pair, made.hold(made.weights["answers.bias"])], ["answers"]))
