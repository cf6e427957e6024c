"""How often retrieval finds what answers, by ranking and by each choice that a ranking makes.

    python benchmarks/retrieval.py ../shared/evals/public --report benchmarks/results/retrieval.md

Reads the squad2 and multihop folders of the public question sets, and the question sets of tests/evals with their
articles. `--with QUESTIONS ARTICLE` adds a set of one's own. Embeddings are kept in the file --cache, so that a second
run takes minutes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from assistant.pipeline import Assistant
from benchmarks.retrieval_measures import BY_THING, FACTS, FIRST, Measure, Order, auroc, by_thing
from benchmarks.retrieval_sets import Collection, World, multihop, own, own_sets, squad2
from index import clauses, encoder, fusion, lexical, relevance
from index.cache import EmbeddingCache
from index.content import LevelName
from index.fusion import convex, reciprocal_rank
from index.hybrid import HybridIndex

ROOT = Path(__file__).resolve().parents[1]
Search = Callable[[HybridIndex, str, LevelName], Order]
Change = tuple[ModuleType, str, Any]  # a constant of the product, and what it is for one line of a table
HEAD = """# What retrieval finds

Written by `python benchmarks/retrieval.py ../shared/evals/public --report benchmarks/results/retrieval.md`.
Every line but those of other rankings is the product's own search, with one constant changed where the line says so.
"first": what answers stands first; "all in 10": all that is needed is among the best ten; "recall@10": the share of it,
averaged over questions; "recall@10 by fact": for each fact the share of its questions that find it, averaged over
facts.
"""


def main() -> None:
    """Measure, print and write the tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("public", type=Path, help="the folder that holds squad2/ and multihop/")
    arguments.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "retrieval-embeddings.sqlite3")
    arguments.add_argument("--with", dest="more", nargs=2, type=Path, action="append", default=[], metavar="FILE")
    arguments.add_argument("--report", type=Path, help="a file that the tables are written to")
    given = arguments.parse_args()
    cache = EmbeddingCache(given.cache)
    encoder._REMEMBERED = 100_000  # each question is searched in some twenty ways
    found = [HEAD]
    for table in tables(given.public, given.more, cache):
        print(table, flush=True)
        found.append(table)
    if given.report:
        given.report.write_text("\n".join(found), encoding="utf-8")


def tables(public: Path, more: Sequence[tuple[Path, Path]], cache: EmbeddingCache) -> Iterator[str]:
    """The tables of the report."""
    near = Collection("the question paragraphs", (squad2(public / "squad2", cache, False),))
    far = Collection("all paragraphs", (squad2(public / "squad2", cache, True),))
    mine = own_sets(ROOT / "tests" / "evals", cache)
    shipped = Collection("own sets", (*mine, *(own(questions, article, cache) for questions, article in more)))
    facts = Collection("multihop", (multihop(public / "multihop", cache),))
    levels: tuple[tuple[Collection, LevelName], ...] = (
        (near, "sentence"), (near, "passage"), (far, "sentence"), (far, "passage"), (shipped, "sentence"),
    )  # fmt: skip
    for collection, level in levels:
        rows = sum(len(w.index.sentences if level == "sentence" else w.index.passages) for w in collection.worlds)
        kind = "squad2" if collection is not shipped else f"{len(shipped.worlds)} articles with questions"
        yield f"\n## {kind}: {level} among the {rows:,} of {collection.name}, {collection.answered} questions\n"
        yield from table(collection, level, FIRST, {**others(), **sentences(level)})
    yield f"\n## multihop: {len(facts.worlds[0].index.passages)} facts, {facts.answered} questions\n"
    yield from table(facts, "passage", FACTS, {**others(), **joined()}, things=True)
    yield "\n## Questions without an answer: the best row's score against that of questions with one (AUROC)\n"
    yield from unanswered((facts, "multihop, null queries"), (near, "squad2, near misses"))
    yield "\n## The evidence of the assistant: sentences in its own order\n"
    yield from evidence(near, far, shipped)


def table(
    collection: Collection, level: LevelName, measures: Mapping[str, Measure], searches: Mapping[str, Search],
    *, things: bool = False,
) -> Iterator[str]:  # fmt: skip
    """One line for each search."""
    names = [*measures, BY_THING] if things else [*measures]
    yield f"| ranking | {' | '.join(names)} |\n|---|{'---|' * len(names)}"
    for name, search in searches.items():
        found = [
            (search(world.index, one.text, level), world.rows(one, level))
            for world in collection.worlds
            for one in world.asked
            if one.gold
        ]
        values = [float(np.mean([measure(order, gold) for order, gold in found])) for measure in measures.values()]
        values += [by_thing(found, 10)] if things else []
        yield f"| {name} | {' | '.join(f'{value:.3f}' for value in values)} |"


def others() -> dict[str, Search]:
    """Rankings that what ships is compared with."""

    def raw(pick: Callable[[Any], Order]) -> Search:
        return lambda index, text, level: pick(index.scores(text, level))

    def scaled(dense: float) -> Search:
        return raw(
            lambda scores: [
                row
                for row, _ in convex(
                    [dict(enumerate(scores.bm25.tolist())), dict(enumerate(scores.cosine.tolist()))],
                    [1.0 - dense, dense],
                    [0.0, 0.0],
                )
            ]
        )

    return {
        "BM25": raw(lambda scores: by_score(scores.bm25)),
        "dense": raw(lambda scores: by_score(scores.cosine)),
        "reciprocal rank fusion, k = 60": raw(
            lambda scores: [
                row
                for row, _ in reciprocal_rank(
                    [[row for row in by_score(scores.bm25) if scores.bm25[row] > 0.0], by_score(scores.cosine)]
                )
            ]
        ),
        **{f"convex, best of each = 1, dense {weight}": scaled(weight) for weight in (0.4, 0.5, 0.6)},
    }


def sentences(level: LevelName) -> dict[str, Search]:
    """What ships and its choices, for short questions."""
    found = {"**what ships**": changed()}
    found |= {f"dense weight {w}": changed((fusion, "DENSE_WEIGHT", w)) for w in (0.4, 0.5, 0.7)}
    if level == "sentence":
        weights = (0.0, 0.25, 1.0)
        found |= {f"passage around a sentence {w}": changed((fusion, "CONTEXT_WEIGHT", w)) for w in weights}
    found |= {f"heading in BM25 {w}": changed((lexical, "HEADING_WEIGHT", w)) for w in (0.0, 1.0)}
    found |= {f"function words {w}": changed((lexical, "FUNCTION_WORD_WEIGHT", w)) for w in (0.0, 1.0)}
    found |= {"attainable: all words": changed((lexical, "ATTAINABLE_TERMS", 999))}
    return found | {"clauses not searched": changed((relevance, "clauses", _none))}


def joined() -> dict[str, Search]:
    """What ships and its choices, for questions that join several."""
    found = {"**what ships**": changed(), "clauses not searched": changed((relevance, "clauses", _none))}
    found |= {f"clauses of at least {n} words": changed((clauses, "LEAST", n)) for n in (3, 5, 6)}
    found |= {f"dense weight {w}": changed((fusion, "DENSE_WEIGHT", w)) for w in (0.4, 0.5, 0.7)}
    found |= {f"heading in BM25 {w}": changed((lexical, "HEADING_WEIGHT", w)) for w in (0.0, 1.0)}
    found |= {f"publisher in BM25 {w}": changed((lexical, "ABOUT_WEIGHT", w)) for w in (0.0, 0.5, 2.0)}
    return found | {f"attainable: {n} words": changed((lexical, "ATTAINABLE_TERMS", n)) for n in (4, 8, 999)}


def _none(question: str) -> tuple[str, ...]:
    return ()


def changed(*changes: Change) -> Search:
    """The product's own search, with constants changed."""

    weighs = any(module is lexical for module, _, _ in changes)

    def search(index: HybridIndex, text: str, level: LevelName) -> Order:
        with setting(*changes), forgetting(index) if weighs else nullcontext():
            found = index.relevance(text, level)
        return [int(row) for row in found.rows[np.lexsort((found.rows, -found.score))]]

    return search


@contextmanager
def setting(*changes: Change) -> Iterator[None]:
    """Hold constants at other values."""
    with ExitStack() as back:
        for module, name, value in changes:
            back.callback(setattr, module, name, getattr(module, name))
            setattr(module, name, value)
        yield


@contextmanager
def forgetting(index: HybridIndex) -> Iterator[None]:
    """Work out anew what words weigh, and again afterwards: an index keeps that, as its weights never change."""
    kept = [part for level in index.levels.values() for part in (level.words._term, level.words._weight)]
    try:
        for part in kept:
            part.cache_clear()
        yield
    finally:
        for part in kept:
            part.cache_clear()


def unanswered(*asked: tuple[Collection, str]) -> Iterator[str]:
    """How well the best score of a ranking tells questions with an answer from those without."""
    signals: dict[str, Callable[[HybridIndex, str], float]] = {
        "best BM25": lambda index, text: float(index.scores(text, "passage").bm25.max()),
        "best cosine": lambda index, text: float(index.scores(text, "passage").cosine.max()),
        "**best score of the search**": lambda index, text: index.search(text, 1, level="passage")[0].score,
        "best score of the search, sentences": lambda index, text: index.search(text, 1, level="sentence")[0].score,
    }
    yield f"| signal | {' | '.join(name for _, name in asked)} |\n|---|{'---|' * len(asked)}"
    for name, signal in signals.items():
        cells = []
        for collection, _ in asked:
            index = collection.worlds[0].index
            scored = [(bool(one.gold), signal(index, one.text)) for one in collection.worlds[0].asked]
            cells.append(auroc([s for gold, s in scored if gold], [s for gold, s in scored if not gold]))
        yield f"| {name} | {' | '.join(f'{cell:.3f}' for cell in cells)} |"


def evidence(*collections: Collection) -> Iterator[str]:
    """How the assistant itself orders the sentences of the same texts."""
    yield f"| set | {' | '.join(FIRST)} |\n|---|{'---|' * len(FIRST)}"
    for collection in collections:
        found = [pair for world in collection.worlds for pair in _taken(world)]
        cells = [f"{np.mean([measure(order, gold) for order, gold in found]):.3f}" for measure in FIRST.values()]
        yield f"| {collection.name} | {' | '.join(cells)} |"


def _taken(world: World) -> Iterator[tuple[Order, tuple[frozenset[int], ...]]]:
    assistant = Assistant(world.index)
    row = {sentence: at for at, sentence in enumerate(world.index.sentences)}
    for one in world.asked:
        if one.gold:
            order = [row[found.document, found.sentence] for found in assistant.evidence(one.text, None)]
            yield order, world.rows(one, "sentence")


def by_score(scores: Any) -> Order:
    """All rows, best first, ties by row."""
    return [int(row) for row in np.lexsort((np.arange(len(scores)), -scores))]


if __name__ == "__main__":
    main()
