//! `GET /mail/{mailbox}/{message}/conversation`

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mailcore::mailbox::Mailbox;
use mailcore::message::sanitize::SafeHtml;

use super::or_gone;
use crate::app::App;
use crate::documents::Wanted;
use crate::reading::Body;
use crate::reading::conversation::{self, Turn};
use crate::web::error::AppError;
use crate::web::extract::MessagePath;
use crate::web::page::{self, Chrome};
use crate::web::panes::rows::{colour, initials};
use crate::web::session::{SignedIn, Visitor};
use crate::web::tree::{self, Naming};
use crate::web::view::View;
use crate::web::{desk, urls};

/// A conversation, the oldest message first.
#[derive(Debug, Template)]
#[template(path = "message/conversation.html")]
struct ConversationPage {
    chrome: Chrome,
    /// May be empty.
    subject: String,
    back_url: String,
    turns: Vec<TurnCard>,
}

/// A message of it.
#[derive(Debug)]
struct TurnCard {
    number: String,
    url: String,
    reply_url: String,
    /// May be empty.
    who: String,
    to: String,
    initials: String,
    colour: u8,
    /// The folder that it is in, where that is another one than the one it was opened from.
    folder: Option<String>,
    date: String,
    machine_date: String,
    seen: bool,
    attachment: bool,
    /// Shown at once: the newest, what was not read, and the one that was asked for.
    is_open: bool,
    text: Option<SafeHtml>,
    /// The document of its HTML.
    frame_url: Option<String>,
}

/// A message with what it answers and what answers it.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    MessagePath(at): MessagePath,
    view: View,
) -> Result<Response, AppError> {
    let visitor = &user.visitor;
    let fold_label = visitor.locale.t("message-quoted");
    let desk = desk::of(&app, &user);
    let found =
        conversation::conversation(&desk, &at, &fold_label, urls::message_part, urls::remote_image).await;
    let found = found.map_err(|error| or_gone(error, &at))?;
    let last = found.turns.len().saturating_sub(1);
    let cards = found.turns.iter().enumerate().map(|(place, turn)| {
        let mut card = TurnCard::new(visitor, turn, &found.mailboxes);
        card.is_open = place == last || !turn.is_seen || turn.at == at;
        if turn.at.mailbox == at.mailbox {
            card.folder = None;
        }
        card
    });
    page::html(&ConversationPage {
        subject: found.subject,
        back_url: urls::message_in(&at, &view),
        turns: cards.collect(),
        chrome: Chrome::new(visitor).with_folders(found.mailboxes, Some(at.mailbox)),
    })
}

impl TurnCard {
    fn new(visitor: &Visitor, turn: &Turn, mailboxes: &[Mailbox]) -> Self {
        let (locale, at) = (visitor.locale, &turn.at);
        let folder = mailboxes.iter().find(|it| it.name == at.mailbox);
        let to: Vec<&str> = turn.to.iter().map(|it| it.label()).filter(|it| !it.is_empty()).collect();
        Self {
            number: at.number.to_string(),
            url: urls::message(at),
            reply_url: urls::compose_from("reply_all", at),
            who: turn.from.label().to_owned(),
            to: to.join(", "),
            initials: initials(&turn.from),
            colour: colour(&turn.from),
            folder: folder.map(|it| tree::name(it, Naming::of(visitor))),
            date: locale.long_date(turn.received_at, visitor.now),
            machine_date: locale.machine_date(turn.received_at),
            seen: turn.is_seen,
            attachment: turn.has_attachment,
            is_open: false,
            text: match &turn.body {
                Body::Text(html) => Some(html.clone()),
                Body::Html { .. } | Body::Empty => None,
            },
            frame_url: match &turn.body {
                Body::Html { images, .. } => {
                    let wanted = Wanted { images: images.are_shown(), ..Wanted::default() };
                    Some(urls::body(&at.clone().into(), wanted))
                }
                Body::Text(_) | Body::Empty => None,
            },
        }
    }
}
