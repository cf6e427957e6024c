// A button in somebody's page and, on its click, a panel that asks the assistant. One classic script of a strict page:
// no framework, no markup from strings, no storage, and no request before a question is asked.
// What the owner chose stands in the data-* attributes of the script's own tag; looks are in widget.css.
(() => {
  "use strict";
  // A module or a bundler's loader has no current script.
  const tag = document.currentScript || document.querySelector('script[src*="/widget.js"]');
  const earlier = window.articleAssistant;
  if (earlier) {
    // A second tag makes no second button; where a page has thrown the first one away, it makes it anew.
    if (earlier.host.isConnected || !document.body) return;
    earlier.remove();
  }

  const NAME = "article-assistant";
  const GONE = "The assistant could not be reached.";
  const TURNS = 6; // earlier questions that are sent along: they have to fit into an address
  const LONGEST = 2000; // characters of a question
  const WAIT = 30000; // milliseconds until an answer that does not come counts as failed
  const REASONS = {
    number: "A number is wrong",
    answer: "It answers something else",
    source: "A source does not say that",
    incomplete: "Something is missing",
    refused: "The article does say it",
    unclear: "Hard to understand",
  };
  const WORDS = "In your words, for the owner";
  const base = new URL(".", tag.src);
  const option = (name, otherwise = "") => tag.dataset[name] || otherwise;
  const label = option("label", "Ask this article");
  const life = new AbortController();
  const listen = (target, type, act) => target.addEventListener(type, act, { signal: life.signal });
  const phone = matchMedia("(max-width: 640px), (max-height: 420px)");
  const turns = [];
  let dialog, log, box, spoken, follow, opener, lastly = Promise.resolve();

  // Make an element from "name.class"; what is no property of it becomes an attribute.
  const h = (kind, given, ...children) => {
    const [name, ...looks] = kind.split(".");
    const element = document.createElement(name);
    if (looks[0]) element.className = looks.join(" ");
    for (const [key, value] of Object.entries(given || {})) {
      if (key in element) element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children.flat().filter((child) => child));
    return element;
  };
  // Text of articles and readers may run either way.
  const words = (kind, ...children) => h(kind, { dir: "auto" }, ...children);
  const button = (looks, onclick, ...children) => h(`button${looks}`, { type: "button", onclick }, ...children);
  const link = (href, text) => h("a", { href, target: "_blank", rel: "noopener", textContent: text });
  const behavior = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
  const folded = (text) => text.toLowerCase().replace(/[\s?.!]+/g, " ").trim();
  const permalink = (answer) => new URL(answer.permalink.slice(1), base).href;
  const chat = () => new URL(`?document=${encodeURIComponent(option("document"))}`, base).href;
  const say = (text) => { spoken.textContent = text; };

  // ---- The host page: its colours, its article

  const host = h(NAME, { role: "region", ariaLabel: label });
  const shadow = host.attachShadow({ mode: "open" });
  const looks = new CSSStyleSheet();
  looks.replaceSync("/* widget.css */");
  shadow.adoptedStyleSheets = [looks];
  const marks = new CSSStyleSheet();
  marks.replaceSync(`::highlight(${NAME}) { background: #ffe59a; color: #211d18; }`);

  // A page that names no colour scheme may be dark all the same: its background tells.
  const scheme = () => {
    root.style.colorScheme = "";
    if (getComputedStyle(root).colorScheme !== "normal") return;
    for (const element of [document.documentElement, document.body]) {
      const [red, green, blue, alpha = 1] = getComputedStyle(element).backgroundColor.match(/[\d.]+/g);
      if (alpha > 0) root.style.colorScheme = red * 3 + green * 6 + blue * 1 < 1280 ? "dark" : "light";
    }
  };

  // Letters and digits alone: quotation marks, dashes, spaces and markup differ from page to page.
  const known = {};
  const letters = (char) => (known[char] ??= char.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}%]/gu, ""));
  const key = (text) => [...text].map(letters).join("");

  // Return the range of the page's article that holds the quote, or nothing.
  const find = (quote, heading) => {
    const wanted = key(quote);
    const roots = document.querySelectorAll(option("article", "article, main, [role=main]"));
    for (const place of wanted ? (roots.length ? roots : [document.body]) : []) {
      const text = [];
      let keys = "";
      const at = []; // for each character of `keys` the position in `text`
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      for (let node; (node = walker.nextNode()); ) {
        const parent = node.parentElement;
        if (parent.closest("script, style, noscript, template, textarea")) continue;
        if (!parent.checkVisibility() && !parent.closest("details")) continue;
        for (let i = 0; i < node.length; i++) {
          for (const letter of letters(node.data[i])) {
            keys += letter;
            at.push(text.length);
          }
          text.push([node, i]);
        }
      }
      // The same words may stand in a summary above: those below the citation's heading are meant.
      const below = Math.max(0, keys.indexOf(key(heading || "")));
      const found = [keys.indexOf(wanted, below), keys.indexOf(wanted)].find((start) => start >= 0);
      if (found === undefined) continue;
      // As many quotation marks and full stops around it as the quote has.
      const grown = (i, step, edge) => {
        for (let count = quote.match(edge)[0].length; count > 0; count--) {
          if (text[i + step] && /[^\s\p{L}\p{N}%]/u.test(text[i + step][0].data[text[i + step][1]])) i += step;
        }
        return text[i];
      };
      const start = grown(at[found], -1, /^[^\p{L}\p{N}%]*/u);
      const end = grown(at[found + wanted.length - 1], 1, /[^\p{L}\p{N}%]*$/u);
      const range = document.createRange();
      range.setStart(...start);
      range.setEnd(end[0], end[1] + 1);
      return range;
    }
  };

  const unmark = () => CSS.highlights?.delete(NAME);

  const mark = (range) => {
    if (CSS.highlights) {
      CSS.highlights.set(NAME, new Highlight(range));
    } else {
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }
  };

  // What scrolls inside the page brings the paragraph into view, the window then the sentence to where it can be read.
  const scrollTo = (range) => {
    range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
    scrollBy({ top: range.getBoundingClientRect().top - innerHeight / 5, behavior: behavior() });
  };

  // Show a citation in the page's own article, else where it was published, else in the full chat.
  const show = (citation, answer, from) => {
    for (const old of shadow.querySelectorAll("[aria-current]")) old.ariaCurrent = null;
    from.ariaCurrent = "true";
    const range = find(citation.quote, citation.heading.at(-1));
    if (!range) {
      const words = encodeURIComponent(citation.quote.replace(/\s+/g, " ").trim()).replace(/-/g, "%2D");
      return void open(/^https?:\/\//i.test(citation.url) ? `${citation.url.split("#")[0]}#:~:text=${words}` : permalink(answer), "_blank", "noopener");
    }
    const folds = range.startContainer.parentElement.closest("details");
    if (folds) folds.open = true;
    mark(range);
    if (phone.matches) {
      opener = from;
      hide();
      launch.lastChild.data = "Back to the answer";
      launch.focus({ preventScroll: true });
    } else {
      const [a, b] = [range.getBoundingClientRect(), dialog.getBoundingClientRect()];
      dialog.classList.toggle("low", a.right > b.left && a.left < b.right);
    }
    scrollTo(range);
    say("The sentence is marked.");
  };

  // ---- Asking

  const call = async (path, settings) => {
    const response = await fetch(new URL(`api/v1/${path}`, base), { credentials: "omit", ...settings }).catch(() => {});
    if (!response) {
      // A browser does not tell a server that is down from one that does not list this site.
      console.warn(NAME, "--allow-origin", location.origin);
      throw Error(GONE);
    }
    if (response.status === 204) return;
    const body = await response.json().catch(() => {});
    if (!response.ok || !body) throw Error(body?.detail || GONE);
    return body;
  };

  const answerTo = (turn, signal) => {
    const history = turns.slice(0, turns.indexOf(turn)).filter((one) => one.answer).map((one) => one.text).slice(-TURNS);
    const query = new URLSearchParams({ q: turn.text });
    for (const text of history) query.append("history", text);
    if (option("document")) query.append("document", option("document"));
    return call(`ask?${query}`, { signal });
  };

  const ask = (text) => {
    text = text.trim().slice(0, LONGEST);
    if (!text) return;
    const turn = { text, body: h("div") };
    const item = h("article", 0, words("h3", text), turn.body);
    turns.push(turn);
    follow?.remove();
    log.querySelector(".welcome")?.remove();
    log.append(item);
    dialog.classList.remove("low");
    unmark();
    turn.settle = () => {
      const stop = new AbortController();
      const failed = (sentence, title) => {
        const again = button(".link", () => { turn.settle(); box.focus(); }, "Ask again");
        turn.body.replaceChildren(h("div.no", 0, h("p.chip", 0, title), h("p", 0, sentence), h("p.tools", 0, again)));
        say(`${title}. ${sentence}`);
      };
      const halt = button(".link", () => {
        stop.abort();
        failed("You stopped this answer.", "Stopped");
        box.focus();
      }, "Stop");
      turn.body.replaceChildren(h("p.pending", 0, "Looking it up … ", halt));
      log.scrollTo({ top: item.offsetTop, behavior: behavior() });
      // One after the other: a follow-up needs the answer before it.
      lastly = lastly.then(async () => {
        if (stop.signal.aborted) return;
        const late = setTimeout(() => stop.abort(GONE), WAIT);
        try {
          turn.answer = await answerTo(turn, stop.signal);
          turn.body.replaceChildren(answered(turn));
          say(`${STATUS[turn.answer.status] || "Answer"}. ${turn.answer.text.replace(/ ?\[\d+\]/g, "")} Sources: ${turn.answer.citations.length}.`);
        } catch (error) {
          if (!stop.signal.aborted || stop.signal.reason === GONE) failed(error.message, "No answer this time");
        }
        clearTimeout(late);
        log.scrollTo({ top: item.offsetTop, behavior: behavior() });
      });
    };
    turn.settle();
  };

  // ---- An answer

  const STATUS = { partial: "Answered in part", not_found: "Not in the article" };

  const cite = (citation, answer) => {
    const marker = button(".cite", () => show(citation, answer, marker), `[${citation.number}]`);
    marker.ariaLabel = `Source ${citation.number}, show it in the article`;
    return marker;
  };

  // Each [n] becomes a button; what closes the clause stays on its line.
  const marked = (text, answer) =>
    text.split(/(\[\d+\][.,;:!?)]*)/).map((part) => {
      const [, number, close] = part.match(/^\[(\d+)\](.*)$/) || [];
      const citation = answer.citations.find((one) => one.number === Number(number));
      return citation ? h("span.keep", 0, cite(citation, answer), close) : part;
    });

  const working = (answer) => {
    const { formula, formula_cited, result, steps, assumptions } = answer.calculation;
    const caveats = folded(answer.caveats.join(" "));
    const assumed = assumptions.filter((one) => !caveats.includes(folded(one)));
    return (formula || steps[0]) && h("div.box", 0,
      h("h4", 0, "How this was worked out"),
      formula && words("p.formula", marked(formula_cited, answer), !formula.includes("=") && h("strong", 0, ` = ${result.surface}`)),
      steps.map((step) => words("p", step)),
      assumed[0] && words("p.told", `Assuming ${assumed.join("; ")}.`));
  };

  const place = (citation) => [citation.title, ...citation.heading].filter(Boolean).join(" › ") + (citation.page ? `, page ${citation.page}` : "");

  const source = (citation, answer) => {
    const where = button(".link.where", () => show(citation, answer, where), h("span.sr", 0, `Source ${citation.number}, show: `), place(citation));
    where.dir = "auto";
    return h("li", 0, h("span", { ariaHidden: "true" }, `${citation.number}`), h("div", 0, citation.columns && words("p.told", citation.columns), words("blockquote", citation.quote), where));
  };

  const answered = (turn) => {
    const answer = turn.answer;
    const refused = answer.status === "not_found";
    follow = answer.suggestions[0] && h("div", 0, h("h4", 0, "You could ask"), chips(answer.suggestions));
    return h(refused ? "div.no" : "div", 0,
      STATUS[answer.status] && h("p.chip", 0, STATUS[answer.status]),
      key(answer.standalone) !== key(turn.text) && words("p.read", `Read as: ${answer.standalone}`),
      h("div.statement", 0, answer.text.split("\n").filter((line) => line.trim()).map((line) =>
        words(/^\s*([•*–-]|\d{1,3}[.)]) /.test(line) ? "p.item" : "p", marked(line.trim(), answer)))),
      answer.calculation && working(answer),
      answer.caveats[0] && h("div.box.mind", 0,
        h("h4", 0, refused ? "Near it, but not the answer" : "Bear in mind"),
        h("ul", 0, answer.caveats.map((one) => words("li", marked(one[0].toUpperCase() + one.slice(1), answer))))),
      answer.citations[0] && h("div.sources", 0,
        h("h4", 0, "Sources"), h("ol", { role: "list" }, answer.citations.map((one) => source(one, answer)))),
      tools(answer), follow);
  };

  const chips = (questions) => h("div.chips", 0, questions.map((one) =>
    button("", () => { ask(one); box.focus({ preventScroll: true }); }, one)));

  const copied = (answer) => [
    answer.question, "", answer.text, answer.calculation?.formula, ...answer.caveats, "",
    ...answer.citations.map((one) => `[${one.number}] ` + [one.columns, `“${one.quote}”`, place(one), one.url].filter(Boolean).join(", ")),
    "", permalink(answer),
  ].filter((line) => line != null).join("\n");

  const tools = (answer) => {
    const told = h("span.told", 0);
    const tell = (text) => { told.textContent = text; say(text); };
    const judge = async (rating, reasons, note) => {
      for (const one of [up, down]) one.ariaPressed = `${one === (rating === "up" ? up : down)}`;
      const body = JSON.stringify({ receipt: answer.receipt, rating, reasons, note });
      await call("feedback", { method: "POST", headers: { "content-type": "application/json" }, body }).then(() => tell("Thank you."), (error) => tell(error.message));
    };
    const why = h("form.box", { hidden: true, onsubmit: (event) => {
      event.preventDefault();
      judge("down", [...why.querySelectorAll(":checked")].map((one) => one.name), note.value);
      why.hidden = true;
      down.focus();
    } });
    const note = h("input.note", { type: "text", maxLength: 1000, placeholder: WORDS, ariaLabel: WORDS });
    const boxes = Object.entries(REASONS).map(([name, text]) => h("label", 0, h("input", { type: "checkbox", name }), text));
    why.append(h("fieldset", 0, h("legend", 0, "What is wrong?"), boxes, note, h("button.go", 0, "Send")));
    const up = button(".link", () => { why.hidden = true; judge("up", [], ""); }, "Helpful");
    const down = button(".link", () => {
      why.hidden = !why.hidden;
      why.querySelector("input").focus();
      why.scrollIntoView({ block: "nearest" });
    }, "Not right");
    const copies = button(".link", async () => {
      // A page that is not served securely has no clipboard.
      tell(await navigator.clipboard?.writeText(copied(answer)).then(() => "Copied.", () => "") || "Not copied.");
    }, "Copy with sources");
    return h("div", 0, h("div.tools", 0, copies, link(permalink(answer), "Open in full chat"), up, down, told), why);
  };

  // ---- The panel

  const framed = () => h("iframe", {
    title: "Chat",
    allow: "clipboard-write",
    // Its own page inside: made on the first click, never before.
    src: `${chat()}&__theme=${getComputedStyle(root).color.match(/\d+/)[0] > 128 ? "dark" : "light"}`,
  });

  const build = () => {
    const title = option("title", document.title);
    const close = button("", shut, "Close");
    const head = h("div.head", 0, h("div", 0, h("h2", { id: "title" }, label), words("p", title)),
      link(chat(), "Full chat"), close);
    dialog = h("dialog", { "aria-labelledby": "title", onclose: () => { if (launch.hidden && !dialog.open) shut(); } }, head);
    root.append(dialog);
    if (option("mode") === "iframe") {
      box = framed();
      return dialog.append(box);
    }
    const starters = option("questions").split("|").map((one) => one.trim()).filter(Boolean);
    log = h("div.log", { role: "region", ariaLabel: "Conversation", tabIndex: 0 },
      h("div.welcome", 0, h("h3", 0, "What would you like to know?"),
        h("p", 0, "Every answer quotes the article or shows its calculation. What it does not say is not made up."), starters[0] && chips(starters)));
    box = h("textarea", { rows: 1, maxLength: LONGEST, placeholder: "Your question", dir: "auto", ariaLabel: "Your question", enterKeyHint: "send" });
    box.oninput = () => {
      box.style.height = "auto";
      box.style.height = `${box.scrollHeight}px`;
    };
    const submit = (event) => {
      event.preventDefault();
      ask(box.value);
      box.value = "";
      box.oninput();
      box.focus();
    };
    box.onkeydown = (event) => {
      // While an input method is choosing characters, Enter is its own.
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
    };
    spoken = h("p.sr", { role: "status" });
    dialog.append(log, h("form.ask", { onsubmit: submit }, box, h("button.go", 0, "Ask")), spoken);
  };

  const keydown = (event) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault();
      shut();
    } else if (event.key === "Tab" && phone.matches) {
      const all = [...dialog.querySelectorAll("a, button, input, textarea, iframe, .log")].filter((one) => one.offsetParent);
      const [from, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
      if (shadow.activeElement === from) {
        event.preventDefault();
        to.focus();
      }
    }
  };

  const appear = () => {
    root.classList.toggle("full", phone.matches);
    if (phone.matches) dialog.showModal();
    else dialog.show();
    fit();
  };
  // The keyboard of some phones lies over the page instead of making it smaller.
  const fit = () => {
    if (dialog) dialog.style.height = phone.matches ? `${visualViewport.height}px` : "";
  };
  const unfold = () => {
    scheme();
    if (!dialog) {
      build();
      dialog.onkeydown = keydown;
      // The shortcuts of the page are not meant here.
      for (const type of ["keydown", "keyup", "keypress"]) dialog.addEventListener(type, (event) => event.stopPropagation());
    }
    if (dialog.open) return;
    launch.hidden = true;
    launch.ariaExpanded = "true";
    appear();
    (opener || box).focus();
    opener = null;
  };
  const hide = () => {
    launch.hidden = false;
    launch.lastChild.data = label;
    launch.ariaExpanded = "false";
    if (dialog.open) dialog.close();
  };
  const shut = () => {
    unmark();
    hide();
    launch.focus({ preventScroll: true });
  };

  const launch = button(".launch", unfold, label);
  launch.ariaHasPopup = "dialog";
  launch.ariaExpanded = "false";
  const root = h("div", { className: `root ${option("position", "right")}`, lang: "en" }, launch);
  shadow.append(root);
  listen(phone, "change", () => {
    if (!dialog?.open) return;
    const at = shadow.activeElement;
    dialog.close();
    appear();
    at?.focus();
  });
  listen(visualViewport, "resize", fit);
  const watcher = new MutationObserver(scheme);
  const start = () => {
    document.body.append(host);
    for (const element of [document.documentElement, document.body]) watcher.observe(element, { attributes: true });
    listen(matchMedia("(prefers-color-scheme: dark)"), "change", scheme);
    listen(window, "load", scheme);
    document.adoptedStyleSheets.push(marks);
    scheme();
  };
  window.articleAssistant = {
    host,
    open: unfold,
    remove: () => {
      life.abort();
      watcher.disconnect();
      unmark();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== marks);
      host.remove();
      delete window.articleAssistant;
    },
  };
  if (document.body) start();
  else listen(document, "DOMContentLoaded", start);
})();
