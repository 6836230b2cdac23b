//! What becomes of a message that the mail server does not give, and how often it is asked.

use std::time::Duration;

use mailcore::imap;
use tokio::time::Instant;

/// Before a mail server that was away or busy is asked again whether it is there.
const PAUSES: [Duration; 3] = [Duration::from_millis(200), Duration::from_secs(1), Duration::from_secs(5)];

/// So often a question is asked.
const TRIES: usize = 3;

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
fn fate(error: &imap::Error) -> Option<Fate> {
    match error {
        imap::Error::Gone => Some(Fate::Gone),
        imap::Error::Refused(_) | imap::Error::Answer(_) => Some(Fate::Unread),
        _ => None,
    }
}

/// How patient a download is with a mail server.
///
/// A server may hang up over a message that it cannot read, again and again (Dovecot does). One that is there before
/// and hangs up again over the same question is not waited for: with thousands of such messages it would take hours.
#[derive(Debug)]
pub(super) struct Patience {
    /// So long at most is spent on what the server does not give at once.
    most: Duration,
    /// What was spent of it.
    spent: Duration,
}

impl Patience {
    /// With so much time at most for all that the server does not give.
    pub(super) fn new(most: Duration) -> Self {
        Self { most, spent: Duration::ZERO }
    }

    /// Whether all of it was spent.
    pub(super) fn is_spent(&self) -> bool {
        self.spent >= self.most
    }

    /// Notes that a message broke off, after so much time in which nothing of it came.
    pub(super) fn lose(&mut self, time: Duration) {
        self.spent = self.spent.saturating_add(time);
    }

    /// Asks, and once the server is there asks again where it was away, busy or hung up. The inner result says why
    /// there is nothing of this; the outer one that there is nothing of anything.
    pub(super) async fn ask<T, F, G>(
        &mut self,
        mut ask: impl FnMut() -> F,
        mut is_there: impl FnMut() -> G,
    ) -> Result<Result<T, Fate>, imap::Error>
    where
        F: Future<Output = Result<T, imap::Error>>,
        G: Future<Output = Result<(), imap::Error>>,
    {
        let begun = Instant::now();
        let error = match ask().await {
            Ok(answer) => return Ok(Ok(answer)),
            Err(error) => error,
        };
        let told = insist(error, &mut ask, &mut is_there).await;
        self.lose(begun.elapsed());
        told
    }
}

/// Goes on after a first `error`.
async fn insist<T, F, G>(
    mut error: imap::Error,
    ask: &mut impl FnMut() -> F,
    is_there: &mut impl FnMut() -> G,
) -> Result<Result<T, Fate>, imap::Error>
where
    F: Future<Output = Result<T, imap::Error>>,
    G: Future<Output = Result<(), imap::Error>>,
{
    let mut hung_up = 0;
    for _ in 1..TRIES {
        if let Some(fate) = fate(&error) {
            return Ok(Err(fate));
        }
        match error {
            imap::Error::Connection(_) if hung_up > 0 => return Ok(Err(Fate::Unread)),
            imap::Error::Connection(_) => hung_up += 1,
            imap::Error::Busy => {}
            error => return Err(error),
        }
        patiently(&mut *is_there).await?;
        error = match ask().await {
            Ok(answer) => return Ok(Ok(answer)),
            Err(error) => error,
        };
    }
    match error {
        imap::Error::Connection(_) if hung_up > 0 => Ok(Err(Fate::Unread)),
        error => fate(&error).map_or(Err(error), |it| Ok(Err(it))),
    }
}

/// Asks, and asks again where the server was away or busy.
async fn patiently<F: Future<Output = Result<(), imap::Error>>>(
    mut ask: impl FnMut() -> F,
) -> Result<(), imap::Error> {
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

    type Failure = fn() -> imap::Error;

    /// How it fails at first, for how long the server is away, and what became of it.
    type Case<'a> = (&'a [Failure], u32, (Result<(), Fate>, usize, u32));

    fn away() -> imap::Error {
        imap::Error::Connection(io::Error::other("x"))
    }

    fn busy() -> imap::Error {
        imap::Error::Busy
    }

    fn refused() -> imap::Error {
        imap::Error::Refused(String::new())
    }

    /// What becomes of a question that fails like this at first, while the server is away for so many questions
    /// whether it is there; and how often both were asked.
    async fn asked(
        failures: &[Failure],
        absences: u32,
    ) -> (Result<Result<(), Fate>, imap::Error>, usize, u32) {
        let (asked, looked) = (Cell::new(0), Cell::new(0));
        let ask = || {
            let failure = failures.get(asked.replace(asked.get() + 1));
            async move { failure.map_or(Ok(()), |it| Err(it())) }
        };
        let is_there = || {
            looked.set(looked.get() + 1);
            let is_there = looked.get() > absences;
            async move { if is_there { Ok(()) } else { Err(away()) } }
        };
        let told = Patience::new(Duration::MAX).ask(ask, is_there).await;
        (told, asked.get(), looked.get())
    }

    #[tokio::test]
    async fn a_server_that_was_away_or_busy_is_asked_again_and_one_that_refuses_is_not() {
        let cases: [Case<'_>; 9] = [
            (&[], 0, (Ok(()), 1, 0)),
            (&[away], 1, (Ok(()), 2, 2)),
            (&[busy, busy], 0, (Ok(()), 3, 2)),
            (&[busy, away], 0, (Ok(()), 3, 2)),
            (&[refused], 0, (Err(Fate::Unread), 1, 0)),
            (&[|| imap::Error::Gone], 0, (Err(Fate::Gone), 1, 0)),
            (&[away, refused], 0, (Err(Fate::Unread), 2, 1)),
            // It was there, and hung up again.
            (&[away as Failure; 9], 0, (Err(Fate::Unread), 2, 1)),
            (&[busy, away, away], 0, (Err(Fate::Unread), 3, 2)),
        ];
        for (failures, absences, expected) in cases {
            let (told, asked, looked) = asked(failures, absences).await;
            assert_eq!((told.unwrap(), asked, looked), expected);
        }
        assert!(matches!(asked(&[busy as Failure; 9], 0).await, (Err(imap::Error::Busy), 3, 2)));
        let password = || imap::Error::Credentials;
        assert!(matches!(asked(&[password], 0).await, (Err(imap::Error::Credentials), 1, 0)));
    }

    #[tokio::test]
    async fn a_message_over_which_the_server_hangs_up_costs_no_pause_and_the_time_for_all_of_them_ends() {
        let mut patience = Patience::new(PAUSES[0]);
        let hang_up = || async { Err::<(), _>(away()) };
        let (mut slow, looked) = (0, Cell::new(0));
        while !patience.is_spent() {
            slow += 1;
            let told = patience.ask(hang_up, || async {
                looked.set(looked.get() + 1);
                tokio::time::sleep(PAUSES[0] / 4).await;
                Ok(())
            });
            assert_eq!(told.await.unwrap(), Err(Fate::Unread));
        }
        assert!((1..=4).contains(&slow), "{slow}");
        assert_eq!(looked.get(), slow, "it was there, and no pause was made");
        let mut patience = Patience::new(Duration::from_secs(60));
        patience.lose(Duration::from_secs(60));
        assert!(patience.is_spent(), "what breaks off later counts as well");
        let mut patience = Patience::new(Duration::from_secs(60));
        let slowly = || async {
            tokio::time::sleep(PAUSES[0] / 4).await;
            Ok(())
        };
        let told = patience.ask(slowly, || async { Ok(()) });
        assert!(told.await.is_ok());
        assert_eq!(patience.spent, Duration::ZERO, "what is given costs none of it");
    }
}
