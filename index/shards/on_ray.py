"""Shards are made by the machines of a Ray cluster: the function of the pool, mapped over them by `ray.data`.

Each machine has this program installed and sees the folders of articles, shards and models under the same names. Ray is
an extra of its own; the only file that imports it.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Generator, Mapping, Sequence

from documents.codec import decode, encode
from index import runtime
from index.errors import ClusterUnavailable, IndexProblem
from index.shards.maker import Job, Made, Maker, asked, heard
from index.shards.plan import Shard

HERE = "local"
_BLOCKS = 4_096  # rows that Ray hands out one by one; of more shards, several together
SETTINGS = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is reported
    # What Ray does on a laptop's system: it listens on 127.0.0.1 only. Of no effect on a cluster that is running.
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
}


class Actor:
    """What Ray keeps in a process of its own, with the model: rows of {"shard"} become rows of {"answer"}."""

    def __init__(self, job: str) -> None:
        runtime.prepare()
        self._maker = Maker(decode(Job, json.loads(job)))

    def __call__(self, row: Mapping[str, str]) -> dict[str, str]:
        """Make a shard."""
        return {"shard": row["shard"], "answer": self._maker.answer(row["shard"])}


def run(shards: Sequence[Shard], job: Job, address: str, processes: int | None = None) -> Generator[Made, None, None]:
    """Yield each shard as it is made, by so many actors of one processor each; the default is all that the cluster has.

    `address` is that of a running cluster, or "local" for one on this machine that ends with the run. Raises what
    `Maker` raises, and ClusterUnavailable.
    """
    if address == HERE:
        os.environ.update(SETTINGS)
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise ClusterUnavailable(f"Ray cannot be imported ({error})", 'run `pip install ".[ray]"`') from None
    try:
        ray.init(
            address=address,
            include_dashboard=False if address == HERE else None,
            log_to_driver=False,
            logging_level=logging.ERROR,  # what it tells otherwise is about itself
        )
        logging.getLogger("ray.data").setLevel(logging.ERROR)
    except (ConnectionError, RuntimeError, ValueError) as error:
        first = str(error).strip().partition("\n")[0].rstrip(".")
        raise ClusterUnavailable(f"the Ray cluster {address} cannot be reached ({first:.200})", "check it") from None
    try:
        several = processes or max(1, int(ray.cluster_resources().get("CPU", 1)))
        ray.data.DataContext.get_current().enable_progress_bars = False
        rows = ray.data.from_items(
            [{"shard": asked(shard)} for shard in shards], override_num_blocks=min(len(shards), _BLOCKS)
        )
        made = rows.map(
            Actor,
            fn_constructor_args=(json.dumps(encode(job)),),
            compute=ray.data.ActorPoolStrategy(size=min(several, len(shards))),
            num_cpus=1,
        )
        for row in made.iter_rows():
            yield heard(decode(Shard, json.loads(row["shard"])), row["answer"])
    except IndexProblem:
        raise
    except Exception as error:  # Ray's own, many of them, when it has given up
        problem = f"the Ray cluster {address} gave up ({type(error).__name__})"
        raise ClusterUnavailable(problem, "run it again: what is done stays") from error
    finally:
        ray.shutdown()
