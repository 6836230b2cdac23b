// What follows when htmx puts a message beside the list: the row, the pane that a phone shows, the focus.
const list = () => document.getElementById("list");
const reader = () => document.getElementById("reader");

const rowOf = (number) => list()?.querySelector(`[data-message="${CSS.escape(number)}"]`);

// The open row is the current one, and it has been read.
const mark = () => {
  const number = reader()?.dataset.message;
  for (const link of list()?.querySelectorAll("[aria-current]") ?? []) link.removeAttribute("aria-current");
  const row = number && rowOf(number);
  if (!row) return;
  row.querySelector(".row-link").setAttribute("aria-current", "true");
  row.classList.remove("unread");
  row.dataset.seen = "";
  row.querySelector("[data-unread]")?.remove();
};

const showReader = () => {
  document.body.dataset.view = "item";
  document.getElementById("main").classList.add("split-2");
  mark();
  reader().focus({ preventScroll: true });
};

const showList = () => {
  mark();
  list().querySelector(".row-link, h1, h2")?.focus({ preventScroll: true });
};

document.body.addEventListener("htmx:afterSettle", (event) => {
  const { id } = event.detail.elt;
  if (id === "reader") showReader();
  if (id === "list") showList();
});
