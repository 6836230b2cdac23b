//! The files of the open message.

use mailcore::mailbox::MessageRef;
use mailcore::message::container::{self, Kind};
use mailcore::message::part::Part;

use super::super::files::{self, FileTile};
use crate::fetch;
use crate::i18n::Locale;
use crate::reading::Reading;
use crate::web::session::Visitor;
use crate::web::urls;

/// What can be taken away from a message.
#[derive(Debug)]
pub(in crate::web) struct Attachments {
    pub(in crate::web) tiles: Vec<FileTile>,
    /// The size of all.
    pub(in crate::web) size: String,
}

impl Attachments {
    pub(super) fn new(visitor: &Visitor, reading: &Reading, page: u32) -> Self {
        let locale = visitor.locale;
        let parts = &reading.message.choice.attachments;
        Self {
            tiles: parts.iter().filter_map(|it| tile(&reading.message.at, it, locale, page)).collect(),
            size: locale.size(parts.iter().map(Part::decoded_size).sum()),
        }
    }
}

/// Whether a file is a message that opens as one.
fn is_read_here(part: &Part) -> bool {
    part.is_told() || container::kind(part) == Some(Kind::Message)
}

fn tile(at: &MessageRef, part: &Part, locale: Locale, page: u32) -> Option<FileTile> {
    let id = part.id.as_ref()?;
    let name = fetch::file_name(part);
    let (stem, extension) = files::split_name(&name);
    let (kind, kind_label) = files::kind(&extension);
    Some(FileTile {
        part: id.to_string(),
        url: urls::message_part(at, id),
        open_url: is_read_here(part).then(|| urls::embedded(at, id, page)),
        stem,
        extension,
        kind,
        kind_label,
        size: locale.size(part.decoded_size()),
        name,
    })
}
