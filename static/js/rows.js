// What is new in the list that is open: rows come, change and go in their place, while what is read, chosen
// or in focus stays where it is. The list is asked for as its button to refresh does.
const place = document.getElementById("live");
if (!place) return;

// News that come together are asked for once.
const TOGETHER_MS = 250;

const { arrange, renewShown, byKey } = window.arrangement;
const list = () => document.getElementById("list");
const rowsOf = (root) => root.querySelector("ul#rows");
const scroller = () => list().querySelector(".scroll");
// A list without pages has several at a time: endless.js.
const isFirstPage = () => !(list().pages ? list().pages[0].prev : list().querySelector(".pager [rel=prev]"));

// --- what stands around them

const replace = (selector, page) => {
  const [here, fresh] = [document.querySelector(selector), page.querySelector(selector)];
  if (!here || !fresh || here.contains(document.activeElement)) return;
  here.replaceWith(fresh);
  htmx.process(fresh);
};

// Counts change in their place, so that nothing is lost that is done in the tree.
const renewFolders = (page) => {
  const [here, fresh] = [document.getElementById("folders"), page.getElementById("folders")];
  if (!here || !fresh) return;
  const names = (root) => [...root.querySelectorAll("[data-mailbox]")].map((it) => it.dataset.mailbox);
  if (JSON.stringify(names(here)) !== JSON.stringify(names(fresh))) {
    fresh.removeAttribute("hx-swap-oob");
    replace("#folders", page);
    return;
  }
  const links = fresh.querySelectorAll("[data-mailbox]");
  here.querySelectorAll("[data-mailbox]").forEach((link, at) => {
    link.className = links[at].className;
    link.dataset.unseen = links[at].dataset.unseen;
    link.replaceChildren(...links[at].childNodes);
  });
};

// The way to messages that came where one does not look.
let waiting = 0;
const offer = (count) => {
  waiting += count;
  const pill = document.getElementById("list-new");
  if (!pill) return;
  pill.hidden = waiting === 0;
  pill.querySelector("span").textContent = newMessages(waiting);
};

document.addEventListener("click", (event) => {
  const pill = event.target.closest?.("#list-new");
  if (!pill) return;
  offer(-waiting);
  if (!isFirstPage()) return;
  event.preventDefault();
  scroller().scrollTo({ top: 0 });
  list().querySelector(".row-link")?.focus({ preventScroll: true });
});
document.addEventListener(
  "scroll",
  (event) => {
    if (waiting === 0 || event.target !== scroller() || event.target.scrollTop > 0) return;
    if (isFirstPage()) offer(-waiting);
  },
  true,
);

// --- the title and the icon

// How many are not read in the inbox: as the page says, or as was told since.
let unseen;
const count = () => {
  const inbox = document.querySelector("#folders [data-mailbox=INBOX]");
  if (inbox) unseen = Number(inbox.dataset.unseen);
  badge();
};
const badge = () => {
  const isTold = "counts" in place.dataset && unseen > 0;
  const bare = document.title.replace(/^\([\d\s.,]+\) /, "");
  const title = isTold ? `(${unseen.toLocaleString(document.documentElement.lang)}) ${bare}` : bare;
  if (document.title !== title) document.title = title;
  const icon = document.querySelector("link[rel=icon]");
  const wanted = isTold ? place.dataset.icon : place.dataset.plainIcon;
  if (icon.getAttribute("href") !== wanted) icon.href = wanted;
};

// --- news

// How many messages came between two states of the list: their UIDs say so, whatever was told meanwhile.
const arrivals = (before, now) => Math.max(0, now.dataset.uidNext - before.dataset.uidNext) || 0;

// The pages of a list without pages; how many rows are new.
const takeAll = (fresh) => {
  const detail = { fresh, arrived: 0 };
  document.dispatchEvent(new CustomEvent("facteur:pages", { detail }));
  return detail.arrived;
};

// Takes over a state of the list: of the page that is shown, or of several.
const take = (pages) => {
  const [page] = pages;
  const rows = rowsOf(list());
  const whole = pages.filter(rowsOf);
  const fresh = page.getElementById("list");
  const items = byKey(whole.flatMap((it) => [...rowsOf(it).children]));
  if (!rows || whole.length === 0) {
    if (isFirstPage()) replace("#list > .scroll", page);
  } else if (isFirstPage()) {
    const count = list().pages ? takeAll(whole) : arrange(rows, items);
    if (scroller().scrollTop > 0) offer(count);
    if (!list().pages) replace("#list .pager", page);
  } else {
    if (list().pages) takeAll(whole);
    else renewShown(rows, items);
    offer(arrivals(list(), fresh));
  }
  if (fresh?.dataset.uidNext) list().dataset.uidNext = fresh.dataset.uidNext;
  replace("#list-count", page);
  document.dispatchEvent(new Event("facteur:rows"));
  renewFolders(page);
  page.getElementById("quota")?.removeAttribute("hx-swap-oob");
  replace("#quota", page);
  count();
};

let timer;
let busy = false;
let missed = false;

const addressesOf = (address) => list().pages?.map((it) => it.url) ?? [address];

// Nothing moves under a finger that draws a row.
const isHeld = () => Boolean(list()?.querySelector(".has-swiping"));

const refresh = async () => {
  const address = document.getElementById("list-refresh")?.href;
  if (!address) return;
  if (isHeld()) {
    soon();
    return;
  }
  if (busy || document.hidden) {
    missed = true;
    return;
  }
  [busy, missed] = [true, false];
  try {
    const [shown, addresses] = [list(), addressesOf(address)];
    const pages = await Promise.all(addresses.map(fetchFragment));
    // Another list may have been opened meanwhile, or another page of it.
    const now = document.getElementById("list-refresh")?.href;
    const isSame = list() === shown && now && String(addressesOf(now)) === String(addresses);
    if (isHeld()) missed = true;
    else if (isSame && pages.every(Boolean)) take(pages);
  } catch {
    // The stream has noticed as well, and tells when it is back.
  } finally {
    busy = false;
    if (missed) soon();
  }
};

const soon = () => {
  clearTimeout(timer);
  timer = setTimeout(refresh, TOGETHER_MS);
};

document.addEventListener("facteur:news", ({ detail: news }) => {
  if (news.mailbox === "INBOX") {
    unseen = news.unseen;
    badge();
  }
  soon();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && missed) soon();
});
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (["list", "main"].includes(event.detail.elt.id)) waiting = 0;
  count();
});
count();
