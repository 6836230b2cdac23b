// Back from a message to the list that stands beside it already: as it was, on the row of the message.
const list = () => document.getElementById("list");

// A page has one h1: the subject was it.
const head = () => {
  const old = document.getElementById("list-h");
  if (old.matches("h1")) return;
  const heading = document.createElement("h1");
  for (const { name, value } of old.attributes) heading.setAttribute(name, value);
  heading.append(...old.childNodes);
  old.replaceWith(heading);
};

const close = (reader) => {
  reader.hidden = true;
  reader.replaceChildren();
  for (const name of ["data-message", "data-seen", "aria-labelledby"]) reader.removeAttribute(name);
  document.getElementById("main").classList.remove("split-2");
  document.body.dataset.view = "list";
  head();
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-back]");
  if (!link || !list() || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  const row = list().querySelector(".row-link[aria-current]");
  const { back: title } = link.dataset;
  // htmx asks for the page that is gone back to.
  history.pushState({ htmx: true }, "", link.href);
  close(document.getElementById("reader"));
  document.title = title;
  row?.removeAttribute("aria-current");
  row?.scrollIntoView({ block: "nearest" });
  (row ?? document.getElementById("list-h")).focus({ preventScroll: true });
  document.dispatchEvent(new Event("facteur:rows"));
});
