//! What a message reports of another one: whether it arrived, whether it was opened.

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
    let Some((part, id)) = choice.aside.iter().find(|it| report::is_report(it)).and_then(with_id) else {
        return Ok(None);
    };
    let original = choice.attachments.iter().find(|it| it.is_message() || is_header(it)).and_then(with_id);
    let header = original.filter(|(it, _)| is_header(it));
    let ids: Vec<PartId> = std::iter::once(id.clone()).chain(header.map(|(_, it)| it.clone())).collect();
    let octets = message.octets(lease, &ids, report::MOST_OCTETS).await?;
    let mut octets = octets.into_iter();
    let decode =
        |part: &Part, octets: Option<Vec<u8>>| parse::decoded(part.encoding, &octets.unwrap_or_default());
    let report = report::read(part, &decode(part, octets.next()));
    let subject = header.map(|(it, _)| parse::headers(&decode(it, octets.next())).subject);
    let original = original.map(|(part, id)| Original {
        part: id.clone(),
        is_whole: part.is_message(),
        subject: subject.or_else(|| part.subject.clone()).unwrap_or_default(),
    });
    Ok(report.map(|report| Reported { report, part: id.clone(), original }))
}

fn with_id(part: &Part) -> Option<(&Part, &PartId)> {
    Some((part, part.id.as_ref()?))
}

/// Servers enclose the header alone where the message is large (RFC 6522, section 4).
fn is_header(part: &Part) -> bool {
    matches!(
        part.media_type.as_str(),
        "text/rfc822-headers" | "message/rfc822-headers" | "message/global-headers"
    )
}
