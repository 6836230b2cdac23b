// Keeps the draft on the server while it is written, one step after the other, so that no revision is lost.
const form = document.getElementById("compose");
if (!form) return;

const words = form.dataset;
// 0 for who wants nothing to be kept by itself.
const everyMs = Number(words.every) * 1000;
const revision = form.elements.revision;
// Longer than this no step is waited for: the form may then go by itself.
const STEP_MS = 30_000;
let changes = 0;
let kept = 0;
let leaving = false;
let stopped = false;
let timer;

// Below what is quoted or above it, and in any case before the signature.
const body = form.elements.body;
const cursor = Number(body.dataset.cursor ?? 0);
body.setSelectionRange(cursor, cursor);
if (body.autofocus && cursor > 0) body.scrollIntoView({ block: "end" });

const state = (text) => {
  const place = document.getElementById("compose-state");
  if (place.textContent !== text) place.textContent = text;
};

// Tells once the server has all that was typed.
const tellSaved = () => {
  if (kept === changes) form.dispatchEvent(new CustomEvent("facteur:saved"));
};

// What was answered: the sentence, and the revision that the next step builds on.
const take = (html) => {
  const said = new DOMParser().parseFromString(html, "text/html").getElementById("compose-state");
  if (!said) return;
  revision.value = said.dataset.revision;
  state(said.textContent);
};

const save = async () => {
  const saved = changes;
  const data = new FormData(form);
  data.delete("file");
  state(words.saving);
  try {
    const signal = AbortSignal.timeout(STEP_MS);
    const headers = { "HX-Request": "true" };
    const answer = await fetch(`${words.url}/save`, { method: "POST", body: data, headers, signal });
    if (answer.status === 401) {
      if (await signIn.again()) return await save();
      stopped = true;
      state(words.expired);
    } else if (answer.status === 409) {
      stopped = true;
      take(await answer.text());
    } else if (answer.ok) {
      take(await answer.text());
      kept = saved;
      tellSaved();
    } else {
      state(words.saveFailed);
    }
  } catch {
    state(words.saveFailed);
  }
};

// One step at a time: the next one needs the revision of the one before.
let steps = Promise.resolve();
let underWay = 0;
const queue = (step) => {
  underWay += 1;
  steps = steps.then(step, step).finally(() => (underWay -= 1));
};

const later = () => {
  clearTimeout(timer);
  if (everyMs === 0) return;
  timer = setTimeout(() => {
    if (kept === changes || stopped || leaving) return;
    queue(save);
    later();
  }, everyMs);
};

form.addEventListener("input", (event) => {
  if (event.target.type === "file") return;
  if (kept === changes) later();
  changes += 1;
  if (!stopped) state(words.unsaved);
});

// Keeps the whole form and hands over the form that was answered, with what the server made of it; `null`
// when there is none of this draft.
const whole = (hand) => async () => {
  const saved = changes;
  let answered = null;
  try {
    if (!(await signIn.isKnown())) throw new Error("signed out");
    const data = new FormData(form);
    data.delete("file");
    const signal = AbortSignal.timeout(STEP_MS);
    const answer = await fetch(`${words.url}/save`, { method: "POST", body: data, signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    answered = page.getElementById("compose");
    if (answered?.dataset.url !== words.url) throw new Error("not this draft");
    revision.value = answered.elements.revision.value;
    document.getElementById("compose-state").replaceWith(document.adoptNode(page.getElementById("compose-state")));
    kept = saved;
    tellSaved();
  } catch {
    answered = null;
    state(words.saveFailed);
  }
  hand(answered);
};
form.addEventListener("facteur:whole", (event) => queue(whole(event.detail)));

// The page is left by another script, and nothing is lost by it.
form.addEventListener("facteur:leave", () => {
  leaving = true;
});

// A form that left during a step would build on a revision that is not the last one any more. Before all other
// scripts, for it comes once more.
window.addEventListener(
  "submit",
  (event) => {
    if (event.target !== form || underWay === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    submitter?.setAttribute("aria-busy", "true");
    const go = () => {
      submitter?.removeAttribute("aria-busy");
      form.requestSubmit(submitter?.form === form ? submitter : null);
    };
    steps.then(go, go);
  },
  true,
);

// On the window: after the script that may have asked "really?".
window.addEventListener("submit", (event) => {
  if (event.target !== form) return;
  leaving = !event.defaultPrevented;
  if (leaving && !event.submitter?.formAction.endsWith("/as-response")) sessionStorage.setItem("facteur:written", "");
});
window.addEventListener("pageshow", () => {
  leaving = false;
});
window.addEventListener("beforeunload", (event) => {
  if (!leaving && kept !== changes) event.preventDefault();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && everyMs > 0 && kept !== changes && !stopped && !leaving) queue(save);
});
