//! `GET /mail/{mailbox}/{message}/part/{part}/preview`

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mailcore::mailbox::MessageRef;
use mailcore::message::part::{Part, PartId};

use super::or_gone;
use crate::app::App;
use crate::fetch;
use crate::i18n::Text;
use crate::reading::preview::{self, Content, MOST_TEXT, Preview};
use crate::web::error::AppError;
use crate::web::extract::{Path, message_at};
use crate::web::page::Chrome;
use crate::web::panes::files;
use crate::web::session::{SignedIn, Visitor};
use crate::web::view::View;
use crate::web::{desk, page, urls};

/// A file of a message, to look at.
#[derive(Debug, Template)]
#[template(path = "message/preview.html")]
struct PreviewPage {
    chrome: Chrome,
    name: String,
    stem: String,
    extension: String,
    /// `412 Ko`, `412 Ko, 2 sur 5`.
    about: String,
    content: Content,
    /// Of a text that is cut: what is missing.
    cut: Text,
    url: String,
    back_url: String,
    previous: Option<Neighbour>,
    next: Option<Neighbour>,
}

/// Another file of the same message.
#[derive(Debug)]
struct Neighbour {
    url: String,
    name: String,
}

/// A page of ours around a file: a picture, a text, or a frame for the browser's own viewer.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path((mailbox, number, part)): Path<(String, String, String)>,
) -> Result<Response, AppError> {
    let at = message_at(&mailbox, &number)?;
    let id: PartId = part.parse().map_err(|_| AppError::NotFound)?;
    let found = preview::open(&desk::of(&app, &user), &at, &id).await;
    let preview = found.map_err(|error| or_gone(error, &at))?;
    page::html(&PreviewPage::new(&user.visitor, &at, &id, preview))
}

impl PreviewPage {
    fn new(visitor: &Visitor, at: &MessageRef, id: &PartId, preview: Preview) -> Self {
        let locale = visitor.locale;
        let name = fetch::file_name(&preview.part);
        let (stem, extension) = files::split_name(&name);
        let place = preview.files.iter().position(|it| it.id.as_ref() == Some(id));
        let neighbour = |place: Option<usize>| Neighbour::new(at, preview.files.get(place?)?);
        let size = locale.size(preview.part.decoded_size());
        let about = match place.filter(|_| preview.files.len() > 1) {
            Some(place) => locale.say(
                &Text::new("files-about")
                    .with("size", size)
                    .with("place", place + 1)
                    .with("count", preview.files.len()),
            ),
            None => size,
        };
        Self {
            about,
            cut: Text::new("files-text-cut").with("size", locale.size(MOST_TEXT)),
            url: urls::message_part(at, id),
            back_url: match &preview.place.inside {
                Some(part) => urls::embedded(at, part, &View::default()),
                None => urls::message(at),
            },
            previous: neighbour(place.and_then(|it| it.checked_sub(1))),
            next: neighbour(place.map(|it| it + 1)),
            content: preview.content,
            chrome: Chrome::new(visitor),
            name,
            stem,
            extension,
        }
    }
}

impl Neighbour {
    fn new(at: &MessageRef, part: &Part) -> Option<Self> {
        let id = part.id.as_ref()?;
        let url = if files::is_message(part) {
            urls::embedded(at, id, &View::default())
        } else {
            urls::preview(at, id)
        };
        Some(Self { url, name: fetch::file_name(part) })
    }
}
