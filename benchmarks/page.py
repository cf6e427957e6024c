"""The chat page in a browser: its weight, when it can be used, and how long a question takes, here and on a slow line.

    python benchmarks/page.py

Serves the shipped edition on 127.0.0.1, opens it in an installed Chromium with an empty cache, and prints a table. The
slow line is 1.6 Mbit/s with a round trip of 150 ms, before a processor slowed four times.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUESTIONS = (
    "How fast did Xiaomi reach 10k vs XPeng?",
    "What is the gross margin of the car business?",
    "How does the YU7 compare with the SU7 on wait time?",
    "What is NIO's gross margin?",
)
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 1.6e6 / 8}
ROUNDS = 3


@contextmanager
def served() -> Iterator[str]:
    """Yield the address of the chat over the shipped edition."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, str(ROOT / "ui.py"), "--data", data, "--no-open", "--port", "0"]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            for line in process.stdout:
                if found := re.search(r"http://[\d.:]+", line):
                    yield found[0]
                    break
        finally:
            process.terminate()
            process.wait(timeout=20)


def visit(browser: Browser, site: str, slow: bool) -> tuple[float, int, int, list[float]]:
    """Return milliseconds until the box takes text, requests, bytes, and milliseconds of each question."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    if slow:
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", SLOW)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    start = time.perf_counter()
    page.goto(site)
    page.locator("#suggestions button").first.wait_for()
    ready = (time.perf_counter() - start) * 1000
    page.wait_for_timeout(500)
    weight, requests = sum(sizes), len(sizes)
    asked = [ask(page, question) for question in QUESTIONS]
    context.close()
    return ready, requests, weight, asked


def ask(page: Page, question: str) -> float:
    """Return milliseconds from Enter to the answer on the page."""
    count = page.locator(".answer").count()
    box = page.locator("#box textarea")
    box.fill(question)
    start = time.perf_counter()
    box.press("Enter")
    page.locator(".answer").nth(count).wait_for()
    return (time.perf_counter() - start) * 1000


def main() -> int:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        print(f"This needs a browser: one of {', '.join(NAMES)}.", file=sys.stderr)
        return 1
    print("| line | requests | kB | usable after ms | first answer ms | further answers ms |")
    print("|---|---|---|---|---|---|")
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for slow in (False, True):
            rounds = [visit(browser, site, slow) for _ in range(ROUNDS)]
            ready, requests, weight = (statistics.median(one[i] for one in rounds) for i in range(3))  # type: ignore[type-var]
            first = statistics.median(one[3][0] for one in rounds)
            later = statistics.median(value for one in rounds for value in one[3][1:])
            name = "slow" if slow else "this machine"
            print(f"| {name} | {requests} | {weight / 1000:.0f} | {ready:.0f} | {first:.0f} | {later:.0f} |")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
