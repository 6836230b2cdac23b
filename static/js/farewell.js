// Who signs out leaves no copy of what was typed in this browser.
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action") !== "/logout") return;
  for (const it of Object.keys(localStorage)) if (it.startsWith("facteur-copy:")) localStorage.removeItem(it);
});
