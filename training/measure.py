"""What a state of the model reaches: the right sentence first, near misses told apart, the right figure first."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import torch
from tokenizers import Tokenizer

from index.crossencoder.encoding import Encoded, Pair, encode
from training.network import CrossEncoder, padded
from training.sources import Example

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def scored(
    model: CrossEncoder, tokenizer: Tokenizer, pairs: Sequence[Pair]
) -> tuple[list[float], list[list[float]], list[Encoded]]:
    """Return of each pair its logit, and its tokens' logits less that of none of them."""
    rows = encode(tokenizer, list(pairs))
    order = sorted(range(len(rows)), key=lambda at: len(rows[at].ids))
    answers = [0.0] * len(rows)
    points: list[list[float]] = [[]] * len(rows)
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for start in range(0, len(order), 64):
            part = order[start : start + 64]
            found, tokens = model(*padded([rows[at] for at in part]))
            for n, at in enumerate(part):
                answers[at] = float(found[n])
                first = rows[at].start
                points[at] = (tokens[n, first : first + len(rows[at].offsets)] - tokens[n, 0]).tolist()
    model.train()
    return answers, points, rows


def measured(model: CrossEncoder, tokenizer: Tokenizer, examples: Sequence[Example]) -> dict[str, float]:
    """Return the shares over questions. AUROC is that of the best sentence, answerable against not."""
    pairs, owner = [], []
    for n, example in enumerate(examples):
        for at in range(len(example.sentences)):
            before = example.above if example.rows or at == 0 else example.sentences[at - 1]
            pairs.append(Pair(example.question, example.sentences[at], before))
            owner.append((n, at))
    answers, points, rows = scored(model, tokenizer, pairs)
    by_example: dict[int, list[tuple[float, int, int]]] = {}
    for place, (n, at) in enumerate(owner):
        by_example.setdefault(n, []).append((round(answers[place], 6), -at, place))
    first: list[bool] = []
    figures: list[bool] = []
    best: tuple[list[float], list[float]] = ([], [])  # with an answer, without
    pointed: tuple[list[float], list[float]] = ([], [])
    for n, example in enumerate(examples):
        found = sorted(by_example[n], reverse=True)
        best[not example.gold].append(found[0][0])
        pointed[not example.gold].append(max(max(points[place], default=-9.0) for _, _, place in found))
        if not example.gold:
            continue
        first.append(-found[0][1] in example.gold)
        for _, minus, place in found:
            spans = example.answers.get(-minus, ())
            marks = [m.span() for m in _FIGURE.finditer(example.sentences[-minus])]
            right = [any(a < d and c < b for c, d in spans) for a, b in marks]
            if len(marks) > 1 and any(right) and not all(right):
                values = [_mass(points[place], rows[place], span) for span in marks]
                figures.append(right[int(np.argmax(values))])
    result = {"first": float(np.mean(first))}
    if best[1]:
        result |= {"auroc": auroc(*best), "auroc of tokens": auroc(*pointed)}
    if figures:
        result |= {"figure first": float(np.mean(figures)), "figures": float(len(figures))}
    return {name: round(value, 4) for name, value in result.items()}


def _mass(points: Sequence[float], row: Encoded, span: tuple[int, int]) -> float:
    own = [
        point for point, (left, right) in zip(points, row.offsets, strict=True) if left < span[1] and right > span[0]
    ]
    return max(own, default=-99.0)


def auroc(answered: Sequence[float], others: Sequence[float]) -> float:
    """The chance that a question with an answer scores above one without; a tie counts as half."""
    above = np.array(answered)[:, None] - np.array(others)[None, :]
    return float((above > 0).mean() + 0.5 * (above == 0).mean())
