// Answers of the server as documents, for other scripts; nothing where it has none.
const leaving = new AbortController();

// Who signs out has no list any more: what is still asked for would be refused.
document.addEventListener("submit", ({ target }) => {
  if (target.matches('[action="/logout"]')) leaving.abort();
});

window.fetchFragment = async (url) => {
  const answer = await fetch(url, { headers: { "HX-Request": "true" }, signal: leaving.signal });
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : undefined;
};
