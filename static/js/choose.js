// Choosing several messages of the list: how many they are, a range with Shift, all with Ctrl A, the choices of the
// menu; and where one is after an act on them. Without scripts boxes, links and buttons do by themselves.
const list = () => document.getElementById("list");
const bar = () => document.getElementById("bulk");
const boxes = () => [...(list()?.querySelectorAll(".row-check input") ?? [])];
const ticked = () => boxes().filter((box) => box.checked);
const rowOf = (box) => box.closest(".row");

// --- how many

const say = (count) => {
  const words = document.getElementById("bulk-count");
  const { one, many } = words.dataset;
  const text = count === 1 ? one : many.replace("{count}", count.toLocaleString(document.documentElement.lang));
  if (words.textContent !== text) words.textContent = text;
};

const update = () => {
  if (!bar()) return;
  const [all, chosen] = [boxes(), ticked()];
  const page = document.getElementById("bulk-page");
  page.hidden = false;
  page.checked = chosen.length === all.length;
  page.indeterminate = !page.checked && chosen.length > 0;
  bar().elements.rows.value = all.length;
  const beyond = bar().elements.all;
  if (beyond && !page.checked) beyond.checked = false;
  if (chosen.length > 0) say(beyond?.checked ? Number(document.getElementById("bulk-count").dataset.total) : chosen.length);
  for (const choice of document.querySelectorAll("[data-select][hidden]")) choice.hidden = false;
};

const choose = (wanted) => {
  for (const box of boxes()) box.checked = wanted(box);
  update();
};

// --- one, many, all

const CHOICES = {
  page: () => true,
  none: () => false,
  unread: (box) => rowOf(box).classList.contains("unread"),
  others: (box) => !box.checked,
};

// The row that was chosen last: with Shift all from there are chosen as it is.
let last;
let withShift = false;

document.addEventListener(
  "click",
  (event) => {
    const choice = event.target.closest?.("[data-select]");
    if (choice) {
      event.preventDefault();
      choose(CHOICES[choice.dataset.select]);
      if (choice.closest("#bulk")) list().querySelector(".row-link")?.focus({ preventScroll: true });
    }
    // The box hears of it in a click of its own, which may not tell of Shift.
    const label = event.target.closest?.(".row-check");
    if (label && event.isTrusted) withShift = event.shiftKey;
  },
  true,
);

// Chosen by a key for one act alone.
let alone;

const extend = (box) => {
  const all = boxes();
  const [from, to] = [all.findIndex((it) => rowOf(it).dataset.message === last), all.indexOf(box)].sort((a, b) => a - b);
  if (from >= 0) for (const it of all.slice(from, to + 1)) it.checked = box.checked;
};

document.addEventListener("change", ({ target }) => {
  if (target.id === "bulk-page") choose(() => target.checked);
  if (target.matches(".row-check input")) {
    if (withShift) extend(target);
    last = rowOf(target).dataset.message;
    withShift = false;
    alone = undefined;
  }
  if (target.form === bar()) update();
});

// Enter in a box would press the first button of the bar.
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.key !== "Enter" || !event.target.matches(".row-check input")) return;
  event.preventDefault();
  rowOf(event.target).querySelector(".row-link").click();
});

// --- by keys

document.addEventListener("facteur:tick", (event) => {
  const { row, extend: withRange, alone: forOneAct } = event.detail;
  const box = row?.querySelector(".row-check input");
  if (!box) return;
  event.preventDefault();
  box.checked = withRange || !box.checked;
  if (withRange) extend(box);
  last = row.dataset.message;
  alone = forOneAct && last;
  update();
});

// A menu that was opened for one act is closed: its row is where one was.
document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!alone || target.open || !bar()?.contains(target)) return;
    choose(() => false);
    list().querySelector(`[data-message="${CSS.escape(alone)}"] .row-link`)?.focus({ preventScroll: true });
  },
  true,
);

document.addEventListener("facteur:choose", (event) => {
  const wanted = CHOICES[event.detail];
  if (!boxes().some((box) => box.checked !== wanted(box))) return;
  event.preventDefault();
  choose(wanted);
});

// --- a file of what is chosen: the browser fetches it by itself, as without scripts

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-whole]");
  if (!button) return;
  event.preventDefault();
  const form = button.form;
  const action = form.getAttribute("action");
  form.setAttribute("action", button.getAttribute("formaction"));
  HTMLFormElement.prototype.submit.call(form);
  form.setAttribute("action", action);
});

// --- acts on what is chosen

// Where one is after that: the row behind the first that goes, else the one before it, and as far down as before.
let after;

document.body.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt !== bar()) return;
  const open = document.querySelector("#reader:not([hidden])")?.dataset.message;
  if (open) event.detail.parameters.open = open;
  const all = boxes();
  const first = all.findIndex((box) => box.checked);
  const rest = [...all.slice(first), ...all.slice(0, Math.max(first, 0)).reverse()].find((box) => !box.checked);
  after = { row: rest && rowOf(rest).dataset.message, at: list().querySelector(".scroll").scrollTop };
  // What is sent is known by now: the bar need not be seen.
  if (alone) choose(() => false);
});
document.body.addEventListener("htmx:afterSettle", (event) => {
  // Rows were marked in their places.
  if (event.detail.requestConfig?.elt === bar()) {
    for (const box of ticked()) if (rowOf(box).dataset.message === alone) box.checked = false;
    [alone, after] = [undefined, undefined];
  }
  if (after && list() && ["list", "main"].includes(event.detail.elt.id)) {
    list().querySelector(".scroll").scrollTop = after.at;
    const row = after.row && list().querySelector(`[data-message="${CSS.escape(after.row)}"] .row-link`);
    (row ?? document.getElementById("list-h")).focus({ preventScroll: true });
    // A list without pages is one page again.
    row?.scrollIntoView({ block: "nearest" });
    after = undefined;
  }
  update();
});

document.addEventListener("facteur:rows", update);
window.addEventListener("pageshow", update);
update();
