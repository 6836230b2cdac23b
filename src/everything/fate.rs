//! What becomes of a message that the mail server does not give, and how often it is asked.

use std::time::Duration;

use mailcore::imap;

/// Before the mail server is asked again, where it was away or busy and nothing of the answer was written.
const PAUSES: [Duration; 3] = [Duration::from_millis(200), Duration::from_secs(1), Duration::from_secs(5)];

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is in the file.
    Written,
    /// It was there no more.
    Gone,
    /// The server does not give it, or not whole.
    Unread,
}

/// Why one message is left out rather than all; `None` where there is no more to be had.
pub(super) fn fate(error: &imap::Error) -> Option<Fate> {
    match error {
        imap::Error::Gone => Some(Fate::Gone),
        imap::Error::Refused(_) | imap::Error::Answer(_) => Some(Fate::Unread),
        _ => None,
    }
}

/// Asks, and asks again where the server was away or busy.
pub(super) async fn patiently<T, F: Future<Output = Result<T, imap::Error>>>(
    mut ask: impl FnMut() -> F,
) -> Result<T, imap::Error> {
    for pause in PAUSES {
        match ask().await {
            Err(imap::Error::Busy | imap::Error::Connection(_)) => tokio::time::sleep(pause).await,
            answer => return answer,
        }
    }
    ask().await
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::io;

    use super::*;

    #[tokio::test]
    async fn a_server_that_is_busy_is_asked_again_and_one_that_refuses_is_not() {
        let asked = Cell::new(0);
        let answer = |until: u32, error: fn() -> imap::Error| {
            asked.set(asked.get() + 1);
            let is_there = asked.get() > until;
            async move { if is_there { Ok(()) } else { Err(error()) } }
        };
        assert!(patiently(|| answer(1, || imap::Error::Busy)).await.is_ok());
        assert_eq!(asked.replace(0), 2);
        assert!(patiently(|| answer(1, || imap::Error::Gone)).await.is_err());
        assert_eq!(asked.get(), 1);
        // What says something of one message leaves that one out; what says something of the server ends it.
        assert_eq!(fate(&imap::Error::Refused(String::new())), Some(Fate::Unread));
        assert_eq!(fate(&imap::Error::Gone), Some(Fate::Gone));
        assert_eq!(fate(&imap::Error::Connection(io::Error::other("x"))), None);
    }
}
