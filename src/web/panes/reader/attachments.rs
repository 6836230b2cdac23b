//! The files of the open message.

use mailcore::mailbox::MessageRef;
use mailcore::message::part::Part;

use super::super::files::{self, FileTile};
use crate::fetch::{self, WrittenFile};
use crate::i18n::Locale;
use crate::reading::kind::Kind;
use crate::reading::{Body, Reading};
use crate::web::session::Visitor;
use crate::web::urls;
use crate::web::view::View;

/// So many tiles are shown before the others are asked for: two rows on a desk.
const MOST_OPEN: usize = 6;

/// The most pictures that stand below a text.
const MOST_PICTURES: usize = 30;

/// A picture of more octets is made smaller on its way to the page.
const LARGE: u64 = 1_000_000;

/// What can be taken away from a message.
#[derive(Debug)]
pub(in crate::web) struct Attachments {
    pub(in crate::web) tiles: Vec<FileTile>,
    /// How many of them come after the first ones; none or more than one.
    pub(in crate::web) folded: usize,
    /// The size of all.
    pub(in crate::web) size: String,
    /// Where all are to be had at once, if there are several.
    pub(in crate::web) zip_url: Option<String>,
    /// Pictures of a message without HTML, which stand below its text.
    pub(in crate::web) pictures: Vec<PictureBelow>,
}

/// A picture below the text.
#[derive(Debug)]
pub(in crate::web) struct PictureBelow {
    /// Of the picture, or of a smaller one.
    pub(in crate::web) url: String,
    /// Where it is looked at alone.
    pub(in crate::web) preview_url: String,
    pub(in crate::web) name: String,
}

impl Attachments {
    pub(super) fn new(visitor: &Visitor, reading: &Reading, view: &View) -> Self {
        let (locale, at) = (visitor.locale, &reading.message.at);
        let parts = &reading.message.choice.attachments;
        let attached = parts.iter().filter_map(|it| tile(at, it, locale, view));
        let written = reading.files.iter().map(|it| written(at, it, locale));
        let tiles: Vec<FileTile> = attached.chain(written).collect();
        let attached: u64 = parts.iter().map(Part::decoded_size).sum();
        let written: u64 = reading.files.iter().map(|it| it.file.size).sum();
        // One tile takes no more room than the words that would stand for it.
        let folded = tiles.len().checked_sub(MOST_OPEN).filter(|it| *it > 1).unwrap_or(0);
        Self {
            folded,
            size: locale.size(attached + written),
            zip_url: (tiles.len() > 1).then(|| urls::attachments_zip(&reading.message.place())),
            pictures: match visitor.preferences.showing.no_pictures {
                true => Vec::new(),
                false => pictures(reading),
            },
            tiles,
        }
    }

    /// Those that are shown at once.
    pub(in crate::web) fn first(&self) -> &[FileTile] {
        self.tiles.get(..self.tiles.len() - self.folded).unwrap_or_default()
    }

    /// The others.
    pub(in crate::web) fn others(&self) -> &[FileTile] {
        self.tiles.get(self.tiles.len() - self.folded..).unwrap_or_default()
    }
}

fn tile(at: &MessageRef, part: &Part, locale: Locale, view: &View) -> Option<FileTile> {
    let id = part.id.as_ref()?;
    let kind = Kind::claimed(part);
    let mut tile = FileTile::new(fetch::file_name(part), locale.size(part.decoded_size()));
    tile.part = id.to_string();
    tile.url = urls::message_part(at, id);
    tile.open_url = if files::is_message(part) {
        Some(urls::embedded(at, id, view))
    } else {
        (kind != Kind::Other).then(|| urls::preview(at, id))
    };
    tile.thumbnail_url = (kind == Kind::Picture).then(|| urls::thumbnail(at, id));
    Some(tile)
}

/// A file that is written into the text.
fn written(at: &MessageRef, written: &WrittenFile, locale: Locale) -> FileTile {
    let file = Part { file_name: Some(written.file.name.clone()), ..Part::default() };
    let mut tile = FileTile::new(fetch::file_name(&file), locale.size(written.file.size));
    tile.part = format!("{}/uu/{}", written.part, written.place);
    tile.url = urls::written_file(at, &written.part, written.place);
    tile
}

/// People who write without HTML send pictures to be seen as well.
fn pictures(reading: &Reading) -> Vec<PictureBelow> {
    if matches!(reading.body, Body::Html { .. }) {
        return Vec::new();
    }
    let at = &reading.message.at;
    let parts = reading.message.choice.attachments.iter().filter(|it| Kind::claimed(it) == Kind::Picture);
    let pictures = parts.filter_map(|it| {
        let id = it.id.as_ref()?;
        // One that moves would stand still.
        let is_large = it.decoded_size() > LARGE && it.media_type != "image/gif";
        Some(PictureBelow {
            url: if is_large { urls::screen_picture(at, id) } else { urls::message_part(at, id) },
            preview_url: urls::preview(at, id),
            name: fetch::file_name(it),
        })
    });
    pictures.take(MOST_PICTURES).collect()
}
