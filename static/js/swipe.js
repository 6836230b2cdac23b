// A row that a finger draws to a side: what is done there is seen beside it, and done once it was drawn far enough.
// The buttons of the bar do it, and their notice takes it back. A list says by `data-swipe` what is done at the end
// of a line and what at its beginning.
const START_PX = 12;
const FAR = 0.35;

const list = () => document.getElementById("list");
const isChoosing = () => list().querySelector(".row-check :checked") !== null;
const button = (act) => document.getElementById("bulk")?.querySelector(`button[name=do][value=${act}]`);

let drawn;

// Where writing runs from right to left the sides change places.
const actTo = (dx) => {
  const [toEnd, toStart] = list().dataset.swipe.split(" ");
  const isRtl = getComputedStyle(list()).direction === "rtl";
  return dx > 0 !== isRtl ? toEnd : toStart;
};

const hint = (act) => {
  const words = document.createElement("span");
  words.className = "swipe-hint";
  words.setAttribute("aria-hidden", "true");
  words.append(button(act).querySelector("svg").cloneNode(true), button(act).getAttribute("aria-label"));
  return words;
};

const show = (dx) => {
  const act = actTo(dx);
  const { row } = drawn;
  if (row.dataset.act !== act) {
    row.querySelector(".swipe-hint")?.remove();
    if (button(act)) row.append(hint(act));
    row.dataset.act = act;
  }
  drawn.dx = button(act) ? dx : 0;
  row.classList.toggle("is-far", Math.abs(drawn.dx) > row.clientWidth * FAR);
  row.classList.toggle("to-left", dx < 0);
  row.style.translate = `${drawn.dx}px`;
};

const begin = (row, pointer) => {
  drawn.begun = true;
  row.setPointerCapture(pointer);
  row.classList.add("swiping");
  row.parentElement.classList.add("has-swiping");
};

const end = () => {
  const { row } = drawn;
  drawn = undefined;
  row.style.translate = "";
  row.classList.remove("swiping", "is-far", "to-left");
  row.parentElement?.classList.remove("has-swiping");
  row.querySelector(".swipe-hint")?.remove();
  delete row.dataset.act;
};

const act = () => {
  const { row } = drawn;
  const does = row.classList.contains("is-far") && row.isConnected && button(row.dataset.act);
  end();
  if (!does) return;
  document.dispatchEvent(new CustomEvent("facteur:tick", { cancelable: true, detail: { row, alone: true } }));
  does.click();
};

document.addEventListener("pointerdown", (event) => {
  if (drawn || event.pointerType !== "touch" || !event.isPrimary || !list()?.dataset.swipe || isChoosing()) return;
  const row = event.target.closest?.("#rows .row[data-message]");
  if (row) drawn = { row, pointer: event.pointerId, x: event.clientX, y: event.clientY, dx: 0, begun: false };
});

document.addEventListener("pointermove", (event) => {
  if (event.pointerId !== drawn?.pointer) return;
  const [dx, dy] = [event.clientX - drawn.x, event.clientY - drawn.y];
  if (!drawn.begun && Math.abs(dx) > START_PX && Math.abs(dx) > 2 * Math.abs(dy)) begin(drawn.row, event.pointerId);
  if (drawn.begun) show(dx);
});

document.addEventListener("pointerup", (event) => {
  if (event.pointerId !== drawn?.pointer) return;
  if (drawn.begun) act();
  else drawn = undefined;
});

// The finger scrolls.
document.addEventListener("pointercancel", (event) => {
  if (event.pointerId === drawn?.pointer) end();
});
