//! People whom a person may mean, as pages show them.

use mailcore::address::FoundAddress;

use super::panes::rows;
use crate::compose::form;
use crate::contacts::completing::{Source, Suggestion};
use crate::contacts::folding;
use crate::i18n::{Locale, Text};

/// The most that stand in the address book beside a message.
pub(in crate::web) const MOST_BESIDE: usize = 20;

/// Somebody who may be meant.
#[derive(Debug)]
pub(in crate::web) struct PersonOption {
    /// What is put into the field for them: of a group all its members.
    pub(in crate::web) typed: String,
    /// Who that is, for those who do not see it.
    pub(in crate::web) label: String,
    pub(in crate::web) initials: String,
    pub(in crate::web) colour: u8,
    /// Their name, else their address, in pieces that were typed or not.
    pub(in crate::web) title: Vec<(String, bool)>,
    /// The address below a name, or how many a group has.
    pub(in crate::web) address: Vec<(String, bool)>,
    pub(in crate::web) source: String,
    /// They are a group, which the label names.
    pub(in crate::web) is_group: bool,
}

/// Those who were found, with the words marked that were typed.
pub(in crate::web) fn options(found: Vec<Suggestion>, terms: &[String], locale: Locale) -> Vec<PersonOption> {
    found.into_iter().map(|it| PersonOption::new(it, terms, locale)).collect()
}

impl PersonOption {
    fn new(found: Suggestion, terms: &[String], locale: Locale) -> Self {
        let Suggestion { name, address, source } = found;
        let said = |key| locale.t(key).into_owned();
        let source = match source {
            Source::Group(members) => return Self::group(name, &members, terms, locale),
            Source::Personal => said("recipients-personal"),
            Source::Recent => said("recipients-recent"),
            Source::Directory => said("recipients-directory"),
            Source::Book(name) => name,
        };
        let person = FoundAddress { name, address };
        let typed = form::typed_found(std::slice::from_ref(&person));
        let address = if person.name.is_empty() { "" } else { &person.address };
        Self {
            initials: rows::initials(&person),
            colour: rows::colour(&person),
            title: folding::marked(person.label(), terms),
            address: folding::marked(address, terms),
            label: typed.clone(),
            typed,
            source,
            is_group: false,
        }
    }

    fn group(name: String, members: &[FoundAddress], terms: &[String], locale: Locale) -> Self {
        let count = locale.say(&Text::new("recipients-members").with("count", members.len()));
        let shown = FoundAddress { name: name.clone(), address: name.clone() };
        Self {
            typed: form::typed_found(members),
            initials: rows::initials(&shown),
            colour: rows::colour(&shown),
            title: folding::marked(&name, terms),
            address: vec![(count, false)],
            source: locale.t("recipients-group").into_owned(),
            label: name,
            is_group: true,
        }
    }
}
