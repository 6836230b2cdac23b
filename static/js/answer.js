// Answers of the server as documents, for other scripts; nothing where it has none.
window.fetchFragment = async (url) => {
  const answer = await fetch(url, { headers: { "HX-Request": "true" } });
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : undefined;
};
