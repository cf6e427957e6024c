"""What the browser does before an event of the chat page is sent: functions in its own language, one an event."""

from __future__ import annotations

from assistant import settings

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
