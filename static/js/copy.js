// Buttons that copy a text. They exist for those with scripts, on pages that the browser lets copy.
const show = () => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const menu = button.closest("details");
  if (menu) menu.open = false;
  document.dispatchEvent(new CustomEvent("facteur:say", { detail: button.dataset.said }));
});

document.body.addEventListener("htmx:afterSettle", show);
show();
