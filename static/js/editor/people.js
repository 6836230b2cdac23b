// The address book beside the text: who is looked for is found while one types, and put into a field without sending
// the form.
const panel = document.getElementById("people");
if (!panel) return;

const form = panel.closest("form");
const field = document.getElementById("people-q");
const found = document.getElementById("people-found");
const { complete } = document.getElementById("recipients").dataset;
const WAIT_MS = 150;
let timer;
let asking;

const ask = async () => {
  asking?.abort();
  asking = new AbortController();
  try {
    const q = encodeURIComponent(field.value.trim());
    const answer = await fetch(`${complete}?panel=1&q=${q}`, { signal: asking.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    found.replaceChildren(...[...page.body.children].map((it) => document.adoptNode(it)));
  } catch {
    // Somebody typed on, or the server is away: who was found before stays.
  }
};

document.getElementById("people-look").hidden = true;
panel.addEventListener("toggle", () => panel.open && found.children.length === 0 && ask());
field.addEventListener("input", (event) => {
  // Who is looked for is no part of the message.
  event.stopPropagation();
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT_MS);
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter") event.preventDefault();
});
found.addEventListener("click", (event) => {
  const button = event.target.closest("button[name^=add_]");
  if (!button) return;
  event.preventDefault();
  const detail = { name: button.name.slice("add_".length), typed: button.value };
  form.dispatchEvent(new CustomEvent("facteur:recipient", { detail }));
});
