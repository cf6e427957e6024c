// Opens an article at a sentence, switches between article and figures, and keeps focus and scrolling in order. Runs in
// the chat page with the other scripts of this folder as one: `server` calls Python, `props.value` is what #passage shows.

const GONE = `<section class="sheet" tabindex="0" aria-label="The article"><div class="passage-head">
  <h2 tabindex="-1">Not opened</h2><button type="button" class="close" aria-label="Close the passage">Close</button></div>
  <div class="passage-text"><p>The assistant could not be reached. See that it is still running, then choose the source
  again.</p></div></section>`;
const API = new URL("api/v1/", location.origin + location.pathname);
let opener = null;
let opened = 0;
let turned = 0; // times that the reader has chosen a tab
let behind = null; // an article that came when the reader had turned to the figures
const PATIENCE = 300; // tenths of a second until the box is there: on a slow line and machine it takes ten seconds
let seen = 0;

const one = (selector, within = document) => within.querySelector(selector);
const panel = () => document.getElementById("passage");
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

// Only the panel itself is scrolled: the conversation stays where the reader left it.
function showMark() {
  const frame = one(".sheet", panel());
  const mark = frame && one("mark", frame);
  if (!mark) return;
  const head = one(".passage-head", frame);
  const room = frame.clientHeight - head.offsetHeight - mark.offsetHeight;
  const top = mark.getBoundingClientRect().top - frame.getBoundingClientRect().top + frame.scrollTop;
  frame.scrollTo({ top: top - head.offsetHeight - Math.max(16, room / 3) });
}

function settle(focus) {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    showMark();
    const title = one("h2", panel());
    // A reader who types on meanwhile keeps the keys.
    const types = document.activeElement && document.activeElement.matches("textarea, input, select");
    if (focus && title && !types) title.focus({ preventScroll: true });
  }));
}

async function open(place, from) {
  const asked = ++opened;
  const before = turned;
  opener = from;
  for (const old of document.querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
  from.setAttribute("aria-current", "true");
  // A call that does not reach the server may fail or give something that is no text.
  const shown = await server.opened(place).catch(() => null);
  if (asked !== opened) return; // the reader has chosen another one meanwhile
  const value = typeof shown === "string" && shown ? shown : GONE;
  behind = turned === before ? null : value;
  if (behind === null) choose("article");
  props.value = value;
  raise();
  settle(behind === null);
}

// Where the panel comes up over the conversation it has an entry of its own in the tab's history, so that the phone's
// Back closes it and does not leave the page.
const lies = matchMedia("(max-width: 899px)");
const raised = () => document.body.classList.contains("passage-open");
const entered = () => Boolean((history.state || {}).sheet);
const enter = () => history.pushState({ ...history.state, sheet: true }, "");
let leaving = false; // closed by its button: the entry goes as well
let left = entered(); // an entry of before a reload, whose panel is closed

function raise() {
  document.body.classList.add("passage-open");
  left = false;
  if (lies.matches && !entered()) enter();
}

function lower() {
  document.body.classList.remove("passage-open");
  if (opener && opener.isConnected) opener.focus();
}

function close() {
  if (!raised()) return;
  lower();
  if (!entered()) return;
  leaving = true;
  history.back();
}

addEventListener("popstate", () => {
  if (leaving) {
    leaving = false;
    if (raised() && lies.matches) enter(); // another one was opened at once
  } else if (entered()) {
    document.body.classList.add("passage-open"); // Forward
  } else if (raised()) {
    lower();
  } else if (left) {
    left = false;
    return history.back();
  }
  noted(); // the entry below knows nothing yet of what was answered since
});

// The two tabs: the article, and its figures.
const tabs = () => [...document.querySelectorAll("#tabs [role=tab]")];

function choose(name, focus = false) {
  for (const tab of tabs()) {
    const chosen = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    const shown = document.getElementById(tab.getAttribute("aria-controls"));
    shown.classList.toggle("aside", !chosen);
    shown.setAttribute("role", "tabpanel");
    shown.setAttribute("aria-labelledby", tab.id);
    if (chosen && focus) tab.focus();
  }
  if (name === "figures") ledgerShown();
}

document.addEventListener("click", (event) => {
  const target = event.target;
  if (target.closest("#side .close")) return close();
  const tab = target.closest("#tabs [role=tab]");
  if (tab) {
    turned++;
    return choose(tab.id.slice(4));
  }
  const door = target.closest("[data-door]");
  if (door) {
    opener = door;
    turned++;
    choose(door.dataset.door);
    raise();
    one(door.dataset.door === "figures" ? "#ledger h2" : "#passage h2").focus({ preventScroll: true });
    return;
  }
  const article = target.closest("[data-article]");
  if (article) return open([article.dataset.article], article);
  if (target.closest("[data-library]")) return open([], target.closest("[data-library]"));
  const place = target.closest("[data-start]");
  if (!place || String(getSelection()).length > 0) return;
  const { document: wanted, start, end } = place.dataset;
  open([wanted, Number(start), Number(end)], one("button", place) || place);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  const tab = event.target.closest("#tabs [role=tab]");
  if (tab && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
    turned++;
    choose(tab.id === "tab-article" ? "figures" : "article", true);
  }
});

// A new answer brings its first passage with it; on a phone it waits until it is asked for.
watch("value", () => {
  if (props.value === behind) return;
  choose("article");
  settle(false);
});

// The newest question goes to the top of the window, so that its answer is read from the beginning.
new MutationObserver(() => {
  const questions = document.querySelectorAll("#chat .question");
  const there = questions.length + document.querySelectorAll("#chat .answer").length;
  if (there > seen && questions.length > 1) {
    questions[questions.length - 1].scrollIntoView({ block: "start", behavior: calm() });
  }
  seen = there;
}).observe(one("gradio-app"), { childList: true, subtree: true });

choose("article");

// A link with ?q= fills the box and asks, as soon as the box is there; not again where its answer is kept.
function followLink(text, tries, asks = true) {
  const box = one("#box textarea");
  const ask = one("#box .submit-button");
  if (!box || !ask) {
    if (tries > 0) setTimeout(followLink, 100, text, tries - 1, asks);
    return;
  }
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  if (asks) setTimeout(() => ask.click(), 100);
}
const linked = new URLSearchParams(location.search).get("q");
if (linked && !(history.state || {}).conversation) followLink(linked, PATIENCE);
