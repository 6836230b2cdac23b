//! Whether everything on the open page has room.

use serde_json::Value;

use super::Browser;

/// What sticks out of the window, or is cut off to the right where nothing says so. A field scrolls in
/// itself, and what is for the ears alone has no room by design.
const SCANT: &str = r#"
const told = it => it.tagName.toLowerCase() + (it.id && '#' + it.id) + [...it.classList].map(name => '.' + name).join('')
  + ' ' + JSON.stringify((it.innerText || '').replace(/\s+/g, ' ').trim().slice(0, 40));
const scant = it => {
  const box = it.getBoundingClientRect(), style = getComputedStyle(it);
  if (box.width < 2 || style.clipPath !== 'none' || it.matches('.skip, input, select, textarea')) return '';
  if (box.right > innerWidth + 1 || box.left < -1) return `${Math.round(box.left)} to ${Math.round(box.right)} of ${innerWidth}`;
  const clips = style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis' || it.matches('.toolbar:not(:has([open])), .tb');
  const cut = clips && it.scrollWidth > it.clientWidth + 1;
  return cut ? `${it.scrollWidth} in ${it.clientWidth}` : '';
};
const seen = [...document.querySelectorAll('html, body *')]
  .filter(it => it instanceof HTMLElement && it.checkVisibility({ visibilityProperty: true }) && !it.closest('.vh'));
return seen.map(it => [scant(it), it]).filter(([why]) => why).map(([why, it]) => `${told(it)}: ${why}`);
"#;

impl Browser {
    /// Fails if anything is wider than its place; `page` says where we are.
    pub async fn expect_room(&self, page: &str) {
        let found = self.script(SCANT, Vec::new()).await;
        let found: Vec<&str> = found.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert!(found.is_empty(), "no room on {page}:\n{}", found.join("\n"));
    }
}
