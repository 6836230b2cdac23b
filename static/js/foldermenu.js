// The menu of a folder, where the system has its own: by the right button, the menu key or a long press.
const menu = document.getElementById("folder-menu");
if (!menu) return;

const fill = (link) => {
  const name = link.dataset.mailbox;
  menu.querySelector(".menu-title").textContent = link.querySelector("span").textContent;
  menu.querySelector("[data-opens]").href = link.href;
  for (const item of menu.querySelectorAll("[data-to]")) item.href = item.dataset.to + encodeURIComponent(name);
  menu.querySelector("[name=folder]").value = name;
  menu.querySelector("[name=back]").value = location.pathname + location.search;
  menu.querySelector("form").hidden = link.dataset.unseen === "0";
};

// Where it was asked for, and wholly on the screen.
const place = (x, y) => {
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(0, Math.min(x, innerWidth - width))}px`;
  menu.style.top = `${Math.max(0, Math.min(y, innerHeight - height))}px`;
};

document.addEventListener("contextmenu", (event) => {
  const link = event.target.closest?.("#folders a[data-mailbox]");
  // With the shift key the system's own comes.
  if (!link || event.shiftKey) return;
  event.preventDefault();
  fill(link);
  menu.showPopover();
  const box = link.getBoundingClientRect();
  place(event.clientX || box.left, event.clientY || box.bottom);
  menu.querySelector("[data-opens]").focus();
});
