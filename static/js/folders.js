// The field that narrows a list of folders. It exists for those with script only.
const begin = () => {
  for (const field of document.querySelectorAll("[data-filters][hidden]")) field.hidden = false;
};

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-filters]")) return;
  const wanted = plain(event.target.value.trim());
  // One that is inside a wanted folder, or has one inside it, stays.
  for (const item of event.target.form.querySelectorAll(".destinations li")) {
    item.hidden = !plain(item.textContent).includes(wanted);
  }
});
// Enter chooses the first that is left, and does not send the form by whatever button comes first.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches?.("[data-filters]")) return;
  event.preventDefault();
  [...event.target.form.querySelectorAll("button[name=to]:enabled")].find((it) => it.checkVisibility())?.click();
});

document.body.addEventListener("htmx:afterSettle", begin);
begin();
