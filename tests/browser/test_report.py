"""The report of an evaluation in a real browser: readable by all, on a phone, in the dark, and it asks for nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from assistant.evals import report
from assistant.evals.compare import compare
from assistant.evals.page import page
from assistant.evals.run import summed
from tests.assistant.evals.cases import answer, asked, judged
from tests.browser.test_access import RULES, overflow

HOSTILE = "<script>document.title = 'taken'</script>" + "unbroken" * 40
SCREENS = {"desktop": {"width": 1200, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    kinds = ("who", "why", "compute")
    cars = "It carries forty cars."
    rows = [asked(f"q-{kind}", question=f"{kind}? {HOSTILE}", kind=kind, op=kind, evidence=(cars,)) for kind in kinds]
    bad = [judged(row, answer("Nobody knows.", status="not_found", confidence=0.1)) for row in rows]
    good = [judged(row, answer(HOSTILE, cars, confidence=0.9)) for row in rows[:2]]
    earlier = report.as_dict(summed("ferry", bad, "0"), {}, (), None)
    found = summed("ferry", [*good, bad[2]], "1", (HOSTILE,))
    floors = {"ALL": Decimal("0.9"), "evidence": Decimal("0.5"), "calibration_error": Decimal("0.1")}
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page(found, floors, ("ferry: ALL is low.",), compare(found, earlier)), encoding="utf-8")
    return path.as_uri()


# Colours depend on the scheme and places on the window; each of either is looked at once.
@pytest.mark.parametrize(("screen", "scheme"), [("desktop", "dark"), ("phone", "light")])
def test_the_report_is_readable_and_quiet(browser: Browser, written: str, screen: str, scheme: str) -> None:
    context = browser.new_context(viewport=SCREENS[screen], color_scheme=scheme)  # type: ignore[arg-type]
    shown = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    shown.on("request", lambda request: requests.append(request.url))
    shown.on("console", lambda message: complaints.append(message.text))
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.goto(written)
    for number in range(shown.locator("details").count()):
        shown.locator("summary").nth(number).click()
    assert shown.title() == "Evaluation of ferry"
    assert overflow(shown) <= 0
    assert (requests, complaints) == ([written], [])
    found = Axe().run(shown, options=RULES)
    assert not found.response["violations"], found.generate_report()
    context.close()
