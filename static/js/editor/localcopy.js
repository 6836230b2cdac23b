// A copy of what is typed, in this browser, until the server has it: sealed by a key that only pages of this person
// have. After a crash it is offered, as text and never as HTML; what is taken up goes to the server as if it were
// typed.
const form = document.getElementById("compose");
const offer = document.getElementById("copy-offer");
if (!form || !offer || !window.crypto?.subtle) return;

const PREFIX = "facteur-copy:";
const AFTER_MS = 700;
const KEPT_MS = 7 * 86400000;
const FIELDS = ["to", "cc", "bcc", "reply_to", "followup_to", "subject", "format", "body", "html"];
const name = PREFIX + form.dataset.url;
const key = crypto.subtle.importKey("raw", bytes(offer.dataset.key), "AES-GCM", false, ["encrypt", "decrypt"]);

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (it) => it.charCodeAt(0));
}
const text = (octets) => {
  let all = "";
  for (const octet of octets) all += String.fromCharCode(octet);
  return btoa(all);
};

// The place is sealed along: a copy of one draft is none of another.
const options = (iv, of) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(of) });

const seal = async (value) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const sealed = new Uint8Array(await crypto.subtle.encrypt(options(iv, name), await key, plain));
  return `${text(iv)} ${text(sealed)}`;
};

// Nothing when it is damaged, or of somebody else.
const open = async (of) => {
  try {
    const [iv, sealed] = localStorage.getItem(of).split(" ").map(bytes);
    const plain = await crypto.subtle.decrypt(options(iv, of), await key, sealed);
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return null;
  }
};

const typed = () => {
  const data = new FormData(form);
  return Object.fromEntries(FIELDS.map((it) => [it, data.get(it) ?? ""]));
};
const lines = (value) => String(value ?? "").replaceAll("\r\n", "\n").trim();
const ofHtml = (html) => {
  const page = new DOMParser().parseFromString(html ?? "", "text/html");
  return page.body.textContent.replace(/\s+/g, " ").trim();
};
const body = (fields) => (fields.format === "html" ? ofHtml(fields.html) : lines(fields.body));
// What the server makes of HTML is written otherwise, and says the same.
const says = (fields) => [...FIELDS.slice(0, -2).map((it) => lines(fields[it])), body(fields)].join("\n");
const isSame = (one, other) => says(one) === says(other);

let timer;
let isAsking = false;
const forget = () => {
  clearTimeout(timer);
  localStorage.removeItem(name);
};
const keep = async () => {
  if (isAsking) return;
  try {
    localStorage.setItem(name, await seal({ at: Date.now(), fields: typed() }));
  } catch {
    // No room, or none is wanted: the server keeps it all the same.
  }
};

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(keep, AFTER_MS);
});
form.addEventListener("facteur:saved", () => {
  if (!isAsking) forget();
});

// --- what is found ---

const hide = () => {
  isAsking = false;
  offer.hidden = true;
};

const takeUp = async (fields) => {
  const data = new FormData(form);
  data.delete("file");
  for (const it of FIELDS) data.set(it, fields[it]);
  const answer = await fetch(`${form.dataset.url}/save`, { method: "POST", body: data, headers: { "HX-Request": "true" } });
  if (!answer.ok) throw new Error("not kept");
  forget();
  form.dispatchEvent(new CustomEvent("facteur:leave"));
  window.location.reload();
};

const ask = (found) => {
  isAsking = true;
  const time = new Date(found.at).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
  offer.querySelector("p").textContent = offer.dataset.title.replace("{time}", time);
  offer.querySelector("blockquote").textContent = [found.fields.subject, body(found.fields)].filter(Boolean).join("\n\n").slice(0, 600);
  const [take, leave] = offer.querySelectorAll("button");
  take.addEventListener("click", () => {
    takeUp(found.fields).catch(() => {
      offer.querySelector("p").textContent = offer.dataset.failed;
    });
  });
  leave.addEventListener("click", () => {
    forget();
    hide();
  });
  offer.hidden = false;
};

const isOver = async (url) => {
  const answer = await fetch(url, { method: "HEAD" });
  return answer.status === 404 || answer.redirected;
};

// Copies of drafts that were sent or removed, or that nobody came back to.
const tidy = async () => {
  const others = Object.keys(localStorage).filter((it) => it.startsWith(PREFIX) && it !== name);
  for (const other of others) {
    const found = await open(other);
    if (!found) continue;
    const isOld = Date.now() - found.at > KEPT_MS;
    if (isOld || (await isOver(other.slice(PREFIX.length)))) localStorage.removeItem(other);
  }
};

const look = async () => {
  const found = await open(name);
  if (found && !isSame(found.fields, typed())) ask(found);
  else forget();
  await tidy();
};
look();
