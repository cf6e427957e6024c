// Completions while a question is typed, over the API's suggestions. A textarea may not take the role of a combobox, so
// that it stays a text box that points to the list, and a status line says how many there are.

const WAIT = 120; // milliseconds without a key before the server is asked
const options = document.createElement("ul");
options.id = "completions";
options.setAttribute("role", "listbox");
options.setAttribute("aria-label", "Completions");
options.hidden = true;
const counted = document.createElement("p");
counted.className = "sr-only";
counted.setAttribute("role", "status");
const keys = document.createElement("p");
keys.id = "box-keys";
keys.className = "sr-only";
keys.textContent = "In the empty box, arrow up goes to the first source of the last answer.";
let box = null;
let chosen = -1;
let timer = 0;
let asking = null;

function hide() {
  clearTimeout(timer);
  if (asking) asking.abort();
  options.hidden = true;
  chosen = -1;
  counted.textContent = "";
  if (box) box.removeAttribute("aria-activedescendant");
}

function mark(position) {
  chosen = position;
  [...options.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
  const option = options.children[chosen];
  if (option) box.setAttribute("aria-activedescendant", option.id);
  else box.removeAttribute("aria-activedescendant");
}

function fill(text) {
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  hide();
  box.focus();
}

function show(lines) {
  options.replaceChildren(...lines.map((line, i) => {
    const option = document.createElement("li");
    option.id = `completion-${i}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dir = "auto";
    option.textContent = line;
    return option;
  }));
  chosen = -1;
  options.hidden = lines.length === 0;
  counted.textContent = lines.length === 1 ? "1 completion" : lines.length ? `${lines.length} completions` : "";
}

async function complete() {
  const typed = box.value;
  if (typed.trim().length < 2 || typed.length > 200) return hide();
  asking = new AbortController();
  try {
    const address = new URL("suggestions", API);
    address.searchParams.set("q", typed);
    if (scope()) address.searchParams.set("document", scope());
    const response = await fetch(address, { signal: asking.signal });
    const { suggestions } = await response.json();
    if (response.ok && box.value === typed && document.activeElement === box) show(suggestions);
  } catch {
    hide(); // a reader who types needs no word about it
  }
}

// The article that is asked alone, "" for all of them.
function scope() {
  const select = one("#scope select");
  return select ? select.value : "";
}

function adopt(found) {
  box = found;
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-haspopup", "listbox");
  box.setAttribute("aria-controls", options.id);
  box.setAttribute("autocomplete", "off");
  box.setAttribute("aria-describedby", keys.id);
  one("#composer").append(options, counted, keys);
}
document.addEventListener("focusin", (event) => {
  if (event.target.matches("#box textarea") && box !== event.target) adopt(event.target);
});

document.addEventListener("input", (event) => {
  if (!event.target.matches("#box textarea")) return;
  if (box !== event.target) adopt(event.target);
  if (!event.isTrusted) return hide(); // filled in by the page itself
  clearTimeout(timer);
  if (asking) asking.abort();
  timer = setTimeout(complete, WAIT);
});

// Before the box itself hears of the key: Enter takes the completion that is chosen, and asks where none is.
document.addEventListener("keydown", (event) => {
  if (event.target !== box || event.isComposing) return;
  const count = options.children.length;
  if (event.key === "ArrowUp" && options.hidden && !box.value) {
    const source = one(".cite, .where", [...document.querySelectorAll("#chat .answer")].pop() || document.createElement("p"));
    if (source) source.focus();
    return source && event.preventDefault();
  }
  if (event.key === "Enter" && (options.hidden || chosen < 0)) return hide();
  if (options.hidden) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const step = event.key === "ArrowDown" ? 1 : -1;
    const now = chosen < 0 ? count : chosen; // past the last one is the box itself
    const next = (now + step + count + 1) % (count + 1);
    mark(next === count ? -1 : next);
  } else if (event.key === "Enter") {
    fill(options.children[chosen].textContent);
  } else if (event.key === "Escape") {
    hide();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}, true);

options.addEventListener("mousedown", (event) => {
  event.preventDefault(); // the focus stays in the box
  const option = event.target.closest("[role=option]");
  if (option) fill(option.textContent);
});
document.addEventListener("focusout", (event) => { if (event.target === box) hide(); });

document.addEventListener("click", (event) => {
  const alone = event.target.closest("[data-scope]");
  if (!alone) return;
  one("#scope select").value = alone.dataset.scope;
  close();
  one("#box textarea").focus();
});
