// Files are sent as soon as they are chosen, dropped on the page, or pasted: each by itself, beside what is
// typed. One whose connection is lost goes on where it was broken off.
const form = document.getElementById("compose");
const field = document.getElementById("file");
if (!form || !field) return;

const TOGETHER = 2;
// In milliseconds: so long it waits before it tries again, each time it came no further.
const WAITS = [500, 1000, 2000, 5000, 10000, 20000, 30000];

const words = form.dataset;
const place = `${words.url}/files`;
const list = document.getElementById("files-under-way");
const zone = () => document.querySelector(".drop");
const inWords = (text, name) => text.replace("{name}", name);
const waiting = [];
const running = new Set();

// --- a request ---

class Failed extends Error {}
class Expired extends Error {}

// Resolves with any answer, rejects when there is none.
const ask = (upload, method, url, headers, body) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    upload.request = request;
    request.open(method, url);
    for (const [name, value] of Object.entries({ "HX-Request": "true", ...headers })) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => {
      if (method === "PATCH") upload.bar.value = upload.offset + event.loaded;
    });
    request.addEventListener("load", () => resolve(request));
    for (const name of ["error", "abort", "timeout"]) request.addEventListener(name, () => reject(new Failed(name)));
    request.send(body);
  });

const token = () => ({ "X-CSRF-Token": form.elements.csrf.value });

// --- a file on its way ---

const free = () => Number(document.getElementById("compose-files").dataset.free);

const begin = async (upload) => {
  const { name, type, size } = upload.file;
  const fields = { csrf: form.elements.csrf.value, name, media_type: type, size };
  const answer = await ask(upload, "POST", place, {}, new URLSearchParams(fields));
  if (answer.status === 413) throw new Error(answer.responseText);
  if (answer.status !== 201) refuse(upload, answer);
  upload.place = answer.getResponseHeader("Location");
  upload.offset = 0;
};

// What cannot be mended by trying again at once.
const refuse = (upload, { status }) => {
  if (status === 401) throw new Expired(words.expired);
  if (status >= 500 || status === 408 || status === 429) throw new Failed(String(status));
  throw new Error(inWords(words.uploadFailed, upload.file.name));
};

const offsetOf = (answer) => Number(answer.getResponseHeader("Upload-Offset"));

// How much the server has of it; a file that it knows no more begins anew.
const look = async (upload) => {
  const answer = await ask(upload, "HEAD", upload.place);
  if (answer.status === 404) upload.place = null;
  else if (answer.status !== 204) refuse(upload, answer);
  else upload.offset = offsetOf(answer);
};

// The answer once all of it is there, else nothing.
const send = async (upload) => {
  const headers = { ...token(), "Content-Type": "application/partial-upload", "Upload-Offset": upload.offset, "Upload-Complete": "?1" };
  const answer = await ask(upload, "PATCH", upload.place, headers, upload.file.slice(upload.offset));
  if (answer.status === 200) return answer.responseText;
  if (answer.status === 404) upload.place = null;
  else if (answer.status !== 204 && answer.status !== 409) refuse(upload, answer);
  else upload.offset = offsetOf(answer);
  return null;
};

const pause = (upload, time) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, time);
    upload.wake = () => {
      clearTimeout(timer);
      resolve();
    };
    addEventListener("online", upload.wake, { once: true });
  });

const wholly = async (upload) => {
  for (let tries = 0; ; ) {
    const before = upload.offset;
    try {
      if (!upload.place) await begin(upload);
      else if (tries > 0) await look(upload);
      upload.say("");
      const answer = upload.place && (await send(upload));
      if (answer) return answer;
      if (upload.place && upload.offset === before) throw new Failed("no further");
    } catch (error) {
      if (error instanceof Expired && (await signIn.again())) continue;
      if (!(error instanceof Failed) || upload.cancelled) throw error;
      if (tries >= WAITS.length) throw new Error(inWords(words.uploadFailed, upload.file.name));
      upload.say(words.uploadWaiting);
      await pause(upload, WAITS[tries]);
      if (upload.cancelled) throw error;
    }
    tries = upload.offset > before ? 1 : tries + 1;
  }
};

// --- what is seen of it ---

const button = (upload, icon, label, act) => {
  const made = document.getElementById(`upload-${icon}`).content.firstElementChild.cloneNode(true);
  made.setAttribute("aria-label", inWords(label, upload.file.name));
  made.title = inWords(label, upload.file.name);
  made.addEventListener("click", act);
  return made;
};

const tile = (file) => {
  const upload = { file, place: null, offset: 0, cancelled: false };
  const item = document.createElement("li");
  item.className = "file upload";
  const [name, stem, state, bar] = ["span", "span", "span", "progress"].map((it) => document.createElement(it));
  name.className = "file-name";
  name.dir = "auto";
  name.title = file.name;
  stem.className = "file-stem";
  stem.textContent = file.name;
  name.append(stem);
  state.className = "file-meta";
  state.setAttribute("role", "status");
  bar.max = Math.max(1, file.size);
  bar.value = 0;
  bar.setAttribute("aria-label", inWords(words.uploading, file.name));
  const text = document.createElement("span");
  text.className = "file-txt";
  text.append(name, bar, state);
  upload.retry = button(upload, "retry", words.uploadRetry, () => queue(upload));
  upload.retry.hidden = true;
  item.append(text, upload.retry, button(upload, "cancel", words.uploadCancel, () => cancel(upload)));
  list.append(item);
  upload.say = (said) => (state.textContent = said);
  return Object.assign(upload, { item, bar });
};

const cancel = (upload) => {
  upload.cancelled = true;
  if (waiting.includes(upload)) waiting.splice(waiting.indexOf(upload), 1);
  upload.request?.abort();
  upload.wake?.();
  upload.item.remove();
  if (upload.place) fetch(upload.place, { method: "DELETE", headers: token() }).catch(() => {});
  field.focus();
};

// Takes over which files there are; the draft has changed.
const take = (upload, html) => {
  const files = new DOMParser().parseFromString(html, "text/html").getElementById("compose-files");
  document.getElementById("compose-files").replaceWith(document.adoptNode(files));
  upload.item.remove();
  form.dispatchEvent(new Event("input", { bubbles: true }));
  const id = upload.place.split("/").at(-1);
  form.dispatchEvent(new CustomEvent("facteur:attached", { detail: { file: upload.file, id } }));
};

const fail = (upload, text) => {
  upload.item.classList.add("error");
  upload.bar.hidden = true;
  upload.say(text);
};

const start = async (upload) => {
  running.add(upload);
  try {
    take(upload, await wholly(upload));
  } catch (error) {
    if (!upload.cancelled) {
      fail(upload, error.message);
      upload.retry.hidden = false;
    }
  } finally {
    running.delete(upload);
    next();
  }
};

const next = () => {
  while (running.size < TOGETHER && waiting.length > 0) start(waiting.shift());
};

const queue = (upload) => {
  upload.item.classList.remove("error");
  upload.retry.hidden = true;
  upload.bar.hidden = false;
  upload.say("");
  waiting.push(upload);
  next();
};

// What there is no room for is told before an octet of it is sent.
const bring = (files) => {
  let room = free() - [...waiting, ...running].reduce((sum, it) => sum + (it.place ? 0 : it.file.size), 0);
  for (const file of files) {
    const upload = tile(file);
    if (file.size > room) {
      fail(upload, inWords(words.uploadNoRoom, file.name));
    } else {
      room -= file.size;
      queue(upload);
    }
  }
};

// --- where they come from ---

form.addEventListener("facteur:upload", (event) => bring(event.detail));
field.addEventListener("change", () => {
  bring([...field.files]);
  field.value = "";
});

// Leaving the page leaves them behind.
form.addEventListener("submit", (event) => {
  if (running.size + waiting.length > 0 && !window.confirm(words.uploadsUnderWay)) event.preventDefault();
});

const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  zone().classList.add("over");
});
for (const name of ["dragleave", "dragend", "drop"]) {
  document.addEventListener(name, (event) => {
    if (name !== "dragleave" || !event.relatedTarget) zone()?.classList.remove("over");
  });
}
document.addEventListener("drop", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  bring([...event.dataTransfer.files]);
});
document.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  // Word brings a picture of what it brings as text, too.
  if (files.length === 0 || event.clipboardData.types.includes("text/rtf")) return;
  event.preventDefault();
  bring(files);
});
