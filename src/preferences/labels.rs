//! Labels: keywords of messages to which a person gave a name and a color.

use mailcore::flag::Flag;
use mailcore::imap::label;
use serde::{Deserialize, Deserializer, Serialize};

use super::{or_default, readable};

/// How many labels a person may have: each menu shows all of them.
pub const MOST_LABELS: usize = 30;

/// The most characters of a name; what is longer is cut.
pub const MOST_OF_NAME: usize = 40;

/// A keyword that a person gave a name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Label {
    /// The keyword on the server.
    pub keyword: String,
    /// What it is called; empty for one of [`USUAL`], which has a name in each language.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// Its color.
    #[serde(default, deserialize_with = "or_default")]
    pub color: LabelColor,
}

/// The colors that labels have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LabelColor {
    /// Red.
    Red,
    /// Orange.
    Orange,
    /// Olive.
    Olive,
    /// Green.
    Green,
    /// Turquoise.
    Turquoise,
    /// Blue.
    #[default]
    Blue,
    /// Purple.
    Purple,
    /// Pink.
    Pink,
}

/// The keywords that Thunderbird, and programs after it, know as labels, in its colors.
pub const USUAL: [(&str, LabelColor); 5] = [
    ("$label1", LabelColor::Red),
    ("$label2", LabelColor::Orange),
    ("$label3", LabelColor::Green),
    ("$label4", LabelColor::Blue),
    ("$label5", LabelColor::Purple),
];

/// The labels of a person, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Labels(#[serde(deserialize_with = "entries")] Vec<Label>);

impl Default for Labels {
    fn default() -> Self {
        let label =
            |(keyword, color): (&str, _)| Label { keyword: keyword.to_owned(), name: String::new(), color };
        Self(USUAL.map(label).into())
    }
}

/// Why there is no such label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotLabeled {
    /// It has no name, or one that no keyword can stand for.
    NoName,
    /// Another one is called so, or has its keyword.
    Taken,
    /// There are [`MOST_LABELS`] already.
    TooMany,
}

impl Labels {
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Label> {
        self.0.iter()
    }

    /// Whether a keyword has a name.
    pub fn has(&self, keyword: &str) -> bool {
        self.0.iter().any(|it| it.keyword.eq_ignore_ascii_case(keyword))
    }

    /// One more, of this keyword, or else of one that is made of its name; what it is called then.
    pub fn add(
        &mut self,
        keyword: Option<&str>,
        name: &str,
        color: LabelColor,
    ) -> Result<String, NotLabeled> {
        let name = tidy(name);
        let flag = match keyword {
            Some(keyword) => Flag::parse(keyword).filter(|it| matches!(it, Flag::Keyword(_))),
            None => label::keyword(&name),
        };
        let keyword = flag.filter(|_| !name.is_empty()).ok_or(NotLabeled::NoName)?.to_string();
        if self.has(&keyword) || self.is_called(&name, &keyword) {
            return Err(NotLabeled::Taken);
        }
        if self.0.len() >= MOST_LABELS {
            return Err(NotLabeled::TooMany);
        }
        self.0.push(Label { keyword, name: name.clone(), color });
        Ok(name)
    }

    /// Gives the label of a keyword another name and color; its messages keep it. Without a name one of
    /// [`USUAL`] has its own again.
    pub fn change(&mut self, keyword: &str, name: &str, color: LabelColor) -> Result<(), NotLabeled> {
        let name = tidy(name);
        if name.is_empty() && !USUAL.iter().any(|(usual, _)| *usual == keyword) {
            return Err(NotLabeled::NoName);
        }
        if self.is_called(&name, keyword) {
            return Err(NotLabeled::Taken);
        }
        if let Some(label) = self.0.iter_mut().find(|it| it.keyword == keyword) {
            (label.name, label.color) = (name, color);
        }
        Ok(())
    }

    /// Forgets the name of a keyword. Messages keep the keyword.
    pub fn remove(&mut self, keyword: &str) {
        self.0.retain(|it| it.keyword != keyword);
    }

    /// Whether the label of another keyword has this name.
    fn is_called(&self, name: &str, keyword: &str) -> bool {
        let name = name.to_lowercase();
        self.0.iter().any(|it| it.keyword != keyword && !name.is_empty() && it.name.to_lowercase() == name)
    }
}

/// Those that can be read; what is no list at all fails.
fn entries<'de, D: Deserializer<'de>>(reader: D) -> Result<Vec<Label>, D::Error> {
    Ok(readable(Vec::deserialize(reader)?))
}

fn tidy(name: &str) -> String {
    let name: String = name.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
    name.trim().chars().take(MOST_OF_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_added_called_otherwise_and_removed() {
        let mut labels = Labels::default();
        assert_eq!(labels.add(None, " Devis\t", LabelColor::Pink).as_deref(), Ok("Devis"));
        assert!(labels.has("devis") && labels.has("$LABEL1"));
        assert_eq!(labels.add(None, "devis", LabelColor::Red), Err(NotLabeled::Taken));
        assert_eq!(labels.add(Some("odd1"), "DEVIS", LabelColor::Red), Err(NotLabeled::Taken));
        assert_eq!(labels.add(Some("odd1"), "Odd", LabelColor::Red).as_deref(), Ok("Odd"));
        assert_eq!(labels.add(Some("\\Seen"), "Lu", LabelColor::Red), Err(NotLabeled::NoName));
        assert_eq!(labels.add(None, " ", LabelColor::Red), Err(NotLabeled::NoName));
        assert_eq!(labels.change("devis", "Odd", LabelColor::Red), Err(NotLabeled::Taken));
        assert_eq!(labels.change("devis", "", LabelColor::Red), Err(NotLabeled::NoName));
        assert_eq!(labels.change("$label1", "Urgent", LabelColor::Green), Ok(()));
        assert_eq!(labels.change("$label1", "", LabelColor::Red), Ok(()));
        labels.remove("devis");
        labels.remove("odd1");
        assert_eq!(labels, Labels::default());
        for number in USUAL.len()..MOST_LABELS {
            assert!(labels.add(None, &format!("n{number}"), LabelColor::Blue).is_ok());
        }
        assert_eq!(labels.add(None, "one more", LabelColor::Blue), Err(NotLabeled::TooMany));
    }
}
