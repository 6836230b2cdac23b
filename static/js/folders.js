// The field that narrows a list of folders. It exists for those with script only.
const begin = () => {
  for (const field of document.querySelectorAll("[data-filters][hidden]")) field.hidden = false;
};

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// Where the folders are: in the form of the field, else in the element that it names.
const place = (field) => field.form ?? document.getElementById(field.dataset.filters);

const narrow = (field) => {
  const wanted = plain(field.value.trim());
  place(field).classList.toggle("narrowed", wanted !== "");
  // One that is inside a wanted folder, or has one inside it, stays.
  for (const item of place(field).querySelectorAll(":is(.destinations, .tree, .set-folders) li")) {
    item.hidden = !plain(item.textContent).includes(wanted);
  }
};

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-filters]")) return;
  narrow(event.target);
});
// Enter chooses the first that is left, and does not send the form by whatever button comes first.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches?.("[data-filters]")) return;
  event.preventDefault();
  const choices = place(event.target).querySelectorAll("button[name=to]:enabled, a.tree-link");
  [...choices].find((it) => it.checkVisibility())?.click();
});

document.body.addEventListener("htmx:afterSettle", () => {
  begin();
  // What came in place of the folders is narrowed as they were.
  for (const field of document.querySelectorAll("[data-filters]")) if (field.value) narrow(field);
});
begin();
