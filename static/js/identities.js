// Another identity brings its signature, its Reply-To and its blind copies: the server exchanges them.
const form = document.getElementById("compose");
const chosen = document.getElementById("identity");
if (!form || !chosen) return;

const words = form.dataset;
const fields = ["body", "reply_to", "bcc"];
const typed = () => fields.map((name) => form.elements[name].value).join("\0");

// Takes over what the answered page has in the place of what was sent; not where more was typed meanwhile,
// for which the server exchanges the signature when the message is kept or sent.
const take = (page, before, changes) => {
  const answered = page.getElementById("compose");
  if (answered?.dataset.url !== words.url) throw new Error("not this form");
  form.elements.revision.value = answered.elements.revision.value;
  document.getElementById("compose-state").replaceWith(document.adoptNode(page.getElementById("compose-state")));
  if (typed() !== before) return;
  for (const name of fields) form.elements[name].value = answered.elements[name].value;
  form.elements.signed_as.value = answered.elements.signed_as.value;
  if (form.elements.bcc.value) form.querySelector(".cmp-more").open = true;
  form.dispatchEvent(new CustomEvent("facteur:kept", { detail: changes }));
};

const exchange = async () => {
  let changes = 0;
  form.dispatchEvent(new CustomEvent("facteur:changes", { detail: (count) => (changes = count) }));
  const before = typed();
  const data = new FormData(form);
  data.delete("file");
  try {
    const answer = await fetch(`${words.url}/save`, { method: "POST", body: data });
    take(new DOMParser().parseFromString(await answer.text(), "text/html"), before, changes);
  } catch {
    // The server exchanges them when the message is kept or sent.
  }
};

chosen.addEventListener("change", () => {
  form.dispatchEvent(new CustomEvent("facteur:step", { detail: exchange }));
});
