//! From whom and for whom a message is (RFC 5321, section 3.3), and what is to be reported
//! (RFC 3461).

use std::sync::Arc;

use smtp_proto::{
    MAIL_BODY_BINARYMIME, MAIL_BY_NOTIFY, MAIL_BY_RETURN, MAIL_CONPERM, MAIL_REQUIRETLS, MAIL_RET_FULL,
    MAIL_SMTPUTF8, MailFrom, RCPT_CONNEG, RCPT_NOTIFY_DELAY, RCPT_NOTIFY_FAILURE, RCPT_NOTIFY_NEVER,
    RCPT_NOTIFY_SUCCESS, RcptTo,
};

use super::reply::Reply;
use crate::address::Address;
use crate::demo::state::{self, Account, MOST_MESSAGE_OCTETS, State};

/// The most recipients of one message.
const MOST_RECIPIENTS: usize = 1000;

/// A message that is on its way.
#[derive(Debug)]
pub(super) struct Transaction {
    /// To whom reports go; `None` when nobody wants any.
    pub(super) sender: Option<Address>,
    /// Addresses and headers may be beyond ASCII (RFC 6531).
    pub(super) utf8: bool,
    /// A report on a failure brings the whole message back.
    pub(super) full: bool,
    /// What the sender calls this message in reports; printable ASCII.
    pub(super) envelope_id: Option<String>,
    /// Each of them once.
    pub(super) recipients: Vec<Recipient>,
}

/// Somebody the message is for.
#[derive(Debug)]
pub(super) struct Recipient {
    pub(super) address: Address,
    /// The account, or `None` for somebody outside.
    pub(super) account: Option<Arc<Account>>,
    /// The address that the sender wrote to (ORCPT); printable ASCII.
    pub(super) original: Option<String>,
    /// A report is wanted when it is delivered.
    pub(super) on_success: bool,
    /// A report is wanted when it is not.
    pub(super) on_failure: bool,
}

impl Transaction {
    /// Begins with what MAIL says; else the answer is a refusal.
    pub(super) fn begin<T: AsRef<str>>(from: &MailFrom<T>) -> Result<Self, Reply> {
        if is_beyond(from) {
            return Err(Reply::new(555, "5.5.4", "This parameter is not offered"));
        }
        if from.size > MOST_MESSAGE_OCTETS {
            return Err(too_large());
        }
        let (text, utf8) = (from.address.as_ref(), from.flags & MAIL_SMTPUTF8 != 0);
        let sender = if text.is_empty() { None } else { Some(text.parse().map_err(|_| bad_sender())?) };
        if !utf8 && !text.is_ascii() {
            return Err(needs_utf8());
        }
        Ok(Self {
            sender,
            utf8,
            full: from.flags & MAIL_RET_FULL != 0,
            envelope_id: from.env_id.as_ref().map(|it| printable(it.as_ref())),
            recipients: Vec::new(),
        })
    }

    /// Adds whom RCPT names.
    pub(super) fn add<T: AsRef<str>>(&mut self, to: &RcptTo<T>, state: &State) -> Reply {
        let text = to.address.as_ref();
        if to.rrvs != 0 || to.flags & RCPT_CONNEG != 0 {
            return Reply::new(555, "5.5.4", "This parameter is not offered");
        }
        if !self.utf8 && !text.is_ascii() {
            return needs_utf8();
        }
        if self.recipients.len() >= MOST_RECIPIENTS {
            return Reply::new(452, "4.5.3", "There are too many recipients");
        }
        let Ok(address) = text.parse::<Address>() else { return bad_recipient() };
        let account = match state.recipient(&address) {
            state::Recipient::Unknown => return Reply::new(550, "5.1.1", "Nobody here has this address"),
            state::Recipient::Account(account) => Some(account),
            state::Recipient::Outside => None,
        };
        if !self.recipients.iter().any(|it| it.address == address) {
            // Without NOTIFY, failures are reported (RFC 3461, section 4.1).
            let says = RCPT_NOTIFY_NEVER | RCPT_NOTIFY_SUCCESS | RCPT_NOTIFY_FAILURE | RCPT_NOTIFY_DELAY;
            self.recipients.push(Recipient {
                address,
                account,
                original: to.orcpt.as_ref().map(|it| printable(it.as_ref())),
                on_success: to.flags & RCPT_NOTIFY_SUCCESS != 0,
                on_failure: to.flags & says == 0 || to.flags & RCPT_NOTIFY_FAILURE != 0,
            });
        }
        Reply::new(250, "2.1.5", "Go on")
    }
}

/// Whether MAIL has parameters of extensions that EHLO does not tell.
fn is_beyond<T>(from: &MailFrom<T>) -> bool {
    let flags = MAIL_BODY_BINARYMIME | MAIL_BY_NOTIFY | MAIL_BY_RETURN | MAIL_CONPERM | MAIL_REQUIRETLS;
    from.flags & flags != 0
        || from.trans_id.is_some()
        || from.solicit.is_some()
        || from.mtrk.is_some()
        || from.hold_for != 0
        || from.hold_until != 0
        || from.mt_priority != 0
}

/// What xtext (RFC 3461, section 4) hides must not break out of a line of a report, which is ASCII.
fn printable(text: &str) -> String {
    text.chars().filter(|it| matches!(it, ' '..='~')).collect()
}

/// The answer to a message that has too many octets, or says that it will have.
pub(super) fn too_large() -> Reply {
    Reply::new(552, "5.3.4", "The message is too large")
}

/// The answer to a sender that is no address.
pub(super) fn bad_sender() -> Reply {
    Reply::new(501, "5.1.7", "The sender is no address")
}

/// The answer to a recipient that is no address.
pub(super) fn bad_recipient() -> Reply {
    Reply::new(501, "5.1.3", "The recipient is no address")
}

fn needs_utf8() -> Reply {
    Reply::new(553, "5.6.7", "Such an address needs SMTPUTF8")
}
