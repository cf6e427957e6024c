"""Everything that can be wrong with an index, as one tree of exceptions.

Each message is one sentence: what happened, where, and the next step. `code` is a short stable word for logs.
"""

from __future__ import annotations

REBUILD = "run `article-assistant index --force`"  # the next step for whatever a new index mends


class IndexProblem(Exception):
    """Something is wrong with an index; the message says what and what to do next."""

    code = "index"

    def __init__(self, problem: str, step: str) -> None:
        self.problem = problem
        self.step = step
        super().__init__(f"{problem}; {step}.")

    def __reduce__(self) -> tuple[type[IndexProblem], tuple[str, str]]:
        """Travel between processes with the parts, not only with the message."""
        return type(self), (self.problem, self.step)


class IndexMissing(IndexProblem):
    """No generation has been published."""

    code = "index-missing"


class IndexCorrupt(IndexProblem):
    """A file of a generation is missing, cut or changed."""

    code = "index-corrupt"


class IndexVersion(IndexProblem):
    """The index was written in another format or with another embedder."""

    code = "index-version"


class IndexBusy(IndexProblem):
    """Another process is indexing the same library."""

    code = "busy"


class DiskFull(IndexProblem):
    """The new generation does not fit; the old one still serves."""

    code = "disk-full"


class NotWritable(IndexProblem):
    """The data folder cannot be written; what was published still serves."""

    code = "not-writable"


class RefusedShrink(IndexProblem):
    """The new index would lose most of what the old one holds."""

    code = "refused-shrink"


class NothingToIndex(IndexProblem):
    """The library holds no readable document."""

    code = "nothing-to-index"


class EmbedderUnavailable(IndexProblem):
    """The embedding model is not installed, not known, or not what it should be."""

    code = "embedder-unavailable"


class StoreUnavailable(IndexProblem):
    """The server that holds the vectors cannot be reached, or does not do what is asked."""

    code = "store-unavailable"


class ClusterUnavailable(IndexProblem):
    """The Ray cluster that embeds cannot be reached, or Ray is not installed."""

    code = "cluster-unavailable"


def with_code(code: str) -> type[IndexProblem]:
    """Return the class of problems with this code, IndexProblem where there is none."""
    return next((kind for kind in IndexProblem.__subclasses__() if kind.code == code), IndexProblem)
