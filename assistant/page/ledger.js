// The figures of the articles: fetched when their tab is first opened, filtered and sorted by the API, each to be opened.

const PAGE = 100; // figures shown at a time
const ledger = { sort: "", offset: 0, total: 0, timer: 0, asked: 0, filled: false };

function wanted() {
  const query = new URLSearchParams();
  const form = one("#ledger form");
  for (const name of ["q", "unit", "document"]) {
    const field = form.elements[name];
    if (field && field.value) query.set(name, field.value);
  }
  if (ledger.sort) query.set("sort", ledger.sort);
  return query;
}

function cell(tag, text, name) {
  const made = document.createElement(tag);
  made.textContent = text;
  made.dir = "auto";
  if (name) made.className = name;
  return made;
}

// The word for a bound may stand elsewhere in the sentence than at its number.
const BOUNDS = { about: "about", at_least: "at least", more_than: "more than", at_most: "at most", less_than: "less than" };
const sized = (figure) => (BOUNDS[figure.bound] ? `${BOUNDS[figure.bound]} ${figure.value}` : figure.value);

function line(figure) {
  const row = document.createElement("tr");
  Object.assign(row.dataset, { document: figure.document, start: figure.start, end: figure.end });
  const value = document.createElement("td");
  const button = cell("button", sized(figure), "figure");
  button.type = "button";
  button.setAttribute("aria-label", `${sized(figure)}, open it in the article`);
  value.append(button);
  const what = document.createElement("td");
  what.append(cell("span", figure.subject || "", "subject"), cell("span", figure.metric, "metric"));
  const when = [figure.period, figure.within && `within ${figure.within}`, figure.milestone && `until ${figure.milestone}`];
  if (figure.status !== "actual") when.push(figure.status);
  row.append(value, what, cell("td", when.filter(Boolean).join(", ")));
  return row;
}

// Sorted by size, amounts of one sort stand together: only these can be compared.
const sort = (figure) => [figure.dimension, figure.dimension === "money" ? figure.unit : ""].filter(Boolean).join(", ");
let under = "";

function lines(figures) {
  if (ledger.sort.replace("-", "") !== "value") return figures.map(line);
  return figures.flatMap((figure) => {
    if (sort(figure) === under) return line(figure);
    under = sort(figure);
    const head = document.createElement("tr");
    const name = cell("th", under[0].toUpperCase() + under.slice(1), "sort");
    Object.assign(name, { scope: "rowgroup", colSpan: 3 });
    head.append(name);
    return [head, line(figure)];
  });
}

async function more(fresh) {
  const query = wanted();
  ledger.offset = fresh ? 0 : ledger.offset + PAGE;
  for (const [format, id] of [["csv", "as-csv"], ["json", "as-json"]]) {
    const link = document.getElementById(id);
    link.href = new URL(`figures?${query}&format=${format}&limit=100000`, API);
  }
  query.set("limit", PAGE);
  query.set("offset", ledger.offset);
  const count = one("#ledger .count");
  const table = one("#ledger table");
  const mine = ++ledger.asked; // an answer that a later wish overtook is dropped
  table.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(new URL(`figures?${query}`, API));
    const found = await response.json();
    if (mine !== ledger.asked) return;
    if (!response.ok) throw found.detail;
    const body = one("#ledger tbody");
    if (fresh) {
      body.replaceChildren();
      under = "";
    }
    body.append(...lines(found.figures));
    ledger.total = found.total;
    one("#ledger .more").hidden = ledger.offset + PAGE >= found.total;
    count.textContent = found.total === 1 ? "1 figure" : `${found.total.toLocaleString("en")} figures`;
    table.setAttribute("aria-busy", "false");
  } catch (problem) {
    if (mine !== ledger.asked) return;
    count.textContent = typeof problem === "string" ? problem : "The figures could not be fetched. Try again in a moment.";
  }
}

async function contradictions() {
  const place = one("#ledger .conflicts");
  const { conflicts } = await fetch(new URL("conflicts", API)).then((response) => response.json()).catch(() => ({ conflicts: [] }));
  place.hidden = conflicts.length === 0;
  one("summary", place).textContent = `${conflicts.length} that do not add up`;
  one("ul", place).replaceChildren(...conflicts.map((conflict) => {
    const item = document.createElement("li");
    item.append(cell("p", conflict.text));
    for (const figure of conflict.figures) {
      const button = cell("button", sized(figure), "figure");
      button.type = "button";
      Object.assign(button.dataset, { document: figure.document, start: figure.start, end: figure.end });
      item.append(button, " ");
    }
    return item;
  }));
}

function ledgerShown() {
  if (ledger.filled) return;
  ledger.filled = true;
  more(true);
  contradictions();
}

document.addEventListener("input", (event) => {
  if (!event.target.closest("#ledger form")) return;
  clearTimeout(ledger.timer);
  one("#ledger table").setAttribute("aria-busy", "true");
  ledger.timer = setTimeout(more, 150, true);
});
document.addEventListener("submit", (event) => { if (event.target.closest("#ledger form")) event.preventDefault(); });

document.addEventListener("click", (event) => {
  if (event.target.closest("#ledger .more")) return more(false);
  const head = event.target.closest("#ledger [data-sort]");
  if (!head) return;
  const column = head.dataset.sort;
  const now = ledger.sort === column ? `-${column}` : ledger.sort === `-${column}` ? "" : column;
  ledger.sort = now;
  for (const other of document.querySelectorAll("#ledger thead th")) {
    const mine = other.contains(head) && now;
    other.setAttribute("aria-sort", mine ? (now.startsWith("-") ? "descending" : "ascending") : "none");
  }
  more(true);
});
