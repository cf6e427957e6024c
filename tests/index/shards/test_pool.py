"""Processes make what one makes, whoever is lost or stopped, and none is left over. So does Ray."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from assistant import cli
from index.embedders import named
from index.errors import ClusterUnavailable, DiskFull
from index.shards import on_ray, pool
from index.shards.maker import Job, Maker
from index.shards.plan import Plan, planned
from tests.index.shards.archives import archive, files_of, job, whole

ROOT = Path(__file__).parents[3]
MODEL = "all-MiniLM-L6-v2"
SHARDS = 5
PATIENCE = 60.0  # seconds, on a machine that is busy


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters") / "letters"
    archive(folder, SHARDS)
    return folder


@pytest.fixture(scope="module")
def plan(letters: Path) -> Plan:
    return planned(letters, named(MODEL).id)


@pytest.fixture(scope="module")
def expected(letters: Path, plan: Plan, models: Path, exported_model, tmp_path_factory) -> dict[str, bytes]:
    """What one process makes of them, one after another."""
    shards = tmp_path_factory.mktemp("expected")
    maker = Maker(job(letters, shards, models))
    for shard in plan.shards:
        assert maker(shard).embedded
    return files_of(shards)


@pytest.fixture
def work(letters: Path, tmp_path: Path, models: Path, expected: dict[str, bytes]) -> Job:
    return job(letters, tmp_path / "shards", models)


def instead(monkeypatch: pytest.MonkeyPatch, statement: str) -> None:
    """Have each process do something before it begins."""
    start, told = pool._PROGRAM.split("from index.shards.pool", 1)
    monkeypatch.setattr(pool, "_PROGRAM", f"{start}{statement};from index.shards.pool{told}")


@pytest.mark.parametrize("processes", [1, 2])
def test_processes_leave_the_same_bytes(work: Job, plan: Plan, expected: dict[str, bytes], processes: int) -> None:
    made = list(pool.run(plan.shards, work, processes))
    assert {one.shard.name for one in made} == {shard.name for shard in plan.shards}
    assert all(one.embedded and not one.problem for one in made)
    assert files_of(Path(work.shards)) == expected


def test_the_processors_are_shared_out(work: Job, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "6")
    given: list[Mapping[str, str]] = []

    class Noted:
        def __init__(self, program: str, job: object, environment: Mapping[str, str]) -> None:
            given.append(environment)

        def ask(self, piece: bytes) -> bytes:
            return b'{"embedded": 1}'

        def close(self) -> None:
            pass

    monkeypatch.setattr(pool, "Workers", Noted)
    for processes in (2, None, 9):  # of nine, five have something to do
        assert len(list(pool.run(plan.shards, work, processes))) == SHARDS
    assert [one["OMP_NUM_THREADS"] for one in given] == ["3", "1", "1"]
    assert list(pool.run((), work)) == []


def test_a_process_that_is_lost_costs_its_shard_only(
    work: Job, plan: Plan, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    fatal = plan.shards[1]
    dies = f"f=lambda s,p:os._exit(9) if {fatal.name!r} in p else w(s,p)"
    instead(monkeypatch, f"import os,index.shards.maker as m;w=m.Maker.answer;{dies};m.Maker.answer=f")
    made = {one.shard.name: one for one in pool.run(plan.shards, work, 2)}
    assert made[fatal.name].problem == "its process ended with 9"
    assert [name for name, one in made.items() if one.problem] == [fatal.name]
    assert files_of(Path(work.shards)) == {
        path: data for path, data in expected.items() if not path.startswith(fatal.name)
    }


def test_what_the_next_shard_would_meet_too_ends_the_run(
    work: Job, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = "(_ for _ in ()).throw(e.DiskFull('full','x'))"
    instead(monkeypatch, f"import index.shards.disk as d,index.errors as e;d.write=lambda *a:{full}")
    with pytest.raises(DiskFull):
        list(pool.run(plan.shards, work, 2))


def test_who_stops_listening_leaves_no_process(work: Job, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def popen(*given, **others) -> subprocess.Popen[bytes]:
        started.append(real(*given, **others))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", popen)
    made = pool.run(plan.shards, work, 2)
    assert next(made).embedded
    made.close()
    assert len(started) >= 1
    assert all(process.poll() is not None for process in started)


def test_a_machine_without_ray_is_one_line(work: Job, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ClusterUnavailable, match=r"Ray cannot be imported"):
        list(on_ray.run(plan.shards, work, "auto"))


class Rows:
    """What the adapter asks of `ray.data`, in this process: rows in any order, each actor used for many of them."""

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        self._rows, self._actors = rows, list[Callable[[Mapping[str, str]], dict[str, str]]]()

    def map(self, kind: type, *, fn_constructor_args: Sequence[str], compute: int, num_cpus: int) -> Rows:
        assert num_cpus == 1
        self._actors = [kind(*fn_constructor_args) for _ in range(compute)]
        return self

    def iter_rows(self) -> Iterator[dict[str, str]]:
        for number, row in enumerate(reversed(self._rows)):
            yield self._actors[number % len(self._actors)](dict(row))


def in_place_of_ray(monkeypatch: pytest.MonkeyPatch) -> None:
    ray, data = ModuleType("ray"), ModuleType("ray.data")
    ray.init = lambda **options: None  # type: ignore[attr-defined]
    ray.shutdown = lambda: None  # type: ignore[attr-defined]
    ray.cluster_resources = lambda: {"CPU": 2.0}  # type: ignore[attr-defined]
    ray.data = data  # type: ignore[attr-defined]
    data.from_items = lambda rows, override_num_blocks: Rows(rows)  # type: ignore[attr-defined]
    data.ActorPoolStrategy = lambda size: size  # type: ignore[attr-defined]
    data.DataContext = SimpleNamespace(get_current=SimpleNamespace)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ray", ray)
    monkeypatch.setitem(sys.modules, "ray.data", data)


# Ray is installed where somebody uses it; the adapter's own part is tested everywhere.
@pytest.mark.parametrize("real", [False, True] if find_spec("ray") else [False])
@pytest.mark.filterwarnings("default")  # of Ray's own making
def test_ray_leaves_the_same_bytes(
    work: Job, plan: Plan, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, real: bool
) -> None:
    for name in on_ray.SETTINGS:
        monkeypatch.setenv(name, "")  # and as it was, when this is over
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    if not real:
        in_place_of_ray(monkeypatch)
    made = list(on_ray.run(plan.shards, work, on_ray.HERE, 2))
    assert {one.shard for one in made} == set(plan.shards)
    assert all(one.embedded and not one.problem for one in made)
    assert files_of(Path(work.shards)) == expected


def command(folder: Path, documents: Path) -> list[str]:
    """The command line for an archive in a folder of its own."""
    return ["archive", "--at", str(folder / "at"), "--documents", str(documents), "--data", str(folder / "data")]


def started(folder: Path, documents: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "assistant", *command(folder, documents), "--processes", "2"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def session(leader: int) -> list[int]:
    """The processes that a command has started and that still live."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = path.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(parts[3]) == leader and parts[0] not in "ZX":
            found.append(int(path.parent.name))
    return found


def test_a_run_that_is_stopped_goes_on_where_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], exported_model
) -> None:
    """At whatever it is then, thrice, and in whatever way."""
    letters = tmp_path / "letters"
    total = len(archive(letters, 20, sentences=50))
    done, before = set[str](), dict[str, bytes]()
    for number, status in ((signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -9)):
        process = started(tmp_path, letters)
        end = time.monotonic() + PATIENCE
        while not (found := list((tmp_path / "data").glob("*/shards"))) or not whole(found[0]) - done:
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < end
            time.sleep(0.01)
        time.sleep(random.uniform(0, 0.2))
        os.kill(process.pid, number)
        _, told = process.communicate(timeout=PATIENCE)
        assert process.returncode == status, told
        assert "Traceback" not in told
        while session(process.pid):
            assert time.monotonic() < end, "a process is left over"
            time.sleep(0.02)
        shards = found[0]
        assert done < whole(shards)
        done = whole(shards)
        after = files_of(shards)
        assert {path: after.get(path) for path in before} == before
        before = {path: data for path, data in after.items() if path.partition("/")[0] in done and "/." not in path}
    assert len(done) < total, "each was stopped in the middle"

    assert cli.run(command(tmp_path, letters)) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{total - len(done)} of {total} shards made, ")
    after = files_of(shards)
    assert {path: after.get(path) for path in before} == before
    assert len(whole(shards)) == total
    assert not [path for path in after if "/." in path], "what stopped runs left is swept"
    assert second.startswith("The collection holds ")
