"""txtai: an embeddings database with hybrid search. Read by `program`, in txtai's own Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

BEST = 10


def indexer(model: str) -> Callable[[Sequence[tuple[str, str]], Path], int]:
    """Load the model; return what splits, embeds and saves texts, and says how many chunks there are."""
    from txtai import Embeddings
    from txtai.pipeline import Segmentation

    embeddings = Embeddings(path=model, hybrid=True, content=True, gpu=False)
    embeddings.transform("warm")
    split = Segmentation(paragraphs=True)

    def index(texts: Sequence[tuple[str, str]], folder: Path) -> int:
        chunks = [
            {"id": f"{name}#{number}", "text": paragraph}
            for name, text in texts
            for number, paragraph in enumerate(split(text))
        ]
        embeddings.index(chunks)
        embeddings.save(str(folder / "index"))
        return len(chunks)

    return index


def opened(model: str, folder: Path) -> Callable[[str], list[str]]:
    """Return the search of a saved index, which names its model itself."""
    from txtai import Embeddings

    embeddings = Embeddings()
    embeddings.load(str(folder / "index"))
    return lambda question: [str(found["id"]).partition("#")[0] for found in embeddings.search(question, BEST)]
