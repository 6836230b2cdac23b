// Rows by the keyboard: the list is one stop for Tab, and keys walk through it. What a key is for is decided by
// keys.js.
const list = () => document.getElementById("list");
const reader = () => document.querySelector("#reader:not([hidden])");
const links = () => [...(list()?.querySelectorAll("#rows .row-link") ?? [])];
const rowOf = (it) => it?.closest?.("#rows .row[data-message]");
const linkOf = (row) => row?.querySelector(".row-link");

// While a key is held, rows are passed by and not opened.
const REST_MS = 150;

// --- one stop

let last;

const stop = (all) => {
  const focused = linkOf(rowOf(document.activeElement));
  if (focused) return focused;
  const known = all.find((it) => rowOf(it).dataset.message === last);
  return known ?? all.find((it) => it.hasAttribute("aria-current")) ?? all[0];
};

const settle = () => {
  const all = links();
  const here = stop(all);
  last = rowOf(here)?.dataset.message;
  for (const link of all) {
    const tabIndex = link === here ? 0 : -1;
    for (const it of rowOf(link).querySelectorAll(".row-link, .row-fold, .row-check input")) it.tabIndex = tabIndex;
  }
};

document.addEventListener("focusin", (event) => {
  if (rowOf(event.target)) settle();
});
document.addEventListener("facteur:rows", settle);
document.body.addEventListener("htmx:afterSettle", settle);
settle();

// --- from row to row

let timer;

// Beside the list the next message opens, and the focus stays where it is.
const open = (link, repeat) => {
  clearTimeout(timer);
  const begin = () => {
    last = rowOf(link).dataset.message;
    if (list().contains(document.activeElement)) list().dataset.walks = last;
    link.click();
  };
  if (repeat) timer = setTimeout(begin, REST_MS);
  else begin();
};

const turn = (steps) => {
  // Without pages more rows come by themselves.
  if (list().pages) return;
  const way = list().querySelector(steps > 0 ? ".pager [rel=next]" : ".pager [rel=prev]");
  if (Number.isFinite(steps)) way?.click();
};

// Where nothing has the focus, the first step comes to the row that Tab would come to.
const target = (all, steps) => {
  const from = rowOf(document.activeElement) ?? rowOf(all.find((it) => it.hasAttribute("aria-current")));
  if (!from) return all.find((it) => it.tabIndex === 0);
  const at = all.indexOf(linkOf(from)) + steps;
  return Number.isFinite(steps) ? all[at] : all.at(steps > 0 ? -1 : 0);
};

const walk = ({ steps, repeat }) => {
  const all = links();
  if (all.length === 0) return false;
  // A list that is out of sight: the open message knows its neighbours.
  if (reader() && !list().checkVisibility()) {
    const way = reader().querySelector(`.nav-prevnext [rel=${steps > 0 ? "next" : "prev"}]`);
    if (!repeat) way?.click();
    return Boolean(way);
  }
  const link = target(all, steps);
  if (!link) turn(steps);
  else if (!reader()?.contains(document.activeElement)) link.focus();
  if (link && !link.target && reader() && !link.hasAttribute("aria-current")) open(link, repeat);
  return true;
};

const answer = (what, does) =>
  document.addEventListener(`facteur:${what}`, (event) => {
    if (list() && does(event.detail)) event.preventDefault();
  });

answer("walk", walk);
answer("open-row", () => {
  const link = linkOf(rowOf(document.activeElement));
  link?.click();
  return Boolean(link);
});
answer("unfold", (wanted) => {
  const fold = rowOf(document.activeElement)?.querySelector(".row-fold");
  const is = fold?.getAttribute("aria-expanded") === "true";
  if (fold && is !== wanted) fold.click();
  return Boolean(fold);
});
