//! Taking up a draft that lies in a mailbox, of ours or of another program.

use std::sync::Arc;

use mailcore::imap::pool::{Beside, Lease};
use mailcore::mailbox::MessageRef;
use mailcore::message::sanitize::Remote;

use super::answer::{Along, Names};
use super::draft::{Content, Draft};
use super::form::{DraftForm, typed_found};
use super::options::Options;
use super::spelling::Spelled;
use super::{Error, answer, draft, filing};
use crate::desk::Desk;
use crate::fetch::Message;
use crate::identities::{self, matching};
use crate::outbox::origin;

/// Makes a row from the draft at `at`, with its files, or finds the one that was made before. The
/// message there stays until the next save puts a newer one in its place.
pub async fn begin(desk: &Desk, at: &MessageRef, now: i64) -> Result<Draft, Error> {
    let mut lease = desk.lease(Some(&at.mailbox)).await?;
    let message = Message::open(&mut lease, at, Beside::Nothing).await?;
    let place = origin::write_place(at);
    if let Some(id) = desk.store.draft_filed_as(desk.account, &place).await?
        && let Some(draft) = draft::load(desk, &id).await?
    {
        return Ok(draft);
    }
    let names = answer::names(&message);
    let content = content(desk, &mut lease, &message, &names).await?;
    let draft = draft::begin(desk, content, now).await?;
    let along = Along::all(&message, &names);
    let left_out = answer::take_files(desk, &mut lease, &along, &draft.id).await?;
    // Only now: an opening that broke off halfway is not found again without its files.
    desk.store.draft_is_filed(desk.account, &draft.id, &place).await?;
    answer::keep_left_out(desk, draft, left_out, now).await
}

/// Makes a new message from what is in the one at `at`: its recipients, its text, its files. Nothing
/// ties the two together.
pub async fn begin_as_new(desk: &Desk, at: &MessageRef, now: i64) -> Result<Draft, Error> {
    let mut lease = desk.lease(Some(&at.mailbox)).await?;
    let message = Message::open(&mut lease, at, Beside::Nothing).await?;
    let names = answer::names(&message);
    let form = content(desk, &mut lease, &message, &names).await?.form;
    let draft = draft::begin(desk, Content { form, ..Content::default() }, now).await?;
    let along = Along::all(&message, &names);
    let left_out = answer::take_files(desk, &mut lease, &along, &draft.id).await?;
    answer::keep_left_out(desk, draft, left_out, now).await
}

async fn content(desk: &Desk, lease: &mut Lease, message: &Message, names: &Names) -> Result<Content, Error> {
    let body = message.quotable(lease).await?;
    let remote = Remote::Through(Arc::new(str::to_owned));
    let html = message.html(lease, remote, false, |part| answer::cid(names, part)).await?;
    let headers = &message.headers;
    let all = identities::of(desk).await?;
    // Its signature stands in the text already.
    let identity = matching::of_writer(&all, &headers.from).map(|it| it.id);
    let field = headers.all.iter().find(|(name, _)| name.eq_ignore_ascii_case(filing::ORIGIN_FIELD));
    Ok(Content {
        form: DraftForm {
            identity,
            signed_as: identity,
            to: typed_found(&headers.to),
            cc: typed_found(&headers.cc),
            bcc: typed_found(&headers.bcc),
            reply_to: typed_found(&headers.reply_to),
            followup_to: typed_found(&headers.followup_to),
            subject: headers.subject.clone(),
            body,
            html: html.map(|it| it.html.to_string()),
            options: Options::of(headers),
            spelled: Spelled::default(),
        },
        message_id: headers.message_id.clone().unwrap_or_default(),
        origin: field.and_then(|(_, line)| line.parse().ok()),
        in_reply_to: headers.in_reply_to.first().cloned(),
        references: headers.references.clone(),
        replaces: Some(origin::write_place(&message.at)),
        ..Content::default()
    })
}
