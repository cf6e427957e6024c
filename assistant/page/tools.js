// What a reader does with an answer: copy it, link to it, say what is wrong with it, stop it, save the conversation.

const clean = (text) => text.replace(/\s+/g, " ").trim();

// The reader's own text goes to the clipboard; where a browser allows none, false.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function told(from, words) {
  const place = one(".told", from.closest(".tools"));
  place.textContent = words;
  setTimeout(() => { if (place.textContent === words) place.textContent = ""; }, 6000);
}

const address = (answer) => one(".link", answer) ? one(".link", answer).href : location.href;

function questionOf(answer) {
  let found = "";
  for (const node of document.querySelectorAll("#chat .question, #chat .answer")) {
    if (node === answer) return found;
    if (node.matches(".question")) found = clean(node.textContent);
  }
  return found;
}

// An answer as plain lines: statement, working, caveats, then each source with its place.
function asText(answer) {
  const lines = [];
  const status = one(":scope > .status", answer);
  if (status) lines.push(`${clean(status.textContent)}:`);
  const reading = one(":scope > .reading", answer);
  if (reading) lines.push(clean(reading.textContent), "");
  for (const part of answer.querySelectorAll(".statement p")) lines.push(clean(part.textContent));
  const formula = one(".formula", answer);
  if (formula) lines.push("", clean(formula.textContent));
  const caveats = [...answer.querySelectorAll(".mind:not(.since) li")].map((item) => `- ${clean(item.textContent)}`);
  if (caveats.length) lines.push("", `${clean(one(".mind:not(.since) h3", answer).textContent)}:`, ...caveats);
  for (const source of answer.querySelectorAll(".sources li")) {
    const where = clean(one(".where", source).textContent).replace(/^Source \d+, open: /, "");
    const columns = one(".columns", source);
    lines.push("", `[${one(".number", source).textContent}] "${clean(one("blockquote", source).textContent)}"`);
    if (columns) lines.push(`    ${clean(columns.textContent)}`);
    lines.push(`    ${where}`);
  }
  return lines.join("\n");
}

// A line of other people's words as Markdown that shows it: no link, no image, no markup comes of it. What cannot be
// taken for markup where it stands is left as it is: "76.9%", "$37", "Kesten & Sons", "[1]".
const plainly = (line) => {
  const [, bullet, text] = line.match(/^(- )?(.*)$/s);
  const marked = text
    .replace(/[\\`*_<~@]/g, "\\$&")
    .replace(/\[(?!\d+\](?![[(:]))|(?<!\[\d+)\]|(?<=[\]!])\[/g, "\\$&")
    .replace(/(?<![\s(]|^)\$|\$(?!\d)/g, "\\$&") // two of them set what is between as a formula
    .replace(/&(?=[#\w])/g, "\\$&")
    .replace(/:(?=\/)|(?<=\bwww)\./gi, "\\$&")
    .replace(/^(\s*)([#+=>|:-])/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, "$1\\$2");
  return (bullet || "") + marked;
};

// Named after the article, or what stands in its place, and the day.
const fileName = () => `${slug(document.title.split(" · ")[0]) || "conversation"}-${new Date().toLocaleDateString("sv")}.md`;
const slug = (text) => (text.normalize("NFKD").toLowerCase().match(/[a-z0-9]+/g) || []).join("-").slice(0, 60);

function save() {
  const parts = [`# ${plainly(document.title)}`];
  for (const answer of document.querySelectorAll("#chat .answer")) {
    const lines = asText(answer).split("\n").map(plainly).join("\n");
    parts.push(`## ${plainly(questionOf(answer))}`, lines, `<${address(answer)}>`);
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([parts.join("\n\n") + "\n"], { type: "text/markdown" }));
  link.download = fileName();
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function judge(tools, rating, reasons = [], note = "") {
  const body = JSON.stringify({ receipt: tools.dataset.receipt, rating, reasons, note });
  const headers = { "content-type": "application/json" };
  try {
    const response = await fetch(new URL("feedback", API), { method: "POST", headers, body });
    if (!response.ok) throw (await response.json()).detail;
    told(tools.firstChild, "Thank you; the owner of these articles will see it.");
    return true;
  } catch (detail) {
    told(tools.firstChild, typeof detail === "string" ? detail : "That could not be sent. Try again in a moment.");
    return false;
  }
}

function thumb(button) {
  const tools = button.closest(".tools");
  const form = one(".reasons", tools);
  if (form) form.remove();
  if (button.getAttribute("aria-pressed") === "true") return;
  for (const other of tools.querySelectorAll(".thumb")) other.setAttribute("aria-pressed", String(other === button));
  if (button.dataset.rating === "up") return judge(tools, "up");
  const asked = one("#reasons").content.firstElementChild.cloneNode(true);
  tools.append(asked);
  one("input", asked).focus();
  asked.scrollIntoView({ block: "center", behavior: calm() });
}

function endForm(form, kept) {
  const tools = form.closest(".tools");
  const button = one('.thumb[data-rating="down"]', tools);
  button.setAttribute("aria-pressed", String(kept));
  form.remove();
  button.focus();
}

document.addEventListener("click", async (event) => {
  const target = event.target;
  if (target.closest(".tools .copy")) {
    const answer = target.closest(".answer");
    const text = `${questionOf(answer)}\n\n${asText(answer)}\n\n${address(answer)}\n`;
    const done = await copied(text);
    return told(target, done ? "Copied." : "Your browser does not let this page copy; select the text instead.");
  }
  const link = target.closest(".tools .link");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    return (await copied(link.href)) ? told(link, "Link copied.") : location.assign(link.href);
  }
  const pressed = target.closest(".tools .thumb");
  if (pressed) return thumb(pressed);
  if (target.closest(".reasons .cancel")) return endForm(target.closest(".reasons"), false);
  if (target.closest(".stop")) return one("#stop").click();
  if (target.closest(".save")) return save();
});

document.addEventListener("keydown", (event) => {
  const form = event.key === "Escape" && event.target.closest(".reasons");
  if (form) endForm(form, false);
});

document.addEventListener("submit", async (event) => {
  const form = event.target.closest(".reasons");
  if (!form) return;
  event.preventDefault();
  const reasons = [...form.querySelectorAll("input:checked")].map((box) => box.value);
  if (await judge(form.closest(".tools"), "down", reasons, one("textarea", form).value)) endForm(form, true);
});
