// Addresses whose domain has letters beyond ASCII, or is written in ASCII in their place: the server says how people
// read them, and which look like others.
const place = document.getElementById("recipients");
if (!place) return;

const asked = new Map();

const ask = async (address) => {
  const answer = await fetch(`${place.dataset.address}?of=${encodeURIComponent(address)}`, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return null;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-address]");
  return { address: found.dataset.address, warning: found.textContent };
};

// Resolves to nothing for ordinary letters, and when the server does not say.
window.lettersOf = (address) => {
  const [, domain = ""] = address.split(/@(?=[^@]*$)/);
  if (!/(^|\.)xn--|[^\x00-\x7f]/i.test(domain)) return Promise.resolve(null);
  if (!asked.has(address)) asked.set(address, ask(address).catch(() => null));
  return asked.get(address);
};
