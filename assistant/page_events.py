"""What the browser does: the scripts and looks of the chat page, and what comes before each of its events."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from assistant import settings

_PAGE = Path(__file__).with_name("page")
_SCRIPTS = ("open", "tools", "typing", "ledger", "keep")  # one script for the browser

# What the browser does with a question before it is sent. Each takes and returns (text, turns, scope).
_SCOPE = '(document.querySelector("#scope select") || {}).value || ""'
# Until its answer is there, the question is kept for the case that the page has to come up again (`page/keep.js`).
_KEEP = 'history.replaceState({ ...history.state, question: text }, "")'
# The box is emptied at once, so that nothing typed while an answer is on its way is lost; what is too long stays.
TAKE = f"""(text, turns, scope) => {{
  const box = document.querySelector("#box textarea");
  if (text.length <= {settings.MAX_QUESTION} && box.value === text) {{
    box.value = "";
    box.dispatchEvent(new Event("input", {{ bubbles: true }}));
  }}
  {_KEEP};
  return [text, turns, {_SCOPE}];
}}"""
# A button that is pressed may go; the focus goes to the box, except where that would raise a keyboard on the screen.
CHOOSE = f"""(text, turns, scope) => {{
  if (matchMedia("(pointer: fine)").matches) document.querySelector("#box textarea").focus();
  {_KEEP};
  return [text, turns, {_SCOPE}];
}}"""
# A conversation that a reload broke off, else a link to an answer: the server makes it again while the page comes up.
# A link about an article chooses that.
LINKED = """(link, turns) => {
  const choice = document.querySelector("#scope select");
  const given = new URLSearchParams(location.search);
  if (choice) choice.value = given.get("document") || "";
  const kept = (history.state || {}).conversation;
  return [kept ? "kept:" + kept : given.get("a") || "", turns];
}"""


def head() -> str:
    """Return what stands in the page's head: its icon, its looks, and the script that has to be there first."""
    icon = quote(_read("icon.svg").strip())
    # As `css` Gradio would put its own container before every selector, and `html` or `.dark` would match nothing.
    looks = f"<style>{_read('page.css')}</style><script>{_read('busy.js')}</script>"
    return f'<link rel="icon" href="data:image/svg+xml,{icon}">{looks}'


def script() -> str:
    """Return the script of the page."""
    return "\n".join(_read(f"{name}.js") for name in _SCRIPTS)


def _read(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")
