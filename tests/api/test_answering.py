"""Processes that answer: the same bytes from each, a lost one replaced, none left over, one generation an answer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from assistant import server
from assistant.api import answering
from assistant.api import app as api
from assistant.api.answerer import Generations
from assistant.api.answering import Answerer, Answerers, Lost
from assistant.api.service import Service
from assistant.pipeline import Assistant
from assistant.serving.rules import Rules
from index.update import update
from tests.api.conftest import LIFTS, app_of, write
from tests.serving.conftest import WAIT, Inner, Running

FOUR = 4
QUESTION = "Which lift was faster to 2,000 guests?"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def answerers(service: Service) -> Iterator[Answerers]:
    assert service.assistant.library is not None
    found = Answerers(FOUR, service.assistant.library)
    yield found
    begun = time.monotonic()
    found.close()
    assert time.monotonic() - begun < 8
    assert not any(map(alive, (one.pid for one in found.all)))


def alive(pid: int) -> bool:
    """Say whether there is such a process that still does something."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2][1] not in "ZX"
    except OSError:
        return False


def wait_for_end(pid: int) -> None:
    end = time.monotonic() + WAIT
    while alive(pid):
        assert time.monotonic() < end, f"process {pid} is still there"
        time.sleep(0.02)


def test_four_processes_behind_one_port_give_the_same_bytes(
    service: Service, answerers: Answerers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was asked of which process before, and however many ask at once."""
    answered: list[int] = []
    asked = Answerer.asked

    def noted(one: Answerer, piece: bytes) -> tuple[str, object]:
        answered.append(one.pid)
        return asked(one, piece)

    monkeypatch.setattr(Answerer, "asked", noted)
    app = server.new_app(rules=Rules(at_once=FOUR))
    api.mount(app, lambda: Service(service.assistant, None, answerers))  # a new one each time: nothing is remembered
    ready, listener = threading.Event(), server.listen("127.0.0.1", 0)
    made: uvicorn.Server = server.prepared(app, ready.set)
    thread = threading.Thread(target=made.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    assert ready.wait(WAIT)
    running = Running(listener.getsockname()[1], Inner(), made)
    path = f"/api/v1/ask?q={QUESTION.replace(' ', '%20')}"
    try:
        with ThreadPoolExecutor(FOUR) as readers:
            found = list(readers.map(lambda n: running.get(path if n % 2 else "/api/v1/ask?q=Hello"), range(6 * FOUR)))
    finally:
        made.should_exit = True
        thread.join(WAIT)
    assert {reply.status for reply in found} == {200}
    assert len({reply.text for reply in found}) == 2
    assert set(answered) == {one.pid for one in answerers.all}
    with TestClient(app_of(service)) as client:
        assert client.get(path).content == found[1].text.encode("latin-1")


def test_a_lost_process_is_replaced_and_its_question_answered(service: Service, answerers: Answerers) -> None:
    before = [one.pid for one in answerers.all]
    expected = service.assistant.ask(QUESTION)
    for pid in before:
        os.kill(pid, signal.SIGSTOP)  # in the middle of an answer
    found: list[object] = []
    asking = threading.Thread(target=lambda: found.append(answerers(service.assistant, "ask", QUESTION, (), None)))
    asking.start()
    end = time.monotonic() + WAIT
    while not (busy := [one for one in answerers.all if one.busy]):
        assert time.monotonic() < end
        time.sleep(0.01)
    os.kill(busy[0].pid, signal.SIGKILL)
    for pid in set(before) - {busy[0].pid}:
        os.kill(pid, signal.SIGCONT)
    asking.join(WAIT)
    assert found == [expected]
    assert sum(one.pid not in before for one in answerers.all) == 1


def test_one_that_is_ended_while_it_waits_is_replaced_too(service: Service, answerers: Answerers) -> None:
    answerers(service.assistant, "examples", 1, None)
    idle = next(one for one in answerers.all if one.is_ready)
    gone = idle.pid
    os.kill(gone, signal.SIGKILL)
    end = time.monotonic() + WAIT
    while idle.pid == gone:
        assert time.monotonic() < end
        time.sleep(0.02)


def test_an_answer_that_takes_too_long_ends_its_process(
    service: Service, answerers: Answerers, monkeypatch: pytest.MonkeyPatch
) -> None:
    answerers(service.assistant, "examples", 1, None)
    idle = next(one for one in answerers.all if one.is_ready)
    slow = idle.pid
    monkeypatch.setattr(idle, "seconds", 0.2)
    os.kill(slow, signal.SIGSTOP)
    with pytest.raises(Lost) as lost:
        idle.asked(b"")
    assert lost.value.late
    wait_for_end(slow)


@pytest.mark.parametrize(
    ("late", "status", "code", "tries"), [(False, 503, "unavailable", 2), (True, 504, "too_slow", 1)]
)
def test_a_question_over_which_processes_are_lost_is_put_off(
    service: Service, answerers: Answerers, monkeypatch: pytest.MonkeyPatch,
    late: bool, status: int, code: str, tries: int,
) -> None:  # fmt: skip
    asked: list[bytes] = []

    def lost(one: Answerer, piece: bytes) -> tuple[str, object]:
        asked.append(piece)
        raise Lost(late=late)

    monkeypatch.setattr(Answerer, "asked", lost)
    with TestClient(app_of(Service(service.assistant, None, answerers))) as client:
        reply = client.get("/api/v1/ask", params={"q": QUESTION})
    assert (reply.status_code, reply.json()["code"], len(asked)) == (status, code, tries)
    assert reply.headers.get("retry-after") == ("5" if status == 503 else None)


def test_a_fault_in_a_process_is_a_fault_here_and_ends_nothing(service: Service, answerers: Answerers) -> None:
    with pytest.raises(RuntimeError, match="in the process that answers"):
        answerers(service.assistant, "ask", None, (), None)
    assert answerers(service.assistant, "ask", QUESTION, (), None) == service.assistant.ask(QUESTION)


def test_no_process_outlives_the_one_that_serves(service: Service) -> None:
    """Be it killed: nobody is left to end them."""
    program = (
        "import sys,time;from pathlib import Path;from assistant.api.answering import Answerers;"
        "made=Answerers(2,Path(sys.argv[1]));print(*(one.pid for one in made.all),flush=True);time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(service.assistant.library)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    children = list(map(int, parent.stdout.readline().split()))
    assert len(children) == 2
    os.kill(children[0], signal.SIGINT)  # as Ctrl-C in a terminal, which goes to all: answers are finished
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for pid in children:
        wait_for_end(pid)


def test_each_answer_is_of_the_generation_that_is_asked_for(service: Service, tmp_path: Path) -> None:
    write(tmp_path / "articles", lifts=LIFTS)
    first = update(tmp_path / "articles", tmp_path / "data")
    generations = Generations(first.library)
    old = generations.of(first.generation)
    assert old is not None
    write(tmp_path / "articles", lifts=LIFTS.replace("€18", "€19"))
    second = update(tmp_path / "articles", tmp_path / "data")
    new = generations.of(second.generation)
    assert new is not None
    assert new.index.encoder is old.index.encoder
    assert generations.of(first.generation) is old
    assert generations.of("0" * 64) is None
    write(tmp_path / "articles", lifts=LIFTS.replace("€18", "€20"))
    assert generations.of(update(tmp_path / "articles", tmp_path / "data").generation) is not None
    assert generations.of(first.generation) is None


def test_what_the_processes_no_longer_have_is_answered_here(service: Service, answerers: Answerers) -> None:
    """A page that still answers with the generation before, and a process that was started since."""
    other = replace(service.assistant.index.manifest, generation="f" * 64)
    older = Assistant(replace(service.assistant.index, manifest=other), library=service.assistant.library)
    assert answerers(older, "ask", QUESTION, (), None).generation == "f" * 64
    assert answering.here(older, "examples", 1, None) == older.examples(1)
