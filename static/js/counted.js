// How many messages are new, in words, for other scripts.
const place = document.getElementById("live");
if (!place) return;

const { one, many } = place.dataset;
window.newMessages = (count) =>
  count === 1 ? one : many.replace("{count}", count.toLocaleString(document.documentElement.lang));
