"""What training makes small: pair by pair, sentence against sentence, and token against token."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from index.crossencoder.encoding import Encoded
from training.pairs import Group, Labelled

# Of the comparison within a question and of the tokens, beside the pairs' own loss.
WITHIN, TOKENS = 0.5, 0.5


def loss(
    groups: Sequence[Group], rows: Sequence[Encoded], answers: Tensor, points: Tensor, choosable: Tensor
) -> Tensor:
    """Return the sum of the three losses over a batch; `rows` are the pairs of the groups in order."""
    pairs = [one for group in groups for one in group]
    truth = torch.tensor([float(one.answers) for one in pairs])
    total = nn.functional.binary_cross_entropy_with_logits(answers, truth)
    within, at = [], 0
    for group in groups:
        if group[0].answers and len(group) > 1:
            within.append(-torch.log_softmax(answers[at : at + len(group)], 0)[0])
        at += len(group)
    if within:
        total = total + WITHIN * torch.stack(within).mean()
    wanted = targets(pairs, rows, points.shape[1])
    known = wanted.any(1)
    if bool(known.any()):
        logits = points.masked_fill(~choosable, -1e4)
        chance = torch.log_softmax(logits, 1).masked_fill(~wanted, -1e4)
        total = total - TOKENS * torch.logsumexp(chance[known], 1).mean()
    return total


def targets(pairs: Sequence[Labelled], rows: Sequence[Encoded], width: int) -> Tensor:
    """Return (pairs, tokens): the tokens of the answer, the first where the sentence does not answer."""
    wanted = torch.zeros(len(pairs), width, dtype=torch.bool)
    for at, (one, row) in enumerate(zip(pairs, rows, strict=True)):
        if not one.answers:
            wanted[at, 0] = True
        for start, end in one.spans:
            for token, (left, right) in enumerate(row.offsets):
                if left < end and right > start:
                    wanted[at, row.start + token] = True
    return wanted


def choosable(rows: Sequence[Encoded], width: int) -> Tensor:
    """Return (pairs, tokens): the first token and those of the sentence, which alone may hold the answer."""
    allowed = torch.zeros(len(rows), width, dtype=torch.bool)
    for at, row in enumerate(rows):
        allowed[at, 0] = True
        allowed[at, row.start : row.start + len(row.offsets)] = True
    return allowed
