// The keyboard. A control says its keys by `aria-keyshortcuts`, and a key presses it: what is chosen in the list is
// meant first, then the row that has the focus, then the open message. What a key does to a list is asked of the
// scripts that know how: an event "facteur:…" that is prevented was taken.
const help = document.getElementById("keys-help");
if (!help) return;

// One key by itself does nothing for those who do not want it (WCAG 2.1.4).
const letters = "letters" in help.dataset;
const PREFIX_MS = 1500;
const WHILE_WRITING = ["Control+Enter", "Control+S", "Control+Shift+C", "Control+Shift+B", "F6", "Shift+F6"];

const list = () => document.getElementById("list");
const reader = () => document.querySelector("#reader:not([hidden])");
const bar = () => document.getElementById("bulk");
const chosen = () => [...document.querySelectorAll("#rows .row:has(.row-check :checked)")];
const focusedRow = () => document.activeElement?.closest?.("#rows .row[data-message]");
const isOpen = (row) => row.querySelector("[aria-current]") !== null;

const ask = (what, detail) =>
  !document.dispatchEvent(new CustomEvent(`facteur:${what}`, { cancelable: true, detail }));

// --- pressing what is there

const controls = (place, key) => {
  const named = [...place.querySelectorAll("[aria-keyshortcuts]:not(:disabled)")];
  return named.filter((it) => it.getAttribute("aria-keyshortcuts").split(" ").includes(key));
};

// What is in sight comes before what has no room: that is found in another menu. A menu that is out of sight cannot
// be opened.
const choose = (found) => {
  const isMenu = (it) => it.matches("summary");
  return found.find((it) => it.checkVisibility()) ?? found.find((it) => !isMenu(it));
};

const use = (control) => {
  if (control.matches("input")) {
    control.focus();
    control.select();
  } else if (control.matches("summary")) {
    control.parentElement.open = true;
    const choices = control.parentElement.querySelectorAll("input[type=search], .menu-item:enabled, a.menu-item");
    [...choices].find((it) => it.checkVisibility())?.focus();
  } else {
    control.click();
  }
};

const press = (place, key) => {
  const control = place && choose(controls(place, key));
  if (control) use(control);
  return Boolean(control);
};

// Rows that are all followed are followed no more.
const star = (rows) => {
  const value = rows.every((row) => "flagged" in row.dataset) ? "unflagged" : "flagged";
  const button = bar()?.querySelector(`[aria-keyshortcuts][value=${value}]`);
  button?.click();
  return Boolean(button);
};

const inBar = (rows, key) => (key === "S" ? star(rows) : press(bar(), key));

// A row that is neither open nor chosen is chosen for the act alone.
const onMessages = (key) => {
  if (!bar() || controls(bar(), key).length === 0) return press(reader(), key);
  if (chosen().length > 0) return inBar(chosen(), key);
  const row = focusedRow();
  if (!row || isOpen(row)) return press(reader(), key);
  return ask("tick", { row, alone: true }) && inBar([row], key);
};

const elsewhere = (key) => {
  const apart = controls(document, key).filter((it) => !it.closest("#bulk, #reader"));
  const control = choose(apart);
  if (control) use(control);
  return Boolean(control);
};

// --- the table

const walk = (steps) => ({ repeat }) => ask("walk", { steps, repeat });
const tick = (extend) => () => ask("tick", { row: focusedRow(), extend });
// Elsewhere these keys belong to what has the focus.
const inList = (does) => (event) => event.target.matches("body, #list *") && does(event);
const outside = (does) => (event) => !event.target.closest("#reader") && does(event);
const goTo = (folder) => () => {
  const link = document.querySelector(`#folders a[data-mailbox]${folder}`);
  link?.click();
  return Boolean(link);
};

const KEYS = {
  J: walk(1),
  K: walk(-1),
  ArrowDown: inList(walk(1)),
  ArrowUp: inList(walk(-1)),
  Home: inList(walk(-Infinity)),
  End: inList(walk(Infinity)),
  ArrowRight: inList(() => ask("unfold", true)),
  ArrowLeft: inList(() => ask("unfold", false)),
  O: () => ask("open-row"),
  Space: inList(tick(false)),
  "Shift+Space": inList(tick(true)),
  X: tick(false),
  "Shift+X": tick(true),
  "Control+A": outside(() => ask("choose", "page")),
  Escape: () => ask("choose", "none") || press(reader(), "U") || elsewhere("U"),
  F6: () => ask("region", 1),
  "Shift+F6": () => ask("region", -1),
  "G I": goTo("[data-mailbox=INBOX]"),
  "G D": goTo("[data-role=drafts]"),
  "G S": goTo("[data-role=sent]"),
  "G C": () => {
    document.querySelector('.rail a[href="/contacts"]')?.click();
    return true;
  },
};
// Acts, which a key that is held does once.
const take = (key, event) => KEYS[key]?.(event) || (!event.repeat && (onMessages(key) || elsewhere(key)));

// --- hearing a key

const isTyping = (it) => it.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const isBusy = () => document.querySelector("details.menu[open], dialog[open], :popover-open") !== null;
const isLetter = (key) => key.toUpperCase() !== key.toLowerCase();

// `R`, `Shift+U`, `Control+Enter`, `#`; nothing for what is the system's. What it takes to reach a sign on a keyboard
// does not count.
const nameOf = (event) => {
  const { key } = event;
  const isSign = [...key].length === 1 && key !== " " && !isLetter(key);
  const isReached = isSign && event.getModifierState("AltGraph");
  if (!isReached && event.altKey) return "";
  const held = [];
  if (!isReached && (event.ctrlKey || event.metaKey)) held.push("Control");
  if (!isSign && event.shiftKey) held.push("Shift");
  return [...held, key === " " ? "Space" : [...key].length === 1 ? key.toUpperCase() : key].join("+");
};

const isAlone = (key) => [...key.replace("Shift+", "")].length === 1;

let begun = -Infinity;

const isMeant = (key, { target }) => {
  if (isTyping(target)) return WHILE_WRITING.includes(key);
  if (isBusy()) return false;
  if (isAlone(key) && !letters) return false;
  // Keys that press what has the focus.
  return key !== "Space" || !target.matches("button, summary, input, a:not(.row-link)");
};

const hear = (event) => {
  if (event.defaultPrevented || event.isComposing || !(event.target instanceof Element)) return;
  const key = nameOf(event);
  if (!key || !isMeant(key, event)) return;
  const follows = event.timeStamp - begun < PREFIX_MS;
  begun = key === "G" && !follows ? event.timeStamp : -Infinity;
  if (take(follows ? `G ${key}` : key, event)) event.preventDefault();
};

// Before all others: one key closes a menu, and the next one leaves the message.
document.addEventListener("keydown", hear, true);
