// Lists of recipients as chips. What is sent stays in the fields that are there without scripts: they hold each chip's
// text, and what is being typed. Whoever changes such a field says "change" to it.
const place = document.getElementById("recipients");
if (!place) return;

const form = place.closest("form");
const words = place.dataset;
const menu = document.getElementById("chip-menu");
const fields = new Map();
// A message has each recipient once.
const PEOPLE = ["to", "cc", "bcc"];

const say = (text) => {
  document.getElementById("recipients-said").textContent = text;
};
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// --- reading what was typed

const GOOD = /^("[^"]+"|[^\s@<>",;]+)@(localhost|\[[^\s\]]+\]|[^\s@<>,;.]+(\.[^\s@<>,;.]+)+)$/;
const AROUND = /^[\s.,;:!?()'"«»“”<>]+|[\s.,;:!?()'"«»“”<>]+$/g;

// At commas, semicolons and line ends outside of quotes and brackets; bare addresses at blanks, too.
const split = (text) => {
  const pieces = text.match(/(?:"(?:\\.|[^"\\\n])*"|<[^<>\n]*>|[^,;\r\n])+/g) ?? [];
  const bare = (piece) => !/[<"]/.test(piece) && piece.split(/\s+/).every((it) => it.includes("@"));
  return pieces.flatMap((it) => (bare(it.trim()) ? it.trim().split(/\s+/) : [it.trim()])).filter(Boolean);
};

const read = (text) => {
  const [, name, inner] = text.match(/^(.*?)<([^<>]*)>[\s.:!?)]*$/) ?? [];
  const bare = (inner ?? text).trim().replace(/^mailto:/, "");
  const address = GOOD.test(bare) ? bare : bare.replace(AROUND, "");
  const called = (name ?? "").trim().replace(/^"(.*)"$/, "$1").replace(/\\(.)/g, "$1");
  const good = GOOD.test(address);
  return { text: good && inner === undefined ? address : text, name: called, address, good };
};

const key = (entry) => entry.address.toLowerCase();
const nameOf = (entry) => (entry.good && (entry.name || entry.shown)) || entry.text;

// --- one field

// Two people of one name are told apart by their addresses.
const labelOf = (entry) => {
  const all = [...fields.values()].flatMap((it) => it.entries);
  const isShared = entry.name && all.some((it) => it.name === entry.name && key(it) !== key(entry));
  return isShared ? entry.text : nameOf(entry);
};

const make = (field, entry) => {
  const chip = document.getElementById("chip").content.firstElementChild.cloneNode(true);
  const [label, remove] = chip.querySelectorAll("button");
  label.title = entry.good ? entry.address : filled(words.invalid, { address: entry.text });
  chip.classList.toggle("invalid", !entry.good);
  remove.setAttribute("aria-label", filled(words.remove, { name: nameOf(entry) }));
  label.addEventListener("click", () => openMenu(field, entry, label));
  remove.addEventListener("click", () => take(field, entry));
  chip.addEventListener("keydown", (event) => onChipKey(field, entry, event));
  chip.addEventListener("dragstart", (event) => draw(field, entry, event));
  chip.addEventListener("dragend", drop);
  if (entry.good) spell(field, entry, chip, label);
  return chip;
};

// In the letters of its domain, with a word about those that look like others.
const spell = async (field, entry, chip, label) => {
  const found = await lettersOf(entry.address);
  if (!found) return;
  entry.shown = label.title = found.address;
  entry.odd = found.warning;
  chip.classList.toggle("odd", Boolean(entry.odd));
  complain(field);
  show();
};

// The same one as long as it is there: who clicks on it while others come must not miss it.
const chipOf = (field, entry) => {
  entry.chip ??= make(field, entry);
  entry.chip.querySelector("span").textContent = labelOf(entry);
  return entry.chip;
};

// What is wrong, below the field: by name, and said with it.
const complain = (field) => {
  field.row.querySelector(".cmp-err")?.remove();
  const wrong = field.entries.filter((it) => !it.good).map((it) => it.text);
  const odd = field.entries.filter((it) => it.odd).map((it) => it.odd);
  field.input.toggleAttribute("aria-invalid", false);
  field.input.removeAttribute("aria-describedby");
  if (wrong.length + odd.length === 0) return;
  const text = document.createElement("p");
  const isWrong = wrong.length > 0;
  text.className = isWrong ? "err cmp-err" : "cmp-err odd";
  text.id = `${field.name}-e`;
  text.textContent = isWrong ? filled(words.invalid, { address: wrong.join(", ") }) : odd.join(" ");
  field.row.append(text);
  if (isWrong) field.input.setAttribute("aria-invalid", "true");
  field.input.setAttribute("aria-describedby", text.id);
};

const show = () => {
  for (const field of fields.values()) {
    const chips = field.entries.map((it) => chipOf(field, it));
    for (const chip of field.list.querySelectorAll(".chip")) if (!chips.includes(chip)) chip.remove();
    chips.forEach((chip, at) => {
      if (field.list.children[at] !== chip) field.list.insertBefore(chip, field.list.children[at]);
    });
    if (field.entries.length > 0) reveal(field);
  }
};

const write = (field) => {
  field.area.value = [...field.entries.map((it) => it.text), field.input.value.trim()].filter(Boolean).join(", ");
};

const changed = (field) => {
  write(field);
  complain(field);
  show();
  field.area.dispatchEvent(new Event("input", { bubbles: true }));
};

// Adds what was typed. Who is there already stays where they are; in another field, they come here.
const add = (field, text) => {
  for (const piece of split(text)) {
    let entry = read(piece);
    const values = { name: nameOf(entry), field: field.label };
    if (entry.good && field.entries.some((it) => key(it) === key(entry))) {
      say(filled(words.twice, values));
      continue;
    }
    const other = entry.good && PEOPLE.includes(field.name) && elsewhere(field, entry);
    if (other) {
      const known = other.entries.find((it) => key(it) === key(entry));
      other.entries = other.entries.filter((it) => it !== known);
      // With the name that was known there.
      if (!entry.name) entry = read(known.text);
      changed(other);
    }
    field.entries.push(entry);
    say(filled(other ? words.moved : words.added, values));
    if (!entry.good && PEOPLE.includes(field.name)) expand(field, entry);
  }
  changed(field);
};

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase().trim();

// What is no address may be the name of a group: its members take its place.
const expand = async (field, entry) => {
  const answer = await fetch(`${words.complete}?q=${encodeURIComponent(entry.text)}`).catch(() => undefined);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const groups = [...page.querySelectorAll("[data-group]")];
  const group = groups.find((it) => plain(it.dataset.group) === plain(entry.text));
  // Somebody may have taken it away meanwhile.
  if (!group || !field.entries.includes(entry)) return;
  field.entries = field.entries.filter((it) => it !== entry);
  add(field, group.dataset.typed);
};

const elsewhere = (field, entry) =>
  PEOPLE.map((it) => fields.get(it)).find((it) => it && it !== field && it.entries.some((one) => key(one) === key(entry)));

const take = (field, entry) => {
  field.entries = field.entries.filter((it) => it !== entry);
  say(filled(words.removed, { name: nameOf(entry), field: field.label }));
  changed(field);
  field.input.focus();
};

const edit = (field, entry) => {
  commit(field);
  take(field, entry);
  field.input.value = entry.text;
  write(field);
};

const move = (field, entry, name) => {
  const other = fields.get(name);
  take(field, entry);
  reveal(other);
  add(other, entry.text);
  other.input.focus();
};

const commit = (field) => {
  const text = field.input.value;
  if (!text.trim()) return;
  field.input.value = "";
  add(field, text);
};

// --- keys

const onKey = (field, event) => {
  const { input } = field;
  const atStart = input.selectionStart === 0 && input.selectionEnd === 0;
  const last = field.entries.at(-1);
  if (event.isComposing) return;
  if (["Enter", ",", ";"].includes(event.key) && !event.ctrlKey) {
    // Within quotes they belong to a name.
    if (event.key !== "Enter" && (input.value.match(/"/g) ?? []).length % 2 === 1) return;
    commit(field);
  } else if (event.key === "Backspace" && !input.value && last) {
    edit(field, last);
  } else if (event.key === "ArrowLeft" && atStart && last) {
    field.list.querySelector(".chip:nth-last-child(2) button").focus();
  } else {
    return;
  }
  event.preventDefault();
};

const onChipKey = (field, entry, event) => {
  const at = field.entries.indexOf(entry);
  const focus = (place) => {
    const chip = field.list.querySelectorAll(".chip")[place];
    (chip?.querySelector("button") ?? field.input).focus();
  };
  if (event.key === "ArrowLeft") focus(Math.max(0, at - 1));
  else if (event.key === "ArrowRight") focus(at + 1);
  else if (event.key === "Delete" || event.key === "Backspace") {
    take(field, entry);
    focus(at);
  } else return;
  event.preventDefault();
};

// --- to another field: by the menu of a chip, or drawn there

let inMenu;

const openMenu = (field, entry, label) => {
  inMenu = { field, entry };
  menu.querySelector(".menu-title").textContent = entry.shown ?? (entry.good ? entry.address : entry.text);
  for (const item of menu.querySelectorAll("[data-to]")) {
    item.hidden = item.dataset.to === field.name || !PEOPLE.includes(field.name);
  }
  menu.showPopover();
  const { left, bottom } = label.getBoundingClientRect();
  menu.style.left = `${Math.max(0, Math.min(left, innerWidth - menu.offsetWidth))}px`;
  menu.style.top = `${Math.max(0, Math.min(bottom + 4, innerHeight - menu.offsetHeight))}px`;
  menu.querySelector("button:not([hidden])").focus();
};

menu.addEventListener("click", (event) => {
  const item = event.target.closest("button");
  if (!item || !inMenu) return;
  const { field, entry } = inMenu;
  menu.hidePopover();
  if (item.dataset.to) move(field, entry, item.dataset.to);
  else if (item.dataset.do === "edit") edit(field, entry);
  else take(field, entry);
});

menu.addEventListener("keydown", (event) => {
  const items = [...menu.querySelectorAll("button:not([hidden])")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
});

// Where it was is somewhere else by then.
window.addEventListener("resize", () => menu.matches(":popover-open") && menu.hidePopover());

let drawn;

const draw = (field, entry, event) => {
  if (!PEOPLE.includes(field.name)) return;
  drawn = { field, entry };
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", entry.text);
  // Not at once: a page that moves under what is drawn lets go of it.
  setTimeout(() => PEOPLE.forEach((it) => reveal(fields.get(it))));
};

const drop = () => {
  drawn = undefined;
  for (const field of fields.values()) {
    field.row.classList.remove("drop-over");
    if (field.entries.length === 0 && field.name !== "to") hide(field);
  }
};

const target = (event) => drawn && fields.get(event.target.closest?.("[data-recipients]")?.dataset.recipients);

place.addEventListener("dragover", (event) => {
  const over = target(event);
  for (const field of fields.values()) field.row.classList.toggle("drop-over", field === over && over !== drawn?.field);
  if (!over || !PEOPLE.includes(over.name)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
});
place.addEventListener("drop", (event) => {
  const over = target(event);
  if (!over || !PEOPLE.includes(over.name)) return;
  event.preventDefault();
  if (over !== drawn.field) move(drawn.field, drawn.entry, over.name);
});

// --- rows that are there when they are wanted

const more = document.getElementById("more-rows");
const opener = (field) => more.querySelector(`[data-row=${field.name}]`);

const reveal = (field) => {
  field.row.hidden = false;
  const button = opener(field);
  if (button) button.hidden = true;
};

const hide = (field) => {
  field.row.hidden = true;
  opener(field).hidden = false;
};

more.addEventListener("click", (event) => {
  const field = fields.get(event.target.closest("[data-row]")?.dataset.row);
  if (!field) return;
  reveal(field);
  field.input.focus();
});

// --- the beginning

const dress = (row) => {
  const name = row.dataset.recipients;
  const area = row.querySelector("textarea");
  const label = row.querySelector("label");
  const list = document.getElementById("chips").content.firstElementChild.cloneNode(true);
  const combo = list.lastElementChild;
  const [input, options] = combo.children;
  label.id = `${name}-l`;
  label.htmlFor = input.id = `${name}-typed`;
  list.setAttribute("aria-labelledby", label.id);
  input.dataset.field = name;
  input.setAttribute("aria-controls", (options.id = `${name}-options`));
  if (area.hasAttribute("aria-invalid")) {
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
  }
  const field = { name, row, area, list, combo, input, label: label.textContent, entries: [] };
  field.entries = split(area.value).map(read);
  input.addEventListener("keydown", (event) => onKey(field, event));
  for (const kind of ["input", "change"]) input.addEventListener(kind, () => write(field));
  input.addEventListener("blur", () => commit(field));
  input.addEventListener("facteur:chosen", (event) => {
    input.value = "";
    add(field, event.detail);
  });
  input.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[,;\n]|@\S+\s/.test(text)) return;
    event.preventDefault();
    add(field, input.value + text);
    input.value = "";
    write(field);
  });
  list.addEventListener("click", (event) => event.target === list && input.focus());
  area.addEventListener("change", () => {
    field.entries = split(area.value).map(read);
    input.value = "";
    complain(field);
    show();
  });
  area.after(list);
  area.hidden = true;
  fields.set(name, field);
  return field;
};

for (const row of place.querySelectorAll("[data-recipients]")) dress(row);
fields.get("to").list.after(more);
more.hidden = false;
const details = place.querySelector("details.cmp-more");
details.open = true;
details.classList.add("dressed");
for (const field of fields.values()) {
  if (!field.row.querySelector(".cmp-err")) complain(field);
  if (field.name !== "to" && !field.area.value && !field.row.querySelector(".cmp-err")) hide(field);
  else reveal(field);
}
show();
if (fields.get("to").area.autofocus) fields.get("to").input.focus();

// Others who know whom to write to: the address book beside the text.
form.addEventListener("facteur:recipient", ({ detail: { name, typed } }) => {
  reveal(fields.get(name));
  add(fields.get(name), typed);
});
// Enter in a field keeps the draft; what is being typed goes with it.
form.addEventListener("submit", () => fields.forEach(commit));
