// Marks unknown words where they stand, in text and in HTML: the server says which they are, and what may have
// been meant. Nothing is put into the text for it: the marks are those of the browser (CSS highlights), for a
// field of text on a copy of it that lies behind.
const form = document.getElementById("compose");
const section = document.getElementById("spell");
if (!form || !section) return;

const REST_MS = 1200;
const button = document.getElementById("spell-check");
const count = document.getElementById("spell-count");
const language = document.getElementById("spell-language");
const menu = document.getElementById("spell-menu");
const [rich, body] = [document.getElementById("rich"), form.elements.body];
const ignored = form.elements.spell_ignored;
const say = (text) => document.dispatchEvent(new CustomEvent("facteur:say", { detail: text }));
let on = false;
let unknown = new Set();
// What is marked: a word, and where it stands as a Range; `start` in a field of text.
let marks = [];
let here = null;
let timer;

form.elements.spell_script.value = "yes";

// --- where words stand ---

const isHtml = () => !rich.hidden;

// A field of text has no ranges: what lies behind it has.
const mirror = document.createElement("div");
mirror.className = "cmp-body spell-mirror";
mirror.setAttribute("aria-hidden", "true");
mirror.hidden = true;
const copy = mirror.appendChild(document.createTextNode(""));
body.before(mirror);

const follow = () => {
  mirror.hidden = !on || isHtml();
  if (mirror.hidden) return;
  if (copy.data !== body.value) copy.data = body.value;
  mirror.dir = body.matches(":dir(rtl)") ? "rtl" : "ltr";
  Object.assign(mirror.style, {
    left: `${body.offsetLeft}px`,
    top: `${body.offsetTop}px`,
    width: `${body.clientWidth}px`,
    height: `${body.clientHeight}px`,
  });
  mirror.scrollTop = body.scrollTop;
};

// Lines that are the person's own, as the server sees them: neither quoted nor of a signature.
const isOwn = (text, at) => {
  const from = text.lastIndexOf("\n", at) + 1;
  return text[from] !== ">" && !/(^|\n)--[ -]?\n/.test(text.slice(0, from));
};
const SKIPPED = "blockquote, .m-signature, pre, code";
const BLOCKS = "div, p, li, td, th, h1, h2, h3, h4, h5, h6, blockquote, pre";

// The whole text, and the nodes that it is made of.
const read = () => {
  if (!isHtml()) return { text: copy.data, nodes: [{ node: copy, from: 0 }] };
  let text = "";
  let block = null;
  const nodes = [];
  const walker = document.createTreeWalker(rich, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(SKIPPED)) continue;
    const own = node.parentElement.closest(BLOCKS);
    if (own !== block || node.previousSibling?.nodeName === "BR") text += "\n";
    block = own;
    nodes.push({ node, from: text.length });
    text += node.data;
  }
  return { text, nodes };
};

const rangeOf = (nodes, start, end) => {
  const nodeAt = (at) => nodes.findLast((it) => it.from <= at);
  const [first, last] = [nodeAt(start), nodeAt(end - 1)];
  const range = document.createRange();
  range.setStart(first.node, start - first.from);
  range.setEnd(last.node, end - last.from);
  return range;
};

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}'’\u00ad\u2011-]*[\p{L}\p{M}\p{N}])?/gu;

const find = () => {
  const { text, nodes } = read();
  const found = [];
  for (const { 0: word, index: start } of text.matchAll(WORD)) {
    if (unknown.has(word) && (isHtml() || isOwn(text, start))) {
      found.push({ word, start, range: rangeOf(nodes, start, start + word.length) });
    }
  }
  return found;
};

const paint = () => {
  if (!window.CSS?.highlights) return;
  const ranges = marks.filter((it) => it !== here).map((it) => it.range);
  CSS.highlights.set("spelling", new Highlight(...ranges));
  CSS.highlights.set("spelling-here", new Highlight(...(here ? [here.range] : [])));
};

const isSame = (one, other) => one.word === other?.word && one.start === other.start;

const mark = () => {
  follow();
  marks = on ? find() : [];
  here = marks.find((it) => isSame(it, here)) ?? null;
  if (menu.matches(":popover-open")) here ? place() : menu.hidePopover();
  paint();
  document.getElementById("spell-walk").hidden = marks.length === 0;
};

let waiting = false;
const markSoon = () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    mark();
  });
};

// --- what the server says ---

// Takes the words over from where they are listed for those without scripts.
const take = (page) => {
  const listed = page.getElementById("spell-words");
  unknown = new Set([...listed.querySelectorAll("[data-word]")].map((it) => it.dataset.word));
  const seen = document.createElement("input");
  Object.assign(seen, { type: "hidden", name: "spell_seen", value: "yes" });
  document.getElementById("spell-words").replaceChildren(seen);
  count.textContent = page.getElementById("spell-count").textContent;
  mark();
};

const check = async () => {
  const data = new FormData(form);
  data.delete("file");
  try {
    const answer = await fetch(`${form.dataset.url}/spell`, { method: "POST", body: data, headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (on) take(page);
  } catch {
    count.textContent = section.dataset.problem;
  }
};

const post = (place, fields) =>
  fetch(place, { method: "POST", body: new URLSearchParams({ csrf: form.elements.csrf.value, ...fields }), headers: { "HX-Request": "true" } });

// By word; a question that failed is asked again.
const asked = new Map();
const suggestions = (word) => {
  const key = `${language.value} ${word}`;
  if (!asked.has(key)) {
    const answer = post("/spelling/suggest", { language: language.value, word }).then(async (it) => {
      if (!it.ok) throw new Error(it.status);
      return new DOMParser().parseFromString(await it.text(), "text/html").getElementById("spell-suggestions");
    });
    answer.then((it) => it.querySelector("button") ?? asked.delete(key), () => asked.delete(key));
    asked.set(key, answer);
  }
  return asked.get(key);
};

// --- on and off ---

const setLanguage = () => {
  for (const field of [body, rich, form.elements.subject]) field.lang = language.value;
};

// While these marks are there, the browser makes none.
const turn = (value) => {
  on = value;
  section.hidden = !on;
  button.setAttribute("aria-pressed", String(on));
  for (const field of [body, rich]) field.spellcheck = !on;
  if (menu.matches(":popover-open")) menu.hidePopover();
  mark();
};

const start = () => {
  setLanguage();
  turn(true);
  check();
};

button.addEventListener("click", (event) => {
  event.preventDefault();
  if (on) turn(false);
  else start();
});
document.getElementById("spell-close").addEventListener("click", (event) => {
  event.preventDefault();
  turn(false);
  (isHtml() ? rich : body).focus();
});
language.addEventListener("change", start);
form.addEventListener("input", (event) => {
  if (!on || section.contains(event.target)) return;
  markSoon();
  clearTimeout(timer);
  timer = setTimeout(() => on && check(), REST_MS);
});
form.addEventListener("change", (event) => event.target.name === "format" && markSoon());
body.addEventListener("scroll", () => (mirror.scrollTop = body.scrollTop));
new ResizeObserver(() => on && markSoon()).observe(body);

// --- the menu of a word ---

const inView = ({ range }) => {
  for (const box of document.querySelectorAll(".cmp-main, .cmp-grid")) {
    const [word, frame] = [range.getBoundingClientRect(), box.getBoundingClientRect()];
    if (word.top < frame.top + 48 || word.bottom > frame.bottom - 48) box.scrollBy(0, word.top - frame.top - frame.height / 3);
  }
};

// Below the word, above it where there is no room, and wholly on the screen.
const place = () => {
  const word = here.range.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = word.bottom + 4;
  const top = below + height > innerHeight ? Math.max(4, word.top - height - 4) : below;
  menu.style.left = `${Math.max(4, Math.min(word.left, innerWidth - width - 4))}px`;
  menu.style.top = `${top}px`;
};

const show = (html) => {
  document.getElementById("spell-suggestions").replaceChildren(...html);
  place();
};

const hint = (text) => {
  const line = document.createElement("p");
  line.className = "hint";
  line.textContent = text;
  return [line];
};

const open = async (found, byKeyboard) => {
  here = found;
  paint();
  document.getElementById("spell-word").textContent = found.word;
  menu.showPopover();
  show(hint(section.dataset.thinking));
  let answered;
  try {
    answered = [...(await suggestions(found.word)).cloneNode(true).childNodes];
  } catch {
    answered = hint(section.dataset.problem);
  }
  if (!isSame(found, here)) return;
  show(answered);
  if (byKeyboard) menu.querySelector("button").focus();
  // What will be looked at next is thought about already.
  const next = marks[marks.findIndex((it) => isSame(it, found)) + 1];
  if (next) suggestions(next.word).catch(() => {});
};

const select = ({ range, start, word }) => {
  if (isHtml()) {
    rich.focus();
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range.cloneRange());
  } else {
    body.focus();
    body.setSelectionRange(start, start + word.length);
  }
};

const acts = {
  // As if it were typed, so that it can be undone.
  with: (value) => {
    select(here);
    if (!document.execCommand("insertText", false, value) && !isHtml()) {
      body.setRangeText(value);
      body.dispatchEvent(new Event("input", { bubbles: true }));
    }
  },
  ignore: () => {
    select(here);
    ignored.value = `${ignored.value} ${here.word}`.trim();
    unknown.delete(here.word);
    form.dispatchEvent(new Event("input", { bubbles: true }));
  },
  add: async () => {
    const { word } = here;
    select(here);
    const answer = await post("/spelling/words", { word }).catch(() => null);
    if (!answer?.ok) return say(answer?.status === 409 ? section.dataset.full : section.dataset.problem);
    unknown.delete(word);
    form.dispatchEvent(new Event("input", { bubbles: true }));
  },
};

menu.addEventListener("click", (event) => {
  const item = event.target.closest("[data-spell]");
  if (!item || !here) return;
  menu.hidePopover();
  acts[item.dataset.spell](item.value);
});
menu.addEventListener("toggle", (event) => {
  if (event.newState !== "closed" || !here) return;
  if (menu.contains(document.activeElement)) select(here);
  here = null;
  paint();
});
menu.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll("button")];
  items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
});

// A click into a marked word.
body.addEventListener("click", () => {
  const at = body.selectionStart;
  const found = body.selectionEnd === at && marks.find((it) => it.start <= at && at <= it.start + it.word.length);
  if (found) open(found, false);
});
rich.addEventListener("click", () => {
  const at = getSelection();
  const found = at.isCollapsed && marks.find(({ range }) => range.isPointInRange(at.anchorNode, at.anchorOffset));
  if (found) open(found, false);
});

// --- from word to word ---

// Whether a word ends before what is selected, or begins behind it.
const isBefore = (it, at) => (isHtml() ? it.range.compareBoundaryPoints(Range.START_TO_END, at) <= 0 : it.start + it.word.length <= body.selectionStart);
const isBehind = (it, at) => (isHtml() ? it.range.compareBoundaryPoints(Range.END_TO_START, at) >= 0 : it.start >= body.selectionEnd);

const rangeOfAll = () => {
  const range = document.createRange();
  range.selectNodeContents(rich);
  return range;
};

const walk = (step) => {
  if (marks.length === 0) return;
  const selection = getSelection();
  const at = isHtml() && rich.contains(selection.focusNode) ? selection.getRangeAt(0) : rangeOfAll();
  const next = step > 0 ? marks.find((it) => isBehind(it, at)) : marks.findLast((it) => isBefore(it, at));
  const found = next ?? marks.at(step > 0 ? 0 : -1);
  select(found);
  inView(found);
  open(found, true);
};

document.getElementById("spell-walk").addEventListener("click", (event) => {
  const step = event.target.closest("[data-walk]");
  if (step) walk(Number(step.dataset.walk));
});
// The key that checks spelling elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "F7" || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (on) walk(event.shiftKey ? -1 : 1);
  else start();
});

// The server has looked already, before sending.
if (!section.hidden) {
  setLanguage();
  turn(true);
  take(document);
}
