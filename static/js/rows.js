// What is new in the list that is open: rows come, change and go in their place, while what is read, chosen
// or in focus stays where it is. The list is asked for as its button to refresh does.
const place = document.getElementById("live");
if (!place) return;

// News that come together are asked for once.
const TOGETHER_MS = 250;

const list = () => document.getElementById("list");
const rowsOf = (root) => root.querySelector("ul#rows");
const scroller = () => list().querySelector(".scroll");
const isFirstPage = () => !list().querySelector(".pager [rel=prev]");
const keyOf = (item) => item.dataset.message ?? `: ${item.textContent.trim()}`;
const byKey = (items) => new Map([...items].map((item) => [keyOf(item), item]));

// --- one row

const inside = (row) => row.querySelector(".row-link");
const looks = (row) => inside(row).innerHTML + row.className;

// The link itself stays: it may have the focus, or be pressed just now.
const renew = (row, fresh) => {
  restock(row, fresh);
  if (looks(row) === looks(fresh)) return;
  row.className = fresh.className;
  for (const name of ["data-seen", "data-flagged", "data-deleted"]) row.toggleAttribute(name, fresh.hasAttribute(name));
  inside(row).replaceChildren(...inside(fresh).childNodes);
  refold(row, fresh);
};

// The way to unfold a thread.
const refold = (row, fresh) => {
  row.querySelector(".row-fold")?.remove();
  const fold = fresh.querySelector(".row-fold");
  if (!fold) return;
  inside(row).after(fold);
  htmx.process(fold);
};

// What a row stands for: a thread grows while it is chosen.
const box = (row) => row.querySelector(".row-check input");
const messagesOf = (row) => box(row)?.value.split(",") ?? [];
const restock = (row, fresh) => {
  if (box(row) && box(fresh)) box(row).value = box(fresh).value;
};

// --- all rows

// The first row that can be seen and that stays, and how far it is from the top.
const anchor = (rows, fresh) => {
  const top = scroller().getBoundingClientRect().top;
  const stays = (row) => fresh.has(keyOf(row)) && row.getBoundingClientRect().bottom > top;
  const row = [...rows.querySelectorAll("[data-message]")].find(stays);
  return row && { row, at: row.getBoundingClientRect().top };
};

// Puts the rows of another state in place of those that are shown; how many messages are new.
const merge = (rows, other) => {
  const focused = rows.contains(document.activeElement) && document.activeElement;
  const fresh = byKey(other.children);
  const before = byKey(rows.children);
  const kept = scroller().scrollTop > 0 && anchor(rows, fresh);
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
    if (known && item.dataset.message) renew(known, item);
    const next = known ?? item;
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

// Elsewhere than on the first page only what is shown changes.
const renewShown = (rows, other) => {
  const fresh = byKey(other.children);
  for (const row of rows.querySelectorAll("[data-message]")) {
    const item = fresh.get(keyOf(row));
    if (item) renew(row, item);
  }
};

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
  const bare = document.title.replace(/^\([\d\s.,]+\) /, "");
  const title = unseen > 0 ? `(${unseen.toLocaleString(document.documentElement.lang)}) ${bare}` : bare;
  if (document.title !== title) document.title = title;
  const icon = document.querySelector("link[rel=icon]");
  const wanted = unseen > 0 ? place.dataset.icon : place.dataset.plainIcon;
  if (icon.getAttribute("href") !== wanted) icon.href = wanted;
};

// --- news

// How many messages came between two states of the list: their UIDs say so, whatever was told meanwhile.
const arrivals = (before, now) => Math.max(0, now.dataset.uidNext - before.dataset.uidNext) || 0;

// Takes over a state of the list.
const take = (page) => {
  const [rows, other] = [rowsOf(list()), rowsOf(page)];
  const fresh = page.getElementById("list");
  if (!rows || !other) {
    if (isFirstPage()) replace("#list > .scroll", page);
  } else if (isFirstPage()) {
    const count = merge(rows, other);
    if (scroller().scrollTop > 0) offer(count);
    replace("#list .pager", page);
  } else {
    renewShown(rows, other);
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

const refresh = async () => {
  const address = document.getElementById("list-refresh")?.href;
  if (!address) return;
  if (busy || document.hidden) {
    missed = true;
    return;
  }
  [busy, missed] = [true, false];
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    // Another list may have been opened meanwhile.
    if (answer.ok && document.getElementById("list-refresh")?.href === address) {
      take(new DOMParser().parseFromString(await answer.text(), "text/html"));
    }
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
