// A tile that is dragged to the desktop becomes its file, in the browsers that can (Chromium and its kin).
document.addEventListener("dragstart", (event) => {
  const tile = event.target instanceof Element && event.target.closest(".file");
  const link = tile && tile.querySelector("a[data-part]");
  if (!link) return;
  // The parts of what is said are told apart by colons.
  const name = link.dataset.name.replaceAll(":", "-");
  event.dataTransfer.setData("DownloadURL", `application/octet-stream:${name}:${link.href}`);
});
