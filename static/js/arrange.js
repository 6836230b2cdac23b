// Puts the rows of a list into another order or state: rows come, change and go in their place, while what is read,
// chosen or in focus stays where it is. For other scripts, as `window.arrangement`.
const list = () => document.getElementById("list");
const scroller = () => list().querySelector(".scroll");
const keyOf = (item) => item.dataset.message ?? `: ${item.textContent.trim()}`;

// --- one row

const inside = (row) => row.querySelector(".row-link");
const looks = (row) => inside(row).innerHTML + row.className;

// The way to unfold a thread.
const refold = (row, fresh) => {
  const old = row.querySelector(".row-fold");
  const hadFocus = old !== null && old === document.activeElement;
  old?.remove();
  const fold = fresh.querySelector(".row-fold");
  if (!fold) return;
  inside(row).after(fold);
  htmx.process(fold);
  if (hadFocus) fold.focus({ preventScroll: true });
};

// What a row stands for: a thread grows while it is chosen.
const box = (row) => row.querySelector(".row-check input");
const messagesOf = (row) => box(row)?.value.split(",") ?? [];
const restock = (row, fresh) => {
  if (box(row) && box(fresh)) box(row).value = box(fresh).value;
};

// The link itself stays: it may have the focus, or be pressed just now.
const renew = (row, fresh) => {
  restock(row, fresh);
  if (looks(row) === looks(fresh)) return;
  row.className = fresh.className;
  for (const name of ["data-seen", "data-flagged", "data-deleted"]) row.toggleAttribute(name, fresh.hasAttribute(name));
  inside(row).replaceChildren(...inside(fresh).childNodes);
  refold(row, fresh);
};

// --- all rows

// The first row that can be seen and that stays, and how far it is from the top.
const anchor = (rows, fresh) => {
  const top = scroller().getBoundingClientRect().top;
  const stays = (row) => fresh.has(keyOf(row)) && row.getBoundingClientRect().bottom > top;
  const row = [...rows.querySelectorAll("[data-message]")].find(stays);
  return row && { row, at: row.getBoundingClientRect().top };
};

// Brings rows into the order of `fresh`, which has items by their keys, or nothing where the row that is there
// stays as it is; how many unread messages are new. What is seen stays where it is, but at the very top of a list
// new rows are seen unless `holds` says otherwise.
const arrange = (rows, fresh, holds = false) => {
  const focused = rows.contains(document.activeElement) && document.activeElement;
  const before = byKey(rows.children);
  const kept = (holds || scroller().scrollTop > 0) && anchor(rows, fresh);
  // A message that was read fell out of the unread ones: it is open, and its row stays while it is.
  const isNarrowed = list().querySelector(".list-chips") !== null;
  const lingers = (key, item) => !fresh.has(key) && isNarrowed && item.querySelector("[aria-current]") !== null;
  const lingering = new Set([...before].filter(([key, item]) => lingers(key, item)).map(([, item]) => item));
  const gone = [...before].filter(([key, item]) => !fresh.has(key) && !lingering.has(item)).map(([, item]) => item);
  // A thread with a new message has another row from now on: it stays chosen.
  const chosen = new Set(gone.filter((item) => box(item)?.checked).flatMap(messagesOf));
  for (const item of gone) item.remove();
  let arrived = 0;
  let at = rows.firstElementChild;
  for (const [key, item] of fresh) {
    while (lingering.has(at)) at = at.nextElementSibling;
    const known = before.get(key);
    if (known && item?.dataset.message) renew(known, item);
    const next = known ?? item;
    if (!next) continue;
    if (next === at) {
      at = at.nextElementSibling;
      continue;
    }
    rows.insertBefore(next, at);
    if (known) continue;
    if (messagesOf(next).some((it) => chosen.has(it))) box(next).checked = true;
    htmx.process(next);
    if (item.dataset.message && item.dataset.seen === undefined) arrived += 1;
  }
  // A row that changes its place loses the focus.
  if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
  if (kept) scroller().scrollTop += kept.row.getBoundingClientRect().top - kept.at;
  return arrived;
};

// Changes only what is there.
const renewShown = (rows, fresh) => {
  for (const row of rows.querySelectorAll("[data-message]")) {
    const item = fresh.get(keyOf(row));
    if (item) renew(row, item);
  }
};

// Headings that are the same on two pages are one.
const byKey = (items) => {
  const found = new Map();
  for (const item of items) if (!found.has(keyOf(item))) found.set(keyOf(item), item);
  return found;
};

window.arrangement = { arrange, renewShown, byKey };
