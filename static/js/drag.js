// A row, or all that are chosen, drawn to a folder: there they are moved, with Ctrl (Alt on a Mac) copied. The same
// is done by the menu of folders in the bar, whose buttons this presses.
const row = (it) => it.closest?.("#rows .row[data-message]");
const folder = (it) => it.closest?.("#folders [data-mailbox]");
const boxes = () => [...document.querySelectorAll("#rows .row-check input")];
const bar = () => document.getElementById("bulk");
const button = (mailbox) => bar()?.querySelector(`button[name=to][value="${CSS.escape(mailbox)}"]:enabled`);
const copies = (event) => event.ctrlKey || event.altKey;

// A closed branch opens for who waits over it.
const OPENS_MS = 700;

let dragged = false;
let over;
let opening;

const wait = (branch) => {
  if (opening?.branch === branch) return;
  clearTimeout(opening?.timer);
  const open = () => branch.querySelector(":scope > .tree-fold").click();
  opening = branch && { branch, timer: setTimeout(open, OPENS_MS) };
};

const point = (at) => {
  if (over === at) return;
  over?.classList.remove("drop-over");
  over = at;
  over?.classList.add("drop-over");
};

// What is drawn and not chosen is drawn alone, under a stack with the number of all that is.
const begin = (event, box, all) => {
  if (!box.checked) for (const other of all) other.checked = other === box;
  const stack = document.createElement("span");
  stack.className = "drag-ghost";
  stack.textContent = all.filter((it) => it.checked).length.toLocaleString(document.documentElement.lang);
  document.body.append(stack);
  setTimeout(() => stack.remove());
  event.dataTransfer.effectAllowed = "copyMove";
  event.dataTransfer.setDragImage(stack, -8, -8);
};

// For cards, too.
window.dragging = { begin, point };

document.addEventListener("dragstart", (event) => {
  const start = row(event.target);
  const box = start?.querySelector(".row-check input");
  if (!box || !event.dataTransfer) return;
  begin(event, box, boxes());
  document.dispatchEvent(new Event("facteur:rows"));
  dragged = true;
});

document.addEventListener("dragover", (event) => {
  if (!dragged) return;
  wait(event.target.closest?.("#folders .branch.closed") ?? undefined);
  const target = folder(event.target);
  const takes = target && button(target.dataset.mailbox);
  point(takes ? target : undefined);
  if (!takes) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = copies(event) ? "copy" : "move";
});

document.addEventListener("drop", (event) => {
  const target = dragged && folder(event.target);
  const takes = target && button(target.dataset.mailbox);
  if (!takes) return;
  event.preventDefault();
  const [move, copy] = bar().querySelectorAll("[name=how]");
  (copies(event) ? copy : move).checked = true;
  takes.click();
  move.checked = true;
});

document.addEventListener("dragend", () => {
  dragged = false;
  point(undefined);
  wait(undefined);
});
