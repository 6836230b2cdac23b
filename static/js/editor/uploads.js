// Files are sent as soon as they are chosen, dropped on the page, or pasted.
const form = document.getElementById("compose");
const field = document.getElementById("file");
if (!form || !field) return;

const words = form.dataset;
const zone = () => document.querySelector(".drop");
const say = (text) => document.dispatchEvent(new CustomEvent("facteur:say", { detail: text }));

// A tile that shows how far the file is.
const tile = (name) => {
  const item = document.createElement("li");
  item.className = "file";
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.setAttribute("aria-label", words.uploading.replace("{name}", name));
  const label = document.createElement("span");
  label.className = "file-meta";
  label.textContent = name;
  item.append(label, bar);
  document.getElementById("files").append(item);
  return { item, bar };
};

const post = (data, onProgress) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${words.url}/attach`);
    request.responseType = "document";
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded / event.total));
    request.addEventListener("load", () => resolve(request.response));
    for (const name of ["error", "abort", "timeout"]) request.addEventListener(name, reject);
    request.send(data);
  });

// Takes over what the answered page says about files and the draft; what is typed meanwhile stays.
const take = (page, changes) => {
  const answered = page?.getElementById("compose");
  if (!answered) throw new Error("not the form");
  // The text was kept in another draft: the form goes on there.
  if (answered.dataset.url !== words.url) {
    form.dispatchEvent(new CustomEvent("facteur:kept", { detail: changes }));
    window.location.assign(answered.dataset.url);
    return;
  }
  form.elements.revision.value = answered.elements.revision.value;
  for (const id of ["compose-files", "compose-state"]) {
    document.getElementById(id).replaceWith(document.adoptNode(page.getElementById(id)));
  }
  form.dispatchEvent(new CustomEvent("facteur:kept", { detail: changes }));
};

const ids = () => [...document.querySelectorAll("#files [name=remove]")].map((it) => it.value);

// Says "facteur:attached" once the file is there, for whoever has a use for it.
const upload = (file) => async () => {
  const { item, bar } = tile(file.name);
  const before = ids();
  let changes = 0;
  form.dispatchEvent(new CustomEvent("facteur:changes", { detail: (count) => (changes = count) }));
  const data = new FormData(form);
  data.delete("file");
  data.append("file", file, file.name);
  try {
    take(await post(data, (part) => (bar.value = part)), changes);
    const id = ids().find((it) => !before.includes(it));
    if (id) form.dispatchEvent(new CustomEvent("facteur:attached", { detail: { file, id } }));
  } catch {
    say(words.uploadFailed.replace("{name}", file.name));
  } finally {
    item.remove();
  }
};

const send = (files) => {
  for (const file of files) form.dispatchEvent(new CustomEvent("facteur:step", { detail: upload(file) }));
};

form.addEventListener("facteur:upload", (event) => send(event.detail));
field.addEventListener("change", () => {
  send([...field.files]);
  field.value = "";
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
  send([...event.dataTransfer.files]);
});
document.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  // Word brings a picture of what it brings as text, too.
  if (files.length === 0 || event.clipboardData.types.includes("text/rtf")) return;
  event.preventDefault();
  send(files);
});
