"""A real server and a real browser: the page over the shipped edition, and every request that it makes."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from assistant import server
from tests.browser import hosts
from tests.browser.widget_reader import Reader

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
START = 110  # seconds until the page is served: the first start embeds the edition on a slow machine
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
expect.set_options(timeout=15_000)  # what a page does within one second alone takes several beside other work
OPEN = re.compile(r"http://127\.0\.0\.1:\d+")


@pytest.fixture(scope="session")
def chromium() -> str:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"No Chromium is installed; CI needs one of: {', '.join(NAMES)}.")
        pytest.skip(f"The browser's tests need one of: {', '.join(NAMES)}.")
    return found


# One a file: Playwright's loop runs for as long as it is open, and tests of other files may want loops of their own.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


@pytest.fixture(scope="session")
def host_listener() -> Iterator[socket.socket]:
    """The port of another site; it is known before the assistant starts, which has to allow it."""
    with server.listen("127.0.0.1", 0) as listener:
        yield listener


@pytest.fixture(scope="session")
def site(
    chromium: str, data: Path, host_listener: socket.socket, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of `python ui.py` over the shipped edition; one other site may ask it."""
    command = [sys.executable, str(ROOT / "ui.py"), "--data", str(data), "--no-open"]
    command += ["--allow-origin", server.address(host_listener)]
    yield from serving(command, tmp_path_factory.mktemp("log") / "server.txt")


@pytest.fixture(scope="session")
def failing_site(site: str, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same, but for one question at which the engine raises; it opens the index that `site` has built."""
    command = [sys.executable, str(HERE / "failing.py"), str(data)]
    yield from serving(command, tmp_path_factory.mktemp("log") / "failing.txt", silent=False)


def serving(command: list[str], log: Path, *, silent: bool = True) -> Iterator[str]:
    """Start a server, wait until it answers, and end that very process as Ctrl-C does: in peace and in silence."""
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
        try:
            address = answering(process, log)
            yield address
            with urllib.request.urlopen(f"{address}/gradio_api/heartbeat/still-open", timeout=10):
                process.send_signal(signal.SIGINT)
                assert process.wait(timeout=20) == 0
            written = log.read_text(encoding="utf-8")
            assert not silent or not re.search("traceback|error", written, re.IGNORECASE), written[-3000:]
        finally:
            process.kill()
            process.wait(timeout=20)


def answering(process: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        if found := OPEN.search(log.read_text(encoding="utf-8")):
            with urllib.request.urlopen(found[0], timeout=10) as response:
                assert response.status == 200
            return found[0]
        time.sleep(0.1)
    pytest.fail(f"The server did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")


class Visit:
    """A page with what it asked for: nothing may leave the host, nothing may fail, no script may break."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.elsewhere: list[str] = []
        self.faults: list[str] = []
        page.route("**/*", self._same_host)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        page.on("response", lambda answer: self.faults.append(answer.url) if answer.status >= 400 else None)

    def _same_host(self, route: Route) -> None:
        if route.request.url.startswith((self.site, "data:", "blob:")):
            route.continue_()
        else:
            self.elsewhere.append(route.request.url)
            route.abort()

    def open(self, path: str = "/") -> Page:
        self.page.goto(self.site + path)
        self.page.locator("#box textarea").wait_for()
        self.page.locator("#passage .sheet").wait_for(state="attached")
        return self.page

    def ask(self, question: str) -> Any:
        """Type a question, press Enter, and return the answer's element once it is there."""
        answer = self.page.locator(".answer").nth(self.page.locator(".answer").count())
        self.send(question)
        answer.wait_for()
        return answer

    def send(self, question: str) -> None:
        """Type a question and press Enter; a reader sees the box empty before typing the next one."""
        box = self.page.locator("#box textarea")
        box.fill(question)
        box.press("Enter")
        expect(box).to_have_value("")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open a fresh browser profile at an address; keywords go to the browser's context."""
    contexts = []
    visits = []

    def start(site: str, **options: Any) -> Visit:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(15_000)
        contexts.append(context)
        visits.append(Visit(context.new_page(), site))
        return visits[-1]

    yield start
    for context in contexts:
        context.close()
    for done in visits:
        assert done.elsewhere == []
        assert done.faults == []


@pytest.fixture(scope="session")
def host(site: str, host_listener: socket.socket) -> Iterator[str]:
    """The address of the newsletter, which the assistant allows."""
    with hosts.serving(hosts.application(site), host_listener):
        yield server.address(host_listener)


@pytest.fixture
def reader(browser: Browser, host: str, site: str) -> Iterator[Callable[..., Reader]]:
    contexts: list[Any] = []
    readers: list[Reader] = []

    def start(**options: Any) -> Reader:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(15_000)
        contexts.append(context)
        readers.append(Reader(context.new_page(), options.get("base_url", host), site))
        return readers[-1]

    yield start
    for one in readers:
        one.finish()
    for context in contexts:
        context.close()
