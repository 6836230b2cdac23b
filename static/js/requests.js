// What is said when a part of a page could not be fetched. Signing in again is the server's redirect.
const say = (text) => document.dispatchEvent(new CustomEvent("facteur:say", { detail: text }));
const words = document.body.dataset;

document.body.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (status === 404) say(words.problemGone);
  else if (status !== 401) say(words.problemServer);
});
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.body.addEventListener(name, () => say(words.problemNetwork));
}
