//! Writing: what was typed is kept, made into a message, sent.
//!
//! A message being written is a row ([`draft`]) with its uploads ([`attachment`]) and, from the
//! first save on, a copy in the Drafts mailbox ([`filing`]). [`answer`] and [`resume`] say what it
//! begins with.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::time::Duration;

use mailcore::mailbox::MessageRef;
use mailcore::message::outgoing::{Bcc, CannotWrite, OutgoingFile, OutgoingMessage};
use mailcore::message::place::Place;
use mailcore::message::reply::Answer;
use mailcore::smtp::SubmissionEnvelope;
use mailcore::smtp::notification::DeliveryNotification;

use crate::desk::Desk;
use crate::fetch;
use crate::i18n::Locale;
use crate::identities;
use crate::outbox::parcel::Parcel;
use crate::outbox::{self, Opening, Order, Outcome, waiting};
use crate::rules::targets;
use crate::{responses, spelling as dictionaries, store};

pub mod answer;
pub mod attachment;
pub mod canned;
pub mod cards;
pub mod draft;
pub mod filing;
pub mod form;
mod groups;
mod html;
pub mod kept;
pub mod options;
pub mod resend;
pub mod resume;
mod sender;
mod signature;
mod signature_html;
pub mod spelling;
pub mod warnings;

use draft::{Content, Draft, Kept};
use form::{DraftForm, FieldErrors};
use sender::Beginning;
use signature::Frame;
use warnings::Warning;

/// Longer than any handing over takes.
const LONGEST: Duration = Duration::from_secs(3_600);

/// Why a step of writing failed for a reason that the person cannot mend in the form.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database.
    #[error("the draft cannot be kept")]
    Store(#[from] store::Error),
    /// The outbox.
    #[error(transparent)]
    Outbox(#[from] outbox::Error),
    /// The mail server.
    #[error(transparent)]
    Fetch(#[from] fetch::Error),
    /// The row cannot be opened with this server's key.
    #[error("the draft cannot be opened")]
    Sealed(#[from] crate::secret::CannotOpen),
    /// The row is not what we write.
    #[error("the draft cannot be read")]
    Content(#[from] serde_json::Error),
    /// The message has no octets.
    #[error(transparent)]
    Write(#[from] CannotWrite),
    /// Its words cannot be looked up.
    #[error(transparent)]
    Spelling(#[from] dictionaries::Error),
    /// A response.
    #[error(transparent)]
    Response(#[from] responses::Error),
}

impl From<mailcore::imap::Error> for Error {
    fn from(error: mailcore::imap::Error) -> Self {
        Self::Fetch(error.into())
    }
}

/// What a message begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// A form that may be empty, as a `mailto:` link fills it (RFC 6068).
    New(Box<DraftForm>),
    /// A message to be answered or forwarded.
    Answer(Answer, Place),
    /// A message to be passed on as a file.
    Attached(MessageRef),
    /// A draft in a mailbox.
    Draft(MessageRef),
    /// A message to be written anew from what is in another one.
    AsNew(MessageRef),
}

/// A form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Its fields.
    pub form: DraftForm,
    /// The revision of the draft that it was made from.
    pub revision: i64,
    /// Files that came with it.
    pub files: Vec<OutgoingFile>,
    /// Names of files that its page said would go with it, of a form that waited.
    pub promised: Vec<String>,
    /// It is to be sent although it may have been sent already.
    pub again: bool,
    /// When it is to be sent, in seconds since 1970-01-01 UTC; `None` for as soon as the person is used to.
    pub later: Option<i64>,
    /// What the person was warned of, and sends it all the same.
    pub accepted: Vec<Warning>,
}

impl Typed {
    /// Tells this form from another one: a second click sends the same form, and somebody who went
    /// back and wrote on sends another one.
    fn mark(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.form.hash(&mut hasher);
        for file in &self.files {
            (&file.name, file.octets.len()).hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// What was typed is kept in `draft`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptIn {
    /// The draft: a new one where `aside` says so.
    pub draft: Draft,
    /// Why it is not the one that the form was of.
    pub aside: Option<Aside>,
    /// Names of files for which there was no room.
    pub left_out: Vec<String>,
    /// Names of files that were to go with it and do not wait any more.
    pub gone: Vec<String>,
}

/// Why what was typed is kept in a draft of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// The draft was changed in another place meanwhile; that text is in the draft still.
    Conflict,
    /// The draft was sent or removed meanwhile.
    Missing,
}

/// What became of a message that was to be sent.
#[derive(Debug)]
pub enum Sending {
    /// It was only kept: not in the draft it was of, or without all its files.
    Kept(KeptIn),
    /// The form has mistakes; nothing was tried.
    Mistakes(Draft, Box<FieldErrors>),
    /// Something may be forgotten; nothing was tried.
    Warned(Draft, Vec<Warning>),
    /// With its files it is over the limit; nothing was tried.
    TooLarge(Draft),
    /// It waits for its time and can be called back.
    PutOff(Draft, Due),
    /// The outbox had it. The draft as it was before, if it is known.
    Tried(Option<Draft>, Outcome),
}

/// When a message is sent that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// In seconds since 1970-01-01 UTC.
    pub at: i64,
    /// The person chose it; else it is the moment in which everything can be called back.
    pub is_chosen: bool,
}

/// Begins a message in the words of `locale`.
pub async fn begin(desk: &Desk, start: Start, locale: Locale, now: i64) -> Result<Draft, Error> {
    match start {
        Start::New(form) => begin_new(desk, *form, now).await,
        Start::Answer(answer, at) => answer::begin(desk, answer, &at, locale, now).await,
        Start::Attached(at) => answer::attach(desk, &at, now).await,
        Start::Draft(at) => resume::begin(desk, &at, now).await,
        Start::AsNew(at) => resume::begin_as_new(desk, &at, now).await,
    }
}

async fn begin_new(desk: &Desk, form: DraftForm, now: i64) -> Result<Draft, Error> {
    let identity = identities::chosen(desk, None).await?;
    let content = Content { form, ..Content::default() };
    let beginning = Beginning::new(desk.preferences.writing.editor.is_for_new(), Frame::default());
    draft::begin(desk, sender::open(desk, identity.as_ref(), beginning, content), now).await
}

/// Keeps what was typed, whatever happened to the draft meanwhile: beside it if need be.
pub async fn keep(desk: &Desk, id: &str, typed: Typed, now: i64) -> Result<KeptIn, Error> {
    Ok(keep_in_hand(desk, id, typed, now).await?.0)
}

/// Files with their names here.
type Files = Vec<(String, OutgoingFile)>;

/// The same, and the files that came with it, which need not be read again.
async fn keep_in_hand(desk: &Desk, id: &str, typed: Typed, now: i64) -> Result<(KeptIn, Files), Error> {
    let typed = followed(desk, id, typed).await?;
    let revision = typed.revision;
    let (draft, aside) = match draft::keep(desk, id, typed.form.clone(), revision, now).await? {
        Kept::Yes(draft) | Kept::Repeated(draft) => (draft, None),
        Kept::Conflict(other) => {
            (draft::fork(desk, typed.form, Some(&other), now).await?, Some(Aside::Conflict))
        }
        Kept::Missing => (draft::fork(desk, typed.form, None, now).await?, Some(Aside::Missing)),
    };
    let mut left_out = kept::take_up(desk, id, &draft.id, revision, now).await?;
    let (too_much, in_hand) = attachment::add_once(desk, &draft.id, revision, typed.files).await?;
    left_out.extend(too_much);
    let mut gone = kept::gone(desk, &draft.id, typed.promised).await?;
    gone.retain(|it| !left_out.contains(&attachment::clean_name(it)));
    Ok((KeptIn { draft, aside, left_out, gone }, in_hand))
}

/// With the signature of the identity that was chosen, where another one was before.
async fn followed(desk: &Desk, id: &str, typed: Typed) -> Result<Typed, Error> {
    if typed.form.identity == typed.form.signed_as {
        return Ok(typed);
    }
    let Some(draft) = draft::load(desk, id).await? else { return Ok(typed) };
    Ok(Typed { form: sender::follow(desk, &draft, typed.form).await?, ..typed })
}

/// Keeps what was typed and sends it; waits for the outcome at most for `patience`. `now` is the
/// date of the message, in seconds since 1970-01-01 UTC.
pub async fn send(
    desk: &Desk,
    id: &str,
    typed: Typed,
    now: i64,
    patience: Duration,
) -> Result<Sending, Error> {
    // The second of two clicks: whatever becomes of the first one is its answer, too.
    let order = Order { draft: id.to_owned(), mark: typed.mark(), again: typed.again };
    if let Some(outcome) = outbox::outcome_of(desk, &order, patience).await {
        return Ok(Sending::Tried(draft::load(desk, id).await?, outcome));
    }
    let wishes = Wishes { due: due(desk, typed.later, now), accepted: typed.accepted.clone() };
    let (kept, in_hand) = keep_in_hand(desk, id, typed, now).await?;
    if kept.aside.is_some() || !kept.left_out.is_empty() || !kept.gone.is_empty() {
        return Ok(Sending::Kept(kept));
    }
    send_draft(desk, (kept.draft, in_hand), &order, wishes, (now, patience)).await
}

/// Sends a draft as it was kept, at once; `None` when there is none.
pub async fn send_kept(
    desk: &Desk,
    id: &str,
    now: i64,
    patience: Duration,
) -> Result<Option<Sending>, Error> {
    let Some(draft) = draft::load(desk, id).await? else { return Ok(None) };
    let order = Order { draft: id.to_owned(), mark: 0, again: false };
    // What there was to ask was asked when it was put off.
    let wishes = Wishes { due: None, accepted: Warning::ALL.to_vec() };
    send_draft(desk, (draft, Vec::new()), &order, wishes, (now, patience)).await.map(Some)
}

/// How a draft is to be sent.
struct Wishes {
    due: Option<Due>,
    accepted: Vec<Warning>,
}

/// The time that was chosen, or that by which everything can be called back; `None` is at once.
fn due(desk: &Desk, chosen: Option<i64>, now: i64) -> Option<Due> {
    let usual = desk.preferences.writing.undo.seconds();
    let moment = (usual > 0).then_some(Due { at: now.saturating_add(usual), is_chosen: false });
    chosen.map(|at| Due { at, is_chosen: true }).or(moment)
}

async fn send_draft(
    desk: &Desk,
    (mut draft, in_hand): (Draft, Files),
    order: &Order,
    wishes: Wishes,
    (now, patience): (i64, Duration),
) -> Result<Sending, Error> {
    draft.content.form.options.obey(desk.decisions.rules(), &desk.preferences.writing);
    let identity = identities::chosen(desk, draft.content.form.identity).await?;
    // The draft keeps the names: called back, it shows what was typed.
    let form = groups::expanded(desk, draft.content.form.clone()).await?;
    let message = match form.message(identity.as_ref()) {
        Ok(message) => message,
        Err(mistakes) => return Ok(Sending::Mistakes(draft, mistakes)),
    };
    let count = attachment::list(desk, &draft.id).await?.len();
    let wanted = desk.preferences.writing.warnings;
    let is_outside = |it: &_| targets::leaves(desk, &message.from.address, it);
    let warnings = warnings::of(&draft.content, &message, count, wanted, is_outside);
    if warnings.iter().any(|it| !wishes.accepted.contains(it)) {
        return Ok(Sending::Warned(draft, warnings));
    }
    let due = wishes.due;
    // It takes as long as making the message does.
    let opening = due.is_none().then(|| Opening::begin(desk));
    let files = attachment::all(desk, &draft.id, &in_hand).await?;
    drop(in_hand);
    // Who gets it reads when it was sent, not when it was written.
    let message = draft.content.complete(desk, message, due.map_or(now, |it| it.at));
    let content = draft.content.clone();
    let size = files.iter().map(|(_, it)| it.octets.len()).sum::<usize>() + content.form.html_size();
    let look = desk.preferences.writing.look_of_html();
    let packed = move || {
        let form = html::in_look(&content.form, look.as_deref());
        pack(&html::filled(message, &form, files), &content)
    };
    let parcel = fetch::off_thread(size, packed).await??;
    if parcel.wire.len() as u64 > desk.message_limit {
        return Ok(Sending::TooLarge(draft));
    }
    // A browser that goes away, or a request whose time is over, must not leave half a message in the outbox.
    let work = hand_over(desk.clone(), draft, order.clone(), (parcel, opening, due), (now, patience));
    tokio::spawn(work).await.map_err(fetch::Error::from)?
}

/// Gives a message to the outbox: to be sent at once, or when it is due.
async fn hand_over(
    desk: Desk,
    draft: Draft,
    order: Order,
    (parcel, opening, due): (Parcel, Option<Opening>, Option<Due>),
    (now, patience): (i64, Duration),
) -> Result<Sending, Error> {
    if let Some(due) = due {
        return put_off(&desk, draft, &order, &parcel, due, now).await;
    }
    let outcome = outbox::send(&desk, &order, (parcel, opening), now, patience).await?;
    if outcome == Outcome::UnderWay {
        file_if_not_sent(desk, draft.clone(), order);
    }
    Ok(Sending::Tried(Some(draft), outcome))
}

async fn put_off(
    desk: &Desk,
    draft: Draft,
    order: &Order,
    parcel: &Parcel,
    due: Due,
    now: i64,
) -> Result<Sending, Error> {
    if outbox::is_unknown(desk, &draft.id, now).await? {
        if !order.again {
            return Ok(Sending::Tried(Some(draft), Outcome::Unknown));
        }
        outbox::forget(desk, &draft.id, now).await?;
    }
    match waiting::put_off(desk, &draft.id, parcel, (due.at, now)).await? {
        true => Ok(Sending::PutOff(draft, due)),
        false => Ok(Sending::Tried(Some(draft), Outcome::UnderWay)),
    }
}

/// Nobody looks at the form any more: what is not sent in the end must lie in the Drafts mailbox.
fn file_if_not_sent(desk: Desk, draft: Draft, order: Order) {
    tokio::spawn(async move {
        let outcome = outbox::outcome_of(&desk, &order, LONGEST).await;
        if matches!(outcome, Some(Outcome::Kept(_) | Outcome::Unknown)) {
            filing::file(&desk, &draft).await;
        }
    });
}

fn pack(message: &OutgoingMessage, content: &Content) -> Result<Parcel, CannotWrite> {
    let options = &content.form.options;
    let own_copy = match message.bcc.is_empty() {
        true => None,
        false => Some(message.to_octets(Bcc::Kept)?.into()),
    };
    Ok(Parcel {
        envelope: SubmissionEnvelope {
            return_path: Some(message.from.address.clone()),
            recipients: message.recipients(),
            notification: options.dsn.then(|| DeliveryNotification::about(&message.message_id)),
        },
        message_id: message.message_id.clone(),
        wire: message.to_octets(Bcc::Hidden)?.into(),
        own_copy,
        origin: content.origin.clone(),
        copy_to: options.copy_to.clone(),
        replaces: content.replaces(),
    })
}
