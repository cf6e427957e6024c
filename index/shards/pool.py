"""Shards are made by processes of this machine, each with its share of the processors."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress

from documents.codec import decode, encode
from documents.frames import receive, send
from documents.workers import Lost, Workers
from index import runtime
from index.shards.maker import Job, Made, Maker, asked, heard
from index.shards.plan import Shard

_MOST = 1 << 30  # bytes of a shard's description
_TRIES = 2  # with a shard over which a process is lost: it may have been ended for what others took of the memory
_PROGRAM = (
    "import json,sys;a=json.loads(sys.argv[1]);sys.path[:]=a['path'];"
    "from index.shards.pool import main;main(a['parent'],a['job'])"
)


def run(shards: Sequence[Shard], job: Job, processes: int | None = None) -> Generator[Made, None, None]:
    """Yield each shard as it is made, by so many processes; the default is one a processor.

    Raises what `Maker` raises. However it ends, and with whoever runs it, so do the processes.
    """
    cores = runtime.threads()
    several = max(1, min(processes or cores, len(shards)))
    workers = Workers(_PROGRAM, {"job": encode(job)}, {"OMP_NUM_THREADS": str(max(1, cores // several))})
    threads = ThreadPoolExecutor(several)
    waiting = iter(shards)
    pending: set[Future[Made]] = set()
    try:
        while True:
            while len(pending) < 2 * several and (shard := next(waiting, None)) is not None:
                pending.add(threads.submit(_made, workers, shard))
            if not pending:
                return
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for one in done:
                yield one.result()
    finally:
        workers.close()
        threads.shutdown(cancel_futures=True)


def _made(workers: Workers, shard: Shard) -> Made:
    problem = ""
    for _ in range(_TRIES):
        try:
            return heard(shard, workers.ask(asked(shard).encode("ascii")).decode("ascii"))
        except Lost as lost:
            problem = str(lost)
    return Made(shard, problem=problem)


def main(parent: int, job: dict[str, object]) -> None:
    """Make one shard after another until there is none left."""
    import signal

    from documents.child import die_with, pipes

    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all of them; the one that asks ends the others
    runtime.prepare()
    requests, replies = pipes()
    maker = Maker(decode(Job, job))
    with suppress(BrokenPipeError):
        while (piece := receive(requests, _MOST)) is not None:
            send(replies, maker.answer(piece.decode("ascii")).encode("ascii"))
    maker.close()
    os._exit(0)
