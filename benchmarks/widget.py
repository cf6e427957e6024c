"""What the widget costs a page and its readers: bytes, requests, and the time to a button, a box and an answer.

The assistant serves the shipped edition, and the newsletter's page with the strict policy is another host on this
machine. On the slow line the browser is held to 1.6 Mbit/s and 150 ms, its processor to a quarter. Times are those of
the page's own clock, from the event to the next frame that shows its outcome.

Usage: python benchmarks/widget.py [--runs N] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Browser, Page, Request, sync_playwright

from assistant import server
from assistant.widget import script
from tests.browser import hosts
from tests.browser.conftest import ARGUMENTS, NAMES

ROOT = Path(__file__).resolve().parents[1]
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}  # bytes a second
QUESTIONS = (
    "how fast did Xiaomi reach 10k vs XPeng?",
    "what is NIO's gross margin?",
    "How many monthly active users does Xiaomi have?",
    "Who is Lei Jun?",
    "What are the risks?",
)
# From the event to the frame in which the widget shows what is wanted.
CLICK = """(wanted) => new Promise((done) => {
  const root = document.querySelector("article-assistant").shadowRoot;
  const start = performance.now();
  root.querySelector(".launch").click();
  (function look() {
    if (root.activeElement?.matches(wanted)) done(performance.now() - start);
    else requestAnimationFrame(look);
  })();
})"""
ASK = """(question) => new Promise((done) => {
  const root = document.querySelector("article-assistant").shadowRoot;
  const box = root.querySelector("textarea");
  const before = root.querySelectorAll(".statement").length;
  box.value = question;
  const start = performance.now();
  root.querySelector("form.ask .go").click();
  (function look() {
    if (root.querySelectorAll(".statement").length > before) done(performance.now() - start);
    else requestAnimationFrame(look);
  })();
})"""
# Run before anything of the page: notes when the button comes in.
WATCH = """new MutationObserver(() => {
  if (!window.buttonAt && document.querySelector("article-assistant")) window.buttonAt = performance.now();
}).observe(document, { childList: true, subtree: true })"""
# Milliseconds from opening the page, and from asking for the script, to the button.
BUTTON = """() => {
  const [script] = performance.getEntriesByType("resource").filter((one) => one.name.endsWith("/widget.js"));
  return [window.buttonAt, window.buttonAt - script.startTime];
}"""


@contextmanager
def assistant(origin: str) -> Iterator[str]:
    """The chat's server over the shipped edition, ready to answer."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, str(ROOT / "ui.py"), "--data", data, "--no-open", "--port", "0"]
        process = subprocess.Popen([*command, "--allow-origin", origin], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            yield next(part for part in process.stdout.readline().split() if part.startswith("http"))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)


def visit(browser: Browser, host: str, *, slow: bool) -> tuple[Page, list[Request], list[float]]:
    """Open the newsletter in a fresh profile; return the page, its requests and what `BUTTON` measures."""
    page = browser.new_context(viewport={"width": 390, "height": 844} if slow else None).new_page()
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    if slow:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(WATCH)
    page.goto(host, wait_until="networkidle")
    return page, requests, page.evaluate(BUTTON)


def measured(browser: Browser, host: str, site: str, runs: int, *, slow: bool) -> dict[str, Any]:
    """Return medians in milliseconds over fresh profiles, and the requests to the assistant."""
    opening, buttons, boxes, first, later, counts = [], [], [], [], [], set()
    for _ in range(runs):
        page, requests, (opened, button) = visit(browser, host, slow=slow)

        def asked(made: list[Request] = requests) -> int:
            return sum(request.url.startswith(site) for request in made)

        before = asked()
        boxes.append(float(page.evaluate(CLICK, "textarea")))
        time.sleep(0.3)
        counts.add((before, asked() - before))
        times = [float(page.evaluate(ASK, question)) for question in QUESTIONS]
        opening.append(opened)
        buttons.append(button)
        first.append(times[0])
        later += times[1:]
        page.context.close()
    names = ("page to button", "script to button", "click to box", "first question to answer", "later ones")
    values = (opening, buttons, boxes, first, later)
    return {
        "requests": sorted(counts),
        "median_ms": {name: round(statistics.median(some)) for name, some in zip(names, values, strict=True)},
        "most_ms": {name: round(max(some)) for name, some in zip(names, values, strict=True)},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="fresh profiles on each line")
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    options = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, NAMES)))
    listener = server.listen("127.0.0.1", 0)
    host = server.address(listener)
    with assistant(host) as site, hosts.serving(hosts.application(site), listener), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        measured(browser, host, site, 1, slow=False)  # answers are kept ready after this: a warm server
        told = {
            "script": {"bytes": len(script().body), "gzipped": len(script().gzipped)},
            "this machine": measured(browser, host, site, options.runs, slow=False),
            "slow line": measured(browser, host, site, options.runs, slow=True),
            "uncached question": uncached(browser, host),
        }
        browser.close()
    print(json.dumps(told, indent=2))
    if options.json:
        options.json.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def uncached(browser: Browser, host: str) -> dict[str, int]:
    """Return milliseconds to answers of questions that nobody has asked yet, on this machine."""
    page, _, _ = visit(browser, host, slow=False)
    page.evaluate(CLICK, "textarea")
    times = sorted(float(page.evaluate(ASK, f"{question} please tell me")) for question in QUESTIONS)
    page.context.close()
    return {"median_ms": round(statistics.median(times)), "most_ms": round(times[-1])}


if __name__ == "__main__":
    main()
