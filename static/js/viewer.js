// A file that is looked at: arrows lead to its neighbours, Escape back to the message.
if (!document.body.classList.contains("viewer")) return;

const KEYS = { ArrowLeft: "[rel=prev]", ArrowRight: "[rel=next]", Escape: "#viewer-back" };

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = KEYS[event.key] && document.querySelector(KEYS[event.key]);
  if (!link) return;
  event.preventDefault();
  link.click();
});
