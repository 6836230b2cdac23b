//! SEARCH (RFC 9051, section 6.4.4).

use super::Error;
use super::command::Command;
use super::pool::Lease;
use super::response::search;
use super::select::all_ended;
use crate::mailbox::MailboxName;
use crate::uid::{MessageNumber, Uid};

impl Lease {
    /// The messages of a mailbox with this Message-ID (without angle brackets), oldest first.
    pub async fn find_message_id(
        &mut self,
        mailbox: &MailboxName,
        message_id: &str,
    ) -> Result<Vec<MessageNumber>, Error> {
        self.find_message_id_from(mailbox, None, message_id).await
    }

    /// The same among those that came since the next number was `from`: the server looks into no others.
    pub async fn find_message_id_from(
        &mut self,
        mailbox: &MailboxName,
        from: Option<Uid>,
        message_id: &str,
    ) -> Result<Vec<MessageNumber>, Error> {
        let search = match message_id.is_ascii() {
            true => Command::new("UID SEARCH"),
            false => Command::new("UID SEARCH CHARSET UTF-8"),
        };
        let search = match from {
            Some(from) => search.words("UID").uids_from(from),
            None => search,
        };
        let command = search.words("HEADER Message-ID").string(&format!("<{message_id}>"));
        // No message has one that is empty or has a NUL in it.
        let Some(command) = command.filter(|_| !message_id.is_empty()) else { return Ok(Vec::new()) };
        let exchange = self.ask_of_all(mailbox, vec![command]).await?;
        let found = search::uids(&exchange.data);
        all_ended(exchange)?;
        let uid_validity = self.connection().selected().map(|it| it.uid_validity).ok_or(Error::Gone)?;
        Ok(found.into_iter().map(|uid| MessageNumber { uid_validity, uid }).collect())
    }
}
