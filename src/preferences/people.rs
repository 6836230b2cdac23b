//! What a person decided about their contacts.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::{PageSize, or_default};

/// The book that everybody has, as addresses and rows name it.
const PERSONAL: &str = "personal";

/// The book of those who were written to.
const COLLECTED: &str = "collected";

/// How cards are listed, completed and made.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct People {
    /// In which order lists are that nobody put into another one.
    #[serde(deserialize_with = "or_default")]
    pub sort: Sort,
    /// How many cards a page has.
    #[serde(deserialize_with = "or_default")]
    pub page: PageSize,
    /// What stands in a list as the name of a card.
    #[serde(deserialize_with = "or_default")]
    pub names: Names,
    /// Of somebody with several addresses one is suggested.
    #[serde(deserialize_with = "or_default")]
    pub one_address: bool,
    /// The book of a new card, where none is looked at that takes it.
    #[serde(deserialize_with = "or_personal")]
    pub new_cards: String,
    /// The book of those who are written to for the first time.
    #[serde(deserialize_with = "or_collected")]
    pub collect_into: String,
}

impl Default for People {
    fn default() -> Self {
        Self {
            sort: Sort::default(),
            page: PageSize::default(),
            names: Names::default(),
            one_address: false,
            new_cards: PERSONAL.to_owned(),
            collect_into: COLLECTED.to_owned(),
        }
    }
}

/// By what a list of cards is in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// The name of the family.
    #[default]
    Surname,
    /// The name as the card has it, which mostly begins with the given name.
    Name,
}

/// What stands in a list as the name of a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Names {
    /// As the card has it.
    #[default]
    Shown,
    /// The given name and the name of the family.
    FirstLast,
    /// The name of the family and the given name.
    LastFirst,
    /// The same with a comma between.
    LastCommaFirst,
}

fn or_personal<'de, D: Deserializer<'de>>(reader: D) -> Result<String, D::Error> {
    text_or(reader, PERSONAL)
}

fn or_collected<'de, D: Deserializer<'de>>(reader: D) -> Result<String, D::Error> {
    text_or(reader, COLLECTED)
}

fn text_or<'de, D: Deserializer<'de>>(reader: D, usual: &str) -> Result<String, D::Error> {
    Ok(Value::deserialize(reader)?.as_str().unwrap_or(usual).to_owned())
}
