//! Clicks, what is typed into fields, and files that come down. A page may put new parts in the place of old
//! ones at any time, and a person would then take the new one: what went away is looked for again.

use std::fs;
use std::path::Path;

use serde_json::json;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner as Inner};
use thirtyfour::{By, WebElement};

use super::Browser;
use crate::client::squeezed;
use crate::wait;

/// The visible element that a person would call so: links, buttons, what opens a menu.
const CALLED: &str = r#"
const [wanted, kinds] = arguments;
const words = it => (it || '').replace(/\s+/g, ' ').trim();
const called = it => [it.innerText, it.getAttribute('aria-label'), it.title].some(name => words(name) === wanted);
return [...document.querySelectorAll(kinds)].find(it => it.checkVisibility({visibilityProperty: true}) && called(it)) || null;
"#;

impl Browser {
    /// Clicks on the visible link, button or menu of these words.
    pub async fn click(&self, words: &str) {
        wait::until_async(&format!("{words:?} to click on"), async || {
            let arguments = vec![json!(words), json!("a[href], button, summary, label[for]")];
            let element = self.driver.execute(CALLED, arguments).await.ok()?.element().ok()?;
            clicked(&element, words).await
        })
        .await;
    }

    /// Clicks on the first `target` inside the element `css` that has these words.
    pub async fn click_in(&self, css: &str, words: &str, target: &str) {
        wait::until_async(&format!("{css} with {words:?}"), async || {
            for element in self.driver.find_all(By::Css(css)).await.ok()? {
                if squeezed(&element.text().await.ok()?).contains(words) {
                    return clicked(&element.find(By::Css(target)).await.ok()?, words).await;
                }
            }
            None
        })
        .await;
    }

    /// Replaces what stands in the visible field of this name, or is typed into one of recipients.
    pub async fn fill(&self, name: &str, value: &str) {
        wait::until_async(&format!("the field {name}"), async || {
            let field = self.wait_for(&format!("[name={name}], [data-field={name}]")).await;
            done(field.clear().await, name)?;
            done(field.send_keys(value).await, name)
        })
        .await;
    }

    /// Clicks on such an element and takes the file that comes.
    pub async fn download(&self, css: &str) -> Vec<u8> {
        wait::until_async(&format!("{css} to click on"), async || {
            clicked(&self.wait_for(css).await, css).await
        })
        .await;
        let folder = self.profile.path().join("downloads");
        wait::until_async("a download", async || {
            let found = fs::read_dir(&folder).ok()?.collect::<Result<Vec<_>, _>>().ok()?;
            // While it comes, it stands under a hidden name or one with another ending.
            let [file] = found.as_slice() else { return None };
            let path = file.path();
            let octets = if is_whole(&path) { fs::read(&path).ok() } else { None };
            let octets = octets.filter(|it| !it.is_empty())?;
            fs::remove_file(&path).expect("a file to remove");
            Some(octets)
        })
        .await
    }
}

/// Clicks; nothing if the element went away before, or something lay over it.
pub(super) async fn clicked(element: &WebElement, words: &str) -> Option<()> {
    done(element.click().await, words)
}

/// Nothing if the element could not be reached, so that nothing was done to it.
fn done(outcome: Result<(), WebDriverError>, words: &str) -> Option<()> {
    let Err(error) = outcome else { return Some(()) };
    match error.as_inner() {
        Inner::StaleElementReference(_)
        | Inner::ElementClickIntercepted(_)
        | Inner::ElementNotInteractable(_)
        | Inner::NoSuchElement(_) => None,
        _ => panic!("{words}: {error}"),
    }
}

fn is_whole(path: &Path) -> bool {
    let name = path.file_name().and_then(|it| it.to_str()).unwrap_or_default();
    !name.starts_with('.') && !name.ends_with(".crdownload")
}
