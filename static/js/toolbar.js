// A bar of buttons is one stop for Tab, and the arrows walk along it. A menu that is open has its own keys, and so
// has a field, which is a stop of its own.
const BAR = ".toolbar[role]";
const OF_ONE = "a[href], button, summary";
const STEPS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

const items = (bar) =>
  [...bar.querySelectorAll(OF_ONE)].filter((it) => !it.disabled && !it.closest(".menu-panel") && it.checkVisibility());

const settle = (bar, focused) => {
  const all = items(bar);
  const stop = focused ?? all.find((it) => it === document.activeElement) ?? all.find((it) => it.tabIndex === 0) ?? all[0];
  bar.setAttribute("role", "toolbar");
  for (const it of all) it.tabIndex = it === stop ? 0 : -1;
};

// Around its ends, too.
const to = (all, at, steps) => {
  if (!Number.isFinite(steps)) return steps < 0 ? all[0] : all.at(-1);
  return all[(at + steps + all.length) % all.length];
};

// What has no room is not shown: the stop may be among it.
const settleAll = () => {
  for (const bar of document.querySelectorAll(BAR)) settle(bar);
};

document.addEventListener("focusin", ({ target }) => {
  const bar = target.closest(BAR);
  if (bar && items(bar).includes(target)) settle(bar, target);
});

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  const bar = target.closest?.(BAR);
  if (!bar || !STEPS[key] || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const all = items(bar);
  const at = all.indexOf(target);
  if (at < 0) return;
  const turns = Number.isFinite(STEPS[key]) && getComputedStyle(bar).direction === "rtl";
  event.preventDefault();
  to(all, at, turns ? -STEPS[key] : STEPS[key]).focus();
});

window.addEventListener("resize", settleAll);
document.addEventListener("facteur:rows", settleAll);
document.body.addEventListener("htmx:afterSettle", settleAll);
settleAll();
