"""A reader of the newsletter: the page with what it asked for, what its policy forbade, and the widget's parts."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, Request, expect

RECORD = """addEventListener("securitypolicyviolation", (event) => (window.violations ??= []).push(
  `${event.effectiveDirective} ${event.blockedURI}`))"""
MARKED = "[...(CSS.highlights.get('article-assistant') || [])].map(String).join()"


class Reader:
    """A fresh profile on the newsletter."""

    def __init__(self, page: Page, host: str, site: str) -> None:
        self.page = page
        self.host = host
        self.site = site
        self.requests: list[Request] = []
        self.faults: list[str] = []
        self.may_fail = False
        page.add_init_script(RECORD)
        page.on("request", lambda request: self.requests.append(request))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)

    def visit(self, path: str = "/") -> Page:
        self.page.goto(self.host + path)
        self.launch.wait_for()
        return self.page

    @property
    def launch(self) -> Locator:
        return self.page.locator("article-assistant .launch")

    @property
    def panel(self) -> Locator:
        return self.page.locator("article-assistant dialog")

    @property
    def box(self) -> Locator:
        return self.panel.locator("textarea")

    @property
    def turns(self) -> Locator:
        return self.panel.locator("article")

    def open(self, path: str = "/") -> Page:
        self.visit(path)
        self.launch.click()
        expect(self.box).to_be_focused()
        return self.page

    def send(self, question: str) -> Locator:
        """Ask, and return the element of the question and its answer."""
        turn = self.turns.nth(self.turns.count())
        self.box.fill(question)
        self.box.press("Enter")
        expect(self.box).to_have_value("")
        turn.wait_for()
        return turn

    def ask(self, question: str) -> Locator:
        """Ask, and return the same once the answer is there."""
        turn = self.send(question)
        turn.locator(".statement").wait_for()
        return turn

    def to_the_assistant(self) -> list[Request]:
        return [request for request in self.requests if request.url.startswith(self.site)]

    def marked(self) -> str:
        """What is highlighted in the page."""
        return str(self.page.evaluate(MARKED))

    def focus(self) -> str:
        """The class, or else the name, of what has the focus within the widget."""
        script = """() => { const at = document.activeElement.shadowRoot?.activeElement;
          return at ? at.className || at.localName : document.activeElement.localName; }"""
        return str(self.page.evaluate(script))

    def finish(self) -> None:
        """Nothing went to third parties, nothing was forbidden, nothing is left behind."""
        elsewhere = [
            request.url for request in self.requests if not request.url.startswith((self.host, self.site, "data:"))
        ]
        assert elsewhere == []
        assert self.page.evaluate("window.violations || []") == []
        state: Any = self.page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]")
        assert state == ["", 0, 0]
        assert self.page.context.cookies() == []
        if not self.may_fail:
            assert self.faults == []
