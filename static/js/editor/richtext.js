// HTML is written in an editor, Squire. What it makes is kept by the server as it keeps what others write: made
// safe, and with its text. Pictures are files of the draft: `cid:` and their name in HTML, an address here.
const rich = document.getElementById("rich");
const form = rich?.closest("form");
if (!form || !window.Squire) return;

const body = form.elements[rich.dataset.text];
const bar = document.getElementById("formatting");
const tools = bar.querySelector(".fmt-tools");
const [asHtml, asText] = bar.querySelectorAll("[name=format]");
const words = bar.querySelector(".seg").dataset;
// Pictures are files of a draft, or stand in the text itself where there is none.
const draft = bar.dataset.page;
const files = `${draft}/file/`;
// Of the identity that is chosen, or of the only one.
const signatureOf = () => {
  const { identity } = form.elements;
  return (identity?.selectedOptions?.[0] ?? identity)?.dataset.signature;
};
// What is written looks as it will where it is read.
rich.style.fontFamily = rich.dataset.font ?? "";
rich.style.fontSize = rich.dataset.size ?? "";
let editor;

const changed = () => body.dispatchEvent(new Event("input", { bubbles: true }));

// --- between the editor and the form ---

// HTML with each picture's source changed; in a document that loads nothing.
const withSources = (html, from, to) => {
  if (!draft) return html;
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const image of page.querySelectorAll("img[src]")) {
    const source = image.getAttribute("src");
    if (source.startsWith(from)) image.setAttribute("src", to + source.slice(from.length));
  }
  return page.body.innerHTML;
};

const clean = (html) => {
  const options = { RETURN_DOM_FRAGMENT: true, FORBID_TAGS: ["style", "form", "input", "button", "textarea", "select"] };
  return document.importNode(window.DOMPurify.sanitize(html, options), true);
};

const show = (isHtml) => {
  (isHtml ? asHtml : asText).checked = true;
  tools.hidden = rich.hidden = !isHtml;
  body.hidden = isHtml;
};

const open = (html) => {
  show(true);
  const isFirst = !editor;
  editor ??= begin();
  editor.setHTML(withSources(html, "cid:", files));
  // What is shown first is no change.
  if (isFirst) queueMicrotask(() => editor.addEventListener("input", changed));
};

form.addEventListener("formdata", ({ formData }) => {
  if (asHtml.checked && editor) formData.set("html", withSources(editor.getHTML(), files, "cid:"));
});

// --- between text and HTML ---

const block = (line) => {
  const div = document.createElement("div");
  if (line) div.textContent = line;
  else div.append(document.createElement("br"));
  return div;
};

const signatureBlock = (signature) => {
  const div = document.createElement("div");
  div.className = "m-signature";
  div.append("-- ");
  for (const line of signature.split("\n")) div.append(document.createElement("br"), line);
  return div;
};

const ofText = (text) => {
  const holder = document.createElement("div");
  const signature = signatureOf();
  const found = signature && [`-- \n${signature}`, `---\n${signature}`].find((it) => text.includes(it));
  const at = found ? text.lastIndexOf(found) : text.length;
  holder.append(...text.slice(0, at).replace(/\n$/, "").split("\n").map(block));
  if (found) {
    const after = text.slice(at + found.length + 1);
    holder.append(signatureBlock(signature), ...(after ? after.split("\n").map(block) : []));
  }
  return holder.innerHTML;
};

const isPlain = () => !rich.querySelector(":scope *:not(div, br, p)") && !rich.querySelector("[style]");

asHtml.addEventListener("change", () => {
  open(ofText(body.value));
  editor.focus();
  changed();
});

asText.addEventListener("change", () => {
  if (!isPlain() && !window.confirm(words.warning)) {
    asHtml.checked = true;
    return;
  }
  // The server knows best what HTML says as text; without it the browser does.
  const take = (answered) => {
    body.value = answered?.elements.body.value ?? rich.innerText;
    show(false);
    body.focus();
    changed();
  };
  if (!draft) return take(null);
  asHtml.checked = true;
  form.dispatchEvent(new CustomEvent("facteur:whole", { detail: take }));
});

// --- what others put in ---

const escaped = (text) => {
  const holder = document.createElement("div");
  holder.textContent = text;
  return holder.innerHTML;
};

form.addEventListener("facteur:insert", ({ detail: { text, html } }) => {
  if (rich.hidden) {
    body.setRangeText(text, body.selectionStart, body.selectionEnd, "end");
    body.focus();
  } else {
    editor.insertHTML(html || escaped(text).replaceAll("\n", "<br>"));
    editor.focus();
  }
  changed();
});

// --- how it looks ---

const toggle = (tag, on, off) => () => (editor.hasFormat(tag) ? editor[off]() : editor[on]());

const indent = (step) => () => {
  if (editor.hasFormat("LI")) {
    if (step > 0) editor.increaseListLevel();
    else editor.decreaseListLevel();
    return;
  }
  editor.forEachBlock((it) => {
    const now = Number.parseFloat(it.style.marginLeft) || 0;
    it.style.marginLeft = now + step > 0 ? `${now + step}em` : "";
  }, true);
};

const link = () => {
  if (editor.hasFormat("A")) return editor.removeLink();
  const place = window.prompt(words.link, "https://");
  return place && /^(https?:\/\/|mailto:|tel:)./i.test(place) && editor.makeLink(place);
};

const commands = {
  bold: toggle("B", "bold", "removeBold"),
  italic: toggle("I", "italic", "removeItalic"),
  underline: toggle("U", "underline", "removeUnderline"),
  list: toggle("UL", "makeUnorderedList", "removeList"),
  ordered: toggle("OL", "makeOrderedList", "removeList"),
  quote: toggle("BLOCKQUOTE", "increaseQuoteLevel", "decreaseQuoteLevel"),
  indent: indent(2),
  outdent: indent(-2),
  link,
  image: () => document.getElementById("fmt-image").click(),
  clear: () => editor.removeAllFormatting(),
  font: (value) => editor.setFontFace(value || null),
  size: (value) => editor.setFontSize(value || null),
  color: (value) => editor.setTextColor(value),
  align: (value) => editor.setTextAlignment(value),
};
const tags = { bold: "B", italic: "I", underline: "U", list: "UL", ordered: "OL", quote: "BLOCKQUOTE", link: "A" };

const press = () => {
  for (const [name, tag] of Object.entries(tags)) {
    tools.querySelector(`[data-format=${name}]`).setAttribute("aria-pressed", String(editor.hasFormat(tag)));
  }
};

const run = (element) => {
  commands[element.dataset.format](element.value);
  if (element.dataset.format !== "image") editor.focus();
  press();
  changed();
};

// To the buttons and back again, by the keys that editors have for it.
rich.addEventListener("keydown", (event) => {
  if (!event.altKey || event.key !== "F10") return;
  event.preventDefault();
  [...tools.querySelectorAll("button, select, input")].find((it) => it.checkVisibility())?.focus();
});
tools.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.preventDefault();
  editor.focus();
});

// The selection stays in the text.
tools.addEventListener("mousedown", (event) => {
  if (event.target.closest("button")) event.preventDefault();
});
tools.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-format]");
  if (button) run(button);
});
tools.addEventListener("change", (event) => {
  event.stopPropagation();
  if (event.target.dataset.format) run(event.target);
});

// --- what is pasted, and pictures ---

// What Word and other pages bring along besides words, tables, pictures and emphasis.
const NOISE = ["font-family", "font-size", "line-height", "background", "background-color", "margin", "text-indent"];

const simplify = (fragment) => {
  for (const element of fragment.querySelectorAll("*")) {
    for (const name of ["class", "id", "lang"]) element.removeAttribute(name);
    if (element.hasAttribute("style")) {
      for (const name of NOISE) element.style.removeProperty(name);
      element.setAttribute("style", element.style.cssText);
    }
    // Of another server: it would tell who reads the message, and is not shown here.
    if (element.localName === "img" && /^https?:/i.test(element.getAttribute("src") ?? "")) element.replaceWith(element.alt);
  }
};

// Pictures that are to stand in the text once they are there, each with the place where it was dropped or pasted.
const wanted = new Map();
const isPicture = (file) => /^image\/(png|jpeg|gif|webp)$/.test(file.type);
const key = (file) => [file.name, file.size, file.lastModified].join("/");
const want = (list, place) => {
  for (const file of list) if (isPicture(file)) wanted.set(key(file), place);
};

const put = (source, name, place) => {
  if (place && rich.contains(place.startContainer)) editor.setSelection(place);
  editor.insertImage(source, { alt: name });
  changed();
};

form.addEventListener("facteur:attached", ({ detail: { file, id } }) => {
  const place = wanted.get(key(file));
  if (wanted.delete(key(file)) && editor && !rich.hidden) put(files + id, file.name, place);
});

// Where no draft has files, a picture stands in the text: a small one, as every message carries it.
const MOST_OCTETS = 64 * 1024;
const embed = (list, place) => {
  for (const file of list) {
    if (!isPicture(file)) continue;
    if (file.size > MOST_OCTETS) {
      const detail = bar.dataset.tooLarge.replace("{name}", file.name);
      document.dispatchEvent(new CustomEvent("facteur:say", { detail }));
      continue;
    }
    const reader = new FileReader();
    reader.addEventListener("load", () => put(reader.result, file.name, place));
    reader.readAsDataURL(file);
  }
};

const picked = document.getElementById("fmt-image");
picked.addEventListener("change", (event) => {
  event.stopPropagation();
  const place = editor.getSelection();
  if (draft) {
    want(picked.files, place);
    form.dispatchEvent(new CustomEvent("facteur:upload", { detail: [...picked.files] }));
  } else embed(picked.files, place);
  picked.value = "";
});

// What the server made of the HTML: another signature.
form.addEventListener("facteur:html", ({ detail }) => {
  if (editor && !rich.hidden) open(detail);
});

// --- the beginning ---

// Below what is quoted or above it, and in any case before the signature.
const toWords = () => {
  const [first, second] = rich.children;
  const isBelow = second?.localName === "blockquote" && first.textContent.trim();
  const range = document.createRange();
  range.setStart((isBelow && second.nextElementSibling) || first || rich, 0);
  editor.setSelection(range);
  editor.focus();
  if (isBelow) rich.scrollIntoView({ block: "end" });
};

// The place in the text over which something is let go of.
const placeAt = ({ clientX, clientY }) => {
  const found = document.caretPositionFromPoint?.(clientX, clientY);
  const range = found ? document.createRange() : document.caretRangeFromPoint?.(clientX, clientY);
  if (found) range.setStart(found.offsetNode, found.offset);
  return range;
};

// A draft takes pictures as files, by the script that uploads them.
const bring = (event, data, place) => {
  if (draft) return want(data.files, place);
  if (data.files.length === 0 || data.types.includes("text/rtf")) return;
  event.preventDefault();
  event.stopPropagation();
  embed(data.files, place);
};

const begin = () => {
  const made = new window.Squire(rich, { sanitizeToDOMFragment: clean });
  made.addEventListener("pathChange", press);
  made.addEventListener("willPaste", ({ detail }) => detail.fragment && simplify(detail.fragment));
  rich.addEventListener("paste", (event) => bring(event, event.clipboardData, made.getSelection()), true);
  rich.addEventListener("drop", (event) => bring(event, event.dataTransfer, placeAt(event)), true);
  return made;
};

bar.hidden = false;
if (rich.dataset.format === "html") {
  open(form.elements.html.value);
  if (body.autofocus) toWords();
} else {
  show(false);
}
