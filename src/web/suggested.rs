//! People whom a person may mean, as pages show them.

use mailcore::address::FoundAddress;

use super::panes::rows;
use crate::compose::form;
use crate::contacts::completing::{Source, Suggestion};
use crate::contacts::folding;
use crate::i18n::Locale;

/// The most that stand in the address book beside a message.
pub(in crate::web) const MOST_BESIDE: usize = 20;

/// Somebody who may be meant.
#[derive(Debug)]
pub(in crate::web) struct PersonOption {
    /// What is put into the field for them.
    pub(in crate::web) typed: String,
    pub(in crate::web) initials: String,
    pub(in crate::web) colour: u8,
    /// Their name, else their address, in pieces that were typed or not.
    pub(in crate::web) title: Vec<(String, bool)>,
    /// The address below a name.
    pub(in crate::web) address: Vec<(String, bool)>,
    pub(in crate::web) source: String,
}

/// Those who were found, with the words marked that were typed.
pub(in crate::web) fn options(found: Vec<Suggestion>, terms: &[String], locale: Locale) -> Vec<PersonOption> {
    found.into_iter().map(|it| PersonOption::new(it, terms, locale)).collect()
}

impl PersonOption {
    fn new(found: Suggestion, terms: &[String], locale: Locale) -> Self {
        let typed = form::typed([(found.name.as_str(), found.address.clone())]);
        let source = match found.source {
            Source::Personal => locale.t("recipients-personal").into_owned(),
            Source::Recent => locale.t("recipients-recent").into_owned(),
            Source::Book(name) => name,
        };
        let person = FoundAddress { name: found.name, address: found.address };
        let address = if person.name.is_empty() { "" } else { &person.address };
        Self {
            initials: rows::initials(&person),
            colour: rows::colour(&person),
            title: folding::marked(person.label(), terms),
            address: folding::marked(address, terms),
            typed,
            source,
        }
    }
}
