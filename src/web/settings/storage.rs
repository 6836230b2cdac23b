//! `GET /settings/storage`: how much each folder takes of the room that there is.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mailcore::mailbox::{Mailbox, MailboxName};

use super::{Section, chrome};
use crate::app::App;
use crate::everything::holds_its_own;
use crate::folders::room::{self, Used};
use crate::web::error::AppError;
use crate::web::page::{self, Chrome};
use crate::web::quota::Quota;
use crate::web::session::SignedIn;
use crate::web::tree::{self, Naming};
use crate::web::view::View;
use crate::web::{desk, urls};

/// A folder.
#[derive(Debug)]
struct Row {
    name: String,
    icon: &'static str,
    /// Its list, what is large first.
    url: String,
    messages: u32,
    size: Option<String>,
    /// Its part of all, in hundredths, where all is known.
    hundredths: Option<u32>,
}

#[derive(Debug, Template)]
#[template(path = "settings/storage.html")]
struct StoragePage {
    chrome: Chrome,
    section: Section,
    quota: Option<Quota>,
    /// The folders with most first; in the order of the tree where sizes are not told.
    rows: Vec<Row>,
    messages: String,
    /// What all of the person's take, where each is known.
    total: Option<String>,
    /// The server tells sizes.
    is_told: bool,
    is_partly: bool,
    /// The server did not tell all sizes in time.
    is_late: bool,
}

/// As the server tells.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let Used { all, sizes, is_partly, is_late } =
        room::used(&desk::of(&app, &user), app.config.request_timeout / 2).await?;
    let locale = user.visitor.locale;
    // What others share, and what a view shows once more, takes no room of the person's.
    let own: HashSet<&MailboxName> = all
        .mailboxes
        .iter()
        .map(|it| &it.mailbox)
        .filter(|it| holds_its_own(it))
        .map(|it| &it.name)
        .collect();
    let of_all = sizes.iter().filter(|it| own.contains(&it.0)).map(|it| it.1).fold(0, u64::saturating_add);
    let places: HashMap<&MailboxName, (usize, u64)> =
        sizes.iter().enumerate().map(|(place, (name, size))| (name, (place, *size))).collect();
    let mut mailboxes: Vec<&Mailbox> =
        all.mailboxes.iter().map(|it| &it.mailbox).filter(|it| it.selectable).collect();
    mailboxes.sort_by_key(|it| places.get(&it.name).map_or(usize::MAX, |it| it.0));
    let messages = mailboxes.iter().filter(|it| own.contains(&it.name)).filter_map(|it| it.status);
    let messages: i64 = messages.map(|it| i64::from(it.messages)).sum();
    let is_whole = mailboxes.iter().all(|it| !own.contains(&it.name) || places.contains_key(&it.name));
    let total = (is_whole && !sizes.is_empty()).then_some(of_all);
    let naming = Naming::of(&user.visitor);
    let row = |it: &&Mailbox| Row::of(it, places.get(&it.name).map(|it| it.1), total, naming);
    page::html(&StoragePage {
        section: Section::Storage,
        quota: all.room.map(|it| Quota::new(it, locale)),
        rows: mailboxes.iter().map(row).collect(),
        messages: locale.number(messages),
        total: total.map(|it| locale.size(it)),
        is_told: !sizes.is_empty(),
        is_partly,
        is_late,
        chrome: chrome(&user.visitor),
    })
}

impl Row {
    fn of(mailbox: &Mailbox, size: Option<u64>, total: Option<u64>, naming: Naming) -> Self {
        let view = View { sort: "-size".parse().ok(), ..View::default() };
        let hundredths = |(size, total): (u64, u64)| {
            let hundredths = u128::from(size) * 100 / u128::from(total.max(1));
            u32::try_from(hundredths.min(100)).unwrap_or(100)
        };
        Self {
            name: tree::name(mailbox, naming),
            icon: tree::icon(mailbox),
            url: urls::list(&mailbox.name, &view),
            messages: mailbox.status.map_or(0, |it| it.messages),
            size: size.map(|it| naming.locale.size(it)),
            hundredths: size.zip(total).map(hundredths),
        }
    }
}
