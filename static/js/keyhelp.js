// The list of keys, over the page: its link leads to the same list as a page of its own.
const dialog = document.getElementById("keys");

document.body.addEventListener("htmx:afterSettle", (event) => {
  if (dialog && event.detail.elt === dialog && !dialog.open) dialog.showModal();
});
