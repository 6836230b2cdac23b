// Texts that are written often: the one that is chosen is put where the cursor is, by whoever knows where that is (the
// event "facteur:insert"). Without this script the server puts it below what was written.
const menu = document.getElementById("responses");
if (!menu) return;

const form = menu.closest("form");
const say = (text) => document.dispatchEvent(new CustomEvent("facteur:say", { detail: text }));

const insert = async (url) => {
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error("no response");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [text, html] = ["text", "html"].map((it) => page.querySelector(`[name=${it}]`).value);
    form.dispatchEvent(new CustomEvent("facteur:insert", { detail: { text, html } }));
  } catch {
    say(menu.dataset.failed);
  }
};

menu.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-response]");
  if (!chosen) return;
  event.preventDefault();
  insert(chosen.dataset.response);
});

// A long list is narrowed by what is typed above it.
const filter = document.getElementById("response-filter");
if (!filter) return;

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const items = [...menu.querySelectorAll(".menu-list li")];

filter.hidden = false;
filter.addEventListener("input", (event) => {
  event.stopPropagation();
  for (const item of items) item.hidden = !plain(item.textContent).includes(plain(filter.value.trim()));
});
filter.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  items.find((it) => !it.hidden)?.querySelector("button").click();
});
