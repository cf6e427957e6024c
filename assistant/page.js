// Runs once in the chat page, as the script of the panel beside the chat: `element` is the panel, `server` calls
// Python, `props.value` is what the panel shows. Opening a passage, focus and scrolling belong here, nothing else.

const GONE = `<section class="sheet" tabindex="0" aria-label="In the article"><div class="passage-head">
  <h2 tabindex="-1">Not opened</h2><button type="button" class="close" aria-label="Close the passage">Close</button></div>
  <div class="passage-text"><p>The assistant could not be reached. See that it is still running, then choose the source
  again.</p></div></section>`;
let opener = null;
let seen = 0;

const panel = () => document.getElementById("passage");
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

// Only the panel itself is scrolled: the conversation stays where the reader left it.
function showMark() {
  const frame = panel().querySelector(".sheet");
  const mark = frame && frame.querySelector("mark");
  if (!mark) return;
  const head = frame.querySelector(".passage-head");
  const room = frame.clientHeight - head.offsetHeight - mark.offsetHeight;
  const top = mark.getBoundingClientRect().top - frame.getBoundingClientRect().top + frame.scrollTop;
  frame.scrollTo({ top: top - head.offsetHeight - Math.max(16, room / 3) });
}

function settle(focus) {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    showMark();
    const title = panel().querySelector("h2");
    if (focus && title) title.focus({ preventScroll: true });
  }));
}

async function open(place, from) {
  opener = from;
  for (const old of document.querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
  from.setAttribute("aria-current", "true");
  // A call that does not reach the server may fail or give something that is no text.
  const shown = await server.open_passage([place.document, Number(place.start), Number(place.end)]).catch(() => null);
  props.value = typeof shown === "string" && shown ? shown : GONE;
  document.body.classList.add("passage-open");
  settle(true);
}

function close() {
  if (!document.body.classList.contains("passage-open")) return;
  document.body.classList.remove("passage-open");
  if (opener && opener.isConnected) opener.focus();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("#passage .close")) return close();
  const place = event.target.closest("[data-start]");
  if (!place || String(getSelection()).length > 0) return;
  open(place.dataset, place.querySelector("button") || place);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});

// A new answer brings its first passage with it; on a phone it waits until it is asked for.
watch("value", () => settle(false));

// The newest question goes to the top of the window, so that its answer is read from the beginning.
new MutationObserver(() => {
  const questions = document.querySelectorAll("#chat .question");
  const there = questions.length + document.querySelectorAll("#chat .answer").length;
  if (there > seen && questions.length > 1) {
    questions[questions.length - 1].scrollIntoView({ block: "start", behavior: calm() });
  }
  seen = there;
}).observe(document.querySelector("gradio-app"), { childList: true, subtree: true });

// A link with ?q= fills the box and asks, as soon as the box is there.
function followLink(text, tries) {
  const box = document.querySelector("#box textarea");
  const ask = document.querySelector("#box .submit-button");
  if (!box || !ask) {
    if (tries > 0) setTimeout(followLink, 100, text, tries - 1);
    return;
  }
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  setTimeout(() => ask.click(), 100);
}
const linked = new URLSearchParams(location.search).get("q");
if (linked) followLink(linked, 50);
