"""How quickly articles are indexed: what the encoder alone reaches in each form, and what is left of that of an index.

Counted are the seconds of processors, so that other work beside it matters less; the library does best by that on one
thread (OMP_NUM_THREADS=1), the others use as many as there are. Exactness is told against the model as
sentence-transformers runs it: the least cosine, and how many of a text's ten nearest others stay the same.

Usage: python benchmarks/indexing.py [--documents FOLDER] [--texts 300] [--report FILE]
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # before torch is loaded, and it is what `index.runtime` asks for

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.size_measures import processor
from documents.library import Library
from index import cache, content, places
from index.embedders import DEFAULT, exported, exporting, named, transformer
from index.embedders.exported import ExportedEmbedder
from index.embedders.layers import Layers, Unknown
from index.passages import embedding_text, sentence_embedding_text
from index.types import Vectors

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = ("torch", "sentence-transformers", "onnxruntime", "tokenizers")
NEAREST = 10
Encode = Callable[[Sequence[str]], Vectors]


def main() -> None:
    """Measure, print and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=Path, default=ROOT / "tests" / "evals", help="folder of articles")
    parser.add_argument(
        "--texts", type=int, default=300, help="passages that are embedded; of sentences thrice as many"
    )
    parser.add_argument("--report", type=Path, help="write the page to this file as well")
    options = parser.parse_args()
    page = []
    for line in measured(options):
        print(line, flush=True)
        page.append(f"{line}\n")
    if options.report:
        options.report.write_text("".join(page), encoding="utf-8")


def measured(options: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of the page."""
    model: Any = named(DEFAULT).built()
    flags = [flag for flag in ("avx512f", "avx512_bf16", "avx512_vnni", "amx_bf16") if flag in processor_flags()]
    yield "# How quickly articles are indexed"
    yield ""
    yield "Written by `python benchmarks/indexing.py --report benchmarks/results/indexing.md`."
    yield f"{date.today().isoformat()}; {os.cpu_count()} processors ({platform.machine()}, {', '.join(flags)}),"
    yield f"Python {platform.python_version()}; " + ", ".join(f"{name} {version(name)}" for name in LIBRARIES) + "."
    yield ""
    library = Library(options.documents)
    texts = drawn(library, options.texts)
    with tempfile.TemporaryDirectory(prefix="indexing-") as folder:
        models = places.models_folder(Path(folder))
        assert exporting.ensure(lambda: model, model.id, models)
        export = exported.verified(models, model.id)
        assert export is not None
        where = exported.place(models, model.id)
        forms: dict[str, Encode] = {
            "sentence-transformers as it comes": lambda some: plain(model, some),
            "its export, each text alone": ExportedEmbedder(where, replace(export, together=False)).embed,
            "its export, texts of one length together": ExportedEmbedder(where, export).embed,
            "torch, bf16, texts of one length together": lambda some: halved(model, some),
        }
        with suppress(Unknown):  # a processor or a build of torch that does not multiply in bf16
            forms["bf16, weights cast once"] = Layers(transformer.packaged_folder()).embed
        kinds = (f"{kind} of {tokens(model, of):.0f} tokens" for kind, of in texts)
        yield f"| texts a processor-second | {' | '.join(kinds)} |"
        yield "|---|" + "--:|" * len(texts)
        least: dict[str, list[str]] = {kind: [] for kind, _ in texts}
        first: dict[str, tuple[float, Vectors]] = {}  # of the library as it comes
        for form, encode in forms.items():
            cells = []
            for kind, some in texts:
                encode(some[:8])
                used = processor()
                vectors = encode(some)
                rate = len(some) / (processor() - used)
                first.setdefault(kind, (rate, vectors))
                cells.append(f"{rate:.0f} ({rate / first[kind][0]:.1f} x)")
                least[kind].append(exactness(vectors, first[kind][1]))
            yield f"| {form} | " + " | ".join(cells) + " |"
        yield ""
        yield f"| least cosine; of the ten nearest the same | {' | '.join(kind for kind, _ in texts)} |"
        yield "|---|" + "--:|" * len(texts)
        for number, form in enumerate(forms):
            yield f"| {form} | " + " | ".join(least[kind][number] for kind, _ in texts) + " |"
        yield ""
        yield from whole(options.documents, Path(folder), ExportedEmbedder(where, export))


def drawn(library: Library, count: int) -> list[tuple[str, list[str]]]:
    """Passages, sentences and words of a library, as an index embeds them."""
    found = content.of(library.documents, ())
    rows = found.rows()["sentence"]
    kinds = {
        "passages": ([embedding_text(passage) for passage in found.passages], count),
        "sentences": ([sentence_embedding_text(row.heading, row.text) for row in rows], 3 * count),
        "words": (list(found.words), 10 * count),
    }
    draw = random.Random(1)
    return [
        (kind, draw.sample(sorted(set(texts)), min(most, len(set(texts))))) for kind, (texts, most) in kinds.items()
    ]


def plain(model: Any, texts: Sequence[str]) -> Vectors:
    """The library with its own batches of 32."""
    vectors: Vectors = model.model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
    return vectors


def halved(model: Any, texts: Sequence[str]) -> Vectors:
    """Matrices multiplied in bf16, the rest in 32 bits; texts of one length together."""
    import torch

    vectors = np.zeros((len(texts), model.dimension), dtype=np.float32)
    with torch.autocast("cpu", dtype=torch.bfloat16):  # of this thread alone
        for rows in model._batches(texts):
            vectors[rows] = model._run([texts[row] for row in rows])
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def exactness(vectors: Vectors, reference: Vectors) -> str:
    """The least cosine with the reference, and the share of nearest neighbours that are the same."""
    least = float(np.min(np.sum(vectors * reference, axis=1)))
    near = [np.argsort(-(some @ some.T), axis=1, kind="stable")[:, 1 : NEAREST + 1] for some in (vectors, reference)]
    same = np.mean([len(set(one) & set(other)) / NEAREST for one, other in zip(*near, strict=True)])
    return f"{least:.6f}; {same:.4f}"


def tokens(model: Any, texts: Sequence[str]) -> float:
    """Tokens of a text on average."""
    read = model.model.tokenizer(list(texts), truncation=True, max_length=model.model.max_seq_length)["input_ids"]
    return sum(map(len, read)) / len(read)


def whole(documents: Path, folder: Path, encoder: ExportedEmbedder) -> Iterator[str]:
    """Index a folder, and embed the same texts without anything around it."""
    from index.update import update

    used = processor()
    done = update(documents, folder / "data")
    total = processor() - used
    found = content.of(Library(documents).documents, ())
    rows = found.rows()["sentence"]
    texts = [embedding_text(passage) for passage in found.passages]
    texts += [sentence_embedding_text(row.heading, row.text) for row in rows] + list(found.words)
    used = processor()
    cache.embed(texts, encoder)
    alone = processor() - used
    yield f"Indexing {done.documents} articles ({done.passages} passages, {done.sentences} sentences, {done.embedded:,}"
    yield f"texts) took {total:.1f} processor-seconds, embedding alone {alone:.1f}: {100 * alone / total:.0f} % of it."
    with scratch_copy(documents, folder) as changed:
        before = update(changed, folder / "again")
        path = next(path for path in sorted(changed.rglob("*.md")))
        path.write_text(path.read_text(encoding="utf-8") + "\n\nThe ferry carries 230 cars now.\n", encoding="utf-8")
        used = processor()
        again = update(changed, folder / "again")
        yield f"With a sentence added to one of them, {again.embedded} of {before.embedded + before.reused:,} texts are"
        yield f"embedded, in {processor() - used:.1f} processor-seconds for everything."


@contextmanager
def scratch_copy(documents: Path, folder: Path) -> Iterator[Path]:
    """A copy of the articles, to be changed."""
    place = folder / "articles"
    place.mkdir()
    for path in sorted(documents.glob("*.md")):
        (place / path.name).write_bytes(path.read_bytes())
    yield place


def processor_flags() -> set[str]:
    """What the processor says it can do."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return set()
    return set(text.partition("flags")[2].partition("\n")[0].split())


if __name__ == "__main__":
    main()
