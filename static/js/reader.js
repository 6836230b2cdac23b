// What follows when htmx puts a message beside the list, or both in place of what was there: the row, the
// pane that a phone shows, the focus, how far the list was scrolled.
const list = () => document.getElementById("list");
const reader = () => document.getElementById("reader");

const rowOf = (number) => list()?.querySelector(`[data-message="${CSS.escape(number)}"]`);

// The open row is in sight, however far down the list it is.
const reveal = () => list()?.querySelector(".row-link[aria-current]")?.scrollIntoView({ block: "nearest" });

// The open row is the current one; the message may have become read.
const mark = () => {
  const number = reader()?.dataset.message;
  for (const link of list()?.querySelectorAll(".row-link[aria-current]") ?? []) link.removeAttribute("aria-current");
  const row = number && rowOf(number);
  if (!row) return;
  row.querySelector(".row-link").setAttribute("aria-current", "true");
  if (!("seen" in reader().dataset)) return;
  row.classList.remove("unread");
  row.dataset.seen = "";
  row.querySelector("[data-unread]")?.remove();
};

const showReader = () => {
  document.body.dataset.view = "item";
  document.getElementById("main").classList.add("split-2");
  mark();
  reveal();
  // Who walks from row to row stays there.
  const walks = list()?.dataset.walks === reader().dataset.message;
  delete list()?.dataset.walks;
  if (!walks) reader().focus({ preventScroll: true });
};

// Unless it is somewhere in the list already.
const focusList = () => {
  if (list().contains(document.activeElement)) return;
  const link = list().querySelector(".row-link[aria-current]") ?? list().querySelector(".row-link");
  (link ?? document.getElementById("list-h")).focus({ preventScroll: true });
};

const showList = () => {
  mark();
  reveal();
  focusList();
};

// After an act: the next message is open, or the list is all there is.
let scrolled = 0;
const showSheet = () => {
  list().querySelector(".scroll").scrollTop = scrolled;
  reveal();
  const isOpen = !reader().hidden;
  document.body.dataset.view = isOpen ? "item" : "list";
  if (isOpen) reader().focus({ preventScroll: true });
  else focusList();
};

document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id === "main") scrolled = list()?.querySelector(".scroll").scrollTop ?? 0;
});
document.body.addEventListener("htmx:afterSettle", (event) => {
  const { id } = event.detail.elt;
  if (id === "reader") showReader();
  if (id === "list") showList();
  // A thread was unfolded or folded: nothing moves but that.
  if (id === "rows") mark();
  if (id === "main") showSheet();
});
reveal();
