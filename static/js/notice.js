// The sentence about what just happened. Other scripts say one by the event "facteur:say".
const STAYS_MS = 8000;
const STAYS_WITH_UNDO_MS = 12000;
const place = document.getElementById("notice");
const undo = () => place.querySelector("[data-undo]");
let timer;

// The last act can be taken back as long as the page is open, by a key: its form is kept out of sight.
const clear = () => {
  const form = undo();
  if (form) document.getElementById("undo").replaceChildren(form);
  place.replaceChildren();
};
const wait = () => {
  clearTimeout(timer);
  if (place.querySelector("[data-running]")) return;
  timer = setTimeout(clear, undo() ? STAYS_WITH_UNDO_MS : STAYS_MS);
};

const dress = (toast) => {
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn sm";
  close.textContent = place.dataset.close;
  close.addEventListener("click", clear);
  toast.append(close);
  toast.dataset.dressed = "";
  if (undo()) document.getElementById("undo").replaceChildren();
  wait();
};

document.addEventListener("facteur:say", (event) => {
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = event.detail;
  clear();
  place.replaceChildren(toast);
  dress(toast);
});

// One that came with a part of a page; htmx tells of it more than once.
document.body.addEventListener("htmx:oobAfterSwap", (event) => {
  const toast = event.detail.target === place && place.querySelector(".toast:not([data-dressed], [data-running])");
  if (toast) dress(toast);
});

// What goes on by itself is told of until it has ended.
document.body.addEventListener("htmx:afterSettle", () => {
  const toast = place.querySelector(".toast:not([data-dressed], [data-running])");
  if (toast) dress(toast);
});

// How long a message can be called back, second by second.
setInterval(() => {
  const line = place.querySelector("[data-seconds]");
  if (!line) return;
  const { seconds, one, many, over } = line.dataset;
  const left = Math.max(0, seconds - 1);
  line.dataset.seconds = left;
  line.textContent = left > 1 ? many.replace("{count}", left) : left === 1 ? one : over;
}, 1000);

// It does not go while it is read.
for (const name of ["pointerenter", "focusin"]) place.addEventListener(name, () => clearTimeout(timer));
for (const name of ["pointerleave", "focusout"]) place.addEventListener(name, wait);

// What a window has to tell that closes.
document.addEventListener("facteur:take", (event) => {
  // What still goes on is told here: that window stays, and tells its own.
  if (place.querySelector("[data-running]")) return;
  event.preventDefault();
  clear();
  place.replaceChildren(document.importNode(event.detail, true));
  htmx.process(place);
  dress(place.querySelector(".toast"));
});

// One that was opened to write in has served once its form led away from the form: that is told where it was opened.
const WRITTEN = "facteur:written";
const isWritten = sessionStorage.getItem(WRITTEN) !== null && !document.getElementById("compose");
sessionStorage.removeItem(WRITTEN);
const first = place.querySelector(".toast");
const isTaken = () => {
  const word = new CustomEvent("facteur:take", { detail: first, cancelable: true });
  try {
    return !window.opener.document.dispatchEvent(word);
  } catch {
    return false;
  }
};
if (first && isWritten && window.opener && isTaken()) window.close();
// From here on it is a window like any other.
if (!document.getElementById("compose")) window.opener = null;
if (first) dress(first);
