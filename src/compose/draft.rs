//! Messages being written, as rows: what was typed and what it answers, sealed.

use mailcore::mailbox::MessageRef;
use mailcore::message::outgoing::{self, OutgoingMessage};
use serde::{Deserialize, Serialize};

use super::form::DraftForm;
use super::{Error, attachment, html};
use crate::desk::Desk;
use crate::identities;
use crate::outbox::origin::{self, Origin};
use crate::secret::{self, Sealed};
use crate::store::drafts::{DraftRow, MoreOfDraft};

/// A message being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// 128 random bits in hexadecimal.
    pub id: String,
    /// Goes up by one with each save; 0 before the first one.
    pub revision: i64,
    /// The last save, in seconds since 1970-01-01 UTC.
    pub changed_at: i64,
    /// What it is.
    pub content: Content,
}

/// What is sealed in the row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// What was typed.
    pub form: DraftForm,
    /// The Message-ID of all its copies, without angle brackets.
    pub message_id: String,
    /// What it answers or forwards.
    pub origin: Option<Origin>,
    /// For In-Reply-To, without angle brackets.
    pub in_reply_to: Option<String>,
    /// For References, without angle brackets, oldest first.
    pub references: Vec<String>,
    /// The copy on the server that it was taken up from, as [`origin::write_place`] writes it.
    pub replaces: Option<String>,
    /// Files of a forwarded message that were too large to come along.
    pub left_out: Vec<String>,
    /// The first line of what stands below the own words.
    pub below: Option<String>,
    /// Before so many characters (UTF-16) one begins to write; `None` once something was kept.
    pub cursor: Option<usize>,
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is the newest one now.
    Yes(Draft),
    /// The same form came before, as from a double click: nothing was changed.
    Repeated(Draft),
    /// Somebody saved in another tab meanwhile: that one, which stays.
    Conflict(Draft),
    /// It was sent or removed meanwhile.
    Missing,
}

impl Content {
    /// The copy on the server that it was taken up from.
    pub fn replaces(&self) -> Option<MessageRef> {
        self.replaces.as_deref().and_then(origin::read_place)
    }

    /// Gives a message what the form does not have.
    pub fn complete(&self, desk: &Desk, message: OutgoingMessage, now: i64) -> OutgoingMessage {
        OutgoingMessage {
            ascii_alone: desk.preferences.writing.ascii_alone,
            message_id: self.message_id.clone(),
            sent_at: now,
            in_reply_to: self.in_reply_to.clone(),
            references: self.references.clone(),
            ..message
        }
    }
}

/// Begins a message: a new row. An empty Message-ID is filled in.
pub async fn begin(desk: &Desk, mut content: Content, now: i64) -> Result<Draft, Error> {
    content.form = html::settled(content.form).await?;
    if content.message_id.is_empty() {
        let identity = identities::chosen(desk, content.form.identity).await?;
        let id = identity.map(|it| outgoing::new_message_id(&it.from.address));
        content.message_id = id.unwrap_or_default();
    }
    let draft = Draft { id: secret::random_hex::<16>(), revision: 0, changed_at: now, content };
    desk.store.add_draft(&row(desk, &draft)?).await?;
    Ok(draft)
}

/// The draft of this name, if the person has one.
pub async fn load(desk: &Desk, id: &str) -> Result<Option<Draft>, Error> {
    let row = desk.store.draft(desk.account, id).await?;
    row.map(|row| opened(desk, row)).transpose()
}

/// The same, with what there is of it besides: for a page that would ask for all of that in vain.
pub async fn load_and_more(desk: &Desk, id: &str) -> Result<Option<(Draft, MoreOfDraft)>, Error> {
    let row = desk.store.draft_and_more(desk.account, id).await?;
    row.map(|(row, more)| Ok((opened(desk, row)?, more))).transpose()
}

fn opened(desk: &Desk, row: DraftRow) -> Result<Draft, Error> {
    let octets = desk.key.open(&Sealed(row.content), &purpose(desk, &row.id))?;
    let content = serde_json::from_slice(&octets)?;
    Ok(Draft { id: row.id, revision: row.revision, changed_at: row.changed_at, content })
}

/// Keeps what was typed, if the form is from revision `revision` of the draft.
pub async fn keep(desk: &Desk, id: &str, form: DraftForm, revision: i64, now: i64) -> Result<Kept, Error> {
    let Some(draft) = load(desk, id).await? else { return Ok(Kept::Missing) };
    let form = html::settled(form).await?;
    let newer = Draft {
        id: draft.id.clone(),
        revision: revision.saturating_add(1),
        changed_at: now,
        // What was left out was said on the page that this form is from.
        content: Content { form, left_out: Vec::new(), cursor: None, ..draft.content.clone() },
    };
    if draft.revision == revision && desk.store.save_draft(&row(desk, &newer)?).await? {
        return Ok(Kept::Yes(newer));
    }
    Ok(match load(desk, id).await? {
        Some(other) if other.content == newer.content => Kept::Repeated(other),
        Some(other) => Kept::Conflict(other),
        None => Kept::Missing,
    })
}

/// Keeps what was typed in a new draft beside `other`, with the same files and the same original.
pub async fn fork(desk: &Desk, mut form: DraftForm, other: Option<&Draft>, now: i64) -> Result<Draft, Error> {
    let names = match other {
        Some(other) => new_names(desk, other, &mut form).await?,
        None => Vec::new(),
    };
    let content = match other {
        Some(other) => Content {
            form,
            message_id: String::new(),
            replaces: None,
            left_out: Vec::new(),
            cursor: None,
            ..other.content.clone()
        },
        None => Content { form, ..Content::default() },
    };
    let draft = begin(desk, content, now).await?;
    if let Some(other) = other {
        attachment::copy_all(desk, &other.id, &draft.id, &names).await?;
    }
    Ok(draft)
}

/// New names for the files of a draft, each behind its old one; the HTML of the form is to show them.
async fn new_names(desk: &Desk, other: &Draft, form: &mut DraftForm) -> Result<Vec<(String, String)>, Error> {
    let files = attachment::list(desk, &other.id).await?;
    let names: Vec<_> = files.into_iter().map(|it| (it.id, attachment::new_id())).collect();
    if let Some(html) = &mut form.html {
        for (old, new) in &names {
            *html = html.replace(&format!("cid:{old}"), &format!("cid:{new}"));
        }
    }
    Ok(names)
}

/// Remembers which files did not come along when the draft began.
pub(super) async fn set_left_out(
    desk: &Desk,
    draft: Draft,
    left_out: Vec<String>,
    now: i64,
) -> Result<Draft, Error> {
    let content = Content { left_out, ..draft.content };
    let newer = Draft { revision: draft.revision + 1, changed_at: now, content, ..draft };
    desk.store.save_draft(&row(desk, &newer)?).await?;
    Ok(newer)
}

fn row(desk: &Desk, draft: &Draft) -> Result<DraftRow, Error> {
    let octets = zeroize::Zeroizing::new(serde_json::to_vec(&draft.content)?);
    Ok(DraftRow {
        id: draft.id.clone(),
        account: desk.account,
        revision: draft.revision,
        content: desk.key.seal(&octets, &purpose(desk, &draft.id)).0,
        changed_at: draft.changed_at,
    })
}

fn purpose(desk: &Desk, id: &str) -> String {
    format!("draft {} {id}", desk.account.0)
}
