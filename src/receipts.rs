//! Read receipts (RFC 8098): whether a message that was opened is answered by one, and the answer.
//!
//! Showing a message sends nothing: it gives a [`Question`]. The answer is a step of its own, which
//! first claims the message by `$MDNSent` (RFC 3503), so that of two windows, two clicks or two
//! processes one sends; if sending fails, the claim is given back.

use mailcore::address::Address;
use mailcore::flag::{Flag, FlagSet};
use mailcore::imap::pool::Beside;
use mailcore::mailbox::{Mailbox, MailboxName, MessageRef, SpecialUse};
use mailcore::message::disposition_notification::{self, How, Request};
use mailcore::message::outgoing::CannotWrite;
use mailcore::order::BY_ARRIVAL;

use crate::desk::{self, Desk};
use crate::fetch::{self, Message};
use crate::i18n::Locale;
use crate::identities::{self, matching};
use crate::preferences::Receipts;
use crate::store;
use crate::trust::{self, Standing};

mod notification;
mod sending;

pub use sending::Problem;

/// What becomes of a request when the message is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The person is asked; where it would make a difference, they may also trust the sender.
    Ask {
        /// Whether "always for this sender" is offered.
        always: bool,
    },
    /// A receipt is to be sent without asking.
    Automatic,
}

/// A request that waits for its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What the message asks for.
    pub request: Request,
    /// What is to be done.
    pub decision: Decision,
}

/// What the person, or a page for them, wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A receipt, because the person says so.
    Send,
    /// The same, and this sender is trusted from now on.
    Always,
    /// None, now or later.
    Ignore,
    /// A receipt, because a preference says so; sent only if one does.
    Automatic,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A receipt was sent to this address.
    Sent(Address),
    /// None was, and nobody will be asked again.
    Ignored,
    /// There was nothing to answer, or not any more.
    Nothing,
    /// None was sent, and the question is open again.
    NotSent(Problem),
    /// The server had it and did not answer: it may have been sent. Nobody will be asked again.
    Unknown,
}

/// How a receipt is written.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The language of what a person reads in it.
    pub locale: Locale,
    /// The name by which the world knows this program's host.
    pub host: &'a str,
}

/// Why there was no outcome.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The message could not be read or marked.
    #[error(transparent)]
    Fetch(#[from] fetch::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The receipt cannot be written.
    #[error(transparent)]
    Write(#[from] CannotWrite),
}

impl From<mailcore::imap::Error> for Error {
    fn from(error: mailcore::imap::Error) -> Self {
        Self::Fetch(error.into())
    }
}

/// What an opened message asks for, if there is something to answer by what is `wanted` of such
/// requests. A failure of the database costs no page: then nothing is asked.
pub async fn question(desk: &Desk, message: &Message, wanted: Receipts) -> Option<Question> {
    let request = request(message)?;
    let sender = trust::sender(&message.headers, &desk.servers.authserv_ids);
    let question = decided(desk, request, wanted, sender.as_ref()).await;
    question.unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "nobody was asked for a receipt");
        None
    })
}

/// `sender` is whom trust may be given to.
async fn decided(
    desk: &Desk,
    request: Request,
    wanted: Receipts,
    sender: Option<&Address>,
) -> Result<Option<Question>, store::Error> {
    let standing = trust::standing(&desk.store, desk.account, sender).await?;
    let decision = decide(wanted, standing, request.may_be_automatic, sender.is_some());
    Ok(decision.map(|decision| Question { request, decision }))
}

/// Answers a request, once: whoever comes later, or at the same time, finds [`Outcome::Nothing`].
pub async fn answer(
    desk: &Desk,
    at: &MessageRef,
    wish: Wish,
    words: Words<'_>,
    now: i64,
) -> Result<Outcome, Error> {
    let mut lease = desk.lease(Some(&at.mailbox)).await?;
    let message = Message::open(&mut lease, at, Beside::Folders(&BY_ARRIVAL)).await?;
    let Some(request) = request(&message) else { return Ok(Outcome::Nothing) };
    if wish == Wish::Ignore {
        let answered = FlagSet::from([Flag::MdnSent]);
        lease.flag(&at.mailbox, &[at.number], &answered, &FlagSet::new()).await?;
        return Ok(Outcome::Ignored);
    }
    drop(lease);
    let (wanted, rules) = (desk.preferences.receipts, desk.decisions.rules());
    if wanted == Receipts::Ignore && rules.is_fixed("receipts") {
        return Ok(Outcome::Nothing);
    }
    let sender = trust::sender(&message.headers, &desk.servers.authserv_ids);
    let how = match wish {
        Wish::Automatic => {
            let decided = decided(desk, request.clone(), wanted, sender.as_ref()).await?;
            if !decided.is_some_and(|it| it.decision == Decision::Automatic) {
                return Ok(Outcome::Nothing);
            }
            How::Automatically
        }
        Wish::Always => {
            // The page offers it for nobody else.
            if let Some(sender) = sender {
                desk.store.trust_sender(desk.account, &sender.to_string(), now).await?;
            }
            How::Manually
        }
        Wish::Send | Wish::Ignore => How::Manually,
    };
    let all = identities::of(desk).await?;
    let Some(identity) = matching::of_answer(&all, &message.headers) else {
        return Ok(Outcome::NotSent(Problem::NoAddress));
    };
    let parcel = notification::write(&identity.from, &message, &request, how, words, now)?;
    sending::claim_and_send(desk.clone(), at.clone(), parcel, now).await
}

/// What a message asks for, if it may be answered: whether it was read before is not looked at.
fn request(message: &Message) -> Option<Request> {
    let opened = &message.opened;
    let is_answered = opened.head.flags.contains(&Flag::MdnSent);
    // Else the question would come back for ever.
    let is_remembered = opened.head.kept.keeps(&Flag::MdnSent);
    // A message inside of another one was sent to somebody else.
    if message.inside.is_some()
        || is_answered
        || !is_remembered
        || is_apart(&message.at.mailbox, &opened.mailboxes)
    {
        return None;
    }
    disposition_notification::request(&message.headers)
}

/// Whether a mailbox is, or is within, one whose mail is not read as mail: drafts and copies of the
/// person's own, spam (a receipt would tell that the address exists) and what was thrown away.
fn is_apart(name: &MailboxName, mailboxes: &[Mailbox]) -> bool {
    let apart = [SpecialUse::Drafts, SpecialUse::Sent, SpecialUse::Junk, SpecialUse::Trash];
    desk::lies_in(&apart, name, mailboxes)
}

/// What a preference makes of a request; `None` is silence. `may_be_trusted` is whether the sender can
/// be.
fn decide(
    wanted: Receipts,
    standing: Standing,
    may_be_automatic: bool,
    may_be_trusted: bool,
) -> Option<Decision> {
    let (enough, else_ask) = match wanted {
        Receipts::Ask => return Some(Decision::Ask { always: false }),
        Receipts::Ignore => return None,
        Receipts::Send => (Standing::Stranger, true),
        Receipts::ContactsElseAsk => (Standing::Known, true),
        Receipts::ContactsElseIgnore => (Standing::Known, false),
        Receipts::TrustedElseAsk => (Standing::Trusted, true),
        Receipts::TrustedElseIgnore => (Standing::Trusted, false),
    };
    match (standing >= enough, may_be_automatic) {
        (true, true) => Some(Decision::Automatic),
        (true, false) => Some(Decision::Ask { always: false }),
        (false, _) => else_ask.then_some(Decision::Ask { always: may_be_automatic && may_be_trusted }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wanted: Receipts, expected: [Option<Decision>; 3], suspicious: [Option<Decision>; 3]) {
        for (at, standing) in [Standing::Stranger, Standing::Known, Standing::Trusted].into_iter().enumerate()
        {
            assert_eq!(decide(wanted, standing, true, true), expected[at], "{wanted:?} {standing:?}");
            assert_eq!(
                decide(wanted, standing, false, true),
                suspicious[at],
                "{wanted:?} {standing:?}, elsewhere"
            );
        }
    }

    #[test]
    fn each_mode_decides_by_how_well_the_sender_is_known_and_where_the_receipt_would_go() {
        const AUTO: Option<Decision> = Some(Decision::Automatic);
        const ASK: Option<Decision> = Some(Decision::Ask { always: false });
        const ASK_OR_ALWAYS: Option<Decision> = Some(Decision::Ask { always: true });
        check(Receipts::Ask, [ASK; 3], [ASK; 3]);
        check(Receipts::Send, [AUTO; 3], [ASK; 3]);
        check(Receipts::Ignore, [None; 3], [None; 3]);
        check(Receipts::ContactsElseAsk, [ASK_OR_ALWAYS, AUTO, AUTO], [ASK; 3]);
        check(Receipts::ContactsElseIgnore, [None, AUTO, AUTO], [None, ASK, ASK]);
        check(Receipts::TrustedElseAsk, [ASK_OR_ALWAYS, ASK_OR_ALWAYS, AUTO], [ASK; 3]);
        check(Receipts::TrustedElseIgnore, [None, None, AUTO], [None, None, ASK]);
    }

    #[test]
    fn nobody_is_offered_to_trust_a_sender_who_was_not_confirmed() {
        let decided = decide(Receipts::TrustedElseAsk, Standing::Stranger, true, false);
        assert_eq!(decided, Some(Decision::Ask { always: false }));
    }

    #[test]
    fn nothing_is_answered_from_drafts_copies_spam_and_the_trash_nor_from_below() {
        let mailbox = |name: &str, special_use| Mailbox {
            special_use,
            ..Mailbox::new(MailboxName::parse(name).unwrap(), Some('/'))
        };
        let mailboxes = [
            mailbox("INBOX", None),
            mailbox("Spams", Some(SpecialUse::Junk)),
            mailbox("Corbeille", Some(SpecialUse::Trash)),
            mailbox("Archives", Some(SpecialUse::Archive)),
        ];
        let is = |name: &str| is_apart(&MailboxName::parse(name).unwrap(), &mailboxes);
        for apart in ["Spams", "Spams/2026", "Corbeille"] {
            assert!(is(apart), "{apart}");
        }
        for not in ["INBOX", "Archives", "Spamsoir", "Clients/Spams", "spams"] {
            assert!(!is(not), "{not}");
        }
    }
}
