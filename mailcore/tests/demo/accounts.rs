//! The accounts of the tests.

use mailcore::demo::seed::{Account, Mailbox, Message};
use mailcore::flag::FlagSet;
use mailcore::mailbox::{MailboxName, SpecialUse};

/// Two people with some mail.
pub(crate) fn accounts() -> Vec<Account> {
    vec![account("demo@demo.test", "demo", 3), account("claire@demo.test", "claire", 1)]
}

/// Somebody with so many messages in the INBOX.
pub(crate) fn account(address: &str, password: &str, messages: usize) -> Account {
    let mailbox = |name: &str, special_use, messages| Mailbox {
        name: MailboxName::parse(name).unwrap(),
        special_use,
        messages,
    };
    Account {
        address: address.to_owned(),
        password: password.to_owned(),
        mailboxes: vec![
            mailbox("INBOX", None, (0..messages).map(message).collect()),
            mailbox("Sent", Some(SpecialUse::Sent), Vec::new()),
        ],
    }
}

fn message(number: usize) -> Message {
    let octets = format!(
        "From: Claire <claire@demo.test>\r\nTo: demo@demo.test\r\nSubject: {number}\r\n\
         Message-ID: <{number}@demo.test>\r\nDate: Mon, 2 Feb 2026 10:00:00 +0100\r\n\r\nBonjour {number}\r\n"
    );
    Message { octets: octets.into_bytes(), received_at: 1_770_000_000, flags: FlagSet::new() }
}
