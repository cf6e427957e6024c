"""The cross-encoder: the embedder's own layers, one score for the pair and one for each token of the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers import AutoModel

from index.crossencoder.encoding import Encoded

PARTS = 4  # of a step, by length


class Batch(NamedTuple):
    """Pairs padded to the longest: ids, segments and mask are (pairs, tokens)."""

    ids: Tensor
    segments: Tensor
    mask: Tensor


class CrossEncoder(nn.Module):
    """BERT layers with two heads. The word embeddings stay as they are, so that only the layers need shipping."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        # No dropout within the layers: a sentence is rarely seen twice, and on a CPU it costs half of the time.
        none = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
        # Eager: for rows this short the fused attention takes a third of the time in its backward pass alone.
        self.bert = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager", **none)
        self.bert.embeddings.word_embeddings.weight.requires_grad = False
        width = self.bert.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.answers = nn.Linear(2 * width, 1)
        self.points = nn.Linear(width, 1)

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits: (pairs,) that the sentence answers, (pairs, tokens) that a token is of the answer.

        The first token's stands for "none of them".
        """
        hidden = self.bert(input_ids=ids, token_type_ids=segments, attention_mask=mask).last_hidden_state.float()
        hidden = self.dropout(hidden)
        of_sentence = segments.unsqueeze(-1).float()
        mean = (hidden * of_sentence).sum(1) / of_sentence.sum(1).clamp(min=1.0)
        return self.answers(torch.cat([hidden[:, 0], mean], 1)).squeeze(-1), self.points(hidden).squeeze(-1)


def forward(model: nn.Module, rows: Sequence[Encoded]) -> tuple[Tensor, Tensor]:
    """Return the model's logits for rows of any length, shorter and longer ones apart so that little is padding."""
    order = sorted(range(len(rows)), key=lambda at: len(rows[at].ids))
    size = -(-len(order) // PARTS)
    width = len(rows[order[-1]].ids)
    answers, points = [], []
    for start in range(0, len(order), size):
        found, tokens = model(*padded([rows[at] for at in order[start : start + size]]))
        answers.append(found)
        points.append(nn.functional.pad(tokens, (0, width - tokens.shape[1])))
    back = torch.tensor(order).argsort()
    return torch.cat(answers).float()[back], torch.cat(points).float()[back]


def padded(rows: Sequence[Encoded]) -> Batch:
    """Return rows of tokens as one batch."""
    longest = max(len(row.ids) for row in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    segments = torch.zeros_like(ids)
    mask = torch.zeros_like(ids)
    for at, row in enumerate(rows):
        ids[at, : len(row.ids)] = torch.tensor(row.ids)
        segments[at, : len(row.ids)] = torch.tensor(row.segments)
        mask[at, : len(row.ids)] = 1
    return Batch(ids, segments, mask)
