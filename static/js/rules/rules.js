// Rules change places: drawn with a mouse, or with Alt and an arrow on the rule in focus. The buttons of each rule do the
// same for those without script.
const lists = () => [...document.querySelectorAll("[data-rules]")];
const ruleOf = (it) => it.closest?.("[data-rules] > [data-rule]");
const isMovable = (rule) => rule.parentElement.children.length > 1;

// The server answers with the whole page: what had the focus is looked for there, by what the rule is.
const MOVED = "facteur:moved-rule";
const printOf = (rule) => rule.dataset.rule.replace(/^\d+-/, "");
const remember = (rule, what) => sessionStorage.setItem(MOVED, JSON.stringify([printOf(rule), what]));

const focusAgain = () => {
  const [print, what] = JSON.parse(sessionStorage.getItem(MOVED) ?? "[]");
  sessionStorage.removeItem(MOVED);
  const rule = print && [...document.querySelectorAll("[data-rule]")].find((it) => printOf(it) === print);
  const button = what && rule?.querySelector(`button[name=${what}]:enabled`);
  (button || rule?.querySelector("a"))?.focus();
};

const move = (rule, place) => {
  const form = rule.closest("form");
  // Whoever comes back to the page finds it as it was left, with these in it.
  const to = form.querySelector("[name=to]") ?? document.createElement("input");
  Object.assign(to, { type: "hidden", name: "to", value: place.dataset.rule });
  const button = form.querySelector("[name=move]") ?? document.createElement("button");
  Object.assign(button, { name: "move", value: rule.dataset.rule, hidden: true });
  form.append(to, button);
  remember(rule, "");
  form.requestSubmit(button);
};

let dragged;

// A finger that rests on a rule asks for the browser's menu, and has the buttons.
document.addEventListener("pointerdown", (event) => {
  const rule = ruleOf(event.target);
  if (rule && isMovable(rule)) rule.draggable = event.pointerType !== "touch";
});

document.addEventListener("dragstart", (event) => {
  dragged = ruleOf(event.target);
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.querySelector("b").textContent);
});

document.addEventListener("dragover", (event) => {
  const over = dragged && ruleOf(event.target);
  const takes = over && over !== dragged && over.parentElement === dragged.parentElement;
  window.dragging.point(takes ? over : undefined);
  if (!takes) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
});

document.addEventListener("drop", (event) => {
  const over = dragged && ruleOf(event.target);
  if (!over || over === dragged || over.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  move(dragged, over);
});

document.addEventListener("dragend", () => {
  dragged = undefined;
  window.dragging.point(undefined);
});

document.addEventListener("keydown", (event) => {
  const isUp = event.key === "ArrowUp";
  const rule = event.altKey && (isUp || event.key === "ArrowDown") && ruleOf(event.target);
  if (!rule) return;
  event.preventDefault();
  const place = isUp ? rule.previousElementSibling : rule.nextElementSibling;
  if (place) move(rule, place);
});

document.addEventListener("submit", (event) => {
  const { submitter } = event;
  if (["up", "down"].includes(submitter?.name) && ruleOf(submitter)) remember(ruleOf(submitter), submitter.name);
});

const movable = lists().flatMap((it) => [...it.children]).filter(isMovable);
for (const rule of movable) {
  rule.draggable = true;
  rule.querySelector("a").setAttribute("aria-keyshortcuts", "Alt+ArrowUp Alt+ArrowDown");
}
for (const hint of document.querySelectorAll("[data-order-hint]")) hint.hidden = movable.length === 0;
focusAgain();
