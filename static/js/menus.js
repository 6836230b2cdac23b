// Menus are <details>, which open and close by themselves; Escape, a click elsewhere, a choice and walking
// out with Tab close them too. What had the focus inside gives it back to what opened the menu.
const open = () => document.querySelectorAll("details.menu[open]");

const close = (menu) => {
  const inside = menu.contains(document.activeElement);
  menu.open = false;
  if (inside) menu.querySelector("summary").focus();
};

document.addEventListener("click", (event) => {
  const chosen = event.target.closest(".menu-item");
  for (const menu of open()) if (chosen || !menu.contains(event.target)) close(menu);
});

document.addEventListener("focusin", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});

// Arrows walk through what can be chosen; in a field they belong to the field.
const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const CHOICES = "summary, input[type=search], a.menu-item, button.menu-item:enabled";

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") open().forEach(close);
  const menu = event.target.closest?.("details.menu[open]");
  const choices = menu ? [...menu.querySelectorAll(CHOICES)].filter((it) => it.checkVisibility()) : [];
  const at = choices.indexOf(event.target);
  const next = at >= 0 && STEPS[event.key] && choices[at + STEPS[event.key]];
  if (!next) return;
  event.preventDefault();
  next.focus();
});
