//! APPEND, and the UID that the message got (RFC 9051, section 6.3.12; RFC 4315).

use bytes::Bytes;

use super::Error;
use super::command::Command;
use super::connection::{Completion, Connection, Refusal};
use super::pool::Lease;
use crate::flag::FlagSet;
use crate::mailbox::MailboxName;
use crate::uid::{MessageNumber, Uid, UidValidity};

impl Lease {
    /// Files a message; its number there if the server tells (UIDPLUS, RFC 4315). With `create`
    /// a mailbox that is missing is created and subscribed; without it that is [`Error::Gone`].
    pub async fn append(
        &mut self,
        mailbox: &MailboxName,
        flags: &FlagSet,
        octets: Bytes,
        create: bool,
    ) -> Result<Option<MessageNumber>, Error> {
        self.append_dated(mailbox, flags, None, octets, create).await
    }

    /// The same with INTERNALDATE, in seconds since 1970-01-01 UTC; `None` is now.
    pub async fn append_dated(
        &mut self,
        mailbox: &MailboxName,
        flags: &FlagSet,
        received_at: Option<i64>,
        octets: Bytes,
        create: bool,
    ) -> Result<Option<MessageNumber>, Error> {
        self.forget_room();
        let connection = self.connection();
        let append = || {
            let command = Command::new("APPEND").mailbox(mailbox).flags(flags);
            let command = match received_at {
                Some(at) => command.date(at),
                None => command,
            };
            command.literal(octets.clone())
        };
        let mut filed = run(connection, append()).await?;
        if create && filed.as_ref().is_err_and(is_missing) {
            make(connection, mailbox).await?;
            filed = run(connection, append()).await?;
        }
        match filed {
            Err(refusal) if is_missing(&refusal) => Err(Error::Gone),
            filed => Ok(filed?.as_deref().and_then(number)),
        }
    }
}

/// Whether there is no such mailbox, but could be.
pub(super) fn is_missing(refusal: &Refusal) -> bool {
    matches!(refusal.code.as_deref(), Some("TRYCREATE" | "NONEXISTENT"))
}

/// Creates and subscribes a mailbox. Somebody else may have been faster: whether it is there now
/// shows in what comes next.
pub(super) async fn make(connection: &mut Connection, mailbox: &MailboxName) -> Result<(), Error> {
    let commands = vec![Command::new("CREATE").mailbox(mailbox), Command::new("SUBSCRIBE").mailbox(mailbox)];
    for completion in connection.run(commands).await?.completions {
        if let Err(refusal) = completion {
            tracing::debug!(code = refusal.code.as_deref(), "a mailbox could not be made or subscribed");
        }
    }
    Ok(())
}

async fn run(connection: &mut Connection, command: Command) -> Result<Completion, Error> {
    let exchange = connection.run(vec![command]).await?;
    exchange.completions.into_iter().next().ok_or(Error::Answer("fewer completions than commands"))
}

/// Reads `APPENDUID 38505 3955`.
fn number(code: &str) -> Option<MessageNumber> {
    let mut words = code.split_ascii_whitespace();
    let named = words.next()?.eq_ignore_ascii_case("APPENDUID");
    let mut number = || words.next()?.parse().ok().filter(|_| named);
    Some(MessageNumber { uid_validity: UidValidity::new(number()?)?, uid: Uid::new(number()?)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_filed_message_is_read() {
        let read = |code: &str| number(code).map(|it| it.to_string());
        assert_eq!(read("APPENDUID 38505 3955").as_deref(), Some("38505-3955"));
        assert_eq!(read("appenduid 1 2").as_deref(), Some("1-2"));
        for code in ["APPENDUID", "APPENDUID 1", "APPENDUID 0 1", "COPYUID 1 2", "APPENDUID 1 1:2", ""] {
            assert_eq!(read(code), None, "{code}");
        }
    }
}
