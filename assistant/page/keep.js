// Keeps the conversation over a reload and over a restart of the server: the receipt of its last answer, which holds the
// questions before it, and a question without an answer yet. Both lie in the state of the tab's own history entry, and
// nowhere else: another tab, another visit and the server know nothing of them.

const kept = () => history.state || {};
const keep = (what) => history.replaceState({ ...kept(), ...what }, "");
let conversed = false;

function noted() {
  const answers = [...document.querySelectorAll("#chat .answer")];
  if (answers.length === 0) {
    if (conversed && !one("#chat .question")) keep({ conversation: "", question: "" }); // started over
    return;
  }
  conversed = true;
  const tools = answers.map((answer) => one(".tools", answer)).filter(Boolean).pop();
  const receipt = tools ? tools.dataset.receipt : "";
  const open = document.querySelectorAll("#chat .question").length > answers.length;
  if (receipt !== kept().conversation || (!open && kept().question)) {
    keep({ conversation: receipt, ...(open ? {} : { question: "" }) });
  }
}
new MutationObserver(noted).observe(one("gradio-app"), { childList: true, subtree: true });

// A question that does not reach the server comes back into the box, and what is typed there is what a reload brings.
let unreached = false;
addEventListener("unreached", () => {
  unreached = true;
  const box = one("#box textarea");
  if (kept().question && box && !box.value) followLink(kept().question, 0, false);
});
document.addEventListener("input", (event) => {
  if (unreached && event.isTrusted && event.target.matches("#box textarea")) keep({ question: event.target.value });
});

if (kept().question) followLink(kept().question, PATIENCE, false);
