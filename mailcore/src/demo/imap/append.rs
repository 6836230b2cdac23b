//! APPEND (RFC 9051, section 6.3.12; RFC 4315).

use std::sync::Arc;

use imap_codec::imap_types::datetime::DateTime;
use imap_codec::imap_types::extensions::binary::LiteralOrLiteral8;
use imap_codec::imap_types::flag::Flag as Written;
use imap_codec::imap_types::mailbox::Mailbox as Named;

use super::answer::Answer;
use super::{Outcome, Session, name, store};
use crate::demo;
use crate::demo::state::Account;
use crate::demo::state::mailboxes::Failure;
use crate::demo::state::message::Message;

impl Session {
    /// APPEND.
    pub(super) fn append(
        account: &Account,
        mailbox: &Named<'_>,
        flags: &[Written<'_>],
        date: Option<DateTime>,
        message: LiteralOrLiteral8<'static>,
    ) -> Outcome {
        let LiteralOrLiteral8::Literal(message) = message else {
            return Err(Answer::no("BINARY is not known here").code("UNKNOWN-CTE").into());
        };
        let name = name::read(mailbox).ok_or(Failure::NoSuch).map_err(Answer::of_destination)?;
        let flags = store::read(flags)?;
        let received_at = date.map_or_else(demo::now, |it| it.as_ref().timestamp());
        let message = Arc::new(Message::new(message.into_inner().into_owned().into(), received_at));
        let (uid_validity, uid) =
            account.change(|it| it.append(&name, message, flags)).map_err(Answer::of_destination)?;
        Ok(Answer::ok("Filed").code(format!("APPENDUID {uid_validity} {uid}")))
    }
}
