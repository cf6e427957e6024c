"""Hostile articles in the page, in a real browser: nothing runs, nothing is fetched, nothing is blocked for them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.torture import hostile_articles
from benchmarks.torture.types import Outcome, Run

ROOT = Path(__file__).parents[2]
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
_START = 240.0  # seconds until the page is served, on a machine that does other things as well
_PATIENCE = 60_000  # milliseconds for an answer
_TOGETHER = 30  # articles behind one server: a page keeps 40 questions
_SHOWN = 5
_PROMISE = "in Chromium no article opens a dialog, asks another host, runs, or is stopped by the policy"


def opened(run: Run, count: int) -> Outcome:
    """Ask about hostile articles in the page, open their sources, and note what happens beside."""
    path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        return Outcome(_PROMISE, count, count, "", (f"no Chromium is installed; one of {', '.join(_BROWSERS)}",))
    from playwright.sync_api import sync_playwright

    rng = run.random("browser")
    events: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        for first in range(0, count, _TOGETHER):
            folder = run.folder / f"pages-{first}"
            (folder / "documents").mkdir(parents=True)
            for number in range(first, min(first + _TOGETHER, count)):
                name, text = hostile_articles.article(rng, number)
                (folder / "documents" / name).write_text(text, encoding="utf-8")
            events += _served(folder, browser)
        browser.close()
    return Outcome(_PROMISE, count, len(events), "", tuple(events[:_SHOWN]))


def _served(folder: Path, browser: Any) -> list[str]:
    """Serve the page over a folder's articles and visit it; the server ends with the visit."""
    command = [sys.executable, "-m", "assistant", "chat", "--documents", str(folder / "documents")]
    command += ["--data", str(folder / "data"), "--port", "0", "--no-open"]
    command += ["--per-minute", "10000", "--burst", "10000"]
    log = folder / "log.txt"
    with log.open("wb") as written:
        server = subprocess.Popen(command, cwd=ROOT, stdout=written, stderr=subprocess.STDOUT)
    try:
        return visited(browser.new_page(), _address(server, log), len(list((folder / "documents").iterdir())))
    except Exception as problem:  # the page did not come or did not answer
        return [f"{problem!r}: {log.read_text(encoding='utf-8', errors='replace')[-500:]}"]
    finally:
        server.kill()
        server.wait()


def visited(page: Any, site: str, count: int) -> list[str]:
    """Ask about each article and open what the answer rests on; return what happened that should not have."""
    events: list[str] = []

    def same_host(route: Any) -> None:
        if route.request.url.startswith((site, "data:", "blob:")):
            route.continue_()
        else:
            events.append(f"asked for {route.request.url}")
            route.abort()

    page.route("**/*", same_host)
    page.on("dialog", lambda dialog: (events.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: events.append(f"script {error}"))
    page.on("console", lambda line: events.append(f"console {line.text}") if line.type == "error" else None)
    page.set_default_timeout(_PATIENCE)
    page.goto(site)
    page.locator("#passage .sheet").wait_for(state="attached")
    choices = page.locator("#scope select option")
    for at in range(count):
        if at + 1 < choices.count():
            page.locator("#scope select").select_option(index=at + 1)
        box = page.locator("#box textarea")
        box.fill(hostile_articles.ASKED[at % len(hostile_articles.ASKED)])
        box.press("Enter")
        page.locator("#chat .answer").nth(at).wait_for()
        source = page.locator("#chat .answer").nth(at).locator(".sources .where")
        if source.count():
            source.first.click()
            page.locator("#passage mark").first.wait_for(state="attached")
    made = page.locator("#chat img, #chat iframe, #chat script, #passage img, #passage iframe, #passage script")
    if made.count():
        events.append(f"{made.count()} elements that no answer has")
    page.locator("#tab-figures").click()
    page.locator("#ledger tbody tr").first.wait_for()
    page.close()
    return events


def _address(server: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + _START
    while time.monotonic() < end and server.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text(encoding="utf-8", errors="replace")):
            return found[0]
        time.sleep(0.1)
    raise RuntimeError("the page was not served")
