"""Indexing: how many words a second, beside the peers and beside the encoder alone, as the library grows; and again.

Chunks differ in length from peer to peer, so that a rate of chunks says nothing by itself: what is compared is the text
indexed a second, told in chunks of so many words as a passage of article-assistant has.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.measures.corpora import Corpus
from benchmarks.measures.sessions import Failed, Side, lines
from benchmarks.measures.types import Curve, Figure, Part, Table, number

TIMES_PEERS = 4.0  # chunks a second of the fastest peer
OF_ENCODER = 0.6  # of what the encoder alone reaches
_WHOLE = "whole"
_FAST_FROM = 10_000  # words: with fewer, what is not embedding is most of the time
_NOTE = (
    "All embed with the same model on the processor; imports and the loading of the model are left out. The peers "
    "split, embed and save passages. article-assistant also embeds every sentence and every word for itself, reads all "
    "figures and checks what it writes; --fast embeds in bf16, its process started before. 'Same chunks' is the "
    "text indexed a second, counted in passages of article-assistant."
)


@dataclass(frozen=True, slots=True)
class Indexed:
    """What indexing one corpus took, as it was said by who did it."""

    chunks: int
    seconds: float
    cpu: float


def built(side: Side, corpora: Mapping[str, Corpus]) -> dict[str, Indexed]:
    """Index the corpora, smallest first, in one process that has loaded its model. Raise Failed where it cannot."""
    ours = side.name == "answer"
    places = [
        [str(corpus.folder)] if ours else [str(corpus.texts), str(corpus.folder / side.name)]
        for corpus in corpora.values()
    ]
    said = lines([*side.index, *(place for of in places for place in of)])
    return {name: Indexed(row["chunks"], row["seconds"], row["cpu"]) for name, row in zip(corpora, said, strict=True)}


def measure(sides: Sequence[Side], corpora: Mapping[str, Corpus], run: Sequence[str]) -> tuple[Part, dict[str, str]]:
    """Return what was found, and for each side that failed why.

    `run` starts the commands of article-assistant that are measured on the whole library besides.
    """
    found: dict[str, dict[str, Indexed]] = {}
    failed: dict[str, str] = {}
    for side in sides:
        print(f"indexing: {side.title}", file=sys.stderr, flush=True)
        try:
            found[side.name] = built(side, corpora)
        except Failed as problem:
            failed[side.name] = str(problem)
    ours = found.pop("answer")
    whole = corpora[_WHOLE]
    alone = {row["what"]: row for row in lines([*run, "encoder", str(whole.folder)])}
    fast = _fast(whole, run)
    changed = _changed(whole, run)
    passage = whole.words / ours[_WHOLE].chunks  # words of a passage of ours
    figures = _figures(ours, found, alone, fast, changed)
    titles = {side.name: side.title for side in sides}
    rows = [_row("article-assistant", whole, ours[_WHOLE], passage)]
    if not fast["refused"]:
        quick = Indexed(fast["chunks"], fast["seconds"], 0.0)
        rows.append(_row("article-assistant, `index --fast`", whole, quick, passage))
    rows += [_row(titles[name], whole, sizes[_WHOLE], passage) for name, sizes in found.items()]
    for what, row in alone.items():
        own, same = row["texts"] / row["seconds"], ours[_WHOLE].chunks / row["seconds"]
        texts = (f"the encoder alone, {what}", f"{row['texts']:,}", number(row["seconds"]), "", number(own), "")
        rows.append((*texts, number(same)))
    head = (
        "",
        "chunks",
        "seconds",
        "processor seconds",
        "own chunks a second",
        "words a second",
        "same chunks a second",
    )
    table = Table(f"Indexing {whole.words:,} words", head, tuple(rows), _NOTE)
    curves = [_curve("indexing", ours, corpora)]
    curves += [_curve(f"indexing, {titles[name]}", sizes, corpora) for name, sizes in found.items()]
    return Part("indexing", figures, (table,), tuple(curves)), failed


def _figures(
    ours: Mapping[str, Indexed],
    peers: Mapping[str, Mapping[str, Indexed]],
    alone: Mapping[str, Any],
    fast: Mapping[str, Any],
    changed: Mapping[str, Any],
) -> tuple[Figure, ...]:
    mine = ours[_WHOLE]
    fastest = min((sizes[_WHOLE].seconds for sizes in peers.values()), default=None)
    shown = "the same text, in the same run"
    return (
        Figure(
            "indexing: chunks a second against the fastest peer", fastest / mine.seconds if fastest else None, "x",
            TIMES_PEERS, at_least=True, note=shown if fastest else "no peer was measured",
        ),
        Figure(
            "indexing with --fast: chunks a second against the fastest peer",
            fastest / fast["seconds"] if fastest and not fast["refused"] else None, "x", TIMES_PEERS, at_least=True,
            note=fast["refused"].rstrip(".") or (shown if fastest else "no peer was measured"),
        ),
        Figure(
            "indexing: share of what the encoder alone reaches, all that is embedded",
            alone["everything"]["seconds"] / mine.seconds, "", OF_ENCODER, at_least=True,
            note="passages, sentences and words",
        ),
        Figure(
            "indexing: share of what the encoder alone reaches on the passages",
            alone["passages"]["seconds"] / mine.seconds, "", OF_ENCODER, at_least=True,
            note="though it embeds the sentences and words as well",
        ),
        Figure(
            "one article changed: texts embedded that are not new in it", changed["embedded"] - changed["new"], "", 0.0,
            note=f"{changed['embedded']} embedded, {changed['reused']:,} known; {changed['documents']} articles, "
            f"{number(changed['seconds'])} s",
        ),
    )  # fmt: skip


def _fast(whole: Corpus, run: Sequence[str]) -> Any:
    if whole.words < _FAST_FROM:
        return {"refused": f"that begins to tell at {_FAST_FROM:,} words"}
    return lines([*run, "fast", str(whole.folder)])[0]


def _changed(whole: Corpus, run: Sequence[str]) -> Any:
    """Bring a library up to date in which one article has a further paragraph; the library is as before afterwards."""
    kept = whole.folder / "kept"
    shutil.copytree(whole.files, kept)
    try:
        return lines([*run, "again", str(whole.folder)])[0]
    finally:
        shutil.rmtree(whole.files)
        Path(kept).rename(whole.files)


def _row(title: str, whole: Corpus, indexed: Indexed, passage: float) -> tuple[str, ...]:
    rate = whole.words / indexed.seconds
    return (
        title, f"{indexed.chunks:,}", number(indexed.seconds), number(indexed.cpu) if indexed.cpu else "",
        number(indexed.chunks / indexed.seconds), f"{rate:,.0f}", number(rate / passage),
    )  # fmt: skip


def _curve(what: str, sizes: Mapping[str, Indexed], corpora: Mapping[str, Corpus]) -> Curve:
    """Return how the processor time of indexing grows with the library."""
    growing = [name for name in sizes if name != "article"]
    return Curve(
        what, tuple(float(corpora[name].words) for name in growing), tuple(sizes[name].cpu for name in growing),
        "words", "s",
    )  # fmt: skip
