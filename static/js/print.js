// A page that is made for paper opens the dialog of the printer once all of it is there.
if (!document.querySelector("[data-prints]")) return;
window.addEventListener("load", () => requestAnimationFrame(() => window.print()));
