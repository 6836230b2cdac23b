// The sentence about what just happened. Other scripts say one by the event "facteur:say".
const STAYS_MS = 8000;
const place = document.getElementById("notice");
let timer;

const clear = () => place.replaceChildren();
const wait = () => {
  clearTimeout(timer);
  timer = setTimeout(clear, STAYS_MS);
};

const dress = (toast) => {
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn sm";
  close.textContent = place.dataset.close;
  close.addEventListener("click", clear);
  toast.append(close);
  wait();
};

document.addEventListener("facteur:say", (event) => {
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = event.detail;
  place.replaceChildren(toast);
  dress(toast);
});

// One that came with a part of a page; htmx tells of it more than once.
document.body.addEventListener("htmx:oobAfterSwap", (event) => {
  const toast = event.detail.target === place && place.querySelector(".toast:not(:has(button))");
  if (toast) dress(toast);
});

// It does not go while it is read.
for (const name of ["pointerenter", "focusin"]) place.addEventListener(name, () => clearTimeout(timer));
for (const name of ["pointerleave", "focusout"]) place.addEventListener(name, wait);

const first = place.querySelector(".toast");
if (first) dress(first);
