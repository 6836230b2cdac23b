// The list of the contacts: J and K go from card to card and X chooses one, as in a mailbox; a card, or all that are
// chosen, drawn to a group joins it, drawn to a book moves there, with Ctrl (Alt on a Mac) as a copy. The same is done
// by the menu above the list, whose buttons this presses.
const cards = document.getElementById("cards");
const side = document.getElementById("side");
if (!cards) return;

const links = () => [...cards.querySelectorAll(".row-link")];
const rowOf = (it) => it?.closest?.("#cards .row[data-card]");
const boxOf = (row) => row?.querySelector(".row-check input");
const boxes = () => [...cards.querySelectorAll(".row-check input")];
const button = (act) => document.querySelector(`#chosen button[name=do][value="${CSS.escape(act)}"]:enabled`);

// --- from card to card

// While a key is held, cards are passed by and not opened.
const walk = ({ steps, repeat }) => {
  const all = links();
  if (all.length === 0 || !Number.isFinite(steps)) return false;
  const open = all.find((it) => it.hasAttribute("aria-current"));
  const from = rowOf(document.activeElement)?.querySelector(".row-link") ?? open;
  const link = from ? all[all.indexOf(from) + steps] : all[0];
  if (!link) {
    cards.querySelector(steps > 0 ? ".pager [rel=next]" : ".pager [rel=prev]")?.click();
    return true;
  }
  // On a telephone the open card hides the list.
  if (link.checkVisibility()) link.focus();
  if (open && !repeat) link.click();
  return true;
};

const tick = () => {
  const box = boxOf(rowOf(document.activeElement));
  box?.click();
  return Boolean(box);
};

const choose = (which) => {
  const wanted = which === "page";
  const others = boxes().filter((it) => it.checked !== wanted);
  for (const box of others) box.checked = wanted;
  return wanted || others.length > 0;
};

const ANSWERS = {
  walk,
  tick,
  choose,
  "open-row": () => {
    const link = rowOf(document.activeElement)?.querySelector(".row-link");
    link?.click();
    return Boolean(link);
  },
};
for (const [what, does] of Object.entries(ANSWERS)) {
  document.addEventListener(`facteur:${what}`, (event) => {
    if (does(event.detail ?? {})) event.preventDefault();
  });
}

// --- drawn to a group or a book

let dragged = false;

// The script of all pages comes after this one.
const point = (at) => window.dragging.point(at);

// What dropping here does; of what cannot be moved there is a copy.
const taker = (event) => {
  const place = event.target.closest?.("#side [data-drop]");
  const act = place?.dataset.drop;
  if (!act) return {};
  const copy = act.replace(/^move-/, "copy-");
  const first = event.ctrlKey || event.altKey ? copy : act;
  return { place, press: button(first) ?? button(copy) };
};

cards.addEventListener("dragstart", (event) => {
  const box = boxOf(rowOf(event.target));
  if (!box || !event.dataTransfer) return;
  window.dragging.begin(event, box, boxes());
  dragged = true;
});

side?.addEventListener("dragover", (event) => {
  const { place, press } = dragged ? taker(event) : {};
  point(press ? place : undefined);
  if (!press) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = press.value.startsWith("move-") ? "move" : "copy";
});

side?.addEventListener("dragleave", () => point(undefined));

side?.addEventListener("drop", (event) => {
  const { press } = dragged ? taker(event) : {};
  if (!press) return;
  event.preventDefault();
  press.click();
});

document.addEventListener("dragend", () => {
  dragged = false;
  point(undefined);
});
