//! Cards of people that are attached to the open message.

use crate::i18n::Text;
use crate::reading::Reading;
use crate::web::urls;

/// So many names are shown.
const MOST_NAMED: usize = 6;

/// The cards of a message.
#[derive(Debug)]
pub(in crate::web) struct CardsBox {
    /// How many there are.
    pub(in crate::web) count: usize,
    /// What the first ones are called.
    pub(in crate::web) names: String,
    /// How many more there are.
    pub(in crate::web) more: usize,
    /// Where they are added.
    pub(in crate::web) add_url: String,
    /// The part of the message there that they are attached to; `None` for the whole.
    pub(in crate::web) inside: Option<String>,
    /// Why there is nothing to add.
    pub(in crate::web) settled: Option<Text>,
}

impl CardsBox {
    pub(super) fn new(reading: &Reading) -> Option<Self> {
        let cards = reading.cards.as_ref()?;
        let names: Vec<&str> =
            cards.names.iter().map(String::as_str).filter(|it| !it.is_empty()).take(MOST_NAMED).collect();
        let settled = match cards.outlook {
            it if it.added > 0 => None,
            it if it.known > 0 => Some(Text::new("cards-all-known")),
            _ => Some(Text::new("cards-without-address")),
        };
        Some(Self {
            count: cards.names.len(),
            more: cards.names.len().saturating_sub(names.len()),
            names: names.join(", "),
            inside: reading.message.place().inside.map(|it| it.to_string()),
            add_url: urls::message_step(&reading.message.at, "cards"),
            settled,
        })
    }
}
