// The session may end while somebody writes: they sign in again over the page, and what they did goes on. What
// leaves the page with the form asks first whether the server is there and knows them.
const form = document.getElementById("compose") ?? document.getElementById("settings");
const dialog = document.getElementById("sign-in");
if (!form || !dialog) return;

const own = dialog.querySelector("[method=post]");
const fields = own.elements;
const problem = own.querySelector("[role=alert]");
let asking;
let answer;

const pageOf = async (got) => new DOMParser().parseFromString(await got.text(), "text/html");
const tokenOf = (page) => page.querySelector("[name=csrf]")?.value ?? "";
// Of who writes here, and not of somebody else who signed in beside them.
const isMine = (page) => page.getElementById("live")?.dataset.person === fields.user.value;

const say = (text) => {
  problem.hidden = text === "";
  problem.querySelector("p").textContent = text;
};

// Forms of this page are of the new session from now on.
const take = (page) => {
  for (const it of document.querySelectorAll("[name=csrf]")) it.value = tokenOf(page);
};

const login = own.action;

// Which of the two steps of a login the form asks for: the password, or the code of a second factor.
const step = (field, other, action) => {
  own.action = action;
  for (const it of [field, other]) {
    it.disabled = it === other;
    it.closest(".field").hidden = it === other;
    it.value = "";
  }
};

const ask = async () => {
  step(fields.password, fields.code, login);
  const page = await pageOf(await fetch(`${login}?next=${encodeURIComponent(fields.next.value)}`));
  if (isMine(page)) {
    take(page);
    return true;
  }
  fields.csrf.value = tokenOf(page);
  say("");
  dialog.showModal();
  return new Promise((resolve) => {
    answer = resolve;
  });
};

// Whether the person signed in again, asked once for all that wait for it.
const again = () => {
  asking ??= ask()
    .catch(() => false)
    .finally(() => {
      asking = undefined;
    });
  return asking;
};

// Whether the server knows the person, now or after they signed in again; fails when it is away.
const isKnown = async () => {
  const got = await fetch(dialog.dataset.asks, { headers: { "HX-Request": "true" } });
  if (got.status === 401) return again();
  if (!got.ok) throw new Error(String(got.status));
  return true;
};

window.signIn = { again, isKnown };

const send = async () => {
  const page = await pageOf(await fetch(own.action, { method: "POST", body: new URLSearchParams(new FormData(own)) }));
  if (!isMine(page)) {
    fields.csrf.value = tokenOf(page);
    const isCode = page.getElementById("login-code") !== null;
    const isNext = isCode && fields.code.disabled;
    if (isCode) step(fields.code, fields.password, own.dataset.code);
    else step(fields.password, fields.code, login);
    say(isNext ? "" : (page.querySelector("[data-error] p")?.textContent ?? dialog.dataset.failed));
    (isCode ? fields.code : fields.password).focus();
    return;
  }
  take(page);
  answer(true);
  dialog.close();
};
own.addEventListener("submit", (event) => {
  event.preventDefault();
  send().catch(() => say(dialog.dataset.failed));
});
dialog.addEventListener("close", () => answer(false));

// --- the form leaves the page ---

let isSure = false;
let isAsked = false;

const leave = async (submitter) => {
  isAsked = true;
  try {
    isSure = await isKnown();
    if (isSure) form.requestSubmit(submitter);
  } catch {
    document.dispatchEvent(new CustomEvent("facteur:say", { detail: dialog.dataset.away }));
  } finally {
    isAsked = false;
    isSure = false;
  }
};

// Before all others: they do their part once it is sure.
form.addEventListener(
  "submit",
  (event) => {
    if (isSure) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!isAsked) leave(event.submitter);
  },
  true,
);
