"""How far the values reach that are multiplied in 8 bits, channel by channel, over pairs of our own words.

Few pairs will do: values that stand out come with the first token, separators and stops, which are in each of them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from index.crossencoder import embedder
from index.crossencoder.encoding import Pair, encode, whole_texts
from training.network import CrossEncoder, padded

PAIRS = (
    Pair("How many looms does the mill run?", "The weaving mill of Arnsby runs 46 looms in two shifts.", "The mill"),
    Pair("How many looms does the mill run?", "Wool is bought in Norwick each spring.", "It has 46 looms."),
    Pair("Who founded the ferry line, and when?", "“It was my grandmother, in 1912,” says Ida Holm.", "History"),
    Pair("What did a loaf cost in 2023?", "| 2023 | €4.10 | +12.5 % | (3.2) |", "Year | Price | Change | Result"),
    Pair("Why was the bridge closed?", "Because two of its cables had rusted through, the bridge was closed in May."),
    Pair("Is the harbour deeper than that of Tollgate?", "The harbour is 14 metres deep, Tollgate's 9.", "Harbours"),
    Pair("By how much did revenue grow from Q1 to Q2?", "Revenue rose to $1,400,000.50 from $903 thousand.", "Results"),
    Pair("When does the night train leave?", "NB: see https://trains.example/a-b_c?d=1 #times @rail.", "Notes"),
    Pair("Which island has the oldest lighthouse?", "Ørsø's café stands in São Tomé — naïvely; ½ is sand.", "Isles"),
    Pair(
        "What is said of the winter?",
        "It was cold, and dark, and it did not end. " * 6,
        "A crossing takes seven hours. " * 4,
    ),
    Pair("Which of the looms that were bought is the oldest, and who has looked after it? " * 2, "Nobody knows.", ""),
    Pair("How?", "No."),
)


def reached(model: CrossEncoder) -> dict[str, np.ndarray[Any, Any]]:
    """Return, by the name of each product, the highest value of each of its inputs, whatever its sign."""
    found: dict[str, Tensor] = {}

    def watched(name: str) -> Any:
        def see(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            highest = given[0].abs().flatten(0, -2).amax(0)
            found[name] = torch.maximum(found.get(name, highest), highest)

        return see

    products = {name: part for name, part in model.named_modules() if isinstance(part, nn.Linear)}
    handles = [part.register_forward_pre_hook(watched(name)) for name, part in products.items()]
    tokenizer = whole_texts(embedder() / "tokenizer.json")
    with torch.no_grad():
        for row in encode(tokenizer, list(PAIRS)):
            model.eval()(*padded([row]))
    for handle in handles:
        handle.remove()
    return {name: highest.float().numpy() for name, highest in found.items()}
