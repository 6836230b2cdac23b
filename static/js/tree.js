// Branches of the folder tree: they close and open at once, and the server keeps it for the next pages.
let kept = Promise.resolve();

// One after the other: the last press counts.
const keep = (form, body) => {
  const send = () => fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
  kept = kept.then(send).catch(() => {});
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".tree-fold");
  if (!button) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(button.form));
  body.append(button.name, button.value);
  keep(button.form, body);
  const closed = button.parentElement.classList.toggle("closed");
  button.name = closed ? "open" : "close";
  button.setAttribute("aria-expanded", String(!closed));
});
