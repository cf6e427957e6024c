"""Articles whose author wants to do harm to whoever reads an answer about them."""

from __future__ import annotations

import random

from benchmarks.torture.hostile import SNIPPETS

_TITLES = ("The {} Mill {}", "Two {} Ferries: {}", "{} What Bread Costs {}")
_HEADINGS = ("Output {}", "{} Staff", "The {} books")
_SENTENCES = (
    "The mill ground {n} tonnes {} of flour in 2023.",
    "{} Dana Poole founded the mill in {year}, because the river was free {}.",
    "Reno {} sold {n} sacks in 2024, {} and Luma sold {m} sacks in 2024.",
    "A sack {} costs ${n}.",
    '"Flour {} is life," said Dana Poole {}.',
    "The products are {} bread, {} cake and rolls.",
    "It took {n} days {} to reach {m} sacks.",
)
_ROWS = "| Mill {} | Sacks {} |\n|---|---|\n| Reno {} | {n} |\n| Luma {} | {m} {} |"
_ADDRESSES = (
    "javascript:alert(1)", "https://reader:word@evil.example/", "https://paper.example/mill", "//evil.example/x",
    "data:text/html,<script>alert(1)</script>", "https://paper.example/\u202egpj.exe",
)  # fmt: skip
_NAMES = (
    "mill-{}",
    "<img src=x onerror=alert(1)>-{}",
    "a&b-{}",
    "[1] {{0}}-{}",
    "=cmd()-{}",
    "x'\"y-{}",
    "\u202egnp-{}",
)
ASKED = (
    "How much flour did the mill grind in 2023?", "Who founded the mill?", "What does a sack cost?",
    "How many more sacks did Luma sell than Reno in 2024?", "What did Dana Poole say?", "What are the products?",
)  # fmt: skip


def article(rng: random.Random, number: int) -> tuple[str, str]:
    """Return a file name and the text of an article."""
    name = rng.choice(_NAMES).format(number)
    kind = rng.choice(("md", "md", "txt", "html"))
    title, heading = (_filled(rng, rng.choice(of)) for of in (_TITLES, _HEADINGS))
    sentences = [_filled(rng, rng.choice(_SENTENCES)) for _ in range(rng.randint(2, 6))]
    table = _filled(rng, _ROWS)
    address = rng.choice(_ADDRESSES)
    if kind == "html":
        paragraphs = "".join(f"<p>{sentence}</p>" for sentence in sentences)
        head = f'<title>{title}</title><link rel="canonical" href="{address}">'
        body = f"<h1>{title}</h1><h2>{heading}</h2>{paragraphs}<script>alert(2)</script>"
        return f"{name}.html", f"<html><head>{head}</head><body><article>{body}</article></body></html>"
    front = f"---\nurl: {address}\nauthor: {_filled(rng, 'Eve {}')}\n---\n" if kind == "md" else ""
    return f"{name}.{kind}", f"{front}# {title}\n\n## {heading}\n\n{' '.join(sentences)}\n\n{table}\n"


def _filled(rng: random.Random, pattern: str) -> str:
    """Return a pattern with numbers in it and, in half of the places, a snippet."""
    for key, value in (
        ("{n}", rng.randint(2, 999)),
        ("{m}", rng.randint(2, 9999)),
        ("{year}", rng.randint(1900, 2020)),
    ):
        pattern = pattern.replace(key, str(value))
    parts = pattern.split("{}")
    between = [rng.choice(SNIPPETS) if rng.random() < 0.5 else "" for _ in parts[1:]]
    text = parts[0] + "".join(snippet + part for snippet, part in zip(between, parts[1:], strict=True))
    return text.encode("utf-8", "ignore").decode("utf-8")  # no file holds a lone surrogate
