//! What goes with a message, as its form shows it.

use askama::Template;
use axum::response::Response;

use crate::compose::attachment::{self, Upload};
use crate::compose::form::FieldErrors;
use crate::desk::Desk;
use crate::i18n::Locale;
use crate::web::error::AppError;
use crate::web::page::{self, Chrome};
use crate::web::panes::files;
use crate::web::session::Visitor;
use crate::web::urls;

/// The part of the form that is about files: `compose/files.html`.
#[derive(Debug)]
pub(super) struct FilesFields {
    pub(super) tiles: Vec<UploadTile>,
    /// What they have together.
    pub(super) size: String,
    /// The most that all of them may have together.
    pub(super) limit: String,
    /// How many octets there is room for, for scripts.
    pub(super) free: u64,
}

/// A file that goes with the message.
#[derive(Debug)]
pub(super) struct UploadTile {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) stem: String,
    pub(super) extension: String,
    pub(super) kind: &'static str,
    pub(super) kind_label: String,
    pub(super) size: String,
}

/// The same alone: replaces `#compose-files`.
#[derive(Debug, Template)]
#[template(path = "compose/files.html")]
struct FilesFragment {
    chrome: Chrome,
    url: String,
    attached: FilesFields,
    errors: FieldErrors,
}

impl FilesFields {
    /// Those of a draft.
    pub(super) async fn of(desk: &Desk, draft: &str, locale: Locale) -> Result<Self, AppError> {
        let (uploads, used) = attachment::list_and_used(desk, draft).await?;
        Ok(Self::new(desk, uploads, used, locale))
    }

    /// Those of a draft that has none.
    pub(super) fn none(desk: &Desk, locale: Locale) -> Self {
        Self::new(desk, Vec::new(), 0, locale)
    }

    fn new(desk: &Desk, uploads: Vec<Upload>, used: u64, locale: Locale) -> Self {
        let room = attachment::room(desk.message_limit);
        Self {
            size: locale.size(uploads.iter().map(|it| it.size).sum()),
            limit: locale.size(room),
            free: room.saturating_sub(used),
            tiles: uploads.into_iter().map(|it| tile(it, locale)).collect(),
        }
    }
}

/// The files of a draft, for a script that has sent one.
pub(super) async fn show(desk: &Desk, visitor: &Visitor, draft: &str) -> Result<Response, AppError> {
    page::html(&FilesFragment {
        chrome: Chrome::new(visitor),
        url: urls::draft(draft),
        attached: FilesFields::of(desk, draft, visitor.locale).await?,
        errors: FieldErrors::default(),
    })
}

fn tile(upload: Upload, locale: Locale) -> UploadTile {
    let (stem, extension) = files::split_name(&upload.name);
    let (kind, kind_label) = files::kind(&extension);
    UploadTile {
        id: upload.id,
        name: upload.name,
        stem,
        extension,
        kind,
        kind_label,
        size: locale.size(upload.size),
    }
}
