// A list without pages, for who wants it: what follows is fetched before its end is reached, and what was passed
// long ago goes, so that no more than a few pages are there at a time. `list().pages` has them in order: where each
// is fetched, its neighbours, and the keys of its rows. What changes meanwhile is fetched by rows.js for all of them.
const MOST_PAGES = 5;
const STILL_MS = 200;
// What the heading of the day covers.
const HEADING_PX = 32;

const list = () => document.getElementById("list");
const rows = () => list()?.querySelector("ul#rows");
const scroller = () => list().querySelector(".scroll");
const { arrange, byKey } = window.arrangement;

// --- one page

const read = (root) => {
  const pager = root.querySelector(".pager").cloneNode(true);
  const link = (rel) => pager.querySelector(`[rel=${rel}]`)?.getAttribute("href");
  return {
    url: root.querySelector("#list-refresh").getAttribute("href"),
    prev: link("prev"),
    next: link("next"),
    pager,
    view: root.querySelector("#bulk [name=view]").value,
    state: `${root.querySelector("#bulk-count").dataset.total} ${root.querySelector("#list").dataset.uidNext}`,
    keys: [...byKey(root.querySelector("ul#rows").children).keys()],
  };
};

const isWhole = (root) => root.querySelector("ul#rows") !== null;
const numberOf = (page) => new URL(page.url, location.href).searchParams.get("page") ?? "0";

// --- all pages

// Shows the pages that are held; `fresh` are documents with rows that may not be there yet. What is seen stays where
// it is, at the top of the list only where `holds` says so.
const lay = (fresh, holds) => {
  const items = byKey(fresh.flatMap((page) => [...page.querySelector("ul#rows").children]));
  const order = new Map(list().pages.flatMap((page) => page.keys).map((key) => [key, items.get(key)]));
  return arrange(rows(), order, holds);
};

// The words are said when they change: they stay where they are, and the ways around them change.
const turnPager = (page) => {
  const pager = list().querySelector(".pager");
  const range = pager.querySelector(".num");
  const fresh = page.pager.cloneNode(true);
  const words = fresh.querySelector(".num").textContent;
  if (range.textContent !== words) range.textContent = words;
  if (pager.contains(document.activeElement)) return;
  fresh.querySelector(".num").replaceWith(range);
  pager.replaceWith(fresh);
  htmx.process(fresh);
};

// Which page one looks at: the bar under the list tells it, acts come back to it, and so does its address.
let shown;
const look = () => {
  if (!list()?.pages || !rows()?.checkVisibility()) return;
  const top = scroller().getBoundingClientRect().top;
  const row = [...rows().querySelectorAll("[data-message]")].find((it) => it.getBoundingClientRect().bottom > top + HEADING_PX);
  const page = list().pages.find((it) => it.keys.includes(row?.dataset.message));
  if (!page) return;
  if (page !== shown?.page) turnPager(page);
  document.getElementById("bulk").elements.view.value = page.view;
  shown = { page, row: scroller().scrollTop > 0 && row };
};

let still;
const keepAddress = () => {
  clearTimeout(still);
  still = setTimeout(() => {
    if (!shown || !list()?.pages?.includes(shown.page) || document.querySelector("#reader:not([hidden])")) return;
    const place = shown.row ? `#row-${shown.row.dataset.message}` : "";
    history.replaceState(history.state, "", shown.page.url + place);
    document.getElementById("list-refresh").setAttribute("href", shown.page.url);
  }, STILL_MS);
};

// So far away, in heights of the window, that nobody comes there soon: what is above, and what is below.
const ABOVE = 1;
const BELOW = 2;

const isFar = (page) => {
  const view = scroller().getBoundingClientRect();
  const numbers = page.keys.filter((key) => !key.startsWith(":"));
  const [first, last] = [numbers[0], numbers.at(-1)].map((it) => document.getElementById(`row-${it}`)?.closest(".row"));
  if (!first || !last) return true;
  const bottom = last.getBoundingClientRect().bottom;
  return bottom < view.top - ABOVE * view.height || first.getBoundingClientRect().top > view.bottom + BELOW * view.height;
};

// What is chosen stays until it was acted on.
const isChoosing = () => rows().querySelector(".row-check :checked") !== null;

const trim = (end) => {
  const { pages } = list();
  while (pages.length > MOST_PAGES && !isChoosing() && isFar(pages.at(end))) pages.splice(end, 1);
};

let busy = false;

// Fetches the page behind the last one, or before the first.
const grow = async (way) => {
  const { pages } = list();
  const isNext = way === "next";
  busy = true;
  try {
    const fresh = await fetchFragment((isNext ? pages.at(-1) : pages[0])[way]);
    // Another list may have been opened meanwhile.
    if (!fresh || !isWhole(fresh) || list()?.pages !== pages) return false;
    const page = read(fresh);
    if (isNext) pages.push(page);
    else pages.unshift(page);
    trim(isNext ? 0 : -1);
    lay([fresh], true);
    // Something came or went, and what follows may not follow: all are asked for again.
    const isOld = pages.some((it) => it.state !== page.state);
    if (isOld) document.dispatchEvent(new CustomEvent("facteur:news", { detail: {} }));
    document.dispatchEvent(new Event("facteur:rows"));
    return true;
  } catch {
    // The next turn of the wheel tries again, and the bar has the way to the next page.
    return false;
  } finally {
    busy = false;
  }
};

// Which way there is too little.
const lacking = () => {
  const { pages } = list();
  const { scrollTop, scrollHeight, clientHeight } = scroller();
  if (pages.at(-1).next && scrollHeight - scrollTop - clientHeight < BELOW * clientHeight) return "next";
  return pages[0].prev && scrollTop < ABOVE * clientHeight ? "prev" : "";
};

const fill = async () => {
  while (!busy && list()?.pages && lacking()) if (!(await grow(lacking()))) break;
  look();
};

// --- when

const begin = () => {
  const isOn = list()?.dataset.paging === "endless" && rows() && list().querySelector(".pager");
  if (!isOn || list().pages) return;
  list().pages = [read(document)];
  look();
  fill();
};

document.addEventListener(
  "scroll",
  (event) => {
    if (!list()?.pages || event.target !== scroller()) return;
    look();
    keepAddress();
    fill();
  },
  true,
);

addEventListener("resize", fill);

// All pages as they are now: `detail.fresh` has their documents.
document.addEventListener("facteur:pages", (event) => {
  const { fresh } = event.detail;
  // Beyond the end the last page is given again.
  const pages = new Map(fresh.map(read).map((page) => [numberOf(page), page]));
  list().pages.splice(0, Infinity, ...pages.values());
  event.detail.arrived = lay(fresh, false);
  look();
});

// A thread was unfolded in one page: the others stay.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id !== "rows" || !(list().pages?.length > 1)) return;
  const fresh = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const page = isWhole(fresh) ? read(fresh) : undefined;
  const at = page ? list().pages.findIndex((it) => numberOf(it) === numberOf(page)) : -1;
  if (at < 0) return;
  event.detail.shouldSwap = false;
  list().pages[at] = page;
  lay([fresh], true);
  document.dispatchEvent(new Event("facteur:rows"));
});

document.body.addEventListener("htmx:afterSettle", (event) => {
  // Rows that were put in place of all others are one page again.
  if (event.detail.elt.id === "rows" && list()) delete list().pages;
  begin();
});
document.addEventListener("facteur:rows", () => {
  begin();
  look();
  keepAddress();
});
begin();
