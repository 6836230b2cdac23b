// F6 leads from one part of the page to the next, to where one was in it.
const REGIONS = [".rail", ".topbar", "#side", "#list", "#reader", "#main"];
const STOPS = "a[href], button:enabled, summary, input:enabled, select, textarea, [tabindex='0']";

// The sheet is a part by itself where there is no list in it.
const regions = () => {
  const found = REGIONS.map((it) => document.querySelector(it)).filter((it) => it?.checkVisibility());
  return found.filter((it) => !found.some((inner) => inner !== it && it.contains(inner)));
};

const places = new WeakMap();

document.addEventListener("focusin", (event) => {
  const region = regions().find((it) => it.contains(event.target));
  if (region) places.set(region, event.target);
});

const isStop = (it) => it.tabIndex >= 0 && it.checkVisibility({ visibilityProperty: true });

const enter = (region) => {
  const before = places.get(region);
  const known = before?.isConnected && region.contains(before) && before.checkVisibility() && before;
  const stops = () => [...region.querySelectorAll(STOPS)].filter(isStop);
  const current = () => [...region.querySelectorAll("[aria-current]")].find(isStop);
  const own = region.hasAttribute("tabindex") && region;
  const row = region.querySelector(".row-link[tabindex='0']");
  (row || known || own || current() || stops()[0])?.focus();
};

document.addEventListener("facteur:region", (event) => {
  const all = regions();
  const at = all.findIndex((it) => it.contains(document.activeElement));
  const next = at < 0 ? 0 : (at + event.detail + all.length) % all.length;
  if (!all[next]) return;
  event.preventDefault();
  enter(all[next]);
});
