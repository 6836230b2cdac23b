// Another identity brings its signature, its Reply-To and its blind copies: the server exchanges them.
const form = document.getElementById("compose");
const chosen = document.getElementById("identity");
if (!form || !chosen) return;

const fields = ["body", "reply_to", "bcc"];
const typed = () => [...fields.map((name) => form.elements[name].value), new FormData(form).get("html")].join("\0");

chosen.addEventListener("change", () => {
  const before = typed();
  // Where more was typed meanwhile, or the server cannot be reached, it exchanges them when the message is
  // kept or sent.
  const take = (answered) => {
    if (!answered || typed() !== before) return;
    for (const name of [...fields, "signed_as"]) {
      form.elements[name].value = answered.elements[name].value;
      form.elements[name].dispatchEvent(new Event("change"));
    }
    form.dispatchEvent(new CustomEvent("facteur:html", { detail: answered.elements.html.value }));
  };
  form.dispatchEvent(new CustomEvent("facteur:whole", { detail: take }));
});
