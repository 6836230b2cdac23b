//! Labels as pages show them.

use mailcore::flag::{Flag, FlagSet};

use crate::i18n::Locale;
use crate::preferences::Preferences;
use crate::preferences::labels::LabelColor;

/// The names that a language has for what Thunderbird knows.
const USUAL_NAMES: [(&str, &str); 5] = [
    ("$label1", "mark-label-important"),
    ("$label2", "mark-label-work"),
    ("$label3", "mark-label-personal"),
    ("$label4", "mark-label-to-do"),
    ("$label5", "mark-label-later"),
];

/// A label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) struct Label {
    /// The keyword on the server.
    pub(in crate::web) keyword: Flag,
    /// What it is called.
    pub(in crate::web) name: String,
    /// The class of its color.
    pub(in crate::web) class: &'static str,
}

/// All that a person has.
pub(in crate::web) fn all(preferences: &Preferences, locale: Locale) -> Vec<Label> {
    let label = |it: &crate::preferences::labels::Label| {
        let name = if it.name.is_empty() { usual_name(&it.keyword, locale) } else { it.name.clone() };
        Some(Label { keyword: Flag::parse(&it.keyword)?, name, class: class(it.color) })
    };
    preferences.labels.iter().filter_map(label).collect()
}

/// Those of them that a message has.
pub(in crate::web) fn of(labels: &[Label], flags: &FlagSet) -> Vec<Label> {
    labels.iter().filter(|it| flags.contains(&it.keyword)).cloned().collect()
}

/// What a keyword is called that has no name of its own.
pub(in crate::web) fn usual_name(keyword: &str, locale: Locale) -> String {
    let key = USUAL_NAMES.iter().find(|(usual, _)| *usual == keyword).map(|(_, key)| *key);
    key.map_or_else(|| keyword.to_owned(), |key| locale.t(key).into_owned())
}

/// The class of a color, of those that have enough contrast in both themes.
pub(in crate::web) fn class(color: LabelColor) -> &'static str {
    match color {
        LabelColor::Turquoise => "av0",
        LabelColor::Blue => "av1",
        LabelColor::Purple => "av2",
        LabelColor::Pink => "av3",
        LabelColor::Red => "av4",
        LabelColor::Orange => "av5",
        LabelColor::Olive => "av6",
        LabelColor::Green => "av7",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_those_of_the_message_by_their_names() {
        let mut preferences = Preferences::default();
        preferences.labels.add(None, "Devis", LabelColor::Pink).unwrap();
        let labels = all(&preferences, Locale::Fr);
        let flags = ["$label2", "devis", "other"].into_iter().filter_map(Flag::parse).collect();
        let found: Vec<_> = of(&labels, &flags).into_iter().map(|it| (it.name, it.class)).collect();
        assert_eq!(found, [("Travail".to_owned(), "av5"), ("Devis".to_owned(), "av3")]);
    }
}
