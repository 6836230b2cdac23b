//! SEARCH (RFC 9051, section 6.4.4).

use super::Error;
use super::command::Command;
use super::pool::Lease;
use super::response::search;
use super::select::all_ended;
use crate::mailbox::MailboxName;
use crate::uid::MessageNumber;

impl Lease {
    /// The messages of a mailbox with this Message-ID (without angle brackets), oldest first.
    pub async fn find_message_id(
        &mut self,
        mailbox: &MailboxName,
        message_id: &str,
    ) -> Result<Vec<MessageNumber>, Error> {
        let words = if message_id.is_ascii() {
            "UID SEARCH HEADER Message-ID"
        } else {
            "UID SEARCH CHARSET UTF-8 HEADER Message-ID"
        };
        let command = Command::new(words).string(&format!("<{message_id}>"));
        // No message has one that is empty or has a NUL in it.
        let Some(command) = command.filter(|_| !message_id.is_empty()) else { return Ok(Vec::new()) };
        let exchange = self.ask_of_all(mailbox, vec![command]).await?;
        let found = search::uids(&exchange.data);
        all_ended(exchange)?;
        let uid_validity = self.connection().selected().map(|it| it.uid_validity).ok_or(Error::Gone)?;
        Ok(found.into_iter().map(|uid| MessageNumber { uid_validity, uid }).collect())
    }
}
