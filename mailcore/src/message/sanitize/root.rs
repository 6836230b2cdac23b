//! What a message says of itself as a whole, in its `body` and `html` tags. It is shown in an
//! element of ours, which gets it from here and from the style sheet.

use super::attributes;
use super::css::sheet::Sheet;
use super::css::{self, Style};
use super::images::Images;
use super::names;
use super::references;

/// Attributes of the element that the HTML of a message is put into, to be escaped as any text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// Classes, separated by blanks.
    pub class: String,
    /// A name for links within the message.
    pub id: Option<String>,
    /// `ltr`, `rtl` or `auto`.
    pub dir: Option<String>,
    /// A language tag (RFC 5646).
    pub lang: Option<String>,
}

/// Reads the tags, and writes rules for the letter before and behind those of the message.
#[derive(Default)]
pub(super) struct Root {
    pub(super) letter: Letter,
    before: Sheet,
    behind: Sheet,
}

impl Root {
    /// Takes what a tag says; of several that say the same the first one counts.
    pub(super) fn read(&mut self, attributes: &[(&str, &str)], images: &Images) {
        for (name, value) in attributes {
            let Some(value) = references::decode(value) else { continue };
            self.attribute(&name.to_ascii_lowercase(), &value, images);
        }
    }

    fn attribute(&mut self, name: &str, value: &str, images: &Images) {
        let plain =
            attributes::plain(value).filter(|it| !it.is_empty() && !it.contains([';', '\'', ',', ' ']));
        let plain = plain.map(|it| it.into_owned());
        let color = |property: &str| {
            let value = plain.as_deref().unwrap_or_default();
            css::clean(&format!("{property}:{}", hashed(value)), images)
        };
        match name {
            "bgcolor" => self.before.add_for_letter("", &color("background-color")),
            "text" => self.before.add_for_letter("", &color("color")),
            "link" => self.before.add_for_letter(" a", &color("color")),
            "background" => self.before.add_for_letter("", &background(value, images)),
            "style" => self.behind.add_for_letter("", &css::clean(value, images)),
            "class" if self.letter.class.is_empty() => {
                self.letter.class = names::prefixed_list(value).unwrap_or_default();
            }
            "id" if self.letter.id.is_none() => {
                self.letter.id = attributes::name(value).map(|it| it.into_owned());
            }
            "dir" if self.letter.dir.is_none() => self.letter.dir = plain,
            "lang" if self.letter.lang.is_none() => self.letter.lang = plain,
            _ => {}
        }
    }

    /// Puts the rules around those of the message.
    pub(super) fn surround(self, sheet: Sheet) -> (Letter, Sheet) {
        let mut whole = sheet;
        whole.css = [self.before.css, whole.css, self.behind.css].concat();
        whole.colors |= self.before.colors || self.behind.colors;
        (self.letter, whole)
    }
}

/// A color as HTML has it, for CSS: there the mark before the number must not be missing.
fn hashed(color: &str) -> String {
    let number = matches!(color.len(), 3 | 6) && color.bytes().all(|it| it.is_ascii_hexdigit());
    if number { format!("#{color}") } else { color.to_owned() }
}

fn background(value: &str, images: &Images) -> Style {
    let address = images.address(value).filter(|it| !it.contains(['"', '\\', '\n']));
    address.map(|it| css::clean(&format!("background-image:url(\"{it}\")"), images)).unwrap_or_default()
}
