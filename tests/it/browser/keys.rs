//! The keyboard, and where it leads; a finger on the screen.

mod touch;

use thirtyfour::{Key, TypingData};

use super::Browser;

/// What has the focus: its words, whether it is in sight, whether it is marked, whether nothing lies over
/// it. A field of a letter is marked by its line, a frame by what is in it.
const FOCUSED: &str = r#"
const it = document.activeElement, box = it.getBoundingClientRect();
const ring = (of, part) => of && getComputedStyle(of, part).outlineStyle !== 'none';
const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
const name = it.getAttribute('aria-label') || it.innerText || it.value || it.title || it.tagName;
return [
  name.replace(/\s+/g, ' ').trim(),
  box.width > 0 && box.top >= -1 && box.bottom <= innerHeight + 1 && box.left >= -1 && box.right <= innerWidth + 1
    || box.height > innerHeight / 2,
  ring(it) || ring(it, '::before') || ring(it.closest('.seg label')) || it.matches('.bare, iframe'),
  !over || it.contains(over) || over.contains(it),
];
"#;

/// Something that a person came to with the key Tab.
#[derive(Clone, Debug)]
pub struct Stop {
    /// What it is called.
    pub name: String,
    /// What is wrong with it; empty when nothing is.
    pub faults: Vec<&'static str>,
}

impl Browser {
    /// Presses Tab, and tells where that leads.
    pub async fn tab(&self) -> Stop {
        self.hit(Key::Tab).await;
        let seen = self.script(FOCUSED, Vec::new()).await;
        let faults = ["out of sight", "without a mark", "covered"].into_iter().zip(1_usize..);
        let faults = faults.filter(|(_, at)| seen[*at] != true).map(|(fault, _)| fault).collect();
        Stop { name: seen[0].as_str().unwrap_or_default().to_owned(), faults }
    }

    /// Hits a key as fingers do: what has the focus gets it, or the focus moves.
    pub async fn hit(&self, key: Key) {
        self.driver.action_chain().send_keys(key).perform().await.expect("a key");
    }

    /// Hits the keys of these signs, one after the other, where the focus is.
    pub async fn strike(&self, signs: &str) {
        self.driver.action_chain().send_keys(signs).perform().await.expect("keys");
    }

    /// Hits a key while others are held.
    pub async fn hit_with(&self, held: &[Key], key: impl Into<TypingData>) {
        let down = held.iter().fold(self.driver.action_chain(), |chain, it| chain.key_down(it.clone()));
        let hit = down.send_keys(key);
        let up = held.iter().fold(hit, |chain, it| chain.key_up(it.clone()));
        up.perform().await.expect("keys");
    }

    /// Clicks on an element while a key is held.
    pub async fn click_with(&self, held: Key, css: &str) {
        let element = self.wait_for(css).await;
        let clicks = self.driver.action_chain().key_down(held.clone()).click_element(&element).key_up(held);
        clicks.perform().await.expect("a click");
    }

    /// The words of what has the focus.
    pub async fn focused(&self) -> String {
        let seen = self.script(FOCUSED, Vec::new()).await;
        seen[0].as_str().unwrap_or_default().to_owned()
    }
}
