//! Cards to files, a piece at a time: as many as there are, in the memory of some.

use std::collections::HashMap;

use mailcore::message::card::version::Version;

use super::keeping::{self, Kept};
use super::table::write;
use crate::i18n::Locale;
use crate::store::cards::KeptCard;
use crate::store::cards::listing::{Begin, Wanted};
use crate::store::{self, AccountId, Store};

/// The cards of a piece.
const AT_ONCE: i64 = 200;

/// What the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// vCard 3.0, which everything reads.
    VCard3,
    /// vCard 4.0.
    VCard4,
    /// A table for Outlook.
    OutlookCsv,
}

impl Format {
    /// The format of this name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "vcard3" => Some(Self::VCard3),
            "vcard4" => Some(Self::VCard4),
            "outlook-csv" => Some(Self::OutlookCsv),
            _ => None,
        }
    }

    /// The media type, and how the name of the file ends.
    pub fn media(self) -> (&'static str, &'static str) {
        match self {
            Self::VCard3 | Self::VCard4 => ("text/vcard; charset=utf-8", "vcf"),
            Self::OutlookCsv => ("text/csv; charset=utf-8", "csv"),
        }
    }

    /// What stands before the first card; spreadsheets know UTF-8 by its mark.
    pub fn beginning(self, locale: Locale) -> String {
        match self {
            Self::VCard3 | Self::VCard4 => String::new(),
            Self::OutlookCsv => format!("\u{feff}{}", write::header(locale)),
        }
    }
}

/// What is exported of whom.
#[derive(Clone, Copy, Debug)]
pub struct Exported {
    /// Whose cards.
    pub account: AccountId,
    /// As what.
    pub format: Format,
    /// In which language columns are called.
    pub locale: Locale,
}

/// The cards of a piece as text, and where the next one begins; `None` at the end.
pub async fn piece(
    store: &Store,
    exported: Exported,
    wanted: &Wanted<'_>,
    begin: &Begin,
) -> Result<Option<(String, Begin)>, store::Error> {
    let rows = store.whole_cards(exported.account, wanted, begin, AT_ONCE).await?;
    let Some(last) = rows.last() else { return Ok(None) };
    let next = Begin::After(last.id);
    let names: HashMap<i64, String> =
        store.groups(exported.account).await?.into_iter().map(|it| (it.id, it.name)).collect();
    let mut text = String::new();
    for row in &rows {
        let groups = store.groups_of(exported.account, row.id).await?;
        let groups = groups.iter().filter_map(|it| names.get(it).cloned()).collect();
        text.push_str(&one(row, groups, exported));
    }
    Ok(Some((text, next)))
}

/// A card as text, in no group.
pub fn card(kept: &Kept, exported: Exported) -> String {
    one(&kept.row, Vec::new(), exported)
}

/// A card as text, with the groups that it is in now.
pub fn one(row: &KeptCard, groups: Vec<String>, exported: Exported) -> String {
    let card = keeping::read(&row.content).unwrap_or_default();
    let mut fields = card.fields();
    fields.categories = groups;
    match exported.format {
        Format::VCard3 => card.with_fields(&fields).to_vcard(&row.uid, Version::V3),
        Format::VCard4 => card.with_fields(&fields).to_vcard(&row.uid, Version::V4),
        Format::OutlookCsv => write::row(&fields, exported.locale),
    }
}
