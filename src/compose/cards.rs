//! A message that brings cards of the contacts with it.

use mailcore::message::outgoing::OutgoingFile;

use super::draft::Draft;
use super::form::DraftForm;
use super::{Error, answer, attachment, begin_new};
use crate::contacts::exporting::{self, Exported, Format};
use crate::contacts::keeping;
use crate::desk::Desk;
use crate::i18n::Locale;

/// Begins a message with cards as one file; those that are not there any more are left out. The groups of whoever
/// sends them are nobody's business and stay.
pub async fn begin(desk: &Desk, cards: &[i64], locale: Locale, now: i64) -> Result<Draft, Error> {
    let exported = Exported { account: desk.account, format: Format::VCard3, locale };
    let (mut text, mut names) = (String::new(), Vec::new());
    for id in cards {
        if let Some(kept) = keeping::find(&desk.store, desk.account, *id).await? {
            text.push_str(&exporting::card(&kept, exported));
            names.push(kept.card.name);
        }
    }
    let draft = begin_new(desk, DraftForm::default(), now).await?;
    let name = match &*names {
        [] => return Ok(draft),
        [name] if !name.is_empty() => name.clone(),
        _ => locale.t("contacts-file").into_owned(),
    };
    let (media_type, ending) = exported.format.media();
    let media_type = media_type.to_owned();
    let file =
        OutgoingFile { name: format!("{name}.{ending}"), media_type, octets: text.into_bytes().into() };
    let left_out = attachment::add(desk, &draft.id, vec![file]).await?;
    answer::keep_left_out(desk, draft, left_out, now).await
}
