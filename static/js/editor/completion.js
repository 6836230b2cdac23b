// Suggests who is meant while a recipient is typed: the list of a combobox. What is chosen is said to the field as the
// event "facteur:chosen". Keys that the list does not take are left to the field.
const place = document.getElementById("recipients");
if (!place) return;

const WAIT_MS = 120;
let timer;
let asking;

const fieldOf = (it) => it.closest?.("#recipients [role=combobox]");
const listOf = (field) => document.getElementById(field.getAttribute("aria-controls"));
const active = (field) => document.getElementById(field.getAttribute("aria-activedescendant") ?? "");
const say = (text) => {
  document.getElementById("recipients-said").textContent = text;
};

const point = (field, option) => {
  for (const it of listOf(field).children) it.setAttribute("aria-selected", String(it === option));
  if (!option) return field.removeAttribute("aria-activedescendant");
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
};

const close = (field) => {
  clearTimeout(timer);
  asking?.abort();
  listOf(field).hidden = true;
  listOf(field).replaceChildren();
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
};

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
const isWhole = (typed) => /@[^@\s]+\.[^.\s]{2,}$/.test(typed);
const isAddressOf = (option, typed) => option.dataset.typed.toLowerCase().replace(/^.*<|>$/g, "") === typed;

// Who typed an address as a whole means that one, and nobody whose address goes on.
const meant = (field, options) => {
  const typed = field.value.trim().toLowerCase();
  return options.find((it) => isAddressOf(it, typed)) ?? (isWhole(typed) ? undefined : options[0]);
};

// Whether somebody who was suggested for the text before can be meant by this one.
const isStillMeant = (field, option) => {
  const typed = field.value.trim().toLowerCase();
  if (isWhole(typed)) return isAddressOf(option, typed);
  const words = plain(`${option.textContent} ${option.dataset.typed}`);
  return plain(typed).split(/\s+/).every((it) => words.includes(it));
};

const open = (field, page) => {
  const options = [...page.querySelectorAll("[role=option]")].map((it) => document.adoptNode(it));
  const list = listOf(field);
  options.forEach((it, at) => (it.id = `${list.id}-${at}`));
  list.replaceChildren(...options);
  list.hidden = options.length === 0;
  field.setAttribute("aria-expanded", String(!list.hidden));
  point(field, meant(field, options));
  say(page.querySelector("p").textContent);
};

const ask = async (field) => {
  const text = field.value;
  // What was typed became a recipient meanwhile.
  if (!text.trim()) return close(field);
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  try {
    const answer = await fetch(`${place.dataset.complete}?q=${encodeURIComponent(text.trim())}`, { signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!signal.aborted && document.activeElement === field && field.value === text) open(field, page);
  } catch {
    // Somebody typed on, or the server is away: addresses can be typed all the same.
  }
};

const choose = (field, option) => {
  const typed = option.dataset.typed;
  close(field);
  field.dispatchEvent(new CustomEvent("facteur:chosen", { detail: typed }));
};

place.addEventListener("input", (event) => {
  const field = fieldOf(event.target);
  if (!field) return;
  clearTimeout(timer);
  // Whoever types faster than the server answers must not send to the person of the text before.
  const chosen = active(field);
  if (chosen && !isStillMeant(field, chosen)) point(field, undefined);
  if (field.value.trim()) timer = setTimeout(ask, WAIT_MS, field);
  else close(field);
});

const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const TAKES = ["Enter", "Tab", ",", ";"];

const onKey = (field, event) => {
  const options = [...listOf(field).children];
  const chosen = active(field);
  if (event.key in STEPS && options.length > 0) {
    const at = options.indexOf(chosen) + STEPS[event.key];
    point(field, options.at(at < 0 ? -1 : at % options.length));
  } else if (event.key === "Escape" && options.length > 0) {
    close(field);
  } else if (chosen && TAKES.includes(event.key) && !event.shiftKey) {
    choose(field, chosen);
  } else {
    return false;
  }
  return true;
};

// Before the field itself, which takes what is typed as it is.
place.addEventListener(
  "keydown",
  (event) => {
    const field = fieldOf(event.target);
    if (!field || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || !onKey(field, event)) return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

// The focus stays in the field.
place.addEventListener("mousedown", (event) => {
  if (event.target.closest("[role=listbox]")) event.preventDefault();
});
place.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option]");
  if (option) choose(fieldOf(option.closest(".combo").querySelector("[role=combobox]")), option);
});
place.addEventListener("focusout", (event) => {
  const field = fieldOf(event.target);
  if (field) close(field);
});
