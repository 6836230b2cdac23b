// Says that what was changed in a section of the settings is not kept yet, and lets nobody leave with it unasked.
const form = document.getElementById("settings");
const place = document.getElementById("unsaved");
if (!form || !place) return;

const state = () => new URLSearchParams(new FormData(form)).toString();
const before = state();
// What came back with a mistake was not kept either.
const isChanged = () => "failed" in place.dataset || state() !== before;
const look = () => {
  const words = isChanged() ? place.dataset.words : "";
  if (place.textContent !== words) place.textContent = words;
};

let sent = false;
form.addEventListener("submit", () => {
  sent = true;
});
for (const what of ["input", "change", "click"]) document.addEventListener(what, () => setTimeout(look));
window.addEventListener("pageshow", () => {
  sent = false;
  look();
});
window.addEventListener("beforeunload", (event) => {
  if (!sent && isChanged()) event.preventDefault();
});
