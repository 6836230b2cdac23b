// Menus are <details>, which open and close by themselves; Escape, a click elsewhere and a choice close
// them too.
const open = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  const chosen = event.target.closest(".menu-item");
  for (const menu of open()) if (chosen || !menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});
