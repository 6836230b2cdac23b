//! What a message reports of another one: whether it arrived, whether it was opened.

use std::iter;

use mailcore::imap::pool::Lease;
use mailcore::message::parse;
use mailcore::message::part::{Part, PartId};
use mailcore::message::report::{self, Report};

use crate::fetch::{Error, Message};

/// A report, and what comes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// What it says.
    pub report: Report,
    /// The part that says so.
    pub part: PartId,
    /// What it is about, where that is enclosed.
    pub original: Option<Original>,
}

/// The message that a report is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// Where it is.
    pub part: PartId,
    /// It is there with its text, and not its header alone.
    pub is_whole: bool,
    /// May be empty.
    pub subject: String,
}

/// Reads the report of a message; `None` where it has none that says something.
pub async fn read(lease: &mut Lease, message: &Message) -> Result<Option<Reported>, Error> {
    let choice = &message.choice;
    let Some((part, id)) = first(&choice.aside, report::is_report) else { return Ok(None) };
    let header = first(&choice.aside, report::is_header);
    let ids: Vec<PartId> = iter::once(id).chain(header.map(|(_, id)| id)).cloned().collect();
    let mut octets = message.octets(lease, &ids, report::MOST_OCTETS).await?.into_iter();
    let mut decode = |it: &Part| parse::decoded(it.encoding, &octets.next().unwrap_or_default());
    let report = report::read(part, &decode(part));
    let header = header.map(|(it, id)| (id, parse::headers(&decode(it)).subject));
    let header = header.map(|(id, subject)| Original { part: id.clone(), is_whole: false, subject });
    let whole = first(&choice.attachments, Part::is_told).map(|(it, id)| Original {
        part: id.clone(),
        is_whole: true,
        subject: it.subject.clone().unwrap_or_default(),
    });
    Ok(report.map(|report| Reported { report, part: id.clone(), original: whole.or(header) }))
}

/// The first part of a kind, with its place.
fn first(parts: &[Part], wanted: impl Fn(&Part) -> bool) -> Option<(&Part, &PartId)> {
    parts.iter().filter(|it| wanted(it)).find_map(|it| Some((it, it.id.as_ref()?)))
}
